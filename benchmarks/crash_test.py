"""Kills loading processes at random moments and looks at what is left: `make crash-test`.

    python -m benchmarks.crash_test --kills 200 --seed 1

A real process writes packages into a lake, loads them, resolves and publishes. It says which step it begins; this
program picks a step and a moment in it, and kills the process (SIGKILL). Then the home must be whole
(warehouse/consistency.py), and the next run must end in the same bytes of the exports as one that nobody disturbed.
Half of the homes are empty before, half hold what an earlier run has published. Exit code 1 where a promise is broken;
kills are counted by step.
"""

import argparse
import hashlib
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.crash_target import work
from benchmarks.synthetic_records import write_synthetic
from warehouse.consistency import inconsistencies
from warehouse.home import Home

RECORDS, ARTICLES_A_PACKAGE = 900, 60
"""Ten packages: small enough for many kills, large enough that every step has something to do."""
NOW = datetime(2026, 1, 2, tzinfo=UTC)


@dataclass(frozen=True)
class Step:
    """A step that an undisturbed run began, and how long it was until the next one."""

    name: str
    seconds: float


@dataclass(frozen=True)
class Case:
    """A home as it is before a run, what the run does with it when nobody disturbs it, and what it ends in."""

    name: str
    before: Path
    steps: Sequence[Step]
    exports: dict[str, str]


@dataclass(frozen=True)
class Outcome:
    """One kill: in which step, and what was wrong afterwards."""

    step: str
    broken: tuple[str, ...]


def main() -> None:
    """Kill as often as asked for and print the count by step."""
    parser = argparse.ArgumentParser(description="Kill loading processes and look at what is left.")
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=2)
    options = parser.parse_args()
    started, outcomes = time.monotonic(), list[Outcome]()
    with tempfile.TemporaryDirectory(prefix="chancery-crash-") as folder:
        for outcome in crash(Path(folder), options.kills, options.seed, options.processes):
            outcomes.append(outcome)
            for each in outcome.broken:
                print(f"BROKEN after a kill in {outcome.step}: {each}", flush=True)
            if sys.stderr.isatty():
                print(f"\r{len(outcomes)} of {options.kills} kills", end="", file=sys.stderr)
    print(report(outcomes))
    print(f"{time.monotonic() - started:.0f} s")
    sys.exit(1 if any(outcome.broken for outcome in outcomes) else 0)


def report(outcomes: Sequence[Outcome]) -> str:
    """The number of kills by step, and how many left something broken."""
    kills, broken = Counter(each.step for each in outcomes), Counter(each.step for each in outcomes if each.broken)
    lines = [f"{'step':32} {'kills':>6} {'broken':>7}"]
    lines += [f"{step:32} {count:6} {broken[step]:7}" for step, count in sorted(kills.items())]
    return "\n".join([*lines, f"{'all':32} {len(outcomes):6} {sum(broken.values()):7}"])


def crash(folder: Path, kills: int, seed: int, processes: int = 1) -> Iterator[Outcome]:
    """Kill `kills` runs, one after another or `processes` at a time; yields what came of each, in order."""
    cases = _cases(folder)
    # From a seed, so that a broken promise can be seen again.
    chance = random.Random(seed)  # noqa: S311 - no secret
    plans = []
    for number in range(kills):
        case = cases[number % len(cases)]
        # Every step as often, however often a run comes by it.
        name = chance.choice(sorted({step.name for step in case.steps}))
        at = chance.choice([n for n, step in enumerate(case.steps) if step.name == name])
        plans.append((number, case, at, chance.uniform(0, case.steps[at].seconds)))
    with ThreadPoolExecutor(processes) as pool:
        yield from pool.map(lambda plan: _killed(folder, *plan), plans)


def _cases(folder: Path) -> list[Case]:
    source = Home.open(folder / "source")
    list(write_synthetic(source, RECORDS, articles_a_package=ARTICLES_A_PACKAGE))
    empty = folder / "before-empty"
    Home.open(empty)
    grown = folder / "before-grown"
    work(source, Home.open(grown), NOW, first_packages=4)
    return [_case(folder, "empty", empty), _case(folder, "grown", grown)]


def _case(folder: Path, name: str, before: Path) -> Case:
    home = Home.at(folder / f"undisturbed-{name}")
    shutil.copytree(before, home.root)
    process, moments = _start(folder, home), []
    for line in process.stdout or ():
        moments.append((line.strip(), time.monotonic()))
    if process.wait() != 0:
        raise RuntimeError(f"the undisturbed run failed with exit code {process.returncode}")
    ends = [moment for _, moment in moments[1:]]
    steps = [Step(step, end - begun) for (step, begun), end in zip(moments, ends, strict=False)]
    return Case(name, before, steps, _digests(home))


def _killed(folder: Path, number: int, case: Case, at: int, seconds: float) -> Outcome:
    home = Home.at(folder / f"killed-{number}")
    shutil.copytree(case.before, home.root)
    try:
        process, step = _start(folder, home), "start"
        for begun, line in enumerate(process.stdout or ()):
            step = line.strip()
            if begun == at:
                break
        time.sleep(seconds)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        broken = [f"{case.name}: {each}" for each in inconsistencies(home, NOW)]
        work(Home.at(folder / "source"), home, NOW)
        broken += [f"{case.name}: after the next run {each}" for each in inconsistencies(home, NOW)]
        if _digests(home) != case.exports:
            broken.append(f"{case.name}: the next run ended in other exports")
        return Outcome(step, tuple(broken))
    finally:
        shutil.rmtree(home.root, ignore_errors=True)


def _start(folder: Path, home: Home) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "benchmarks.crash_target", str(folder / "source"), str(home.root)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[1])


def _digests(home: Home) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(home.exports.iterdir())}


if __name__ == "__main__":
    main()

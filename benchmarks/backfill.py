"""Kills backfills at random moments and compares what the last one ends in: `make backfill-test`.

    python -m benchmarks.backfill --items 100000 --kills 5

Invented news (benchmarks/backfill_corpus.py) is taken in twice: once undisturbed, once by a process that is killed
(SIGKILL) at random moments, and started again each time. Both homes must end in the same bytes of the exports. Prints
how long it took, how much of the processors and how much memory; exit code 1 where the ends differ.
"""

import argparse
import hashlib
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.backfill_corpus import write_corpus

_WORK = """
import sys
from pathlib import Path
from flows.backfill import Span, backfill
from warehouse.home import Home

if __name__ == "__main__":
    path, home, extractor, articles, processes = sys.argv[1:]
    done = backfill(Path(path), Home.open(home), Span(), extractor, int(processes), package_articles=int(articles))
    print(done.summary.model_dump_json())
"""


@dataclass(frozen=True)
class Setting:
    """What is taken in, and how: the extractor's name, the articles of a package, the processes that extract."""

    corpus: Path
    extractor: str
    package_articles: int
    processes: int


def main() -> None:
    """Measure, and compare the ends."""
    parser = argparse.ArgumentParser(description="Kill backfills and compare what the last one ends in.")
    parser.add_argument("--items", type=int, default=100_000)
    parser.add_argument("--kills", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--extractor", default="learned")
    parser.add_argument("--package-articles", type=int, default=1_000)
    parser.add_argument("--processes", type=int, default=2)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="chancery-backfill-") as name:
        folder = Path(name)
        write_corpus(folder / "corpus", options.items)
        setting = Setting(folder / "corpus", options.extractor, options.package_articles, options.processes)
        _say(f"{options.items} items, {_bytes(setting.corpus) / 1e6:.0f} MB")
        began = time.monotonic()
        _say(undisturbed(setting, folder / "undisturbed").strip())
        took = time.monotonic() - began
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        _say(f"undisturbed: {took:.0f} s, {options.items / took:.0f} items a second")
        _say(f"processors busy for {used.ru_utime + used.ru_stime:.0f} s, {used.ru_maxrss / 1024:.0f} MB a process")
        began, packages = time.monotonic(), packages_in(folder / "undisturbed")
        chance = random.Random(options.seed)  # noqa: S311 - no secret
        moments = killed(setting, folder / "killed", min(options.kills, packages), chance, packages)
        shown = ", ".join(map(str, moments)) or "none"
        _say(f"killed with {shown} of {packages} packages in the lake; {time.monotonic() - began:.0f} s in all")
        same = exports(folder / "killed") == exports(folder / "undisturbed")
        _say("the exports are the same" if same else "THE EXPORTS DIFFER")
    sys.exit(0 if same else 1)


def undisturbed(setting: Setting, home: Path) -> str:
    """Take everything in; what the process printed."""
    done = subprocess.run(_command(setting, home), check=True, stdout=subprocess.PIPE, text=True)
    return done.stdout


def killed(setting: Setting, home: Path, kills: int, source: random.Random, packages: int) -> list[int]:
    """Take everything in, killed so many times on the way; with how many packages in the lake each time.

    `packages` is how many there are in the end: the kills lie at random among them, each up to a second after its
    package was there. The last one may find nothing left to kill.
    """
    begun = []
    for count in sorted(source.sample(range(1, packages + 1), kills)):
        with subprocess.Popen(_command(setting, home), stdout=subprocess.DEVNULL) as process:
            while process.poll() is None and packages_in(home) < count:
                time.sleep(0.02)
            time.sleep(source.uniform(0, 1))
            if process.poll() is None:
                begun.append(packages_in(home))
                process.send_signal(signal.SIGKILL)
    undisturbed(setting, home)
    return begun


def packages_in(home: Path) -> int:
    """How many packages of articles are in the lake."""
    return sum(1 for _ in (home / "lake" / "articles").glob("load=*"))


def exports(home: Path) -> dict[str, str]:
    """A hash of each published file."""
    published = sorted((home / "published" / "parquet").iterdir())
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in published}


def _command(setting: Setting, home: Path) -> list[str]:
    how = (setting.extractor, str(setting.package_articles), str(setting.processes))
    return [sys.executable, "-c", _WORK, str(setting.corpus), str(home), *how]


def _bytes(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.iterdir())


def _say(text: str) -> None:
    print(f"{time.strftime('%H:%M:%S')}  {text}", flush=True)


if __name__ == "__main__":
    main()

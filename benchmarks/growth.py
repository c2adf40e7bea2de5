"""What it costs to add articles to a small and to a large warehouse.

    python -m benchmarks.growth --small 20000 --large 200000 --articles 1000 --rounds 5

Two homes are filled with invented records (benchmarks/synthetic_records.py), spread over the same fifteen years: the
larger one is fuller, not longer. Then the same new articles are loaded and resolved in both, by turns, each time in a
copy of the home, and the medians are compared. Actors are linked anew as a whole, and publishing makes the whole copy
anew: both are timed apart.
"""

import argparse
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

from benchmarks.synthetic_records import RECORDS_AN_ARTICLE, WRITTEN, write_synthetic
from flows.resolving import resolve_events
from schemas.base import Model
from warehouse.home import Home
from warehouse.loader import load_pending
from warehouse.publish import publish

_Done = TypeVar("_Done")
_LATER = WRITTEN + timedelta(days=1)


class Added(Model):
    """Seconds of each step of adding articles once, and how many pairs of records were compared."""

    load: float
    events: float
    actors: float
    publish: float
    compared: int


def main() -> None:
    """Measure, from the command line."""
    parser = argparse.ArgumentParser(description="Time adding articles to a small and to a large warehouse.")
    parser.add_argument("--small", type=int, default=20_000, help="records of the small warehouse")
    parser.add_argument("--large", type=int, default=200_000, help="records of the large warehouse")
    parser.add_argument("--articles", type=int, default=1_000, help="new articles")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="chancery-growth-") as name:
        root = Path(name)
        homes = {size: _filled(root / str(size), size) for size in (options.small, options.large)}
        rounds: dict[int, list[Added]] = {size: [] for size in homes}
        for number in range(options.rounds):
            for size, home in homes.items():
                rounds[size].append(_add(home, root / "copy", options.articles))
                print(f"round {number + 1}, {size:,} records: {rounds[size][-1]!r}", flush=True)
    print(f"\n{'records':>9}  {'load s':>7}  {'events s':>8}  {'actors s':>8}  {'publish s':>9}  {'pairs':>9}")
    for size, every in rounds.items():
        print(
            f"{size:>9,}  {_median(every, lambda a: a.load):>7.2f}  {_median(every, lambda a: a.events):>8.2f}  "
            f"{_median(every, lambda a: a.actors):>8.2f}  {_median(every, lambda a: a.publish):>9.2f}  "
            f"{every[0].compared:>9,}"
        )
    small, large = (rounds[size] for size in (options.small, options.large))
    print(f"load and events: {_median(large, _incremental) / _median(small, _incremental):.2f} times")
    print(f"with actors:     {_median(large, _in_all) / _median(small, _in_all):.2f} times")


def _filled(root: Path, records: int) -> Home:
    home = Home.open(root)
    for _ in write_synthetic(home, records, seed=1):
        pass
    load_pending(home, WRITTEN)
    started = time.perf_counter()
    resolved = resolve_events(home, WRITTEN)
    print(
        f"{resolved.records:,} records: {resolved.compared:,} pairs compared, {resolved.events:,} events, "
        f"{time.perf_counter() - started:.1f} s",
        flush=True,
    )
    return home


def _add(home: Home, copy: Path, articles: int) -> Added:
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(home.root, copy)
    grown = Home.open(copy)
    for _ in write_synthetic(grown, articles * RECORDS_AN_ARTICLE, seed=2, written=_LATER):
        pass
    load, _ = _timed(lambda: load_pending(grown, _LATER))
    linking_began = 0.0

    def progress(step: str, done: int, total: int | None) -> None:
        nonlocal linking_began
        if step == "linking":
            linking_began = time.perf_counter()

    began = time.perf_counter()
    resolved = resolve_events(grown, _LATER, progress=progress)
    ended = time.perf_counter()
    copying, _ = _timed(lambda: publish(grown, _LATER))
    return Added(
        load=load,
        events=linking_began - began,
        actors=ended - linking_began,
        publish=copying,
        compared=resolved.compared,
    )


def _timed(work: Callable[[], _Done]) -> tuple[float, _Done]:
    started = time.perf_counter()
    done = work()
    return time.perf_counter() - started, done


def _median(every: list[Added], value: Callable[[Added], float]) -> float:
    return statistics.median(value(each) for each in every)


def _incremental(added: Added) -> float:
    return added.load + added.events


def _in_all(added: Added) -> float:
    return added.load + added.events + added.actors


if __name__ == "__main__":
    main()

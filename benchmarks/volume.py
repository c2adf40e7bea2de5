"""What a million records cost: load, publish and export beside one plain COPY of the same rows, in one run.

    python -m benchmarks.volume --records 100000 1000000

Each step is a process of its own, so that its memory can be told. The plain COPY is DuckDB's, to Parquet with its own
settings: after loading, of the base tables; after publishing, of all that is published, the views as tables.
"""

import argparse
import json
import math
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path

import duckdb

from benchmarks.synthetic_records import write_synthetic
from schemas.base import Model
from warehouse.cookbook import recipes
from warehouse.exports.export import export
from warehouse.exports.formats import ExportFormat
from warehouse.home import Home
from warehouse.loader import load_pending
from warehouse.lock import writing
from warehouse.publish import build_copy
from warehouse.query import open_published

_TODAY = date(2020, 6, 1)
"""A day in the middle of the invented archive."""


class Measured(Model):
    """One step: wall time in seconds, and the most memory that its process held, in MB."""

    seconds: float
    memory: int


def main() -> None:
    """Measure and print a table; as a child process, one step."""
    parser = argparse.ArgumentParser(description="Load, publish and export synthetic records, and time it.")
    parser.add_argument("--records", type=int, nargs="+", default=[100_000, 1_000_000])
    parser.add_argument("--rounds", type=int, default=3, help="of each step; the median counts")
    parser.add_argument("--step", choices=_STEPS, help=argparse.SUPPRESS)
    parser.add_argument("--home", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.step:
        print(_measured(options.step, Home.at(options.home)).model_dump_json())
        return
    print(f"{'records':>10} {'step':8} {'seconds':>8} {'COPY':>7} {'ratio':>6} {'MB':>6}")
    seconds = {records: _measure(records, options.rounds) for records in options.records}
    for fewer, more in pairwise(seconds):
        print(f"{more / fewer:g} times the records: {seconds[more] / seconds[fewer]:.1f} times the time")


def _measure(records: int, rounds: int) -> float:
    with tempfile.TemporaryDirectory(prefix="chancery-volume-") as folder:
        home = Home.open(Path(folder) / "home")
        list(write_synthetic(home, records))
        total = 0.0
        for step, beside in (("load", "copy-loaded"), ("publish", "copy-published"), ("export", "copy-published")):
            pairs = [(_child(step, home), _child(beside, home)) for _ in range(rounds)]
            ours, plain = (sorted(pairs, key=lambda pair: pair[n].seconds)[rounds // 2][n] for n in (0, 1))
            total += ours.seconds
            memory = max(each.memory for each, _ in pairs)
            ratio = ours.seconds / plain.seconds
            print(f"{records:10} {step:8} {ours.seconds:8.1f} {plain.seconds:7.1f} {ratio:6.1f} {memory:6}", flush=True)
        for name, slowest in _slowest_recipes(home).items():
            print(f"{records:10} {name:26} {slowest * 1000:6.0f} ms at the 95th percentile", flush=True)
        return total


def _slowest_recipes(home: Home, times: int = 20) -> dict[str, float]:
    """For each recipe of the cookbook, the time in seconds within which 95 % of its runs end."""
    found = {}
    with open_published(home) as copy:
        for recipe in recipes():
            taken, given = [], {"today": _TODAY, **recipe.parameters}
            values = {name: value for name, value in given.items() if f"${name}" in recipe.sql}
            for _ in range(times):
                started = time.monotonic()
                copy.execute(recipe.sql, values).fetchall()
                taken.append(time.monotonic() - started)
            found[recipe.name] = sorted(taken)[math.ceil(0.95 * times) - 1]
    return found


def _child(step: str, home: Home) -> Measured:
    command = [sys.executable, "-m", "benchmarks.volume", "--step", step, "--home", str(home.root)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, cwd=Path(__file__).parents[1])
    return Measured.model_validate(json.loads(done.stdout))


def _measured(step: str, home: Home) -> Measured:
    if step == "load":
        _forget(home)
    started = time.monotonic()
    _STEPS[step](home)
    seconds = time.monotonic() - started
    return Measured(seconds=seconds, memory=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)


def _load(home: Home) -> None:
    summary = load_pending(home, datetime.now(UTC))
    if summary.damaged or not summary.loaded:
        raise RuntimeError(f"not every package was loaded: {summary.damaged}")


def _forget(home: Home) -> None:
    for path in home.root.glob(f"{home.warehouse_file.name}*"):
        path.unlink()


def _copy(path: Path, kinds: Sequence[str], scratch: Path) -> None:
    with duckdb.connect(str(path), read_only=True) as connection:
        names = connection.execute(
            "SELECT table_name FROM information_schema.tables WHERE table_type IN (SELECT unnest(?))", [list(kinds)]
        ).fetchall()
        for (name,) in names:
            connection.execute(f"COPY (FROM \"{name}\") TO '{scratch / 'plain.parquet'}' (FORMAT parquet)")


def _publish(home: Home) -> None:
    """Build and check the copy, as publishing does before it exports."""
    with writing(home, "measuring", datetime.now(UTC)):
        build_copy(home, home.published / "fresh.duckdb")
        (home.published / "fresh.duckdb").replace(home.published_file)


_STEPS: dict[str, Callable[[Home], object]] = {
    "load": _load,
    "publish": _publish,
    "export": lambda home: export(home, ExportFormat.PARQUET, home.root / "exported"),
    "copy-loaded": lambda home: _copy(home.warehouse_file, ["BASE TABLE"], home.root),
    "copy-published": lambda home: _copy(home.published_file, ["BASE TABLE", "VIEW"], home.root),
}

if __name__ == "__main__":
    main()

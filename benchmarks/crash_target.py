"""The process that benchmarks/crash_test.py kills: it brings packages into a home, and loads, resolves and publishes.

    python -m benchmarks.crash_target SOURCE HOME

It does what a run does once its articles are extracted, with the same code, and prints the name of each step as it
begins it.
"""

import functools
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import Any

import pyarrow.parquet as pq

from flows import resolving
from warehouse import database, loader, packages, publish
from warehouse.exports import export, folder
from warehouse.home import Home
from warehouse.packages import package_folder, write_package

STEPS: tuple[tuple[ModuleType, str, str], ...] = (
    (packages, "_fill", "package: write"),
    (packages, "flush", "package: flush"),
    (packages, "flush_names", "package: flush names"),
    (loader, "verify", "load: compare with manifest"),
    (loader, "_stage", "load: stage"),
    (loader, "audit", "load: audit"),
    (loader, "_merge", "load: merge"),
    (loader, "_confirm", "load: confirm"),
    (resolving, "ResolutionState", "resolve: find what is new"),
    (resolving, "_compare", "resolve: compare"),
    (resolving, "_put_together", "resolve: put together"),
    (database, "_prepare", "warehouse: open"),
    (publish, "_build", "publish: build"),
    (publish, "_check", "publish: check"),
    (publish, "_export", "publish: export"),
    (export, "write_manifest", "publish: manifest of exports"),
    (folder, "_swap", "publish: swap exports"),
    (publish, "_flush", "publish: flush copy"),
    (publish, "_keep_old", "publish: keep old copy"),
    (publish, "_drop_oldest", "publish: drop oldest copy"),
)
"""Functions that begin a step, and what the step is called."""


def work(source: Home, home: Home, now: datetime, first_packages: int | None = None) -> None:
    """Bring the packages of `source` (or the first of them) into the home as if they were extracted here; load, resolve
    and publish. What is there already is left."""
    for load in packages.packages(source)[:first_packages]:
        place = package_folder(source, load.kind, load.load_id)
        tables = {Path(name).stem: pq.read_table(place / name, partitioning=None) for name in load.rows}
        write_package(home, load.kind, load.load_id, tables, load.written)
    loader.load_pending(home, now)
    if publish.is_stale(home):
        resolving.resolve_events(home, now)
        publish.publish(home, now)


def main() -> None:
    """Work, and say which step begins."""
    for module, name, step in STEPS:
        setattr(module, name, _announced(getattr(module, name), step))
    work(Home.at(sys.argv[1]), Home.open(sys.argv[2]), datetime.now(UTC))
    _say("end")


def _announced(function: Callable[..., Any], step: str) -> Callable[..., Any]:
    @functools.wraps(function)
    def announced(*arguments: Any, **named: Any) -> Any:
        _say(step)
        return function(*arguments, **named)

    return announced


def _say(step: str) -> None:
    print(step, flush=True)


if __name__ == "__main__":
    main()

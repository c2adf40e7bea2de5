"""Many small packages made into a few: what hourly runs leave behind in a year is thousands of small files.

A compacted package holds the rows of its parts, each once, with when they were first and last seen, and names the parts
that it replaces. It is written first, complete, like any other package; then the parts are taken away. A run that is
killed between leaves both, which loads to the same rows; the next one takes the parts away. Only what the warehouse has
loaded is touched: nobody waits for it any more.
"""

import hashlib
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import pyarrow as pa

from schemas.errors import DamagedData
from schemas.load import Load, PackageKind
from warehouse.database import quoted_path, warehouse
from warehouse.home import Home
from warehouse.loader import TARGETS
from warehouse.lock import writing
from warehouse.packages import package_folder, packages, verify, write_package
from warehouse.unread import unread

SMALL_ROWS = 5_000
"""A package with fewer rows is worth joining with others."""
FULL_ROWS = 20_000
"""About so many rows become one package."""
FEWEST_PARTS = 8
"""With fewer parts there is little to gain."""
SETTLED_AFTER = timedelta(days=1)
"""Younger packages are left alone: somebody may be looking at what the last run wrote."""


@dataclass(frozen=True)
class Compaction:
    """What a round of compaction did."""

    written: tuple[str, ...]
    replaced: int
    """Packages whose rows are in others now, and which are gone."""


def compact(home: Home, now: datetime, wait_seconds: float = 60.0) -> Compaction:
    """Join the small packages of the lake that are settled and loaded.

    Raises WarehouseBusy where another process writes for longer than `wait_seconds`, WrongConfiguration where the disk
    refuses. A part that is damaged is left where it is, for the check of the lake to name.
    """
    with writing(home, "compacting", now, wait_seconds), warehouse(home) as connection:
        replaced = _take_away_replaced(home)
        ledger = connection.execute("SELECT package_kind, load_id FROM load_ledger").fetchall()
        loaded = {(kind, load_id) for kind, load_id in ledger} - {("articles", name) for name in unread(home)}
        written = []
        for kind in PackageKind:
            settled = [
                load
                for load in packages(home, kind)
                if (kind.value, load.load_id) in loaded and now - load.written > SETTLED_AFTER and _is_whole(home, load)
            ]
            written += [_join(home, kind, group).load_id for group in _groups(settled)]
        replaced += _take_away_replaced(home)
    return Compaction(tuple(written), replaced)


def _groups(loads: Sequence[Load]) -> Iterator[list[Load]]:
    """Small packages in the order in which they were written, about FULL_ROWS together."""
    group: list[Load] = []
    for load in loads:
        if _rows(load) >= SMALL_ROWS:
            continue
        group.append(load)
        if sum(_rows(each) for each in group) >= FULL_ROWS:
            if len(group) >= FEWEST_PARTS:
                yield group
            group = []
    if len(group) >= FEWEST_PARTS:
        yield group


def _rows(load: Load) -> int:
    return sum(load.rows.values())


def _is_whole(home: Home, load: Load) -> bool:
    try:
        verify(home, load)
    except DamagedData:
        return False
    return True


def _join(home: Home, kind: PackageKind, parts: Sequence[Load]) -> Load:
    names = [load.load_id for load in parts]
    load_id = "compact-" + hashlib.sha256("\n".join(sorted(names)).encode()).hexdigest()[:24]
    with duckdb.connect() as connection:
        tables = {
            name: _rows_of(connection, home, name, [load for load in parts if f"{name}.parquet" in load.rows])
            for name in TARGETS
            if any(f"{name}.parquet" in load.rows for load in parts)
        }
    return write_package(home, kind, load_id, tables, max(load.written for load in parts), names)


def _rows_of(connection: duckdb.DuckDBPyConnection, home: Home, name: str, parts: Sequence[Load]) -> pa.Table:
    """The rows of one file of all parts, each once, sorted by what makes it the same row."""
    _, keys = TARGETS[name]
    sources = " UNION ALL BY NAME ".join(_source(home, name, load) for load in parts)
    same = ", ".join(keys)
    return (
        connection.execute(
            f"SELECT * REPLACE (min(first_seen_utc) OVER same AS first_seen_utc, "  # noqa: S608 - our own names and paths
            f"max(last_seen_utc) OVER same AS last_seen_utc{_latest(name)}) FROM ({sources}) "
            f"WINDOW same AS (PARTITION BY {same}) "
            f"QUALIFY row_number() OVER (PARTITION BY {same} ORDER BY first_seen_utc, part) = 1 ORDER BY {same}"
        )
        .to_arrow_table()
        .drop_columns(["part"])
    )


def _latest(name: str) -> str:
    """A text that comes back is as new as when it came back (warehouse/loader.py)."""
    if name != "articles":
        return ""
    return ", max(updated) OVER same AS updated, max(fetched) OVER same AS fetched"


def _source(home: Home, name: str, load: Load) -> str:
    path = quoted_path(package_folder(home, load.kind, load.load_id) / f"{name}.parquet")
    written = f"TIMESTAMP '{load.written.astimezone(UTC):%Y-%m-%d %H:%M:%S.%f}'"
    seen = "" if load.replaces else f", {written} AS first_seen_utc, {written} AS last_seen_utc"
    return f"SELECT *{seen}, '{load.load_id}' AS part FROM read_parquet('{path}', hive_partitioning = false)"  # noqa: S608


def _take_away_replaced(home: Home) -> int:
    """Delete the packages whose rows are in another one that is whole."""
    count = 0
    for load in packages(home):
        if load.replaces and _is_whole(home, load):
            for name in load.replaces:
                count += _take_away(package_folder(home, load.kind, name))
    return count


def _take_away(folder: Path) -> bool:
    """Out of sight in one step, then deleted: a package is never half there."""
    if not folder.exists():
        return False
    gone = folder.with_name(f".unfinished-{folder.name}-replaced")
    shutil.rmtree(gone, ignore_errors=True)
    folder.replace(gone)
    shutil.rmtree(gone, ignore_errors=True)
    return True

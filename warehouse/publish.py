"""Publishing: a fresh read-only copy and fresh exports beside the old ones, checked, then swapped.

Readers that have the old copy open keep it; whoever opens it next sees the new one. Nobody sees half.
"""

import os
import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pyarrow as pa
import pycountry

from schemas.errors import DamagedData
from warehouse.database import connect, run_script, warehouse
from warehouse.export import MANIFEST, Manifest, export_parquet
from warehouse.home import Home
from warehouse.lock import writing


@dataclass(frozen=True)
class Published:
    """Where the copy and the exports lie, and how many rows each table has."""

    database: Path
    exports: Path
    manifest: Manifest


def publish(home: Home, now: datetime, wait_seconds: float = 60.0) -> Published:
    """Build the star from what the warehouse holds, check it, swap it in; then export it as Parquet.

    Raises WarehouseBusy where another process writes for longer than `wait_seconds`.
    """
    with writing(home, "publishing", now, wait_seconds):
        fresh = home.published / f".fresh-{os.getpid()}.duckdb"
        _clear(home.published)
        try:
            _build(home, fresh)
            _check(home, fresh)
            manifest = _export(home, fresh)
            _flush(fresh)
            fresh.replace(home.published_file)
        finally:
            _clear(home.published)
    return Published(home.published_file, home.exports, manifest)


def is_stale(home: Home) -> bool:
    """Whether the warehouse was written to after the last publishing, by whichever run, or something is missing.

    What a run itself has loaded does not decide: a run that died after loading leaves its rows to the next one.
    """
    if not home.published_file.exists() or not (home.exports / MANIFEST).exists():
        return True
    return home.warehouse_file.stat().st_mtime_ns > home.published_file.stat().st_mtime_ns


def _clear(folder: Path) -> None:
    """Take away what a publishing that was killed has left; whoever holds the lock is the only one at work."""
    for left in (*folder.glob(".fresh-*"), *folder.glob(".old-*")):
        if left.is_dir():
            shutil.rmtree(left, ignore_errors=True)
        else:
            left.unlink(missing_ok=True)


def _build(home: Home, fresh: Path) -> None:
    with warehouse(home) as connection:
        names = _country_names()
        connection.register("country_names", names)
        connection.execute(f"ATTACH '{_quoted(fresh)}' AS pub")
        run_script(connection, "030_star.sql")
        connection.execute("DETACH pub")
    copy = connect(fresh)
    try:
        run_script(copy, "040_views.sql")
        copy.execute("CHECKPOINT")
    finally:
        copy.close()


def _check(home: Home, fresh: Path) -> None:
    """The copy has every current record, and its keys lead somewhere."""
    with warehouse(home) as connection:
        row = connection.execute("SELECT count(*) FROM current_record").fetchone()
    copy = connect(fresh, read_only=True)
    try:
        counted = copy.execute("SELECT count(*) FROM records").fetchone()
        dangling = copy.execute(
            "SELECT count(*) FROM bridge_record_participant ANTI JOIN fact_record USING (record_id)"
        ).fetchone()
    finally:
        copy.close()
    if row != counted or (dangling and dangling[0]):
        raise DamagedData(
            f"the fresh copy has {counted and counted[0]} records instead of {row and row[0]}; the old one stays",
            "Run `chancery rebuild`.",
        )


def _export(home: Home, fresh: Path) -> Manifest:
    folder = home.published / f".fresh-exports-{os.getpid()}"
    old = home.published / f".old-exports-{os.getpid()}"
    copy = connect(fresh, read_only=True)
    try:
        manifest = export_parquet(copy, folder)
    finally:
        copy.close()
    if home.exports.exists():
        home.exports.replace(old)
    folder.replace(home.exports)
    return manifest


def _country_names() -> pa.Table:
    rows = [(c.alpha_3, c.alpha_2, getattr(c, "common_name", c.name)) for c in pycountry.countries]
    rows.append(("XKX", "XK", "Kosovo"))
    codes, short, names = zip(*sorted(rows), strict=True)
    return pa.table({"country_code": codes, "alpha2_code": short, "country_name": names})


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")


def _flush(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())

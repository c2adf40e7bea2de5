"""Publishing: a fresh read-only copy and fresh exports beside the old ones, checked, then swapped.

Readers that have the old copy open keep it; whoever opens it next sees the new one. Nobody sees half. The last few
copies are kept, so that what was published yesterday can still be opened.
"""

import os
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pycountry

from schemas.errors import DamagedData
from warehouse.codes.mapping import cameo_table, mapping_table
from warehouse.comments import describe
from warehouse.database import connect, disk_errors_told, quoted_path, run_script, warehouse
from warehouse.exports.export import write_export
from warehouse.exports.folder import whole_folder
from warehouse.exports.formats import ExportFormat
from warehouse.exports.manifest import MANIFEST, Manifest
from warehouse.home import Home
from warehouse.lock import writing


@dataclass(frozen=True)
class Published:
    """Where the copy and the exports lie, and how many rows each table has."""

    database: Path
    exports: Path
    manifest: Manifest


# How many copies there are at most, the current one among them.
KEPT_COPIES = 3


def publish(home: Home, now: datetime, wait_seconds: float = 60.0, keep: int = KEPT_COPIES) -> Published:
    """Build the star from what the warehouse holds, check it, swap it in; then export it as Parquet.

    The last `keep` copies stay, the new one among them. Raises WarehouseBusy where another process writes for longer
    than `wait_seconds`.
    """
    with writing(home, "publishing", now, wait_seconds), disk_errors_told(home.published):
        fresh = home.published / f".fresh-{os.getpid()}.duckdb"
        _clear(home.published)
        try:
            build_copy(home, fresh)
            manifest = _export(home, fresh)
            _flush(fresh)
            _keep_old(home)
            fresh.replace(home.published_file)
            _drop_oldest(home, keep - 1)
        finally:
            _clear(home.published)
    return Published(home.published_file, home.exports, manifest)


def build_copy(home: Home, fresh: Path) -> None:
    """Build the star from what the warehouse holds as a new DuckDB file, and check it. Hold the lock.

    Raises DamagedData where the copy is not what the warehouse holds.
    """
    _build(home, fresh)
    _check(home, fresh)


def is_stale(home: Home) -> bool:
    """Whether the warehouse was written to after the last publishing, by whichever run, or something is missing.

    What a run itself has loaded does not decide: a run that died after loading leaves its rows to the next one.
    """
    if not home.published_file.exists() or not (home.exports / MANIFEST).exists():
        return True
    return home.warehouse_file.stat().st_mtime_ns > home.published_file.stat().st_mtime_ns


def _keep_old(home: Home) -> None:
    """Give the copy that is about to be replaced a second name, which says when it was published."""
    if not home.published_file.exists():
        return
    published = datetime.fromtimestamp(home.published_file.stat().st_mtime, UTC)
    home.kept_copies.mkdir(exist_ok=True)
    name = home.kept_copies / f"chancery-{published:%Y%m%dT%H%M%S.%f}Z.duckdb"
    name.unlink(missing_ok=True)
    # A second name for the same bytes; file systems without such names get a copy.
    try:
        name.hardlink_to(home.published_file)
    except OSError:
        shutil.copy2(home.published_file, name)


def _drop_oldest(home: Home, keep: int) -> None:
    kept = sorted(home.kept_copies.glob("chancery-*.duckdb"), reverse=True)
    for copy in kept[max(keep, 0) :]:
        copy.unlink()


def _clear(folder: Path) -> None:
    """Take away what a publishing that was killed has left; whoever holds the lock is the only one at work."""
    for left in (*folder.glob(".fresh-*"), *folder.glob(".old-*")):
        if left.is_dir():
            shutil.rmtree(left, ignore_errors=True)
        else:
            left.unlink(missing_ok=True)


def _build(home: Home, fresh: Path) -> None:
    with warehouse(home) as connection:
        connection.register("country_names", _country_names())
        connection.register("code_mapping", mapping_table())
        connection.register("cameo_codes", cameo_table())
        # The form that the drivers of BI tools read; the warehouse's own is newer.
        connection.execute(f"ATTACH '{quoted_path(fresh)}' AS pub (STORAGE_VERSION 'v1.0.0')")
        run_script(connection, "015_resolution.sql")
        run_script(connection, "016_actors.sql")
        run_script(connection, "025_snapshot.sql")
        run_script(connection, "030_star.sql")
        run_script(connection, "035_codes.sql")
        run_script(connection, "037_history.sql")
        run_script(connection, "038_claims.sql")
        connection.execute("DETACH pub")
    copy = connect(fresh)
    try:
        run_script(copy, "040_views.sql")
        run_script(copy, "041_macros.sql")
        describe(copy)
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
    copy = connect(fresh, read_only=True)
    try:
        with whole_folder(home.exports) as folder:
            return write_export(copy, ExportFormat.PARQUET, folder)
    finally:
        copy.close()


def _country_names() -> pa.Table:
    rows = [(c.alpha_3, c.alpha_2, getattr(c, "common_name", c.name)) for c in pycountry.countries]
    rows.append(("XKX", "XK", "Kosovo"))
    codes, short, names = zip(*sorted(rows), strict=True)
    return pa.table({"country_code": codes, "alpha2_code": short, "country_name": names})


def _flush(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())

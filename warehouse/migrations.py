"""A warehouse file of an earlier version is brought up to date: a copy first, then one script after another."""

import os
import shutil
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

import duckdb

from schemas.errors import WrongConfiguration
from warehouse.home import Home

WAREHOUSE_VERSION = 6
"""The version of the base tables (sql/010_base.sql). A package of the lake has a version of its own
(warehouse.packages)."""

_SCRIPTS = files("warehouse") / "sql" / "migrations"


def migrate(connection: duckdb.DuckDBPyConnection, home: Home, found: int) -> Path:
    """Bring the open warehouse from version `found` to WAREHOUSE_VERSION, in one transaction; returns the copy made
    before. Hold the lock.

    Raises WrongConfiguration where the file is of a later version, or so old that no script leads from there.
    """
    steps = [_SCRIPTS / f"{version:03}.sql" for version in range(found + 1, WAREHOUSE_VERSION + 1)]
    if found > WAREHOUSE_VERSION:
        raise WrongConfiguration(
            f"{home.warehouse_file} is of schema version {found}, this program knows up to {WAREHOUSE_VERSION}",
            "Use the version of Chancery that wrote it, or run `chancery rebuild` to make it anew from the lake.",
        )
    if not all(step.is_file() for step in steps):
        raise WrongConfiguration(
            f"{home.warehouse_file} is of schema version {found}, from which nothing leads to {WAREHOUSE_VERSION}",
            "Run `chancery rebuild`: it makes the warehouse anew from the lake.",
        )
    copy = _back_up(connection, home, found)
    connection.begin()
    try:
        for step in steps:
            connection.execute(step.read_text(encoding="utf-8"))
        connection.execute("UPDATE schema_info SET schema_version = ?", [WAREHOUSE_VERSION])
        connection.commit()
    except duckdb.Error as error:
        connection.rollback()
        raise WrongConfiguration(
            f"{home.warehouse_file} cannot be brought to schema version {WAREHOUSE_VERSION}: "
            f"{str(error).splitlines()[0]}; it is as it was, and a copy is {copy}",
            "Run `chancery rebuild`: it makes the warehouse anew from the lake.",
        ) from error
    return copy


def _back_up(connection: duckdb.DuckDBPyConnection, home: Home, found: int) -> Path:
    """A copy of the file, with what its log still holds."""
    connection.execute("CHECKPOINT")
    changed = datetime.fromtimestamp(home.warehouse_file.stat().st_mtime, UTC)
    copy = home.backups / f"warehouse-v{found}-{changed:%Y%m%dT%H%M%SZ}.duckdb"
    unfinished = copy.with_suffix(".unfinished")
    try:
        home.backups.mkdir(exist_ok=True)
        shutil.copy2(home.warehouse_file, unfinished)
        with unfinished.open("rb") as file:
            os.fsync(file.fileno())
        unfinished.replace(copy)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        raise WrongConfiguration(
            f"no copy of {home.warehouse_file} can be made before its tables are changed: {error.strerror}",
            "Free some disk space, or run `chancery rebuild`, which needs no copy.",
        ) from error
    return copy

"""The loader's database file: made when missing, refused when of another schema version, rebuilt from the lake."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path

import duckdb

from schemas.errors import DamagedData, WarehouseBusy, WrongConfiguration
from warehouse.home import Home
from warehouse.packages import SCHEMA_VERSION

_SQL = files("warehouse") / "sql"
# DuckDB: 'Conflicting lock is held in /usr/bin/duckdb (PID 4711) by user ...'.
_HOLDER = re.compile(r"held in (.+?) \(PID (\d+)\)")


@contextmanager
def warehouse(home: Home) -> Iterator[duckdb.DuckDBPyConnection]:
    """The home's warehouse, open for reading and writing; hold the lock (warehouse.lock) around it.

    Raises WarehouseBusy where another program has the file open, DamagedData where it is no database, and
    WrongConfiguration where it is of another schema version.
    """
    connection = connect(home.warehouse_file)
    try:
        _prepare(connection, home)
        yield connection
    finally:
        connection.close()


def connect(path: Path, read_only: bool = False) -> duckdb.DuckDBPyConnection:
    """Open a DuckDB file, its errors made ours."""
    try:
        return duckdb.connect(str(path), read_only=read_only)
    except duckdb.IOException as error:
        message = str(error)
        if "lock" in message.lower():
            holder = _HOLDER.search(message)
            named = f"process {holder[2]} ({holder[1]})" if holder else "another program"
            raise WarehouseBusy(
                f"{path} is open in {named}",
                f"Close it there; read {path.parent}/published instead, which blocks nobody.",
            ) from error
        raise DamagedData(
            f"{path} cannot be opened as a DuckDB file: {message.splitlines()[0]}",
            "Delete the file and run `chancery rebuild`: the lake holds everything.",
        ) from error


def run_script(connection: duckdb.DuckDBPyConnection, name: str) -> None:
    """Run one of the numbered SQL files."""
    connection.execute((_SQL / name).read_text(encoding="utf-8"))


def audit_queries() -> list[tuple[str, str]]:
    """(name, query) of every audit, in the order of the file."""
    text = (_SQL / "100_audits.sql").read_text(encoding="utf-8")
    queries = []
    for part in text.split("-- audit: ")[1:]:
        name, _, query = part.partition("\n")
        queries.append((name.strip(), query.strip()))
    return queries


def _prepare(connection: duckdb.DuckDBPyConnection, home: Home) -> None:
    found = connection.execute("SELECT count(*) FROM information_schema.tables WHERE table_name = 'schema_info'")
    row = found.fetchone()
    if row is None or row[0] == 0:
        connection.begin()
        run_script(connection, "010_base.sql")
        run_script(connection, "020_current.sql")
        connection.execute("INSERT INTO schema_info VALUES (?)", [SCHEMA_VERSION])
        connection.commit()
        return
    version = connection.execute("SELECT schema_version FROM schema_info").fetchone()
    if version is None or version[0] != SCHEMA_VERSION:
        raise WrongConfiguration(
            f"{home.warehouse_file} is of schema version {version and version[0]}, this program needs {SCHEMA_VERSION}",
            "Run `chancery rebuild`: it makes the warehouse anew from the lake.",
        )

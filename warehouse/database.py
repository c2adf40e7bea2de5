"""The loader's database file: made when missing, refused when of another schema version, rebuilt from the lake."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path

import duckdb

from schemas.errors import DamagedData, WarehouseBusy, WrongConfiguration
from warehouse.home import Home
from warehouse.migrations import WAREHOUSE_VERSION, migrate
from warehouse.packages import ROWS_A_GROUP

_SQL = files("warehouse") / "sql"
# DuckDB: 'Conflicting lock is held in /usr/bin/duckdb (PID 4711) by user ...'.
_HOLDER = re.compile(r"held in (.+?) \(PID (\d+)\)")
# What does not fit goes to a folder beside the file, so that memory stays the same for any number of records.
_MEMORY = "SET memory_limit = '1GB'"
# The loader's own file is read by this program alone: it has DuckDB's newest form, which is a third faster to write.
# Its row groups are a fourth of the usual: of 150,000 records the usual ones leave a piece over, and at the end of
# several loads DuckDB writes most of the table again to fit the pieces together (a third of the time for a million).
_LOADER_FILE = f"STORAGE_VERSION 'latest', ROW_GROUP_SIZE {ROWS_A_GROUP}"
# It is written once at the end of many loads rather than after every 16 MB.
_LOADER_CHECKPOINT = "SET checkpoint_threshold = '512MB'"


@contextmanager
def disk_errors_told(path: Path) -> Iterator[None]:
    """Turn DuckDB's errors of writing and reading files into WrongConfiguration: a full disk, a lost folder."""
    try:
        yield
    except (duckdb.IOException, duckdb.TransactionException, duckdb.FatalException) as error:
        raise WrongConfiguration(
            f"{path} cannot be written: {str(error).splitlines()[0]}",
            "Free some disk space or mend the permissions, then run the command again: nothing that was there is lost.",
        ) from error


@contextmanager
def warehouse(home: Home) -> Iterator[duckdb.DuckDBPyConnection]:
    """The home's warehouse, open for reading and writing; hold the lock (warehouse.lock) around it.

    Raises WarehouseBusy where another program has the file open, DamagedData where it is no database, and
    WrongConfiguration where it is of a schema version that cannot be brought up to date.
    """
    with _opening_errors_told(home.warehouse_file):
        connection = _attached(home.warehouse_file)
    try:
        _prepare(connection, home)
        yield connection
    finally:
        connection.close()


def connect(path: Path, read_only: bool = False) -> duckdb.DuckDBPyConnection:
    """Open a DuckDB file, its errors made ours."""
    with _opening_errors_told(path):
        connection = duckdb.connect(str(path), read_only=read_only)
        connection.execute(_MEMORY)
        return connection


def _attached(path: Path) -> duckdb.DuckDBPyConnection:
    """The loader's file: how large its row groups are can be said only where it is attached."""
    connection = duckdb.connect()
    try:
        connection.execute(_MEMORY)
        connection.execute(_LOADER_CHECKPOINT)
        connection.execute("SET temp_directory = $folder", {"folder": f"{path}.tmp"})
        connection.execute(f"ATTACH '{quoted_path(path)}' AS warehouse ({_LOADER_FILE})")
        connection.execute("USE warehouse")
    except duckdb.Error:
        connection.close()
        raise
    return connection


def quoted_path(path: Path) -> str:
    """The path between single quotes in SQL, where DuckDB takes no parameter."""
    return str(path).replace("'", "''")


@contextmanager
def _opening_errors_told(path: Path) -> Iterator[None]:
    try:
        yield
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
    connection.execute(script(name))


def script(name: str) -> str:
    """The text of one of the numbered SQL files."""
    return (_SQL / name).read_text(encoding="utf-8")


def _prepare(connection: duckdb.DuckDBPyConnection, home: Home) -> None:
    found = connection.execute("SELECT count(*) FROM information_schema.tables WHERE table_name = 'schema_info'")
    row = found.fetchone()
    if row is None or row[0] == 0:
        connection.begin()
        run_script(connection, "010_base.sql")
        run_script(connection, "020_current.sql")
        connection.execute("INSERT INTO schema_info VALUES (?)", [WAREHOUSE_VERSION])
        connection.commit()
        return
    version = connection.execute("SELECT schema_version FROM schema_info").fetchone()
    if version is None or version[0] != WAREHOUSE_VERSION:
        migrate(connection, home, version[0] if version else 0)

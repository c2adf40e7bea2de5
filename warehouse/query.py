"""A user's SQL on the published copy: read-only, locked in, bounded in time and memory, with errors that help."""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb
import pyarrow as pa

from schemas.errors import ChanceryError, WrongConfiguration
from warehouse.database import connect
from warehouse.home import Home

Value = str | int | float | date
"""What a parameter of a query can be."""


@dataclass(frozen=True)
class Limits:
    """How long a query may run, and how much memory it may take, in DuckDB's words ("2GB")."""

    timeout_seconds: float = 120.0
    memory: str = "2GB"


def query(
    home: Home, sql: str, parameters: Mapping[str, Value] | None = None, limits: Limits | None = None
) -> pa.Table:
    """The rows of one SELECT as an Arrow table; of `parameters`, those that it names ($today) are filled in.

    The connection reads no other file and no network, and its settings are locked. Raises WrongConfiguration for SQL
    that does not run or goes beyond the limits, and ChanceryError where nothing is published yet. An interrupt from
    the keyboard stops the query before it goes on to the caller.
    """
    limits = limits or Limits()
    connection = open_published(home, limits.memory)
    # In a thread of its own: this one stays free to hear the clock and the keyboard.
    worker = ThreadPoolExecutor(1, thread_name_prefix="query")
    try:
        running = worker.submit(_rows, connection, sql, parameters or {})
        return running.result(timeout=limits.timeout_seconds)
    except TimeoutError as error:
        raise WrongConfiguration(
            f"the query ran for more than {limits.timeout_seconds:.0f} s",
            "Narrow it down, allow more with --timeout, or open the published copy yourself.",
        ) from error
    except duckdb.OutOfMemoryException as error:
        raise WrongConfiguration(
            f"the query needs more than {limits.memory} of memory", "Narrow it down, or allow more with --memory."
        ) from error
    except duckdb.Error as error:
        raise WrongConfiguration(_told(error), '`chancery sql "SHOW TABLES"` lists the tables.') from error
    finally:
        connection.interrupt()
        worker.shutdown()
        connection.close()


def typed_value(text: str) -> Value:
    """A parameter as somebody wrote it: an ISO date, a whole number or a decimal as such, the rest as text."""
    for kind in (date.fromisoformat, int, float):
        try:
            return kind(text)
        except ValueError:
            continue
    return text


def open_published(home: Home, memory: str | None = None) -> duckdb.DuckDBPyConnection:
    """A read-only, locked-down connection to the published copy, with a limit on its memory where one is given.

    Raises ChanceryError where nothing is published, WrongConfiguration for what is no amount of memory.
    """
    if not home.published_file.exists():
        raise ChanceryError(
            f"nothing is published in {home.root} yet", "Run `chancery run` first, or name the home with --home."
        )
    connection = connect(home.published_file, read_only=True)
    if memory is not None:
        try:
            connection.execute("SET memory_limit = ?", [memory])
        except duckdb.Error as error:
            connection.close()
            raise WrongConfiguration(f"{memory!r} is no amount of memory", "Write it as 500MB or 2GB.") from error
        # Nothing is written beside the published files, not even what memory does not hold.
        connection.execute("SET temp_directory = ''")
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")
    return connection


def published_rows(copy: duckdb.DuckDBPyConnection, sql: str, parameters: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The rows of our own SQL on the published copy, each by the names of its columns."""
    rows: list[dict[str, Any]] = copy.execute(sql, dict(parameters)).to_arrow_table().to_pylist()
    return rows


def _rows(connection: duckdb.DuckDBPyConnection, sql: str, parameters: Mapping[str, Value]) -> pa.Table:
    statements = connection.extract_statements(sql)
    if len(statements) != 1:
        found = f"more than one statement ({len(statements)})" if statements else "no statement"
        raise WrongConfiguration(f"there is {found} in {sql!r}", "Give one SELECT.")
    named = statements[0].named_parameters
    missing = sorted(named - set(parameters))
    if missing:
        raise WrongConfiguration(
            f"the query has no value for ${', $'.join(missing)}", f"Give one with --param {missing[0]}=VALUE."
        )
    return connection.execute(statements[0], {name: parameters[name] for name in named}).to_arrow_table()


def _told(error: duckdb.Error) -> str:
    """DuckDB's words, and where they are about the lock, why it is there."""
    told = str(error).strip()
    if "disabled by configuration" in told or "configuration has been locked" in told:
        return f"{told}\nQueries see the published copy alone: no other file, no network, no settings."
    return told

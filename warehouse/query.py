"""A user's SQL on the published copy: read-only, locked in, with errors that help."""

import threading

import duckdb
import pyarrow as pa

from schemas.errors import ChanceryError, WrongConfiguration
from warehouse.database import connect
from warehouse.home import Home


def query(home: Home, sql: str, timeout_seconds: float = 120.0) -> pa.Table:
    """The rows of one SELECT as an Arrow table.

    The connection reads no other file and no network, and its settings are locked. Raises WrongConfiguration
    for SQL that does not run or takes longer than `timeout_seconds`, and where nothing is published yet.
    """
    connection = open_published(home)
    timer = threading.Timer(timeout_seconds, connection.interrupt)
    timer.start()
    try:
        statements = connection.extract_statements(sql)
        if len(statements) != 1:
            found = f"more than one statement ({len(statements)})" if statements else "no statement"
            raise WrongConfiguration(f"there is {found} in {sql!r}", "Give one SELECT.")
        return connection.execute(statements[0]).to_arrow_table()
    except duckdb.InterruptException as error:
        raise WrongConfiguration(
            f"the query ran for more than {timeout_seconds:.0f} s",
            "Narrow it down, or open the published copy yourself.",
        ) from error
    except duckdb.Error as error:
        raise WrongConfiguration(str(error).strip(), '`chancery query "SHOW TABLES"` lists the tables.') from error
    finally:
        timer.cancel()
        connection.close()


def open_published(home: Home) -> duckdb.DuckDBPyConnection:
    """A read-only, locked-down connection to the published copy. Raises ChanceryError where there is none."""
    if not home.published_file.exists():
        raise ChanceryError(
            f"nothing is published in {home.root} yet", "Run `chancery run` first, or name the home with --home."
        )
    connection = connect(home.published_file, read_only=True)
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")
    return connection

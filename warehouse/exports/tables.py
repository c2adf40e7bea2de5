"""The tables and views of a published copy, as an export sees them."""

from collections.abc import Sequence

import duckdb

from schemas.errors import DamagedData, WrongConfiguration
from warehouse.exports.manifest import Column, ExportedTable

# What Power BI, Tableau, Qlik, Metabase and Superset all read (docs/bi.md).
ALLOWED_TYPES = frozenset({"VARCHAR", "INTEGER", "BIGINT", "DOUBLE", "BOOLEAN", "DATE", "TIMESTAMP"})


def published_tables(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """The names of every table and view of the copy, sorted."""
    return _names(connection, "BASE TABLE", "VIEW")


def published_views(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """The names of the views alone: the flat ones, made for people."""
    return _names(connection, "VIEW")


def chosen_tables(connection: duckdb.DuckDBPyConnection, wanted: Sequence[str], default: Sequence[str]) -> list[str]:
    """The wanted tables, sorted, each once; `default` where none is. Raises WrongConfiguration for one there is not."""
    known = published_tables(connection)
    unknown = sorted(set(wanted) - set(known))
    if unknown:
        raise WrongConfiguration(f"there is no table {', '.join(unknown)}", f"Choose from: {', '.join(known)}.")
    return sorted(set(wanted)) or list(default)


def columns_of(connection: duckdb.DuckDBPyConnection, table: str) -> tuple[Column, ...]:
    """The columns in their order. Raises DamagedData for a type that not every BI tool reads."""
    rows = connection.execute(f'DESCRIBE "{table}"').fetchall()
    columns = tuple(Column(name=row[0], type=row[1]) for row in rows)
    for column in columns:
        if column.type not in ALLOWED_TYPES:
            raise DamagedData(f"{table}.{column.name} is of type {column.type}, which not every BI tool reads")
    return columns


def described(connection: duckdb.DuckDBPyConnection, table: str) -> ExportedTable:
    """The table's columns and how many rows it has."""
    row = connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()  # noqa: S608 - a name of the catalog
    return ExportedTable(table=table, rows=row[0] if row else 0, columns=columns_of(connection, table))


def _names(connection: duckdb.DuckDBPyConnection, *kinds: str) -> list[str]:
    rows = connection.execute(
        "SELECT table_name FROM information_schema.tables "
        "WHERE table_schema = 'main' AND table_type IN (SELECT unnest(?)) ORDER BY table_name",
        [list(kinds)],
    ).fetchall()
    return [name for (name,) in rows]

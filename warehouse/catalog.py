"""What a published copy holds, in words: its tables, views, columns and macros with their comments.

The comments are the one place where a table or column is described (COMMENT ON in `sql/`): they travel with the copy,
and `chancery sql` and docs/warehouse.md show them.
"""

import re
from dataclasses import dataclass

import duckdb

# "How long the claim goes back [days]": the unit stands in brackets at the end.
_UNIT = re.compile(r"^(.*?)(?:\s*\[([^\]]+)\])?$", re.DOTALL)


@dataclass(frozen=True)
class DescribedColumn:
    """A column: its type in DuckDB's words, what it means, and the unit where it counts or measures."""

    name: str
    type: str
    meaning: str
    unit: str


@dataclass(frozen=True)
class DescribedTable:
    """A table or view, what a row of it is, and its columns in their order."""

    name: str
    is_view: bool
    meaning: str
    columns: tuple[DescribedColumn, ...]


@dataclass(frozen=True)
class DescribedMacro:
    """A function that the copy brings with it; `call` is how it is written in a query."""

    call: str
    meaning: str


def described_tables(connection: duckdb.DuckDBPyConnection) -> list[DescribedTable]:
    """Every table and view, sorted by name."""
    columns: dict[str, list[DescribedColumn]] = {}
    for table, name, kind, comment in connection.execute(
        "SELECT table_name, column_name, data_type, comment FROM duckdb_columns() "
        "WHERE NOT internal AND schema_name = 'main' ORDER BY table_name, column_index"
    ).fetchall():
        meaning, unit = _split(comment)
        columns.setdefault(table, []).append(DescribedColumn(name, kind, meaning, unit))
    found = connection.execute(
        "SELECT table_name, false, comment FROM duckdb_tables() WHERE schema_name = 'main' UNION ALL "
        "SELECT view_name, true, comment FROM duckdb_views() WHERE NOT internal AND schema_name = 'main' ORDER BY 1"
    ).fetchall()
    return [DescribedTable(name, is_view, comment or "", tuple(columns[name])) for name, is_view, comment in found]


def described_macros(connection: duckdb.DuckDBPyConnection) -> list[DescribedMacro]:
    """Every macro, sorted by name."""
    found = connection.execute(
        "SELECT function_name, parameters, comment FROM duckdb_functions() "
        "WHERE NOT internal AND schema_name = 'main' ORDER BY 1"
    ).fetchall()
    return [DescribedMacro(f"{name}({', '.join(names)})", comment or "") for name, names, comment in found]


def _split(comment: str | None) -> tuple[str, str]:
    match = _UNIT.match(comment or "")
    return (match[1], match[2] or "") if match else ("", "")

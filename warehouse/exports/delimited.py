"""CSV and JSON lines: one file a table. In CSV, text that a spreadsheet would run as a formula is made harmless."""

from collections.abc import Callable, Sequence
from pathlib import Path

import duckdb

from warehouse.database import quoted_path
from warehouse.exports.formulas import APOSTROPHE, FORMULA_STARTS
from warehouse.exports.manifest import Column, ExportedFile, exported_file
from warehouse.exports.tables import described


def write_csv(connection: duckdb.DuckDBPyConnection, tables: Sequence[str], folder: Path) -> list[ExportedFile]:
    """Write each table as UTF-8 with a header; dates in ISO form, null as nothing between two commas.

    A text that begins like a formula gets an apostrophe in front, as spreadsheets themselves mark text.
    """
    return [_write(connection, table, folder / f"{table}.csv", _guarded, "csv, HEADER") for table in tables]


def write_jsonl(connection: duckdb.DuckDBPyConnection, tables: Sequence[str], folder: Path) -> list[ExportedFile]:
    """Write each table as one JSON object a line; every column is there, null or not."""
    return [_write(connection, table, folder / f"{table}.jsonl", _plain, "json") for table in tables]


def _write(
    connection: duckdb.DuckDBPyConnection, name: str, path: Path, expression: Callable[[Column], str], options: str
) -> ExportedFile:
    table = described(connection, name)
    selected = ", ".join(expression(column) for column in table.columns)
    connection.execute(
        f'COPY (SELECT {selected} FROM (SELECT * FROM "{name}" ORDER BY ALL)) '  # noqa: S608 - names of the catalog
        f"TO '{quoted_path(path)}' (FORMAT {options})"
    )
    return exported_file(path, table)


def _guarded(column: Column) -> str:
    name = _plain(column)
    if column.type != "VARCHAR":
        return name
    starts = ", ".join(f"chr({ord(start)})" for start in FORMULA_STARTS)
    return f"CASE WHEN {name}[1] IN ({starts}) THEN chr({ord(APOSTROPHE)}) || {name} ELSE {name} END AS {name}"


def _plain(column: Column) -> str:
    return f'"{column.name}"'

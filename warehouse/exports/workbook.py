"""XLSX: one workbook with a sheet a table, for people who open it in a spreadsheet."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb
import xlsxwriter

from schemas.errors import WrongConfiguration
from warehouse.exports.formulas import FORMULA_STARTS
from warehouse.exports.manifest import ExportedFile, ExportedTable, exported_sheets
from warehouse.exports.tables import described

WORKBOOK = "chancery.xlsx"
# Limits of the format itself: rows of a sheet, characters of a cell.
SHEET_ROWS = 1_048_576
CELL_CHARACTERS = 32_767
# Part of the file, so it may not come from a clock: the same data gives the same bytes.
_CREATED = datetime(2000, 1, 1, tzinfo=UTC)
_WIDTHS = {"VARCHAR": 24, "DATE": 12, "TIMESTAMP": 20}
_BATCH = 2_000


def write_workbook(connection: duckdb.DuckDBPyConnection, tables: Sequence[str], folder: Path) -> list[ExportedFile]:
    """Write the tables as sheets of one workbook: a frozen header, real dates, filters.

    Text is stored as text and never as a formula or a link; what begins like a formula is marked as text as well, so
    that it stays text when somebody edits the cell. Raises WrongConfiguration for what a sheet cannot hold.
    """
    path = folder / WORKBOOK
    sheets = [described(connection, table) for table in tables]
    for sheet in sheets:
        _refuse_what_does_not_fit(connection, sheet)
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "tmpdir": str(folder)}
    with xlsxwriter.Workbook(str(path), options) as book:
        book.set_properties({"title": "Chancery", "created": _CREATED})
        styles = {
            "header": book.add_format({"bold": True, "bottom": 1}),
            "day": book.add_format({"num_format": "yyyy-mm-dd"}),
            "moment": book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"}),
            "marked": book.add_format({"quote_prefix": True}),
        }
        for sheet in sheets:
            _write_sheet(connection, book, sheet, styles)
    return [exported_sheets(path, sheets)]


def _write_sheet(connection: duckdb.DuckDBPyConnection, book: Any, sheet: ExportedTable, styles: Any) -> None:
    page = book.add_worksheet(sheet.table[:31])
    page.freeze_panes(1, 0)
    page.autofilter(0, 0, sheet.rows, len(sheet.columns) - 1)
    for number, column in enumerate(sheet.columns):
        page.set_column(number, number, max(_WIDTHS.get(column.type, 10), len(column.name) + 3))
        page.write_string(0, number, column.name, styles["header"])
    for row, values in enumerate(_rows(connection, sheet.table), start=1):
        for number, value in enumerate(values):
            _write_cell(page, row, number, value, styles)


def _write_cell(page: Any, row: int, column: int, value: Any, styles: Any) -> None:
    if value is None:
        return
    if isinstance(value, str):
        page.write_string(row, column, value, styles["marked"] if value.startswith(FORMULA_STARTS) else None)
    elif isinstance(value, bool):
        page.write_boolean(row, column, value)
    elif isinstance(value, datetime):
        page.write_datetime(row, column, value, styles["moment"])
    elif isinstance(value, date):
        # Spreadsheets count days from 1900: an earlier one has no number, and is written as text.
        if value.year < 1900:
            page.write_string(row, column, value.isoformat())
        else:
            page.write_datetime(row, column, value, styles["day"])
    else:
        page.write_number(row, column, value)


def _rows(connection: duckdb.DuckDBPyConnection, table: str) -> Iterator[tuple[Any, ...]]:
    found = connection.execute(f'SELECT * FROM "{table}" ORDER BY ALL')  # noqa: S608 - a name of the catalog
    while rows := found.fetchmany(_BATCH):
        yield from rows


def _refuse_what_does_not_fit(connection: duckdb.DuckDBPyConnection, sheet: ExportedTable) -> None:
    remedy = "Export it as csv or parquet, or name other tables with --table."
    if sheet.rows >= SHEET_ROWS:
        raise WrongConfiguration(f"{sheet.table} has {sheet.rows} rows, more than a sheet of a workbook holds", remedy)
    texts = [f'max(length("{column.name}"))' for column in sheet.columns if column.type == "VARCHAR"]
    if not texts:
        return
    row = connection.execute(f'SELECT greatest({", ".join(texts)}) FROM "{sheet.table}"').fetchone()  # noqa: S608
    if row and row[0] and row[0] > CELL_CHARACTERS:
        raise WrongConfiguration(
            f"{sheet.table} has a text of {row[0]} characters; a cell of a workbook holds {CELL_CHARACTERS}", remedy
        )

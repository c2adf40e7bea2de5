"""Rows on standard output: as a table for people, as CSV or JSON lines for programs."""

import csv
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from warehouse.exports.formulas import guarded

if TYPE_CHECKING:
    import pyarrow as pa


class RowFormat(StrEnum):
    """How rows are written."""

    TABLE = "table"
    CSV = "csv"
    JSONL = "jsonl"
    JSON = "json"


def print_rows(columns: Sequence[str], rows: Iterable[Sequence[Any]], row_format: RowFormat) -> None:
    """Write rows to standard output. Tables are coloured on a terminal only and never cut in a pipe."""
    if row_format is RowFormat.TABLE:
        _print_table(columns, rows)
    elif row_format is RowFormat.CSV:
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([guarded(value) if isinstance(value, str) else value for value in row] for row in rows)
    elif row_format is RowFormat.JSON:
        _print_array(dict(zip(columns, row, strict=True)) for row in rows)
    else:
        for row in rows:
            print_json(dict(zip(columns, row, strict=True)))


def print_table(table: "pa.Table", row_format: RowFormat) -> None:
    """Write an Arrow table to standard output."""
    rows = zip(*(column.to_pylist() for column in table.columns), strict=True)
    print_rows(table.column_names, rows, row_format)


def print_json(value: Mapping[str, Any]) -> None:
    """One line of JSON; dates in ISO form."""
    sys.stdout.write(_json(value) + "\n")


def _print_array(values: Iterable[Mapping[str, Any]]) -> None:
    """One JSON array, an object a line."""
    separator = "[\n"
    for value in values:
        sys.stdout.write(f"{separator}{_json(value)}")
        separator = ",\n"
    sys.stdout.write("[]\n" if separator == "[\n" else "\n]\n")


def _json(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, default=_plain_value)


def _plain_value(value: Any) -> Any:
    """What JSON has no form for: sums of whole numbers come as decimals, dates in ISO form."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return str(value)


def _print_table(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        # Text of articles is data: no markup is read in it.
        table.add_row(*("" if value is None else _plain(str(value)) for value in row))
    console = Console(markup=False, highlight=False, emoji=False, soft_wrap=False)
    if not console.is_terminal:
        console = Console(markup=False, highlight=False, emoji=False, width=240, no_color=True)
    console.print(table)


def _plain(text: str) -> str:
    """Control characters made visible, so that article text cannot steer the terminal."""
    return "".join(c if c.isprintable() or c in "\n\t" else f"\\x{ord(c):02x}" for c in text)

"""Rows on standard output: as a table for people, as CSV or JSON lines for programs."""

import csv
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Any

from rich.console import Console
from rich.table import Table

from warehouse.exports.formulas import guarded


class RowFormat(StrEnum):
    """How rows are written."""

    TABLE = "table"
    CSV = "csv"
    JSONL = "jsonl"


def print_rows(columns: Sequence[str], rows: Iterable[Sequence[Any]], row_format: RowFormat) -> None:
    """Write rows to standard output. Tables are coloured on a terminal only and never cut in a pipe."""
    if row_format is RowFormat.TABLE:
        _print_table(columns, rows)
    elif row_format is RowFormat.CSV:
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([guarded(value) if isinstance(value, str) else value for value in row] for row in rows)
    else:
        for row in rows:
            print_json(dict(zip(columns, row, strict=True)))


def print_json(value: Mapping[str, Any]) -> None:
    """One line of JSON; dates in ISO form."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, default=str) + "\n")


def _print_table(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
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

"""Rows of the published copy, a few at a time, so that memory does not grow with the warehouse."""

from collections.abc import Iterator, Mapping
from typing import Any

import duckdb

Row = dict[str, Any]
_FETCHED = 500


def rows(copy: duckdb.DuckDBPyConnection, sql: str, parameters: Mapping[str, Any] | None = None) -> Iterator[Row]:
    """The rows of a query, each by the names of its columns. Queries can run beside each other."""
    cursor = copy.cursor()
    try:
        cursor.execute(sql, dict(parameters or {}))
        names = [column[0] for column in cursor.description or ()]
        while fetched := cursor.fetchmany(_FETCHED):
            for row in fetched:
                yield dict(zip(names, row, strict=True))
    finally:
        cursor.close()


def one(copy: duckdb.DuckDBPyConnection, sql: str, parameters: Mapping[str, Any] | None = None) -> Row:
    """The only row of a query that gives exactly one."""
    (row,) = rows(copy, sql, parameters)
    return row

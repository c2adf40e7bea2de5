"""Rows of the published copy, a few at a time, so that memory does not grow with the warehouse."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

import duckdb

Row = dict[str, Any]
_FETCHED = 500
# Entries that are put together at once: lists of lists of what belongs to each, in the memory that a query may take.
_BATCH = 2_000


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


def keyed(copy: duckdb.DuckDBPyConnection, keys: Iterable[str], key: str, sql: str, **parameters: Any) -> Iterator[Row]:
    """The row of each key, in the order of the keys; `sql` gives those of the list $keys, in any order.

    `key` is the column that has it.
    """
    for batch in batches(keys, _BATCH):
        found = {row[key]: row for row in rows(copy, sql, {"keys": batch, **parameters})}
        yield from (found[each] for each in batch)


def values(copy: duckdb.DuckDBPyConnection, sql: str) -> Iterator[str]:
    """The values of a query of one column."""
    return (value for row in rows(copy, sql) for value in row.values())


def stated(row: Row) -> Row:
    """The row without its nulls: what is not said takes no room in a chunk."""
    return {name: value for name, value in row.items() if value is not None}


def batches(keys: Iterable[str], size: int) -> Iterator[list[str]]:
    """The keys, `size` of them at a time."""
    left = iter(keys)
    while batch := list(islice(left, size)):
        yield batch

"""Parquet: one file a table, only types that all BI tools read, the same bytes for the same data."""

from collections.abc import Sequence
from pathlib import Path

import duckdb

from warehouse.database import quoted_path
from warehouse.exports.manifest import ExportedFile, ExportedTable, exported_file
from warehouse.exports.tables import columns_of, published_views


def write_parquet(connection: duckdb.DuckDBPyConnection, tables: Sequence[str], folder: Path) -> list[ExportedFile]:
    """Write each table into `folder`, empty ones as well.

    Tables go out in the order in which they are stored, which follows from their contents (sql/030_star.sql), views
    sorted by all columns."""
    views = set(published_views(connection))
    return [_write(connection, table, folder / f"{table}.parquet", table in views) for table in tables]


def _write(connection: duckdb.DuckDBPyConnection, table: str, path: Path, is_view: bool) -> ExportedFile:
    columns = columns_of(connection, table)
    order = " ORDER BY ALL" if is_view else ""
    connection.execute(
        f"COPY (SELECT * FROM \"{table}\"{order}) TO '{quoted_path(path)}' (FORMAT parquet, COMPRESSION zstd)"  # noqa: S608
    )
    # Read back what was written, not what was meant to be: a full disk is found here.
    row = connection.execute("SELECT count(*) FROM read_parquet(?)", [str(path)]).fetchone()
    return exported_file(path, ExportedTable(table=table, rows=row[0] if row else 0, columns=columns))

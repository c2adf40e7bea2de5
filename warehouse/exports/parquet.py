"""Parquet: one file a table, only types that all BI tools read, the same bytes for the same data."""

from collections.abc import Sequence
from pathlib import Path

import duckdb

from warehouse.exports.manifest import ExportedFile, ExportedTable, exported_file
from warehouse.exports.tables import columns_of, quoted_path


def write_parquet(connection: duckdb.DuckDBPyConnection, tables: Sequence[str], folder: Path) -> list[ExportedFile]:
    """Write each table into `folder`, its rows sorted by all columns; empty tables as well."""
    return [_write(connection, table, folder / f"{table}.parquet") for table in tables]


def _write(connection: duckdb.DuckDBPyConnection, table: str, path: Path) -> ExportedFile:
    columns = columns_of(connection, table)
    connection.execute(
        f"COPY (SELECT * FROM \"{table}\" ORDER BY ALL) TO '{quoted_path(path)}' (FORMAT parquet, COMPRESSION zstd)"  # noqa: S608
    )
    # Read back what was written, not what was meant to be: a full disk is found here.
    row = connection.execute("SELECT count(*) FROM read_parquet(?)", [str(path)]).fetchone()
    return exported_file(path, ExportedTable(table=table, rows=row[0] if row else 0, columns=columns))

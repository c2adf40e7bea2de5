"""Parquet exports for BI tools: one file a table, only types that they all read, the same bytes for the same data."""

import hashlib
import json
from pathlib import Path

import duckdb

from schemas.base import Model
from schemas.errors import DamagedData
from warehouse.packages import SCHEMA_VERSION

# What Power BI, Tableau, Qlik, Metabase and Superset all read (docs/architecture.md).
ALLOWED_TYPES = frozenset({"VARCHAR", "INTEGER", "BIGINT", "DOUBLE", "BOOLEAN", "DATE", "TIMESTAMP"})
MANIFEST = "manifest.json"
EXPORTED_VIEWS = ("records", "meetings", "visits", "incidents", "upcoming")


class Column(Model):
    """A column of an exported file."""

    name: str
    type: str


class ExportedFile(Model):
    """One exported file."""

    table: str
    file: str
    rows: int
    bytes: int
    sha256: str
    columns: tuple[Column, ...]


class Manifest(Model):
    """What an export holds; written last, so that an export without it is unfinished."""

    schema_version: int
    files: tuple[ExportedFile, ...]


def export_parquet(connection: duckdb.DuckDBPyConnection, folder: Path) -> Manifest:
    """Write every table and the flat views of a published copy into `folder`, which must not exist."""
    folder.mkdir(parents=True)
    tables = [row[0] for row in connection.execute("SELECT table_name FROM duckdb_tables() ORDER BY 1").fetchall()]
    manifest = Manifest(
        schema_version=SCHEMA_VERSION,
        files=tuple(_export(connection, name, folder) for name in sorted([*tables, *EXPORTED_VIEWS])),
    )
    text = json.dumps(manifest.model_dump(mode="json"), indent=1) + "\n"
    (folder / MANIFEST).write_text(text, encoding="utf-8")
    return manifest


def _export(connection: duckdb.DuckDBPyConnection, name: str, folder: Path) -> ExportedFile:
    columns = tuple(Column(name=row[0], type=row[1]) for row in connection.execute(f'DESCRIBE "{name}"').fetchall())
    for column in columns:
        if column.type not in ALLOWED_TYPES:
            raise DamagedData(f"{name}.{column.name} is of type {column.type}, which not every BI tool reads")
    path = folder / f"{name}.parquet"
    target = str(path).replace("'", "''")
    connection.execute(
        f"COPY (SELECT * FROM \"{name}\" ORDER BY ALL) TO '{target}' (FORMAT parquet, COMPRESSION zstd)"  # noqa: S608
    )
    row = connection.execute("SELECT count(*) FROM read_parquet(?)", [str(path)]).fetchone()
    return ExportedFile(
        table=name,
        file=path.name,
        rows=row[0] if row else 0,
        bytes=path.stat().st_size,
        sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
        columns=columns,
    )

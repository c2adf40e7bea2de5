"""What an export holds: the manifest, written after every other file, so that an export without it is unfinished."""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

from schemas.base import Model
from warehouse.exports.formats import ExportFormat
from warehouse.packages import SCHEMA_VERSION

MANIFEST = "manifest.json"


class Column(Model):
    """A column of an exported table, with its type in DuckDB's words."""

    name: str
    type: str


class ExportedTable(Model):
    """What one table holds."""

    table: str
    rows: int
    columns: tuple[Column, ...]


class ExportedFile(Model):
    """One exported file. `table`, `rows` and `columns` are null or empty where it holds several tables."""

    table: str | None
    file: str
    rows: int
    bytes: int
    sha256: str
    columns: tuple[Column, ...]
    sheets: tuple[ExportedTable, ...] = ()


class Manifest(Model):
    """What an export holds."""

    schema_version: int
    format: ExportFormat
    files: tuple[ExportedFile, ...]


def exported_file(path: Path, table: ExportedTable) -> ExportedFile:
    """The entry of a file that holds one table."""
    return ExportedFile(
        table=table.table,
        file=path.name,
        rows=table.rows,
        bytes=path.stat().st_size,
        sha256=_sha256(path),
        columns=table.columns,
    )


def exported_sheets(path: Path, sheets: Sequence[ExportedTable]) -> ExportedFile:
    """The entry of a file that holds several tables; its rows are those of all of them."""
    return ExportedFile(
        table=None,
        file=path.name,
        rows=sum(sheet.rows for sheet in sheets),
        bytes=path.stat().st_size,
        sha256=_sha256(path),
        columns=(),
        sheets=tuple(sheets),
    )


def write_manifest(folder: Path, export_format: ExportFormat, files: Sequence[ExportedFile]) -> Manifest:
    """Write and return the manifest of the files, all of which lie in `folder` already."""
    manifest = Manifest(schema_version=SCHEMA_VERSION, format=export_format, files=tuple(files))
    text = json.dumps(manifest.model_dump(mode="json"), indent=1) + "\n"
    (folder / MANIFEST).write_text(text, encoding="utf-8")
    return manifest


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()

"""One export: the tables of a published copy as a folder of files of one format, with its manifest."""

from collections.abc import Callable, Sequence
from pathlib import Path

import duckdb

from schemas.errors import ChanceryError, DamagedData, WrongConfiguration
from warehouse.database import connect
from warehouse.exports.calendar import write_calendar
from warehouse.exports.delimited import write_csv, write_jsonl
from warehouse.exports.folder import refuse_what_is_no_export, whole_folder
from warehouse.exports.formats import ExportFormat
from warehouse.exports.manifest import ExportedFile, Manifest, write_manifest
from warehouse.exports.parquet import write_parquet
from warehouse.exports.tables import chosen_tables, published_tables, published_views
from warehouse.exports.workbook import write_workbook
from warehouse.home import Home

Writer = Callable[[duckdb.DuckDBPyConnection, Sequence[str], Path], list[ExportedFile]]

_WRITERS: dict[ExportFormat, Writer] = {
    ExportFormat.PARQUET: write_parquet,
    ExportFormat.CSV: write_csv,
    ExportFormat.JSONL: write_jsonl,
    ExportFormat.XLSX: write_workbook,
    ExportFormat.ICS: write_calendar,
}


def export(home: Home, export_format: ExportFormat, target: Path, tables: Sequence[str] = ()) -> Manifest:
    """Write the published copy into the folder `target`, which appears whole and replaces an earlier export.

    Without `tables`, every table and view goes out; into a workbook the views. Raises ChanceryError where nothing is
    published yet, WrongConfiguration for a table that there is not or a folder that holds something else.
    """
    if not home.published_file.exists():
        raise ChanceryError(
            f"nothing is published in {home.root} yet", "Run `chancery run` first, or name the home with --home."
        )
    if tables and export_format is ExportFormat.ICS:
        raise WrongConfiguration("a calendar is made of events, not of chosen tables", "Leave out --table.")
    target = target.expanduser().absolute()
    refuse_what_is_no_export(target)
    copy = connect(home.published_file, read_only=True)
    try:
        with whole_folder(target) as folder:
            return write_export(copy, export_format, folder, tables)
    finally:
        copy.close()


def write_export(
    copy: duckdb.DuckDBPyConnection, export_format: ExportFormat, folder: Path, tables: Sequence[str] = ()
) -> Manifest:
    """Write the tables of an open copy into `folder`, which is there and empty; the manifest comes last."""
    default = published_views(copy) if export_format is ExportFormat.XLSX else published_tables(copy)
    try:
        files = _WRITERS[export_format](copy, chosen_tables(copy, tables, default), folder)
    except duckdb.IOException as error:
        raise DamagedData(
            f"the export cannot be written: {str(error).splitlines()[0]}",
            "Free some disk space, or name another folder.",
        ) from error
    return write_manifest(folder, export_format, files)

"""`chancery export`: the published copy as files for other programs."""

from pathlib import Path
from typing import Annotated

import typer

from cli.options import DEFAULT_HOME, HomeOption
from cli.output import RowFormat, print_rows
from warehouse.exports.formats import ExportFormat


def export_command(
    to: Annotated[Path, typer.Option("--to", metavar="DIR", help="Folder to write; replaces an earlier export.")],
    export_format: Annotated[ExportFormat, typer.Option("--format", help="Form of the files.")] = ExportFormat.PARQUET,
    tables: Annotated[
        list[str] | None,
        typer.Option("--table", metavar="TABLE", help="Only this table or view; can be given more than once."),
    ] = None,
    home: HomeOption = DEFAULT_HOME,
) -> None:
    """Write the published copy as Parquet, CSV, a workbook, a calendar or JSON lines.

    The folder appears whole, with a manifest.json of rows, bytes and SHA-256. The same data gives the same bytes.

    Example: chancery export --format xlsx --to for-the-desk
    """
    from warehouse.exports.export import export
    from warehouse.home import Home

    typer.echo(f"Writing {export_format.value} to {to}", err=True)
    manifest = export(Home.at(home), export_format, to, tables or ())
    entries = [(each.file, each.rows, each.bytes) for each in manifest.files]
    print_rows(("file", "rows", "bytes"), entries, RowFormat.TABLE)
    total = sum(each.bytes for each in manifest.files)
    typer.echo(f"{len(entries)} files, {sum(each.rows for each in manifest.files)} rows, {total} bytes", err=True)

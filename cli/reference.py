"""`chancery reference`: the office holders by whom actors are known."""

from pathlib import Path
from typing import Annotated

import typer

from cli.lookup import FormatOption
from cli.options import DEFAULT_HOME, HomeOption
from cli.output import RowFormat, print_rows

app = typer.Typer(
    help="Take in lists of office holders, and look them up.", no_args_is_help=True, rich_markup_mode=None
)


@app.command("import")
def import_command(
    files: Annotated[list[Path], typer.Argument(metavar="FILE", help="Lists as .csv, .jsonl or .parquet.")],
    home: HomeOption = DEFAULT_HOME,
) -> None:
    """Take in lists of office holders: name, aliases, country, office, start, end, as_of, wikidata_id.

    Rows that cannot be taken are kept as rejects (`chancery rejects`). The same file again changes nothing.

    Example: chancery reference import seeds/reference/office_holders.csv
    """
    from datetime import UTC, datetime

    from flows.reference_import import import_reference
    from sources.paths import check_paths
    from warehouse.home import Home

    check_paths([str(file) for file in files])
    place = Home.open(home)
    damaged: tuple[str, ...] = ()
    for file in files:
        done = import_reference(place, file, datetime.now(UTC))
        rejected = ", ".join(f"{count} {reason}" for reason, count in done.rejected.items())
        told = f", {sum(done.rejected.values())} rejected ({rejected}; see `chancery rejects`)" if rejected else ""
        typer.echo(f"{file}: {done.rows} rows, {done.new} new{told}")
        damaged = done.damaged
    for message in damaged:
        typer.echo(f"damaged    {message}", err=True)
    if damaged:
        raise typer.Exit(1)


@app.command("list")
def list_command(
    words: Annotated[
        list[str] | None, typer.Argument(metavar="WORDS", help="Only rows with all of these words.")
    ] = None,
    home: HomeOption = DEFAULT_HOME,
    row_format: FormatOption = RowFormat.TABLE,
) -> None:
    """List who held which office, as the imported lists say.

    Example: chancery reference list France "foreign minister"
    """
    from warehouse.home import Home
    from warehouse.reference import listed_offices

    found = listed_offices(Home.at(home), words or [])
    rows = [(o.holder_name, o.country_code, o.office_name, o.start, o.end, o.wikidata_id) for o in found]
    print_rows(("name", "country", "office", "start", "end", "wikidata"), rows, row_format)
    if row_format is RowFormat.TABLE:
        typer.echo(f"{len(rows)} offices", err=True)

"""`chancery publish`: a fresh copy of the warehouse for readers."""

from typing import Annotated

import typer

from cli.options import DEFAULT_HOME, HomeOption
from cli.output import RowFormat, print_rows

KeepOption = Annotated[
    int,
    typer.Option(
        "--keep", min=1, envvar="CHANCERY_KEEP", metavar="N", help="How many copies to keep, the new one among them."
    ),
]


def publish_command(home: HomeOption = DEFAULT_HOME, keep: KeepOption = 3) -> None:
    """Load what waits in the lake, then build the copy that readers open, its Parquet files and its pages.

    The copy is checked, then swapped in whole: queries that run go on with the old one.

    Example: chancery publish --keep 7
    """
    import os
    from datetime import UTC, datetime

    from flows.pipeline import publish_all
    from warehouse.home import Home
    from warehouse.loader import load_pending
    from warehouse.shared_lake import exchange

    place = Home.open(home)
    typer.echo("Loading what waits in the lake", err=True)
    exchanged = exchange(place, os.environ)
    loaded = load_pending(place, datetime.now(UTC))
    loaded.damaged += exchanged.damaged
    for message in loaded.warnings:
        typer.echo(f"unusual    {message}", err=True)
    for message in loaded.damaged:
        typer.echo(f"damaged    {message}", err=True)
    published, site = publish_all(place, _tell_step, keep=keep)
    print_rows(("table", "rows"), [(each.table, each.rows) for each in published.manifest.files], RowFormat.TABLE)
    typer.echo(
        f"packages   {len(loaded.loaded)} loaded, {loaded.known} known already, {len(loaded.damaged)} damaged\n"
        f"warehouse  {published.database}\nexports    {published.exports}\n"
        f"pages      {site.start}\n"
        f"earlier    {len(list(place.kept_copies.glob('*.duckdb')))} kept in {place.kept_copies}"
    )
    if loaded.damaged:
        raise typer.Exit(1)


def _tell_step(step: str, done: int, total: int | None) -> None:
    """Each step once, when it begins."""
    if done == 0:
        typer.echo(step.capitalize(), err=True)

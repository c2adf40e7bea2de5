"""`chancery explore`: the published copy as pages to look at."""

from pathlib import Path
from typing import Annotated

import typer

from cli.options import DEFAULT_HOME, HomeOption


def explore_command(
    to: Annotated[
        Path | None,
        typer.Option("--to", metavar="DIR", help="Folder to write; replaces earlier pages. Default: beside the copy."),
    ] = None,
    open_browser: Annotated[bool, typer.Option("--open", help="Open the start page in the browser.")] = False,
    home: HomeOption = DEFAULT_HOME,
) -> None:
    """Write the published copy as pages to look at, which need neither server nor network.

    Publishing writes them, too. The folder can be copied, packed and sent; it appears whole.

    Example: chancery explore --to for-the-desk --open
    """
    from datetime import UTC, datetime

    from pages.site import publish_site, write_site
    from warehouse.home import Home

    typer.echo("Writing the pages", err=True)
    place = Home.at(home)
    site = write_site(place, to) if to else publish_site(place, datetime.now(UTC))
    typer.echo(f"events  {site.events}\nfiles   {site.files}, {site.bytes} bytes\nstart   {site.start}")
    if open_browser:
        typer.launch(site.start.as_uri())

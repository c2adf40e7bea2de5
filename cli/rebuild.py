"""`chancery rebuild`: the warehouse made anew from the lake."""

import typer

from cli.options import DEFAULT_HOME, HomeOption


def rebuild_command(home: HomeOption = DEFAULT_HOME) -> None:
    """Make the warehouse anew from the lake, and publish it.

    No article is read or extracted again. Packages of a shared lake (CHANCERY_LAKE) are brought here first.

    Example: chancery rebuild --home data
    """
    import os
    from datetime import UTC, datetime

    from cli.outcome import progress_bar
    from flows.pipeline import publish_all
    from warehouse.home import Home
    from warehouse.rebuild import rebuild
    from warehouse.shared_lake import exchange

    place = Home.at(home)
    exchanged = exchange(place, os.environ)
    summary = rebuild(place, datetime.now(UTC))
    # Where only the lake is left, there is no folder to publish to.
    Home.open(home)
    with progress_bar() as progress:
        publish_all(place, progress)
    summary.damaged += exchanged.damaged
    for message in summary.damaged:
        typer.echo(f"damaged    {message}", err=True)
    typer.echo(f"{len(summary.loaded)} packages loaded, {len(summary.damaged)} damaged and left out")
    if summary.damaged:
        raise typer.Exit(1)

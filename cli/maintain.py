"""`chancery maintain`: a home looked after, as the daily flow does it."""

import typer

from cli.options import DEFAULT_HOME, HomeOption


def maintain_command(home: HomeOption = DEFAULT_HOME) -> None:
    """Check that a home is whole, take away what killed runs have left, and join small packages of the lake.

    Nothing that is damaged is changed: each is named, and the exit code is 1.

    Example: chancery maintain --home data
    """
    from datetime import UTC, datetime

    from warehouse.compaction import compact
    from warehouse.consistency import inconsistencies
    from warehouse.home import Home
    from warehouse.packages import packages
    from warehouse.upkeep import take_away_unfinished

    place, now = Home.open(home), datetime.now(UTC)
    taken_away = take_away_unfinished(place, now)
    typer.echo("Checking", err=True)
    wrong = inconsistencies(place, now)
    for message in wrong:
        typer.echo(f"wrong      {message}", err=True)
    typer.echo("Joining small packages", err=True)
    joined = compact(place, now)
    typer.echo(
        f"checked    {len(packages(place))} packages, the warehouse and what is published: {len(wrong)} wrong\n"
        f"unfinished {len(taken_away)} taken away\n"
        f"joined     {joined.replaced} small packages into {len(joined.written)}"
    )
    if wrong:
        raise typer.Exit(1)

"""`chancery serve`: everything that runs by itself, in one process."""

from typing import Annotated

import typer

from cli.options import DEFAULT_HOME, HomeOption


def serve_command(
    home: HomeOption = DEFAULT_HOME,
    ingest: Annotated[
        str | None, typer.Option("--ingest", metavar="CRON", help="When to take in, in UTC; off for never.")
    ] = None,
    publish: Annotated[
        str | None, typer.Option("--publish", metavar="CRON", help="When to publish what waits.")
    ] = None,
    maintenance: Annotated[
        str | None, typer.Option("--maintenance", metavar="CRON", help="When to check and clear the home.")
    ] = None,
    port: Annotated[
        int, typer.Option("--port", min=1, max=65535, help="Where the server listens, on this machine only.")
    ] = 4200,
) -> None:
    """Take in, publish and keep in order by the clock, until stopped.

    One process, with a Prefect server of its own unless PREFECT_API_URL names one; stops on SIGTERM and Ctrl-C.

    Example: chancery serve --home data --ingest "*/15 * * * *"
    """
    from flows.serving import prefect_server, serve
    from flows.timetable import timetable
    from warehouse.home import Home

    planned = timetable(ingest=ingest, publish=publish, maintenance=maintenance)
    place = Home.open(home)
    with prefect_server(place, port) as address:
        for each in planned:
            typer.echo(f"{each.full_name:<20}  {each.cron:<12}  {each.description}")
        typer.echo(f"Runs and their logs: {address.removesuffix('/api')}. Stop with Ctrl-C.")
        serve(planned, place)
    typer.echo("Stopped.")

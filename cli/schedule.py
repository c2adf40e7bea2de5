"""`chancery schedule`: what will run by itself, and when."""

from typing import Annotated

import typer

from cli.output import RowFormat, print_rows


def schedule_command(
    count: Annotated[int, typer.Option("--count", min=1, help="How many runs of each to show.")] = 3,
    row_format: Annotated[RowFormat, typer.Option("--format", help="How to write it.")] = RowFormat.TABLE,
) -> None:
    """Show the next runs.

    By the timetable, and without a server; where PREFECT_API_URL names one, what that server is going to run.

    Example: chancery schedule --count 5
    """
    import os
    from datetime import UTC, datetime

    from flows.timetable import TIMETABLE, upcoming

    address = os.environ.get("PREFECT_API_URL")
    if address:
        from flows.scheduled_runs import scheduled_runs

        runs = scheduled_runs(address, count)
    else:
        runs = upcoming(TIMETABLE, datetime.now(UTC), count)
    rows = [(run.moment.strftime("%Y-%m-%d %H:%M"), run.name, run.state) for run in runs]
    print_rows(("utc", "run", "state"), rows, row_format)

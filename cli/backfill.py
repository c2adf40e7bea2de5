"""`chancery backfill`: years of articles out of files, in one go that may be interrupted."""

import sys
import time
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.options import (
    DEFAULT_HOME,
    ClusterOption,
    ExtractorOption,
    HomeOption,
    ProcessesOption,
    check_where,
    parse_date,
)
from cli.outcome import progress_bar, show_summary
from extraction.extractor import LEARNED

if TYPE_CHECKING:
    from flows.progress import Progress

# In a pipe or a log: often enough to see that it goes on.
_SECONDS_A_LINE = 30.0


def backfill_command(
    path: Annotated[
        Path, typer.Argument(help="A file of JSON lines or a web archive (also .gz), or a folder of such files.")
    ],
    since: Annotated[
        str | None, typer.Option("--since", metavar="DATE", help="The first day of publication, YYYY-MM-DD.")
    ] = None,
    until: Annotated[
        str | None, typer.Option("--until", metavar="DATE", help="The last day of publication, itself included.")
    ] = None,
    home: HomeOption = DEFAULT_HOME,
    processes: ProcessesOption = None,
    extractor: ExtractorOption = LEARNED,
    cluster: ClusterOption = None,
) -> None:
    """Take in years of articles from files: extract, load and publish.

    Memory does not grow with the files. Stopped or killed, the same command goes on where it was, and nothing is
    lost or taken twice; done, it takes what has been added since.

    Example: chancery backfill archive/ --since 2021-01-01 --until 2023-12-31 --home data
    """
    from flows.backfill import Span, backfill
    from flows.extracting import fingerprint
    from schemas.errors import WrongConfiguration
    from sources.paths import check_paths
    from warehouse.home import Home

    span = Span(parse_date(since, "--since"), parse_date(until, "--until"))
    if span.since and span.until and span.since > span.until:
        raise WrongConfiguration(f"--since {since} is later than --until {until}", "Give the earlier day as --since.")
    check_paths([str(path)])
    check_where(processes, cluster)
    fingerprint(extractor)
    place = Home.open(home)
    with progress_bar() if sys.stderr.isatty() else nullcontext(_lines()) as progress:
        done = backfill(path, place, span, extractor, processes, progress, cluster=cluster)
    show_summary(done.summary)
    if not span.is_open:
        typer.echo(f"left out   {done.outside} of other days, {done.undated} without a day")
    if done.summary.damaged:
        raise typer.Exit(1)


def _lines() -> "Progress":
    """Tells now and then how far it has come, one line each time."""
    from flows.backfill import READING

    told, step_told = time.monotonic(), READING

    def show(step: str, done: int, total: int | None) -> None:
        nonlocal told, step_told
        if step == step_told and time.monotonic() - told < _SECONDS_A_LINE:
            return
        told, step_told = time.monotonic(), step
        unit = " bytes" if step == READING else ""
        typer.echo(f"{step} {done:,} of {total:,}{unit} ({done / total:.0%})" if total else step, err=True)

    return show

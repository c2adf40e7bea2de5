"""`chancery ingest`: what is new of the configured sources, all the way to the published records."""

from typing import TYPE_CHECKING, Annotated

import typer

from cli.options import DEFAULT_HOME, ClusterOption, ExtractorOption, HomeOption, ProcessesOption, check_where
from cli.outcome import progress_bar, show_summary
from cli.output import RowFormat, print_rows
from extraction.extractor import LEARNED, check_extractor

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flows.gather import SourceOutcome


def ingest_command(
    names: Annotated[
        list[str] | None, typer.Argument(help="Sources to read, whatever their schedule. Default: those that are due.")
    ] = None,
    home: HomeOption = DEFAULT_HOME,
    processes: ProcessesOption = None,
    extractor: ExtractorOption = LEARNED,
    cluster: ClusterOption = None,
) -> None:
    """Take in what is new of the configured sources: extract, load and publish.

    A source that fails stops none of the others; the exit code is 1 then, and where a source gives too little.

    Example: chancery ingest --home data
    """
    from datetime import UTC, datetime

    from flows.configured import due_sources
    from flows.extracting import fingerprint
    from flows.local import begin, run_sources
    from warehouse.home import Home

    due = due_sources(Home.at(home), datetime.now(UTC), names or ())
    check_extractor(extractor)
    check_where(processes, cluster)
    place = Home.open(home)
    begin(place)
    fingerprint(extractor)
    with progress_bar() as progress:
        done = run_sources(due, place, extractor, processes, progress, cluster)
    _show_sources(done.outcomes)
    show_summary(done.summary)
    if any(each.error or each.too_little for each in done.outcomes):
        raise typer.Exit(1)


def _show_sources(outcomes: "Sequence[SourceOutcome]") -> None:
    if not outcomes:
        typer.echo("No source is due.")
        return
    rows = [(each.source, each.taken, each.copies, each.known, sum(each.rejected.values())) for each in outcomes]
    print_rows(("source", "taken", "copies", "known", "rejected"), rows, RowFormat.TABLE)
    for each in outcomes:
        if each.error:
            typer.echo(f"failed     {each.source}: {each.error}", err=True)
        if each.too_little:
            typer.echo(f"too little {each.source}: {each.too_little}", err=True)

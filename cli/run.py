"""`chancery run`: the whole pipeline, with progress and a closing summary."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.options import DEFAULT_HOME, ExtractorOption, HomeOption, PublishedOption, parse_date
from cli.output import RowFormat, print_rows
from extraction.extractor import LEARNED

if TYPE_CHECKING:
    from flows.pipeline import Progress, RunSummary


def run_command(
    paths: Annotated[
        list[str] | None, typer.Argument(help="Files or folders; - for standard input. Default: the samples.")
    ] = None,
    home: HomeOption = DEFAULT_HOME,
    published: PublishedOption = None,
    processes: Annotated[
        int | None, typer.Option("--processes", min=1, help="Processes that extract. Default: one a core.")
    ] = None,
    extractor: ExtractorOption = LEARNED,
) -> None:
    """Take articles in: extract their records, load and publish them.

    A second run over the same articles takes nothing new.

    Example: chancery run articles/ --home data
    """
    from flows.local import run_ingest
    from flows.pipeline import fingerprint
    from seeds import articles_folder
    from sources.paths import check_paths
    from warehouse.home import Home

    if not paths:
        paths = [str(articles_folder())]
        typer.echo(f"No paths given: taking the sample articles in {paths[0]}", err=True)
    default_date = parse_date(published)
    check_paths([path for path in paths if path != "-"])
    fingerprint(extractor)
    place = Home.open(home)
    with _progress() as progress:
        summary = run_ingest(
            paths, place, published=default_date, extractor=extractor, processes=processes, progress=progress
        )
    _show(summary)
    if summary.damaged:
        raise typer.Exit(1)


def _show(summary: "RunSummary") -> None:
    if summary.records:
        rows = [(*key.split(" ", 1), count) for key, count in summary.records.items()]
        print_rows(("kind", "status", "new records"), rows, RowFormat.TABLE)
    if summary.taken == 0 and summary.known:
        typer.echo(f"Nothing new: all {summary.known} articles are known already.")
    rejected = sum(summary.rejected.values())
    copies = f"{summary.copies} copies, " if summary.copies else ""
    reasons = ", ".join(f"{count} {reason}" for reason, count in summary.rejected.items())
    typer.echo(
        f"articles   {summary.taken} taken, {copies}{summary.known} known already, {rejected} rejected"
        + (f" ({reasons}; see `chancery rejects`)" if rejected else "")
    )
    typer.echo(f"records    {sum(summary.records.values())} new")
    for message in summary.unusual:
        typer.echo(f"unusual    {message}", err=True)
    for message in summary.damaged:
        typer.echo(f"damaged    {message}", err=True)
    typer.echo(f"warehouse  {_from_here(summary.database)}\nexports    {_from_here(summary.exports)}")
    typer.echo(f"pages      {_from_here(summary.pages)}")


def _from_here(path: str) -> str:
    """The path as short as it can be typed in this folder."""
    here = Path.cwd()
    return str(Path(path).relative_to(here)) if Path(path).is_relative_to(here) else path


@contextmanager
def _progress() -> "Iterator[Progress]":
    """A bar on a terminal, nothing in a pipe."""
    from flows.pipeline import silent

    if not sys.stderr.isatty():
        yield silent
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
        task = bars.add_task("starting", total=None)

        def show(step: str, done: int, total: int | None) -> None:
            bars.update(task, description=step, completed=done, total=total)

        yield show

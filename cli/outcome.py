"""How a run is told of: a bar while it goes, a summary when it is over."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from cli.output import RowFormat, print_rows

if TYPE_CHECKING:
    from flows.pipeline import RunSummary
    from flows.progress import Progress


def show_summary(summary: "RunSummary") -> None:
    """New records by kind and status, what was taken and left, and where the outcome is."""
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
def progress_bar() -> "Iterator[Progress]":
    """A bar on a terminal, nothing in a pipe."""
    from flows.progress import silent

    if not sys.stderr.isatty():
        yield silent
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
        task = bars.add_task("starting", total=None, rate="")

        def show(step: str, done: int, total: int | None) -> None:
            if bars.tasks[0].description != step:
                bars.reset(task)  # rate and time left are those of the step
            bars.update(task, description=step, completed=done, total=total)
            speed = bars.tasks[0].speed
            bars.update(task, rate=f"{speed:,.0f}/s" if speed else "")

        yield show

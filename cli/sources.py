"""`chancery sources`: what is configured, whether it holds, and what it would give."""

from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.options import DEFAULT_HOME, HomeOption
from cli.output import RowFormat, print_rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from schemas.article import Article
    from schemas.reject import Reject
    from sources.settings import SourceSettings
    from sources.source import Cursor, Source

app = typer.Typer(help="The configured sources: list, check, add and try them.", no_args_is_help=True)
NameArgument = Annotated[str, typer.Argument(metavar="NAME", help="The name of a source.")]
FormatOption = Annotated[RowFormat, typer.Option("--format", help="How to write it.")]


@app.command("list")
def list_command(home: HomeOption = DEFAULT_HOME, row_format: FormatOption = RowFormat.TABLE) -> None:
    """List the sources, with when each was last read and what it gave in 24 hours.

    Example: chancery sources list --home data
    """
    from datetime import UTC, datetime

    from sources.configured import configured_sources
    from warehouse.home import Home
    from warehouse.source_states import SourceStates

    place, now = Home.at(home), datetime.now(UTC)
    states = SourceStates(place)
    rows = []
    for each in configured_sources(place.root):
        state = states.state(each.name)
        read = state.last_read.strftime("%Y-%m-%d %H:%M") if state.last_read else None
        lately = states.delivered_lately(each.name, now)
        rows.append((each.name, each.kind, each.place, each.schedule or "every run", read, lately))
    print_rows(("name", "kind", "address", "schedule", "last read (utc)", "new in 24 h"), rows, row_format)
    if not rows:
        _say_how_to_add(place.root)


@app.command("check")
def check_command(
    names: Annotated[
        list[str] | None, typer.Argument(metavar="[NAME]...", help="Sources to check. Default: all.")
    ] = None,
    home: HomeOption = DEFAULT_HOME,
) -> None:
    """Check the settings of sources, and that they answer; nothing is kept. The exit code is 1 where one does not.

    Example: chancery sources check wire --home data
    """
    from schemas.errors import ChanceryError
    from sources.configured import configured_sources, open_source

    chosen = [_named(name, home) for name in names] if names else list(configured_sources(home.absolute()))
    if not chosen:
        _say_how_to_add(home)
    failed = False
    for settings in chosen:
        typer.echo(f"{settings.name}: the settings hold ({settings.kind}, {settings.place})")
        try:
            batches = islice(_batches(open_source(settings, home.absolute()), {}), 1)
            items = [item for batch in batches for item in batch]
        except ChanceryError as error:
            failed = True
            typer.echo(f"{settings.name}: {error.message}\n  {error.remedy}", err=True)
        else:
            typer.echo(f"{settings.name}: answers; {len(items)} items in its first batch")
    if failed:
        raise typer.Exit(1)


@app.command("add")
def add_command(
    address: Annotated[str, typer.Argument(metavar="URL", help="A web address, a folder, or a file.")],
    home: HomeOption = DEFAULT_HOME,
    name: Annotated[str | None, typer.Option("--name", help="What to call it. Default: after its address.")] = None,
    kind: Annotated[str | None, typer.Option("--kind", help="Which kind it is. Default: told by its address.")] = None,
    title: Annotated[str, typer.Option("--title", help="The outlet, for articles that name none.")] = "",
) -> None:
    """Write the settings of a new source, and check them; it is read by the next run.

    Example: chancery sources add articles/ --name desk --home data
    """
    from sources.adding import add_source
    from warehouse.home import Home

    path = add_source(Home.open(home).root, address, name, kind, title)
    typer.echo(f"{path}\n{path.read_text(encoding='utf-8').rstrip()}")


@app.command("test")
def test_command(
    name: NameArgument,
    home: HomeOption = DEFAULT_HOME,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Keep nothing: this is all that there is, and always so.")
    ] = True,
    count: Annotated[int, typer.Option("--count", min=1, help="How many items to show.")] = 10,
    row_format: FormatOption = RowFormat.TABLE,
) -> None:
    """Show what the next run would get from a source; nothing is kept, and its cursor stays.

    Example: chancery sources test wire --dry-run --count 5
    """
    from schemas.reject import Reject
    from sources.configured import open_source
    from warehouse.home import Home
    from warehouse.source_states import SourceStates

    settings = _named(name, home)
    place = Home.at(home)
    source = open_source(settings, place.root)
    items = (item for batch in _batches(source, SourceStates(place).state(name).cursor) for item in batch)
    rows = [
        ("reject", item.reason.value, item.origin, item.message)
        if isinstance(item, Reject)
        else ("article", item.published, item.origin, item.title or item.text[:80])
        for item in islice(items, count)
    ]
    print_rows(("item", "published or reason", "origin", "title or message"), rows, row_format)
    if not rows:
        typer.echo("Nothing new.", err=True)


def _say_how_to_add(home: Path) -> None:
    from sources.configured import FOLDER

    typer.echo(f"No sources in {home.absolute() / FOLDER}: chancery sources add articles/", err=True)


def _named(name: str, home: Path) -> "SourceSettings":
    from flows.configured import named
    from sources.configured import configured_sources

    return named(configured_sources(home.absolute()), name)


def _batches(source: "Source", cursor: "Cursor") -> "Iterator[Sequence[Article | Reject]]":
    from datetime import UTC, datetime

    return (batch.items for batch in source.batches(cursor, datetime.now(UTC)))

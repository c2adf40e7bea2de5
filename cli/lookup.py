"""`chancery query`, `status` and `rejects`: look into a home without changing it."""

from typing import Annotated

import typer

from cli.options import DEFAULT_HOME, HomeOption
from cli.output import RowFormat, print_json, print_rows, print_table

FormatOption = Annotated[RowFormat, typer.Option("--format", help="Form of the output.")]


def query_command(
    sql: Annotated[str, typer.Argument(help="One SELECT.")],
    home: HomeOption = DEFAULT_HOME,
    row_format: FormatOption = RowFormat.TABLE,
) -> None:
    """Run SQL on the published warehouse, read-only.

    Example: chancery query "select start_date, place_name, participants from meetings order by 1" --format csv
    """
    from warehouse.home import Home
    from warehouse.query import query

    print_table(query(Home.at(home), sql), row_format)


def status_command(
    home: HomeOption = DEFAULT_HOME,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Show what the home holds, and when it was published.

    Example: chancery status --json | jq .records
    """
    from warehouse.home import Home
    from warehouse.overview import status

    found = status(Home.at(home))
    if as_json:
        print_json(found.model_dump(mode="json"))
        return
    published = f"{found.published_utc:%Y-%m-%d %H:%M} UTC" if found.published_utc else "not yet"
    typer.echo(f"home       {found.home}\npublished  {published}\npackages   {found.package_count} in the lake")
    if found.records:
        rows = [(*key.split(" ", 1), count) for key, count in found.records.items()]
        print_rows(("kind", "status", "records"), rows, RowFormat.TABLE)
        print_rows(("table", "rows"), sorted(found.table_rows.items()), RowFormat.TABLE)


def rejects_command(
    home: HomeOption = DEFAULT_HOME,
    limit: Annotated[int | None, typer.Option("--limit", min=1, help="At most so many.")] = None,
    row_format: FormatOption = RowFormat.TABLE,
) -> None:
    """List what was not taken: file, line, reason, and what to do.

    Example: chancery rejects --format jsonl | jq -r .reason | sort | uniq -c
    """
    from warehouse.home import Home
    from warehouse.overview import rejects

    rows = [
        (r.origin, r.line, r.article_id, r.reason.value, r.message, r.remedy) for r in rejects(Home.at(home), limit)
    ]
    print_rows(("origin", "line", "article_id", "reason", "message", "remedy"), rows, row_format)
    if row_format is RowFormat.TABLE:
        typer.echo(f"{len(rows)} rejects", err=True)

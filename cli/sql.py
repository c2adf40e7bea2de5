"""`chancery sql`: SQL on the published copy, as an argument, from standard input, by name, or at a prompt."""

import sys
from datetime import date
from typing import Annotated

import typer

from cli.options import DEFAULT_HOME, HomeOption
from cli.output import RowFormat, print_table
from schemas.errors import WrongConfiguration

Parameters = dict[str, "str | int | float | date"]


def sql_command(
    sql: Annotated[str | None, typer.Argument(help="One SELECT; - is standard input; none: a prompt.")] = None,
    home: HomeOption = DEFAULT_HOME,
    row_format: Annotated[RowFormat, typer.Option("--format", help="Form of the output.")] = RowFormat.TABLE,
    recipe: Annotated[
        str | None, typer.Option("--recipe", metavar="NAME", help="A query of docs/cookbook.md instead.")
    ] = None,
    params: Annotated[
        list[str] | None,
        typer.Option("--param", metavar="NAME=VALUE", help="What $NAME stands for; $today is the date unless given."),
    ] = None,
    timeout: Annotated[float, typer.Option("--timeout", min=0.1, metavar="SECONDS", help="Stop after so long.")] = 120,
    memory: Annotated[str, typer.Option("--memory", metavar="SIZE", help="How much memory a query may take.")] = "2GB",
) -> None:
    """Ask the published copy: at a prompt with history and completion, or one query.

    Queries see nothing else: no other file, no network, no settings. Ctrl-C stops a query.

    Example: chancery sql --recipe called-off --param today=2023-12-01 --format csv
    """
    from warehouse.home import Home
    from warehouse.query import Limits, query

    place, limits = Home.at(home), Limits(timeout, memory)
    text, values = _chosen(sql, recipe)
    values |= parameters(params or [])
    if text is None:
        from cli.prompt import prompt

        prompt(place, row_format, limits, values)
    else:
        print_table(query(place, text, values, limits), row_format)


def parameters(given: list[str]) -> Parameters:
    """NAME=VALUE as parameters: dates and numbers as such, the rest as text; `today` is there unless given.

    Raises WrongConfiguration for what has no equals sign.
    """
    from warehouse.query import typed_value

    values: Parameters = {"today": date.today()}  # noqa: DTZ011 - the day at the user's desk
    for each in given:
        name, equals, value = each.partition("=")
        if not equals or not name.strip():
            raise WrongConfiguration(f"--param {each!r} has no value", "Write it as NAME=VALUE.")
        values[name.strip().removeprefix("$")] = typed_value(value)
    return values


def _chosen(sql: str | None, recipe: str | None) -> tuple[str | None, Parameters]:
    """The query that was asked for, None where a person is to be asked, and what its parameters stand for."""
    if recipe is None:
        return _text(sql), {}
    if sql is not None:
        raise WrongConfiguration("there are both a query and --recipe", "Give one of them.")
    from warehouse.cookbook import recipe_named

    found = recipe_named(recipe)
    return found.sql, dict(found.parameters)


def _text(sql: str | None) -> str | None:
    if sql == "-" or (sql is None and not sys.stdin.isatty()):
        return sys.stdin.read()
    return sql

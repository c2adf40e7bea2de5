"""The prompt of `chancery sql`: several lines to a query, history, completion of tables and columns."""

import time
from pathlib import Path
from typing import Any

import typer
from prompt_toolkit import PromptSession
from prompt_toolkit.application import get_app
from prompt_toolkit.completion import Completer, WordCompleter
from prompt_toolkit.filters import Condition
from prompt_toolkit.history import FileHistory, History, InMemoryHistory

from cli.output import RowFormat, print_rows, print_table
from cli.sql import Parameters
from schemas.errors import ChanceryError
from warehouse.catalog import DescribedTable, described_macros, described_tables
from warehouse.cookbook import recipe_named, recipes
from warehouse.home import Home
from warehouse.query import Limits, open_published, query

_HELP = """A query ends with ; and may go over several lines.
.tables           tables and views, and what a row of each is
.columns TABLE    its columns: type, meaning, unit
.recipes          queries to begin with; .recipe NAME shows and runs one
.quit             leave (also Ctrl-D); Ctrl-C stops a query"""
_KEYWORDS = (
    "select from where group by all order limit join using left on and or not in is null as distinct with count sum "
    "min max case when then else end between like ilike date interval desc asc having qualify over partition"
).split()
# More lines than anybody reads on a screen.
_SHOWN_ROWS = 200


def prompt(
    home: Home, row_format: RowFormat, limits: Limits, values: Parameters, session: "PromptSession[str] | None" = None
) -> None:
    """Read queries and commands until the end of input, and answer each; errors are told, and it goes on.

    Each query sees the copy that is published at that moment. `session` is where lines are read from.
    """
    tables = _tables(home)
    session = session or _session(home, tables)
    typer.echo(f"{len(tables)} tables and views of {home.published_file}. .help says what can be done here.", err=True)
    while True:
        try:
            text = session.prompt("chancery> ").strip()
            if text in (".quit", ".exit"):
                return
            if text:
                _answer(home, text, row_format, limits, values)
        except EOFError:
            return
        except KeyboardInterrupt:
            typer.echo("Stopped.", err=True)
        except ChanceryError as error:
            typer.echo(f"Error: {error.message}", err=True)
            if error.remedy:
                typer.echo(f"  {error.remedy}", err=True)


def is_complete(text: str) -> bool:
    """Whether Enter ends the input: a command, nothing, or a query with its semicolon."""
    text = text.strip()
    return not text or text.startswith(".") or text.endswith(";")


def completer(tables: list[DescribedTable], macros: list[str]) -> Completer:
    """Completes commands, keywords, and the names of tables, columns, macros and recipes."""
    columns = {column.name: table.name for table in tables for column in table.columns}
    meanings = {table.name: "table" for table in tables} | {
        name: f"column of {table}" for name, table in columns.items()
    }
    words = [*_KEYWORDS, *meanings, *macros, ".tables", ".columns", ".recipes", ".recipe", ".help", ".quit"]
    words += [recipe.name for recipe in recipes()]
    return WordCompleter(words, ignore_case=True, meta_dict=meanings, WORD=False)


def _session(home: Home, tables: list[DescribedTable]) -> "PromptSession[str]":
    connection = open_published(home)
    try:
        macros = [macro.call.partition("(")[0] for macro in described_macros(connection)]
    finally:
        connection.close()
    return PromptSession(
        history=_history(home.root / "sql_history"),
        completer=completer(tables, macros),
        complete_while_typing=False,
        multiline=Condition(lambda: not is_complete(get_app().current_buffer.text)),
        prompt_continuation="      ...> ",
        enable_history_search=True,
    )


def _history(path: Path) -> History:
    """Kept in the home; where that is read-only, for as long as the prompt is open."""
    try:
        path.touch()
    except OSError:
        return InMemoryHistory()
    return FileHistory(str(path))


def _answer(home: Home, text: str, row_format: RowFormat, limits: Limits, values: Parameters) -> None:
    command, _, argument = text.rstrip("; ").partition(" ")
    if command == ".help":
        typer.echo(_HELP)
    elif command == ".tables":
        print_rows(("table", "a row is"), [(table.name, table.meaning) for table in _tables(home)], RowFormat.TABLE)
    elif command == ".columns":
        _print_columns(home, argument.strip())
    elif command == ".recipes":
        print_rows(("recipe", "question"), [(each.name, each.question) for each in recipes()], RowFormat.TABLE)
    elif command == ".recipe":
        recipe = recipe_named(argument.strip())
        typer.echo(recipe.sql)
        _run(home, recipe.sql, row_format, limits, recipe.parameters | values)
    elif command.startswith("."):
        raise ChanceryError(f"there is no command {command}", ".help lists them.")
    else:
        _run(home, text, row_format, limits, values)


def _run(home: Home, sql: str, row_format: RowFormat, limits: Limits, values: Parameters) -> None:
    began = time.monotonic()
    table = query(home, sql, values, limits)
    took = time.monotonic() - began
    print_table(table.slice(0, _SHOWN_ROWS), row_format)
    shown = f", the first {_SHOWN_ROWS} shown" if table.num_rows > _SHOWN_ROWS else ""
    typer.echo(f"{table.num_rows} rows{shown}, {took:.2f} s", err=True)


def _print_columns(home: Home, name: str) -> None:
    found: Any = next((table for table in _tables(home) if table.name == name), None)
    if found is None:
        raise ChanceryError(f"there is no table {name!r}", ".tables lists them.")
    rows = [(column.name, column.type, column.meaning, column.unit) for column in found.columns]
    print_rows(("column", "type", "meaning", "unit"), rows, RowFormat.TABLE)


def _tables(home: Home) -> list[DescribedTable]:
    connection = open_published(home)
    try:
        return described_tables(connection)
    finally:
        connection.close()

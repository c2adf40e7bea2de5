"""Writes what the pages show of the real program: the output of commands, the warehouse's tables. `make docs`.

In a block fenced as ```console, a line that begins with "$ " is a command, and what follows is its output. All
commands of a page run one after the other in one temporary folder that looks like a fresh checkout; pages do not see
each other's data. tests/docs holds the pages against the commands, so that none of them goes stale unseen.
"""

import contextlib
import io
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import duckdb

import seeds
from cli.output import RowFormat, print_table
from flows.pipeline import run
from warehouse.catalog import DescribedColumn, DescribedTable, described_macros, described_tables
from warehouse.cookbook import Recipe, recipes
from warehouse.home import Home
from warehouse.query import open_published, query

PROJECT = Path(__file__).resolve().parent.parent
PAGES = (
    PROJECT / "README.md",
    PROJECT / "docs" / "running.md",
    PROJECT / "docs" / "extraction.md",
    PROJECT / "docs" / "evaluation.md",
    PROJECT / "docs" / "cookbook.md",
    PROJECT / "docs" / "events.md",
    PROJECT / "docs" / "sources.md",
    PROJECT / "docs" / "explore.md",
    PROJECT / "docs" / "actors.md",
    PROJECT / "docs" / "web-sources.md",
)
# Where a reader's checkout might lie: the temporary folder's name says nothing to anybody.
SHOWN_FOLDER = "/srv/chancery"

_BLOCK = re.compile(r"(?<=```console\n)(.*?)(?=```)", re.DOTALL)
_GENERATED = re.compile(r"(?<=<!-- generated -->\n).*?(?=<!-- /generated -->)", re.DOTALL)
# The day from which the cookbook's queries look: the meeting in Jakarta was held the day before.
TODAY = date(2023, 7, 14)
_CHECKOUT = ("Makefile", "pyproject.toml", "benchmarks", "requirements", "seeds", ".venv")


def _generators() -> dict[Path, Callable[[Path], str]]:
    return {PROJECT / "docs" / "warehouse.md": described, PROJECT / "docs" / "cookbook.md": cookbook}


def commands(page: str) -> list[str]:
    """The commands of a page, in their order."""
    return [line[2:] for block in _BLOCK.findall(page) for line in block.splitlines() if line.startswith("$ ")]


def regenerated(page: str, run: Callable[[str], str]) -> str:
    """The page with the output of every command as `run` gives it."""

    def with_output(block: re.Match[str]) -> str:
        return "\n".join(f"$ {command}\n{run(command)}" for command in commands(f"```console\n{block[0]}```"))

    return _BLOCK.sub(with_output, page)


def described(home: Path) -> str:
    """The tables, views and macros of a published copy as Markdown, each column with an example from it."""
    connection = open_published(Home.at(home))
    try:
        tables = described_tables(connection)
        parts = [_table(connection, table) for table in tables]
        macros = described_macros(connection)
    finally:
        connection.close()
    if macros:
        rows = "".join(f"| `{macro.call}` | {macro.meaning} |\n" for macro in macros)
        parts.append(f"## Macros\n\n| in a query | gives |\n|---|---|\n{rows}")
    return "\n".join(parts)


def column_row(column: DescribedColumn, example: str) -> str:
    """The row of a column, in the page of the tables."""
    return f"| `{column.name}` | {column.type} | {_cell(column.meaning)} | {column.unit} | {example} |"


def _table(connection: duckdb.DuckDBPyConnection, table: DescribedTable) -> str:
    kind = "view" if table.is_view else "table"
    rows = [column_row(column, _example(connection, table.name, column.name)) for column in table.columns]
    header = "| column | type | meaning | unit | example |\n|---|---|---|---|---|"
    return f"### {table.name}\n\n{_cell(table.meaning)} ({kind}).\n\n{header}\n" + "\n".join(rows) + "\n"


def _example(connection: duckdb.DuckDBPyConnection, table: str, column: str) -> str:
    """The first value of the column, shortened; a dash where all are null."""
    row = connection.execute(f'SELECT min("{column}")::VARCHAR FROM "{table}"').fetchone()  # noqa: S608
    value = (row and row[0]) or ""
    shown = " ".join(value.split())
    shown = shown if len(shown) <= 40 else f"{shown[:39]}…"
    return f"`{shown.replace('|', '/').replace('`', '')}`" if shown else "–"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def cookbook(home: Path) -> str:
    """Every question of the cookbook with its query and its answer in a home."""
    return "\n".join(_question(Home.at(home), recipe) for recipe in recipes())


def question_head(recipe: Recipe) -> str:
    """Question, name, note, parameters and query, in the page of the cookbook."""
    stands_for = [f"`${name}` is `{value}`" for name, value in recipe.parameters.items()]
    note = " ".join(part for part in (recipe.note, f"{', '.join(stands_for)}." if stands_for else "") if part)
    return f"## {recipe.question}\n\n`{recipe.name}`. {note}".rstrip() + f"\n\n```sql\n{recipe.sql}\n```\n"


def _question(home: Home, recipe: Recipe) -> str:
    table = query(home, recipe.sql, {**recipe.parameters, "today": TODAY})
    with contextlib.redirect_stdout(io.StringIO()) as shown:
        print_table(table, RowFormat.TABLE)
    lines = "\n".join(line.rstrip() for line in shown.getvalue().splitlines())
    return f"{question_head(recipe)}\n```text\n{lines}\n```\n"


def run_in(folder: Path) -> Callable[[str], str]:
    """A function that runs a command in the folder and gives what a reader sees of it."""
    others = ("PREFECT_", "CHANCERY_", "MAKE", "MFLAGS")  # make tells a make inside it to talk more
    environment = {name: value for name, value in os.environ.items() if not name.startswith(others)}
    environment["PATH"] = f"{Path(sys.executable).parent}:{environment['PATH']}"

    def output(command: str) -> str:
        done = subprocess.run(
            ["bash", "-c", command],
            cwd=folder,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        lines = done.stdout.replace(str(folder), SHOWN_FOLDER).rstrip().splitlines()
        return "".join(f"{line.rstrip()}\n" for line in lines)

    return output


def write_generated(path: Path, text: str) -> None:
    """Write what is made of the database between the marks of a page."""
    page = path.read_text(encoding="utf-8")
    path.write_text(_GENERATED.sub(lambda _: f"\n{text}", page), encoding="utf-8")


def main(names: Sequence[str]) -> None:
    """Write the pages of those names anew; all of them where none is given."""
    for path in (page for page in PAGES if not names or page.name in names):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name).resolve()
            for entry in _CHECKOUT:
                (folder / entry).symlink_to(PROJECT / entry)
            path.write_text(regenerated(path.read_text(encoding="utf-8"), run_in(folder)), encoding="utf-8")
    generated = {page: text for page, text in _generators().items() if not names or page.name in names}
    if generated:
        with tempfile.TemporaryDirectory() as name:
            run([str(seeds.articles_folder())], Home.open(name))
            for page, text in generated.items():
                write_generated(page, text(Path(name)))


if __name__ == "__main__":
    main(sys.argv[1:])

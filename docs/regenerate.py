"""Writes what the pages show of the real program: the output of commands, the warehouse's tables. `make docs`.

In a block fenced as ```console, a line that begins with "$ " is a command, and what follows is its output. All
commands of a page run one after the other in one temporary folder that looks like a fresh checkout; pages do not see
each other's data. tests/docs holds the pages against the commands, so that none of them goes stale unseen.
"""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import duckdb

import seeds
from flows.pipeline import run
from warehouse.catalog import DescribedColumn, DescribedTable, described_macros, described_tables
from warehouse.home import Home
from warehouse.query import open_published

PROJECT = Path(__file__).resolve().parent.parent
PAGES = (PROJECT / "README.md", *(PROJECT / "docs" / f"{name}.md" for name in ("running", "extraction", "cookbook")))
WAREHOUSE = PROJECT / "docs" / "warehouse.md"
# Where a reader's checkout might lie: the temporary folder's name says nothing to anybody.
SHOWN_FOLDER = "/srv/chancery"

_BLOCK = re.compile(r"(?<=```console\n)(.*?)(?=```)", re.DOTALL)
_TABLES = re.compile(r"(?<=<!-- tables -->\n).*?(?=<!-- /tables -->)", re.DOTALL)
_CHECKOUT = ("Makefile", "pyproject.toml", "requirements", "seeds", ".venv")


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


def write_described(home: Path) -> None:
    """Write the tables into docs/warehouse.md."""
    page = WAREHOUSE.read_text(encoding="utf-8")
    WAREHOUSE.write_text(_TABLES.sub(lambda _: f"\n{described(home)}", page), encoding="utf-8")


def main(names: Sequence[str]) -> None:
    """Write the pages of those names anew; all of them where none is given."""
    if not names or "cookbook.md" in names:
        sys.path.insert(0, str(PROJECT / "docs"))
        from cookbook_page import write_cookbook

        write_cookbook()
    for path in (page for page in PAGES if not names or page.name in names):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name).resolve()
            for entry in _CHECKOUT:
                (folder / entry).symlink_to(PROJECT / entry)
            path.write_text(regenerated(path.read_text(encoding="utf-8"), run_in(folder)), encoding="utf-8")
    if not names or WAREHOUSE.name in names:
        with tempfile.TemporaryDirectory() as name:
            run([str(seeds.articles_folder())], Home.open(name))
            write_described(Path(name))


if __name__ == "__main__":
    main(sys.argv[1:])

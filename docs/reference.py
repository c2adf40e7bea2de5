"""Writes docs/cookbook.md from the recipes and docs/warehouse.md from the dictionary and the sample articles.

Called by docs/regenerate.py, which then writes the real output under the cookbook's commands.
"""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import duckdb

import seeds
from flows.pipeline import run
from warehouse.cookbook import recipes
from warehouse.dictionary import dictionary
from warehouse.home import Home

DOCS = Path(__file__).resolve().parent
TODAY = "2023-07-14"
"""The day from which the sample articles are looked at."""
_LONGEST_EXAMPLE = 60

_COOKBOOK = """# Cookbook

Questions that a desk asks, each with its query and what it gives on the sample articles, looked at from 14 July 2023.
Every query is a file under `warehouse/cookbook/` and has a name: `chancery sql --recipe NAME` runs it on your data as
of today, `--param today=DATE` as of another day, `--format csv` or `jsonl` for a pipe. At the prompt of `chancery
sql` they can be called by name and changed. Tables and columns: [warehouse.md](warehouse.md).

```console
$ chancery run seeds/articles | tail -4
```
"""
_WAREHOUSE = """# The warehouse, table by table

What the published copy (`published/chancery.duckdb`) and the exports hold. Types are DuckDB's; exports to Parquet
have the same columns and only types that BI tools read. The same meanings are in the copy itself as comments (`SELECT
column_name, comment FROM duckdb_columns()`). Examples are from the sample articles. This page is written by `make
docs` from `warehouse/dictionary.yaml` and the tables; a test keeps it complete.

## Names

- `fact_` tables have one row for each thing that is counted, `dim_` tables describe, `bridge_` tables connect. Tables
  and views without a prefix are flat, for people in a hurry.
- `_id` is a key, text of letters and digits, the same for the same input. `_code` is a value of a closed vocabulary
  (ISO 3166-1 alpha-3 for countries). `_name` and `_text` are words of articles. `_date` is a day, `_utc` a moment in
  UTC. `_count` is a number of things, never negative. `_char` is a position in characters. `is_` is true or false.
- Null means that the article does not say; `absence` has the reason for each record and field.

## Days in a question

`events_as_of(day)` is what was known of each event at the end of a day, `changed_since(day)` what became known after
it, `upcoming_on(day)` what was then announced and not past, `overdue_on(day)` what was announced for a time past by
then, of which nothing has been heard. A step is known from the publication date of its article on. They are macros of
the published copy: `SELECT * FROM events_as_of(DATE '2023-07-13')`.
"""


def write_cookbook() -> None:
    """Every recipe with its question, its query, and the command whose output comes under it."""
    parts = [_COOKBOOK]
    for number, recipe in enumerate(recipes(), 1):
        note = f"\n{recipe.note}\n" if recipe.note else ""
        parts.append(
            f"## {number}. {recipe.question}\n{note}\n```sql\n{recipe.sql}\n```\n\n```console\n"
            f"$ chancery sql --recipe {recipe.name} --param today={TODAY}\n```\n"
        )
    (DOCS / "cookbook.md").write_text("\n".join(parts), encoding="utf-8")


def write_warehouse() -> None:
    """Every table and column with its meaning, type and an example."""
    with tempfile.TemporaryDirectory() as folder:
        home = Home.open(Path(folder) / "home")
        run([str(seeds.articles_folder())], home)
        with duckdb.connect(str(home.published_file), read_only=True) as copy:
            text = "\n".join([_WAREHOUSE, *_tables(copy)])
    (DOCS / "warehouse.md").write_text(text, encoding="utf-8")


def _tables(copy: duckdb.DuckDBPyConnection) -> Iterator[str]:
    for table, meaning in dictionary().tables.items():
        rows = [f"## `{table}`", "", f"{meaning}.", "", "| column | type | meaning | example |", "|---|---|---|---|"]
        for name, kind, *_ in copy.execute(f'DESCRIBE "{table}"').fetchall():
            found = copy.execute(
                f'SELECT "{name}"::VARCHAR FROM "{table}" WHERE "{name}" IS NOT NULL ORDER BY ALL LIMIT 1'  # noqa: S608
            ).fetchone()
            example = f"`{_short(found[0])}`" if found else ""
            rows.append(f"| `{name}` | {kind} | {dictionary().column(table, name)} | {example} |")
        yield "\n".join([*rows, ""])


def _short(value: str) -> str:
    line = " ".join(value.split()).replace("|", "/").replace("`", "'")
    return line if len(line) <= _LONGEST_EXAMPLE else line[: _LONGEST_EXAMPLE - 1] + "…"

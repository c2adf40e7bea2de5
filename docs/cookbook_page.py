"""Writes docs/cookbook.md from the recipes; docs/regenerate.py then writes the real output under its commands."""

from pathlib import Path

from warehouse.cookbook import recipes

DOCS = Path(__file__).resolve().parent
TODAY = "2023-07-14"
"""The day from which the sample articles are looked at."""

_COOKBOOK = """# Cookbook

Questions that a desk asks, each with its query and what it gives on the sample articles, looked at from 14 July 2023.
Every query is a file under `warehouse/cookbook/` and has a name: `chancery sql --recipe NAME` runs it on your data as
of today, `--param today=DATE` as of another day, `--format csv` or `jsonl` for a pipe. At the prompt of `chancery
sql` they can be called by name and changed. Tables and columns: [warehouse.md](warehouse.md).

```console
$ chancery run seeds/articles | tail -4
```
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

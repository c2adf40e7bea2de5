"""docs/warehouse.md has every table, view, column and macro that is published, with what the database says of it."""

import importlib.util
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from warehouse.catalog import DescribedMacro, DescribedTable, described_macros, described_tables
from warehouse.home import Home
from warehouse.loader import load_pending
from warehouse.publish import publish
from warehouse.query import open_published

PROJECT = Path(__file__).parents[2]
PAGE = (PROJECT / "docs" / "warehouse.md").read_text(encoding="utf-8")
REMEDY = (
    "Describe it with COMMENT ON TABLE, VIEW, COLUMN or MACRO TABLE in the SQL file that makes it, if that runs in the "
    "copy (warehouse/publish.py), otherwise in warehouse/sql/042_comments.sql; the unit goes in brackets at the end. "
    "Then run `python docs/regenerate.py warehouse.md`."
)


def _regenerate() -> Any:
    spec = importlib.util.spec_from_file_location("regenerate", PROJECT / "docs" / "regenerate.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[DescribedTable], list[DescribedMacro]]:
    """What an empty home publishes: every table is there, with or without rows."""
    home = Home.open(tmp_path_factory.mktemp("empty"))
    now = datetime(2026, 1, 1, tzinfo=UTC)
    load_pending(home, now)
    publish(home, now)
    connection = open_published(home)
    try:
        return described_tables(connection), described_macros(connection)
    finally:
        connection.close()


def test_every_table_column_and_macro_says_what_it_means(
    catalog: tuple[list[DescribedTable], list[DescribedMacro]],
) -> None:
    tables, macros = catalog
    silent = [table.name for table in tables if not table.meaning]
    silent += [f"{table.name}.{column.name}" for table in tables for column in table.columns if not column.meaning]
    silent += [macro.call for macro in macros if not macro.meaning]
    assert silent == [], REMEDY


def test_the_page_has_every_table_and_column_as_the_database_describes_them(
    catalog: tuple[list[DescribedTable], list[DescribedMacro]],
) -> None:
    """Examples apart: the extractor learns, and `make docs` writes what it then finds."""
    regenerate = _regenerate()
    missing = []
    for table in catalog[0]:
        section = PAGE.partition(f"\n### {table.name}\n")[2].partition("\n### ")[0]
        if table.meaning not in section:
            missing.append(table.name)
        rows = [regenerate.column_row(column, "") for column in table.columns]
        missing += [f"{table.name}: {row}" for row in rows if row.removesuffix(" |") not in section]
    missing += [macro.call for macro in catalog[1] if f"`{macro.call}` | {macro.meaning}" not in PAGE]
    assert missing == [], REMEDY


def test_the_page_has_no_table_that_is_not_published(
    catalog: tuple[list[DescribedTable], list[DescribedMacro]],
) -> None:
    shown = re.findall(r"^### (\w+)$", PAGE.partition("<!-- generated -->")[2], re.MULTILINE)
    assert shown == [table.name for table in catalog[0]], REMEDY


def test_names_keep_the_convention(catalog: tuple[list[DescribedTable], list[DescribedMacro]]) -> None:
    for table in catalog[0]:
        for column in table.columns:
            is_moment = column.name.endswith("_utc")
            assert column.type != "DATE" or column.name.endswith("_date"), f"{table.name}.{column.name}"
            assert (column.type == "TIMESTAMP") == is_moment, f"{table.name}.{column.name}"
            if column.name.endswith("_count"):
                assert column.type == "BIGINT", f"{table.name}.{column.name}"
            if column.name.endswith(("_id", "_code", "_name", "_text")):
                assert column.type == "VARCHAR", f"{table.name}.{column.name}"

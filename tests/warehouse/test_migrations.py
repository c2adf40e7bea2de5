"""A warehouse of an earlier version is brought up to date, with a copy of it kept."""

import re
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

import duckdb
import pytest
from diplomacy import TUESDAY, article, put

from schemas.errors import WrongConfiguration
from warehouse import migrations
from warehouse.home import Home
from warehouse.loader import load_pending
from warehouse.migrations import WAREHOUSE_VERSION
from warehouse.publish import publish

Ask = Callable[[Home, str], list[tuple[Any, ...]]]
Digests = Callable[[Home], dict[str, str]]


def test_a_warehouse_of_version_3_is_brought_up_to_date_and_loads_on(home: Home, ask: Ask, digests: Digests) -> None:
    put(home, [article("one")])
    load_pending(home, TUESDAY)
    _as_of_version_3(home)
    put(home, [article("two")], TUESDAY)
    assert len(load_pending(home, TUESDAY).loaded) == 2
    assert ask(home, "FROM schema_info") == [(WAREHOUSE_VERSION,)]
    assert ask(home, "SELECT DISTINCT severity_code FROM audit_result WHERE failing_count = 0") != []
    (copy,) = home.backups.iterdir()
    assert copy.name.startswith("warehouse-v3-")
    with duckdb.connect(str(copy), read_only=True) as connection:
        assert connection.execute("SELECT count(*) FROM article_version").fetchall() == [(1,)]

    publish(home, TUESDAY)
    grown = digests(home)
    home.warehouse_file.unlink()
    load_pending(home, TUESDAY)
    publish(home, TUESDAY)
    assert digests(home) == grown


def test_a_migrated_warehouse_has_the_columns_of_a_new_one(home: Home, tmp_path: Path, ask: Ask) -> None:
    put(home, [article()])
    load_pending(home, TUESDAY)
    columns = "SELECT table_name, column_name, data_type FROM duckdb_columns() WHERE NOT internal ORDER BY ALL"
    fresh = ask(home, columns)
    _as_of_version_3(home)
    load_pending(home, TUESDAY)
    assert ask(home, columns) == fresh


def test_a_warehouse_of_a_later_version_is_left_alone(home: Home) -> None:
    put(home, [article()])
    load_pending(home, TUESDAY)
    _set_version(home, 99)
    with pytest.raises(WrongConfiguration, match="is of schema version 99, this program knows up to"):
        load_pending(home, TUESDAY)
    assert not home.backups.exists()


def test_one_too_old_for_any_script_names_the_way_out(home: Home) -> None:
    put(home, [article()])
    load_pending(home, TUESDAY)
    _set_version(home, 1)
    with pytest.raises(WrongConfiguration, match="nothing leads to") as caught:
        load_pending(home, TUESDAY)
    assert "chancery rebuild" in caught.value.remedy


def test_a_migration_that_fails_leaves_everything_as_it_was(
    home: Home, tmp_path: Path, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(home, [article()])
    load_pending(home, TUESDAY)
    _as_of_version_3(home)
    (tmp_path / "004.sql").write_text("DROP TABLE audit_result; SELECT * FROM no_such_table;")
    for version in range(5, WAREHOUSE_VERSION + 1):
        (tmp_path / f"{version:03}.sql").write_text("SELECT 1;")
    monkeypatch.setattr(migrations, "_SCRIPTS", tmp_path)
    with pytest.raises(WrongConfiguration, match="it is as it was"):
        load_pending(home, TUESDAY)
    assert ask(home, "FROM schema_info") == [(3,)]
    assert ask(home, "SELECT count(*) > 0 FROM audit_result") == [(True,)]


def test_no_version_is_without_a_script() -> None:
    scripts = [each.name for each in (files("warehouse") / "sql" / "migrations").iterdir()]
    assert sorted(scripts) == [f"{version:03}.sql" for version in range(4, WAREHOUSE_VERSION + 1)]
    assert all(re.fullmatch(r"\d{3}\.sql", name) for name in scripts)


def _as_of_version_3(home: Home) -> None:
    """The tables as version 3 had them."""
    with duckdb.connect(str(home.warehouse_file)) as connection:
        connection.execute(
            "CREATE OR REPLACE TABLE audit_result AS "
            "SELECT load_id, audit_name, failing_count, audited_utc FROM audit_result"
        )
        connection.execute("ALTER TABLE load_ledger DROP COLUMN article_count")
        connection.execute("ALTER TABLE load_ledger DROP COLUMN record_count")
        connection.execute("CREATE TABLE event_assignment (record_id VARCHAR, event_id VARCHAR)")
        connection.execute("DROP VIEW current_office")
        connection.execute("DROP TABLE office_holding")
    _set_version(home, 3)


def _set_version(home: Home, version: int) -> None:
    with duckdb.connect(str(home.warehouse_file)) as connection:
        connection.execute("UPDATE schema_info SET schema_version = ?", [version])

"""The checker of homes finds what it is there for."""

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from diplomacy import TUESDAY, WEDNESDAY, article, put

from warehouse.consistency import inconsistencies
from warehouse.home import Home
from warehouse.loader import load_pending
from warehouse.publish import publish


@pytest.fixture
def published(home: Home) -> Home:
    put(home, [article("one"), article("two")])
    load_pending(home, TUESDAY)
    publish(home, TUESDAY)
    return home


def test_nothing_is_wrong_with_a_home_that_nobody_has_touched(published: Home, tmp_path: Path) -> None:
    assert inconsistencies(published, WEDNESDAY) == []
    assert inconsistencies(Home.open(tmp_path / "empty"), WEDNESDAY) == []


def _in_the_warehouse(sql: str) -> Callable[[Home], object]:
    def change(home: Home) -> None:
        with duckdb.connect(str(home.warehouse_file)) as connection:
            connection.execute(sql)

    return change


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (_in_the_warehouse("DELETE FROM article_version WHERE article_id = 'one'"), "rows of articles/"),
        (_in_the_warehouse("DELETE FROM record_version WHERE article_id = 'one'"), "have not the records"),
        (_in_the_warehouse("INSERT INTO load_ledger FROM load_ledger LIMIT 1"), "in the ledger twice"),
        (_in_the_warehouse("DELETE FROM extraction"), "belong to no extraction"),
        (_in_the_warehouse("DELETE FROM audit_result"), "without their checks"),
        (lambda home: home.warehouse_file.write_bytes(b"no database" * 500), "cannot be opened"),
        (lambda home: (home.exports / "fact_record.parquet").write_bytes(b"short"), "not what its manifest says"),
        (lambda home: (home.exports / "manifest.json").unlink(), "cannot be read"),
        (lambda home: next(home.lake.glob("articles/*/articles.parquet")).write_bytes(b"x"), "not what was written"),
        (lambda home: home.published_file.write_bytes(b"no database" * 500), "cannot be opened"),
    ],
)
def test_what_is_damaged_is_told(published: Home, change: Callable[[Home], object], told: str) -> None:
    change(published)
    assert told in "; ".join(inconsistencies(published, WEDNESDAY))

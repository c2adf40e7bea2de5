"""Loading: each package once, whole or not at all, in any order."""

import itertools
import shutil
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq
import pytest
from diplomacy import MONDAY, TUESDAY, WEDNESDAY, article, put, put_articles, put_records, records_of

from schemas.article import Article
from schemas.errors import DamagedData, WrongConfiguration
from schemas.load import PackageKind
from schemas.reject import Reject
from schemas.vocabulary import RejectReason
from warehouse.home import Home
from warehouse.lake import write_rejects
from warehouse.loader import load_pending
from warehouse.packages import package_folder, packages, write_package
from warehouse.publish import publish

Ask = Callable[[Home, str], list[tuple[Any, ...]]]
Digests = Callable[[Home], dict[str, str]]

CURRENT = "SELECT article_id, text FROM current_article ORDER BY 1"


def test_a_package_that_is_loaded_again_changes_nothing(home: Home, ask: Ask) -> None:
    put(home, [article()])
    first = load_pending(home, MONDAY)
    before = _contents(home, ask)
    second = load_pending(home, TUESDAY)
    assert (len(first.loaded), first.known) == (2, 0)
    assert (second.loaded, second.known) == ([], 2)
    assert _contents(home, ask) == before


def test_a_package_with_the_same_rows_under_another_name_adds_no_rows(home: Home, ask: Ask) -> None:
    put(home, [article()], MONDAY)
    load_pending(home, MONDAY)
    put(home, [article(), article("other")], TUESDAY)
    load_pending(home, TUESDAY)
    assert ask(home, "SELECT article_id, count(*) FROM article_version GROUP BY 1 ORDER BY 1") == [
        ("other", 1),
        ("talks", 1),
    ]
    assert ask(home, "SELECT count(*) FROM record_version") == [(6,)]


def test_a_newer_version_of_an_article_takes_the_place_of_the_older(home: Home, ask: Ask) -> None:
    put(home, [article(text="Wang met Blinken.")], MONDAY)
    put(home, [article(text="Wang visited Rome.")], TUESDAY)
    load_pending(home, WEDNESDAY)
    assert ask(home, CURRENT) == [("talks", "Wang visited Rome.")]
    assert ask(home, "SELECT kind FROM current_record") == [("visit",)]
    assert ask(home, "SELECT count(*) FROM record_version") == [(2,)], "the older ones stay, superseded"


def test_an_older_version_that_is_loaded_later_does_not_overwrite_a_newer(home: Home, ask: Ask) -> None:
    put(home, [article(text="Wang visited Rome.")], TUESDAY)
    load_pending(home, TUESDAY)
    put(home, [article(text="Wang met Blinken.")], MONDAY)
    load_pending(home, WEDNESDAY)
    assert ask(home, CURRENT) == [("talks", "Wang visited Rome.")]
    assert ask(home, "SELECT kind FROM current_record") == [("visit",)]


def test_a_text_that_comes_back_is_the_current_one_again(home: Home, ask: Ask) -> None:
    put_articles(home, [article(text="Wang met Blinken.")], MONDAY)
    put_articles(home, [article(text="Wang visited Rome.")], TUESDAY)
    put_articles(home, [article(text="Wang met Blinken."), article("other")], WEDNESDAY)
    load_pending(home, WEDNESDAY)
    assert ask(home, CURRENT)[1] == ("talks", "Wang met Blinken.")


def test_a_new_extractor_supersedes_the_records_of_the_old_one(home: Home, ask: Ask) -> None:
    put(home, [article()], MONDAY, extractor="first")
    put_records(home, [article()], TUESDAY, extractor="second")
    load_pending(home, WEDNESDAY)
    assert ask(home, "SELECT DISTINCT extractor FROM current_record") == [("second",)]
    assert ask(home, "SELECT count(*) FROM record_version") == [(6,)]


def test_packages_in_any_order_come_out_as_the_same_bytes(tmp_path: Path, digests: Digests) -> None:
    batches: list[tuple[Sequence[Article], datetime]] = [
        ([article(text="Wang met Blinken.")], MONDAY),
        ([article(text="Wang visited Rome."), article("other")], TUESDAY),
        ([article("other", "They hit Rome.")], WEDNESDAY),
    ]
    outcomes = []
    for i, order in enumerate(itertools.permutations(batches)):
        home = Home.open(tmp_path / str(i))
        for articles, written in order:
            put(home, articles, written)
            load_pending(home, WEDNESDAY)
        publish(home, WEDNESDAY)
        outcomes.append(digests(home))
    assert all(outcome == outcomes[0] for outcome in outcomes)


def test_a_warehouse_that_is_deleted_comes_back_from_the_lake_as_the_same_bytes(home: Home, digests: Digests) -> None:
    put(home, [article(), article("other", "Wang visited Rome.")])
    load_pending(home, MONDAY)
    publish(home, MONDAY)
    before = digests(home)
    home.warehouse_file.unlink()
    shutil.rmtree(home.published)
    home.published.mkdir()
    load_pending(home, WEDNESDAY)
    publish(home, WEDNESDAY)
    assert digests(home) == before


def test_a_damaged_package_is_left_out_and_named_and_the_others_are_loaded(home: Home, ask: Ask) -> None:
    bad = put_articles(home, [article("bad")], MONDAY)
    put_articles(home, [article("good")], TUESDAY)
    (package_folder(home, bad.kind, bad.load_id) / "articles.parquet").write_bytes(b"PAR1")
    summary = load_pending(home, WEDNESDAY)
    assert len(summary.loaded) == 1
    assert "articles.parquet is not what was written" in summary.damaged[0]
    assert ask(home, "SELECT article_id FROM article_version") == [("good",)]


def test_a_package_without_a_readable_manifest_is_left_out_and_named(home: Home) -> None:
    bad = put_articles(home, [article("bad")], MONDAY)
    put_articles(home, [article("good")], TUESDAY)
    (package_folder(home, bad.kind, bad.load_id) / "package.json").write_text("{")
    summary = load_pending(home, WEDNESDAY)
    assert len(summary.loaded) == 1
    assert "no readable package.json" in summary.damaged[0]


def test_records_that_quote_what_the_article_does_not_say_are_not_merged(home: Home, ask: Ask) -> None:
    put_articles(home, [article()])
    load = put_records(home, [article()])
    _rewrite(home, load.load_id, "records", {"met": "saw"})
    summary = load_pending(home, MONDAY)
    assert "words_are_verbatim (1 rows)" in summary.damaged[0]
    assert ask(home, "SELECT count(*) FROM record_version") == [(0,)]
    assert ask(home, "SELECT package_kind FROM load_ledger") == [("articles",)]


@pytest.mark.parametrize(
    ("change", "audit"),
    [
        ({"kind": "summit"}, "kinds_in_domain"),
        ({"status": "rumoured"}, "statuses_in_domain"),
        ({"record_id": "same"}, "records_without_duplicates"),
        ({"content_hash": "0"}, "records_belong_to_extractions"),
    ],
)
def test_a_package_outside_the_contract_fails_the_audit_of_that_name(
    home: Home, change: dict[str, str], audit: str
) -> None:
    source = article()
    put_articles(home, [source])
    load = put_records(home, [source])
    _set_column(home, load.load_id, change)
    (message,) = load_pending(home, MONDAY).damaged
    assert audit in message


def test_rejects_are_loaded_once(home: Home, ask: Ask) -> None:
    reject = Reject(reject_id="r1", origin="a.txt", reason=RejectReason.EMPTY, message="has no text")
    write_rejects(home, [reject], MONDAY)
    write_rejects(home, [reject, reject.model_copy(update={"reject_id": "r2"})], TUESDAY)
    load_pending(home, WEDNESDAY)
    assert ask(home, "SELECT reject_id FROM reject ORDER BY 1") == [("r1",), ("r2",)]


def test_an_article_without_records_is_remembered_as_read(home: Home, ask: Ask) -> None:
    put(home, [article(text="Nothing happened.")])
    load_pending(home, MONDAY)
    assert ask(home, "SELECT article_id, record_count FROM current_extraction") == [("talks", 0)]


def test_a_file_that_is_no_database_is_named_with_the_way_out(home: Home) -> None:
    put(home, [article()])
    home.warehouse_file.write_bytes(b"not a database" * 1000)
    with pytest.raises(DamagedData, match="cannot be opened as a DuckDB file") as raised:
        load_pending(home, MONDAY)
    assert "chancery rebuild" in raised.value.remedy


def test_a_warehouse_of_another_schema_version_is_left_alone(home: Home) -> None:
    put(home, [article()])
    load_pending(home, MONDAY)
    with duckdb.connect(str(home.warehouse_file)) as connection:
        connection.execute("UPDATE schema_info SET schema_version = 99")
    with pytest.raises(WrongConfiguration, match="of schema version 99") as raised:
        load_pending(home, TUESDAY)
    assert "chancery rebuild" in raised.value.remedy


def test_the_toy_records_prove_every_field() -> None:
    assert [record.kind for record in records_of(article()).records] == ["meeting", "visit", "incident"]


def _contents(home: Home, ask: Ask) -> list[list[tuple[Any, ...]]]:
    tables = ask(home, "SELECT table_name FROM duckdb_tables() ORDER BY 1")
    return [ask(home, f'SELECT * FROM "{name}" ORDER BY ALL') for (name,) in tables]  # noqa: S608


def _rewrite(home: Home, load_id: str, name: str, words: dict[str, str]) -> None:
    """The package again, with other words for its triggers, but consistent in itself."""
    _replace(home, load_id, name, lambda row: row | {"trigger": row["trigger"] | _other(row["trigger"], words)})


def _other(trigger: dict[str, Any], words: dict[str, str]) -> dict[str, str]:
    return {"text": words.get(trigger["text"], trigger["text"])}


def _set_column(home: Home, load_id: str, change: dict[str, str]) -> None:
    _replace(home, load_id, "records", lambda row: row | change)


def _replace(home: Home, load_id: str, name: str, change: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
    folder = package_folder(home, PackageKind.RECORDS, load_id)
    tables = {path.stem: pq.read_table(path, partitioning=None) for path in folder.glob("*.parquet")}
    rows = [change(row) for row in tables[name].to_pylist()]
    tables[name] = type(tables[name]).from_pylist(rows, schema=tables[name].schema)
    (load,) = (each for each in packages(home, PackageKind.RECORDS) if each.load_id == load_id)
    shutil.rmtree(folder)
    write_package(home, PackageKind.RECORDS, load_id, tables, load.written)

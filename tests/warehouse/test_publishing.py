"""Publishing: a checked copy and its exports, swapped in whole, the same bytes for the same data."""

import hashlib
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pyarrow.parquet as pq
import pytest
from diplomacy import MONDAY, TUESDAY, WEDNESDAY, article, put

import warehouse.publish as publishing
from schemas.errors import DamagedData
from warehouse.exports.parquet import write_parquet
from warehouse.exports.tables import ALLOWED_TYPES, published_tables
from warehouse.home import Home
from warehouse.loader import load_pending
from warehouse.publish import is_stale, publish
from warehouse.query import open_published
from warehouse.rebuild import rebuild

Digests = Callable[[Home], dict[str, str]]

# What BI tools read of Parquet: no lists, structs, decimals of odd size, time zones, unsigned or dictionaries.
BI_SAFE = {"string", "int32", "int64", "double", "bool", "date32[day]", "timestamp[us]"}


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A published home with records of every kind, one reject-free article without records, and a superseded one."""
    home = Home.open(tmp_path_factory.mktemp("filled"))
    put(home, [article(), article("quiet", "Nothing happened."), article("other", "Wang visited Rome.")], MONDAY)
    put(home, [article("other", "Wang met Blinken.")], TUESDAY)
    load_pending(home, WEDNESDAY)
    publish(home, WEDNESDAY)
    return home


@pytest.fixture
def copy(filled: Home) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(filled.published_file), read_only=True) as connection:
        yield connection


def count(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    row = connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()  # noqa: S608
    assert row
    return int(row[0])


def test_the_flat_views_hold_the_current_records_by_kind(copy: duckdb.DuckDBPyConnection) -> None:
    assert [count(copy, view) for view in ("records", "meetings", "visits", "incidents")] == [4, 2, 1, 1]
    assert copy.execute("SELECT visitors, place_name, country_code FROM visits").fetchall() == [("Wang", "Rome", "ITA")]
    assert copy.execute("SELECT killed_count, targets FROM incidents").fetchall() == [(3, None)]
    assert copy.execute("SELECT DISTINCT participants FROM meetings").fetchall() == [("Wang",)]


def test_evidence_points_into_the_published_text(copy: duckdb.DuckDBPyConnection) -> None:
    wrong = copy.execute(
        """
        SELECT count(*) FROM evidence JOIN fact_record USING (record_id) JOIN dim_article USING (article_id)
        WHERE substring("text", start_char + 1, end_char - start_char) <> quote_text
        """
    ).fetchone()
    assert wrong == (0,)
    assert count(copy, "evidence") > 10


def test_a_null_says_why(copy: duckdb.DuckDBPyConnection) -> None:
    unexplained = """
        SELECT record_id FROM fact_record WHERE place_name IS NULL
        AND record_id NOT IN (SELECT record_id FROM absence WHERE field_name = 'place')
    """
    assert copy.execute(unexplained).fetchall() == []


def test_keys_of_the_star_lead_somewhere(copy: duckdb.DuckDBPyConnection) -> None:
    keys = [
        ("fact_record", "article_id", "dim_article"),
        ("fact_record", "event_id", "fact_event"),
        ("bridge_record_participant", "actor_id", "dim_actor"),
        ("bridge_event_actor", "event_id", "fact_event"),
        ("bridge_event_article", "article_id", "dim_article"),
        ("bridge_event_topic", "event_id", "fact_event"),
        ("evidence", "record_id", "fact_record"),
        ("absence", "record_id", "fact_record"),
    ]
    for child, key, parent in keys:
        dangling = copy.execute(f"SELECT {key} FROM {child} ANTI JOIN {parent} USING ({key})").fetchall()  # noqa: S608
        assert dangling == [], f"{child}.{key}"
        assert count(copy, child) > 0, child
    countries = copy.execute(
        "SELECT country_code FROM fact_record ANTI JOIN dim_country USING (country_code) WHERE country_code IS NOT NULL"
    )
    assert countries.fetchall() == []


def test_every_table_and_view_is_exported_with_its_rows(filled: Home, copy: duckdb.DuckDBPyConnection) -> None:
    names = set(published_tables(copy))
    assert {"fact_event", "meetings"} <= names
    assert {path.stem for path in filled.exports.glob("*.parquet")} == names
    for name in names:
        path = filled.exports / f"{name}.parquet"
        plain = duckdb.sql(f"SELECT count(*) FROM '{path}'").fetchone()  # noqa: S608
        assert plain == (count(copy, name),) == (len(pd.read_parquet(path)),), name


def test_pandas_reads_dates_and_counts_as_such(filled: Home) -> None:
    frame = pd.read_parquet(filled.exports / "records.parquet")
    assert sorted(frame["kind"]) == ["incident", "meeting", "meeting", "visit"]
    assert frame["killed_count"].sum() == 3
    assert {str(day) for day in frame["start_date"].dropna()} == {"2023-07-09"}


def test_exports_hold_only_types_that_bi_tools_read(filled: Home) -> None:
    for path in filled.exports.glob("*.parquet"):
        for column in pq.read_schema(path):
            assert str(column.type) in BI_SAFE, f"{path.name}: {column.name} is {column.type}"


def test_a_column_of_another_type_is_not_exported(tmp_path: Path) -> None:
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE a_list AS SELECT [1, 2] AS numbers")
        with pytest.raises(DamagedData, match=r"a_list\.numbers is of type INTEGER\[\]"):
            write_parquet(connection, ["a_list"], tmp_path)
    assert "DECIMAL" not in ALLOWED_TYPES


def test_the_manifest_tells_rows_bytes_and_hash_of_every_file(filled: Home) -> None:
    manifest: dict[str, Any] = json.loads((filled.exports / "manifest.json").read_text(encoding="utf-8"))
    assert {entry["file"] for entry in manifest["files"]} == {path.name for path in filled.exports.glob("*.parquet")}
    for entry in manifest["files"]:
        path = filled.exports / entry["file"]
        assert entry["bytes"] == path.stat().st_size
        assert entry["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
        assert entry["rows"] == pq.read_metadata(path).num_rows
        assert [column["name"] for column in entry["columns"]] == pq.read_schema(path).names


def test_an_empty_home_is_published_with_every_table(home: Home) -> None:
    load_pending(home, MONDAY)
    publish(home, MONDAY)
    assert (home.exports / "meetings.parquet").exists()
    assert len(pd.read_parquet(home.exports / "records.parquet")) == 0


def test_publishing_again_gives_the_same_bytes(home: Home, digests: Digests) -> None:
    put(home, [article(), article("other")])
    load_pending(home, MONDAY)
    publish(home, MONDAY)
    first = digests(home)
    publish(home, TUESDAY)
    assert digests(home) == first


def test_names_with_quotes_in_the_path_do_no_harm(tmp_path: Path) -> None:
    home = Home.open(tmp_path / 'it\'s a "home"; DROP TABLE x')
    put(home, [article()])
    load_pending(home, MONDAY)
    publish(home, MONDAY)
    assert (home.exports / "manifest.json").exists()


def test_what_is_published_is_stale_only_after_a_load(home: Home) -> None:
    put(home, [article()])
    load_pending(home, MONDAY)
    assert is_stale(home), "never published"
    publish(home, MONDAY)
    load_pending(home, TUESDAY)
    assert not is_stale(home), "nothing was loaded"
    put(home, [article("other")])
    load_pending(home, TUESDAY)
    assert is_stale(home)


def test_exports_that_are_lost_are_made_again(home: Home) -> None:
    put(home, [article()])
    load_pending(home, MONDAY)
    publish(home, MONDAY)
    (home.exports / "manifest.json").unlink()
    assert is_stale(home)


def test_a_reader_keeps_the_copy_that_it_opened_and_blocks_nobody(home: Home) -> None:
    put(home, [article()])
    load_pending(home, MONDAY)
    publish(home, MONDAY)
    reader = open_published(home)
    try:
        put(home, [article("other")])
        load_pending(home, TUESDAY)
        publish(home, TUESDAY)
        assert count(reader, "records") == 3
    finally:
        reader.close()
    with duckdb.connect(str(home.published_file), read_only=True) as fresh:
        assert count(fresh, "records") == 6


def test_a_copy_that_fails_its_check_does_not_replace_the_old_one(
    home: Home, digests: Digests, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(home, [article()])
    load_pending(home, MONDAY)
    publish(home, MONDAY)
    before = digests(home), home.published_file.read_bytes()

    def refuse(home: Home, fresh: Path) -> None:
        raise DamagedData("the fresh copy is wrong")

    monkeypatch.setattr(publishing, "_check", refuse)
    with pytest.raises(DamagedData, match="the fresh copy is wrong"):
        publish(home, TUESDAY)
    assert (digests(home), home.published_file.read_bytes()) == before
    assert sorted(path.name for path in home.published.iterdir()) == ["chancery.duckdb", "parquet"]


def test_what_a_killed_publishing_left_is_taken_away(home: Home) -> None:
    load_pending(home, MONDAY)
    (home.published / ".fresh-1.duckdb").write_bytes(b"half")
    (home.published / ".old-exports-1").mkdir()
    publish(home, MONDAY)
    assert sorted(path.name for path in home.published.iterdir()) == ["chancery.duckdb", "parquet"]


def test_a_rebuild_from_the_lake_gives_the_same_exports(home: Home, digests: Digests) -> None:
    put(home, [article(), article("other", "Wang visited Rome.")])
    load_pending(home, MONDAY)
    publish(home, MONDAY)
    before = digests(home)
    home.warehouse_file.write_bytes(b"no database at all")
    assert len(rebuild(home, TUESDAY).loaded) == 2
    publish(home, TUESDAY)
    assert digests(home) == before


def test_the_last_copies_are_kept_and_can_be_opened(home: Home) -> None:
    for number in range(5):
        put(home, [article(f"number-{number}")])
        load_pending(home, MONDAY)
        publish(home, MONDAY, keep=3)
    earlier = sorted(home.kept_copies.iterdir())
    assert len(earlier) == 2, "and the current one"
    counts = []
    for path in [*earlier, home.published_file]:
        with duckdb.connect(str(path), read_only=True) as connection:
            counts.append(count(connection, "dim_article"))
    assert counts == [3, 4, 5]


def test_only_the_current_copy_is_kept_where_one_is_asked_for(home: Home) -> None:
    for _ in range(2):
        load_pending(home, MONDAY)
        publish(home, MONDAY, keep=1)
    assert list(home.kept_copies.iterdir()) == []

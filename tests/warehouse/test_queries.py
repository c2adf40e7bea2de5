"""A user's SQL reads the published copy and nothing else."""

from datetime import date
from pathlib import Path

import pytest
from diplomacy import MONDAY, article, put

from schemas.errors import ChanceryError, WrongConfiguration
from warehouse.home import Home
from warehouse.loader import load_pending
from warehouse.publish import publish
from warehouse.query import Limits, query


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Home:
    home = Home.open(tmp_path_factory.mktemp("published"))
    put(home, [article()])
    load_pending(home, MONDAY)
    publish(home, MONDAY)
    return home


def test_a_select_gives_its_rows(published: Home) -> None:
    rows = query(published, "SELECT kind, count(*) AS n FROM records GROUP BY kind ORDER BY kind").to_pylist()
    assert rows == [{"kind": kind, "n": 1} for kind in ("incident", "meeting", "visit")]


def test_the_tables_can_be_listed(published: Home) -> None:
    assert "meetings" in query(published, "SHOW TABLES").column("name").to_pylist()


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM read_text('/etc/passwd')",
        "SELECT * FROM read_csv('{other}')",
        "SELECT * FROM '{other}'",
        "SELECT * FROM glob('/*')",
        "SELECT * FROM 'https://example.org/a.parquet'",
        "COPY records TO '{other}'",
        "EXPORT DATABASE '{folder}/out'",
        "ATTACH '{folder}/new.duckdb'",
        "INSTALL httpfs",
        "LOAD httpfs",
        "SET enable_external_access = true",
        "RESET enable_external_access",
        "SET lock_configuration = false",
        "SET threads = 64",
        "PRAGMA temp_directory = '{folder}'",
    ],
)
def test_sql_that_reaches_out_is_refused_and_writes_nothing(published: Home, tmp_path: Path, sql: str) -> None:
    other = tmp_path / "other.csv"
    other.write_text("a,b\n1,2\n")
    with pytest.raises(WrongConfiguration):
        query(published, sql.format(other=other, folder=tmp_path))
    assert [path.name for path in tmp_path.iterdir()] == ["other.csv"]
    assert other.read_text() == "a,b\n1,2\n"


@pytest.mark.parametrize(
    "sql",
    ["DELETE FROM fact_record", "DROP TABLE fact_record", "UPDATE fact_record SET kind = 'x'", "CREATE TABLE t(i int)"],
)
def test_sql_that_writes_is_refused(published: Home, sql: str) -> None:
    before = published.published_file.read_bytes()
    with pytest.raises(WrongConfiguration, match="read-only"):
        query(published, sql)
    assert published.published_file.read_bytes() == before


def test_a_mistake_is_told_in_the_databases_words_with_what_to_do(published: Home) -> None:
    with pytest.raises(WrongConfiguration, match="Did you mean") as raised:
        query(published, "SELECT * FROM meeting")
    assert "SHOW TABLES" in raised.value.remedy


@pytest.mark.parametrize(
    ("sql", "told"),
    [("", "no statement"), ("-- nothing", "no statement"), ("SELECT 1; SELECT 2", r"more than one statement \(2\)")],
)
def test_it_is_one_statement_or_told(published: Home, sql: str, told: str) -> None:
    with pytest.raises(WrongConfiguration, match=told):
        query(published, sql)


def test_a_query_that_does_not_end_is_stopped(published: Home) -> None:
    with pytest.raises(WrongConfiguration, match="ran for more than 0 s"):
        query(
            published,
            "SELECT count(*) FROM range(100000000) a, range(100000000) b",
            limits=Limits(timeout_seconds=0.3),
        )


def test_a_home_without_anything_published_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(ChanceryError, match="nothing is published") as raised:
        query(Home.at(tmp_path / "nowhere"), "SELECT 1")
    assert "chancery run" in raised.value.remedy
    assert not (tmp_path / "nowhere").exists()


def test_a_query_that_needs_too_much_memory_is_told_so_and_leaves_nothing_behind(published: Home) -> None:
    greedy = "SELECT count(DISTINCT range::VARCHAR || repeat('x', 40)) FROM range(20000000)"
    with pytest.raises(WrongConfiguration, match="needs more than 100MB of memory") as raised:
        query(published, greedy, limits=Limits(memory="100MB"))
    assert "--memory" in raised.value.remedy
    assert [path.name for path in published.published.iterdir() if path.suffix == ".tmp"] == []


def test_what_is_no_amount_of_memory_is_told(published: Home) -> None:
    with pytest.raises(WrongConfiguration, match="'lots' is no amount of memory"):
        query(published, "SELECT 1", limits=Limits(memory="lots"))


def test_the_parameters_that_a_query_names_are_filled_in(published: Home) -> None:
    values = {"today": date(2023, 7, 10), "unused": 1}
    assert query(published, "SELECT $today + 1 AS day", values).to_pylist() == [{"day": date(2023, 7, 11)}]
    with pytest.raises(WrongConfiguration, match=r"no value for \$who") as raised:
        query(published, "SELECT $who", values)
    assert "--param who=VALUE" in raised.value.remedy


def test_a_refusal_says_what_queries_see(published: Home) -> None:
    with pytest.raises(WrongConfiguration, match="Queries see the published copy alone"):
        query(published, "SELECT * FROM read_text('/etc/passwd')")

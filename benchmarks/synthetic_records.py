"""Invented articles and records by the million: valid packages of a lake, the same for the same seed.

    python -m benchmarks.synthetic_records HOME --records 1000000 --seed 1

For measuring and for tests of volume. Each article has three records with verbatim evidence; two or three articles
tell of the same event, before it and after it, so that there is something to resolve.
"""

import argparse
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from pathlib import Path

import duckdb
import pyarrow as pa

from schemas.arrow import arrow_schema
from schemas.article import Article
from schemas.extraction import Extraction
from schemas.load import Load, PackageKind
from schemas.records import Record
from warehouse.home import Home
from warehouse.packages import write_package

RECORDS_AN_ARTICLE = 3
EXTRACTOR = "synthetic-1"
WRITTEN = datetime(2026, 1, 1, tzinfo=UTC)
# Fifteen years: what an archive holds. More records make the days fuller, not the archive longer.
_DAYS = 5_000
_RECORDS_AN_EVENT = 2.5

_VARIABLES: dict[str, list[str] | list[tuple[str, str]]] = {
    "first_names": (
        "Adela Boris Chen Dalia Emeka Farah Goran Hana Ivo Jamila Kofi Leila Marek Nadia Omar Paula Qasim Rosa Samir "
        "Tamar Ulrich Vera Wafa Xenia Yusuf Zofia Anton Birgit Cyrus Dina Elio Freya Gita Hugo Ines Jonas Kavya Luca"
    ).split(),
    "last_names": (
        "Abara Borges Castell Dimov Eklund Farouk Gupta Haddad Ibarra Jansen Kovac Lindqvist Mensah Novak Okoro Petrov "
        "Quispe Rahimi Sandoval Tanaka Ueda Varga Weber Ximenes Yilmaz Zhang Achterberg Baptiste Cisse Dragan "
        "Fontaine Grigoryan Hossain Iliescu Jovanov Kamau Laurent Moreau Nyberg Osei Pereira Rasmussen Sokolov Traore"
    ).split(),
    "offices": ["foreign minister", "prime minister", "president", "defence minister", "envoy", "trade minister"],
    "countries": [
        ("France", "FRA"), ("China", "CHN"), ("Brazil", "BRA"), ("Kenya", "KEN"), ("Japan", "JPN"), ("India", "IND"),
        ("Egypt", "EGY"), ("Norway", "NOR"), ("Turkey", "TUR"), ("Ghana", "GHA"), ("Peru", "PER"), ("Poland", "POL"),
        ("Vietnam", "VNM"), ("Canada", "CAN"), ("Chile", "CHL"), ("Serbia", "SRB"), ("Oman", "OMN"), ("Nepal", "NPL"),
        ("Mexico", "MEX"), ("Ukraine", "UKR"), ("Russia", "RUS"), ("Germany", "DEU"), ("Italy", "ITA"), ("Cuba", "CUB"),
    ],
    "cities": [
        ("Paris", "FRA"), ("Beijing", "CHN"), ("Geneva", "CHE"), ("Nairobi", "KEN"), ("Tokyo", "JPN"), ("Delhi", "IND"),
        ("Cairo", "EGY"), ("Oslo", "NOR"), ("Ankara", "TUR"), ("Accra", "GHA"), ("Lima", "PER"), ("Warsaw", "POL"),
        ("Hanoi", "VNM"), ("Ottawa", "CAN"), ("Santiago", "CHL"), ("Belgrade", "SRB"), ("Muscat", "OMN"),
        ("Jakarta", "IDN"), ("Vienna", "AUT"), ("Kyiv", "UKR"), ("Berlin", "DEU"), ("Rome", "ITA"), ("Doha", "QAT"),
    ],
    "topics": ["trade", "security", "climate", "energy", "migration", "health", "nuclear", "water"],
    "sources": ["Harbour Wire", "Northern Post", "The Meridian", "Daily Ledger", "Valley Times", "Capital Brief"],
    "fillers": [
        "Observers had expected little, and several of them said so again afterwards.",
        "The two capitals have argued over fishing rights and tariffs for the better part of a decade.",
        "A spokeswoman declined to go into details, but called the mood constructive.",
        "Markets hardly moved on the news, and the currency ended the day where it had begun.",
        "Opposition parties asked for a debate, which the speaker refused to put on the agenda.",
        "Local papers gave the story their front pages, some of them with a map of the region.",
        "Analysts point to the harvest and to energy prices as the things that matter most this season.",
        "Nobody would say what the document contains, or whether there is a document at all.",
        "Traffic in the centre came to a standstill, and schools near the government quarter closed early.",
        "The neighbouring states keep watching closely, each with its own reasons to be worried.",
    ],
}  # fmt: skip

_ARTICLES = """
SELECT
    article_id,
    string_agg(sentence, '' ORDER BY record_number) AS "text",
    'Report ' || article_number || ' from ' || first(city[1] ORDER BY record_number) AS title,
    any_value(published) AS published,
    'https://news.example.org/' || article_number AS url,
    pick_of(article_number, 40, getvariable('sources')) AS source,
    'en' AS "language",
    'synthetic' AS origin
FROM told_records GROUP BY article_id, article_number ORDER BY article_number
"""
_HASHED = """
SELECT *, substr(sha256(title || chr(31) || published::VARCHAR || chr(31) || "text"), 1, 32) AS content_hash FROM ({0})
"""
_RECORDS = """
SELECT
    'syn' || substr(md5(getvariable('seed') || ':record:' || record_number), 1, 17) AS record_id,
    r.article_id,
    kind,
    status,
    span(trigger_words, at_trigger) AS "trigger",
    CASE kind
        WHEN 'meeting' THEN [
            {'name': leader_name, 'role': 'participant', 'country': leader_country[2], 'kind': 'person',
             'office': office},
            {'name': other_name, 'role': 'participant', 'country': other_country[2], 'kind': 'person', 'office': NULL}]
        WHEN 'visit' THEN [
            {'name': leader_name, 'role': 'visitor', 'country': leader_country[2], 'kind': 'person', 'office': office}]
        ELSE [
            {'name': actor_words, 'role': 'perpetrator', 'country': NULL, 'kind': 'group', 'office': NULL},
            {'name': other_words, 'role': 'target', 'country': NULL, 'kind': 'government', 'office': NULL}]
    END AS participants,
    {'name': city[1], 'country': city[2]} AS place,
    [{'name': city[1], 'country': city[2]}] AS places,
    {'start': event_date, 'end': event_date, 'precision': 'day', 'basis': 'stated'} AS "time",
    [topic] AS topics,
    []::STRUCT("text" STRUCT("text" VARCHAR, "start" BIGINT, "end" BIGINT), ordinal BIGINT, subject VARCHAR,
        period_days BIGINT, since DATE)[] AS claims,
    []::STRUCT("type" VARCHAR, record_id VARCHAR)[] AS relations,
    0.5 + pick(record_number, 50, 50) / 100.0 AS confidence,
    [
        proof('status', trigger_words, at_trigger, 'tense'),
        proof('time', date_words, at_date, NULL),
        proof('place', city[1], at_city, NULL),
        proof('place.country', city[1], at_city, 'gazetteer'),
        proof('participants.0.name', actor_words, at_actor, NULL),
        proof('participants.0.role', actor_words, at_actor, 'grammar'),
        proof('topics.0', topic, at_topic, NULL)
    ] || CASE kind
        WHEN 'meeting' THEN [
            proof('participants.0.country', country_words, at_country, 'country_name'),
            proof('participants.1.name', other_words, at_other, NULL),
            proof('participants.1.role', other_words, at_other, 'grammar'),
            proof('participants.1.country', other_country_words, at_other_country, 'country_name'),
            proof('channel', trigger_words, at_trigger, 'trigger')]
        WHEN 'visit' THEN [proof('participants.0.country', country_words, at_country, 'country_name')]
        ELSE [
            proof('participants.1.name', other_words, at_other, NULL),
            proof('participants.1.role', other_words, at_other, 'grammar'),
            proof('incident_type', trigger_words, at_trigger, 'trigger'),
            proof('killed', killed_words, at_killed, NULL)]
    END AS evidence,
    CASE kind WHEN 'incident' THEN [
        {'field': 'participants.0.country', 'reason': 'not_stated'},
        {'field': 'participants.1.country', 'reason': 'not_stated'},
        {'field': 'injured', 'reason': 'not_stated'}] ELSE [] END AS absences,
    CASE kind WHEN 'meeting' THEN 'in_person' END AS channel,
    CASE kind WHEN 'incident' THEN 'armed_attack' END AS incident_type,
    CASE kind WHEN 'incident' THEN killed END AS killed,
    a.content_hash,
    getvariable('extractor') AS extractor
FROM told_records r JOIN hashed_articles a USING (article_id)
ORDER BY record_number
"""
_EXTRACTIONS = """
SELECT article_id, content_hash, extractor, count(*) AS record_count FROM records GROUP BY ALL ORDER BY ALL
"""


def write_synthetic(
    home: Home, records: int, seed: int = 1, articles_a_package: int = 50_000, written: datetime = WRITTEN
) -> Iterator[Load]:
    """Write packages of articles and records until there are (at least) so many records; yields each as it is written.

    Each pair of packages is written a second after the one before. The same arguments give the same rows.
    """
    articles = -(-records // RECORDS_AN_ARTICLE)
    with duckdb.connect() as connection:
        _prepare(connection, articles * RECORDS_AN_ARTICLE, seed)
        for number, first in enumerate(range(0, articles, articles_a_package)):
            last = min(first + articles_a_package, articles)
            name, at = f"synthetic-{seed}-{articles}-{first}-{last}", written + timedelta(seconds=number)
            tables = _tables(connection, first, last, articles * RECORDS_AN_ARTICLE)
            yield write_package(home, PackageKind.ARTICLES, name, {"articles": tables.pop("articles")}, at)
            yield write_package(home, PackageKind.RECORDS, name, tables, at)


def main() -> None:
    """Write packages into a home, from the command line."""
    parser = argparse.ArgumentParser(description="Write invented articles and records into the lake of a home.")
    parser.add_argument("home", type=Path)
    parser.add_argument("--records", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--articles-a-package", type=int, default=50_000)
    options = parser.parse_args()
    home = Home.open(options.home)
    loads = list(write_synthetic(home, options.records, options.seed, options.articles_a_package))
    rows = sum(load.rows.get("records.parquet", 0) for load in loads)
    print(f"{rows} records in {len(loads)} packages under {home.lake}")


def _prepare(connection: duckdb.DuckDBPyConnection, records: int, seed: int) -> None:
    for name, value in _VARIABLES.items():
        connection.execute(f"SET VARIABLE {name} = $value", {"value": value})
    connection.execute("SET VARIABLE seed = $value", {"value": seed})
    connection.execute("SET VARIABLE record_count = $value", {"value": records})
    connection.execute("SET VARIABLE extractor = $value", {"value": EXTRACTOR})
    connection.execute((files("benchmarks") / "sql" / "synthetic_records.sql").read_text(encoding="utf-8"))


def _tables(connection: duckdb.DuckDBPyConnection, first: int, last: int, records: int) -> dict[str, pa.Table]:
    events = max(3, int(records / _RECORDS_AN_EVENT))
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE told_records AS FROM synthetic({first}, {last}, {events}, "
        f"{max(1, events // _DAYS)})"
    )
    connection.execute(f"CREATE OR REPLACE TEMP TABLE hashed_articles AS {_HASHED.format(_ARTICLES)}")
    connection.execute(f"CREATE OR REPLACE TEMP TABLE records AS {_RECORDS}")
    hashed = [pa.field("content_hash", pa.string())]
    read_by = [*hashed, pa.field("extractor", pa.string())]
    return {
        "articles": _rows(connection, "FROM hashed_articles", [*arrow_schema(Article), *hashed]),
        "records": _rows(connection, "FROM records", [*arrow_schema(Record), *read_by]),
        "extractions": _rows(connection, _EXTRACTIONS, arrow_schema(Extraction)),
    }


def _rows(connection: duckdb.DuckDBPyConnection, query: str, fields: list[pa.Field] | pa.Schema) -> pa.Table:
    found = connection.execute(query).to_arrow_table()
    columns = [
        found[field.name].cast(field.type) if field.name in found.column_names else _nulls(found.num_rows, field.type)
        for field in fields
    ]
    return pa.table(columns, schema=pa.schema(list(fields)))


def _nulls(rows: int, kind: pa.DataType) -> pa.Array:
    """`pa.nulls` makes structs whose fields are null where they may not be."""
    return pa.array([None] * rows, kind)


if __name__ == "__main__":
    main()

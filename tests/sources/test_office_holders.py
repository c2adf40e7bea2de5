"""Lists of office holders: what is read, and what becomes of bad rows."""

import json
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import seeds
from schemas.office import OfficeHolding
from schemas.reject import Reject
from sources.office_holders import read_office_holders

COLONNA = OfficeHolding(
    name="Catherine Colonna",
    country="FRA",
    office="Foreign Minister",
    start=date(2022, 5, 20),
    end=date(2024, 1, 11),
    wikidata_id="Q273396",
)


def rows(path: Path) -> list[OfficeHolding]:
    """The rows, where every one is to be taken."""
    found = list(read_office_holders(path))
    assert [each for each in found if isinstance(each, Reject)] == []
    return [each for each in found if isinstance(each, OfficeHolding)]


def test_the_three_formats_say_the_same(tmp_path: Path) -> None:
    fields = {
        "name": "Catherine Colonna", "country": "France", "office": "Foreign Minister", "start": "2022-05-20",
        "end": "2024-01-11", "wikidata_id": "Q273396",
    }  # fmt: skip
    as_csv, as_jsonl, as_parquet = (tmp_path / f"list.{ending}" for ending in ("csv", "jsonl", "parquet"))
    as_csv.write_text(f"{','.join(fields)}\n{','.join(fields.values())}\n")
    as_jsonl.write_text(json.dumps(fields) + "\n\n")
    pq.write_table(pa.Table.from_pylist([fields]), as_parquet)
    assert rows(as_csv) == rows(as_jsonl) == rows(as_parquet) == [COLONNA]


def test_other_lists_names_of_columns_countries_and_days_are_understood(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(
        "name,role,country,start,end,asof,wikidata,gender\n"
        'Jean-Yves LE DRIAN,Minister,"Congo, Democratic Republic of the",2019-10,2020,,http://www.wikidata.org/Q1,male\n'
        "Kofi Annan,Secretary-General,World,1997,,2004-02,,\n"
    )
    first, second = rows(path)
    assert (first.name, first.country, first.wikidata_id) == ("Jean-Yves Le Drian", "COD", "Q1")
    assert (first.start, first.end) == (date(2019, 10, 1), date(2020, 12, 31))
    assert (second.country, second.start, second.as_of) == (None, date(1997, 1, 1), date(2004, 2, 29))


def test_aliases_are_a_list_or_divided_by_bars(tmp_path: Path) -> None:
    path = tmp_path / "list.jsonl"
    path.write_text(
        '{"name": "Lula da Silva", "office": "President", "aliases": ["Lula", ""]}\n'
        '{"name": "Joko Widodo", "office": "President", "aliases": "Jokowi | Widodo"}\n'
    )
    assert [row.aliases for row in rows(path)] == [("Lula",), ("Jokowi", "Widodo")]


def test_a_bad_row_is_a_reject_with_line_and_reason_and_the_others_are_taken(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(
        "name,office,country,start,end,wikidata_id\n"
        "Catherine Colonna,Foreign Minister,FRA,2022-05-20,2024-01-11,Q273396\n"
        "A,Minister,Atlantis,,,\n"
        "B,Minister,FRA,last May,,\n"
        "C,Minister,FRA,2022-05-20,2021,\n"
        ",Minister,FRA,,,\n"
        "D,Minister,FRA,,,273396\n"
        "Catherine Colonna,Foreign Minister,FRA,2022-05-20,2024-01-11,Q273396\n"
    )
    taken, *rejects = read_office_holders(path)
    assert taken == COLONNA
    assert [(each.line, each.field) for each in rejects if isinstance(each, Reject)] == [
        (3, "country"),
        (4, "start"),
        (5, "end"),
        (6, "name"),
        (7, "wikidata_id"),
    ]
    assert all(isinstance(each, Reject) and each.origin == str(path) and each.remedy for each in rejects)


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("list.txt", b"name,office\n", "unknown_format"),
        ("list.csv", b"who,what\nA,B\n", "invalid_field"),
        ("list.csv", b"name,office\n\xff\xfe,B\n", "wrong_encoding"),
        ("list.jsonl", b"[1]\n", "broken_json"),
        ("list.jsonl", b"{\n", "broken_json"),
        ("list.parquet", b"PAR1", "unreadable"),
    ],
)
def test_a_file_that_is_no_list_is_one_reject(tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    (reject,) = read_office_holders(path)
    assert isinstance(reject, Reject)
    assert reject.reason == reason


def test_the_starter_list_is_whole() -> None:
    holdings = rows(seeds.office_holders_file())
    assert len(holdings) > 300
    assert len({holding.country for holding in holdings}) > 100
    assert all(holding.start for holding in holdings)
    assert all(holding.end or holding.as_of for holding in holdings), "it says how far it is to be trusted"

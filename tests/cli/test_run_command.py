"""`chancery run` as a user meets it: good input beside every bad one, and then once more.

One real run and one repeat serve all tests of this file.
"""

import csv
import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import duckdb
import pandas as pd
import pytest

Chancery = Callable[..., "subprocess.CompletedProcess[str]"]
Completed = subprocess.CompletedProcess

MEETING = "Foreign Minister Wang Yi met US Secretary of State Antony Blinken in Jakarta on Thursday."
GERMAN = (
    "Der Außenminister ist am Mittwoch in Peking eingetroffen, um mit seinem chinesischen Kollegen über den "
    "Handel und über die Lage im Südchinesischen Meer zu sprechen."
)
LINES = [
    {"id": "first", "text": MEETING, "published": "2023-07-13", "source": "=HYPERLINK(1)"},
    '{"id": "torn", "text": "They',
    {"id": "no text"},
    {"id": "list", "text": ["They met."]},
    {"id": "thirtieth", "text": MEETING, "published": "2023-02-30"},
    {"id": "first", "text": "Another text under the id of the first line.", "published": "2023-07-13"},
    {"id": "dirty", "title": "\u001b[31mRed\u202e", "text": f"\x00{MEETING}\ud800\u2066", "published": "2023-07-13"},
    {"id": "last", "text": "The museum opens again next spring.", "published": "2023-07-13"},
]


class Runs(NamedTuple):
    folder: Path
    home: Path
    first: "Completed[str]"
    second: "Completed[str]"


@pytest.fixture(scope="module")
def runs(chancery: Chancery, tmp_path_factory: pytest.TempPathFactory) -> Runs:
    folder = tmp_path_factory.mktemp("run") / "inputs"
    folder.mkdir()
    lines = [line if isinstance(line, str) else json.dumps(line) for line in LINES]
    (folder / "lines.jsonl").write_text("\n".join(lines) + "\n")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    (folder / "macintosh.txt").write_bytes("The minister’s visit to Rome".encode("mac_roman"))
    (folder / "german.txt").write_text(GERMAN)
    with (folder / "huge.txt").open("wb") as huge:
        os.truncate(huge.fileno(), 60_000_000)
    piped = json.dumps({"id": "piped", "text": f"Once more: {MEETING}"}) + "\n"
    home = folder.with_name("home")
    first, second = (chancery("run", "inputs", "-", "--home", "home", stdin=piped, cwd=folder.parent) for _ in range(2))
    return Runs(folder, home, first, second)


@pytest.fixture(scope="module")
def rejects(chancery: Chancery, runs: Runs) -> list[dict[str, str]]:
    return rows_of(chancery("rejects", "--home", runs.home, "--format", "csv"))


def rows_of(completed: "Completed[str]") -> list[dict[str, str]]:
    assert completed.returncode == 0, completed.stderr
    return list(csv.DictReader(io.StringIO(completed.stdout)))


def test_bad_input_does_not_fail_the_run(runs: Runs) -> None:
    assert (runs.first.returncode, runs.first.stderr) == (0, "")
    assert "articles   4 taken, 0 known already, 10 rejected" in runs.first.stdout


def test_the_summary_says_what_was_found_and_where_it_is(runs: Runs) -> None:
    lines = [line.split() for line in runs.first.stdout.splitlines()]
    assert lines[0] == ["kind", "status", "new", "records"]
    assert ["meeting", "occurred", "3"] in lines
    assert ["warehouse", "home/published/chancery.duckdb"] in lines
    assert ["exports", "home/published/parquet"] in lines
    assert "\x1b" not in runs.first.stdout, "no colours in a pipe"


@pytest.mark.parametrize(
    ("file", "line", "reason", "said"),
    [
        ("empty.txt", "", "empty", "has no text"),
        ("picture.txt", "", "binary", "a PNG image"),
        ("macintosh.txt", "", "wrong_encoding", "is not UTF-8"),
        ("german.txt", "", "unsupported_language", "German"),
        ("huge.txt", "", "too_large", "is larger than"),
        ("lines.jsonl", "2", "broken_json", "is no JSON at column"),
        ("lines.jsonl", "3", "invalid_field", "the field text is missing"),
        ("lines.jsonl", "4", "invalid_field", "text is a list"),
        ("lines.jsonl", "5", "invalid_field", "'2023-02-30'"),
        ("lines.jsonl", "6", "duplicate_id", "inputs/lines.jsonl:1"),
    ],
)
def test_each_bad_input_is_listed_with_file_line_and_reason(
    rejects: list[dict[str, str]], file: str, line: str, reason: str, said: str
) -> None:
    (found,) = (each for each in rejects if (each["origin"], each["line"]) == (f"inputs/{file}", line))
    assert found["reason"] == reason
    assert said in found["message"]
    assert found["remedy"]
    assert len(rejects) == 10


def test_characters_that_harm_are_taken_out_and_the_article_is_taken(chancery: Chancery, runs: Runs) -> None:
    sql = "select title, text from dim_article where article_id = 'dirty'"
    assert rows_of(chancery("query", sql, "--home", runs.home, "--format", "csv")) == [
        {"title": "[31mRed", "text": MEETING}
    ]


def test_a_second_run_takes_nothing_new_and_says_so(runs: Runs) -> None:
    assert runs.second.returncode == 0
    assert "Nothing new: all 4 articles are known already." in runs.second.stdout
    assert "articles   0 taken, 4 known already, 10 rejected" in runs.second.stdout
    assert "records    0 new" in runs.second.stdout


def test_the_published_copy_and_the_exports_have_the_same_records(chancery: Chancery, runs: Runs) -> None:
    sql = "select kind, status, count(*) as n from records group by all order by all"
    asked = rows_of(chancery("query", sql, "--home", runs.home, "--format", "csv"))
    assert asked == [{"kind": "meeting", "status": "occurred", "n": "3"}]
    exported = runs.home / "published" / "parquet" / "records.parquet"
    assert len(pd.read_parquet(exported)) == 3
    assert duckdb.sql(f"select count(*) from '{exported}'").fetchone() == (3,)  # noqa: S608


def test_status_and_doctor_tell_of_the_home(chancery: Chancery, runs: Runs) -> None:
    told = json.loads(chancery("status", "--home", runs.home, "--json").stdout)
    assert told["records"] == {"meeting occurred": 3}
    assert (told["table_rows"]["dim_article"], told["table_rows"]["rejects"]) == (4, 10)
    doctor = chancery("doctor", "--home", runs.home)
    assert doctor.returncode == 0, doctor.stdout
    assert "packages, 3 records" in doctor.stdout
    assert "fail" not in doctor.stdout
    shown = chancery("status", "--home", runs.home).stdout
    assert "meeting  occurred  3" in " ".join(shown.split("\n")).replace("   ", "  ")


def test_a_cell_that_a_spreadsheet_would_run_is_guarded(chancery: Chancery, runs: Runs) -> None:
    sql = "select source_name from records where article_id = 'first'"
    (row,) = rows_of(chancery("query", sql, "--home", runs.home, "--format", "csv"))
    assert row == {"source_name": "'=HYPERLINK(1)"}


def test_json_lines_come_out_of_a_query(chancery: Chancery, runs: Runs) -> None:
    sql = "select article_id, start_date from meetings order by 1"
    lines = chancery("query", sql, "--home", runs.home, "--format", "jsonl").stdout.splitlines()
    assert [json.loads(line) for line in lines] == [
        {"article_id": "dirty", "start_date": "2023-07-13"},
        {"article_id": "first", "start_date": "2023-07-13"},
        {"article_id": "piped", "start_date": None},
    ]


def test_a_wide_table_is_not_cut_in_a_pipe(chancery: Chancery, runs: Runs) -> None:
    shown = chancery(
        "query", "select text, record_count from dim_article where article_id = 'first'", "--home", runs.home
    )
    assert MEETING in shown.stdout


def test_a_reader_that_goes_away_is_no_error(runs: Runs) -> None:
    sql = "select * from range(200000)"
    done = subprocess.run(
        ["bash", "-c", f'set -o pipefail; chancery query "{sql}" --home "{runs.home}" --format csv | head -2'],
        env=os.environ | {"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.stdout == "range\n0\n"
    assert done.stderr == ""


def test_a_mistake_in_sql_is_exit_code_2_with_what_to_do(chancery: Chancery, runs: Runs) -> None:
    wrong = chancery("query", "select * from meeting", "--home", runs.home)
    assert wrong.returncode == 2
    assert "Error: Catalog Error: Table with name meeting does not exist!" in wrong.stderr
    assert "SHOW TABLES" in wrong.stderr
    assert wrong.stdout == ""


def test_the_warehouse_can_be_made_anew_where_only_the_lake_is_left(
    chancery: Chancery, runs: Runs, tmp_path: Path
) -> None:
    shutil.copytree(runs.home / "lake", tmp_path / "lake")
    assert "packages loaded, 0 damaged" in chancery("rebuild", "--home", tmp_path).stdout
    manifest = Path("published", "parquet", "manifest.json")
    assert (tmp_path / manifest).read_bytes() == (runs.home / manifest).read_bytes()

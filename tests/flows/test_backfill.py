"""A backfill takes in what lies in its span, once, whatever stops it on the way."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import flows.backfill as module
from flows.backfill import Backfilled, Span, backfill
from warehouse.home import Home
from warehouse.query import query
from warehouse.unread import unread

MEETING = "Foreign Minister Wang Yi met US Secretary of State Antony Blinken in {} on Thursday."
CITIES = ("Jakarta", "Rome", "Vienna", "Oslo")


@pytest.fixture
def drop(tmp_path: Path) -> Path:
    """Four articles, one a year from 2020 on, a fifth without a date, and a line that is none."""
    lines = [
        json.dumps({"id": city, "text": MEETING.format(city), "published": f"{2020 + year}-07-14"})
        for year, city in enumerate(CITIES)
    ]
    path = tmp_path / "drop.jsonl"
    path.write_text("\n".join([*lines, json.dumps({"id": "undated", "text": MEETING.format("Cairo")}), "{", ""]))
    return path


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home.open(tmp_path / "home")


def take(drop: Path, home: Home, since: int | None = None, until: int | None = None) -> Backfilled:
    span = Span(since and date(since, 1, 1), until and date(until, 12, 31))
    return backfill(drop, home, span, "rules", processes=1, package_articles=1)


def places(home: Home) -> list[Any]:
    return [row["place_name"] for row in query(home, "SELECT place_name FROM meetings ORDER BY 1").to_pylist()]


def test_without_a_span_everything_is_taken(drop: Path, home: Home) -> None:
    done = take(drop, home)
    assert (done.summary.taken, done.summary.rejected, done.outside, done.undated) == (5, {"broken_json": 1}, 0, 0)
    assert places(home) == sorted([*CITIES, "Cairo"])


def test_articles_of_other_days_and_of_none_are_left_out_and_counted(drop: Path, home: Home) -> None:
    done = take(drop, home, since=2021, until=2022)
    assert (done.outside, done.undated) == (2, 1)
    assert places(home) == ["Rome", "Vienna"]


def test_another_span_reads_the_files_again(drop: Path, home: Home) -> None:
    take(drop, home, since=2021, until=2022)
    done = take(drop, home, since=2020, until=2022)
    assert (done.summary.taken, done.summary.known) == (1, 2)


def test_the_same_again_takes_only_what_has_been_added(drop: Path, home: Home) -> None:
    take(drop, home)
    with drop.open("a") as file:
        file.write(json.dumps({"id": "late", "text": MEETING.format("Lima"), "published": "2024-07-14"}) + "\n")
    done = take(drop, home)
    assert (done.summary.taken, done.summary.known, done.summary.rejected) == (1, 0, {})


class StoppedError(Exception):
    """Stands for a kill."""


def test_what_was_taken_before_a_kill_is_extracted_by_the_next(
    drop: Path, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopping(*_: object) -> Iterator[object]:
        raise StoppedError

    with monkeypatch.context() as killing:
        killing.setattr("flows.extracting.read_package", stopping)
        with pytest.raises(StoppedError):
            take(drop, home)
    assert len(unread(home)) == 1
    done = take(drop, home)
    assert (done.summary.taken, done.summary.known) == (5, 0)
    assert unread(home) == []


def test_a_text_that_comes_back_before_it_was_extracted_is_not_newer_than_its_correction(
    tmp_path: Path, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a run that nobody stops sees it: the third line is known already."""
    drop = tmp_path / "versions.jsonl"
    texts = (MEETING.format("Jakarta"), MEETING.format("Rome"), MEETING.format("Jakarta"))
    lines = [json.dumps({"id": "a", "text": text, "published": "2023-07-14"}) for text in texts]
    drop.write_text("\n".join(lines[:2]) + "\n")
    with monkeypatch.context() as killing:
        killing.setattr(module, "extract_each", lambda packages, *_: [*packages] and [])
        take(drop, home)
    with drop.open("a") as file:
        file.write(lines[2] + "\n")
    assert take(drop, home).summary.known == 1
    assert places(home) == ["Rome"]

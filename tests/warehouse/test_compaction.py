"""Small packages become large ones, and nothing else changes."""

import shutil
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from diplomacy import MONDAY, article, put

from warehouse import compaction
from warehouse.compaction import compact
from warehouse.consistency import inconsistencies
from warehouse.home import Home
from warehouse.known import KnownExtractions
from warehouse.loader import load_pending
from warehouse.packages import packages
from warehouse.publish import publish
from warehouse.rebuild import rebuild

Ask = Callable[[Home, str], list[tuple[Any, ...]]]
Digests = Callable[[Home], dict[str, str]]
LATER = MONDAY + timedelta(days=30)


@pytest.fixture
def grown(home: Home) -> Home:
    """A home of ten runs, with articles that came back and versions that went, all loaded and published."""
    for day in range(10):
        written = MONDAY + timedelta(days=day)
        again = article("often", "Wang met Blinken." if day % 3 else "Wang visited Rome.")
        put(home, [article(f"on-{day}"), again], written)
        put(home, [article(f"on-{day}")], written + timedelta(hours=1), extractor="second")
    load_pending(home, LATER)
    publish(home, LATER)
    return home


def test_a_lake_of_many_small_packages_becomes_one_of_few_with_the_same_exports(grown: Home, digests: Digests) -> None:
    before, many = digests(grown), len(packages(grown))
    done = compact(grown, LATER)
    assert many == 40
    assert (len(done.written), done.replaced) == (2, 40)
    assert len(packages(grown)) == 2
    assert load_pending(grown, LATER).damaged == []
    publish(grown, LATER)
    assert digests(grown) == before
    assert inconsistencies(grown, LATER) == []


def test_a_rebuild_from_the_compacted_lake_has_the_rows_of_the_warehouse_that_grew(grown: Home, ask: Ask) -> None:
    rows = [
        "SELECT article_id, content_hash, first_seen_utc, last_seen_utc FROM article_version ORDER BY ALL",
        "SELECT record_id, content_hash, extractor, first_seen_utc, last_seen_utc FROM record_version ORDER BY ALL",
        "SELECT * FROM extraction ORDER BY ALL",
    ]
    before = [ask(grown, query) for query in rows]
    compact(grown, LATER)
    rebuild(grown, LATER)
    publish(grown, LATER)
    assert [ask(grown, query) for query in rows] == before


def test_a_second_round_finds_nothing_to_do_and_later_packages_join_the_first(grown: Home, digests: Digests) -> None:
    compact(grown, LATER)
    load_pending(grown, LATER)
    assert compact(grown, LATER).written == ()
    for day in range(9):
        put(grown, [article(f"later-{day}")], LATER + timedelta(days=day))
    after = LATER + timedelta(days=20)
    load_pending(grown, after)
    publish(grown, after)
    before = digests(grown)
    assert len(compact(grown, after).written) == 2
    rebuild(grown, after)
    publish(grown, after)
    assert digests(grown) == before


def test_a_round_that_is_killed_before_the_parts_are_gone_is_finished_by_the_next(
    grown: Home, digests: Digests, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = digests(grown)
    with monkeypatch.context() as killed:
        killed.setattr(compaction, "_take_away", lambda folder: False)
        compact(grown, LATER)
    assert len(packages(grown)) == 42
    rebuild(grown, LATER)  # from parts and whole together
    publish(grown, LATER)
    assert digests(grown) == before
    assert compact(grown, LATER).replaced == 40
    rebuild(grown, LATER)
    publish(grown, LATER)
    assert digests(grown) == before


def test_what_waits_to_be_loaded_and_what_is_young_stays(home: Home) -> None:
    for day in range(10):
        put(home, [article(f"on-{day}")], MONDAY + timedelta(days=day))
    assert compact(home, LATER).written == ()
    load_pending(home, LATER)
    assert compact(home, MONDAY + timedelta(days=3)).written == ()
    assert len(compact(home, LATER).written) == 2


def test_a_damaged_package_is_left_for_the_check_to_name(grown: Home) -> None:
    damaged = sorted(grown.lake.glob("records/*/records.parquet"))[0]
    damaged.write_bytes(b"short")
    compact(grown, LATER)
    assert damaged.exists()
    assert len(packages(grown)) == 3


def test_articles_of_compacted_packages_are_known(grown: Home, tmp_path: Path) -> None:
    compact(grown, LATER)
    moved = Home.open(tmp_path / "elsewhere")  # a lake without its warehouse
    shutil.copytree(grown.lake, moved.lake, dirs_exist_ok=True)
    assert _known(moved, LATER) == _known(grown, LATER) == 11


def _known(home: Home, now: datetime) -> int:
    articles = [article(f"on-{day}") for day in range(10)] + [article("often", "Wang met Blinken.")]
    return KnownExtractions(home, "first", now).split(articles).known_count

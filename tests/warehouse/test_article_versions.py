"""Which of several versions of an article is current: the newest, in whatever order they are loaded."""

from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import permutations
from typing import Any

import pytest
from diplomacy import MONDAY, TUESDAY, WEDNESDAY, article, put

from schemas.article import Article
from warehouse.home import Home
from warehouse.loader import load_pending

NOW = datetime(2023, 7, 20, tzinfo=UTC)


def version(text: str, **moments: datetime) -> Article:
    return article(text=f"Wang met Blinken. {text}").model_copy(update=moments)


def current(home: Home, ask: Any) -> str:
    load_pending(home, NOW)
    ((text,),) = ask(home, "SELECT text FROM current_article")
    return str(text).removeprefix("Wang met Blinken. ")


@pytest.mark.parametrize("order", list(permutations([0, 1, 2])))
@pytest.mark.parametrize("moment", ["updated", "fetched"])
def test_the_newest_is_current_in_whatever_order_they_come(
    home: Home, ask: Any, order: Sequence[int], moment: str
) -> None:
    for number in order:
        put(home, [version(f"Version {number}.", **{moment: (MONDAY, TUESDAY, WEDNESDAY)[number]})], NOW)
        load_pending(home, NOW)
    assert current(home, ask) == "Version 2."
    assert ask(home, "SELECT count(*) FROM current_record") == [(1,)]


def test_an_archive_read_later_does_not_bring_back_what_was_corrected(home: Home, ask: Any) -> None:
    put(home, [version("Corrected.", fetched=WEDNESDAY)], WEDNESDAY)
    put(home, [version("As it was at first.", fetched=MONDAY)], NOW)
    assert current(home, ask) == "Corrected."


def test_what_a_source_says_of_its_changes_counts_before_when_it_was_fetched(home: Home, ask: Any) -> None:
    put(home, [version("Old.", updated=MONDAY, fetched=WEDNESDAY)], WEDNESDAY)
    put(home, [version("New.", updated=TUESDAY, fetched=TUESDAY)], TUESDAY)
    assert current(home, ask) == "New."


def test_a_version_from_the_future_is_no_newer_than_when_it_was_fetched(home: Home, ask: Any) -> None:
    put(home, [version("By a wrong clock.", updated=datetime(2099, 1, 1, tzinfo=UTC), fetched=MONDAY)], MONDAY)
    put(home, [version("By a right one.", updated=TUESDAY, fetched=TUESDAY)], TUESDAY)
    assert current(home, ask) == "By a right one."


def test_without_any_moment_what_came_last_is_current(home: Home, ask: Any) -> None:
    put(home, [version("First.")], MONDAY)
    put(home, [version("Second.")], TUESDAY)
    assert current(home, ask) == "Second."


def test_a_text_that_comes_back_is_current_again(home: Home, ask: Any) -> None:
    put(home, [version("One.", fetched=MONDAY)], MONDAY)
    put(home, [version("Two.", fetched=TUESDAY)], TUESDAY)
    put(home, [version("One.", fetched=WEDNESDAY)], WEDNESDAY)
    assert current(home, ask) == "One."


def test_moments_are_kept_in_utc_whatever_the_zone(home: Home, ask: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Asia/Jakarta")
    put(home, [version("x", updated=datetime.fromisoformat("2023-07-13T18:30:00+07:00"))], MONDAY)
    load_pending(home, NOW)
    assert ask(home, "SELECT updated FROM article_version") == [(datetime(2023, 7, 13, 11, 30),)]

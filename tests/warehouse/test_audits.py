"""Checks of packages: what blocks a load, what is only told, and that both are kept."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from diplomacy import MONDAY, TUESDAY, article, put, put_articles, put_records

from warehouse.audits import Severity, audits
from warehouse.home import Home
from warehouse.loader import load_pending

Ask = Callable[[Home, str], list[tuple[Any, ...]]]


def test_every_audit_has_a_name_of_its_own_and_a_severity() -> None:
    names = [audit.name for audit in audits()]
    assert len(names) == len(set(names)) > 15
    assert {audit.severity for audit in audits()} == set(Severity)


def test_every_check_of_every_package_is_kept(home: Home, ask: Ask) -> None:
    put(home, [article()])
    load_pending(home, TUESDAY)
    assert ask(home, "SELECT package_kind, count(*), sum(failing_count) FROM audit_result GROUP BY ALL ORDER BY 1") == [
        ("articles", len(audits()), 0),
        ("records", len(audits()), 0),
    ]


def test_why_a_package_was_left_out_is_kept_although_nothing_of_it_is(home: Home, ask: Ask) -> None:
    put_articles(home, [article(text="Wang saw Blinken.")])
    put_records(home, [article()])
    # The records are of another text under the same id: none of it was loaded, so that is only told.
    summary = load_pending(home, TUESDAY)
    assert not summary.damaged
    assert "extracted_articles_known (1 rows)" in summary.warnings[0]


def test_a_load_with_far_fewer_records_an_article_than_the_last_ones_is_told(home: Home, ask: Ask) -> None:
    for day in range(6):
        put(home, [article(f"{day}-{n}") for n in range(20)], MONDAY + timedelta(days=day))
    assert load_pending(home, TUESDAY).warnings == []
    silent = [article(f"late-{n}", "Wang met Blinken." if n == 0 else "Nothing was said.") for n in range(20)]
    put(home, silent, MONDAY + timedelta(days=7))
    (warning,) = load_pending(home, TUESDAY).warnings
    assert "as_many_records_as_usual (1 rows)" in warning
    assert ask(home, "SELECT count(*) FROM load_ledger WHERE package_kind = 'records'") == [(7,)]


def test_an_article_that_says_it_is_from_next_week_is_told(home: Home) -> None:
    late = article().model_copy(update={"published": (MONDAY + timedelta(days=7)).date()})
    put_articles(home, [late], MONDAY)
    (warning,) = load_pending(home, TUESDAY).warnings
    assert "articles_not_from_the_future (1 rows)" in warning

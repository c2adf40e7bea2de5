"""The same text at several outlets is read once, and each outlet is named beside the event."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import permutations
from pathlib import Path

import pytest

from extraction.extractor import LEARNED
from flows.pipeline import RunSummary, extract_packages, read_sources, run
from schemas.load import PackageKind
from warehouse.home import Home
from warehouse.loader import load_pending
from warehouse.packages import packages
from warehouse.query import query
from warehouse.rebuild import rebuild

REPORT = (
    "Foreign Minister Wang Yi met US Secretary of State Antony Blinken in Jakarta on Thursday. The two spoke for two "
    "hours on the margins of a gathering of Southeast Asian ministers, and agreed to go on talking about trade, "
    "shipping and the release of 3 fishermen. Neither side gave details of what had been said behind closed doors."
)
AGENCY = {"id": "agency", "published": "2023-07-13", "source": "Agency", "text": REPORT}
HERALD = {"id": "herald", "published": "2023-07-14", "source": "Herald", "text": f"{REPORT} Our staff added nothing."}
COURIER = {"id": "courier", "published": "2023-07-14", "source": "Courier", "text": REPORT.upper()}
OTHER_FIGURES = {
    "id": "other",
    "published": "2023-07-14",
    "source": "Post",
    "text": REPORT.replace("3 fishermen", "4 fishermen"),
}
A_YEAR_LATER = {"id": "later", "published": "2024-07-13", "source": "Agency", "text": REPORT}

Given = dict[str, str]


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home.open(tmp_path / "home")


def take(home: Home, *articles: Given) -> RunSummary:
    """A run over a file of these articles."""
    return run([drop(home, *articles)], home, processes=1)


def load(home: Home, article: Given) -> None:
    """A run that ends before it publishes."""
    taken = read_sources([drop(home, article)], home, LEARNED)
    extract_packages(taken.packages, home, LEARNED, processes=1)
    load_pending(home, datetime.now(UTC))


def drop(home: Home, *articles: Given) -> str:
    """A file of these articles."""
    file = home.root.parent / "news.jsonl"
    file.write_text("".join(json.dumps(article) + "\n" for article in articles))
    return str(file)


def told(home: Home) -> list[tuple[str, str | None]]:
    """The articles of all events, each with what it is a copy of."""
    rows = query(home, "SELECT article_id, copy_of_article_id FROM bridge_event_article ORDER BY ALL").to_pylist()
    return [(row["article_id"], row["copy_of_article_id"]) for row in rows]


def test_copies_are_kept_beside_the_event_and_not_read_again(home: Home) -> None:
    summary = take(home, AGENCY, HERALD, COURIER)
    assert (summary.taken, summary.copies, summary.records) == (1, 2, {"meeting occurred": 1})
    assert told(home) == [("agency", None), ("courier", "agency"), ("herald", "agency")]
    copies = query(home, "SELECT article_id, copy_of_article_id FROM dim_article ORDER BY 1").to_pylist()
    assert [row["copy_of_article_id"] for row in copies] == [None, "agency", "agency"]


def test_a_copy_that_comes_in_a_later_run_is_found_in_the_warehouse(home: Home) -> None:
    take(home, AGENCY)
    summary = take(home, HERALD)
    assert (summary.taken, summary.copies) == (0, 1)
    assert told(home) == [("agency", None), ("herald", "agency")]


def test_a_copy_is_taken_once_like_any_article(home: Home) -> None:
    take(home, AGENCY, HERALD)
    written = len(packages(home))
    summary = take(home, AGENCY, HERALD)
    assert (summary.taken, summary.copies, summary.known) == (0, 0, 2)
    assert len(packages(home)) == written


@pytest.mark.parametrize(
    "order", list(permutations([AGENCY, HERALD, COURIER])), ids=lambda o: "-".join(a["id"] for a in o)
)
def test_the_first_published_is_the_original_in_whatever_order_they_come(home: Home, order: Sequence[Given]) -> None:
    *earlier, last = order
    for article in earlier:
        load(home, article)
    take(home, last)
    assert told(home) == [("agency", None), ("courier", "agency"), ("herald", "agency")]
    assert query(home, "SELECT article_id FROM meetings").to_pylist() == [{"article_id": "agency"}]


def test_the_same_wording_with_other_figures_or_in_another_year_is_no_copy(home: Home) -> None:
    summary = take(home, AGENCY, OTHER_FIGURES, A_YEAR_LATER)
    assert (summary.taken, summary.copies) == (3, 0)


def test_lines_are_no_copies_of_each_other(home: Home) -> None:
    line = "Foreign Minister Wang Yi met US Secretary of State Antony Blinken in Jakarta on Thursday."
    summary = take(home, {**AGENCY, "text": line}, {**HERALD, "text": line})
    assert (summary.taken, summary.copies) == (2, 0)


def test_a_later_version_of_an_article_is_no_copy_of_it(home: Home) -> None:
    take(home, AGENCY)
    summary = take(home, {**AGENCY, "text": f"{REPORT} The talks were the second in a month."})
    assert (summary.taken, summary.copies) == (1, 0)
    assert told(home) == [("agency", None)]


def test_a_copy_that_gets_a_text_of_its_own_is_read(home: Home) -> None:
    take(home, AGENCY, HERALD)
    own = (
        "Our correspondent saw Foreign Minister Wang Yi meet Antony Blinken in Jakarta on Thursday. It was hot, the "
        "motorcades were late, and those who had come to protest at the gates of the hotel soon went home again."
    )
    assert take(home, {**HERALD, "text": own}).taken == 1
    assert ("herald", None) in told(home)


def test_a_rebuilt_warehouse_knows_the_same_copies(home: Home) -> None:
    for article in (COURIER, HERALD, AGENCY):
        take(home, article)
    before = told(home)
    rebuild(home, datetime(2023, 7, 20, tzinfo=UTC))
    assert told(home) == before


def test_copies_among_packages_that_no_loader_has_seen_are_found(home: Home) -> None:
    take(home, AGENCY)
    home.warehouse_file.unlink()
    assert take(home, HERALD).copies == 1
    assert len(packages(home, PackageKind.RECORDS)) == 1

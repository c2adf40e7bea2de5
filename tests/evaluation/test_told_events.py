"""Annotated records beside the events that their counterparts were put into."""

import pytest

from evaluation.coded_event import CodedEvent
from evaluation.comparison import Comparison, Pair
from evaluation.told_events import Resolution, resolution, resolution_figures, wrong_merges, wrong_splits


def meeting(event: str | None = None, record_id: str | None = None) -> CodedEvent:
    return CodedEvent.model_validate({"kind": "meeting", "status": "occurred", "event": event, "record_id": record_id})


def article(
    article_id: str, found: dict[str, str], missed: tuple[str, ...] = (), false: tuple[str, ...] = ()
) -> Comparison:
    """An article with an annotated event for each record that is found, further ones missed, and false records."""
    pairs = tuple(Pair(meeting(event), meeting(record_id=record_id)) for record_id, event in found.items())
    return Comparison(article_id, pairs, tuple(map(meeting, missed)), tuple(meeting(record_id=each) for each in false))


@pytest.fixture
def found() -> Resolution:
    """Of summit, call and talks: the summit is split, its second half joined by the call and by a false record."""
    comparisons = [
        article("one", {"r1": "summit", "r2": "call"}),
        article("two", {"r3": "summit"}, missed=("talks",), false=("r4",)),
        article("three", {"r5": "summit"}, false=("r6",)),
    ]
    events = {"r1": "e1", "r2": "e2", "r3": "e2", "r4": "e2", "r5": "e1", "r6": "e6"}
    return resolution(comparisons, events)


def test_records_found_and_missed_are_counted(found: Resolution) -> None:
    figures = resolution_figures(found)
    assert (figures.records, figures.aligned) == (5, 4)
    assert (figures.events, figures.found_events) == (3, 2)


def test_figures_of_aligned_records_and_with_those_missed(found: Resolution) -> None:
    figures = resolution_figures(found)
    assert figures.b_cubed.precision == pytest.approx((1 + 1 + 1 / 2 + 1 / 2) / 4)
    assert figures.b_cubed.recall == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1) / 4)
    assert figures.b_cubed_of_all.recall == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1 + 1) / 5)
    assert (figures.pairwise.precision, figures.pairwise.recall) == (0.5, pytest.approx(1 / 3))


def test_false_records_are_told_by_whether_they_joined_an_event(found: Resolution) -> None:
    figures = resolution_figures(found)
    assert (figures.false, figures.false_joined) == (2, 1)


def test_a_wrong_merge_names_the_events_that_it_holds(found: Resolution) -> None:
    (merge,) = wrong_merges(found.told)
    assert (merge.name, set(merge.parts)) == ("e2", {"call", "summit"})


def test_a_wrong_split_names_the_parts_and_where_they_are_told(found: Resolution) -> None:
    (split,) = wrong_splits(found.told)
    assert split.name == "summit"
    assert {name: [told.article_id for told in records] for name, records in split.parts.items()} == {
        "e1": ["one", "three"],
        "e2": ["two"],
    }


def test_a_counterpart_without_an_event_counts_as_missed() -> None:
    figures = resolution_figures(resolution([article("one", {"r1": "summit"})], {}))
    assert (figures.records, figures.aligned) == (1, 0)

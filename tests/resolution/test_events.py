"""What is made of several tellings: clusters, the event's state, its history, its conflicts."""

import random
from datetime import date
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resolution.blocking import blocking_keys
from resolution.clusters import cluster, components
from resolution.events import event_of
from resolution.evidence import SAME_EVENT, score
from schemas.event import Change
from schemas.telling import Telling
from schemas.vocabulary import Basis, Status
from tests.resolution.tellings import attack, meeting, visit


def are_compared(one: Telling, other: Telling) -> bool:
    return any(
        ours.number == theirs.number and not (ours.settled and theirs.settled)
        for ours in blocking_keys(one)
        for theirs in blocking_keys(other)
    )


def put_together(tellings: list[Telling]) -> list[list[str]]:
    """All events of several records, every pair compared."""
    pairs = {
        (one.record_id, other.record_id): weight
        for one, other in combinations(sorted(tellings, key=lambda telling: telling.record_id), 2)
        if (weight := score(one, other)) >= SAME_EVENT
    }
    by_id = {telling.record_id: telling for telling in tellings}
    return [found for component in components(pairs) for found in cluster(component, by_id)]


def test_a_vague_report_does_not_chain_two_meetings() -> None:
    days = [f"2023-07-{day}" for day in (11, 18)]
    talks = [meeting(f"on-{day}", "Antony Blinken", "Wang Yi", on=day, published=day) for day in days]
    vague = meeting("vague", "Antony Blinken", "Wang Yi", on="2023-07-01..2023-07-31", published="2023-08-20")
    assert len([found for found in put_together([*talks, vague]) if len(found) > 1]) == 1


def test_the_two_ends_of_a_postponement_are_held_together_by_it() -> None:
    planned = visit(
        "plan", "Antony Blinken", at="Beijing", on="2023-07-05", published="2023-07-01", status=Status.SCHEDULED
    )
    put_off = visit(
        "off", "Antony Blinken", at="Beijing", on="2023-07-05", published="2023-07-03", status=Status.POSTPONED
    )
    held = visit("held", "Antony Blinken", at="Beijing", on="2023-07-15", published="2023-07-15")
    story = [planned, put_off, held]
    assert [len(found) for found in put_together(story)] == [3]
    event = event_of(story)
    assert event.state.status is Status.OCCURRED
    assert event.state.start == date(2023, 7, 15)
    assert [step.state.status for step in event.history] == [Status.SCHEDULED, Status.POSTPONED, Status.OCCURRED]
    assert event.history[1].changes == (Change.STATUS,)
    assert event.history[2].changes == (Change.STATUS, Change.TIME)


def test_background_does_not_undo_what_has_taken_place() -> None:
    held = meeting("held", "Antony Blinken", "Wang Yi")
    recalled = meeting("recalled", "Antony Blinken", "Wang Yi", published="2023-07-20", status=Status.SCHEDULED)
    assert event_of([held, recalled]).state.status is Status.OCCURRED


def test_called_off_stays_so_until_another_day_is_set() -> None:
    off = meeting("off", "Antony Blinken", "Wang Yi", on="2023-07-18", status=Status.CANCELLED)
    mentioned = meeting(
        "a", "Antony Blinken", "Wang Yi", on="2023-07-18", published="2023-07-15", status=Status.SCHEDULED
    )
    set_anew = meeting(
        "b", "Antony Blinken", "Wang Yi", on="2023-07-21", published="2023-07-16", status=Status.SCHEDULED
    )
    assert event_of([off, mentioned]).state.status is Status.CANCELLED
    assert event_of([off, mentioned, set_anew]).state.status is Status.SCHEDULED
    assert event_of([off, mentioned, set_anew]).state.start == date(2023, 7, 21)


def test_a_denial_after_the_report_holds() -> None:
    reported = meeting("reported", "Antony Blinken", "Wang Yi", published="2023-07-14")
    denied = meeting("denied", "Antony Blinken", "Wang Yi", published="2023-07-15", status=Status.DENIED)
    assert event_of([reported, denied]).state.status is Status.DENIED


def test_most_articles_decide_the_day_and_the_rest_stays_visible() -> None:
    right = [meeting(name, "Antony Blinken", "Wang Yi", on="2023-07-13", published="2023-07-14") for name in "ab"]
    wrong = meeting("wrong", "Antony Blinken", "Wang Yi", on="2023-07-12", published="2023-07-15")
    event = event_of([*right, wrong])
    assert event.state.start == date(2023, 7, 13)
    assert [(c.field, c.value, c.record_count, c.is_chosen) for c in event.conflicts] == [
        ("time", "2023-07-13", 2, True),
        ("time", "2023-07-12", 1, False),
    ]


def test_casualties_are_those_of_the_latest_article() -> None:
    reports = [attack("a", at="Kharkiv", killed=4), attack("b", at="Kharkiv", killed=11, published="2023-07-14")]
    event = event_of(reports)
    assert event.state.killed == 11
    assert Change.CASUALTIES in event.history[1].changes


def test_who_takes_part_is_named_once_and_in_full() -> None:
    event = event_of([meeting("a", "Blinken", "China"), meeting("b", "Antony Blinken", "Wang Yi")])
    assert [(each.record_id, each.number) for each in event.parties] == [("b-meeting-0", 1), ("b-meeting-0", 2)]


def test_the_day_of_a_report_gives_way_to_the_day_that_was_announced() -> None:
    planned = meeting("plan", "Antony Blinken", "Wang Yi", published="2023-07-11", status=Status.SCHEDULED)
    told = meeting("a", "Antony Blinken", "Wang Yi", on="2023-07-14", published="2023-07-14", basis=Basis.PUBLICATION)
    assert event_of([planned, told]).state.start == date(2023, 7, 13)


_TELLINGS = st.builds(
    lambda number, who, day, place, status, publication: meeting(
        f"article-{number}",
        *who,
        on=None if day is None else f"2023-07-{day:02}",
        published=f"2023-07-{publication:02}",
        at=place,
        status=status,
    ),
    st.integers(0, 30),
    st.sampled_from(
        [("Antony Blinken", "Wang Yi"), ("Wang",), ("China", "United States"), ("Sergei Lavrov", "Wang Yi")]
    ),
    st.one_of(st.none(), st.integers(8, 16)),
    st.sampled_from([None, "Jakarta", "Indonesia", "Vienna"]),
    st.sampled_from(list(Status)),
    st.integers(8, 16),
)


@given(_TELLINGS, _TELLINGS)
def test_the_order_of_two_is_all_one(one: Telling, other: Telling) -> None:
    assert score(one, other) == score(other, one)


@given(_TELLINGS, _TELLINGS)
def test_what_is_of_one_event_finds_each_other(one: Telling, other: Telling) -> None:
    if one.article_id != other.article_id and score(one, other) >= SAME_EVENT:
        assert are_compared(one, other)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (meeting("a", "Joe Biden"), meeting("b", "Joseph Biden"), True),
        (meeting("a", "Joe Biden"), meeting("b", "Biden"), True),
        (meeting("a", "Recep Tayyip Erdogan"), meeting("b", "Tayyip Erdogan"), True),
        (meeting("a", "Yevgeny Prigozhin"), meeting("b", "Evgeny Prigozhin"), True),
        (meeting("a", "Muammar Gaddafi"), meeting("b", "Muammar Kadafi"), True),
        (meeting("a", "Joe Biden"), meeting("b", "Joe Kent"), False),
        (meeting("a", "Joe Biden"), meeting("b", "Laura Biden"), False),
        (meeting("a", "Wang Yi", at="Jakarta"), meeting("b", "Sergei Lavrov", at="Jakarta"), False),
        (meeting("a", "Wang Yi", at="Jakarta"), meeting("b", "envoys", at="Jakarta"), True),
        (attack("a", "a bridge", at="Kharkiv"), attack("b", "a school", at="Kharkiv"), True),
        (attack("a", "a bridge", at="Kharkiv"), attack("b", "a school", at="Odesa"), False),
    ],
)
def test_only_what_may_be_one_event_is_compared(one: Telling, other: Telling, expected: bool) -> None:
    assert are_compared(one, other) is expected


@given(
    st.lists(_TELLINGS, max_size=14, unique_by=lambda telling: telling.article_id), st.randoms(use_true_random=False)
)
def test_the_order_of_many_is_all_one(tellings: list[Telling], chance: random.Random) -> None:
    found = put_together(tellings)
    for together in found:
        assert len({record_id.partition("-meeting")[0] for record_id in together}) == len(together)
    mixed = chance.sample(tellings, len(tellings))
    assert put_together(mixed) == found
    by_id = {telling.record_id: telling for telling in tellings}
    for together in found:
        assert event_of(by_id[record_id] for record_id in together) == event_of(
            by_id[record_id] for record_id in chance.sample(together, len(together))
        )

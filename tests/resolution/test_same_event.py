"""Which two articles tell of one event, and which of two: the cases that other event data gets wrong."""

from dataclasses import replace

import pytest

from resolution.evidence import OTHER_EVENT, SAME_EVENT, compare, score
from schemas.telling import Count, Telling
from schemas.vocabulary import Basis, Channel, IncidentType, Status
from tests.resolution.tellings import attack, meeting, visit

JAKARTA = meeting("held", "Antony Blinken", "Wang Yi", at="Jakarta")


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(meeting("outlet", "Blinken", "Wang", at="Jakarta"), id="surnames alone"),
        pytest.param(
            meeting("plan", "Antony Blinken", "Wang Yi", at="Jakarta", status=Status.SCHEDULED), id="announced"
        ),
        pytest.param(meeting("states", "China", "United States", at="Jakarta"), id="states for their ministers"),
        pytest.param(meeting("land", "Antony Blinken", "Wang Yi", at="Indonesia"), id="the country for the city"),
        pytest.param(
            meeting("later", "Antony Blinken", "Wang Yi", on="2023-07-01..2023-07-31", published="2023-11-02"),
            id="the month, recalled later",
        ),
        pytest.param(
            meeting(
                "news", "Antony Blinken", "Wang Yi", on="2023-07-14", basis=Basis.PUBLICATION, published="2023-07-14"
            ),
            id="told a day later, without the day",
        ),
        pytest.param(meeting("one", "Antony Blinken", at="Jakarta"), id="one side is not named"),
        pytest.param(
            meeting("off", "Antony Blinken", "Wang Yi", at="Jakarta", status=Status.CANCELLED), id="called off before"
        ),
    ],
)
def test_one_event(other: Telling) -> None:
    assert score(JAKARTA, other) >= SAME_EVENT, compare(JAKARTA, other)


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(meeting("week", "Antony Blinken", "Wang Yi", on="2023-07-20"), id="the same people a week later"),
        pytest.param(meeting("others", "Sergei Lavrov", "Wang Yi", at="Jakarta"), id="a parallel bilateral"),
        pytest.param(
            meeting("president", "Joe Biden", "Xi Jinping", at="Jakarta"), id="other people of the same states"
        ),
        pytest.param(meeting("there", "Antony Blinken", "Wang Yi", at="Vienna"), id="another country"),
        pytest.param(
            meeting("next", "Antony Blinken", "Wang Yi", on=None, published="2023-07-20", status=Status.SCHEDULED),
            id="announced after it was held",
        ),
        pytest.param(replace(JAKARTA, record_id="second"), id="two records of one article"),
        pytest.param(visit("trip", "Antony Blinken", at="Jakarta"), id="the visit during which they met"),
    ],
)
def test_two_events(other: Telling) -> None:
    assert score(JAKARTA, other) <= OTHER_EVENT


def test_a_call_is_no_meeting_in_person() -> None:
    call = meeting("call", "Antony Blinken", "Wang Yi", channel=Channel.PHONE)
    talks = meeting("talks", "Antony Blinken", "Wang Yi", at="Jakarta", channel=Channel.IN_PERSON)
    assert score(call, talks) < SAME_EVENT


def test_the_second_meeting_is_not_the_third() -> None:
    second, third = (
        meeting(name, "Antony Blinken", "Wang Yi", on="2023-07-01..2023-07-31", counts=(Count(number, 60, None),))
        for name, number in (("a", 2), ("b", 3))
    )
    assert score(second, third) < SAME_EVENT
    assert score(second, replace(third, counts=second.counts)) >= SAME_EVENT


def test_what_was_put_off_is_made_up_for_within_half_a_year() -> None:
    put_off = visit(
        "off", "Antony Blinken", at="Beijing", on="2023-07-05", published="2023-07-03", status=Status.POSTPONED
    )
    assert score(put_off, visit("soon", "Antony Blinken", at="Beijing", on="2023-07-15", published="2023-07-15")) > 4
    years = visit("late", "Antony Blinken", at="Beijing", on="2024-04-24", published="2024-04-24")
    assert score(put_off, years) <= OTHER_EVENT


def test_two_attacks_in_one_city_on_one_day_differ_in_what_is_hit() -> None:
    market = attack("a", "Central Market", at="Kharkiv", killed=12)
    assert score(market, attack("b", "Central Market", at="Kharkiv", killed=14)) >= SAME_EVENT
    assert score(market, attack("c", "North Hospital", at="Kharkiv", killed=2)) < SAME_EVENT
    assert score(market, attack("d", at="Odesa", killed=12)) < SAME_EVENT
    assert score(market, attack("e", at="Kharkiv", incident_type=IncidentType.PROTEST)) <= OTHER_EVENT


def test_a_mine_that_blows_up_may_be_an_attack_or_an_accident() -> None:
    blast = attack("a", at="Kharkiv", killed=12)
    assert score(blast, attack("b", at="Kharkiv", killed=12, incident_type=IncidentType.ACCIDENT)) >= SAME_EVENT

"""Events and changes in words."""

from datetime import date

import pytest

from pages.wording import Actor, State, changes, counted, listed, title


def actor(name: str, role: str = "participant") -> Actor:
    return Actor(name, name, role, None, "person")


@pytest.mark.parametrize(
    ("kind", "incident_type", "channel", "place", "actors", "expected"),
    [
        ("meeting", None, "in_person", "Rome", [actor("Wang"), actor("Blinken")], "Meeting of Wang and Blinken, Rome"),
        ("meeting", None, "phone", None, [actor("Xi"), actor("Biden")], "Phone call of Xi and Biden"),
        ("meeting", None, None, None, [actor("A"), actor("B"), actor("C", "mediator")], "Meeting of A and B through C"),
        ("meeting", None, None, "Bali", [], "Meeting, nobody named, Bali"),
        ("visit", None, None, "Beijing", [actor("Kerry", "visitor")], "Visit of Kerry to Beijing"),
        ("visit", None, None, None, [actor("A", "visitor"), actor("B", "host")], "Visit of A, received by B"),
        ("incident", "expulsion", None, None, [actor("Russia", "perpetrator"), actor("23 diplomats", "target")],
         "Expulsion of 23 diplomats by Russia"),
        ("incident", "armed_attack", None, "York", [actor("Skripal", "target")], "Armed attack on Skripal, York"),
        ("incident", "other", None, None, [actor("A", "perpetrator")], "Incident by A"),
    ],
)  # fmt: skip
def test_an_event_has_a_title(
    kind: str, incident_type: str | None, channel: str | None, place: str | None, actors: list[Actor], expected: str
) -> None:
    assert title(kind, incident_type, channel, place, actors) == expected


def test_of_many_names_the_first_are_told() -> None:
    assert listed(["A", "B", "C", "D"]) == "A, B, C and D"
    assert listed(["A", "B", "C", "D", "E"]) == "A, B, C and 2 others"


def test_what_is_different_is_told_and_nothing_else() -> None:
    before = State("scheduled", date(2023, 7, 12), date(2023, 7, 12), None, None, None)
    assert changes(before, before) == ""
    assert changes(before, before._replace(status="cancelled")) == "was scheduled, is called off"
    moved = before._replace(start=date(2023, 7, 13), end=date(2023, 7, 15), killed=7)
    assert changes(before, moved) == (
        "now dated 2023-07-13 to 2023-07-15, before dated 2023-07-12; 7 killed, before none stated"
    )
    told = State("occurred", None, None, "Rome", None, None)
    assert changes(told, told._replace(status="denied", place=None)) == (
        "was said to have taken place, is denied; now without a place, before in Rome"
    )


def test_counts_have_their_plural() -> None:
    assert [counted(0, "event"), counted(1, "event"), counted(12345, "copy", "copies")] == [
        "0 events",
        "1 event",
        "12,345 copies",
    ]

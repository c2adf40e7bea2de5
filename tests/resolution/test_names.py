"""How far two articles name the same party or the same place."""

import pytest

from resolution.parties import Likeness, is_described, likeness
from resolution.places import Nearness, is_country, nearness
from schemas.telling import Location, Party
from schemas.vocabulary import ActorKind, Role


def person(name: str, country: str | None = None) -> Party:
    return Party(name, Role.PARTICIPANT, country, ActorKind.PERSON)


def state(name: str, country: str) -> Party:
    return Party(name, Role.PARTICIPANT, country, ActorKind.GOVERNMENT)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Xi Jinping", "Jinping Xi", Likeness.SAME),
        ("Volodymyr Zelenskyy", "Volodymyr Zelensky", Likeness.SAME),
        ("Mohammed bin Salman", "Muhammad bin Salman", Likeness.SAME),
        ("Abdel Fattah al-Sisi", "Abdel-Fattah el-Sissi", Likeness.SAME),
        ("Joe Biden", "Joseph Biden", Likeness.SAME),
        ("Luiz Inácio Lula da Silva", "Luiz Inacio Lula", Likeness.SAME),
        ("Antony Blinken", "Anthony Blinken", Likeness.SAME),
        ("Joseph R. Biden, Jr.", "Joe Biden", Likeness.SAME),
        ("Wang Yi", "Wang", Likeness.PARTLY),
        ("Wang Yi", "Wang Wenbin", Likeness.OTHER),
        ("George Bush", "Laura Bush", Likeness.OTHER),
    ],
)
def test_names_of_people(one: str, other: str, expected: Likeness) -> None:
    assert likeness(person(one), person(other)) is expected
    assert likeness(person(other), person(one)) is expected


def test_namesakes_of_two_countries_are_two_people() -> None:
    assert likeness(person("Kim", "KOR"), person("Kim", "PRK")) is Likeness.OTHER


def test_a_person_acts_for_a_state() -> None:
    assert likeness(person("Wang Yi", "CHN"), state("China", "CHN")) is Likeness.STANDS_FOR
    assert likeness(person("Wang Yi", "CHN"), state("Japan", "JPN")) is Likeness.OTHER


def test_an_office_may_be_anybody_of_its_state() -> None:
    office = person("Prime Minister of Israel", "ISR")
    assert is_described(office)
    assert likeness(office, person("Benjamin Netanyahu", "ISR")) is Likeness.STANDS_FOR


def test_places() -> None:
    jakarta, indonesia = Location("Jakarta", "IDN"), Location("Indonesia", "IDN")
    assert is_country(indonesia)
    assert not is_country(jakarta)
    assert nearness((jakarta,), (indonesia,)) is Nearness.WITHIN
    assert nearness((jakarta,), (Location("Bali", "IDN"),)) is Nearness.OTHER_PLACE
    assert nearness((jakarta, Location("Bali", "IDN")), (Location("Bali", "IDN"),)) is Nearness.SAME
    assert nearness((jakarta,), ()) is Nearness.UNTOLD
    assert nearness((Location("Washington, D.C.", "USA"),), (Location("Washington", "USA"),)) is Nearness.SAME

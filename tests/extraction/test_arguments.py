"""Who takes part in an event, and as what: each test one position or one rule of the codebook."""

from collections.abc import Callable

import pytest

from schemas.records import ArticleRecords
from schemas.vocabulary import Kind

Extract = Callable[..., ArticleRecords]


def parts(extracted: ArticleRecords, kind: Kind) -> set[tuple[str, str]]:
    """(role, name) of the participants of the records of that kind."""
    return {(p.role.value, p.name) for record in extracted.records if record.kind is kind for p in record.participants}


@pytest.mark.parametrize(
    "text",
    [
        "President Anna Berg, together with Foreign Minister Olga Lind, met King Olav of Norway in Oslo.",
        "President Anna Berg and Foreign Minister Olga Lind met with King Olav of Norway in Oslo.",
    ],
)
def test_companions_take_the_part_of_the_subject(extract: Extract, text: str) -> None:
    names = {name for _, name in parts(extract(text), Kind.MEETING)}
    assert names == {"Anna Berg", "Olga Lind", "Olav"}


def test_a_meeting_with_somebody_has_the_subject_of_the_clause_as_its_other_side(extract: Extract) -> None:
    text = "Chile will present a plan resulting from yesterday's meeting with Peru."
    assert parts(extract(text), Kind.MEETING) == {("participant", "Chile"), ("participant", "Peru")}


def test_the_body_that_a_summit_is_named_for_takes_part(extract: Extract) -> None:
    text = "Swedish Prime Minister Anna Berg attended an African Union summit in Accra on Monday."
    assert parts(extract(text), Kind.MEETING) == {("participant", "Anna Berg"), ("participant", "African Union")}


def test_who_brokers_talks_mediates(extract: Extract) -> None:
    text = "Talks between Chad and Niger brokered by Qatar opened in Doha on Monday."
    assert ("mediator", "Qatar") in parts(extract(text), Kind.MEETING)


def test_who_claims_an_attack_is_its_perpetrator(extract: Extract) -> None:
    text = "A car bombing killed nine policemen in Mosul on Monday. Islamic State claimed responsibility."
    assert ("perpetrator", "Islamic State") in parts(extract(text), Kind.INCIDENT)


def test_the_suspect_of_an_attack_is_its_perpetrator(extract: Extract) -> None:
    text = "Juan Morales, the main suspect in the assassination of Judge Elena Ruiz, fled."
    assert parts(extract(text), Kind.INCIDENT) == {("perpetrator", "Juan Morales"), ("target", "Elena Ruiz")}


def test_things_do_nothing_to_anybody(extract: Extract) -> None:
    text = "A missile struck a hospital in Aden, killing three nurses."
    assert ("perpetrator", "hospital") not in parts(extract(text), Kind.INCIDENT)


def test_a_protest_can_be_against_a_state(extract: Extract) -> None:
    text = "Thousands of students protested in Santiago against the government of Chile on Monday."
    assert ("target", "Chile") in parts(extract(text), Kind.INCIDENT)


def test_who_kills_and_who_falls_in_a_clash_are_its_sides(extract: Extract) -> None:
    text = "Six Chadian soldiers were killed in a clash with Boko Haram on Monday."
    found = parts(extract(text), Kind.INCIDENT)
    assert {("perpetrator", "Six Chadian soldiers"), ("perpetrator", "Boko Haram")} <= found


def test_an_accident_hits_what_is_named(extract: Extract) -> None:
    text = "A Kenya Airways plane crashed near Sirte on Monday, killing 12 people."
    assert ("target", "Kenya Airways") in parts(extract(text), Kind.INCIDENT)


def test_unnamed_people_take_no_part_in_meetings(extract: Extract) -> None:
    text = "President Anna Berg met students in Lund on Monday."
    assert {name for _, name in parts(extract(text), Kind.MEETING)} <= {"Anna Berg"}


def test_who_describes_a_person_is_that_person(extract: Extract) -> None:
    text = "Rebels released Marc Dubois, a French journalist kidnapped in Mali last year."
    assert ("target", "Marc Dubois") in parts(extract(text), Kind.INCIDENT)

"""Parts that weights give: to whoever is likely, and where an event cannot be without, to the likeliest of the rest."""

import pytest

from extraction.actors import Actor, CountryLink
from extraction.casting import complete, keep_to_codebook
from extraction.draft import Draft, StatusFinding
from extraction.part_cues import first_of_list, stem
from extraction.rules import RulesExtractor
from extraction.triggers import find_candidates
from schemas.vocabulary import IncidentType, Inference, Kind, Role, Status

CHILE, PERU, OSLO = (Actor(name, "government", at, at + 4) for at, name in enumerate(("Chile", "Peru", "Oslo")))


@pytest.fixture
def meeting(extractor: RulesExtractor) -> Draft:
    document = next(iter(extractor._annotator.annotate(["They met."])))
    trigger = next(find_candidates(document, extractor._knowledge.index)).trigger
    return Draft(trigger, Kind.MEETING, StatusFinding(Status.OCCURRED), [])


def test_nobody_meets_alone(meeting: Draft) -> None:
    meeting.actors = [(Role.PARTICIPANT, CHILE)]
    meeting.unlikely = [(0.35, Role.PARTICIPANT, OSLO), (0.45, Role.PARTICIPANT, PERU)]
    complete(meeting)
    assert [actor.name for _, actor in meeting.actors] == ["Chile", "Peru"]


def test_who_is_too_unlikely_has_no_part_even_so(meeting: Draft) -> None:
    meeting.unlikely = [(0.2, Role.PARTICIPANT, PERU)]
    complete(meeting)
    assert meeting.actors == []


def test_two_are_enough_for_a_meeting(meeting: Draft) -> None:
    meeting.actors = [(Role.PARTICIPANT, CHILE), (Role.PARTICIPANT, PERU)]
    meeting.unlikely = [(0.45, Role.PARTICIPANT, OSLO)]
    complete(meeting)
    assert len(meeting.actors) == 2


def test_a_part_that_somebody_has_is_given_to_nobody_else(meeting: Draft) -> None:
    meeting.kind = Kind.INCIDENT
    meeting.actors = [(Role.PERPETRATOR, CHILE)]
    meeting.unlikely = [(0.45, Role.PERPETRATOR, PERU), (0.4, Role.TARGET, OSLO)]
    complete(meeting)
    assert [(role, actor.name) for role, actor in meeting.actors] == [
        (Role.PERPETRATOR, "Chile"),
        (Role.TARGET, "Oslo"),
    ]


def test_a_state_has_no_part_that_its_minister_has(meeting: Draft) -> None:
    code = CountryLink("CHL", Inference.COUNTRY_NAME)
    state = Actor("Chile", "government", 0, 5, code)
    minister = Actor("Antonia Urrejola", "person", 20, 36, code, "foreign minister")
    meeting.actors = [(Role.PARTICIPANT, state), (Role.PARTICIPANT, minister), (Role.PARTICIPANT, PERU)]
    keep_to_codebook(meeting)
    assert [actor.name for _, actor in meeting.actors] == ["Antonia Urrejola", "Peru"]


def test_who_has_no_name_is_not_told_of_an_accident(meeting: Draft) -> None:
    meeting.kind, meeting.incident_type = Kind.INCIDENT, IncidentType.ACCIDENT
    airline, pilots = Actor("Andes Air", "organization", 0, 9), Actor("two pilots", "group", 20, 30, is_described=True)
    meeting.actors = [(Role.TARGET, airline), (Role.TARGET, pilots)]
    keep_to_codebook(meeting)
    assert meeting.actors == [(Role.TARGET, airline)]


def test_members_of_a_list_stand_where_its_first_stands(extractor: RulesExtractor) -> None:
    text = "Two teachers, a nurse and a driver were killed."
    document = next(iter(extractor._annotator.annotate([text])))
    words = {token.text: token for token in document}
    assert {first_of_list(words[name]).text for name in ("teachers", "nurse", "driver")} == {"teachers"}


def test_forms_of_a_word_have_one_stem(extractor: RulesExtractor) -> None:
    document = next(iter(extractor._annotator.annotate(["strikes striking kills killed killing attack attacked"])))
    assert [stem(token) for token in document] == ["strik", "strik", "kill", "kill", "kill", "attack", "attack"]

"""Lists of who was there, and who is meant by an office or "I" that only the title explains."""

from collections.abc import Callable

import pytest

from extraction.attendance import prove_listed
from extraction.draft import Draft, StatusFinding
from extraction.rules import RulesExtractor
from extraction.title_people import Titled, speaker, titled_people
from extraction.triggers import find_candidates
from schemas.records import ArticleRecords
from schemas.vocabulary import Kind, Status

Extract = Callable[..., ArticleRecords]
TITLES = frozenset({"president", "prime minister", "foreign minister", "minister"})


def names(extracted: ArticleRecords, kind: Kind = Kind.MEETING) -> list[list[str]]:
    return [[p.name for p in record.participants] for record in extracted.records if record.kind is kind]


@pytest.mark.parametrize(
    "listing",
    [
        "Participants in the meeting included:\n- Marta Olsen, Chair, Fjord Energy - Governor Nils Aune (Nordland)",
        "<u>Attendees:</u>\n1. Marta Olsen, Fjord Energy\n2. Governor Nils Aune",
        "Those who attended:\nMarta Olsen, Chair of Fjord Energy\nGovernor Nils Aune, Nordland",
        "The meeting also included Deputy Minister Marta Olsen and Governor Nils Aune of Nordland.",
        "Joining the Minister on the call were Marta Olsen of Fjord Energy and Governor Nils Aune.",
    ],
)
def test_who_is_listed_as_having_been_there_takes_part(extract: Extract, listing: str) -> None:
    text = f"Foreign Minister Anna Berg of Sweden held a meeting with Peru in Oslo on Monday.\n{listing}"
    assert names(extract(text)) == [["Anna Berg", "Peru", "Marta Olsen", "Nils Aune"]]


def test_a_list_of_those_who_travelled_belongs_to_the_visit(extract: Extract) -> None:
    text = (
        "Foreign Minister Anna Berg of Sweden visited Lima on Monday.\n"
        "Officials who participated in the trip:\n- Olga Lind, Deputy Minister - Nils Aune, Adviser"
    )
    assert names(extract(text), Kind.VISIT) == [["Anna Berg", "Olga Lind", "Nils Aune"]]


def test_bodies_are_listed_as_people_are(extract: Extract) -> None:
    text = (
        "Foreign Minister Anna Berg of Sweden met King Olav of Norway in Oslo on Monday.\n"
        "Organizations that participated in the meeting included:\n- Alliance for Clean Rivers - Nordic Fishers Union"
    )
    assert names(extract(text)) == [["Anna Berg", "Olav", "Alliance for Clean Rivers", "Nordic Fishers Union"]]


def test_a_list_ends_where_the_text_goes_on(extract: Extract) -> None:
    text = (
        "Foreign Minister Anna Berg of Sweden met King Olav of Norway in Oslo on Monday.\n"
        "Participants:\n- Olga Lind, Deputy Minister\nMarta Olsen said that nothing was decided."
    )
    assert names(extract(text)) == [["Anna Berg", "Olav", "Olga Lind"]]


def test_a_list_of_something_else_names_nobody(extract: Extract) -> None:
    text = (
        "Foreign Minister Anna Berg of Sweden met King Olav of Norway in Oslo on Monday.\n"
        "Topics of the meeting:\n- The legacy of Marta Olsen - Trade"
    )
    assert names(extract(text)) == [["Anna Berg", "Olav"]]


def test_the_title_tells_who_the_president_is(extract: Extract) -> None:
    read = extract(
        "The President spoke on Monday with King Olav of Norway about trade.",
        title="Readout of President Anna Berg’s Call with King Olav of Norway",
    )
    assert names(read) == [["Anna Berg", "Olav"]]


def test_i_am_who_makes_the_statement(extract: Extract) -> None:
    read = extract("On Monday I met King Olav of Norway in Oslo.", title="Statement by President Anna Berg on Norway")
    assert names(read) == [["Anna Berg", "Olav"]]


def test_i_am_nobody_where_several_speak() -> None:
    title = "Remarks by President Anna Berg and Prime Minister Juan Rojas Before Their Meeting"
    assert speaker(title, "I met him.", TITLES) is None
    assert speaker("Remarks by President Anna Berg", "Q Did you meet?\nPRESIDENT BERG: I met him.", TITLES) is None
    assert speaker("Remarks by President Anna Berg", "I met him.", TITLES) == Titled("Anna Berg", "President")


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("Readout of President Juan M. Rojas, Jr. Call with King Olav", [("Juan M. Rojas, Jr.", "President")]),
        ("President Berg Announces a New Envoy", [("Berg", "President")]),
        ("Foreign Minister Olga Lind's Visit to Lima", [("Olga Lind", "Foreign Minister")]),
        ("Readout of the President's Meeting with Mayors", []),
        ("Ministers meet in Oslo", []),
    ],
)
def test_titles_name_people_behind_offices(title: str, found: list[tuple[str, str]]) -> None:
    assert [(t.name, t.office) for t in titled_people(title, TITLES)] == found


def test_a_list_of_who_was_there_proves_the_meeting(extractor: RulesExtractor) -> None:
    text = "Officials held a listening session on rents.\nParticipants included:\n- Marta Olsen - Nils Aune"
    document = next(iter(extractor._annotator.annotate([text])))
    trigger = next(find_candidates(document, extractor._knowledge.index)).trigger
    draft = Draft(trigger, Kind.MEETING, StatusFinding(Status.OCCURRED), [], likelihood=0.1)
    prove_listed(document, [draft], 0.35)
    assert draft.likelihood == 0.35
    visit = Draft(trigger, Kind.VISIT, StatusFinding(Status.OCCURRED), [], likelihood=0.1)
    prove_listed(document, [visit], 0.35)
    assert visit.likelihood == 0.1

"""What the extractor makes of sentences: each test one behaviour of the codebook."""

from collections.abc import Callable
from datetime import date

import pytest

from schemas.records import ArticleRecords, Incident, Meeting, RecordBase
from schemas.vocabulary import AbsenceReason, Basis, Channel, IncidentType, Kind, Precision, Status

Extract = Callable[..., ArticleRecords]


def only(extracted: ArticleRecords, kind: Kind) -> RecordBase:
    (record,) = [record for record in extracted.records if record.kind is kind]
    return record


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The French president met the king of Jordan in Amman.", Status.OCCURRED),
        ("The French president meets the king of Jordan in Amman.", Status.OCCURRED),
        ("The French president will meet the king of Jordan in Amman.", Status.SCHEDULED),
        ("The French president is scheduled to meet the king of Jordan in Amman.", Status.SCHEDULED),
        ("The French president could meet the king of Jordan in Amman.", Status.PROPOSED),
        ("The French president hopes to meet the king of Jordan in Amman.", Status.PROPOSED),
        ("The French president cancelled a meeting with the king of Jordan.", Status.CANCELLED),
        ("The French president postponed a meeting with the king of Jordan.", Status.POSTPONED),
    ],
)
def test_status_comes_from_tense_modality_and_cue_words(extract: Extract, text: str, status: Status) -> None:
    assert only(extract(text), Kind.MEETING).status is status


def test_titles_and_offices_come_apart_from_names(extract: Extract) -> None:
    record = only(extract("US Secretary of State Antony Blinken met Chinese diplomat Wang Yi."), Kind.MEETING)
    assert [(p.name, p.country, p.office) for p in record.participants] == [
        ("Antony Blinken", "USA", "Secretary of State"),
        ("Wang Yi", "CHN", "diplomat"),
    ]


def test_a_bare_surname_stands_for_the_full_name_of_the_article(extract: Extract) -> None:
    text = "Italian Prime Minister Giorgia Meloni arrived in Tunis. Meloni met President Kais Saied of Tunisia."
    record = only(extract(text), Kind.MEETING)
    assert {p.name for p in record.participants} == {"Giorgia Meloni", "Kais Saied"}


def test_delegations_stand_for_their_states(extract: Extract) -> None:
    record = only(extract("Russian and Ukrainian delegations met in Istanbul on Monday."), Kind.MEETING)
    assert {p.country for p in record.participants} == {"RUS", "UKR"}
    assert record.place is not None
    assert record.place.country == "TUR"


def test_last_month_is_the_whole_month_before_publication(extract: Extract) -> None:
    record = only(extract("Janet Yellen visited Beijing last month."), Kind.VISIT)
    assert (record.time.start, record.time.end) == (date(2023, 6, 1), date(2023, 6, 30))
    assert (record.time.precision, record.time.basis) == (Precision.MONTH, Basis.STATED)


def test_without_a_publication_date_nothing_relative_is_resolved(extract: Extract) -> None:
    record = only(extract("Janet Yellen visited Beijing last month.", published=None), Kind.VISIT)
    assert record.time.start is None
    assert [a.reason for a in record.absences if a.field == "time"] == [AbsenceReason.NO_PUBLICATION_DATE]


def test_an_absolute_date_needs_no_publication_date(extract: Extract) -> None:
    record = only(extract("Janet Yellen visited Beijing on 6 July 2023.", published=None), Kind.VISIT)
    assert record.time.start == date(2023, 7, 6)


def test_news_of_the_moment_takes_the_publication_date(extract: Extract) -> None:
    record = only(extract("Poland expels three Russian diplomats."), Kind.INCIDENT)
    assert (record.time.start, record.time.basis) == (date(2023, 7, 13), Basis.PUBLICATION)


def test_an_announcement_without_a_date_gets_none(extract: Extract) -> None:
    record = only(extract("Poland's president will visit Kyiv."), Kind.VISIT)
    assert record.time.start is None
    assert record.time.basis is Basis.NONE


def test_a_phone_call_has_no_place(extract: Extract) -> None:
    record = only(extract("In Paris, President Macron held a phone call with Chancellor Olaf Scholz."), Kind.MEETING)
    assert isinstance(record, Meeting)
    assert record.channel is Channel.PHONE
    assert record.place is None


def test_killed_and_injured_are_counted_and_bare_counts_are_no_targets(extract: Extract) -> None:
    text = "A suicide bombing at a mosque in Kabul killed at least 12 people and wounded 30 others on Friday."
    record = only(extract(text), Kind.INCIDENT)
    assert isinstance(record, Incident)
    assert (record.incident_type, record.killed, record.injured) == (IncidentType.ARMED_ATTACK, 12, 30)
    assert not any("people" in p.name for p in record.participants)


def test_later_mentions_add_to_the_record_instead_of_making_another(extract: Extract) -> None:
    text = "President Macron met Chancellor Scholz in Berlin on Monday. The meeting lasted two hours."
    assert len(extract(text).records) == 1


def test_visits_by_two_people_are_two_visits(extract: Extract) -> None:
    extracted = extract("Recent visits to Beijing by Janet Yellen and John Kerry calmed the markets.")
    assert [[p.name for p in r.participants] for r in extracted.records] == [["Janet Yellen"], ["John Kerry"]]


@pytest.mark.parametrize(
    "text",
    [
        "The plan does not meet the committee's criteria.",
        "The Lakers met the Celtics' challenge with a late run of points.",
        "Shares rose after the company reported higher profits.",
        "The minister spoke to reporters about inflation.",
        "He died of a heart attack.",
    ],
)
def test_what_is_no_event_gives_no_record(extract: Extract, text: str) -> None:
    assert extract(text).records == ()


def test_the_same_text_gives_the_same_records(extract: Extract) -> None:
    text = "Turkish police arrested two journalists in Ankara on Tuesday."
    assert extract(text) == extract(text)

"""When events are: one test a rule, in sentences made for it. Published on Thursday, 13 July 2023."""

from collections.abc import Callable
from datetime import date

import pytest

from schemas.records import ArticleRecords, RecordBase, TimeSpan
from schemas.vocabulary import Basis, IncidentType, Kind

Extract = Callable[..., ArticleRecords]


def time(extracted: ArticleRecords, kind: Kind, sort: IncidentType | None = None) -> TimeSpan:
    record: RecordBase = next(
        record
        for record in extracted.records
        if record.kind is kind and (sort is None or getattr(record, "incident_type", None) is sort)
    )
    return record.time


@pytest.mark.parametrize(
    ("text", "sort"),
    [
        ("Thousands protest in Lisbon against the arrest of two teachers.", IncidentType.ARREST),
        ("The minister apologized for the shooting of two miners.", IncidentType.ARMED_ATTACK),
        ("The army sent doctors in response to the floods in Haiti.", IncidentType.DISASTER),
        ("Police question a man who kidnapped a banker.", IncidentType.ABDUCTION),
        ("The general was convicted of the bombing of a hotel.", IncidentType.ARMED_ATTACK),
        ("Chad expels three envoys after soldiers attacked a convoy.", IncidentType.ARMED_ATTACK),
    ],
)
def test_what_lies_behind_the_news_has_no_date(extract: Extract, text: str, sort: IncidentType) -> None:
    found = time(extract(text), Kind.INCIDENT, sort)
    assert (found.start, found.basis) == (None, Basis.NONE)


@pytest.mark.parametrize(
    "text",
    [
        "A ferry sinks near Lagos, killing 12 people.",
        "Six miners are killed in an explosion in Chile.",
        "Officials say that gunmen attacked a market in Kano.",
        "Schools are closed in Nepal after a wildfire breaks out near Pokhara.",
    ],
)
def test_news_of_the_moment_takes_the_publication_date(extract: Extract, text: str) -> None:
    found = time(extract(text), Kind.INCIDENT)
    assert (found.start, found.basis) == (date(2023, 7, 13), Basis.PUBLICATION)


def test_a_year_before_the_event_noun_is_its_date_and_before_another_noun_is_not(extract: Extract) -> None:
    bombing = time(extract("The 2008 bombing in Ankara killed nine people."), Kind.INCIDENT)
    assert (bombing.start, bombing.end) == (date(2008, 1, 1), date(2008, 12, 31))
    protest = time(extract("Protesters march in Minsk over the 2020 presidential election."), Kind.INCIDENT)
    assert protest.start == date(2023, 7, 13)


def test_a_date_stays_in_its_own_clause(extract: Extract) -> None:
    text = "Sweden expels four Iranian diplomats after losing a case at the world court on June 29."
    assert time(extract(text), Kind.INCIDENT).start == date(2023, 7, 13)


def test_how_rare_something_is_is_not_when(extract: Extract) -> None:
    text = "Japanese Prime Minister Fumio Kishida met Kim Yong-nam in Pyongyang, the first such meeting since 2004."
    assert time(extract(text), Kind.MEETING).start == date(2023, 7, 13)


def test_vague_words_count_for_what_they_stand_by(extract: Extract) -> None:
    text = "Norwegian Foreign Minister Anniken Huitfeldt met Wang Yi in Oslo to ease the tensions of recent months."
    assert time(extract(text), Kind.MEETING).start == date(2023, 7, 13)


def test_a_present_passive_leaves_the_way_of_a_date_open(extract: Extract) -> None:
    text = "A banker is abducted in Multan on Tuesday."
    assert time(extract(text), Kind.INCIDENT).start == date(2023, 7, 11)


def test_a_list_of_topics_tells_no_news(extract: Extract) -> None:
    assert time(extract("Farm protests in Pretoria, Wages in Zambia"), Kind.INCIDENT).basis is Basis.NONE


def test_a_meeting_takes_the_day_of_its_visit_within_the_year_of_its_name(extract: Extract) -> None:
    text = (
        "Vice President Kamala Harris will travel to Munich on July 20 to attend the 2023 Munich Security Conference."
    )
    assert time(extract(text), Kind.VISIT).start == date(2023, 7, 20)
    assert time(extract(text), Kind.MEETING).start == date(2023, 7, 20)


def test_the_length_of_what_ended_counts_backwards(extract: Extract) -> None:
    found = time(extract("Trade Minister Don Farrell ended a three-day visit to Vietnam on Tuesday."), Kind.VISIT)
    assert (found.start, found.end) == (date(2023, 7, 9), date(2023, 7, 11))


def test_what_is_put_off_keeps_the_day_that_it_was_planned_for(extract: Extract) -> None:
    text = (
        "The visit of Prime Minister Mark Rutte to Ghana, which was due to begin on Sunday, was postponed on Tuesday."
    )
    assert time(extract(text), Kind.VISIT).start == date(2023, 7, 16)


def test_the_present_tense_among_past_tenses_tells_of_the_future(extract: Extract) -> None:
    text = "Ministers said that they were hopeful. The envoy flew home. The NATO summit opens in Vilnius on Monday."
    assert time(extract(text), Kind.MEETING).start == date(2023, 7, 17)


def test_this_year_in_the_name_of_what_is_news_dates_nothing(extract: Extract) -> None:
    found = time(extract("Chile and Peru signed an agreement at the 2023 climate summit in Lima."), Kind.MEETING)
    assert (found.start, found.end, found.basis) == (date(2023, 7, 13), date(2023, 7, 13), Basis.PUBLICATION)


def test_a_weekday_before_the_noun_of_what_happened_is_past(extract: Extract) -> None:
    found = time(extract("The Chilean minister criticizes Peru at Monday's summit of the two countries."), Kind.MEETING)
    assert found.start == date(2023, 7, 10)

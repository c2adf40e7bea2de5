"""What else a record carries: each test one behaviour of docs/codebook.md, "Further fields"."""

from collections.abc import Callable
from datetime import date

import pytest

from extraction.rules import RulesExtractor
from extraction.weights import load_learned
from schemas.article import Article
from schemas.records import ArticleRecords, Record
from schemas.vocabulary import Inference, Kind

Extract = Callable[..., ArticleRecords]


@pytest.fixture(scope="module")
def learned() -> RulesExtractor:
    return RulesExtractor(learned=load_learned())


def only(extracted: ArticleRecords, kind: Kind) -> Record:
    (record,) = [record for record in extracted.records if record.kind is kind]
    return record


def test_what_was_discussed_in_later_sentences_is_a_topic_of_the_meeting(extract: Extract) -> None:
    text = (
        "President Macron met Chancellor Scholz in Berlin on Monday. The two leaders discussed migration. "
        "They also reaffirmed their support for a ceasefire in Sudan."
    )
    record = only(extract(text), Kind.MEETING)
    assert record.topics == ("migration", "war")
    assert [e.span.text for e in record.evidence if e.field.startswith("topics") and e.span] == [
        "migration",
        "ceasefire",
    ]


def test_what_somebody_else_says_is_no_topic(extract: Extract) -> None:
    text = "President Macron met Chancellor Scholz in Berlin. A new law on migration was passed in Rome."
    assert only(extract(text), Kind.MEETING).topics == ()


def test_an_attack_is_about_nothing(extract: Extract) -> None:
    text = "Gunmen shot dead two election officials in Baghdad on Monday."
    assert only(extract(text), Kind.INCIDENT).topics == ()


def test_a_minister_of_trade_does_not_make_trade_a_topic(extract: Extract) -> None:
    text = "President Macron met Trade Minister Adam Farkas in Berlin to discuss migration."
    assert only(extract(text), Kind.MEETING).topics == ("migration",)


def test_the_name_of_the_occasion_tells_nothing_of_the_meeting(extract: Extract) -> None:
    text = "President Macron met Chancellor Scholz on the sidelines of the UN Conference on Trade in Bali."
    record = only(extract(text), Kind.MEETING)
    assert record.occasion is not None
    assert record.occasion.text.startswith("on the sidelines of the UN Conference")
    assert record.topics == ()


@pytest.mark.parametrize(
    ("text", "days", "since"),
    [
        ("Macron met Scholz in Berlin, their third meeting in two weeks.", 14, None),
        ("Macron met Scholz in Berlin for the third time in a decade.", 3650, None),
        ("Macron met Scholz in Berlin for the third time this month.", None, date(2023, 7, 1)),
        ("Macron met Scholz in Berlin for the third time since October 2021.", None, date(2021, 10, 1)),
        ("Macron met Scholz in Berlin for the third time since they quarrelled in 2019.", None, date(2019, 1, 1)),
        ("Macron met Scholz in Berlin for the third time.", None, None),
    ],
)
def test_a_claim_has_the_time_that_its_count_covers(
    extract: Extract, text: str, days: int | None, since: date | None
) -> None:
    (claim,) = only(extract(text), Kind.MEETING).claims
    assert (claim.ordinal, claim.period_days, claim.since) == (3, days, since)


def test_without_a_publication_date_this_year_says_nothing(extract: Extract) -> None:
    text = "Macron met Scholz in Berlin for the third time this year."
    (claim,) = only(extract(text, published=None), Kind.MEETING).claims
    assert (claim.ordinal, claim.since) == (3, None)


def test_a_claim_told_in_the_next_sentence_belongs_to_the_event_before(extract: Extract) -> None:
    text = "A car bomb exploded in Kabul on Monday, killing six people. It was the third attack in the city since 2021."
    (claim,) = only(extract(text), Kind.INCIDENT).claims
    assert claim.text.text == "the third attack in the city since 2021"
    assert (claim.ordinal, claim.since) == (3, date(2021, 1, 1))


def test_a_relation_names_the_other_record_and_the_words_between(extract: Extract) -> None:
    extracted = extract("Israel launched air strikes on Gaza in response to rocket attacks on Ashkelon.")
    strikes, attacks = extracted.records
    assert [(r.type, r.record_id) for r in strikes.relations] == [("response_to", attacks.record_id)]
    assert attacks.relations == ()
    assert [e.span and e.span.text for e in strikes.evidence if e.field == "relations.0"] == ["in response to"]


def test_a_meeting_that_a_visit_is_for_is_during_it_by_grammar(learned: RulesExtractor) -> None:
    text = "Volodymyr Zelenskyy visits France to meet President Emmanuel Macron."
    article = Article(article_id="test", text=text, published=date(2023, 2, 8))
    extracted = next(learned.extract([article]))
    meeting, visit = only(extracted, Kind.MEETING), only(extracted, Kind.VISIT)
    assert [(r.type, r.record_id) for r in meeting.relations] == [("during", visit.record_id)]
    assert [e.inference for e in meeting.evidence if e.field == "relations.0"] == [Inference.GRAMMAR]


@pytest.mark.parametrize(
    "text",
    [
        "Rebels attacked an army base near Goma, officials said.",
        "The army said that rebels attacked a base near Goma.",
    ],
)
def test_who_says_so_stands_before_or_after(extract: Extract, text: str) -> None:
    record = only(extract(text), Kind.INCIDENT)
    assert record.attribution is not None
    assert record.attribution.text in ("officials said", "The army said")


def test_what_is_taken_for_granted_is_not_attributed(extract: Extract) -> None:
    text = "The bank said that prices had doubled since Iraq attacked Kuwait City in 1990."
    assert [record.attribution for record in extract(text).records if record.kind is Kind.INCIDENT] == [None]

"""What is parsed: nothing of an article without an event, all of a short one, of a long one what its events lean on."""

from datetime import date

import pytest

from extraction.extractor import Extractor
from extraction.rules import RulesExtractor
from extraction.triage import sentences_of
from extraction.weights import load_learned
from schemas.article import Article

_FILLER = "The committee published its yearly figures on milk and butter. Prices were a little lower than before. " * 60
_OPENING = "Norland's prime minister Anna Berg leads a coalition of three parties. It has a majority of two seats.\n\n"
_EVENT = "On Monday Berg met President Emmanuel Macron in Paris for talks on fishing. They dined afterwards.\n\n"


@pytest.fixture(scope="module")
def triaging() -> RulesExtractor:
    return RulesExtractor(learned=load_learned())


def _parsed(extractor: RulesExtractor, text: str) -> str:
    document = extractor._annotator.words(text)
    assert extractor._triage is not None
    return " ".join(document[part.start : part.stop].text for part in extractor._triage.parts(document))


def test_an_article_without_trigger_words_is_not_parsed(triaging: RulesExtractor) -> None:
    assert _parsed(triaging, _FILLER) == ""


def test_a_short_article_with_an_event_is_parsed_as_a_whole(triaging: RulesExtractor) -> None:
    assert _parsed(triaging, _OPENING + _EVENT).strip() == (_OPENING + _EVENT).strip()


def test_of_a_long_article_the_event_its_neighbours_and_the_introduction_of_its_people_are_parsed(
    triaging: RulesExtractor,
) -> None:
    parsed = _parsed(triaging, _FILLER + _OPENING + _FILLER + _EVENT + _FILLER)
    assert "Berg met President" in parsed
    assert "prime minister Anna Berg" in parsed
    assert len(parsed) < 0.2 * len(3 * _FILLER)


def test_what_is_found_stands_where_it_stands_in_the_whole_article(extractor: Extractor) -> None:
    text = _FILLER + _OPENING + _FILLER + _EVENT
    (found,) = extractor.extract([Article(article_id="long", text=text, published=date(2023, 7, 11))])
    meeting = found.records[0]
    assert text[meeting.trigger.start : meeting.trigger.end] == meeting.trigger.text == "met"
    assert [participant.name for participant in meeting.participants] == ["Anna Berg", "Emmanuel Macron"]
    for each in meeting.evidence:
        if each.span is not None:
            assert text[each.span.start : each.span.end] == each.span.text


def test_an_article_comes_out_the_same_alone_and_among_others(extractor: Extractor) -> None:
    articles = [
        Article(article_id=str(n), text=_OPENING * n + _EVENT, published=date(2023, 7, 11)) for n in range(1, 6)
    ]
    together = list(extractor.extract(articles))
    assert [outcome for article in articles for outcome in extractor.extract([article])] == together


def test_sentences_end_at_stops_and_lines_but_not_at_initials() -> None:
    texts = ["Mr.", "Li", "met", "her", ".", "”", "They", "spoke", "\n\n", "Then", "he", "left"]
    assert list(sentences_of(texts)) == [range(6), range(6, 9), range(9, 12)]

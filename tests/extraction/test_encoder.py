"""The encoder gives opinions, as cues beside the others: on one document alone, always the same."""

from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc

from benchmarks.folded_opinions import FoldedOpinions, line_of
from extraction.encoder import LONGEST_WINDOW, ROLES, Encoder, Opinion, event_cues, part_cues, window
from extraction.weights import SHIPPED
from schemas.errors import WrongConfiguration
from schemas.vocabulary import ROLES_BY_KIND, Kind, Role


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder(SHIPPED)


def _doc(text: str) -> Doc:
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    return nlp(text)


def _opinion(encoder: Encoder, text: str, word: str) -> tuple[Doc, Opinion]:
    doc = _doc(text)
    at = next(token.i for token in doc if token.text == word)
    (opinion,) = encoder.opinions(doc, [doc[at : at + 1]])
    assert opinion is not None
    return doc, opinion


def test_an_event_has_better_odds_than_another_use_of_the_word(encoder: Encoder) -> None:
    _, event = _opinion(encoder, "Prime Minister Kari Dahl met President Luis Rojas in Oslo on Monday.", "met")
    _, other = _opinion(encoder, "The plant met the targets of the regulator in its first year.", "met")
    assert event.event > 0 > other.event


def test_it_tells_who_strikes_from_who_is_struck(encoder: Encoder) -> None:
    doc, opinion = _opinion(encoder, "Rebels attacked soldiers near the border on Monday, killing four.", "attacked")
    odds = {doc[word].text: dict(zip(ROLES, each, strict=True)) for word, each in opinion.roles.items()}
    assert odds["Rebels"][Role.PERPETRATOR] > odds["Rebels"][Role.TARGET]
    assert odds["soldiers"][Role.TARGET] > odds["soldiers"][Role.PERPETRATOR]


def test_an_opinion_does_not_depend_on_what_was_read_before(encoder: Encoder) -> None:
    text = "The two ministers held talks in Geneva."
    _, first = _opinion(encoder, text, "talks")
    _opinion(encoder, "An air strike hit the port. Talks were called off.", "strike")
    _, again = _opinion(encoder, text, "talks")
    assert first == again


def test_the_window_holds_the_trigger_and_no_more_words_than_it_may() -> None:
    doc = _doc("Short one. " + "word " * 200 + "met " + "word " * 200 + ". Another one.")
    at = next(token.i for token in doc if token.text == "met")
    shown = window(doc[at : at + 1])
    assert shown.start <= at < shown.end
    assert shown.end - shown.start <= LONGEST_WINDOW
    assert list(shown.trigger) == [at]


def test_without_an_opinion_there_are_no_cues() -> None:
    assert list(event_cues(None)) == []
    assert list(part_cues(None, 3, ROLES_BY_KIND[Kind.VISIT])) == []


def test_cues_name_only_the_parts_that_the_kind_knows() -> None:
    opinion = Opinion(2.4, {7: [0.0, 1.2, -9.0, 3.6, -2.0, -2.0]})
    assert list(event_cues(opinion)) == ["encoder=2"]
    cues = set(part_cues(opinion, 7, ROLES_BY_KIND[Kind.VISIT]))
    assert cues == {"encoder:host=1", "encoder:visitor=4"}
    assert list(part_cues(opinion, 8, ROLES_BY_KIND[Kind.VISIT])) == []


def test_opinions_on_file_are_found_again(tmp_path: Path) -> None:
    doc = _doc("Ministers met in Oslo.")
    path = tmp_path / "opinions.jsonl"
    path.write_text(line_of(doc.text, doc[1:2], Opinion(1.26, {0: [2.2, -8, 0, 0, 0, 0], 1: [0.4, 0, 0, 0, 0, 0]})))
    found, missing = FoldedOpinions(path).opinions(doc, [doc[1:2], doc[2:3]])
    assert found == Opinion(1.3, {0: [2, -6, 0, 0, 0, 0], 1: [0, 0, 0, 0, 0, 0]})
    assert missing is None


def test_a_missing_model_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(WrongConfiguration, match=r"encoder\.onnx") as error:
        Encoder(tmp_path)
    assert "--extractor rules" in error.value.remedy

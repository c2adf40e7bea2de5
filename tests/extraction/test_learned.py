"""The learned extractor: weights decide where the rules leave it open, and never beyond what the text says."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from shutil import copytree

import pytest

from extraction.explain import explanations
from extraction.extractor import LEARNED, RULES, load_extractor
from extraction.lexicon.load import SHIPPED
from extraction.rules import RulesExtractor
from extraction.weights import Learned, load_learned
from schemas.article import Article
from schemas.errors import WrongConfiguration
from schemas.records import ArticleRecords

PUBLISHED = date(2024, 5, 7)


@pytest.fixture(scope="module")
def learned() -> Learned:
    return load_learned()


@pytest.fixture(scope="module")
def learned_extractor(learned: Learned) -> RulesExtractor:
    return RulesExtractor(learned=learned)


@pytest.fixture(scope="module")
def read(learned_extractor: RulesExtractor) -> Callable[[str], ArticleRecords]:
    def _read(text: str) -> ArticleRecords:
        return next(learned_extractor.extract([Article(article_id="test", text=text, published=PUBLISHED)]))

    return _read


def test_a_meeting_is_one_record_with_both_sides(read: Callable[[str], ArticleRecords]) -> None:
    (record,) = read("Norwegian Prime Minister Kari Dahl met Chilean President Luis Rojas in Oslo on Monday.").records
    assert {p.name for p in record.participants} == {"Kari Dahl", "Luis Rojas"}
    assert record.time.start == date(2024, 5, 6)


@pytest.mark.parametrize(
    "text",
    [
        "The company will meet the deadline for its new engine.",
        "The champions met their rivals in the final of the cup.",
        "The bank reported strong earnings, and its shares rose.",
    ],
)
def test_other_uses_of_the_words_are_no_events(read: Callable[[str], ArticleRecords], text: str) -> None:
    assert read(text).records == ()


def test_confidence_is_the_likelihood_of_the_event(read: Callable[[str], ArticleRecords]) -> None:
    (record,) = read("Gunmen killed four soldiers in an attack on a checkpoint in northern Mali on Monday.").records
    assert 0.4 <= record.confidence <= 1


def test_the_same_article_gives_the_same_records(learned: Learned, read: Callable[[str], ArticleRecords]) -> None:
    text = "Police in Lima arrested a former minister on Sunday. Protesters marched in Cusco a day later."
    again = RulesExtractor(learned=learned).extract([Article(article_id="test", text=text, published=PUBLISHED)])
    assert next(again) == read(text)


def test_a_frame_that_nothing_was_learned_of_is_left_to_its_conditions(tmp_path: Path, learned: Learned) -> None:
    folder = copytree(SHIPPED, tmp_path / "lexicon")
    (folder / "frames" / "mine.yaml").write_text(
        "- id: yodel-at\n  kind: incident\n  type: other\n  verbs: [yodel]\n"
        "  arguments:\n    perpetrator: [subject]\n    target: [at]\n"
    )
    article = Article(article_id="test", text="Protesters yodelled at the embassy in Vienna.", published=PUBLISHED)
    (record,) = next(RulesExtractor(folder, learned).extract([article])).records
    assert record.trigger.text == "yodelled"


def test_every_candidate_is_explained(learned_extractor: RulesExtractor, learned: Learned) -> None:
    text = "Kari Dahl met Luis Rojas in Oslo. The company will meet the deadline."
    (weighed,) = learned_extractor.weigh([(text, PUBLISHED, "")])
    met, meet = explanations(weighed, learned, most=3)
    assert met.is_likely
    assert not meet.is_likely
    assert met.likelihood is not None
    assert meet.likelihood is not None
    assert met.likelihood > meet.likelihood
    assert len(met.reasons) == 3
    assert {part.name for part in met.parts} >= {"Kari Dahl", "Luis Rojas"}


def test_extractors_have_names_and_fingerprints_of_their_own() -> None:
    names = [load_extractor(name).fingerprint.split("-")[0] for name in (LEARNED, RULES)]
    assert names == ["learned", "rules"]
    with pytest.raises(WrongConfiguration, match="no extractor is called 'oracle'"):
        load_extractor("oracle")

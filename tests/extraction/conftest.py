"""The extractor, loaded once for the tests of this folder."""

from collections.abc import Callable
from datetime import date

import pytest

from extraction.mentions import ActorFinder
from extraction.names import People
from extraction.rules import RulesExtractor
from schemas.article import Article
from schemas.records import ArticleRecords


@pytest.fixture(scope="session")
def extractor() -> RulesExtractor:
    return RulesExtractor()


@pytest.fixture(scope="session")
def extract(extractor: RulesExtractor) -> Callable[..., ArticleRecords]:
    def _extract(text: str, published: date | None = date(2023, 7, 13), title: str = "") -> ArticleRecords:
        article = Article(article_id="test", text=text, title=title, published=published)
        return next(extractor.extract([article]))

    return _extract


@pytest.fixture(scope="session")
def find(extractor: RulesExtractor) -> Callable[[str], ActorFinder]:
    """The actors of a text, before any event is read."""

    def _find(text: str) -> ActorFinder:
        knowledge = extractor._knowledge
        lexicon, gazetteer = knowledge.index.lexicon, knowledge.gazetteer
        document = next(iter(extractor._annotator.annotate([text])))
        return ActorFinder(document, lexicon, gazetteer, People(document, lexicon, gazetteer))

    return _find

"""The embedded extractor: spaCy for the parse, the lexicon for the meaning, rules for the rest."""

from collections.abc import Iterable, Iterator

from schemas.article import Article
from schemas.records import ArticleRecords


class RulesExtractor:
    """Offline, deterministic, explainable."""

    fingerprint = "rules-0"

    def extract(self, articles: Iterable[Article]) -> Iterator[ArticleRecords]:
        """Read each article."""
        for article in articles:
            yield ArticleRecords(article=article, extractor=self.fingerprint)

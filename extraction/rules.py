"""The embedded extractor: spaCy for the parse, the lexicon for the meaning, rules for the rest."""

import hashlib
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import tee
from pathlib import Path

from extraction.annotate import Annotator
from extraction.assemble import article_records
from extraction.gazetteer import Gazetteer
from extraction.lexicon.index import LexiconIndex
from extraction.lexicon.load import SHIPPED, load_lexicon
from extraction.lexicon.models import Lexicon
from extraction.reading import Knowledge, Weighed, read, weigh
from extraction.weights import Learned
from schemas.article import Article
from schemas.records import ArticleRecords


class RulesExtractor:
    """Offline, deterministic, explainable. Loading takes about two seconds."""

    def __init__(self, lexicon_folder: Path = SHIPPED, learned: Learned | None = None) -> None:
        lexicon = load_lexicon(lexicon_folder)
        self._annotator = Annotator(lexicon)
        self._knowledge = Knowledge(LexiconIndex(lexicon), Gazetteer(lexicon), _bodies(lexicon), learned)
        name = f"learned-{learned.fingerprint}" if learned else "rules"
        self.fingerprint = f"{name}-{_code_fingerprint()}-{lexicon.fingerprint}-{self._annotator.model}"

    def extract(self, articles: Iterable[Article]) -> Iterator[ArticleRecords]:
        """Read each article, in order."""
        given, read_ahead = tee(articles)
        documents = self._annotator.annotate(article.text for article in read_ahead)
        for article, document in zip(given, documents, strict=True):
            drafts = read(document, article.published, self._knowledge, article.title or "")
            yield article_records(article, drafts, self.fingerprint)

    def weigh(self, texts: Iterable[tuple[str, date | None, str]]) -> Iterator[list[Weighed]]:
        """For each text, publication date and title: every candidate and mention with its cues."""
        given, read_ahead = tee(texts)
        documents = self._annotator.annotate(text for text, _, _ in read_ahead)
        for (_, published, title), document in zip(given, documents, strict=True):
            yield weigh(document, published, self._knowledge, title)


def _bodies(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(name for body in lexicon.organizations for name in (body.name, *body.aliases))


def _code_fingerprint() -> str:
    """Changes with any line of this room's code."""
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parent.rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]

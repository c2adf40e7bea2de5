"""The embedded extractor: spaCy for the parse, the lexicon for the meaning, rules for the rest."""

import hashlib
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import tee
from pathlib import Path

from spacy.tokens import Doc

from extraction.annotate import Annotator
from extraction.assemble import article_records
from extraction.cities import TABLE
from extraction.draft import Draft
from extraction.gazetteer import Gazetteer
from extraction.lexicon.index import LexiconIndex
from extraction.lexicon.load import SHIPPED, load_lexicon
from extraction.lexicon.models import Lexicon
from extraction.partial import excerpt, put_back
from extraction.reading import Knowledge, Weighed, likelihoods, read, weigh
from extraction.triage import Triage
from extraction.weights import Learned
from schemas.article import Article
from schemas.records import ArticleRecords

# Each batch is held in memory at once, parsed.
BATCH_ARTICLES, BATCH_CHARACTERS = 128, 100_000


class RulesExtractor:
    """Offline, deterministic, explainable. Loading takes about two seconds."""

    def __init__(self, lexicon_folder: Path = SHIPPED, learned: Learned | None = None, triage: bool = True) -> None:
        """Without `triage` every article is parsed as a whole."""
        lexicon = load_lexicon(lexicon_folder)
        self._annotator = Annotator(lexicon)
        self._knowledge = Knowledge(LexiconIndex(lexicon), Gazetteer(lexicon), _bodies(lexicon), learned)
        self._triage = Triage(self._knowledge.index, learned.triage if learned else None) if triage else None
        name = f"learned-{learned.fingerprint}" if learned else "rules"
        self.fingerprint = f"{name}-{_code_fingerprint()}-{lexicon.fingerprint}-{self._annotator.model}"

    def extract(self, articles: Iterable[Article]) -> Iterator[ArticleRecords]:
        """Read each article, in order."""
        for batch in batched_by_text(articles):
            documents = [self._annotator.words(article.text) for article in batch]
            parts = [self._triage.parts(d) if self._triage else [range(len(d))] for d in documents]
            parsed = self._annotator.annotate(excerpt(d, p) for d, p in zip(documents, parts, strict=True) if p)
            for article, document, kept in zip(batch, documents, parts, strict=True):
                drafts = self._read(article, put_back(document, kept, next(parsed))) if kept else []
                yield article_records(article, drafts, self.fingerprint)

    def _read(self, article: Article, document: Doc) -> list[Draft]:
        return read(document, article.published, self._knowledge, article.title or "")

    @property
    def index(self) -> LexiconIndex:
        """The lexicon, made ready for matching."""
        return self._knowledge.index

    def judged_words(self, article: Article) -> tuple[list[str], dict[int, float]]:
        """The words of an article, parsed as a whole, and how likely an event each trigger is, by its first word."""
        (document,) = self._annotator.annotate([article.text])
        likely: dict[int, float] = {}
        for start, likelihood in likelihoods(document, article.published, self._knowledge, article.title):
            likely[start] = max(likelihood, likely.get(start, 0.0))
        return [token.text for token in document], likely

    def weigh(self, texts: Iterable[tuple[str, date | None, str]]) -> Iterator[list[Weighed]]:
        """For each text, publication date and title: every candidate and mention with its cues."""
        given, read_ahead = tee(texts)
        documents = self._annotator.annotate(text for text, _, _ in read_ahead)
        for (_, published, title), document in zip(given, documents, strict=True):
            yield weigh(document, published, self._knowledge, title)


def batched_by_text(articles: Iterable[Article]) -> Iterator[list[Article]]:
    """The articles in batches of as much text as spaCy reads fastest; a longer article is a batch of its own."""
    batch: list[Article] = []
    size = 0
    for article in articles:
        if batch and (size + len(article.text) > BATCH_CHARACTERS or len(batch) == BATCH_ARTICLES):
            yield batch
            batch, size = [], 0
        batch.append(article)
        size += len(article.text)
    if batch:
        yield batch


def _bodies(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(name for body in lexicon.organizations for name in (body.name, *body.aliases))


def _code_fingerprint() -> str:
    """Changes with any line of this room's code, and with its table of cities."""
    digest = hashlib.sha256()
    for path in (*sorted(Path(__file__).parent.rglob("*.py")), TABLE):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]

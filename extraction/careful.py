"""Extraction that loses one article, not the batch, where an article makes the extractor fail."""

import hashlib
from collections.abc import Iterator, Sequence

from extraction.extractor import Extractor
from schemas.article import Article
from schemas.records import ArticleRecords
from schemas.reject import Reject
from schemas.vocabulary import RejectReason


def extract_carefully(extractor: Extractor, articles: Sequence[Article]) -> Iterator[ArticleRecords | Reject]:
    """The outcome of each article, in order: its records, or a reject that says how the extractor failed."""
    together = _together(extractor, articles)
    if together is not None:
        yield from together
        return
    for article in articles:
        try:
            yield from list(extractor.extract([article]))
        except Exception as error:  # noqa: BLE001 - an unforeseen failure becomes a reject with its name, not a lost batch
            yield failed(article, f"failed: {type(error).__name__}: {str(error)[:300]}")


def _together(extractor: Extractor, articles: Sequence[Article]) -> list[ArticleRecords] | None:
    try:
        return list(extractor.extract(articles))
    except Exception:  # noqa: BLE001 - whatever it was, it is found again article by article
        return None


def failed(article: Article, what: str) -> Reject:
    """The reject of an article on which the extractor did not succeed; `what` says how it failed."""
    message = f"the extractor {what}"
    key = f"{article.origin}\x1f{article.article_id}\x1f{article.content_hash}\x1f{message}"
    return Reject(
        reject_id=hashlib.sha256(key.encode()).hexdigest()[:20],
        origin=article.origin,
        article_id=article.article_id,
        reason=RejectReason.EXTRACTION_FAILED,
        message=message,
        remedy="Report the article; the next version of the extractor reads it again.",
        excerpt=article.text[:200],
    )

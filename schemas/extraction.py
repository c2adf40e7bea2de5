"""The outcome of reading one article version with one extractor: kept even where no record came of it."""

from schemas.base import Model


class Extraction(Model):
    """One row per article version read. A new `extractor` fingerprint makes the article due again."""

    article_id: str
    content_hash: str
    extractor: str
    record_count: int

"""What one run has seen already: the same article twice, or two texts under one id."""

from schemas.article import Article
from schemas.errors import BadInput
from schemas.vocabulary import RejectReason


class SeenArticles:
    """The ids and content hashes of a run's articles: some 300 bytes an article, whatever their length."""

    def __init__(self) -> None:
        self._seen: dict[str, tuple[str, str]] = {}

    def is_new(self, article: Article) -> bool:
        """True at the first sight of an article, False for an identical repeat.

        Raises BadInput (`duplicate_id`) where its id stands for other content: the first one is kept.
        """
        known = self._seen.get(article.article_id)
        if known is None:
            self._seen[article.article_id] = (article.content_hash, article.origin)
            return True
        content_hash, origin = known
        if content_hash != article.content_hash:
            raise BadInput(
                RejectReason.DUPLICATE_ID,
                f"the id {article.article_id} stands for another text, title or date in {origin}, "
                f"which was taken; this one in {article.origin} was not",
                "Give each article an id of its own; a later version of an article goes into a later run.",
            )
        return False

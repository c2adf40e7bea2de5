"""An article that makes the extractor fail costs that article, not the batch."""

from collections.abc import Iterable, Iterator

from extraction.careful import extract_carefully
from schemas.article import Article
from schemas.records import ArticleRecords
from schemas.reject import Reject
from schemas.vocabulary import RejectReason


class Choking:
    fingerprint = "choking"

    def extract(self, articles: Iterable[Article]) -> Iterator[ArticleRecords]:
        for article in articles:
            if "poison" in article.text:
                raise RecursionError("too deep")
            yield ArticleRecords(article=article, extractor=self.fingerprint)


def test_a_failing_article_becomes_a_reject_and_the_others_are_read() -> None:
    articles = [Article(article_id=str(i), text=text) for i, text in enumerate(["good", "poison", "good too"])]
    outcomes = list(extract_carefully(Choking(), articles))
    assert [type(outcome) for outcome in outcomes] == [ArticleRecords, Reject, ArticleRecords]
    reject = outcomes[1]
    assert isinstance(reject, Reject)
    assert (reject.article_id, reject.reason) == ("1", RejectReason.EXTRACTION_FAILED)
    assert "RecursionError: too deep" in reject.message

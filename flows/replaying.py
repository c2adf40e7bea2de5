"""Records that are there already, taken through a home: to see what resolution makes of them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flows.extracting import read_package
from flows.intake import Intake
from flows.pipeline import load_and_publish
from schemas.article import Article
from schemas.errors import DamagedData
from schemas.records import ArticleRecords
from warehouse.home import Home
from warehouse.query import query


@dataclass(frozen=True)
class Replayed:
    """What was published: the event of each record, and each event as a row of `fact_event`, by their ids."""

    event_ids: dict[str, str]
    events: dict[str, dict[str, Any]]


class _Replay:
    """An extractor that gives what was extracted before."""

    def __init__(self, extracted: Sequence[ArticleRecords]) -> None:
        self._by_article = {each.article.article_id: each for each in extracted}
        self.fingerprint = extracted[0].extractor if extracted else "nothing"

    def extract(self, articles: Iterable[Article]) -> Iterator[ArticleRecords]:
        """What each article gave before."""
        for article in articles:
            yield self._by_article[article.article_id]


def replay(extracted: Sequence[ArticleRecords], home: Home, now: datetime) -> Replayed:
    """Take the articles and their records into the home, and publish.

    A record whose article the home keeps as a copy of another has no event. Raises DamagedData where a package
    cannot be loaded.
    """
    records = _Replay(extracted)
    with Intake(home, records.fingerprint, now) as intake:
        taken = intake.take([each.article for each in extracted], now)
    for package in taken.packages:
        read_package(home, package, records)
    damaged = load_and_publish(home).damaged
    if damaged:
        raise DamagedData("; ".join(damaged))
    told = query(home, "SELECT record_id, event_id FROM fact_record").to_pylist()
    events = query(home, "SELECT * FROM fact_event").to_pylist()
    return Replayed(
        event_ids={row["record_id"]: row["event_id"] for row in told},
        events={row["event_id"]: row for row in events},
    )

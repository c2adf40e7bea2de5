"""What becomes of articles that come in: read for records, kept as a copy, or left because they are known."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import TracebackType
from typing import Self

from resolution.copies import signature_of
from schemas.article import Article
from warehouse.copies import KnownSignatures
from warehouse.home import Home
from warehouse.known import KnownExtractions
from warehouse.lake import write_articles


@dataclass(frozen=True)
class Taken:
    """What became of some articles. `packages` hold those that are due for extraction, and copies beside them; there is
    none where nothing is new."""

    packages: tuple[str, ...]
    due: int
    copies: int
    known: int


class Intake:
    """Puts articles into the lake, each version once; knows what a home has, loaded or not, and what this run took."""

    def __init__(self, home: Home, extractor: str, now: datetime, waiting: Sequence[str] = ()) -> None:
        """`extractor` is a fingerprint; `waiting` are packages of articles that this run is going to extract anyway.

        Raises WarehouseBusy where another process writes for too long.
        """
        self._home = home
        self._known = KnownExtractions(home, extractor, now, waiting)
        self._signatures = KnownSignatures(home, now)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._signatures.__exit__(kind, error, trace)

    def take(self, articles: Sequence[Article], now: datetime) -> Taken:
        """Write a package of what is new among the articles, if anything is; it is safe when this returns.

        Where an article is there in several versions, each goes into a package of its own, in their order: of two that
        do not say when they were made, the one that was put into the lake last is current.
        """
        taken = [
            self._take(group, now + timedelta(microseconds=number)) for number, group in enumerate(_in_order(articles))
        ]
        packages = tuple(name for each in taken for name in each.packages)
        due, copies = sum(each.due for each in taken), sum(each.copies for each in taken)
        return Taken(packages, due, copies, len(articles) - due - copies)

    def _take(self, articles: Sequence[Article], now: datetime) -> Taken:
        split = self._known.split(articles)
        signatures = [signature for article in split.due if (signature := signature_of(article))]
        found = self._signatures.ask(signatures)
        fresh: list[Article] = []
        copies = known = 0
        for article in split.due:
            version = (article.article_id, article.content_hash)
            original = found.copy_of.get(version)
            if original is None:
                fresh.append(article)
            elif version in found.seen:
                known += 1
            else:
                copies += 1
                fresh.append(article.model_copy(update={"copy_of_article_id": original}))
        kept = {(article.article_id, article.content_hash) for article in fresh}
        packages: tuple[str, ...] = ()
        if fresh:
            signed = [each for each in signatures if (each.article_id, each.content_hash) in kept]
            packages = (write_articles(self._home, fresh, now, signed).load_id,)
            self._known.remember(fresh)
        return Taken(packages, len(fresh) - copies, copies, split.known_count + known)


def _in_order(articles: Sequence[Article]) -> Iterator[list[Article]]:
    """The first version of each article, then the second of those that have one, and so on; none of them twice."""
    versions: dict[str, dict[str, Article]] = {}
    for article in articles:
        versions.setdefault(article.article_id, {}).setdefault(article.content_hash, article)
    for number in range(max(map(len, versions.values()), default=0)):
        yield [list(of_one.values())[number] for of_one in versions.values() if len(of_one) > number]

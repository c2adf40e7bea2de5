"""Packages of articles, extracted: here, in processes of this machine, or by the workers of a cluster. No Prefect here.

What comes out is the same for each of these, and does not depend on the order in which packages are done.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import lru_cache, partial

import pyarrow.parquet as pq

from extraction.careful import extract_carefully, failed
from extraction.extractor import Extractor, load_extractor
from flows.pool import Tell, outcomes
from schemas.article import Article
from schemas.base import Model
from schemas.errors import DamagedData
from schemas.load import PackageKind
from schemas.records import ArticleRecords
from schemas.reject import Reject
from warehouse.home import Home
from warehouse.lake import write_records, write_rejects
from warehouse.packages import package_folder
from warehouse.unread import forget_unread

# How long an article may take before it counts as one that hangs: a hundred times what it takes on an idle machine.
LEAST_SECONDS, SLOWEST_CHARACTERS = 30.0, 200


class ExtractSummary(Model):
    """What extraction gave."""

    articles: int
    records: dict[str, int]
    """Records by "kind status"."""
    rejected: dict[str, int]


def extract_each(
    packages: Iterable[str], home: Home, extractor: str, processes: int, cluster: str | None = None
) -> Iterator[ExtractSummary]:
    """Each package extracted, its outcome in the lake (or, of a cluster, in the shared one), as it comes.

    By the workers of the Dask cluster at the address `cluster`, where one is named; else in so many processes, or in
    this one. No more packages are taken from the caller than are worked on.
    """
    if cluster:
        from flows.cluster import extracted_on_cluster

        yield from extracted_on_cluster(packages, home, extractor, fingerprint(extractor), cluster)
    elif processes == 1:
        for name in packages:
            yield read_package(home, name, extractor_named(extractor))
    else:
        yield from outcomes(packages, partial(extract_in_pool, str(home.root), extractor), processes)


def _untold(place: int | None, allowed: float) -> None:
    """Who works alone need not tell how far it is."""


def extract_in_pool(
    root: str, extractor: str, name: str, aside: Mapping[int, str] | None, tell: Tell
) -> ExtractSummary:
    """Extract one package, as a process of the pool does (flows/pool.py)."""
    return read_package(Home.at(root), name, extractor_named(extractor), aside, tell)


def read_package(
    home: Home, name: str, extractor: Extractor, aside: Mapping[int, str] | None = None, tell: Tell = _untold
) -> ExtractSummary:
    """Extract one package of articles into one package of records (and one of rejects, if need be).

    `aside` and `tell` are the pool's (flows/pool.py).
    """
    originals = [article for article in _articles(home, name) if article.copy_of_article_id is None]
    found = list(
        _read_together(originals, extractor, tell) if aside is None else _each(originals, extractor, aside, tell)
    )
    extracted = [each for each in found if isinstance(each, ArticleRecords)]
    rejects = [each for each in found if isinstance(each, Reject)]
    records = [record for each in extracted for record in each.records]
    if extracted:
        write_records(home, extracted, _now())
    if rejects:
        write_rejects(home, rejects, _now())
    forget_unread(home, name)
    return ExtractSummary(
        articles=len(extracted),
        records=dict(Counter(f"{record.kind} {record.status}" for record in records)),
        rejected=dict(Counter(reject.reason.value for reject in rejects)),
    )


def _read_together(articles: Sequence[Article], extractor: Extractor, tell: Tell) -> Iterator[ArticleRecords | Reject]:
    tell(None, sum(map(_allowed_seconds, articles)))
    return extract_carefully(extractor, articles)


def _each(
    articles: Sequence[Article], extractor: Extractor, aside: Mapping[int, str], tell: Tell
) -> Iterator[ArticleRecords | Reject]:
    for place, article in enumerate(articles):
        if place in aside:
            yield failed(article, aside[place])
            continue
        tell(place, _allowed_seconds(article))
        yield from extract_carefully(extractor, [article])


def _allowed_seconds(article: Article) -> float:
    return LEAST_SECONDS + len(article.text) / SLOWEST_CHARACTERS


def _articles(home: Home, name: str) -> list[Article]:
    path = package_folder(home, PackageKind.ARTICLES, name) / "articles.parquet"
    try:
        rows = pq.read_table(path, partitioning=None).drop_columns(["content_hash"]).to_pylist()
    except (OSError, ValueError) as error:
        raise DamagedData(f"{path} cannot be read: {error}", "Delete its folder and run again.") from error
    return [Article.model_validate(row) for row in rows]


@lru_cache(maxsize=2)
def fingerprint(extractor: str) -> str:
    """The fingerprint of the extractor of that name, as this process would load it."""
    return extractor_named(extractor).fingerprint


@lru_cache(maxsize=2)
def extractor_named(name: str) -> Extractor:
    """Loaded once a process: it takes two seconds."""
    return load_extractor(name)


def _now() -> datetime:
    """The clock of a package's time of writing."""
    return datetime.now(UTC)

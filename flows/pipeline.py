"""The steps of a run as plain functions: read, extract, load, publish. No Prefect here.

Steps hand each other names of packages, never articles: what is between them lies in the lake. A run that dies
leaves whole packages; the next run takes up what is missing.
"""

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from typing import BinaryIO

import pyarrow.parquet as pq
from pydantic import Field

from extraction.extractor import LEARNED
from flows.extracting import ExtractSummary, extract_each, fingerprint
from flows.intake import Intake, Taken
from flows.progress import Progress, silent
from flows.resolving import resolve_events
from pages.site import START, Site, publish_site
from schemas.article import Article
from schemas.base import Model
from schemas.load import PackageKind
from schemas.reject import Reject
from sources.read import read
from warehouse.home import Home
from warehouse.lake import write_rejects
from warehouse.loader import LoadSummary, load_pending
from warehouse.packages import package_folder
from warehouse.publish import KEPT_COPIES, Published, is_stale, publish
from warehouse.shared_lake import exchange

# Articles a package: large enough to keep two processes busy, small enough that a killed run repeats little.
BATCH_ARTICLES = 200
# A model takes two seconds to load in each process: below this many articles one process is faster.
POOL_PAYS_FROM = 60


class ReadSummary(Model):
    """What reading the sources gave."""

    packages: tuple[str, ...]
    """Packages of articles that are due for extraction."""
    due: int
    copies: int = 0
    known: int
    rejected: dict[str, int]


class RunSummary(Model):
    """What a run took, what it left and why, and where the outcome is."""

    taken: int
    copies: int = 0
    """Articles that are kept as copies of others, and not read for records."""
    known: int
    rejected: dict[str, int] = Field(default_factory=dict)
    records: dict[str, int] = Field(default_factory=dict)
    damaged: tuple[str, ...] = ()
    unusual: tuple[str, ...] = ()
    """What the checks of loaded packages warn of, one message a package."""
    database: str
    exports: str
    pages: str = ""
    """The start page."""


def read_sources(
    paths: Sequence[str],
    home: Home,
    extractor: str,
    published: date | None = None,
    stdin: BinaryIO | None = None,
    progress: Progress = silent,
) -> ReadSummary:
    """Read the paths; put the articles that are due and the rejects into the lake.

    Raises WrongConfiguration, before anything is written, for a path that does not exist.
    """
    exchange(home, os.environ)
    stream = read(paths, stdin, published=published)
    rejects: list[Reject] = []
    taken: list[Taken] = []
    with Intake(home, fingerprint(extractor), _now()) as intake:
        for batch in _batches(stream, rejects):
            taken.append(intake.take(batch, _now()))
            progress("reading", sum(each.due + each.copies + each.known for each in taken), None)
    if rejects:
        write_rejects(home, rejects, _now())
    return ReadSummary(
        packages=tuple(package for each in taken for package in each.packages),
        due=sum(each.due for each in taken),
        copies=sum(each.copies for each in taken),
        known=sum(each.known for each in taken),
        rejected=dict(Counter(reject.reason.value for reject in rejects)),
    )


def extract_packages(
    packages: Sequence[str],
    home: Home,
    extractor: str,
    processes: int | None = None,
    progress: Progress = silent,
    cluster: str | None = None,
) -> ExtractSummary:
    """Extract the articles of the packages, in several processes where that pays, or by the workers of the Dask cluster
    at the address `cluster`; the outcome goes into the lake.

    What comes out does not depend on where that is done, nor on the number of processes.
    """
    total = sum(_article_count(home, name) for name in packages)
    wanted = processes or os.cpu_count() or 1
    done, records, rejected = 0, Counter[str](), Counter[str]()
    progress("extracting", 0, total)
    alone = total < POOL_PAYS_FROM or len(packages) == 1
    for part in extract_each(packages, home, extractor, 1 if alone else wanted, cluster if packages else None):
        done += part.articles + sum(part.rejected.values())
        records.update(part.records)
        rejected.update(part.rejected)
        progress("extracting", done, total)
    return ExtractSummary(
        articles=done - sum(rejected.values()), records=dict(sorted(records.items())), rejected=dict(rejected)
    )


def load_and_publish(home: Home, progress: Progress = silent) -> LoadSummary:
    """Load every pending package, put the records together into events, then publish."""
    progress("loading", 0, None)
    exchanged = exchange(home, os.environ)
    summary = load_pending(home, _now())
    summary.damaged += exchanged.damaged
    publish_anew(home, progress)
    return summary


def publish_anew(home: Home, progress: Progress = silent, wait_seconds: float = 60.0) -> bool:
    """Put records together into events and publish a fresh copy, fresh exports and fresh pages, unless those published
    are as new as the warehouse; say whether."""
    stale = is_stale(home)
    if stale:
        publish_all(home, progress, wait_seconds)
    elif not (home.pages / START).exists():
        _write_pages(home, progress, wait_seconds)
    return stale


def publish_all(
    home: Home, progress: Progress = silent, wait_seconds: float = 60.0, keep: int = KEPT_COPIES
) -> tuple[Published, Site]:
    """Put records together into events and publish a fresh copy, fresh exports and fresh pages; the last `keep` copies
    stay."""
    progress("resolving", 0, None)
    resolve_events(home, _now(), wait_seconds, progress)
    progress("publishing", 0, None)
    published = publish(home, _now(), wait_seconds, keep)
    return published, _write_pages(home, progress, wait_seconds)


def _write_pages(home: Home, progress: Progress, wait_seconds: float) -> Site:
    progress("writing pages", 0, None)
    return publish_site(home, _now(), wait_seconds)


def run(
    paths: Sequence[str],
    home: Home,
    extractor: str = LEARNED,
    published: date | None = None,
    processes: int | None = None,
    stdin: BinaryIO | None = None,
    progress: Progress = silent,
    cluster: str | None = None,
) -> RunSummary:
    """The whole pipeline in this process, without Prefect."""
    taken = read_sources(paths, home, extractor, published, stdin, progress)
    extracted = extract_packages(taken.packages, home, extractor, processes, progress, cluster)
    loaded = load_and_publish(home, progress)
    return summarize(home, taken, extracted, loaded)


def summarize(home: Home, taken: ReadSummary, extracted: ExtractSummary, loaded: LoadSummary) -> RunSummary:
    """One summary of the steps' own."""
    return RunSummary(
        taken=extracted.articles,
        copies=taken.copies,
        known=taken.known,
        rejected=dict(sorted((Counter(taken.rejected) + Counter(extracted.rejected)).items())),
        records=extracted.records,
        damaged=tuple(loaded.damaged),
        unusual=tuple(loaded.warnings),
        database=str(home.published_file),
        exports=str(home.exports),
        pages=str(home.pages / START),
    )


def _batches(stream: Iterator[Article | Reject], rejects: list[Reject]) -> Iterator[list[Article]]:
    batch: list[Article] = []
    for item in stream:
        if isinstance(item, Reject):
            rejects.append(item)
            continue
        batch.append(item)
        if len(batch) == BATCH_ARTICLES:
            yield batch
            batch = []
    if batch:
        yield batch


def _article_count(home: Home, name: str) -> int:
    """How many articles of the package are to be extracted: copies are not."""
    path = package_folder(home, PackageKind.ARTICLES, name) / "articles.parquet"
    if "copy_of_article_id" not in pq.read_schema(path).names:
        return int(pq.read_metadata(path).num_rows)
    return int(pq.read_table(path, columns=["copy_of_article_id"], partitioning=None).column(0).null_count)


def _now() -> datetime:
    """The one clock of a run: at its edge, for the packages' time of writing."""
    return datetime.now(UTC)

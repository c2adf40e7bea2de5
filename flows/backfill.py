"""Years of articles in files: taken in once, from end to end, and to be gone on with after a kill. No Prefect here.

Articles are read, and the packages of those before extracted beside that. How far the files have been read is kept
after each package that is safe in the lake, as for any source (sources/source.py), and which packages wait to be
extracted with it: a run that dies loses nothing, and the next repeats no more than a package.
"""

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from hashlib import sha256
from itertools import chain
from pathlib import Path

from flows.extracting import ExtractSummary, extract_each, fingerprint
from flows.gather import keep_batch
from flows.intake import Intake
from flows.pipeline import ReadSummary, RunSummary, load_and_publish, summarize
from flows.progress import Progress, silent
from schemas.article import Article
from schemas.base import Model
from schemas.reject import Reject
from sources.local.kinds import open_archive
from sources.source import Batch
from warehouse.home import Home
from warehouse.shared_lake import exchange
from warehouse.source_states import SourceStates
from warehouse.unread import unread

# Articles a package: a load is a transaction, and a hundred small ones take longer than a large one.
PACKAGE_ARTICLES = 1_000
READING = "reading"
"""The step whose progress is told in bytes of the files."""
# The place is kept after so many batches of a source, even if nothing of them lies in the span.
_KEPT_AFTER = 50


@dataclass(frozen=True)
class Span:
    """The days that are asked for, both ends included; None leaves an end open."""

    since: date | None = None
    until: date | None = None

    @property
    def is_open(self) -> bool:
        """Whether it holds every day, and articles of no day as well."""
        return self.since is None and self.until is None

    def holds(self, day: date | None) -> bool:
        """Whether the day is one of them; no day is in none but the open span."""
        if day is None:
            return self.is_open
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


class Backfilled(Model):
    """What a backfill did. `outside` counts the articles of other days, `undated` those of no day, both passed over."""

    summary: RunSummary
    outside: int
    undated: int


@dataclass
class _Counts:
    read: Counter[str] = field(default_factory=Counter)
    rejected: Counter[str] = field(default_factory=Counter)


def backfill(
    path: Path,
    home: Home,
    span: Span,
    extractor: str,
    processes: int | None = None,
    progress: Progress = silent,
    package_articles: int = PACKAGE_ARTICLES,
    cluster: str | None = None,
) -> Backfilled:
    """Take in the articles of the span from a file of JSON lines or a web archive, or a folder of such files.

    The day of an article is that of its publication, or else that on which it was fetched. The same call again goes on
    where the last one was stopped, and reads what has been added; with another extractor, another span or another path
    it begins anew. `cluster` is the address of a Dask scheduler whose workers extract (docs/scaling.md). Raises
    SourceUnavailable, WarehouseBusy, DamagedData.
    """
    name = f"backfill-{_key(path, span, extractor)}"
    counts, extracted = _Counts(), ExtractSummary(articles=0, records={}, rejected={})
    exchange(home, os.environ)
    waiting = unread(home)
    taken = _taken(name, path, home, span, extractor, package_articles, waiting, counts, progress)
    for part in extract_each(chain(waiting, taken), home, extractor, processes or os.cpu_count() or 1, cluster):
        extracted = _sum(extracted, part)
    loaded = load_and_publish(home, progress)
    read = counts.read
    summary = summarize(
        home,
        ReadSummary(
            packages=(), due=read["due"], copies=read["copies"], known=read["known"], rejected=dict(counts.rejected)
        ),
        extracted,
        loaded,
    )
    return Backfilled(summary=summary, outside=read["outside"], undated=read["undated"])


def _key(path: Path, span: Span, extractor: str) -> str:
    """What the place in the files is kept by: other days or another extractor have to read all of them anew."""
    asked = (str(path.resolve()), str(span.since), str(span.until), fingerprint(extractor))
    return sha256("\n".join(asked).encode()).hexdigest()[:16]


def _taken(
    name: str,
    path: Path,
    home: Home,
    span: Span,
    extractor: str,
    package_articles: int,
    waiting: Sequence[str],
    counts: _Counts,
    progress: Progress,
) -> Iterator[str]:
    """The packages of articles, as they come to be in the lake."""
    source, states = open_archive(name, path), SourceStates(home)
    size = source.size()
    with Intake(home, fingerprint(extractor), _now(), waiting) as intake:
        batches = source.batches(states.begun(name, _now()).cursor, _now())
        for batch in _joined(batches, span, package_articles, counts.read):
            taken = keep_batch(batch, name, intake, states, home)
            counts.read.update(due=taken.due, copies=taken.copies, known=taken.known)
            counts.rejected.update(item.reason.value for item in batch.items if isinstance(item, Reject))
            progress(READING, source.read_bytes, size)
            yield from taken.packages
    states.finished(name, _now())


def _joined(batches: Iterable[Batch], span: Span, articles: int, counts: Counter[str]) -> Iterator[Batch]:
    """The batches of a source as few large ones, without the articles that lie outside the span."""
    items: list[Article | Reject] = []
    last: Batch | None = None
    for number, batch in enumerate(batches, start=1):
        items += _within(batch.items, span, counts)
        last = batch
        if len(items) >= articles or number % _KEPT_AFTER == 0:
            yield Batch(items, batch.cursor)
            items, last = [], None
    if last:
        yield Batch(items, last.cursor)


def _within(items: Iterable[Article | Reject], span: Span, counts: Counter[str]) -> Iterator[Article | Reject]:
    for item in items:
        if isinstance(item, Reject):
            yield item
            continue
        day = item.published or (item.fetched and item.fetched.date())
        if span.holds(day):
            yield item
        else:
            counts["outside" if day else "undated"] += 1


def _sum(one: ExtractSummary, other: ExtractSummary) -> ExtractSummary:
    return ExtractSummary(
        articles=one.articles + other.articles,
        records=dict(sorted((Counter(one.records) + Counter(other.records)).items())),
        rejected=dict(Counter(one.rejected) + Counter(other.rejected)),
    )


def _now() -> datetime:
    """The clock of a run, at its edge."""
    return datetime.now(UTC)

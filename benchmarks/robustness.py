"""Whether any article makes the extractor fail, or any record fail its own proof, and how fast it reads.

    python -m benchmarks.robustness [--whitehouse N] [--wcep M] [--every K] [--corpora FOLDER] [--processes P]

Reads N White House documents and M items of Wikipedia's Current Events from `whitehouse.parquet` and `wcep.parquet`
(columns `id`, `text`, `title`, `published`), every K-th of them from the first on, and counts

crashes       articles that made the extractor raise anything but a failed validation
invalid       articles whose records do not validate, as they come or when their own dump is read again
not verbatim  spans whose text does not stand in the article where they say: looked at again here, one by one

All three must be 0; the exit status is 1 where one is not. The speed is that of one process, extraction alone.
"""

import argparse
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

import pyarrow.parquet as pq
from pydantic import ValidationError

from extraction.extractor import Extractor, load_extractor
from schemas.article import Article
from schemas.records import ArticleRecords
from sources.cleaning import clean_text

_DEFAULT_FOLDER = Path(__file__).resolve().parents[1].parent / "shared" / "corpora"
_COLUMNS = ["id", "text", "title", "published"]
_BATCH = 100


@dataclass
class Outcome:
    """Counts over some articles, the seconds that extraction took, and a line for each failure."""

    articles: int = 0
    records: int = 0
    spans: int = 0
    crashes: int = 0
    invalid: int = 0
    not_verbatim: int = 0
    seconds: float = 0.0
    failures: list[str] = field(default_factory=list)

    def add(self, other: "Outcome") -> None:
        """Add the counts of other articles."""
        for name, value in vars(other).items():
            setattr(self, name, getattr(self, name) + value)

    @property
    def has_failed(self) -> bool:
        """True where anything is not as it must be."""
        return bool(self.crashes or self.invalid or self.not_verbatim)

    def row(self) -> str:
        """The counts, and articles a second."""
        counts = (self.articles, self.records, self.spans, self.crashes, self.invalid, self.not_verbatim)
        speed = self.articles / self.seconds if self.seconds else 0.0
        return "".join(f"{count:13,}" for count in counts) + f"{speed:13.1f}"


def main() -> None:
    """Print the counts of each corpus; exit with 1 where one is not as it must be."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--whitehouse", type=int, default=2000, metavar="N")
    parser.add_argument("--wcep", type=int, default=20_000, metavar="M")
    parser.add_argument("--every", type=int, default=1, metavar="K", help="read every K-th article only")
    parser.add_argument("--corpora", type=Path, default=_DEFAULT_FOLDER, metavar="FOLDER")
    parser.add_argument("--processes", type=int, default=1, metavar="P")
    arguments = parser.parse_args()
    wanted = {name: getattr(arguments, name) for name in ("whitehouse", "wcep") if getattr(arguments, name)}
    for name in wanted:
        if not (arguments.corpora / f"{name}.parquet").is_file():
            parser.error(f"{arguments.corpora} has no {name}.parquet: name the folder with --corpora")
    headings = ("articles", "records", "spans", "crashes", "invalid", "not verbatim", "articles/s")
    print(f"{'':12}{''.join(f'{heading:>13}' for heading in headings)}", flush=True)
    has_failed = False
    for name, number in wanted.items():
        articles = islice(corpus(arguments.corpora / f"{name}.parquet"), 0, number * arguments.every, arguments.every)
        outcome = read_all(articles, arguments.processes)
        print(f"{name:12}{outcome.row()}", flush=True)
        print("".join(f"    {line}\n" for line in outcome.failures[:20]), end="")
        has_failed = has_failed or outcome.has_failed
    sys.exit(1 if has_failed else 0)


def corpus(path: Path) -> Iterator[Article]:
    """The articles of a Parquet file, cleaned as the sources clean them; those without text are left out."""
    for batch in pq.ParquetFile(path).iter_batches(batch_size=_BATCH, columns=_COLUMNS):
        for row in batch.to_pylist():
            text = clean_text(row["text"] or "")
            if text.strip():
                published = date.fromisoformat(row["published"][:10]) if row["published"] else None
                yield Article(
                    article_id=row["id"],
                    text=text,
                    title=clean_text(row["title"] or ""),
                    published=published,
                )


def read_all(articles: Iterator[Article], processes: int) -> Outcome:
    """Read all articles in batches, in this process or in several."""
    batches = iter(lambda: list(islice(articles, _BATCH)), [])
    total = Outcome()
    if processes == 1:
        for batch in batches:
            total.add(read_batch(batch))
        return total
    # Fresh processes: a forked one would share the parent's open files and threads.
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        while running := [pool.submit(read_batch, batch) for batch in islice(batches, 4 * processes)]:
            for future in running:
                total.add(future.result())
    return total


def read_batch(batch: Sequence[Article]) -> Outcome:
    """Extract a batch, one article at a time where it fails as a whole, and hold every record against its text."""
    extractor = _extractor()
    outcome = Outcome(articles=len(batch))
    started = time.perf_counter()
    try:
        extracted = list(extractor.extract(batch))
    except Exception:  # noqa: BLE001 - found again below, article by article
        extracted = [found for article in batch for found in _one(article, extractor, outcome)]
    outcome.seconds = time.perf_counter() - started
    for each in extracted:
        _check(each, outcome)
    return outcome


@cache
def _extractor() -> Extractor:
    return load_extractor()


def _one(article: Article, extractor: Extractor, outcome: Outcome) -> list[ArticleRecords]:
    try:
        return list(extractor.extract([article]))
    except ValidationError as error:
        outcome.invalid += 1
        outcome.failures.append(f"{article.article_id}: invalid: {error.errors()[0]['msg']}")
    except Exception as error:  # noqa: BLE001 - whatever it was is what this script is to find
        outcome.crashes += 1
        outcome.failures.append(f"{article.article_id}: {type(error).__name__}: {str(error)[:200]}")
    return []


def _check(extracted: ArticleRecords, outcome: Outcome) -> None:
    text, article_id = extracted.article.text, extracted.article.article_id
    outcome.records += len(extracted.records)
    for span in (span for record in extracted.records for span in record.spans()):
        outcome.spans += 1
        if not span.is_verbatim_in(text):
            outcome.not_verbatim += 1
            outcome.failures.append(f"{article_id}: {span.text!r} does not stand at {span.start}")
    try:
        ArticleRecords.model_validate_json(extracted.model_dump_json())
    except ValidationError as error:
        outcome.invalid += 1
        outcome.failures.append(f"{article_id}: invalid when read again: {error.errors()[0]['msg']}")


if __name__ == "__main__":
    main()

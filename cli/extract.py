"""`chancery extract`: articles in, records out, without any warehouse."""

import json
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from cli.options import ExtractorOption, PublishedOption, parse_date
from extraction.extractor import LEARNED
from schemas.errors import WrongConfiguration

if TYPE_CHECKING:
    from schemas.article import Article
    from schemas.records import ArticleRecords
    from schemas.reject import Reject

BATCH = 64


class ExtractFormat(StrEnum):
    """How records are written."""

    JSONL = "jsonl"
    TABLE = "table"


def extract_command(
    paths: Annotated[list[str] | None, typer.Argument(help="Files or folders; - for standard input.")] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Write here instead of standard output.")
    ] = None,
    published: PublishedOption = None,
    output_format: Annotated[ExtractFormat, typer.Option("--format", help="Form of the output.")] = ExtractFormat.JSONL,
    extractor: ExtractorOption = LEARNED,
) -> None:
    """Extract the records of articles, one JSON line an article.

    Rejects and the closing count go to standard error.

    Example: chancery extract article.txt --published 2023-07-13 --format table
    """
    from extraction.extractor import load_extractor
    from schemas.reject import Reject
    from sources.read import read

    stream = read(paths or ["-"], published=parse_date(published))
    reader = load_extractor(extractor)
    counts: Counter[str] = Counter()
    with _target(output) as target:
        writer = _Writer(target, output_format)
        for item in _outcomes(stream, reader):
            if isinstance(item, Reject):
                counts["rejected"] += 1
                _report(item)
            else:
                counts["articles"] += 1
                counts["records"] += len(item.records)
                writer.write(item)
        writer.close()
    typer.echo(
        f"{counts['articles']} articles read, {counts['records']} records found, {counts['rejected']} rejected",
        err=True,
    )


def _outcomes(stream: "Iterator[Article | Reject]", reader: object) -> "Iterator[ArticleRecords | Reject]":
    """Outcomes in the order of the input, extracted in batches."""
    from extraction.careful import extract_carefully
    from schemas.article import Article

    while batch := list(islice(stream, BATCH)):
        articles = [item for item in batch if isinstance(item, Article)]
        extracted = iter(extract_carefully(reader, articles))  # type: ignore[arg-type]
        for item in batch:
            yield next(extracted) if isinstance(item, Article) else item


class _Writer:
    def __init__(self, target: TextIO, output_format: ExtractFormat) -> None:
        self._target, self._format = target, output_format
        self._rows: list[tuple[str, ...]] = []

    def write(self, extracted: "ArticleRecords") -> None:
        from cli.record_details import details_line
        from schemas.codebook import article_line

        if self._format is ExtractFormat.JSONL:
            self._target.write(json.dumps(article_line(extracted), ensure_ascii=False) + "\n")
            return
        for record in extracted.records:
            time = record.time
            when = (
                "" if time.start is None else f"{time.start}" if time.start == time.end else f"{time.start}..{time.end}"
            )
            who = ", ".join(
                p.name if p.role == "participant" else f"{p.name} ({p.role.value})" for p in record.participants
            )
            where = f"{record.place.name} {record.place.country or ''}".strip() if record.place else ""
            kind = getattr(record, "incident_type", None)
            more = details_line(record, extracted.records)
            self._rows.append((record.kind, kind or "", record.status, when, where, who, record.trigger.text, more))

    def close(self) -> None:
        """Tables are written at the end, when the widths are known."""
        if self._format is ExtractFormat.TABLE:
            from rich.console import Console
            from rich.table import Table

            table = Table(box=None, pad_edge=False)
            for column in ("kind", "type", "status", "when", "where", "who", "trigger", "more"):
                table.add_column(column, overflow="fold")
            for row in self._rows:
                table.add_row(*row)
            width = None if self._target.isatty() else 200
            Console(file=self._target, markup=False, highlight=False, emoji=False, width=width).print(table)


@contextmanager
def _target(output: Path | None) -> Iterator[TextIO]:
    """Standard output, or the file: written beside its place and renamed when complete."""
    if output is None:
        yield sys.stdout
        return
    unfinished = output.with_name(f".{output.name}.unfinished")
    try:
        file = unfinished.open("w", encoding="utf-8")
    except OSError as error:
        raise WrongConfiguration(
            f"{output} cannot be written: {error.strerror}", "Name a file in a folder that you can write to."
        ) from error
    try:
        with file:
            yield file
        unfinished.replace(output)
    finally:
        unfinished.unlink(missing_ok=True)


def _report(reject: "Reject") -> None:
    line = f":{reject.line}" if reject.line else ""
    typer.echo(f"rejected {reject.origin}{line}: {reject.reason.value}: {reject.message}", err=True)

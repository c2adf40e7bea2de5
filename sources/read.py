"""Articles out of files, folders and standard input: each input becomes an article or a reject."""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import BinaryIO

from schemas.article import Article
from schemas.errors import BadInput
from schemas.reject import Reject
from schemas.vocabulary import RejectReason
from sources.article_fields import article_from, given_id
from sources.documents import BadDocument, Document, ReadDocuments
from sources.json_documents import json_documents
from sources.json_lines import json_line_documents
from sources.limits import DEFAULT_LIMITS, Limits
from sources.parsing import page_documents
from sources.paths import check_paths, files_under
from sources.plain_text import text_documents
from sources.rejects import InvalidField, rejected
from sources.repeats import SeenArticles
from sources.standard_input import piped_documents

STANDARD_INPUT = "-"

_FORMATS: dict[str, ReadDocuments] = {
    ".txt": text_documents,
    ".md": text_documents,
    ".html": page_documents,
    ".htm": page_documents,
    ".json": json_documents,
    ".jsonl": json_line_documents,
    ".ndjson": json_line_documents,
}


def read(
    paths: Sequence[str],
    stdin: BinaryIO | None = None,
    limits: Limits = DEFAULT_LIMITS,
    published: date | None = None,
) -> Iterator[Article | Reject]:
    """The articles of `paths` in their order, and a reject for each input that is none; one at a time.

    A path is a file, a folder (with all folders in it, sorted by name) or "-" for `stdin` (without it the
    process's own). `published` is the date of articles that have none. An article that repeats an earlier
    one of the same call is left out; what differs under the same id is a reject.

    Raises WrongConfiguration before anything is read if a path does not exist.
    """
    check_paths([path for path in paths if path != STANDARD_INPUT])
    return _read(paths, stdin, Reader(limits, published))


@dataclass(frozen=True)
class Reader:
    """Reads inputs one after the other, all by the same rules.

    `published` is the date of articles that have none, `language` and `outlet` what their fields `language` and
    `source` are where they do not say. `seen` is what repeats are told by; without it nothing is taken for a repeat.
    """

    limits: Limits = DEFAULT_LIMITS
    published: date | None = None
    language: str | None = None
    outlet: str = ""
    seen: SeenArticles | None = field(default_factory=SeenArticles)

    def file(self, path: Path) -> Iterator[Article | Reject]:
        """What is in a file, by its ending."""
        try:
            read_documents = _format_of(path)
            with path.open("rb") as stream:
                yield from self.stream(stream, str(path), read_documents)
        except BadInput as error:
            yield rejected(error, str(path))
        except OSError as error:
            yield rejected(unreadable(error), str(path))

    def stream(self, stream: BinaryIO, origin: str, read_documents: ReadDocuments) -> Iterator[Article | Reject]:
        """What is in a stream; `origin` says where it comes from."""
        try:
            for document in read_documents(stream, self.limits):
                yield from self.document(document, origin)
        except BadInput as error:
            yield rejected(error, origin)
        except OSError as error:
            yield rejected(unreadable(error), origin)

    def document(self, document: Document | BadDocument, origin: str) -> Iterator[Article | Reject]:
        """The article of a document, nothing where it is a repeat, or its reject."""
        place = _place(origin, document.item)
        if isinstance(document, BadDocument):
            yield rejected(document.error, place, line=document.line, excerpt=document.excerpt)
            return
        article_id = None
        try:
            article = self._article(document, place if document.line is None else f"{place}:{document.line}")
            article_id = article.article_id
            if self.seen is None or self.seen.is_new(article):
                yield article
        except BadInput as error:
            field_line = document.field_lines.get(error.field) if isinstance(error, InvalidField) else None
            yield rejected(
                error,
                place,
                line=field_line or document.line,
                article_id=article_id or given_id(document),
                excerpt=_excerpt(document),
            )

    def _article(self, document: Document, origin: str) -> Article:
        if self.language and document.fields.get("language") is None:
            document = replace(document, fields={**document.fields, "language": self.language})
        article = article_from(document, origin, self.published, self.limits)
        return article if article.source or not self.outlet else article.model_copy(update={"source": self.outlet})


def _read(paths: Sequence[str], stdin: BinaryIO | None, reader: Reader) -> Iterator[Article | Reject]:
    for path in paths:
        if path == STANDARD_INPUT:
            yield from reader.stream(stdin or sys.stdin.buffer, "stdin", piped_documents)
            continue
        for file in files_under(Path(path)):
            if isinstance(file, Path):
                yield from reader.file(file)
            else:
                yield rejected(file[1], str(file[0]))


def _format_of(path: Path) -> ReadDocuments:
    if not path.is_file():
        raise BadInput(RejectReason.UNREADABLE, "is no regular file", "Pipe it into standard input instead.")
    try:
        return _FORMATS[path.suffix.lower()]
    except KeyError:
        raise BadInput(
            RejectReason.UNKNOWN_FORMAT,
            f"is of a format that is not read: {path.suffix or 'no ending'}",
            f"Name it for what it holds, one of {' '.join(_FORMATS)}, or convert it to one of them.",
        ) from None


def _place(origin: str, item: int | None) -> str:
    return origin if item is None else f"{origin}#{item}"


def _excerpt(document: Document) -> str:
    text = document.fields.get("text")
    return text if isinstance(text, str) else ", ".join(sorted(map(str, document.fields)))


def unreadable(error: OSError) -> BadInput:
    """What to say of an input that the system does not hand over."""
    return BadInput(RejectReason.UNREADABLE, f"cannot be read: {error.strerror or error}", "Check who may read it.")

"""What the format modules hand over: the articles of a stream as they stand there, unchecked."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO

from schemas.errors import BadInput
from schemas.vocabulary import RejectReason
from sources.limits import Limits


@dataclass(frozen=True)
class Document:
    """One article's fields (docs/sources.md), and where it stands.

    `line` counts from 1 in a file of one article a line, `item` from 1 in an array; `field_lines` says on
    which line of the file a field stands.
    """

    fields: Mapping[str, object]
    line: int | None = None
    item: int | None = None
    field_lines: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class BadDocument:
    """A part of a stream that is no article: why, where, and its beginning."""

    error: BadInput
    line: int | None = None
    item: int | None = None
    excerpt: str | bytes = ""


Documents = Iterator[Document | BadDocument]
"""Raises BadInput at the first step if the whole stream cannot be taken."""

ReadDocuments = Callable[[BinaryIO, Limits], Documents]
"""One for each format: the documents in a stream, which is read within the limits."""


def read_whole(stream: BinaryIO, limit: int) -> bytes:
    """All bytes of a stream of at most `limit` bytes. Raises BadInput (`too_large`) without reading more."""
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise BadInput(
            RejectReason.TOO_LARGE,
            f"is larger than {limit:,} bytes",
            "Split it into its articles; many of them go into a .jsonl file, which may be of any size.",
        )
    return data

"""`.jsonl` and `.ndjson`: one article a line, read line by line however large the file is."""

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from schemas.errors import BadInput
from schemas.vocabulary import RejectReason
from sources.cleaning import refuse_binary
from sources.documents import BadDocument, Document, Documents
from sources.json_documents import no_articles, not_an_object, parsed
from sources.limits import Limits

_SAVE_AS_UTF8 = "Save it as UTF-8 and read it again."


def json_line_documents(stream: BinaryIO, limits: Limits) -> Documents:
    """The articles of a stream of JSON lines, blank lines left out; one line is held at a time.

    Raises BadInput where not one line but the file is wrong: `binary`, `wrong_encoding`, `empty`.
    """
    is_empty = True
    for number, raw in enumerate(_lines(stream, limits.max_line_bytes), start=1):
        line = raw.beginning
        if number == 1:
            _refuse_utf16(line)
            refuse_binary(line)
            line = line.removeprefix(codecs.BOM_UTF8)
        if not line.strip():
            continue
        is_empty = False
        yield _document(line, number, limits)
    if is_empty:
        raise no_articles()


@dataclass(frozen=True)
class Line:
    """One line of a drop: what it holds (None where it is blank), its number from 1, and the byte after it."""

    document: Document | BadDocument | None
    number: int
    end: int


def lines_from(stream: BinaryIO, limits: Limits, offset: int, number: int) -> Iterator[Line]:
    """The lines of a stream that may still be written to, from byte `offset` on, which begins line `number`.

    A last line without its end is read if it is a whole object, and left alone otherwise: the beginning of an object is
    never one itself. Raises BadInput where not one line but the file is wrong: `binary`, `wrong_encoding`.
    """
    stream.seek(max(0, offset - 1))
    if offset:
        # The line before was whole without its end, which may have come since.
        number -= stream.read(1) != b"\n"
    for line in _lines(stream, limits.max_line_bytes):
        offset += line.length
        if number == 1:
            _refuse_utf16(line.beginning)
            refuse_binary(line.beginning)
        text = line.beginning.removeprefix(codecs.BOM_UTF8) if number == 1 else line.beginning
        document = _document(text, number, limits) if text.strip() else None
        if not line.is_ended and not isinstance(document, Document):
            return
        yield Line(document, number, offset)
        number += 1


def _document(line: bytes, number: int, limits: Limits) -> Document | BadDocument:
    try:
        return Document(_article_object(line, limits.max_line_bytes), line=number)
    except BadInput as error:
        return BadDocument(error, line=number, excerpt=line)


@dataclass(frozen=True)
class _RawLine:
    beginning: bytes
    length: int
    is_ended: bool


def _lines(stream: BinaryIO, limit: int) -> Iterator[_RawLine]:
    """The lines; of one that is longer than `limit` its first `limit` + 1 bytes."""
    while line := stream.readline(limit + 1):
        rest, length = line, len(line)
        while len(rest) > limit and not rest.endswith(b"\n"):
            rest = stream.readline(limit + 1)
            length += len(rest)
        yield _RawLine(line, length, rest.endswith(b"\n"))


def _article_object(line: bytes, limit: int) -> dict[str, object]:
    if len(line.rstrip(b"\r\n")) > limit:
        raise BadInput(
            RejectReason.TOO_LARGE, f"the line is longer than {limit:,} bytes", "Split it into its articles."
        )
    try:
        content = line.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadInput(
            RejectReason.WRONG_ENCODING,
            f"the line is not UTF-8 (byte 0x{line[error.start]:02x} at {error.start}), as JSON has to be",
            _SAVE_AS_UTF8,
        ) from error
    value = parsed(content.rstrip())
    if not isinstance(value, dict):
        raise not_an_object(value)
    return value


def _refuse_utf16(first_line: bytes) -> None:
    if first_line.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise BadInput(RejectReason.WRONG_ENCODING, "is UTF-16; JSON lines have to be UTF-8", _SAVE_AS_UTF8)

"""`.jsonl` and `.ndjson`: one article a line, read line by line however large the file is."""

import codecs
from collections.abc import Iterator
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
    for number, line in enumerate(_lines(stream, limits.max_line_bytes), start=1):
        if number == 1:
            _refuse_utf16(line)
            refuse_binary(line)
            line = line.removeprefix(codecs.BOM_UTF8)
        if not line.strip():
            continue
        is_empty = False
        try:
            yield Document(_article_object(line, limits.max_line_bytes), line=number)
        except BadInput as error:
            yield BadDocument(error, line=number, excerpt=line)
    if is_empty:
        raise no_articles()


def _lines(stream: BinaryIO, limit: int) -> Iterator[bytes]:
    """The lines; of one that is longer than `limit` its first `limit` + 1 bytes."""
    while line := stream.readline(limit + 1):
        rest = line
        while len(rest) > limit and not rest.endswith(b"\n"):
            rest = stream.readline(limit + 1)
        yield line


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

"""WARC files, as Common Crawl and other crawlers write them: the web pages in them, record by record.

Requests, pictures, redirects and errors are no articles, and passed over. Everything in an archive may have been
written by a stranger: headers, sizes and compressed bodies are read within bounds.
"""

import io
import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO

from warcio.archiveiterator import WARCIterator
from warcio.bufferedreaders import ChunkedDataReader, DecompressingBufferedReader
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord

from schemas.errors import BadInput
from schemas.vocabulary import RejectReason
from sources.documents import BadDocument, Document
from sources.local.growing import Part, Point
from sources.parsing import page_documents
from sources.read import Reader

_HTML = ("text/html", "application/xhtml+xml")
_LONGEST_HEADER_BYTES = 65_536
_MOST_HEADER_LINES = 1_000
_BLOCK_BYTES = 65_536


def archive_parts(stream: BinaryIO, start: Point, origin: str, reader: Reader) -> Iterator[Part]:
    """The records from `start` on, each with the article or the reject that came of it, if any.

    Raises BadInput where a record is broken: what comes after it cannot be found.
    """
    stream.seek(start.offset)
    records = WARCIterator(stream)
    records.reader = _BoundedReader(stream)
    number = start.number
    try:
        for record in records:
            items = tuple(_items(record, number, origin, reader))
            records.read_to_end()
            if getattr(record.raw_stream, "limit", 0):
                raise EOFError(f"record {number} is shorter than it says")
            yield Part(items, Point(records.offset, number + 1))
            number += 1
    except (ArchiveLoadFailed, ValueError, zlib.error) as error:
        said = " ".join(str(error).split())
        wants_records = "non-chunked" in said
        raise BadInput(
            RejectReason.UNREADABLE,
            "is compressed as a whole, not record by record"
            if wants_records
            else f"breaks at record {number}: {said[:200] or type(error).__name__}",
            "Write it anew with `warcio recompress`, which mends what can be mended.",
        ) from error


class _BoundedReader(DecompressingBufferedReader):  # type: ignore[misc]
    """Refuses headers without end: they are kept in memory."""

    def __init__(self, stream: BinaryIO) -> None:
        super().__init__(stream)
        self._header_lines = 0

    def read(self, length: int | None = None) -> bytes:
        """So many bytes of a body."""
        self._header_lines = 0
        return bytes(super().read(length))

    def readline(self, length: int | None = None) -> bytes:
        """One line of a header."""
        self._header_lines += 1
        bound = min(length or _LONGEST_HEADER_BYTES, _LONGEST_HEADER_BYTES)
        line = bytes(super().readline(bound))
        if self._header_lines > _MOST_HEADER_LINES or (len(line) == _LONGEST_HEADER_BYTES and line[-1:] != b"\n"):
            raise ArchiveLoadFailed("a header without end")
        return line


def _items(record: ArcWarcRecord, number: int, origin: str, reader: Reader) -> Iterator[Any]:
    if not _is_page(record):
        return
    address = record.rec_headers.get_header("WARC-Target-URI")
    place = f"{origin}#{number}"
    try:
        body = _body(record, reader.limits.max_page_bytes)
        content_type = record.http_headers.get_header("Content-Type") or ""
        (page,) = page_documents(io.BytesIO(body), reader.limits, content_type)
        told = {"url": address, "fetched": record.rec_headers.get_header("WARC-Date")}
        document: Document | BadDocument = Document({**page.fields, **told})
    except BadInput as error:
        document = BadDocument(error, excerpt=address or "")
    yield from reader.document(document, place)


def _is_page(record: ArcWarcRecord) -> bool:
    headers = record.http_headers
    if record.rec_type != "response" or headers is None or headers.get_statuscode() != "200":
        return False
    return (headers.get_header("Content-Type") or "").split(";")[0].strip().lower() in _HTML


def _body(record: ArcWarcRecord, limit: int) -> bytes:
    """The page as it was sent, unchunked and decompressed; one byte more than `limit` at most.

    Raises BadInput for compression that cannot be undone within bounds.
    """
    headers = record.http_headers
    stream = record.raw_stream
    if (headers.get_header("Transfer-Encoding") or "").strip().lower() == "chunked":
        stream = ChunkedDataReader(stream)
    encoding = (headers.get_header("Content-Encoding") or "identity").strip().lower()
    if encoding == "identity":
        return bytes(stream.read(limit + 1))
    if encoding not in ("gzip", "x-gzip", "deflate"):
        raise BadInput(
            RejectReason.UNKNOWN_FORMAT,
            f"is a page compressed in a way that is not read: {encoding[:40]}",
            "Have the crawler keep pages uncompressed, as Common Crawl does.",
        )
    return _inflated(stream, limit)


def _inflated(stream: Any, limit: int) -> bytes:
    # 32: the header says whether it is gzip or zlib.
    inflater, page = zlib.decompressobj(zlib.MAX_WBITS | 32), b""
    block = stream.read(_BLOCK_BYTES)
    if not block.startswith((b"\x1f\x8b", b"\x78")):
        return bytes(block + stream.read(max(0, limit + 1 - len(block))))  # crawlers unpack, and keep the header
    try:
        while block and len(page) <= limit and not inflater.eof:
            page += inflater.decompress(block, limit + 1 - len(page))
            block = inflater.unconsumed_tail or stream.read(_BLOCK_BYTES)
    except zlib.error as error:
        raise BadInput(
            RejectReason.UNREADABLE, f"is a page that cannot be decompressed: {error}", "Fetch it again."
        ) from error
    return page

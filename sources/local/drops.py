"""Drops of JSON lines, plain or gzipped: each line is one article."""

import gzip
import os
from collections.abc import Iterator
from typing import BinaryIO

from sources.json_lines import lines_from
from sources.local.growing import Part, Point
from sources.read import Reader


def drop_parts(stream: BinaryIO, start: Point, origin: str, reader: Reader) -> Iterator[Part]:
    """The lines from `start` on; a last one that is not whole yet is left for the next time."""
    if start.offset > stream.seek(0, os.SEEK_END):
        start = Point()  # written anew, and shorter than it was
    yield from _lines(stream, start, origin, reader)


def zipped_drop_parts(stream: BinaryIO, start: Point, origin: str, reader: Reader) -> Iterator[Part]:
    """The same of a gzipped file; offsets count what is in it. To go on means to unzip what was read, and drop it."""
    with gzip.GzipFile(fileobj=stream) as unzipped:
        yield from _lines(unzipped, start, origin, reader)  # type: ignore[arg-type]


def _lines(stream: BinaryIO, start: Point, origin: str, reader: Reader) -> Iterator[Part]:
    for line in lines_from(stream, reader.limits, start.offset, start.number):
        items = () if line.document is None else tuple(reader.document(line.document, origin))
        yield Part(items, Point(line.end, line.number + 1))

"""Files that are read from where the last run stopped: a byte offset a file."""

import hashlib
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from pydantic import JsonValue

from schemas.article import Article
from schemas.errors import BadInput
from schemas.reject import Reject
from schemas.vocabulary import RejectReason
from sources.local.batching import Batching
from sources.local.files import name_in, opened, source_files, stamp
from sources.read import Reader, unreadable
from sources.rejects import rejected
from sources.source import Batch, Cursor

# A cursor is kept after so many parts without an article, too: a crawl may hold a million pictures in a row.
_KEPT_AFTER = 5_000
_HEAD_BYTES = 4_096


@dataclass(frozen=True)
class Point:
    """A place in a file: the byte at which the next part begins, and that part's number, from 1."""

    offset: int = 0
    number: int = 1


@dataclass(frozen=True)
class Part:
    """A line of a drop or a record of an archive: what came of it, and where the next begins."""

    items: tuple[Article | Reject, ...]
    next: Point


ReadParts = Callable[[BinaryIO, Point, str, Reader], Iterator[Part]]
"""The parts of a stream from a point on; the string says where the stream comes from.

Raises BadInput where the rest of the file cannot be read; what was handed out before stays good.
"""


class GrowingFiles:
    """A file, or a folder of files, that are only ever appended to, or added.

    The cursor holds by the path in the folder: the offset and the number of the next part, a hash of the file's
    beginning, and its stamp. A file with another beginning is another file, and read from there.
    """

    def __init__(self, name: str, path: Path, reader: Reader, formats: Mapping[str, ReadParts]) -> None:
        """`formats` reads by the ending of the file's name, such as ".jsonl", or ".jsonl.gz"."""
        self.name, self._path, self._reader, self._formats = name, path, reader, formats
        self.read_bytes = 0
        """Of the files as they lie there, by now: for those who watch."""

    def batches(self, cursor: Cursor, now: datetime) -> Iterator[Batch]:
        """What has been added since. Raises SourceUnavailable."""
        places = _places_of(cursor)
        batching = Batching(lambda: {"files": dict(places)})
        for found in source_files(self.name, self._path):
            path, trouble = (found, None) if isinstance(found, Path) else found
            name = name_in(path, self._path)
            place, end = _Place.of(places.get(name)), self.read_bytes + _size(path)
            try:
                mark = stamp(path)
            except OSError:
                continue  # gone since it was listed
            if place.mark == mark:
                self.read_bytes = end
                continue
            try:
                if trouble:
                    raise trouble
                for reached in self._places(path, place, batching):
                    place = reached
                    places[name] = place.as_json()
                    yield from batching.full()
            except BadInput as error:
                batching.add(rejected(error, str(path)))
            except (OSError, EOFError, zlib.error) as error:
                batching.add(rejected(_broken(error), str(path)))
            places[name] = replace(place, mark=mark).as_json()
            self.read_bytes = end
            batching.moved()
        yield from batching.rest()

    def size(self) -> int:
        """The bytes of all files, as `read_bytes` counts them. Raises SourceUnavailable."""
        return sum(_size(found) for found in source_files(self.name, self._path) if isinstance(found, Path))

    def _places(self, path: Path, place: "_Place", batching: Batching) -> Iterator["_Place"]:
        """Where the file has been read up to, part by part; the items go into the batch."""
        read_parts = self._format_of(path)
        with opened(path) as stream:
            if not place.is_in(stream):
                place = _Place()
            head, before = _head(stream, _HEAD_BYTES), self.read_bytes
            for step, part in enumerate(read_parts(stream, place.point, str(path), self._reader), start=1):
                for item in part.items:
                    batching.add(item)
                if step % _KEPT_AFTER == 0:
                    batching.due()
                self.read_bytes = before + stream.tell()
                yield _Place(part.next, *head)

    def _format_of(self, path: Path) -> ReadParts:
        for ending, read_parts in self._formats.items():
            if path.name.lower().endswith(ending):
                return read_parts
        raise BadInput(
            RejectReason.UNKNOWN_FORMAT,
            f"is of a format that is not read here: {path.suffix or 'no ending'}",
            f"Name it for what it holds, one of {' '.join(self._formats)}, or put it elsewhere.",
        )


@dataclass(frozen=True)
class _Place:
    """How far a file has been read, and by what it is known again: the hash of so many bytes of its beginning. `mark`
    is its stamp when all of it had been read."""

    point: Point = Point()
    head_bytes: int = 0
    head: str = ""
    mark: str = ""

    @classmethod
    def of(cls, value: JsonValue) -> "_Place":
        """The place as a cursor holds it; the beginning for what is none."""
        match value:
            case [int(offset), int(number), int(head_bytes), str(head), str(mark)]:
                return cls(Point(offset, number), head_bytes, head, mark)
            case _:
                return cls()

    def as_json(self) -> JsonValue:
        """The place as a cursor holds it."""
        return [self.point.offset, self.point.number, self.head_bytes, self.head, self.mark]

    def is_in(self, stream: BinaryIO) -> bool:
        """Whether the stream begins as the file did of which this tells."""
        return _head(stream, self.head_bytes) == (self.head_bytes, self.head)


def _places_of(cursor: Cursor) -> dict[str, JsonValue]:
    files = cursor.get("files")
    return dict(files) if isinstance(files, dict) else {}


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0  # gone since it was listed


def _head(stream: BinaryIO, size: int) -> tuple[int, str]:
    stream.seek(0)
    beginning = stream.read(size)
    stream.seek(0)
    return len(beginning), hashlib.sha256(beginning).hexdigest()[:32] if beginning else ""


def _broken(error: Exception) -> BadInput:
    if isinstance(error, OSError) and error.errno:
        return unreadable(error)
    return BadInput(
        RejectReason.UNREADABLE,
        f"breaks off, or is damaged: {error}",
        "What came before was read. If it is still being written, the rest is read when it is there.",
    )

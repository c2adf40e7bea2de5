"""A folder that is watched: files are read when they are new, and again when their content has changed."""

import hashlib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from schemas.errors import BadInput
from sources.local.batching import BATCH_ITEMS, Batching
from sources.local.files import name_in, opened, source_files, stamp
from sources.read import Reader
from sources.rejects import rejected
from sources.repeats import SeenArticles
from sources.source import Batch, Cursor


class Folder:
    """The source. Its cursor holds stamp and content hash of each file that was read, by its path in the folder."""

    def __init__(self, name: str, path: Path, reader: Reader, settle_seconds: float) -> None:
        self.name, self._path, self._reader, self._settle_seconds = name, path, reader, settle_seconds

    def batches(self, cursor: Cursor, now: datetime) -> Iterator[Batch]:
        """What is in new and in changed files. The cursor counts whole files: one of which a part was handed out when
        the run died is read again, and what is known of it left. Raises SourceUnavailable."""
        before = {name: str(value) for name, value in _files(cursor).items()}
        after: dict[str, str] = {}
        # What a run that dies has not come to yet stays as it was.
        batching = Batching(lambda: {"files": {**before, **after}})
        for found in source_files(self.name, self._path):
            path, trouble = (found, None) if isinstance(found, Path) else found
            name = name_in(path, self._path)
            try:
                mark = stamp(path)
                if before.get(name, "").partition(" ")[0] == mark:
                    after[name] = before[name]
                    continue
                if trouble:
                    raise trouble
                if 0 <= now.timestamp() - path.stat().st_mtime < self._settle_seconds:
                    if name in before:
                        after[name] = before[name]
                    continue
                content = _hash(path)
                if before.get(name, "").partition(" ")[2] != content:
                    yield from self._read(path, batching)
                after[name] = f"{mark} {content}"
            except BadInput as error:
                batching.add(rejected(error, str(path)))
                after[name] = f"{mark} "
            except OSError:
                continue  # gone since it was listed
            batching.moved()
            yield from batching.full()
        if set(before) - set(after):
            batching.moved()
        before = {}
        yield from batching.rest()

    def _read(self, path: Path, batching: Batching) -> Iterator[Batch]:
        """The items of a file; those of a large one in batches of their own."""
        reader = Reader(
            self._reader.limits, self._reader.published, self._reader.language, self._reader.outlet, SeenArticles()
        )
        for count, item in enumerate(reader.file(path), start=1):
            batching.add(item)
            if count % BATCH_ITEMS == 0:
                yield from batching.full()


def _files(cursor: Cursor) -> dict[str, object]:
    files = cursor.get("files")
    return dict(files) if isinstance(files, dict) else {}


def _hash(path: Path) -> str:
    with opened(path) as stream:
        digest = hashlib.sha256()
        while block := stream.read(1_048_576):
            digest.update(block)
    return digest.hexdigest()[:32]

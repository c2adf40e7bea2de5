"""Files of a source, opened so that no name, link or pipe leads elsewhere or blocks."""

import os
import re
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from schemas.errors import BadInput, SourceUnavailable
from schemas.vocabulary import RejectReason
from sources.paths import files_under


def source_files(source: str, path: Path) -> Iterator[Path | tuple[Path, BadInput]]:
    """The file or the files of the folder, by name; what may not be read comes with the BadInput that says why.

    Raises SourceUnavailable where there is nothing at `path`.
    """
    if not path.exists():
        raise SourceUnavailable(f"{path} of the source {source} is not there", "Make it, or correct the path.")
    for found in files_under(path):
        if isinstance(found, Path) and (trouble := _trouble(found)):
            yield found, trouble
        else:
            yield found


def name_in(path: Path, root: Path) -> str:
    """By what a file is known in its source's cursor: its path in the folder, or its own name."""
    return path.name if path == root else path.relative_to(root).as_posix()


def stamp(path: Path) -> str:
    """Size and time of the last change: a file with the same stamp is not looked into again. Raises OSError."""
    try:
        status = path.stat()
    except OSError:
        status = path.lstat()
    return f"{status.st_size}:{status.st_mtime_ns}"


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """The bytes of a regular file. Raises BadInput for what became something else since it was listed, OSError."""
    # Without waiting: what has become a pipe since it was looked at would block for ever.
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    with os.fdopen(descriptor, "rb") as stream:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise _no_file()
        yield stream


def _trouble(path: Path) -> BadInput | None:
    if ".." in re.split(r"[/\\]", path.name):
        return BadInput(
            RejectReason.UNREADABLE, "has a name that leads out of its folder", "Rename it, and look who put it there."
        )
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return _no_file()
    except OSError:
        return None  # whoever opens it says what the matter is
    return None


def _no_file() -> BadInput:
    return BadInput(RejectReason.UNREADABLE, "is no regular file", "Put the file itself there.")

"""Folders that appear whole: written beside their place, flushed, then exchanged with what was there."""

import ctypes
import json
import os
import platform
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from schemas.errors import WrongConfiguration
from warehouse.exports.manifest import MANIFEST
from warehouse.packages import flush, flush_names

# <linux/fs.h> and <fcntl.h>: exchange two names in one step, both seen from the working directory.
_RENAME_EXCHANGE = 2
_AT_FDCWD = -100


@contextmanager
def whole_folder(target: Path) -> Iterator[Path]:
    """A fresh folder to fill; it takes the place of `target` when the block ends well, and goes where it does not.

    A reader finds the old folder or the new one, complete. Raises WrongConfiguration where the disk refuses.
    """
    fresh = target.parent / f".fresh-{target.name}-{os.getpid()}"
    try:
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(parents=True)
        yield fresh
        flush(fresh)
        _swap(fresh, target)
        flush_names(target.parent)
    except OSError as error:
        raise WrongConfiguration(
            f"{target} cannot be written: {error.strerror}", "Free some disk space, or name another folder."
        ) from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def refuse_what_is_no_export(target: Path) -> None:
    """Raises WrongConfiguration where `target` is something other than an export or an empty folder."""
    if not target.exists():
        return
    if not target.is_dir():
        raise WrongConfiguration(f"{target} is a file, not a folder", "Name a folder that is new or empty.")
    names = {path.name for path in target.iterdir()}
    if names and not _is_export(target / MANIFEST):
        raise WrongConfiguration(
            f"{target} holds files that are no export ({', '.join(sorted(names)[:3])}), and would be replaced",
            "Name a folder that is new, empty, or an earlier export.",
        )


def _is_export(manifest: Path) -> bool:
    try:
        return "schema_version" in json.loads(manifest.read_bytes())
    except (OSError, ValueError):
        return False


def _swap(fresh: Path, target: Path) -> None:
    """Put `fresh` in the place of `target`; what was there goes to `fresh`'s place, or away."""
    if not target.exists():
        fresh.replace(target)
    elif not _exchanged(fresh, target):
        # Elsewhere than on Linux: for the moment between two renames there is no folder of that name.
        old = fresh.with_name(f".old-{fresh.name.removeprefix('.fresh-')}")
        target.replace(old)
        fresh.replace(target)
        shutil.rmtree(old, ignore_errors=True)


def _exchanged(one: Path, other: Path) -> bool:
    """Exchange the two names in one step; False where the system or the file system has no such step."""
    if platform.system() != "Linux":
        return False
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    done = rename(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE)
    return bool(done == 0)

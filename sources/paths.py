"""Which files a path means: itself, or every file in a folder, in an order that never changes."""

from collections.abc import Iterator
from pathlib import Path

from schemas.errors import BadInput, WrongConfiguration
from schemas.vocabulary import RejectReason


def check_paths(paths: list[str]) -> None:
    """Raises WrongConfiguration naming every path that does not exist; the empty one does not."""
    missing = [path or "path of no name" for path in paths if not path or not _exists(Path(path))]
    if missing:
        raise WrongConfiguration(
            f"there is no {' and no '.join(missing)}",
            "Give the path of a file or a folder that exists, or - for standard input.",
        )


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:
        # A name longer than any file's, or a folder on the way that may not be entered.
        return False


def files_under(path: Path) -> Iterator[Path | tuple[Path, BadInput]]:
    """The file itself, or the files in the folder and its folders, sorted by name, hidden ones left out.

    A link to a folder and a link that leads out of the folder are not followed: they come with the BadInput
    that says so, as does a folder that may not be listed.
    """
    if path.is_dir():
        yield from _files_in(path, path.resolve())
    else:
        yield path


def _files_in(folder: Path, root: Path) -> Iterator[Path | tuple[Path, BadInput]]:
    try:
        entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
    except OSError as error:
        yield (
            folder,
            BadInput(RejectReason.UNREADABLE, f"cannot be listed: {error.strerror}", "Check who may read it."),
        )
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_symlink() and not _stays_within(entry, root):
            yield (
                entry,
                BadInput(
                    RejectReason.UNREADABLE,
                    "is a link to a folder, or out of the folder that was given",
                    "Give what it points at as a path of its own.",
                ),
            )
        elif _is_folder(entry):
            yield from _files_in(entry, root)
        else:
            yield entry


def _stays_within(link: Path, root: Path) -> bool:
    try:
        target = link.resolve(strict=True)
    except (OSError, RuntimeError):
        return False
    return target.is_file() and target.is_relative_to(root)


def _is_folder(entry: Path) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        # Whoever opens it as a file says what the matter is.
        return False

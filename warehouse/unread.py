"""Packages of articles that a source has handed over and that nobody has read for records yet.

A source's cursor says that its articles are in the lake: a run that dies before it has read them would be the last to
know of them. So each such package is noted before the cursor is kept, and the note taken away after its records are in
the lake. A note is an empty file in the home, named like the package.
"""

from schemas.load import PackageKind
from warehouse.home import Home
from warehouse.packages import MANIFEST, flush_names, package_folder


def note_unread(home: Home, package: str) -> None:
    """The package waits to be read; certain when this returns."""
    folder = home.root / "unread"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / package).touch()
    flush_names(folder)


def forget_unread(home: Home, package: str) -> None:
    """The package has been read, and its outcome is in the lake."""
    (home.root / "unread" / package).unlink(missing_ok=True)


def unread(home: Home) -> list[str]:
    """The packages that wait, by name. One that is no longer in the lake waits no more."""
    folder = home.root / "unread"
    names = sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []
    return [name for name in names if (package_folder(home, PackageKind.ARTICLES, name) / MANIFEST).exists()]

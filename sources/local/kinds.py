"""The kinds of source that lie on this machine."""

from collections.abc import Mapping
from pathlib import Path

from sources.kind import Kind
from sources.local.archives import archive_parts
from sources.local.drops import drop_parts, zipped_drop_parts
from sources.local.folder import Folder
from sources.local.growing import GrowingFiles, ReadParts
from sources.local.settings import FolderSettings, JsonLinesSettings, LocalSettings, WarcSettings
from sources.read import Reader
from sources.source import Source

DROPS: dict[str, ReadParts] = {
    ".jsonl": drop_parts,
    ".ndjson": drop_parts,
    ".jsonl.gz": zipped_drop_parts,
    ".ndjson.gz": zipped_drop_parts,
}
ARCHIVES: dict[str, ReadParts] = {".warc": archive_parts, ".warc.gz": archive_parts}


def _folder(settings: FolderSettings, home: Path) -> Source:
    return Folder(settings.name, _path(settings, home), _reader(settings), settings.settle_seconds)


def _drops(settings: JsonLinesSettings, home: Path) -> Source:
    return _growing(settings, home, DROPS)


def _archives(settings: WarcSettings, home: Path) -> Source:
    return _growing(settings, home, ARCHIVES)


LOCAL_KINDS = {
    "folder": Kind(FolderSettings, _folder),
    "jsonl": Kind(JsonLinesSettings, _drops),
    "warc": Kind(WarcSettings, _archives),
}


def open_archive(name: str, path: Path) -> GrowingFiles:
    """A file or a folder of drops and web archives, mixed as they may be, without settings of its own."""
    return GrowingFiles(name, path, Reader(seen=None), {**DROPS, **ARCHIVES})


def _growing(settings: LocalSettings, home: Path, formats: Mapping[str, ReadParts]) -> Source:
    return GrowingFiles(settings.name, _path(settings, home), _reader(settings), formats)


def _path(settings: LocalSettings, home: Path) -> Path:
    return home / settings.path.expanduser()


def _reader(settings: LocalSettings) -> Reader:
    # Repeats are told by what the lake holds: what one run has seen, the next would not know.
    return Reader(settings.limits.of_input(), language=settings.language, outlet=settings.title, seen=None)

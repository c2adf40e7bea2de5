"""From settings to the source that they describe."""

from pathlib import Path

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


def open_local(settings: LocalSettings, home: Path) -> Source:
    """The source of these settings; `home` is the folder from which a relative path counts."""
    path = home / settings.path.expanduser()
    limits, title = settings.limits.of_input(), settings.title
    # Repeats are told by what the lake holds: what one run has seen, the next would not know.
    reader = Reader(limits, language=settings.language, outlet=title, seen=None)
    match settings:
        case FolderSettings():
            return Folder(settings.name, path, reader, settings.settle_seconds)
        case JsonLinesSettings():
            return GrowingFiles(settings.name, path, reader, DROPS)
        case WarcSettings():
            return GrowingFiles(settings.name, path, reader, ARCHIVES)
    raise TypeError(f"no local source: {type(settings).__name__}")

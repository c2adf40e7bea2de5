"""The settings of sources on this machine."""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from sources.settings import SourceSettings


class LocalSettings(SourceSettings):
    """A source that is a file or a folder; a relative `path` counts from the home."""

    path: Path

    @property
    def place(self) -> str:
        """The path as it is written."""
        return str(self.path)


class FolderSettings(LocalSettings):
    """A folder into which files are put: each is read when it is new, and again when it has changed.

    A file that was written to less than `settle_seconds` ago is left for the next run: somebody may still be at it.
    """

    kind: Literal["folder"]
    settle_seconds: Annotated[float, Field(ge=0, le=86_400)] = 2.0


class JsonLinesSettings(LocalSettings):
    """Files of JSON lines to which articles are appended: each line is read once."""

    kind: Literal["jsonl"]


class WarcSettings(LocalSettings):
    """Archives of web pages (WARC), as crawlers write them: each record is read once."""

    kind: Literal["warc"]

"""The sources of a home: one YAML file each in its folder `sources.d`."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import yaml

from schemas.errors import WrongConfiguration
from schemas.reject import Reject
from schemas.yaml_file import compose, validated
from sources.kind import Kind
from sources.local.kinds import LOCAL_KINDS
from sources.settings import SourceSettings
from sources.source import Batch, Cursor, Source
from sources.web.kinds import WEB_KINDS

FOLDER = "sources.d"
_FIELDS = "docs/sources.md lists the fields of each kind."

KINDS: dict[str, Kind] = {**LOCAL_KINDS, **WEB_KINDS}
"""Every kind by its name in a settings file. A new one is a module that ends in such a dict, and is named here."""


def configured_sources(home: Path) -> list[SourceSettings]:
    """The settings of every source of the home, by the name of its file.

    Raises WrongConfiguration naming file and line of the first that does not hold, and where two have one name.
    """
    found: dict[str, tuple[Path, SourceSettings]] = {}
    for path in sorted((home / FOLDER).glob("*.yaml")):
        settings = read_settings(path)
        if settings.name in found:
            raise WrongConfiguration(
                f"{path}: the source {settings.name} is in {found[settings.name][0]} already", "Rename one of them."
            )
        found[settings.name] = (path, settings)
    return [settings for _, settings in found.values()]


def read_settings(path: Path) -> SourceSettings:
    """The settings in a file. Raises WrongConfiguration naming file and line."""
    node = compose(path, "Look at the path, and at who may read it.")
    if not isinstance(node, yaml.MappingNode):
        raise WrongConfiguration(f"{path}:1: is no list of fields", _FIELDS)
    kind = next((value for key, value in node.value if key.value == "kind"), None)
    if kind is None:
        raise WrongConfiguration(f"{path}:1: kind: is missing", f"Write one of {', '.join(KINDS)}. {_FIELDS}")
    known = KINDS.get(str(kind.value))
    if known is None:
        raise WrongConfiguration(
            f"{path}:{kind.start_mark.line + 1}: kind: there is no {str(kind.value)[:60]!r}",
            f"Write one of {', '.join(KINDS)}.",
        )
    return validated(path, node, known.settings, _FIELDS)


def open_source(settings: SourceSettings, home: Path) -> Source:
    """The source that the settings describe; nothing is read yet. Relative paths count from `home`."""
    source = KINDS[settings.kind].open(settings, home)
    most = settings.limits.max_articles_per_run
    return source if most is None else _Limited(source, most)


@dataclass(frozen=True)
class _Limited:
    """A source that stops after so many articles; its cursor says where the next run goes on."""

    source: Source
    most: int

    @property
    def name(self) -> str:
        """The name of the source."""
        return self.source.name

    def batches(self, cursor: Cursor, now: datetime) -> Iterator[Batch]:
        """Batches up to the one in which the limit is reached."""
        count = 0
        for batch in self.source.batches(cursor, now):
            yield batch
            count += sum(not isinstance(item, Reject) for item in batch.items)
            if count >= self.most:
                return

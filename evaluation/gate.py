"""The gate: floors under the figures of annotated articles, which no change may fall through.

`floors.json` lists the sets that the extractor is held against, `event_floors.json` those that resolution is: name,
paths of gold and articles relative to the project, their SHA-256, the floors in percent. Figures of other articles than
those the floors were set on say nothing, hence the checksums.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from math import floor
from pathlib import Path

from pydantic import Field, TypeAdapter, ValidationError

from evaluation import comparison
from evaluation.figures import ALL, Figures
from evaluation.told_events import ResolutionFigures
from schemas.base import Model
from schemas.errors import WrongConfiguration

FLOORS_FILE = Path(__file__).parent / "floors.json"
EVENT_FLOORS_FILE = Path(__file__).parent / "event_floors.json"
PROJECT = Path(__file__).parents[1]
MARGIN = 1.0
"""Floors stand so many points below what was measured, so that an unlucky article does not stop a good change."""

_GATED_ACCURACIES = (comparison.Field.STATUS, comparison.Field.DATE, comparison.Field.COUNTRY, comparison.Field.TYPE)


class Checksums(Model):
    """SHA-256 in hex, empty where none was taken yet."""

    gold: str = ""
    articles: str = ""


class GatedSet(Model):
    """Annotated articles with their floors, in percent by the name of the figure, as what is measured is given."""

    name: str
    gold: str
    articles: str
    sha256: Checksums = Checksums()
    floors: dict[str, float] = Field(default_factory=dict)

    def is_present(self, project: Path = PROJECT) -> bool:
        """True where both its files are there: a checkout alone has only the seeds."""
        return (project / self.gold).exists() and (project / self.articles).exists()

    def is_unchanged(self, project: Path = PROJECT) -> bool:
        """True where the files are those that the floors were set on."""
        return self.sha256 == self.checksums(project)

    def checksums(self, project: Path = PROJECT) -> Checksums:
        """The checksums of its files as they are now."""
        return Checksums(gold=checksum(project / self.gold), articles=checksum(project / self.articles))

    def fallen(self, measured: Mapping[str, float]) -> list[str]:
        """What has fallen below its floor, a sentence each; empty where all floors hold."""
        return [
            f"{self.name}: {name} is {measured.get(name, 0.0):.1f}, below its floor of {lowest:.1f}"
            for name, lowest in self.floors.items()
            if measured.get(name, 0.0) < lowest
        ]

    def raised(self, measured: Mapping[str, float]) -> "GatedSet":
        """The set with each floor at MARGIN below what was measured, unless it stands higher already."""
        higher = {name: max(low, self.floors.get(name, low)) for name, low in _floors_under(measured).items()}
        return self.model_copy(update={"floors": self.floors | higher})

    def set_anew(self, measured: Mapping[str, float], project: Path = PROJECT) -> "GatedSet":
        """The set with floors under what was measured, higher or lower, and the checksums of now."""
        return self.model_copy(update={"floors": _floors_under(measured), "sha256": self.checksums(project)})


_SETS = TypeAdapter(list[GatedSet])


def gated_figures(measured: Figures) -> dict[str, float]:
    """The figures over all kinds that have floors, in percent."""
    row = measured[ALL]
    shares = {"event F1": row.event.f1, "names F1": row.names.f1, "exact F1": row.exact.f1}
    shares |= {field.value: row.accuracy[field] for field in _GATED_ACCURACIES if field in row.accuracy}
    return {name: 100 * share for name, share in shares.items()}


def gated_event_figures(measured: ResolutionFigures) -> dict[str, float]:
    """The figures of resolution that have floors, in percent; without that of pairs where none was put together."""
    shares = {"B³ F1": measured.b_cubed.f1, "pair precision": measured.pairwise.precision}
    return {name: 100 * share for name, share in shares.items() if share is not None}


def read_floors(path: Path = FLOORS_FILE) -> list[GatedSet]:
    """The sets of a floors file. Raises WrongConfiguration for a file that is not one."""
    try:
        return _SETS.validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise WrongConfiguration(f"{path} holds no floors: {error}", "Restore it from version control.") from error


def write_floors(sets: Sequence[GatedSet], path: Path = FLOORS_FILE) -> None:
    """Write the sets, in a form that shows a changed floor as a changed line."""
    text = json.dumps([each.model_dump() for each in sets], indent=2, ensure_ascii=False)
    path.write_text(f"{text}\n", encoding="utf-8")


def checksum(path: Path) -> str:
    """SHA-256 of a file, or of a folder's files with their names, in order of their names."""
    digest = hashlib.sha256()
    if path.is_file():
        return hashlib.sha256(path.read_bytes()).hexdigest()
    for file in sorted(each for each in path.rglob("*") if each.is_file()):
        name = file.relative_to(path).as_posix().encode()
        digest.update(name + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def _floors_under(measured: Mapping[str, float]) -> dict[str, float]:
    """MARGIN below each figure, rounded down to a tenth."""
    return {name: max(floor(10 * (share - MARGIN)) / 10, 0.0) for name, share in measured.items()}

"""The configured sources of a home, as a run reads them: those that are due, with what is expected of each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flows.timetable import next_runs
from schemas.errors import ChanceryError, WrongConfiguration
from sources.configured import FOLDER, configured_sources, open_source
from sources.settings import SourceSettings
from sources.source import Source
from warehouse.home import Home
from warehouse.source_states import SourceStates


@dataclass(frozen=True)
class DueSources:
    """Sources to read now, and the least number of articles a day by name where something is expected."""

    settings: Sequence[SourceSettings]
    home: Home

    def open(self) -> list[Source]:
        """The sources; nothing is read yet."""
        return [open_source(each, self.home.root) for each in self.settings]

    @property
    def expected(self) -> dict[str, int]:
        """By the source's name."""
        return {each.name: each.expect.min_articles_per_day for each in self.settings}


def due_sources(home: Home, now: datetime, names: Sequence[str] = ()) -> DueSources:
    """The sources that are to be read now: those of these names, or all whose schedule says so.

    Raises WrongConfiguration where there are no sources, none of a name, or settings that do not hold.
    """
    every = configured_sources(home.root)
    if not every:
        raise WrongConfiguration(
            f"there are no sources in {home.root / FOLDER}",
            "Add one: chancery sources add articles/ (docs/sources.md).",
        )
    if names:
        return DueSources([named(every, name) for name in names], home)
    states = SourceStates(home)
    return DueSources([each for each in every if is_due(each, states, now)], home)


def named(every: Sequence[SourceSettings], name: str) -> SourceSettings:
    """The settings of that name. Raises WrongConfiguration, naming those that there are."""
    for each in every:
        if each.name == name:
            return each
    there = ", ".join(each.name for each in every) or "none yet"
    raise WrongConfiguration(f"there is no source {name}", f"There are: {there}.")


def is_due(settings: SourceSettings, states: SourceStates, now: datetime) -> bool:
    """Whether a moment of the source's schedule has passed since it was last read to its end."""
    try:
        last = states.state(settings.name).last_read
    except ChanceryError:
        return True  # reading it says what is wrong with its state
    if settings.schedule is None or last is None:
        return True
    coming = next_runs(settings.schedule, last, 1, of=settings.name)
    return bool(coming) and coming[0] <= now

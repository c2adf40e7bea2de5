"""What an expression of time means, before it is known when the text was published.

A meaning is found by a reader (`absolute`, `relative`, ...) from the words alone, and gives its days when
it is resolved in a context: the publication date, the date told last in the text, and the tense.
"""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Protocol

from extraction.dates.expression import DateKind, Direction
from extraction.dates.interval import Interval, Unit


@dataclass(frozen=True, slots=True)
class Context:
    """What is known where an expression stands."""

    published: date | None
    reference: Interval | None = None
    """The dates told last before the expression."""
    reference_day: date | None = None
    """The single day told last before the expression."""
    reference_month: date | None = None
    """A day of the month, week or day told last before the expression."""
    direction: Direction | None = None
    is_tense_known: bool = False
    """True where the direction comes from the verb itself and not from a look at the words nearby."""
    narrative: bool = False
    """True where dates without a year continue the account ("On June 10" after "May 10, 1940")."""

    def anchor(self, unit: Unit) -> date | None:
        """The day that "the following day" (month, year ...) starts from."""
        if unit in (Unit.DAY, Unit.WEEK, Unit.WEEKEND, Unit.FORTNIGHT):
            return self.reference_day or self.published
        if unit is Unit.MONTH:
            return self.reference_month or self.published
        return self.reference.end if self.reference else self.published


class Meaning(Protocol):
    """Something that has days once its context is known."""

    @property
    def is_relative(self) -> bool: ...

    @property
    def depends_on_tense(self) -> bool: ...

    def resolve(self, context: Context) -> Interval | None: ...


@dataclass(frozen=True, slots=True)
class Fixed:
    """Days that the words alone fix; None for a year that the calendar cannot hold."""

    interval: Interval | None
    is_relative: ClassVar[bool] = False
    depends_on_tense: ClassVar[bool] = False

    def resolve(self, context: Context) -> Interval | None:
        return self.interval


@dataclass(frozen=True, slots=True)
class NoDate:
    """Words of time that fix no days: vague ones, durations, recurrences, times of day."""

    kind: DateKind = DateKind.DATE
    duration: str | None = None
    clock: str | None = None
    is_relative: bool = False
    depends_on_tense: ClassVar[bool] = False

    @property
    def is_vague(self) -> bool:
        return self.kind in (DateKind.DATE, DateKind.LOOSE)

    def resolve(self, context: Context) -> Interval | None:
        return None


_DURATION_UNITS = {
    "second": ("PT", 1, "S"),
    "minute": ("PT", 1, "M"),
    "hour": ("PT", 1, "H"),
    "day": ("P", 1, "D"),
    "weekend": ("P", 1, "WE"),
    "week": ("P", 1, "W"),
    "fortnight": ("P", 2, "W"),
    "month": ("P", 1, "M"),
    "quarter": ("P", 1, "Q"),
    "year": ("P", 1, "Y"),
    "decade": ("P", 10, "Y"),
    "century": ("P", 100, "Y"),
}


def iso_duration(count: int | None, unit: str) -> str:
    """ISO 8601 for so many units, "X" where the number is open: "P3D", "PT2H", "PXY"."""
    prefix, factor, letter = _DURATION_UNITS.get(unit, ("P", 1, "D"))
    return f"{prefix}{'X' if count is None else count * factor}{letter}"

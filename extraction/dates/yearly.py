"""Dates that come every year, and the year that is meant when none is told."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from extraction.dates.expression import Direction
from extraction.dates.interval import Interval, Unit, single
from extraction.dates.meaning import Context
from schemas.vocabulary import Precision

_FAR_DAYS, _NEAR_DAYS = 240, 60
_FUTURE_WEIGHT = 2.5
"""How many times nearer a coming date must be than a past one to be meant where no tense is known."""


@dataclass(frozen=True, slots=True)
class YearOf:
    """The year that goes with a month or a holiday: a number, or relative to a date."""

    number: int | None = None
    offset: int = 0
    from_reference: bool = False

    def resolve(self, context: Context) -> int | None:
        if self.number is not None:
            return self.number
        anchor = context.anchor(Unit.YEAR) if self.from_reference else context.published
        return anchor.year + self.offset if anchor else None


@dataclass(frozen=True, slots=True)
class Yearly:
    """Days that come every year: "July 13", "June", "the third quarter", "summer", "Christmas".

    Without a year the tense decides, and without a tense the nearest ones, past ones preferred.
    """

    instance: Callable[[int], Interval | None]
    year: YearOf | None = None
    weekday: int | None = None
    """The weekday told with the date; picks the year in which the date falls on it."""
    step: int = 0
    """-1 for "last June", 1 for "next June": never the current one."""

    @property
    def is_anaphoric(self) -> bool:
        return self.year is not None and self.year.from_reference

    @property
    def is_relative(self) -> bool:
        return self.year is None or self.year.number is None

    @property
    def depends_on_tense(self) -> bool:
        return self.year is None and not self.step

    def resolve(self, context: Context) -> Interval | None:
        if self.year is not None:
            year = self.year.resolve(context)
            return self.instance(year) if year is not None and 1 <= year <= 9999 else None
        if context.narrative and context.reference and not self.step:
            return _nearest(self._candidates(context.reference.start), _story_point(context), 1.0)
        if context.published is None:
            return None
        return self._around(context.published, context.direction, context.is_tense_known)

    def _around(self, published: date, direction: Direction | None, is_known: bool) -> Interval | None:
        candidates = self._candidates(published)
        past = [each for each in candidates if each.start <= published]
        future = [each for each in candidates if each.end >= published]
        if self.step < 0:
            past = [each for each in past if each.end < published]
        if self.step > 0:
            future = [each for each in future if each.start > published]
        if past and future and not self.step and not is_known:
            direction = _unless_absurd(direction, (published - past[-1].end).days, (future[0].start - published).days)
        if (self.step < 0 or direction == "past") and past:
            return past[-1]
        if (self.step > 0 or direction == "future") and future:
            return future[0]
        return _nearest(candidates, single(published), _FUTURE_WEIGHT)

    def _candidates(self, around: date) -> list[Interval]:
        """The instances of the years around a day; only those on the right weekday where one is told."""
        reach = range(max(around.year - 2, 1), min(around.year + 2, 9999) + 1)
        found = [interval for year in reach if (interval := self.instance(year))]
        fitting = [each for each in found if self.weekday in (None, each.start.weekday())]
        return fitting or found


@dataclass(frozen=True, slots=True)
class DayOfMonth:
    """ "The 13th" or the "14" of "July 13 and 14": a day of the month told last."""

    day_of_month: int
    is_anaphoric: ClassVar[bool] = True
    is_relative: ClassVar[bool] = True
    depends_on_tense: ClassVar[bool] = False

    def resolve(self, context: Context) -> Interval | None:
        anchor = context.anchor(Unit.MONTH)
        if anchor is None:
            return None
        try:
            return single(anchor.replace(day=self.day_of_month))
        except ValueError:
            return None


def _story_point(context: Context) -> Interval:
    """Where an account has come to: the month told last, if the year told last is its year."""
    reference, latest = context.reference, context.reference_month
    if reference is None:
        raise ValueError("a story point needs a date told before")
    if latest and reference.precision is Precision.YEAR and reference.start <= latest <= reference.end:
        return single(latest)
    return reference


def _unless_absurd(direction: Direction | None, days_back: int, days_ahead: int) -> Direction | None:
    """The guessed direction, turned round where it leads most of a year away and the other way is near.

    Nobody calls a day of eleven months ago "June 1" when the next June 1 is in four days.
    """
    if direction == "past" and days_back > _FAR_DAYS and days_ahead <= _NEAR_DAYS:
        return "future"
    if direction == "future" and days_ahead > _FAR_DAYS and days_back <= _NEAR_DAYS:
        return "past"
    return direction


def _nearest(candidates: list[Interval], anchor: Interval, future_weight: float) -> Interval | None:
    """The candidate nearest to an interval, those to come counted as `future_weight` times as far."""

    def distance(interval: Interval) -> float:
        if interval.end < anchor.start:
            return (anchor.start - interval.end).days
        return max(0, (interval.start - anchor.end).days) * future_weight

    return min(candidates, key=distance, default=None)

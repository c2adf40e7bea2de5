"""What an expression of time means, before it is known when the text was published.

A meaning is found by a reader (`absolute`, `relative`, ...) from the words alone, and gives its days when
it is resolved in a context: the publication date, the date told last in the text, and the tense.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from extraction.dates.expression import DateKind, Direction
from extraction.dates.interval import Interval, Unit, period_of, shifted, single
from schemas.vocabulary import Precision

_FAR_DAYS, _NEAR_DAYS = 240, 60
YEARLY_FUTURE_WEIGHT = 2.5
"""How many times nearer a coming date must be than a past one to be meant where no tense is known."""


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
    is_relative: bool = False
    depends_on_tense: bool = False

    def resolve(self, context: Context) -> Interval | None:
        return self.interval


@dataclass(frozen=True, slots=True)
class NoDate:
    """Words of time that fix no days: vague ones, durations, recurrences, times of day."""

    kind: DateKind = DateKind.DATE
    duration: str | None = None
    clock: str | None = None
    is_relative: bool = False
    depends_on_tense: bool = False

    @property
    def is_vague(self) -> bool:
        return self.kind in (DateKind.DATE, DateKind.LOOSE)

    def resolve(self, context: Context) -> Interval | None:
        return None


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
    is_anaphoric: bool = False

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
        return _nearest(candidates, single(published), YEARLY_FUTURE_WEIGHT)

    def _candidates(self, around: date) -> list[Interval]:
        """The instances of the years around a day; only those on the right weekday where one is told."""
        reach = range(max(around.year - 2, 1), min(around.year + 2, 9999) + 1)
        found = [interval for year in reach if (interval := self.instance(year))]
        fitting = [each for each in found if self.weekday in (None, each.start.weekday())]
        return fitting or found


@dataclass(frozen=True, slots=True)
class Weekday:
    """A weekday: "on Thursday" by tense, "last Thursday", "next Thursday", "Thursday last week"."""

    weekday: int
    step: int = 0
    """-1 the last before the publication date, 1 the first after it."""
    week: int | None = None
    """The week it falls in, counted from the publication date's: -1 for "Thursday last week"."""
    is_this: bool = False
    """True for "this Thursday", which lies ahead unless the tense is past."""
    is_relative: bool = True

    @property
    def depends_on_tense(self) -> bool:
        return not self.step and self.week is None

    def resolve(self, context: Context) -> Interval | None:
        published = context.published
        if published is None:
            return None
        back = (published.weekday() - self.weekday) % 7
        ahead = -back % 7
        if self.week is not None:
            days = 7 * self.week + self.weekday - published.weekday()
        elif self.step < 0:
            days = -(back or 7)
        elif self.step > 0:
            days = ahead or 7
        else:
            is_ahead = context.direction == "future" or (self.is_this and context.direction is None)
            days = ahead if is_ahead else -back
        return _moved(published, days)


@dataclass(frozen=True, slots=True)
class Shifted:
    """A calendar period counted from a day: "yesterday", "last month", "three weeks ago", "that year"."""

    unit: Unit
    count: int
    from_reference: bool = False
    depends_on_tense: bool = False
    is_relative: bool = True

    @property
    def is_anaphoric(self) -> bool:
        return self.from_reference

    def resolve(self, context: Context) -> Interval | None:
        anchor = context.anchor(self.unit) if self.from_reference else context.published
        if anchor is None:
            return None
        moved = shifted(anchor, self.unit, self.count)
        return period_of(self.unit, moved) if moved else None


@dataclass(frozen=True, slots=True)
class Current:
    """ "This week", "this year": the whole period; up to the publication date where the verb is known to tell
    of the past. Told of the past early in a week, "this weekend" is the one before.
    """

    unit: Unit
    depends_on_tense: bool = True
    is_relative: bool = True

    def resolve(self, context: Context) -> Interval | None:
        published = context.published
        if published is None:
            return None
        whole = period_of(self.unit, published)
        if whole is None:
            return None
        if self.unit is Unit.WEEKEND and context.direction == "past" and published.weekday() < 3:
            before = shifted(published, Unit.WEEK, -1)
            return period_of(Unit.WEEKEND, before) if before else None
        if context.direction == "past" and context.is_tense_known:
            return whole.clipped(latest=published)
        return whole


@dataclass(frozen=True, slots=True)
class ThePeriod:
    """ "The month" of "the end of the month": the one told of last, or the present one."""

    unit: Unit
    is_relative: bool = True
    is_anaphoric: bool = True
    depends_on_tense: bool = False

    def resolve(self, context: Context) -> Interval | None:
        is_ahead = context.direction == "future" and not context.narrative
        anchor = context.published if is_ahead else context.anchor(self.unit)
        return period_of(self.unit, anchor) if anchor else None


@dataclass(frozen=True, slots=True)
class ToDate:
    """ "Earlier this week": from the period's first day to the publication date."""

    unit: Unit
    is_in_the: bool = False
    """True for "earlier in the week", which in an account of the past is the week told of."""
    is_relative: bool = True
    depends_on_tense: bool = False

    def resolve(self, context: Context) -> Interval | None:
        if context.narrative and self.is_in_the:
            return ThePeriod(self.unit).resolve(context)
        whole = period_of(self.unit, context.published) if context.published else None
        return whole.clipped(latest=context.published) if whole else None


@dataclass(frozen=True, slots=True)
class Remainder:
    """ "Later this year": from the publication date to the period's last day.

    Written on a Sunday, "later this week" is the week that begins the next day.
    """

    unit: Unit
    is_in_the: bool = False
    is_relative: bool = True
    depends_on_tense: bool = False

    def resolve(self, context: Context) -> Interval | None:
        if context.narrative and self.is_in_the:
            return ThePeriod(self.unit).resolve(context)
        published = context.published
        if published is None:
            return None
        if self.unit is Unit.WEEK and published.weekday() == 6:
            monday = shifted(published, Unit.DAY, 1)
            return period_of(Unit.WEEK, monday) if monday else None
        whole = period_of(self.unit, published)
        return whole.clipped(earliest=published) if whole else None


@dataclass(frozen=True, slots=True)
class Rolling:
    """ "The past three days": so many units back from the publication date, or on from it."""

    unit: Unit
    count: int
    is_relative: bool = True
    depends_on_tense: bool = False

    @property
    def duration(self) -> str:
        return iso_duration(abs(self.count), self.unit.value)

    def resolve(self, context: Context) -> Interval | None:
        published = context.published
        other = shifted(published, self.unit, self.count) if published else None
        if published is None or other is None:
            return None
        precision = period.precision if (period := period_of(self.unit, published)) else single(published).precision
        return Interval(min(published, other), max(published, other), precision)


@dataclass(frozen=True, slots=True)
class DayOfMonth:
    """ "The 13th" or the "14" of "July 13 and 14": a day of the month told last."""

    day_of_month: int
    is_anaphoric: bool = True
    is_relative: bool = True
    depends_on_tense: bool = False

    def resolve(self, context: Context) -> Interval | None:
        anchor = context.anchor(Unit.MONTH)
        if anchor is None:
            return None
        try:
            return single(anchor.replace(day=self.day_of_month))
        except ValueError:
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


def _moved(start: date, days: int) -> Interval | None:
    try:
        return single(start + timedelta(days=days))
    except OverflowError:
        return None


@dataclass(frozen=True, slots=True)
class Range:
    """From one date to another; where only one end has a year, the other is the nearest that fits it."""

    first: Meaning
    last: Meaning
    first_span: tuple[int, int]
    last_span: tuple[int, int]

    @property
    def is_relative(self) -> bool:
        if isinstance(self.first, (Yearly, DayOfMonth)) and not self.last.is_relative:
            return False
        if isinstance(self.last, (Yearly, DayOfMonth)) and not self.first.is_relative:
            return False
        return self.first.is_relative or self.last.is_relative

    @property
    def depends_on_tense(self) -> bool:
        return self.is_relative and (self.first.depends_on_tense or self.last.depends_on_tense)

    def ends(self, context: Context) -> tuple[Interval | None, Interval | None]:
        """The days of the first and of the last expression."""
        if self.first.depends_on_tense and not self.last.depends_on_tense:
            last = self.last.resolve(context)
            return self._joined(self.first, context, last, backwards=True), last
        first = self.first.resolve(context)
        return first, self._joined(self.last, context, first, backwards=False)

    def resolve(self, context: Context) -> Interval | None:
        first, last = self.ends(context)
        if first is None or last is None or last.end < first.start:
            return None
        return Interval(first.start, last.end, first.precision)

    def _joined(
        self, meaning: Meaning, context: Context, other: Interval | None, *, backwards: bool
    ) -> Interval | None:
        """An end whose year or week follows from the other end."""
        if other is None or not (meaning.depends_on_tense or isinstance(meaning, DayOfMonth)):
            return meaning.resolve(context)
        anchor = other.start if backwards else other.end
        direction: Direction = "past" if backwards else "future"
        return meaning.resolve(Context(anchor, other, anchor, anchor, direction))

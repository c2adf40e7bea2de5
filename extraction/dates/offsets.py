"""Periods that are counted from the publication date, or from a date told before."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

from extraction.dates.interval import Interval, Unit, period_of, shifted, single
from extraction.dates.meaning import Context, iso_duration


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
    is_relative: ClassVar[bool] = True

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
    depends_on_tense: ClassVar[bool] = False
    is_relative: ClassVar[bool] = True

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
    depends_on_tense: ClassVar[bool] = True
    is_relative: ClassVar[bool] = True

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
    is_relative: ClassVar[bool] = True
    is_anaphoric: ClassVar[bool] = True
    depends_on_tense: ClassVar[bool] = False

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
    is_relative: ClassVar[bool] = True
    depends_on_tense: ClassVar[bool] = False

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
    is_relative: ClassVar[bool] = True
    depends_on_tense: ClassVar[bool] = False

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
    is_relative: ClassVar[bool] = True
    depends_on_tense: ClassVar[bool] = False

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


def _moved(start: date, days: int) -> Interval | None:
    try:
        return single(start + timedelta(days=days))
    except OverflowError:
        return None

"""Calendar periods as inclusive intervals of days, and the arithmetic between them.

Weeks run from Monday to Sunday, weekends are Saturday and Sunday, seasons are the meteorological ones of
the northern hemisphere, the 20th century is 1901 to 2000. Every function returns None instead of an
interval outside the years 1 to 9999.
"""

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from schemas.vocabulary import Precision


class Unit(StrEnum):
    """A unit of the calendar."""

    DAY = "day"
    WEEK = "week"
    WEEKEND = "weekend"
    FORTNIGHT = "fortnight"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    SEASON = "season"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"


@dataclass(frozen=True, slots=True)
class Interval:
    """The days from `start` to `end`, both inclusive, and how exactly the words fix them."""

    start: date
    end: date
    precision: Precision

    def clipped(self, earliest: date | None = None, latest: date | None = None) -> "Interval":
        """The part within the bounds; itself where nothing is left."""
        start = max(self.start, earliest) if earliest else self.start
        end = min(self.end, latest) if latest else self.end
        return replace(self, start=start, end=end) if start <= end else self


PRECISION_OF_UNIT = {
    Unit.DAY: Precision.DAY,
    Unit.WEEK: Precision.WEEK,
    Unit.WEEKEND: Precision.DAY,
    Unit.FORTNIGHT: Precision.WEEK,
    Unit.MONTH: Precision.MONTH,
    Unit.QUARTER: Precision.QUARTER,
    Unit.HALF: Precision.QUARTER,
    Unit.SEASON: Precision.QUARTER,
    Unit.YEAR: Precision.YEAR,
    Unit.DECADE: Precision.YEAR,
    Unit.CENTURY: Precision.YEAR,
}

MONTHS_IN_UNIT = {
    Unit.MONTH: 1,
    Unit.QUARTER: 3,
    Unit.HALF: 6,
    Unit.YEAR: 12,
    Unit.DECADE: 120,
    Unit.CENTURY: 1200,
}
DAYS_IN_UNIT = {Unit.DAY: 1, Unit.WEEK: 7, Unit.WEEKEND: 7, Unit.FORTNIGHT: 14}


def day(year: int, month: int, day_of_month: int) -> Interval | None:
    """One day, or None where the calendar has no such day."""
    try:
        only = date(year, month, day_of_month)
    except ValueError:
        return None
    return single(only)


def single(only: date) -> Interval:
    """The interval of one day."""
    return Interval(only, only, Precision.DAY)


def month(year: int, month_number: int) -> Interval | None:
    """A calendar month."""
    return _months(year, month_number, 1, Precision.MONTH)


def quarter(year: int, number: int) -> Interval | None:
    """The first to fourth quarter of a calendar year."""
    return _months(year, 3 * number - 2, 3, Precision.QUARTER)


def half(year: int, number: int) -> Interval | None:
    """The first or second half of a calendar year."""
    return _months(year, 6 * number - 5, 6, Precision.QUARTER)


def season(year: int, first_month: int) -> Interval | None:
    """The season that begins in `first_month` (3, 6, 9 or 12) of `year`; winter ends in the next year."""
    return _months(year, first_month, 3, Precision.QUARTER)


def years(first: int, last: int) -> Interval | None:
    """Whole calendar years, `first` to `last`."""
    if not 1 <= first <= last <= 9999:
        return None
    return Interval(date(first, 1, 1), date(last, 12, 31), Precision.YEAR)


def decade(first_year: int) -> Interval | None:
    """The ten years from `first_year`: the 1990s are decade(1990)."""
    return years(first_year, first_year + 9)


def century(number: int) -> Interval | None:
    """The `number`th century: the 20th is 1901 to 2000."""
    return years(100 * number - 99, 100 * number)


def period_of(unit: Unit, within: date) -> Interval | None:
    """The calendar period of a unit that contains a day; for a weekend, that of the day's week."""
    if unit in (Unit.MONTH, Unit.QUARTER, Unit.HALF):
        length = MONTHS_IN_UNIT[unit]
        first_month = (within.month - 1) // length * length + 1
        return _months(within.year, first_month, length, PRECISION_OF_UNIT[unit])
    simple = {
        Unit.YEAR: lambda: years(within.year, within.year),
        Unit.DECADE: lambda: decade(within.year // 10 * 10),
        Unit.CENTURY: lambda: century((within.year + 99) // 100),
        Unit.WEEK: lambda: _days_of_week(within, 0, 6, Precision.WEEK),
        Unit.WEEKEND: lambda: _days_of_week(within, 5, 6, Precision.DAY),
        Unit.FORTNIGHT: lambda: _days_of_week(within, 0, 13, Precision.WEEK),
        Unit.SEASON: lambda: season(within.year - (within.month < 3), (within.month // 3 * 3 + 11) % 12 + 1),
    }
    return simple.get(unit, lambda: single(within))()


def shifted(start: date, unit: Unit, count: int) -> date | None:
    """The day `count` units after `start` (before it where negative); a month's last day where it is short."""
    try:
        if unit in DAYS_IN_UNIT:
            return start + timedelta(days=DAYS_IN_UNIT[unit] * count)
        months = start.year * 12 + start.month - 1 + MONTHS_IN_UNIT.get(unit, 3) * count
        year, month_index = divmod(months, 12)
        return date(year, month_index + 1, min(start.day, monthrange(year, month_index + 1)[1]))
    except (ValueError, OverflowError):
        return None


def _months(year: int, first_month: int, count: int, precision: Precision) -> Interval | None:
    last_year, last_index = divmod(year * 12 + first_month - 1 + count - 1, 12)
    if not (year >= 1 and last_year <= 9999):
        return None
    last_day = monthrange(last_year, last_index + 1)[1]
    return Interval(date(year, first_month, 1), date(last_year, last_index + 1, last_day), precision)


def _days_of_week(within: date, first: int, last: int, precision: Precision) -> Interval | None:
    monday = within.toordinal() - within.weekday()
    if not (monday + first >= 1 and monday + last <= date.max.toordinal()):
        return None
    return Interval(date.fromordinal(monday + first), date.fromordinal(monday + last), precision)

"""Dates in figures with slashes, dots and hyphens; dateparser reads what has a form of its own."""

import re
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from dateparser.date import DateDataParser

from extraction.dates.interval import Interval, day, single
from extraction.dates.meaning import Context, Fixed, Meaning
from extraction.dates.reading import DIGITS, Rule, Source, rule
from extraction.dates.words import MONTH, MONTH_NUMBERS

_NEAR_DAYS, _FAR_DAYS = 14, 28


@dataclass(frozen=True, slots=True)
class DayOrMonthFirst:
    """ "03/04/2023": one of two days; the one next to the publication date, if the other is far, else neither."""

    day_first: Interval
    month_first: Interval
    is_relative: ClassVar[bool] = True
    depends_on_tense: ClassVar[bool] = False

    def resolve(self, context: Context) -> Interval | None:
        published = context.published
        if published is None:
            return None
        nearer, other = sorted(
            (self.day_first, self.month_first), key=lambda interval: _days_apart(interval, published)
        )
        is_clear = _days_apart(nearer, published) <= _NEAR_DAYS and _days_apart(other, published) >= _FAR_DAYS
        return nearer if is_clear else None


def _days_apart(interval: Interval, other: date) -> int:
    return abs((interval.start - other).days)


def _read_figures(source: Source, match: re.Match[str]) -> Meaning | None:
    """ "13/07/2023" and "07/13/2023" by which number can be a month; with dots the day stands first."""
    first, second, year = int(match["first"]), int(match["second"]), int(match["year"])
    if _is_in_address(source, match):
        return None
    if year < 100:
        year += 2000 if year < 50 else 1900
    day_first, month_first = day(year, second, first), day(year, first, second)
    if match["mark"] == ".":
        return Fixed(day_first) if day_first else None
    if day_first and month_first and day_first != month_first:
        return DayOrMonthFirst(day_first, month_first)
    only = day_first or month_first
    return Fixed(only) if only else None


def _is_in_address(source: Source, match: re.Match[str]) -> bool:
    return source.is_inside_name(match.start()) or source.text[match.end() : match.end() + 1] in ("/", "_", "=")


def _read_by_dateparser(source: Source, match: re.Match[str]) -> Meaning | None:
    """ "13-Jul-2023", "2023/07/13": complete dates, on which dateparser's guesses about the missing do not bear."""
    if _is_in_address(source, match):
        return None
    parser = DateDataParser(
        languages=["en"],
        settings={"STRICT_PARSING": True, "DATE_ORDER": "YMD", "RETURN_AS_TIMEZONE_AWARE": False},
    )
    parsed = parser.get_date_data(match.group()).date_obj
    return Fixed(single(parsed.date())) if parsed else None


RULES: tuple[Rule, ...] = (
    rule(
        DIGITS,
        r"(?P<first>\d{1,2})(?P<mark>[/.])(?P<second>\d{1,2})(?P=mark)(?P<year>[12]\d{3}|(?<=/)\d\d)(?![/.]\d)",
        _read_figures,
    ),
    rule(
        DIGITS,
        rf"[12]\d{{3}}[/.]\d{{1,2}}[/.]\d{{1,2}}|\d{{1,2}}[-/]{MONTH}[-/][12]\d{{3}}",
        _read_by_dateparser,
    ),
    rule(MONTH_NUMBERS, rf"{MONTH}[-/]\d{{1,2}}[-/,][12]\d{{3}}", _read_by_dateparser),
)

"""Dates with their month: "July 13, 2023", "13th of July", "13-15 July", "July 2023", "June", and ISO forms."""

import re
from collections.abc import Callable
from functools import partial

from extraction.dates.interval import Interval, day, month
from extraction.dates.meaning import Fixed, Meaning
from extraction.dates.ranges import Range
from extraction.dates.reading import DIGITS, Rule, Source, rule
from extraction.dates.words import (
    DASH,
    DAY,
    MONTH,
    MONTH_NUMBERS,
    ORDINAL_SUFFIX,
    WEEKDAY,
    WEEKDAY_NUMBERS,
    YEAR,
    day_value,
    month_number,
    weekday_number,
)
from extraction.dates.yearly import DayOfMonth, Yearly, YearOf

_BC_YEAR = r"(?P<before_christ>\d{1,4} b\.?c\.?e?\b\.?)"
_YEAR_WORD = r"(?P<year_word>this|last|next|that|the same|that same|the previous|the following|the next)"
OF_YEAR = (
    rf"(?:(?:,|,? of(?: the year)?)? (?:{_BC_YEAR}|(?P<year>{YEAR}))|(?: of| in|,)? {_YEAR_WORD} year|"
    r" '(?P<short_year>\d\d))"
)
"""A year after a month, a quarter, a season or a holiday."""

_PREFIX = rf"(?:(?P<weekday>{WEEKDAY}),? (?:the )?)?"
_JOINED = rf"(?:{DASH}| to (?:the )?| through (?:the )?| until (?:the )?| and (?:the )?|, (?:and )?)"
_DAYS = rf"(?P<day>{DAY})(?P<listed>(?:, {DAY}){{0,6}})(?P<joint>{_JOINED})(?P<last>{DAY})"
_COUNTED = r"(?! (?:people|men|women|children|soldiers|troops|civilians|police|others|percent)\b)"
_BARE_MONTH_LEAD = re.compile(
    r"\b(?:in|of|since|by|until|till|from|through|throughout|during|before|after|between|to|for|and|or|last|next|"
    r"this|early|late|mid|each|every|on|around|was|is|ending|starting|beginning)[ -]$"
)
_AMBIGUOUS_MONTHS = {"may", "march"}
_WEEKDAYS_AND_MONTHS = [*WEEKDAY_NUMBERS, *MONTH_NUMBERS]
_WEEKDAYS_AND_DIGITS = [*WEEKDAY_NUMBERS, DIGITS]

YEAR_WORDS = {
    "this": YearOf(),
    "last": YearOf(offset=-1),
    "next": YearOf(offset=1),
    "that": YearOf(from_reference=True),
    "the same": YearOf(from_reference=True),
    "that same": YearOf(from_reference=True),
    "the previous": YearOf(offset=-1, from_reference=True),
    "the following": YearOf(offset=1, from_reference=True),
    "the next": YearOf(offset=1, from_reference=True),
}
BEFORE_CHRIST = YearOf(0)
"""A year that the calendar cannot hold."""


def year_of(match: re.Match[str]) -> YearOf | None:
    """The year that `OF_YEAR` matched."""
    groups = match.groupdict()
    if groups.get("before_christ"):
        return BEFORE_CHRIST
    if groups.get("year"):
        return YearOf(int(groups["year"]))
    if groups.get("short_year"):
        short = int(groups["short_year"])
        return YearOf(2000 + short if short < 50 else 1900 + short)
    return YEAR_WORDS[groups["year_word"]] if groups.get("year_word") else None


def in_year(instance: Callable[[int], Interval | None], year: YearOf | None) -> Meaning:
    """A yearly date with its year, fixed at once where the year is a number."""
    if year is not None and year.number is not None:
        return Fixed(instance(year.number) if year.number else None)
    return Yearly(instance, year)


def _day_in_year(year: int, *, month_number: int, day_of_month: int) -> Interval | None:
    return day(year, month_number, day_of_month)


def month_in_year(number: int) -> Callable[[int], Interval | None]:
    """The month of that number, for any year."""
    return partial(_month_in_year, month_number=number)


def _month_in_year(year: int, *, month_number: int) -> Interval | None:
    return month(year, month_number)


def _read_day(source: Source, match: re.Match[str]) -> Meaning | None:
    if not _is_month(source, match) or source.is_inside_name(match.start()):
        return None
    return _date(match, day_value(match["day"]), year_of(match))


def _date(match: re.Match[str], day_of_month: int, year: YearOf | None) -> Meaning | None:
    number = month_number(match["month"])
    if day(2000, number, day_of_month) is None:
        return None
    instance = partial(_day_in_year, month_number=number, day_of_month=day_of_month)
    if year is not None and year.number is not None:
        interval = instance(year.number)
        return Fixed(interval) if interval or year is BEFORE_CHRIST else None
    weekday = match.groupdict().get("weekday")
    return Yearly(instance, year, weekday_number(weekday) if weekday else None)


def _read_days(source: Source, match: re.Match[str]) -> Meaning | None:
    """Several days of one month; joined by "and" or commas they must follow on each other."""
    first_day, last_day = day_value(match["day"]), day_value(match["last"])
    is_list = match["joint"].strip().startswith(("and", ",")) and not _is_between(source, match)
    listed = 2 + len((match["listed"] or "").split(",")[1:])
    if not _is_month(source, match) or last_day <= first_day or (is_list and last_day != first_day + listed - 1):
        return None
    first = _date(match, first_day, year_of(match))
    last = _date(match, last_day, year_of(match))
    if first is None or last is None:
        return None
    return Range(first, last, match.span("day"), match.span("last"))


def _is_between(source: Source, match: re.Match[str]) -> bool:
    return source.lowered.endswith(("between ", "between the "), 0, match.start())


def _read_month_year(source: Source, match: re.Match[str]) -> Meaning | None:
    if not _is_month(source, match):
        return None
    return in_year(month_in_year(month_number(match["month"])), year_of(match))


def _read_bare_month(source: Source, match: re.Match[str]) -> Meaning | None:
    """A month alone; "May" and "March" and abbreviations only behind a word that leads to a time."""
    name = match["month"]
    if not source.is_capitalised(match.start()):
        return None
    before = source.lowered[max(0, match.start() - 14) : match.start()]
    is_led = _BARE_MONTH_LEAD.search(before) is not None
    is_plain = name not in _AMBIGUOUS_MONTHS and len(name.rstrip(".")) > 3
    if not is_led and (not is_plain or _before_name(source, match.end())):
        return None
    return Yearly(month_in_year(month_number(name)))


def _before_name(source: Source, position: int) -> bool:
    """True where a capitalised word follows, as in "April Ryan"."""
    return source.text[position : position + 1] == " " and source.is_capitalised(position + 1)


def _is_month(source: Source, match: re.Match[str]) -> bool:
    """False for "may" and "march" in small letters, which are verbs."""
    return match["month"] not in _AMBIGUOUS_MONTHS or source.is_capitalised(match.start("month"))


def _read_iso(source: Source, match: re.Match[str]) -> Meaning | None:
    interval = day(int(match["year"]), int(match["month"]), int(match["day"]))
    return Fixed(interval) if interval else None


def _read_weekday_and_day(source: Source, match: re.Match[str]) -> Meaning | None:
    return DayOfMonth(day_value(match["day"]))


def _read_month_range(source: Source, match: re.Match[str]) -> Meaning | None:
    """ "April-June 2008": two months of one year."""
    first, last = month_number(match["month"]), month_number(match["last"])
    if not (source.is_capitalised(match.start("month")) and source.is_capitalised(match.start("last"))):
        return None
    year = year_of(match)
    if last <= first:
        return None
    return Range(
        in_year(month_in_year(first), year),
        in_year(month_in_year(last), year),
        match.span("month"),
        match.span("last"),
    )


RULES: tuple[Rule, ...] = (
    rule(
        DIGITS,
        r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)"
        r"(?:[t\x20]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?: ?(?:z|[+-]\d\d:?\d\d))?)?",
        _read_iso,
    ),
    rule(
        _WEEKDAYS_AND_MONTHS,
        rf"{_PREFIX}(?P<month>{MONTH}) (?:the )?(?P<day>{DAY}){_COUNTED}(?:{OF_YEAR})?",
        _read_day,
    ),
    rule(
        _WEEKDAYS_AND_MONTHS,
        rf"{_PREFIX}(?P<month>{MONTH}) {_DAYS}{_COUNTED}(?:{OF_YEAR})?",
        _read_days,
    ),
    rule(
        _WEEKDAYS_AND_DIGITS,
        rf"{_PREFIX}(?P<day>{DAY})(?:-| of | )(?:the month of )?(?P<month>{MONTH})(?:{OF_YEAR})?",
        _read_day,
    ),
    rule(
        _WEEKDAYS_AND_DIGITS,
        rf"{_PREFIX}{_DAYS}(?: of)? (?P<month>{MONTH})(?:{OF_YEAR})?",
        _read_days,
    ),
    rule(MONTH_NUMBERS, rf"(?P<month>{MONTH}){OF_YEAR}", _read_month_year),
    rule(MONTH_NUMBERS, rf"(?P<month>{MONTH})", _read_bare_month),
    rule(
        MONTH_NUMBERS,
        rf"(?P<month>{MONTH})(?:{DASH}| to | through | until )(?P<last>{MONTH})(?:{OF_YEAR})?",
        _read_month_range,
    ),
    rule(
        WEEKDAY_NUMBERS,
        rf"{WEEKDAY},? the (?P<day>\d{{1,2}}{ORDINAL_SUFFIX})",
        _read_weekday_and_day,
    ),
)

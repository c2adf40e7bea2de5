"""Named parts of a year, a quarter or a month: seasons, quarters, halves, "the first week of July"."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from extraction.dates.absolute import OF_YEAR, in_year, month_in_year, year_of
from extraction.dates.interval import Interval, Unit, half, period_of, quarter, season
from extraction.dates.meaning import Context, Meaning
from extraction.dates.offsets import Shifted
from extraction.dates.reading import DIGITS, Rule, Source, rule
from extraction.dates.words import (
    FULL_WEEKDAY,
    MONTH,
    ORDINAL,
    ORDINAL_WORDS,
    SEASON,
    SEASON_MONTHS,
    month_number,
    ordinal_value,
    weekday_number,
)
from schemas.vocabulary import Precision

_SEASON_LEAD = re.compile(
    r"\b(?:in|during|since|by|until|through|throughout|of|before|after|for|from|spent) (?:the )?$"
)


def season_in_year(name: str) -> Callable[[int], Interval | None]:
    """The season of that name, for the year in which it begins."""
    return partial(season, first_month=SEASON_MONTHS[name])


def _quarter_in_year(year: int, *, number: int) -> Interval | None:
    return quarter(year, number)


def _half_in_year(year: int, *, number: int) -> Interval | None:
    return half(year, number)


def _read_season(source: Source, match: re.Match[str]) -> Meaning | None:
    """ "Summer 1962", "the summer of next year"; bare "the summer" only behind a preposition."""
    year = year_of(match)
    if year is None:
        before = source.lowered[max(0, match.start() - 14) : match.start()]
        if match["the"] is None or not _SEASON_LEAD.search(before):
            return None
        if re.match(r" (?:of|olympi|games|school|camp)", source.lowered[match.end() : match.end() + 8]):
            return None
    return in_year(season_in_year(match["season"]), year)


def _read_quarter(source: Source, match: re.Match[str]) -> Meaning | None:
    number = int(match["number"]) if match.groupdict().get("number") else ordinal_value(match["ordinal"])
    if not 1 <= number <= 4:
        return None
    return in_year(partial(_quarter_in_year, number=number), year_of(match))


def _read_half(source: Source, match: re.Match[str]) -> Meaning | None:
    number = int(match["number"]) if match.groupdict().get("number") else 1 + (match["ordinal"] != "first")
    return in_year(partial(_half_in_year, number=number), year_of(match))


@dataclass(frozen=True, slots=True)
class WithinMonth:
    """ "The first week of July", "the third Thursday of November", "the first Monday in October"."""

    month: Meaning
    position: int
    """1 for the first, -1 for the last."""
    weekday: int | None
    """None for a week of the month."""

    @property
    def is_relative(self) -> bool:
        return self.month.is_relative

    @property
    def depends_on_tense(self) -> bool:
        return self.month.depends_on_tense

    def resolve(self, context: Context) -> Interval | None:
        whole = self.month.resolve(context)
        if whole is None:
            return None
        if self.weekday is None:
            return _seven_days(whole, self.position)
        days = [
            each
            for offset in range((whole.end - whole.start).days + 1)
            if (each := whole.start + timedelta(days=offset)).weekday() == self.weekday
        ]
        index = self.position - 1 if self.position > 0 else -1
        return period_of(Unit.DAY, days[index]) if index < len(days) else None


def _seven_days(month: Interval, position: int) -> Interval | None:
    """The month's first, second ... or last seven days: the weeks of the calendar run across its ends."""
    if position > 4:
        return None
    start = month.start + timedelta(days=7 * (position - 1)) if position > 0 else month.end - timedelta(days=6)
    return Interval(start, start + timedelta(days=6), Precision.WEEK)


def _read_within_month(source: Source, match: re.Match[str]) -> Meaning | None:
    if match["month"]:
        if not source.is_capitalised(match.start("month")):
            return None
        month: Meaning = in_year(month_in_year(month_number(match["month"])), year_of(match))
    else:
        month = Shifted(Unit.MONTH, {"this": 0, "next": 1, "last": -1}[match["step"]])
    position = -1 if match["ordinal"] == "last" else ordinal_value(match["ordinal"])
    weekday = match["weekday"]
    return WithinMonth(month, position, weekday_number(weekday) if weekday else None)


_ORDINAL_STARTS = ["the", DIGITS, *ORDINAL_WORDS]

RULES: tuple[Rule, ...] = (
    rule(
        ["the", *SEASON_MONTHS],
        rf"(?P<the>the )?(?P<season>{SEASON})(?: of)?(?:{OF_YEAR})",
        _read_season,
    ),
    rule("the", rf"(?P<the>the )(?P<season>{SEASON})(?:{OF_YEAR})?", _read_season),
    rule(
        _ORDINAL_STARTS,
        rf"(?:the )?(?P<ordinal>first|second|third|fourth|1st|2nd|3rd|4th)[-\x20](?:fiscal )?quarter"
        rf"(?: of)?(?:{OF_YEAR})?",
        _read_quarter,
    ),
    rule("q1 q2 q3 q4", rf"q(?P<number>[1-4])(?:{OF_YEAR})?", _read_quarter),
    rule("h1 h2", rf"h(?P<number>[12]){OF_YEAR}", _read_half),
    rule(
        _ORDINAL_STARTS,
        rf"(?:the )?(?P<ordinal>first|second|latter) half(?: of)?(?:{OF_YEAR})",
        _read_half,
    ),
    rule(
        ["the", *ORDINAL_WORDS, "last"],
        rf"(?:the )?(?P<ordinal>{ORDINAL}|last) (?:week|(?P<weekday>{FULL_WEEKDAY})) (?:of|in) "
        rf"(?:(?P<month>{MONTH})(?:{OF_YEAR})?|(?P<step>this|next|last) month)",
        _read_within_month,
    ),
)

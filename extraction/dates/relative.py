"""Expressions relative to the publication date: "yesterday", "last month", "on Thursday", "later this year"."""

import re

from extraction.dates.absolute import month_in_year
from extraction.dates.interval import Unit
from extraction.dates.meaning import Meaning, NoDate
from extraction.dates.offsets import Current, Remainder, Rolling, Shifted, ThePeriod, ToDate, Weekday
from extraction.dates.periods import season_in_year
from extraction.dates.reading import Rule, Source, rule
from extraction.dates.words import (
    DAY_PART,
    FULL_WEEKDAY,
    MONTH,
    SEASON,
    WEEKDAY_NUMBERS,
    month_number,
    weekday_number,
)
from extraction.dates.yearly import Yearly

_UNIT = r"(?P<unit>day|weekend|week|fortnight|month|quarter|year|decade|century)"
_STEPS = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1, "upcoming": 1, "this": 0, "current": 0}
_FULL_WEEKDAYS = [name for name in WEEKDAY_NUMBERS if name.endswith("day")]
_NAMED_WEEKDAYS = re.compile(
    r"(?:black|bloody|good|holy|palm|easter|ash|super|cyber|maundy|sheffield|fat|shrove|whit|giving|blue|ruby)[ ]$"
)
_OWNED = re.compile(r" of (?:the|his|her|their|its)\b")

_DAYS = {
    "today": 0,
    "tonight": 0,
    "yesterday": -1,
    "tomorrow": 1,
    "the day before yesterday": -2,
    "the day after tomorrow": 2,
}


def _read_day_word(source: Source, match: re.Match[str]) -> Meaning | None:
    """ "today", "yesterday"; "today's world" is these days and no date."""
    count = _DAYS[match["word"]]
    if count == 0 and re.match(
        r"'s (?:world|society|youth|standards?)\b", source.lowered[match.end() : match.end() + 14]
    ):
        return NoDate(is_relative=True)
    return Shifted(Unit.DAY, count)


def _read_part_of_day(source: Source, match: re.Match[str]) -> Meaning | None:
    return Shifted(Unit.DAY, {"this": 0, "last": -1}[match["step"]])


def _read_overnight(source: Source, match: re.Match[str]) -> Meaning | None:
    return Rolling(Unit.DAY, -1)


def _read_weekday(source: Source, match: re.Match[str]) -> Meaning | None:
    start = match.start("weekday")
    if not source.is_capitalised(start) or _NAMED_WEEKDAYS.search(source.lowered[max(0, start - 12) : start]):
        return None
    number = weekday_number(match["weekday"])
    if match["week"]:
        return Weekday(number, week=_STEPS[match["week"]])
    step = match["step"]
    return Weekday(number, step=_STEPS[step] if step else 0, is_this=step == "this")


def _read_unit(source: Source, match: re.Match[str]) -> Meaning | None:
    """ "last week", "next month", "this year"; "the last week" and "the past year" run to the present day."""
    unit, step = Unit(match["unit"]), _STEPS[match["step"]]
    if unit is Unit.DAY or _OWNED.match(source.lowered, match.end()):
        return None
    if step == 0:
        return Current(unit)
    is_rolling = match["step"] in ("past", "coming") or (match["the"] and match["step"] in ("last", "next"))
    return Rolling(unit, step) if is_rolling and unit is not Unit.WEEKEND else Shifted(unit, step)


def _read_season(source: Source, match: re.Match[str]) -> Meaning | None:
    return Yearly(season_in_year(match["season"]), step=_STEPS[match["step"]])


def _read_month(source: Source, match: re.Match[str]) -> Meaning | None:
    if not source.is_capitalised(match.start("month")):
        return None
    return Yearly(month_in_year(month_number(match["month"])), step=_STEPS[match["step"]])


def _read_within_unit(source: Source, match: re.Match[str]) -> Meaning | None:
    """ "Earlier this week", "later today", "later this year", "earlier in the week"."""
    unit = match["unit"] or "day"
    if unit == "day":
        return Shifted(Unit.DAY, 0)
    is_in_the = " in the " in match.group()
    return (Remainder if match["which"] == "later" else ToDate)(Unit(unit), is_in_the)


def _read_year_end(source: Source, match: re.Match[str]) -> Meaning | None:
    lead = source.lowered[max(0, match.start() - 12) : match.start()]
    return ThePeriod(Unit.YEAR) if re.search(r"\b(?:by|at|until|before|since|around|of|to) $", lead) else None


RULES: tuple[Rule, ...] = (
    rule("year the", r"(?:the )?year(?:-| |'s )end", _read_year_end),
    rule(
        "today tonight yesterday tomorrow the",
        rf"(?:the )?(?P<word>{'|'.join(sorted(_DAYS, key=len, reverse=True))})(?: {DAY_PART})?",
        _read_day_word,
    ),
    rule("this last", rf"(?P<step>this|last) (?:early |late )?{DAY_PART}", _read_part_of_day),
    rule("overnight", r"overnight", _read_overnight),
    rule(
        ["last", "next", "this", "past", "the", "coming", "upcoming", "late", "early", *_FULL_WEEKDAYS],
        rf"(?:(?:this |the )?(?P<step>last|next|this|past|coming|upcoming) )?(?:late |early )?"
        rf"(?P<weekday>{FULL_WEEKDAY})(?:(?:,? of| in|,)? (?P<week>last|this|next) week)?(?: {DAY_PART})?",
        _read_weekday,
    ),
    rule(
        "last next this past the coming upcoming current",
        rf"(?:this (?=past|coming|last|next|current|upcoming)|(?P<the>the )(?!this))?"
        rf"(?P<step>last|next|this|past|coming|upcoming|current) {_UNIT}",
        _read_unit,
    ),
    rule(
        "last next this past the coming",
        rf"(?:this |the )?(?P<step>last|next|this|past|coming) (?P<season>{SEASON})",
        _read_season,
    ),
    rule("last next this past", rf"(?:this )?(?P<step>last|next|this|past) (?P<month>{MONTH})", _read_month),
    rule(
        "earlier later",
        rf"(?P<which>earlier|later)(?: on)? (?:today|(?:this|in the) {_UNIT})",
        _read_within_unit,
    ),
)

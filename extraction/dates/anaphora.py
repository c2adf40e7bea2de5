"""Expressions relative to a date told before: "the following day", "that year", "the end of the month"."""

import re
from dataclasses import dataclass
from typing import ClassVar

from extraction.dates.interval import Interval, Unit, period_of, shifted
from extraction.dates.meaning import Context, Meaning
from extraction.dates.offsets import Rolling, Shifted
from extraction.dates.periods import season_in_year
from extraction.dates.reading import Rule, Source, rule
from extraction.dates.words import DAY_PART, ORDINAL_SUFFIX, SEASON, day_value
from extraction.dates.yearly import DayOfMonth, Yearly, YearOf
from schemas.vocabulary import Precision

_UNIT = r"(?P<unit>day|week|weekend|month|quarter|year|decade|century)"
_SAME = {"same": 0, "that": 0, "following": 1, "next": 1, "subsequent": 1, "previous": -1, "preceding": -1, "prior": -1}
_FROM_NOW_LEAD = re.compile(r"\b(?:over|within|in|during|for|throughout) $")
_NO_CLAUSE = r"(?! (?:the|an?|it|its|he|his|she|her|they|their|we|our|i|you|this|that|these|those|[a-z]+ing)\b)"
_NOT_A_DATE_AFTER = re.compile(r" (?:of|when|that)\b")


@dataclass(frozen=True, slots=True)
class YearBefore:
    """The dates told last, a year earlier: "the same period last year"."""

    is_relative: ClassVar[bool] = True
    is_anaphoric: ClassVar[bool] = True
    depends_on_tense: ClassVar[bool] = False

    def resolve(self, context: Context) -> Interval | None:
        reference = context.reference
        if reference is None:
            return None
        start, end = shifted(reference.start, Unit.YEAR, -1), shifted(reference.end, Unit.YEAR, -1)
        if start is None or end is None:
            return None
        if reference.precision is Precision.MONTH:
            return period_of(Unit.MONTH, start)
        return Interval(start, end, reference.precision)


def _read_neighbour(source: Source, match: re.Match[str]) -> Meaning | None:
    """ "The following day", "the same month", "that year"."""
    unit = Unit(match["unit"]) if match["unit"] else Unit.DAY
    if match["which"] == "that" and _NOT_A_DATE_AFTER.match(source.lowered, match.end()):
        return None
    lead = source.lowered[max(0, match.start() - 12) : match.start()]
    if match["which"] == "next" and unit is not Unit.DAY and _FROM_NOW_LEAD.search(lead):
        return Rolling(unit, 1)
    return Shifted(unit, _SAME[match["which"]], from_reference=True)


def _read_that_season(source: Source, match: re.Match[str]) -> Meaning | None:
    if match.group().startswith("the ") and " same " not in match.group():
        return None
    return Yearly(season_in_year(match["season"]), YearOf(from_reference=True))


def _read_year_before(source: Source, match: re.Match[str]) -> Meaning | None:
    """ "The same month a year ago", "the same period last year": the dates told last, a year before."""
    return YearBefore()


def _read_behind(source: Source, match: re.Match[str]) -> Meaning | None:
    """ "The day before", "the week after", "the year prior"."""
    if source.lowered[match.end() : match.end() + 1] == " " and source.is_capitalised(match.end() + 1):
        return None
    if match["side"] == "following" and match.group().startswith("a "):
        return None
    return Shifted(Unit(match["unit"]), 1 if match["side"] in ("after", "following") else -1, from_reference=True)


def _read_later_that(source: Source, match: re.Match[str]) -> Meaning | None:
    unit = Unit(match["unit"]) if match["unit"] else Unit.DAY
    return Shifted(unit, 0, from_reference=True)


def _read_ordinal_day(source: Source, match: re.Match[str]) -> Meaning | None:
    """ "On the 13th": a day of the month told last."""
    if re.match(
        r"[ -](?:century|floor|street|avenue|anniversary|birthday|round|meeting|summit|session|time|[a-z])",
        source.lowered[match.end() : match.end() + 14],
    ):
        return None
    return DayOfMonth(day_value(match["day"]))


RULES: tuple[Rule, ...] = (
    rule(
        "the that on",
        rf"(?:the |that )(?P<which>same|following|next|subsequent|previous|preceding|prior) (?:{_UNIT}|{DAY_PART})",
        _read_neighbour,
    ),
    rule(
        "the",
        r"the same (?:period|month|quarter|week|day|time|date) (?:in |of )?"
        r"(?:(?:a|one) year (?:ago|earlier|before)|last year|the previous year|the year before)",
        _read_year_before,
    ),
    rule("that the", rf"(?:that|the) (?:same )?(?P<season>{SEASON})", _read_that_season),
    rule("that", rf"(?P<which>that) (?:very )?(?:{_UNIT}|{DAY_PART})", _read_neighbour),
    rule("the a", rf"(?:the|a) {_UNIT} (?P<side>before|after|earlier|prior|following){_NO_CLAUSE}", _read_behind),
    rule(
        "later earlier",
        rf"(?:later|earlier) (?:that|the same|in that) (?:same )?(?:{_UNIT}|{DAY_PART})",
        _read_later_that,
    ),
    rule("the", rf"the (?P<day>\d{{1,2}}{ORDINAL_SUFFIX})", _read_ordinal_day),
)

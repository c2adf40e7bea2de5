"""What readings that stand beside each other lend each other: a year, a time of day, a length."""

import re
from dataclasses import replace

from extraction.dates.expression import DateKind
from extraction.dates.meaning import Fixed, Meaning, NoDate, Range, Yearly
from extraction.dates.reading import Reading, Source

_SHARES_YEAR = re.compile(r"(?:,| and| or| to| until| through|,? and the| or the|/|,? as well as)? ?(?:the )?")
_CLOCK_THEN_DATE = re.compile(r",? (?:on )?")


def with_shared_years(source: Source, readings: list[Reading]) -> list[Reading]:
    """Give a month or season without a year that of the next: "in April and June 1955", "the spring and summer of 1943"."""
    shared = list(readings)
    for index in range(len(shared) - 2, -1, -1):
        reading, following = shared[index], shared[index + 1]
        between = source.lowered[reading.end : following.start]
        if len(between) <= 12 and between and _SHARES_YEAR.fullmatch(between):
            shared[index] = replace(reading, meaning=_in_year_of(reading.meaning, following.meaning))
    return shared


def with_clocks(source: Source, readings: list[Reading]) -> list[Reading]:
    """Join a time of day with the date behind it: "16:00 UTC today", "3 p.m. on Friday"."""
    joined: list[Reading] = []
    for reading in readings:
        before = joined[-1] if joined else None
        if before and _is_clock(before.meaning) and not isinstance(reading.meaning, (NoDate, Range)):
            between = source.lowered[before.end : reading.start]
            if len(between) <= 6 and _CLOCK_THEN_DATE.fullmatch(between):
                joined[-1] = replace(reading, start=before.start, clock=before.meaning.clock)
                continue
        joined.append(reading)
    return joined


def _is_clock(meaning: Meaning) -> bool:
    return isinstance(meaning, NoDate) and meaning.kind is DateKind.TIME


def _in_year_of(meaning: Meaning, following: Meaning) -> Meaning:
    """A yearly date in the year of the fixed date that follows, or in the year before where it would lie behind it."""
    if not isinstance(meaning, Yearly) or meaning.year or meaning.step:
        return meaning
    if isinstance(following, Range):
        following = following.first
    if not isinstance(following, Fixed) or following.interval is None:
        return meaning
    year = following.interval.start.year
    candidates = [meaning.instance(year), meaning.instance(year - 1) if year > 1 else None]
    fitting = [each for each in candidates if each and each.start <= following.interval.start]
    is_whole_year = following.interval.start.month == 1 and following.interval.end.month == 12
    return Fixed(fitting[0]) if fitting and not is_whole_year else meaning

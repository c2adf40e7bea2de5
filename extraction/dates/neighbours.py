"""What readings that stand beside each other lend each other: a year, a time of day, a length."""

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from extraction.dates.expression import DateKind
from extraction.dates.interval import Interval, Unit, shifted
from extraction.dates.meaning import Context, Fixed, Meaning, NoDate
from extraction.dates.offsets import Shifted, Weekday
from extraction.dates.ranges import Range
from extraction.dates.reading import Reading, Source
from extraction.dates.yearly import Yearly
from schemas.vocabulary import Precision

_SHARES_YEAR = re.compile(r"(?:,? and| or| to| until| through|/|,? as well as) ?(?:the )?")
_LENGTH_REACH = 60
_DAYS = re.compile(r"P(?P<number>\d{1,2})(?P<unit>[DW])")
_STARTS_ON = re.compile(
    r"^ [^.;:!?\n]*\b(?:from|starting|(?:that|which) (?:begins|began|starts|started|will (?:begin|start))|"
    r"(?<!the )beginning|due to (?:begin|start)) (?:on )?(?:late |early )?$"
)
_BEGINS_BEFORE = re.compile(
    r"\b(?:beg[aiu]n(?:s|ning)?|start(?:s|ed|ing)?|open(?:s|ed)?|kick(?:s|ed)? off|embark(?:s|ed)? on|for) "
    r"(?:an?|his|her|their|its|the) (?:\w+ )?$"
)
_ON_DAY = re.compile(r"(?: (?!and|but|while|after|before|said|which|who|that)[\w'-]+){1,5} on ")
_FOR_LENGTH = re.compile(
    r",? (?:for|at the start of|to (?:begin|start)|beginning|starting|on) (?:an?|his|her|their|its|the) (?:\w+ )?"
)
_CLOCK_THEN_DATE = re.compile(r",? (?:on )?")


def with_shared_years(source: Source, readings: list[Reading]) -> list[Reading]:
    """Give a month or season the year of the next one: "in April and June 1955", "the spring and summer of 1943"."""
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
        clock = _clock(before.meaning) if before else None
        if before and clock and not isinstance(reading.meaning, (NoDate, Range)) and not _is_long(reading.meaning):
            between = source.lowered[before.end : reading.start]
            if len(between) <= 6 and _CLOCK_THEN_DATE.fullmatch(between):
                joined[-1] = replace(reading, start=before.start, clock=clock)
                continue
        joined.append(reading)
    return joined


def with_lengths(source: Source, readings: list[Reading]) -> list[Reading]:
    """Give a day the length told with it: "a three-day visit from Monday", "on Monday for a three-day visit"."""
    lengthened = list(readings)
    for index, (first, second) in enumerate(pairwise(readings)):
        between = source.lowered[first.end : second.start]
        if len(between) > _LENGTH_REACH:
            continue
        before = source.lowered[max(0, first.start - 24) : first.start]
        if _is_length(first) and (
            _STARTS_ON.search(between) or (_BEGINS_BEFORE.search(before) and _ON_DAY.fullmatch(between))
        ):
            lengthened[index + 1] = replace(second, meaning=_lasting(second.meaning, first.meaning))
        elif _is_length(second) and _FOR_LENGTH.fullmatch(between):
            lengthened[index] = replace(first, meaning=_lasting(first.meaning, second.meaning))
    return lengthened


@dataclass(frozen=True, slots=True)
class Lasting:
    """A day and those after it, so many in all."""

    base: Meaning
    days: int

    @property
    def is_relative(self) -> bool:
        return self.base.is_relative

    @property
    def depends_on_tense(self) -> bool:
        return self.base.depends_on_tense

    def resolve(self, context: Context) -> Interval | None:
        first = self.base.resolve(context)
        if first is None or not _is_single(first):
            return first
        last = shifted(first.start, Unit.DAY, self.days - 1)
        return Interval(first.start, last, Precision.DAY) if last else None


def _is_length(reading: Reading) -> bool:
    return isinstance(reading.meaning, NoDate) and _DAYS.fullmatch(reading.meaning.duration or "") is not None


def _lasting(base: Meaning, length: Meaning) -> Meaning:
    """The base made longer; it stays as it is where it turns out not to be a single day."""
    count = _DAYS.fullmatch(length.duration or "") if isinstance(length, NoDate) else None
    if count is None or not isinstance(base, (Weekday, Yearly, Fixed, Shifted)):
        return base
    days = int(count["number"]) * (7 if count["unit"] == "W" else 1)
    return Lasting(base, days)


def _is_single(interval: Interval | None) -> bool:
    return interval is not None and interval.start == interval.end


def _is_long(meaning: Meaning) -> bool:
    return isinstance(meaning, Fixed) and not _is_single(meaning.interval)


def _clock(meaning: Meaning) -> str | None:
    return meaning.clock if isinstance(meaning, NoDate) and meaning.kind is DateKind.TIME else None


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

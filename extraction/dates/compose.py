"""Expressions made of others: "the end of June", "the eve of July 14", "from Monday to Friday"."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from extraction.dates.counted import UNITS, unit_of
from extraction.dates.expression import Part
from extraction.dates.interval import Interval, Unit, period_of, shifted
from extraction.dates.meaning import Context, Fixed, Meaning, NoDate
from extraction.dates.offsets import Shifted, ThePeriod, Weekday
from extraction.dates.ranges import Range
from extraction.dates.reading import Reading, Source, opening
from extraction.dates.words import DAY_PART, NUMBER, number_value
from extraction.dates.yearly import DayOfMonth, Yearly

ReadAt = Callable[[Source, int], Reading | None]
"""Reads the longest simple or composed expression that begins at a position."""

_PARTS: dict[str, Part] = {
    "early": "start",
    "beginning": "start",
    "start": "start",
    "onset": "start",
    "outset": "start",
    "mid": "middle",
    "middle": "middle",
    "late": "end",
    "end": "end",
    "close": "end",
    "latter part": "end",
    "early part": "start",
}
# These patterns end before the expression that they need behind them.
_PART = opening(
    r"(?:the )?(?:very )?(?P<part>early|late|mid|middle|beginning|start|onset|outset|end|close|early part|latter part)"
    r"(?:-(?:to-late-)?| (?:on |in |of |that )?)"
)
_DAY_PART = opening(
    rf"(?:the |in the |late |early ){{0,3}}(?:{DAY_PART}|early hours|early morning hours|small hours) "
    r"(?:hours )?(?:of |on )(?:the )?"
)
_EVE = opening(r"(?:the )?eve of (?:the )?")
_WEEK_OF = opening(r"(?:the )?(?P<unit>week|weekend|month) (?:of|starting|beginning|ending)(?: on)? ")
_OFFSET = opening(rf"(?:(?P<count>{NUMBER}|an?|the) )?{UNITS} (?P<side>before|after|following|prior to) ")
_THE_PERIOD = re.compile(r"(?:the )?(?P<unit>day|week|month|quarter|year|decade|century)(?!\w)(?! of| when| in which)")
_JOINT = re.compile(r"[ ]?--?[ ]?(?:to[ ])?|[ ]{1,3}(?P<word>to|through|until|till|and|up to)[ ]{1,3}")
COMPOSED_STARTS = frozenset(
    "the early late mid middle beginning start onset outset end close morning afternoon evening night noon "
    "eve week weekend month a an in small".split()
)
"""Words that a composed expression can begin with, besides numbers."""


@dataclass(frozen=True, slots=True)
class EveOf:
    """The day before another expression's first day, or so many units before or after it."""

    base: Meaning
    unit: Unit
    count: int

    @property
    def is_relative(self) -> bool:
        return self.base.is_relative

    @property
    def depends_on_tense(self) -> bool:
        return self.base.depends_on_tense

    def resolve(self, context: Context) -> Interval | None:
        base = self.base.resolve(context)
        moved = shifted(base.end if self.count > 0 else base.start, self.unit, self.count) if base else None
        return period_of(self.unit, moved) if moved else None


@dataclass(frozen=True, slots=True)
class PeriodAround:
    """ "The week of July 3", "the weekend of May 4": the period that contains another expression's first day."""

    base: Meaning
    unit: Unit

    @property
    def is_relative(self) -> bool:
        return self.base.is_relative

    @property
    def depends_on_tense(self) -> bool:
        return self.base.depends_on_tense

    def resolve(self, context: Context) -> Interval | None:
        base = self.base.resolve(context)
        return period_of(self.unit, base.start) if base else None


def read_composed(source: Source, position: int, read_at: ReadAt) -> Reading | None:
    """An expression that begins with words that need another behind them, or None."""
    for reader in (_read_part, _read_part_of_day, _read_eve, _read_week_of, _read_offset):
        reading = reader(source, position, read_at)
        if reading is not None:
            return reading
    return None


def joined(source: Source, first: Reading, read_at: ReadAt) -> Reading:
    """The range that begins with `first` where one does ("from Monday to Friday"), else `first` itself."""
    joint = _JOINT.match(source.lowered, first.end)
    if joint is None or not _is_date(first):
        return first
    before = source.lowered[max(0, first.start - 12) : first.start]
    is_between = re.search(r"\bbetween (?:the )?$", before) is not None
    if (joint["word"] == "and") != is_between:
        return first
    last = read_at(source, joint.end())
    if last is None or not _ends_range(last.meaning):
        return first
    meaning = Range(first.meaning, last.meaning, (first.start, first.end), (last.start, last.end))
    return Reading(first.start, last.end, meaning, parts=(first, last))


def _ends_range(meaning: Meaning) -> bool:
    if isinstance(meaning, Shifted):
        return not meaning.from_reference
    return isinstance(meaning, (Fixed, Yearly, Weekday, DayOfMonth))


def _is_date(reading: Reading) -> bool:
    return not isinstance(reading.meaning, (NoDate, Range))


def _read_part(source: Source, position: int, read_at: ReadAt) -> Reading | None:
    """ "Late June", "the end of the month", "mid-2019", "early on Sunday"."""
    match = _PART.match(source.lowered, position)
    if match is None:
        return None
    base = read_at(source, match.end()) or _read_the_period(source, match)
    if base is None or not _is_date(base):
        return None
    return replace(base, start=position, part=_PARTS[match["part"]], parts=())


def _read_the_period(source: Source, prefix: re.Match[str]) -> Reading | None:
    """ "The month" behind "the end of"."""
    match = _THE_PERIOD.match(source.lowered, prefix.end())
    if match is None or not prefix.group().rstrip().endswith(("of", "in")):
        return None
    return Reading(match.start(), match.end(), ThePeriod(Unit(match["unit"])))


def _read_part_of_day(source: Source, position: int, read_at: ReadAt) -> Reading | None:
    """ "The night of May 13": the day; the part of the day is told but not kept."""
    match = _DAY_PART.match(source.lowered, position)
    base = read_at(source, match.end()) if match else None
    return replace(base, start=position) if base and not isinstance(base.meaning, NoDate) else None


def _read_eve(source: Source, position: int, read_at: ReadAt) -> Reading | None:
    match = _EVE.match(source.lowered, position)
    base = read_at(source, match.end()) if match else None
    if base is None or not _is_date(base):
        return None
    return Reading(position, base.end, EveOf(base.meaning, Unit.DAY, -1))


def _read_week_of(source: Source, position: int, read_at: ReadAt) -> Reading | None:
    match = _WEEK_OF.match(source.lowered, position)
    base = read_at(source, match.end()) if match else None
    if match is None or base is None or isinstance(base.meaning, NoDate):
        return None
    if isinstance(base.meaning, Range):
        return replace(base, start=position)
    return Reading(position, base.end, PeriodAround(base.meaning, Unit(match["unit"])))


def _read_offset(source: Source, position: int, read_at: ReadAt) -> Reading | None:
    """ "Two days after June 17", "the week before Christmas"."""
    match = _OFFSET.match(source.lowered, position)
    base = read_at(source, match.end()) if match else None
    if match is None or base is None or not _is_date(base):
        return None
    count = number_value(match["count"] or "the")
    sign = 1 if match["side"] in ("after", "following") else -1
    return Reading(position, base.end, EveOf(base.meaning, unit_of(match["unit"]), sign * count))

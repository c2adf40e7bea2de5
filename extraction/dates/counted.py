"""Counted units of time: "three weeks ago", "in two days", "the past nine days", "two days later"."""

import re
from dataclasses import dataclass
from typing import ClassVar

from extraction.dates.interval import Interval, Unit, shifted, single
from extraction.dates.meaning import Context, Meaning, NoDate, iso_duration
from extraction.dates.offsets import Rolling, Shifted
from extraction.dates.reading import DIGITS, Rule, Source, rule
from extraction.dates.tense import direction_near
from extraction.dates.words import NUMBER, NUMBER_WORDS, number_value

UNITS = r"(?P<unit>days?|weeks?|weekends?|fortnights?|months?|quarters?|years?|decades?|centuries|century)"
_HOURS = r"(?:hours?|minutes?|seconds?)"
_APPROXIMATELY = r"(?:(?:just|about|some|around|nearly|almost|over|more than|less than|only|exactly|roughly) )?"
_SOME = r"(?P<some>several|many|some|few|a few|a couple of|a number of|dozens of)"
_COUNT = rf"(?P<count>{NUMBER}|an?)"
COUNT_STARTS = frozenset(
    "a an several many some few dozens just about around nearly almost over more less only exactly roughly".split()
).union([DIGITS], NUMBER_WORDS)
"""The words that a counted expression can begin with."""
_CLAIM = re.compile(
    r"\b(?:first|second|third|fourth|fifth|sixth|time|times|only|worst|best|biggest|largest|highest|lowest|"
    r"deadliest|strongest|heaviest|most|least|once|twice)\b[^.;\n]*$"
)


def unit_of(name: str) -> Unit:
    """The unit that a singular or plural noun names."""
    return Unit("century" if name.startswith("centur") else name.removesuffix("s"))


@dataclass(frozen=True, slots=True)
class Ago:
    """ "Three weeks ago": the calendar period that lies so many units back."""

    unit: Unit
    count: int
    is_to_the_day: bool = False
    """True for "three years ago today"."""
    is_relative: ClassVar[bool] = True
    depends_on_tense: ClassVar[bool] = False

    @property
    def duration(self) -> str:
        return iso_duration(self.count, self.unit.value)

    def resolve(self, context: Context) -> Interval | None:
        if self.is_to_the_day and context.published:
            moved = shifted(context.published, self.unit, -self.count)
            return single(moved) if moved else None
        return Shifted(self.unit, -self.count).resolve(context)


def _read_ago(source: Source, match: re.Match[str]) -> Meaning | None:
    """ "three days ago" is that day, "three weeks ago" that calendar week, "a year ago" that year."""
    if match["some"] or match["half"]:
        return NoDate(is_relative=True)
    return Ago(unit_of(match["unit"]), number_value(match["count"]), match["today"] is not None)


def _read_vague_ago(source: Source, match: re.Match[str]) -> Meaning | None:
    return NoDate(is_relative=True)


def _read_hours_ago(source: Source, match: re.Match[str]) -> Meaning | None:
    return Shifted(Unit.DAY, 0)


def _read_ahead(source: Source, match: re.Match[str]) -> Meaning | None:
    """ "in two weeks" is a date in a sentence about what is to come, and a length of time elsewhere."""
    before = source.lowered[max(0, match.start() - 80) : match.start()]
    if _CLAIM.search(before) or direction_near(source.lowered, match.start(), match.end()) != "future":
        return None
    if match["some"]:
        return NoDate(is_relative=True)
    return Shifted(unit_of(match["unit"]), number_value(match["count"]))


def _read_from_now(source: Source, match: re.Match[str]) -> Meaning | None:
    return Shifted(unit_of(match["unit"]), number_value(match["count"]))


def _read_rolling(source: Source, match: re.Match[str]) -> Meaning | None:
    sign = -1 if match["step"] in ("past", "last", "previous", "preceding") else 1
    if match["some"]:
        return NoDate(is_relative=True)
    return Rolling(unit_of(match["unit"]), sign * number_value(match["count"]))


def _read_later(source: Source, match: re.Match[str]) -> Meaning | None:
    if match["some"]:
        return NoDate(is_relative=True)
    sign = 1 if match["side"].startswith(("later", "after")) else -1
    return Shifted(unit_of(match["unit"]), sign * number_value(match["count"]), from_reference=True)


RULES: tuple[Rule, ...] = (
    rule(
        COUNT_STARTS,
        rf"{_APPROXIMATELY}(?:{_SOME}|{_COUNT})(?P<half> and a half)? {UNITS} ago(?P<today> today)?",
        _read_ago,
    ),
    rule("days weeks months years decades long", r"(?:days|weeks|months|years|decades|long) ago", _read_vague_ago),
    rule(COUNT_STARTS, rf"{_APPROXIMATELY}(?:{_SOME}|{_COUNT}) {_HOURS} (?:ago|earlier)", _read_hours_ago),
    rule("in within", rf"in {_APPROXIMATELY}(?:{_SOME}|{_COUNT}) {UNITS}(?:' time)?", _read_ahead),
    rule(COUNT_STARTS, rf"{_APPROXIMATELY}{_COUNT} {UNITS} from (?:now|today)", _read_from_now),
    rule(
        "the last past next coming",
        rf"(?:the )?(?P<step>last|past|previous|preceding|next|coming) (?:{_SOME}|{_COUNT}) "
        rf"(?:trading |working )?{UNITS}",
        _read_rolling,
    ),
    rule(
        COUNT_STARTS,
        rf"{_APPROXIMATELY}(?:{_SOME}|{_COUNT}) {UNITS} (?P<side>later|earlier|afterwards|before that|after that)",
        _read_later,
    ),
)

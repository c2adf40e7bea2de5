"""What the date finder hands out: an expression of time, where it stands, and what it means."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Literal

from extraction.dates.interval import Interval
from schemas.vocabulary import Precision

Direction = Literal["past", "future"]
"""Whether the verb that an expression belongs to tells of the past or of the future."""

Part = Literal["start", "middle", "end"]
"""The part of a period that is meant ("early June", "the end of the year")."""

Bound = Literal["since", "until", "before", "after"]
"""An expression that only limits the time ("since Friday", "by the end of June")."""


class DateKind(StrEnum):
    """What sort of expression of time."""

    DATE = "date"
    """Answers "when": a day, a period, or vague words for one."""
    DURATION = "duration"
    """Answers "how long": "for three years", "a two-day visit"."""
    SET = "set"
    """Recurs: "daily", "every Friday", "on Sundays"."""
    TIME = "time"
    """A time of day: "16:00 UTC", "6:40 p.m."."""
    LOOSE = "loose"
    """Says now, once or some day: "currently", "in the past", "the future"."""


@dataclass(frozen=True, slots=True)
class DateExpression:
    """An expression of time in a text.

    `text` is verbatim `source[start_char:end_char]`. `start` and `end` (both inclusive) are null where the
    words fix no days (`is_vague`), where they are relative (`is_relative`) and there is no publication
    date, for years before Christ, and for kinds that are no dates.
    """

    start_char: int
    end_char: int
    text: str
    start: date | None
    end: date | None
    precision: Precision
    kind: DateKind = DateKind.DATE
    is_relative: bool = False
    """Could not be resolved without the publication date."""
    is_vague: bool = False
    """Fixes no days: "recently", "soon", "in the coming months"."""
    is_anaphoric: bool = False
    """Relative to a date told before in the text: "the following day"."""
    part: Part | None = None
    """The part of the interval that is meant; the interval itself is the whole period."""
    bound: Bound | None = None
    """Set by the preposition before it; `spanned` applies it."""
    duration: str | None = None
    """ISO 8601: "P3D" for "three-day" and "the past three days"; "PXD" for "several days"."""
    clock: str | None = None
    """The time of day where one is told: "16:00"."""
    in_past: Interval | None = None
    """The interval if the verb turns out to tell of the past; null where tense does not matter."""
    in_future: Interval | None = None
    """The interval if the verb turns out to tell of the future; null where tense does not matter."""
    parts: tuple["DateExpression", ...] = ()
    """The two ends of a range, each an expression of its own."""

    @property
    def interval(self) -> Interval | None:
        """Start, end and precision in one, or None."""
        if self.start is None or self.end is None:
            return None
        return Interval(self.start, self.end, self.precision)

    @property
    def depends_on_tense(self) -> bool:
        """True where `resolve` with a direction can give another interval ("on Thursday", "in June")."""
        return self.in_past is not None or self.in_future is not None


def resolve(expression: DateExpression, direction: Direction | None) -> DateExpression:
    """The same expression, with the interval that it has beside a verb of that tense.

    With None, or where tense does not matter, the expression comes back as it is.
    """
    interval = {"past": expression.in_past, "future": expression.in_future, None: None}[direction]
    if interval is None:
        return expression
    return replace(expression, start=interval.start, end=interval.end, precision=interval.precision)


def spanned(expression: DateExpression, published: date | None) -> Interval | None:
    """The days that an event has to which the expression belongs, its preposition applied.

    "since October" runs to the publication date, "until June 28" and "by the end of November" from it,
    each with the precision of the words. None for "before" and "after", and where there is no interval.
    """
    interval = expression.interval
    if interval is None or expression.bound is None:
        return interval
    if expression.bound == "since" and published and interval.start <= published:
        return replace(interval, end=published)
    if expression.bound == "until" and published and interval.end >= published:
        return replace(interval, start=published)
    return None

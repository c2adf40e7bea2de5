"""Finds the expressions of time of a text and resolves them, from left to right."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from extraction.dates import absolute, anaphora, counted, holidays, nondates, numeric, periods, relative, years
from extraction.dates.anaphora import YearBefore
from extraction.dates.compose import COMPOSED_STARTS, joined, read_composed
from extraction.dates.expression import Bound, DateExpression, DateKind, Direction
from extraction.dates.interval import Interval
from extraction.dates.meaning import Context, Fixed, Meaning, NoDate
from extraction.dates.neighbours import with_clocks, with_lengths, with_shared_years
from extraction.dates.offsets import Current, Remainder, Rolling, Shifted, ToDate, Weekday
from extraction.dates.ranges import Range
from extraction.dates.reading import DIGITS, Reading, Source, source_of, table_of
from extraction.dates.tense import direction_near
from extraction.dates.words import MONTH_NUMBERS, WEEKDAY_NUMBERS
from schemas.vocabulary import Precision

TenseAt = Callable[[int], Direction | None]
"""The tense of the verb that the expression at a character belongs to; None where it is not known."""

_RULES = table_of(
    holidays.RULES,
    absolute.RULES,
    anaphora.RULES,
    counted.RULES,
    nondates.RULES,
    numeric.RULES,
    periods.RULES,
    relative.RULES,
    years.RULES,
)
_FROM_PUBLICATION = (Weekday, Current, Remainder, ToDate, Rolling, counted.Ago)
_FEW, _MOSTLY_OLD, _ALL_OLD = 5, 0.5, 0.85
"""From how many old dates and from which share of them a text is an account of times long past."""
_CONTINUED_WITHIN = (250, 2000)
"""Characters within which a date without a year continues an old one ("On 6 August 1945 ... On 15 August"),
in news and in texts that tell mostly of old times."""
_WORD = re.compile(r"\w+")
_STARTS = COMPOSED_STARTS | _RULES.keys()
_COMMON = {word for word in _STARTS if len(_RULES.get(word, ())) > 3} - {*MONTH_NUMBERS, *WEEKDAY_NUMBERS}
_TIME_WORDS = frozenset(
    """day days date daily week weeks weekly weekend weekends fortnight fortnights month months monthly quarter quarters
    year years yearly decade decades century centuries hour hours hourly minute minutes second seconds spring summer
    autumn fall winter morning midday noon lunchtime afternoon evening night future past present moment time times
    recent recently now soon shortly lately term point stage half ago course today tonight tomorrow yesterday christmas
    easter new thanksgiving halloween eve epiphany pentecost""".split()
).union(MONTH_NUMBERS, WEEKDAY_NUMBERS, (f"{name}s" for name in WEEKDAY_NUMBERS))
_MAX_DEPTH = 3
_COMPOSED = COMPOSED_STARTS | counted.COUNT_STARTS
_REACH = 70
"""Characters within which a word of time must stand for an expression to begin with a common word like "the"."""
_BOUND = re.compile(
    r"\b(since|until|till|through|by|before|prior to|ahead of|after|following)(?: at least| about| around)? $"
)
_BOUNDS: dict[str, Bound] = {
    "since": "since",
    "until": "until",
    "till": "until",
    "through": "until",
    "by": "until",
    "before": "before",
    "prior to": "before",
    "ahead of": "before",
    "after": "after",
    "following": "after",
}


def find(text: str, published: date | None, tense_at: TenseAt | None = None) -> list[DateExpression]:
    """The dates that a text tells, in order and without overlap.

    `published` is the day that relative expressions count from; without it they have no interval.
    `tense_at` gives the tense of the verb at a character; where it gives None, or is not given, nearby
    words decide. Durations, recurrences and times of day are left out: `find_times` has them too.
    """
    return [each for each in find_times(text, published, tense_at) if each.kind is DateKind.DATE]


def find_times(text: str, published: date | None, tense_at: TenseAt | None = None) -> list[DateExpression]:
    """All expressions of time, dates as in `find` and the other kinds of `DateKind`."""
    source = source_of(text)
    readings = with_shared_years(source, list(_readings(source)))
    readings = with_lengths(source, with_clocks(source, readings))
    return list(_Resolver(source, published, tense_at, _old_share(readings, published)).resolved(readings))


def _readings(source: Source) -> Iterator[Reading]:
    position = 0
    for start in _starts(source):
        if start < position:
            continue
        reading = _read_at(source, start)
        if reading is not None:
            position = reading.end
            yield reading


def _starts(source: Source) -> list[int]:
    """Where an expression may begin; a cheap look that spares most of a text the rules."""
    starts = []
    next_time = len(source.lowered) + _REACH
    for word in reversed([(match.start(), match.group()) for match in _WORD.finditer(source.lowered)]):
        start, text = word
        if text in _TIME_WORDS or text[0].isdecimal():
            next_time = start
        elif text not in _STARTS or (text in _COMMON and next_time - start > _REACH):
            continue
        starts.append(start)
    starts.reverse()
    return starts


def _rule_key(word: str) -> str:
    return DIGITS if word[0].isdecimal() else word


def _read_at(source: Source, position: int) -> Reading | None:
    reading = _read_one(source, position)
    return joined(source, reading, _read_one) if reading else None


def _read_one(source: Source, position: int, depth: int = 0) -> Reading | None:
    """The longest simple or composed expression at a position; composed of no more than a few others."""
    word = _WORD.match(source.lowered, position)
    if word is None:
        return None
    best: Reading | None = None
    for each in _RULES.get(_rule_key(word.group()), ()):
        match = each.pattern.match(source.lowered, position)
        if match is None or (best is not None and match.end() <= best.end):
            continue
        meaning = each.read(source, match)
        if meaning is not None:
            best = Reading(position, match.end(), meaning)
    if depth < _MAX_DEPTH and _rule_key(word.group()) in _COMPOSED:
        composed = read_composed(source, position, partial(_read_one, depth=depth + 1))
        if composed is not None and (best is None or composed.end > best.end):
            return composed
    return best


def _old_share(readings: list[Reading], published: date | None) -> float:
    """The share of times long past among the expressions that tell past from present; 0 where there are few."""
    if published is None:
        return 0
    fixed = [each.meaning.interval for each in readings if isinstance(each.meaning, Fixed)]
    old = sum(interval is None or interval.end.year < published.year - 1 for interval in fixed)
    current = len(fixed) - old + sum(_counts_from_publication(each.meaning) for each in readings)
    return old / (old + current) if old >= _FEW else 0


def _counts_from_publication(meaning: Meaning) -> bool:
    if isinstance(meaning, Shifted):
        return not meaning.from_reference
    return isinstance(meaning, _FROM_PUBLICATION)


@dataclass(slots=True)
class _Resolver:
    """Goes through the readings in order and keeps the dates told last."""

    source: Source
    published: date | None
    tense_at: TenseAt | None
    old_share: float
    reference: Interval | None = None
    reference_day: date | None = None
    reference_month: date | None = None
    old_until: int = -1
    """Where the last date of long ago ended, if nothing was told of the present since."""

    def resolved(self, readings: list[Reading]) -> Iterator[DateExpression]:
        for reading in readings:
            yield self._expression(reading)

    def _expression(self, reading: Reading) -> DateExpression:
        meaning = reading.meaning
        context = self._context(reading)
        parts: tuple[DateExpression, ...] = ()
        interval = meaning.resolve(context) if self._is_known(meaning) else None
        if isinstance(meaning, Range):
            parts = self._range_parts(meaning, context) if interval else ()
        past = future = None
        if interval and meaning.depends_on_tense and not context.narrative:
            past = meaning.resolve(replace(context, direction="past", is_tense_known=True))
            future = meaning.resolve(replace(context, direction="future", is_tense_known=True))
        if interval and not isinstance(meaning, YearBefore):
            self._remember(interval, reading)
        return replace(
            self._bare(reading.start, reading.end, interval, meaning, reading.clock),
            part=reading.part,
            bound=self._bound(reading) if interval else None,
            in_past=past,
            in_future=future,
            parts=parts,
        )

    def _remember(self, interval: Interval, reading: Reading) -> None:
        self.reference = interval
        is_old = self.published is not None and interval.end.year < self.published.year
        if not is_old or _counts_from_publication(reading.meaning):
            self.old_until = -1
        elif (
            interval.precision in (Precision.DAY, Precision.MONTH)
            or self.old_until >= 0
            or self.old_share > _MOSTLY_OLD
        ):
            self.old_until = reading.end
        if interval.precision in (Precision.DAY, Precision.WEEK, Precision.MONTH):
            self.reference_month = interval.end
        if interval.precision is Precision.DAY:
            self.reference_day = interval.end

    def _is_known(self, meaning: Meaning) -> bool:
        return self.published is not None or not meaning.is_relative

    def _context(self, reading: Reading) -> Context:
        known = self.tense_at(reading.start) if self.tense_at else None
        direction = known
        if known is None and (reading.meaning.depends_on_tense or reading.meaning.is_relative):
            direction = direction_near(self.source.lowered, reading.start, reading.end)
        within = _CONTINUED_WITHIN[self.old_share > _MOSTLY_OLD]
        is_continued = self.old_until >= 0 and reading.start - self.old_until < within
        is_account = self.old_share >= _ALL_OLD
        return Context(
            published=None if is_account else self.published,
            reference=self.reference,
            reference_day=self.reference_day,
            reference_month=self.reference_month,
            direction=direction,
            is_tense_known=known is not None,
            narrative=is_account or is_continued,
        )

    def _bare(
        self, start: int, end: int, interval: Interval | None, meaning: Meaning, clock: str | None = None
    ) -> DateExpression:
        nothing = meaning if isinstance(meaning, NoDate) else None
        return DateExpression(
            start_char=start,
            end_char=end,
            text=self.source.text[start:end],
            start=interval.start if interval else None,
            end=interval.end if interval else None,
            precision=interval.precision if interval else Precision.UNKNOWN,
            kind=nothing.kind if nothing else DateKind.DATE,
            is_relative=meaning.is_relative,
            is_vague=nothing is not None and nothing.is_vague,
            is_anaphoric=getattr(meaning, "is_anaphoric", False),
            duration=getattr(meaning, "duration", None),
            clock=nothing.clock if nothing else clock,
        )

    def _range_parts(self, meaning: Range, context: Context) -> tuple[DateExpression, ...]:
        first, last = meaning.ends(context)
        return (
            self._bare(*meaning.first_span, first, meaning.first),
            self._bare(*meaning.last_span, last, meaning.last),
        )

    def _bound(self, reading: Reading) -> Bound | None:
        """The preposition before an expression, unless it governs a noun behind it ("after Tuesday's attack")."""
        if self.source.lowered.startswith("'s", reading.end):
            return None
        match = _BOUND.search(self.source.lowered, max(0, reading.start - 24), reading.start)
        return _BOUNDS[match.group(1)] if match else None

"""A range of two dates, of which one may leave its year or month to the other."""

from dataclasses import dataclass

from extraction.dates.expression import Direction
from extraction.dates.interval import Interval
from extraction.dates.meaning import Context, Meaning
from extraction.dates.yearly import DayOfMonth, Yearly


@dataclass(frozen=True, slots=True)
class Range:
    """From one date to another; where only one end has a year, the other is the nearest that fits it."""

    first: Meaning
    last: Meaning
    first_span: tuple[int, int]
    last_span: tuple[int, int]

    @property
    def is_relative(self) -> bool:
        if isinstance(self.first, (Yearly, DayOfMonth)) and not self.last.is_relative:
            return False
        if isinstance(self.last, (Yearly, DayOfMonth)) and not self.first.is_relative:
            return False
        return self.first.is_relative or self.last.is_relative

    @property
    def depends_on_tense(self) -> bool:
        return self.is_relative and (self.first.depends_on_tense or self.last.depends_on_tense)

    def ends(self, context: Context) -> tuple[Interval | None, Interval | None]:
        """The days of the first and of the last expression."""
        if self.first.depends_on_tense and not self.last.depends_on_tense:
            last = self.last.resolve(context)
            return self._joined(self.first, context, last, backwards=True), last
        first = self.first.resolve(context)
        return first, self._joined(self.last, context, first, backwards=False)

    def resolve(self, context: Context) -> Interval | None:
        first, last = self.ends(context)
        if first is None or last is None or last.end < first.start:
            return None
        return Interval(first.start, last.end, first.precision)

    def _joined(
        self, meaning: Meaning, context: Context, other: Interval | None, *, backwards: bool
    ) -> Interval | None:
        """An end whose year or week follows from the other end."""
        if other is None or not (meaning.depends_on_tense or isinstance(meaning, DayOfMonth)):
            return meaning.resolve(context)
        anchor = other.start if backwards else other.end
        direction: Direction = "past" if backwards else "future"
        return meaning.resolve(Context(anchor, other, anchor, anchor, direction))

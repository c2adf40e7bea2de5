"""When the event of a telling can have been, or be: what it says, and what its status and its day imply."""

from dataclasses import dataclass
from datetime import date, timedelta

from schemas.telling import Telling
from schemas.vocabulary import Basis, Precision, Status

PAST = frozenset({Status.OCCURRED, Status.ONGOING})
PLANNED = frozenset({Status.SCHEDULED, Status.PROPOSED})
OFF = frozenset({Status.POSTPONED, Status.CANCELLED, Status.DENIED})

# How far an event that is still to come may move without any article that tells of it (days).
SLIP = 14
# By how many days at most it takes place earlier than planned.
BROUGHT_FORWARD = 3
# Within how many days what was put off is made up for; later, it is another event.
MADE_UP_FOR = 180
# What was put off is usually made up for within so many.
SOON = 60
# News tells of what is at most so old without giving its time.
NEWS = 7
# So many days later, news comes back only to what stands out.
REMEMBERED = 30
# How far ahead what has no date is planned.
AHEAD = 60


@dataclass(frozen=True, slots=True)
class Window:
    """The days between which the event lies. `told` where the article fixes them; otherwise they are only likely."""

    first: date
    last: date
    told: bool

    @property
    def days(self) -> int:
        """Length, at least 1."""
        return (self.last - self.first).days + 1


def window(telling: Telling) -> Window | None:
    """The days of the event; null where nothing limits them."""
    if telling.start is not None and telling.end is not None:
        if telling.basis is Basis.PUBLICATION and telling.status in OFF:
            # The day is that of the calling off, not of the event.
            return _shifted(telling.start, telling.end, NEWS, AHEAD, told=False)
        return Window(telling.start, telling.end, told=True)
    if telling.published is None:
        return None
    if telling.status in PLANNED:
        return _shifted(telling.published, telling.published, 0, AHEAD, told=False)
    if telling.status in OFF:
        return _shifted(telling.published, telling.published, NEWS, AHEAD, told=False)
    # "They last met in Jakarta": some time before.
    return _shifted(telling.published, telling.published, AHEAD, 0, told=False)


def reach(telling: Telling) -> Window | None:
    """The days in which another article may place the same event: the window, and where it may have moved to."""
    own = window(telling)
    if own is None:
        return None
    if telling.status is Status.POSTPONED:
        return _shifted(own.first, own.last, BROUGHT_FORWARD, MADE_UP_FOR, own.told)
    if telling.status in PLANNED or telling.status in OFF:
        return _shifted(own.first, own.last, BROUGHT_FORWARD, SLIP, own.told)
    before = 3 if telling.basis is Basis.PUBLICATION else 2
    return _shifted(own.first, own.last, before, 2, own.told)


def gap(one: Window, other: Window) -> int:
    """Days between two windows; 0 where they meet."""
    return max(0, (max(one.first, other.first) - min(one.last, other.last)).days)


def is_exact(telling: Telling) -> bool:
    """Whether the article has words for the very days."""
    return telling.precision is Precision.DAY and telling.basis is Basis.STATED


def _shifted(first: date, last: date, before: int, after: int, told: bool) -> Window:
    low = first - timedelta(min(before, (first - date.min).days))
    high = last + timedelta(min(after, (date.max - last).days))
    return Window(low, high, told)

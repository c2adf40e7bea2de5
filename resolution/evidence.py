"""What speaks for and against two tellings being of the same event, each piece with a weight.

The weights add up, as in the classical record linkage of Fellegi and Sunter (Journal of the American Statistical
Association 64, 1969): a piece of evidence is worth about the logarithm (base 2) of how much more often it is seen on
pairs of one event than on pairs of two. They were set by hand on the sample articles (docs/events.md), and
depend on the two tellings alone: what else there is in the warehouse changes no pair.
"""

from collections.abc import Iterator

from resolution.company import company, share_a_name
from resolution.piece import FORBIDS, Piece
from resolution.places import Nearness, nearness
from resolution.windows import (
    BROUGHT_FORWARD,
    MADE_UP_FOR,
    PAST,
    PLANNED,
    REMEMBERED,
    SLIP,
    SOON,
    gap,
    is_exact,
    window,
)
from schemas.telling import Count, Telling
from schemas.vocabulary import Basis, Channel, IncidentType, Kind, Precision, Status

SAME_EVENT = 5.0
"""From this sum on, two tellings are of one event, unless others of that event speak against it."""
OTHER_EVENT = -4.0
"""Down to this sum, two tellings are never put into one event, whatever else speaks for it."""

# What an extractor takes for one type and another for the other, as the articles word it.
_CONFUSED_TYPES = (
    frozenset({IncidentType.ARMED_ATTACK, IncidentType.CLASH}),
    frozenset({IncidentType.ACCIDENT, IncidentType.DISASTER}),
    frozenset({IncidentType.ARMED_ATTACK, IncidentType.ACCIDENT}),
)
# Of these, a war or a season of unrest brings many, all between the same sides.
_FREQUENT = frozenset({IncidentType.ARMED_ATTACK, IncidentType.CLASH, IncidentType.PROTEST})
_BEFORE_NEWS = 3
# So long (days) the numbers of killed and injured rise.
_COUNTING = 14


def compare(one: Telling, other: Telling) -> tuple[Piece, ...]:
    """What speaks for and against; the order of the two is all one. They must be of one kind."""
    return tuple(_pieces(one, other))


def score(one: Telling, other: Telling) -> float:
    """The sum of all evidence, or of that up to the first piece that forbids; two events of one article never match."""
    if one.article_id == other.article_id or one.kind is not other.kind:
        return FORBIDS
    if one.record_id > other.record_id:
        one, other = other, one  # names are matched in an order: it must not depend on the caller's
    total = 0.0
    for piece in _pieces(one, other):
        total += piece.weight
        if piece.weight <= FORBIDS:
            break
    return total


def _pieces(one: Telling, other: Telling) -> Iterator[Piece]:
    """The cheapest first: most pairs are of other days or places, and nobody needs to match their names."""
    yield from _time(one, other)
    yield from _place(one, other)
    yield from _sequence(one, other)
    yield from _sort(one, other)
    yield from _casualties(one, other)
    yield from _counts(one, other)
    yield from company(one, other)
    yield from _particulars(one, other)


def _time(one: Telling, other: Telling) -> Iterator[Piece]:
    ours, theirs = window(one), window(other)
    if ours is None or theirs is None:
        yield Piece("no day is known", -3.0)
        return
    apart = gap(ours, theirs)
    if not (ours.told and theirs.told):
        undated = -1.5 if one.incident_type in _FREQUENT else 0.0
        yield Piece("days may agree", undated) if apart == 0 else Piece("days do not agree", -6.0)
    elif one.precision is Precision.DAY and other.precision is Precision.DAY:
        yield _days(one, other, apart)
    elif apart:
        yield Piece("periods do not meet", _moved(one, other, apart) if apart > 3 else -1.0)
    else:
        yield _period(max(ours.days, theirs.days))


def _period(days: int) -> Piece:
    """The longer the period, the more events of the same people it may hold."""
    if days <= 7:
        return Piece("same week", 1.5)
    return Piece("same month", 0.7) if days <= 31 else Piece("same period", 0.0)


def _days(one: Telling, other: Telling, apart: int) -> Piece:
    stated = is_exact(one) and is_exact(other)
    if apart == 0:
        return Piece("same day", 3.0 if stated else 2.0)
    if one.status in PAST and other.status in PAST:
        if stated:
            return Piece("days apart", {1: -1.5, 2: -4.0}.get(apart, FORBIDS))
        return _reported_later(one, other, apart)
    return Piece("days apart", _moved(one, other, apart))


def _reported_later(one: Telling, other: Telling, apart: int) -> Piece:
    """An article without words for the day takes the day on which it was published; news may be some days old."""
    if one.basis is other.basis is Basis.PUBLICATION:
        next_day = -0.5 if one.incident_type in _FREQUENT else 1.0
        return Piece("days of reports apart", {1: next_day, 2: -0.5, 3: -1.5}.get(apart, -6.0))
    reported, dated = (one, other) if one.basis is Basis.PUBLICATION else (other, one)
    if reported.start and dated.end and reported.start > dated.end and apart <= _BEFORE_NEWS:
        return Piece("reported after that day", {1: 1.0, 2: -0.5}.get(apart, -1.5))
    return Piece("reported before that day", -2.0 if apart == 1 else FORBIDS)


def _moved(one: Telling, other: Telling, apart: int) -> float:
    """Days that differ, where not both say that it has taken place: it may have been moved."""
    if one.status in PAST and other.status in PAST:
        return FORBIDS
    if apart > MADE_UP_FOR:
        return FORBIDS
    if apart > BROUGHT_FORWARD and _took_place_before(one, other):
        return -8.0
    if Status.POSTPONED in (one.status, other.status):
        put_off, later = (one, other) if one.status is Status.POSTPONED else (other, one)
        if put_off.start and later.start and later.start >= put_off.start:
            return -0.5 if apart <= SOON else -2.0
    return -1.0 if apart <= 3 else -3.0 if apart <= SLIP else -4.0 if apart <= SOON else -8.0


def _took_place_before(one: Telling, other: Telling) -> bool:
    """Whether one of the two has taken place before the day for which the other one was planned."""
    if (one.status in PAST) is (other.status in PAST):
        return False
    past, planned = (one, other) if one.status in PAST else (other, one)
    return past.end is not None and planned.start is not None and past.end < planned.start


def _sequence(one: Telling, other: Telling) -> Iterator[Piece]:
    """What is announced after an event has taken place is another one."""
    for past, planned in ((one, other), (other, one)):
        if past.status is not Status.OCCURRED or planned.status not in PLANNED | {Status.POSTPONED, Status.CANCELLED}:
            continue
        if past.published is None or planned.published is None or planned.published <= past.published:
            continue
        if planned.start is None:
            yield Piece("announced after the other had taken place", -8.0)
        elif past.end is not None and planned.start > past.end:
            yield Piece("announced after the other had taken place", FORBIDS)


def _place(one: Telling, other: Telling) -> Iterator[Piece]:
    match nearness(one.locations, other.locations):
        case Nearness.SAME:
            yield Piece("same place", 2.5 if one.kind is Kind.INCIDENT else 2.0)
        case Nearness.SAME_COUNTRY:
            yield Piece("same country", 1.0 if one.kind is Kind.INCIDENT else 2.0)
        case Nearness.WITHIN:
            yield Piece("place in the same country", 1.0)
        case Nearness.OTHER_PLACE:
            yield Piece("other place", -3.0 if one.kind is Kind.INCIDENT else -1.5)
        case Nearness.ELSEWHERE:
            moved = one.status not in PAST or other.status not in PAST
            yield Piece("other country", -4.0 if moved and one.kind is Kind.MEETING else FORBIDS)


def _sort(one: Telling, other: Telling) -> Iterator[Piece]:
    if one.kind is Kind.INCIDENT and one.incident_type is not other.incident_type:
        confused = frozenset({one.incident_type, other.incident_type}) in _CONFUSED_TYPES
        vague = IncidentType.OTHER in (one.incident_type, other.incident_type)
        yield Piece("other type", -1.5 if confused else -3.0 if vague else FORBIDS)
    elif one.kind is Kind.INCIDENT:
        yield Piece("same type", 0.5)
    known = {one.channel, other.channel} - {Channel.UNKNOWN, None}
    distant = {Channel.PHONE, Channel.VIDEO}
    if len(known) == 2 and Channel.IN_PERSON in known:
        yield Piece("other channel", -5.0)
    elif one.channel is other.channel and one.channel in distant:
        yield Piece("same channel", 1.0)


def _casualties(one: Telling, other: Telling) -> Iterator[Piece]:
    """Only where they are far apart do they speak against one event, and not where they rise while it is new."""
    for ours, theirs in _numbers(one, other):
        if ours is None or theirs is None:
            continue
        if ours == theirs:
            yield Piece("same number", 1.5 if ours >= 3 else 0.7)
        elif max(ours, theirs) > 3 * min(ours, theirs) + 3 and not _still_counting(one, other, ours < theirs):
            yield Piece("other number", -1.5)


def _particulars(one: Telling, other: Telling) -> Iterator[Piece]:
    """A war has many attacks a day: two that have no more in common than the states are not therefore the same."""
    if one.incident_type not in _FREQUENT:
        return
    if is_exact(one) and is_exact(other):
        if _is_remembered(one) and _is_remembered(other) and one.start == other.start:
            yield Piece("a day that is remembered", 2.0)
        return
    counted = any(ours is not None and ours == theirs for ours, theirs in _numbers(one, other))
    if counted or share_a_name(one, other):
        return
    if nearness(one.locations, other.locations) is not Nearness.SAME:
        yield Piece("nothing but the states in common", -2.0)
    elif not any(piece.weight > 0 for piece in company(one, other)):
        yield Piece("nothing but the place in common", -1.0)


def _is_remembered(telling: Telling) -> bool:
    """Whether the article comes back to a day that is long past: few days are worth that."""
    return bool(telling.published and telling.end and (telling.published - telling.end).days >= REMEMBERED)


def _numbers(one: Telling, other: Telling) -> tuple[tuple[int | None, int | None], ...]:
    return (one.killed, other.killed), (one.injured, other.injured)


def _still_counting(one: Telling, other: Telling, rises: bool) -> bool:
    """Whether the larger number is the later one, and not of long after; `rises`: whether it is the other's."""
    earlier, later = (one, other) if rises else (other, one)
    if earlier.published is None or later.published is None:
        return False
    return 0 < (later.published - earlier.published).days <= _COUNTING


def _counts(one: Telling, other: Telling) -> Iterator[Piece]:
    """The second meeting in two months is not the third."""
    for ours in one.counts:
        for theirs in other.counts:
            if _of_one_series(ours, theirs):
                yield Piece("same count", 1.5) if ours.ordinal == theirs.ordinal else Piece("other count", -4.0)
                return


def _of_one_series(one: Count, other: Count) -> bool:
    return (one.period_days, one.since) == (other.period_days, other.since)

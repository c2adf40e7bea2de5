"""What is known of an event from several tellings: each field from its best evidence.

Best is, in this order: what the latest state of the event says (a date given after a postponement, not the one before),
what is more exact, what more articles say, what was published later. The last resort is the record's id, so that the
order of loading never matters.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from typing import TypeVar

from resolution.places import is_country
from resolution.windows import OFF, PAST, PLANNED
from schemas.event import State
from schemas.telling import Location, Telling
from schemas.vocabulary import Basis, Channel, IncidentType, Precision, Status

_T = TypeVar("_T")

# Of two articles of one day, the one that says more of what has become of the event.
_PROGRESS = (
    Status.PROPOSED,
    Status.SCHEDULED,
    Status.DENIED,
    Status.POSTPONED,
    Status.CANCELLED,
    Status.ONGOING,
    Status.OCCURRED,
)
_EXACTNESS = {
    Precision.DAY: 5,
    Precision.WEEK: 4,
    Precision.MONTH: 3,
    Precision.QUARTER: 2,
    Precision.YEAR: 1,
    Precision.UNKNOWN: 0,
}
# News without words for the day may be so many days old; what was announced for one of them was then.
_OLD_NEWS = 3


def state_of(tellings: Sequence[Telling]) -> State:
    """The state of the event that at least one telling tells of."""
    status = _status(tellings)
    current = [telling for telling in tellings if telling.status in same_state(status.status)]
    time = _time(current, tellings)
    place = _place(current) or _place(tellings)
    where = first_place(place) if place else None
    return State(
        kind=status.kind,
        status=status.status,
        incident_type=most_said(tellings, lambda telling: telling.incident_type, vague=IncidentType.OTHER),
        channel=most_said(tellings, lambda telling: telling.channel, vague=Channel.UNKNOWN),
        place_name=where.name if where else None,
        country=where.country if where else None,
        start=time.start if time else None,
        end=time.end if time else None,
        precision=time.precision if time else Precision.UNKNOWN,
        basis=time.basis if time else Basis.NONE,
        killed=_latest_count(tellings, lambda telling: telling.killed),
        injured=_latest_count(tellings, lambda telling: telling.injured),
        status_record_id=status.record_id,
        time_record_id=time.record_id if time else None,
        place_record_id=place.record_id if place else None,
    )


def same_state(status: Status) -> frozenset[Status]:
    """The statuses whose dates and places are those of an event with this one."""
    return PAST if status in PAST else PLANNED if status in PLANNED else OFF


def first_place(telling: Telling) -> Location:
    """The place of a telling that has one."""
    return telling.locations[0]


def most_said(tellings: Sequence[Telling], of: Callable[[Telling], _T | None], vague: _T) -> _T | None:
    """What most articles say; the vague value only where none says more."""
    said = Counter(value for telling in tellings if (value := of(telling)) is not None)
    if not said:
        return None
    return max(said, key=lambda value: (value != vague, said[value], str(value)))


def _status(tellings: Sequence[Telling]) -> Telling:
    """The telling that knows how far the event has come.

    What has taken place stays so, whatever older plan a later article mentions; unless it is denied later. What is off
    stays so until another day is set. Whatever is scheduled is not made a mere proposal by an article that is vaguer.
    """
    past = [telling for telling in tellings if telling.status in PAST]
    denied = [telling for telling in tellings if telling.status is Status.DENIED]
    if past:
        last, denial = max(past, key=_recency), max(denied, key=_recency, default=None)
        return denial if denial and _published(denial) > _published(last) else last
    off = max((telling for telling in tellings if telling.status in OFF), key=_recency, default=None)
    scheduled = [telling for telling in tellings if telling.status is Status.SCHEDULED]
    if off:
        return max((each for each in scheduled if _is_new_day(each, off, scheduled)), key=_recency, default=off)
    return max(scheduled or tellings, key=_recency)


def _is_new_day(telling: Telling, off: Telling, scheduled: Sequence[Telling]) -> bool:
    """Whether an article sets another day after the event was put or called off."""
    if telling.start is None or _published(telling) <= _published(off):
        return False
    return telling.start not in {off.start, *(each.start for each in scheduled if _published(each) <= _published(off))}


def _published(telling: Telling) -> date:
    return telling.published or date.min


def _recency(telling: Telling) -> tuple[date, int, float, str]:
    return (_published(telling), _PROGRESS.index(telling.status), telling.confidence, telling.record_id)


def _time(current: Sequence[Telling], every: Sequence[Telling]) -> Telling | None:
    """The telling whose time is the event's."""
    best = _best_dated(current) or _best_dated(every)
    if best is None or best.basis is not Basis.PUBLICATION:
        return best
    stated = _best_dated([telling for telling in every if telling.basis is Basis.STATED])
    if stated is None or stated.precision is not Precision.DAY or stated.end is None or best.start is None:
        return best
    # The day of publication stands in for one that is not said: was it said elsewhere?
    fits = best.status in OFF or 0 <= (best.start - stated.end).days <= _OLD_NEWS
    return stated if fits else best


def _best_dated(tellings: Sequence[Telling]) -> Telling | None:
    dated = [telling for telling in tellings if telling.start is not None]
    said = Counter((telling.start, telling.end) for telling in dated)
    plans = all(telling.status in PLANNED for telling in dated)

    def worth(telling: Telling) -> tuple[object, ...]:
        exact = (telling.basis is Basis.STATED, _EXACTNESS[telling.precision])
        agreed, published = said[telling.start, telling.end], _published(telling)
        # Plans change: the latest one counts. What has taken place does not: there most articles do.
        order = (published, agreed) if plans else (agreed, published)
        return (*exact, *order, telling.record_id)

    return max(dated, key=worth, default=None)


def _place(tellings: Sequence[Telling]) -> Telling | None:
    placed = [telling for telling in tellings if telling.locations]
    said = Counter(first_place(telling) for telling in placed)

    def worth(telling: Telling) -> tuple[object, ...]:
        where = first_place(telling)
        return (not is_country(where), where.country is not None, said[where], _published(telling), telling.record_id)

    return max(placed, key=worth, default=None)


def _latest_count(tellings: Sequence[Telling], of: Callable[[Telling], int | None]) -> int | None:
    """The number of the latest article that has one; of one day the highest."""
    counted = [(_published(telling), number) for telling in tellings if (number := of(telling)) is not None]
    return max(counted)[1] if counted else None

"""A telling: what one article says of one event, reduced to what tells whether another article speaks of the same one.

The warehouse makes tellings from current records (warehouse/resolution_state.py), resolution compares them. Plain
values: a million of them are made and compared in a run, and everything in them has been validated as a record.
"""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from schemas.vocabulary import ActorKind, Basis, Channel, IncidentType, Kind, Precision, Role, Status


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody who takes part, as the article names them."""

    name: str
    role: Role
    country: str | None
    kind: ActorKind


@dataclass(frozen=True, slots=True)
class Location:
    """A place of the event, as written, and its country (ISO alpha-3)."""

    name: str
    country: str | None


@dataclass(frozen=True, slots=True)
class Count:
    """What the article counts: the `ordinal`-th such event in so many days, or since a day."""

    ordinal: int
    period_days: int | None
    since: date | None


@dataclass(frozen=True, slots=True)
class Telling:
    """One current record, with the day on which its article was published.

    `start` and `end` are both null where the article fixes no time.
    """

    record_id: str
    article_id: str
    published: date | None
    kind: Kind
    status: Status
    incident_type: IncidentType | None
    channel: Channel | None
    parties: tuple[Party, ...]
    locations: tuple[Location, ...]
    start: date | None
    end: date | None
    precision: Precision
    basis: Basis
    killed: int | None = None
    injured: int | None = None
    counts: tuple[Count, ...] = ()
    confidence: float = 0.5


class BlockingKey(NamedTuple):
    """Two tellings find each other if they have a key of the same number, unless both are `settled` under it.

    Settled is who can be found by what is like itself under a narrower key (resolution/blocking.py).
    """

    number: int
    """A signed 64-bit integer."""
    settled: bool

"""An event: what several records tell of it together. The outcome of resolution."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from schemas.vocabulary import Basis, Channel, IncidentType, Kind, Precision, Status


class Change(StrEnum):
    """What an article changed in what is known of an event."""

    FIRST = "first"
    """It is the first that tells of the event."""
    STATUS = "status"
    TIME = "time"
    PLACE = "place"
    CASUALTIES = "casualties"
    PARTICIPANTS = "participants"
    """It names somebody who was not known to take part."""
    NOTHING = "nothing"
    """It says again what is known."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A value that some articles give to a field of the event, where others give another one.

    `record_count` says how many records give it; `is_chosen` whether it is the one that the event has.
    """

    field: str
    value: str
    record_count: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class NamedBy:
    """Somebody who takes part, as the participant of that number (from 1) in that record: the fullest naming."""

    record_id: str
    number: int


@dataclass(frozen=True, slots=True)
class State:
    """What is known of an event, each field from its best evidence.

    `status_record_id`, `time_record_id` and `place_record_id` name the record that each was taken from; null where the
    event has no such field.
    """

    kind: Kind
    status: Status
    incident_type: IncidentType | None
    channel: Channel | None
    place_name: str | None
    country: str | None
    start: date | None
    end: date | None
    precision: Precision
    basis: Basis
    killed: int | None
    injured: int | None
    status_record_id: str
    time_record_id: str | None
    place_record_id: str | None


@dataclass(frozen=True, slots=True)
class Step:
    """What was known of an event once the article of that record was published, and what that changed."""

    record_id: str
    state: State
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """One event of the world. `event_id` is made from its first record's; `history` has a step for each record."""

    event_id: str
    state: State
    parties: tuple[NamedBy, ...]
    conflicts: tuple[Conflict, ...]
    history: tuple[Step, ...]

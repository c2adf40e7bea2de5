"""Which event each record tells of."""

from collections.abc import Iterable

from schemas.event import EventAssignment
from schemas.records import RecordBase


def resolve(records: Iterable[RecordBase]) -> list[EventAssignment]:
    """One assignment a record, in their order. For now every record is an event of its own."""
    return [EventAssignment(record_id=record.record_id, event_id=f"evt-{record.record_id}") for record in records]

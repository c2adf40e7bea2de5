"""Which event a record belongs to: the outcome of resolution."""

from schemas.base import Model


class EventAssignment(Model):
    """Record `record_id` tells of event `event_id`. An event's id is made from its first record's."""

    record_id: str
    event_id: str

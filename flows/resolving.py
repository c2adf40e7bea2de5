"""Records put together into events: what is new is compared with what it may be one with. No Prefect here.

Incremental, and the same as from scratch: what is compared depends on pairs of records alone, and an event on the
records that hang together by such pairs. Only those with a new, changed or vanished record among them are looked at.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime

from flows.linking import link_actors
from flows.progress import Progress, silent
from resolution.blocking import blocking_keys
from resolution.clusters import Component, cluster, components
from resolution.events import event_of
from resolution.evidence import SAME_EVENT, score
from resolution.method import method_id
from schemas.base import Model
from schemas.event import Event
from warehouse.database import disk_errors_told, warehouse
from warehouse.home import Home
from warehouse.lock import writing
from warehouse.resolution_state import ResolutionState

# Records of components that are put together at a time.
_RECORDS_AT_ONCE = 20_000


class Resolved(Model):
    """What a round of resolution did."""

    new: int
    """Records that were new, or there in another version."""
    gone: int
    compared: int
    """Pairs of records."""
    records: int
    events: int
    """Events of all records."""


def resolve_events(home: Home, now: datetime, wait_seconds: float = 60.0, progress: Progress = silent) -> Resolved:
    """Put the records of the warehouse together into events, and link their participants with actors; in one
    transaction.

    Raises WarehouseBusy where another process writes for longer than `wait_seconds`.
    """
    with (
        writing(home, "resolving", now, wait_seconds),
        disk_errors_told(home.warehouse_file),
        warehouse(home) as connection,
    ):
        connection.begin()
        try:
            state = ResolutionState(connection, method_id())
            gone, new = state.forget_gone(), state.take_new()
            compared = 0
            if gone or new:
                compared = _compare(state, progress)
                _put_together(state)
            records, events = state.counts()
            progress("linking", records, records)
            link_actors(connection)
            connection.commit()
        except BaseException:
            connection.rollback()
            raise
    return Resolved(new=new, gone=gone, compared=compared, records=records, events=events)


def _compare(state: ResolutionState, progress: Progress) -> int:
    """Compare new records with all that share a key with them; returns how many pairs that were."""
    for batch in state.fresh_tellings():
        state.keep_keys((key, telling.record_id) for telling in batch for key in blocking_keys(telling))
    compared = 0
    for pairs in state.candidates():
        tellings = state.tellings(record_id for pair in pairs for record_id in pair)
        scores = {(one, other): score(tellings[one], tellings[other]) for one, other in pairs}
        state.keep_pairs({pair: value for pair, value in scores.items() if value >= SAME_EVENT})
        compared += len(pairs)
        progress("resolving", compared, None)
    return compared


def _put_together(state: ResolutionState) -> None:
    members: dict[str, Sequence[str]] = {}
    events: list[Event] = []
    for group in _at_once(components(state.touched_pairs())):
        tellings = state.tellings(record_id for component in group for record_id in component.record_ids)
        for component in group:
            for found in cluster(component, tellings):
                if len(found) > 1:
                    event = event_of([tellings[record_id] for record_id in found])
                    members[event.event_id] = found
                    events.append(event)
    state.keep_events(members, events)


def _at_once(every: Sequence[Component]) -> Iterator[list[Component]]:
    """Components together as long as their records fit into memory with ease."""
    group: list[Component] = []
    records = 0
    for component in every:
        group.append(component)
        records += len(component.record_ids)
        if records >= _RECORDS_AT_ONCE:
            yield group
            group, records = [], 0
    if group:
        yield group

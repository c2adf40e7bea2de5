"""The reference of actors: lists of office holders taken into a home. No Prefect here."""

from collections import Counter
from datetime import datetime
from pathlib import Path

from flows.pipeline import load_and_publish
from schemas.base import Model
from schemas.office import OfficeHolding
from schemas.reject import Reject
from sources.office_holders import read_office_holders
from sources.paths import check_paths
from warehouse.home import Home
from warehouse.lake import write_offices, write_rejects
from warehouse.loader import load_pending
from warehouse.reference import current_ids


class Imported(Model):
    """What an import took of a file, and what it left."""

    rows: int
    """Rows of the file that are in the reference now."""
    new: int
    """Those of them that were not before."""
    rejected: dict[str, int]
    damaged: tuple[str, ...] = ()
    """Messages of packages of the lake that cannot be loaded."""


def import_reference(home: Home, path: Path, now: datetime) -> Imported:
    """Take the office holders of a file into the home, and publish; bad rows become rejects.

    The same file again changes nothing. Raises WrongConfiguration where there is no such file, WarehouseBusy where
    another process writes for too long.
    """
    check_paths([str(path)])
    holdings: list[OfficeHolding] = []
    rejects: list[Reject] = []
    for row in read_office_holders(path):
        if isinstance(row, Reject):
            rejects.append(row)
        else:
            holdings.append(row)
    load_pending(home, now)
    known = current_ids(home, now)
    fresh = [holding for holding in holdings if holding.holding_id not in known]
    if fresh:
        write_offices(home, fresh, now)
    if rejects:
        write_rejects(home, rejects, now)
    damaged = load_and_publish(home).damaged
    reasons = Counter(reject.reason.value for reject in rejects)
    return Imported(rows=len(holdings), new=len(fresh), rejected=dict(sorted(reasons.items())), damaged=tuple(damaged))

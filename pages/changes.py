"""What is new since the publishing before, in words."""

from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import duckdb

from pages.reading import Row, rows
from pages.wording import State, changes
from warehouse.database import connect
from warehouse.home import Home

# In the order of State.
_COLUMNS = ("status", "start_date", "end_date", "place_name", "killed_count", "injured_count")
_KNOWN = f"SELECT event_id, {', '.join(_COLUMNS)} FROM fact_event"  # noqa: S608 - constants
_NOW = f"{_KNOWN} ORDER BY last_published_date DESC NULLS LAST, start_date DESC NULLS LAST, event_id"


class Change(NamedTuple):
    """An event that is new, or another than it was; `words` says how, and is empty where it is new."""

    event_id: str
    words: str


class News(NamedTuple):
    """What a publishing has brought; `since` is null where there was none before."""

    since: datetime | None
    new_articles: int
    new: tuple[Change, ...]
    changed: tuple[Change, ...]

    @property
    def event_ids(self) -> frozenset[str]:
        """Of all events that are new or changed."""
        return frozenset(change.event_id for change in (*self.new, *self.changed))


def news(home: Home, copy: duckdb.DuckDBPyConnection) -> News:
    """What the published copy has that the one before it had not, or had otherwise; the latest first.

    Nothing is news where no earlier copy is kept, or only one of a form that this version cannot compare.
    """
    earlier = _earlier(home)
    if earlier is None:
        return News(None, 0, (), ())
    try:
        known, articles = _known(earlier)
    except (duckdb.BinderException, duckdb.CatalogException):
        return News(None, 0, (), ())
    leads_from = {
        row["event_id"]: row["old_event_id"]
        for row in rows(copy, "SELECT old_event_id, event_id FROM event_redirect")
        if row["old_event_id"] in known
    }
    new: list[Change] = []
    changed: list[Change] = []
    for row in rows(copy, _NOW):
        event_id = row["event_id"]
        before = known.get(event_id) or known.get(leads_from.get(event_id, ""))
        words = "" if before is None else changes(before, _state(row))
        if before is None or words:
            (changed if words else new).append(Change(event_id, words))
    fresh = sum(row["article_id"] not in articles for row in rows(copy, "SELECT article_id FROM dim_article"))
    return News(_published(earlier), fresh, tuple(new), tuple(changed))


def _known(earlier: Path) -> tuple[dict[str, State], frozenset[str]]:
    copy = connect(earlier, read_only=True)
    try:
        known = {row["event_id"]: _state(row) for row in rows(copy, _KNOWN)}
        return known, frozenset(row["article_id"] for row in rows(copy, "SELECT article_id FROM dim_article"))
    finally:
        copy.close()


def _state(row: Row) -> State:
    return State(*(row[column] for column in _COLUMNS))


def _earlier(home: Home) -> Path | None:
    """The copy that was published before the current one, as warehouse/publish.py names those that it keeps."""
    return max(home.kept_copies.glob("chancery-*.duckdb"), default=None)


def _published(copy: Path) -> datetime:
    return datetime.strptime(copy.stem, "chancery-%Y%m%dT%H%M%S.%fZ").replace(tzinfo=UTC)

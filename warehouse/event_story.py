"""The whole story of one event, read from the published copy."""

from datetime import date

import duckdb

from schemas.base import Model
from schemas.errors import WrongConfiguration
from warehouse.home import Home
from warehouse.query import open_published, published_rows


class StoryStep(Model):
    """What was known once an article was published; `changed` says what of it was new."""

    known_date: date | None
    changed: str
    status: str
    start_date: date | None
    end_date: date | None
    place_name: str | None
    killed_count: int | None
    injured_count: int | None
    source_name: str
    title: str
    record_id: str


class StoryQuote(Model):
    """Words of an article that say a field of its record, or that there are none and how it follows."""

    record_id: str
    field_name: str
    quote_text: str | None
    inference_code: str | None


class StorySource(Model):
    """An article that tells of the event; `copy_of_article_id` where it is a copy of another."""

    article_id: str
    published_date: date | None
    source_name: str
    title: str
    url: str | None
    copy_of_article_id: str | None


class StoryConflict(Model):
    """A value that some articles give to a field, and whether the event has it."""

    field_name: str
    value_text: str
    record_count: int
    is_chosen: bool


class StoryClaim(Model):
    """What an article counts, and what the warehouse knows of it."""

    claim_text: str
    verdict_code: str
    counted_count: int
    counted_event_ids: str | None


class EventStory(Model):
    """An event as it stands, and how it came to be known."""

    event_id: str
    kind: str
    status: str
    incident_type: str | None
    start_date: date | None
    end_date: date | None
    date_precision: str
    place_name: str | None
    country_code: str | None
    participant_names: str | None
    killed_count: int | None
    injured_count: int | None
    steps: tuple[StoryStep, ...]
    sources: tuple[StorySource, ...]
    quotes: tuple[StoryQuote, ...]
    conflicts: tuple[StoryConflict, ...]
    claims: tuple[StoryClaim, ...]


class FoundEvent(Model):
    """An event among several that were found."""

    event_id: str
    kind: str
    status: str
    start_date: date | None
    place_name: str | None
    participant_names: str | None
    article_count: int


_FOUND = """
SELECT event_id, kind, status, start_date, place_name, participant_names, article_count FROM fact_event
WHERE list_bool_and(list_transform($words, lambda word: contains(lower(concat_ws(
    ' ', participant_names, place_name, kind, status, incident_type, start_date)), lower(word))))
ORDER BY start_date DESC NULLS LAST, event_id
"""
_PARTS = {
    "steps": """
        SELECT h.known_date, h.change_codes AS changed, h.status, h.start_date, h.end_date, h.place_name,
            h.killed_count, h.injured_count, a.source_name, a.title, h.record_id
        FROM event_history h JOIN dim_article a USING (article_id) WHERE event_id = $id ORDER BY step_number""",
    "sources": """
        SELECT a.article_id, a.published_date, a.source_name, a.title, a.url, b.copy_of_article_id
        FROM bridge_event_article b JOIN dim_article a USING (article_id)
        WHERE event_id = $id ORDER BY a.published_date NULLS LAST, a.article_id""",
    "quotes": """
        SELECT e.record_id, e.field_name, e.quote_text, e.inference_code
        FROM evidence e JOIN event_history h USING (record_id)
        WHERE h.event_id = $id ORDER BY h.step_number, e.start_char NULLS LAST, e.field_name""",
    "conflicts": """
        SELECT field_name, value_text, record_count, is_chosen FROM event_conflict
        WHERE event_id = $id ORDER BY field_name, is_chosen DESC, value_text""",
    "claims": """
        SELECT claim_text, verdict_code, counted_count, counted_event_ids FROM claims
        WHERE event_id = $id ORDER BY claim_text""",
}


def event_story(home: Home, event_id: str) -> EventStory:
    """The story of the event of that id, or to which an earlier id leads, or of the only one whose id begins so.

    Raises WrongConfiguration where there is none or more than one.
    """
    with open_published(home) as copy:
        found = _event_id(copy, event_id)
        (event,) = published_rows(copy, "SELECT * FROM fact_event WHERE event_id = $id", {"id": found})
        parts = {name: published_rows(copy, sql, {"id": found}) for name, sql in _PARTS.items()}
        return EventStory.model_validate({key: event[key] for key in EventStory.model_fields if key in event} | parts)


def find_events(home: Home, words: list[str]) -> list[FoundEvent]:
    """Events whose participants, place, kind, status or day have all the words, the latest first."""
    with open_published(home) as copy:
        return [FoundEvent.model_validate(row) for row in published_rows(copy, _FOUND, {"words": words})]


def _event_id(copy: duckdb.DuckDBPyConnection, wanted: str) -> str:
    ids = [
        row["event_id"]
        for row in published_rows(
            copy,
            "SELECT event_id FROM event_redirect WHERE old_event_id = $id "
            "UNION SELECT event_id FROM fact_event "
            "WHERE event_id = $id OR (len($id) > 4 AND starts_with(event_id, $id))",
            {"id": wanted},
        )
    ]
    if len(ids) == 1:
        return str(ids[0])
    raise WrongConfiguration(
        f"there are {len(ids)} events whose id begins with {wanted}" if ids else f"there is no event {wanted}",
        "Ids are in fact_event; words find events too, such as `chancery event Blinken Jakarta`.",
    )

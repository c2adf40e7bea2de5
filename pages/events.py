"""The list of events, and each event with its history, sources, conflicts and claims."""

from collections.abc import Iterable, Iterator, Set
from itertools import islice
from pathlib import Path
from typing import Any

import duckdb

from pages.chunks import write_chunk
from pages.reading import Row, keyed, stated, values
from pages.wording import Actor, title

# Events a piece of the list: one is shown at once, and forty make up the list of eighty thousand.
PIECE_EVENTS = 2_000

# Who takes part, in the order in which the event names them; an actor whom it names otherwise comes last.
_ACTORS = """
SELECT b.event_id, list(row(b.actor_id, d.actor_name, b.role, d.country_code, d.actor_kind) ORDER BY
    nullif(instr(e.participant_names, d.actor_name), 0) NULLS LAST, d.actor_name, b.actor_id, b.role) AS actors
FROM bridge_event_actor b JOIN dim_actor d USING (actor_id) JOIN fact_event e ON e.event_id = b.event_id
WHERE b.event_id IN (SELECT unnest($keys)) GROUP BY b.event_id
"""
_EVENTS = f"""
SELECT e.*, a.actors FROM fact_event e LEFT JOIN ({_ACTORS}) a USING (event_id)
WHERE e.event_id IN (SELECT unnest($keys))
"""  # noqa: S608 - put together from constants
_LISTED = """
SELECT event_id FROM fact_event ORDER BY start_date DESC NULLS LAST, last_published_date DESC NULLS LAST, event_id
"""
# What leads to another event stands among them, so that old links find it.
_KEYS = "SELECT event_id FROM fact_event UNION ALL SELECT old_event_id FROM event_redirect ORDER BY event_id"
_TOLD = f"""
WITH step AS (
    SELECT event_id, list({{'known': known_date, 'changes': change_codes, 'status': status, 'start': start_date,
        'end': end_date, 'precision': date_precision, 'place': place_name, 'killed': killed_count,
        'injured': injured_count, 'told': told_status, 'record': record_id, 'article': article_id}}
        ORDER BY step_number) AS steps FROM event_history
    WHERE event_id IN (SELECT unnest($keys)) GROUP BY event_id
), source AS (
    SELECT b.event_id, list({{'id': a.article_id, 'title': a.title, 'published': a.published_date,
        'source': a.source_name, 'copy_of': b.copy_of_article_id}}
        ORDER BY a.published_date NULLS LAST, a.article_id) AS sources
    FROM bridge_event_article b JOIN dim_article a USING (article_id)
    WHERE b.event_id IN (SELECT unnest($keys)) GROUP BY b.event_id
), conflict AS (
    SELECT event_id, list({{'field': field_name, 'value': value_text, 'records': record_count, 'chosen': is_chosen}}
        ORDER BY field_name, is_chosen DESC, value_text) AS conflicts FROM event_conflict
    WHERE event_id IN (SELECT unnest($keys)) GROUP BY event_id
), claim AS (
    SELECT event_id, list({{'text': claim_text, 'verdict': verdict_code, 'counted': counted_count,
        'from': from_date, 'to': to_date, 'events': counted_event_ids}} ORDER BY claim_text) AS claims
    FROM claims WHERE event_id IN (SELECT unnest($keys)) GROUP BY event_id
), topic AS (
    SELECT event_id, list(topic_code ORDER BY topic_code) AS topics FROM bridge_event_topic
    WHERE event_id IN (SELECT unnest($keys)) GROUP BY event_id
)
SELECT e.*, s.steps, o.sources, c.conflicts, l.claims, t.topics, NULL AS leads_to
FROM ({_EVENTS}) e
LEFT JOIN step s USING (event_id) LEFT JOIN source o USING (event_id)
LEFT JOIN conflict c USING (event_id) LEFT JOIN claim l USING (event_id) LEFT JOIN topic t USING (event_id)
UNION ALL BY NAME
SELECT old_event_id AS event_id, event_id AS leads_to FROM event_redirect
WHERE old_event_id IN (SELECT unnest($keys))
"""  # noqa: S608 - put together from constants
_FACTS = {
    "kind": "kind", "status": "status", "type": "incident_type", "channel": "channel", "place": "place_name",
    "country": "country_code", "start": "start_date", "end": "end_date", "precision": "date_precision",
    "killed": "killed_count", "injured": "injured_count", "cameo": "cameo_code", "plover": "plover_code",
    "topics": "topics",
}  # fmt: skip


def events_of(copy: duckdb.DuckDBPyConnection, event_ids: Iterable[str]) -> Iterator[Row]:
    """The rows of fact_event with those ids, in the order of these, each with its `actors`."""
    return keyed(copy, event_ids, "event_id", _EVENTS)


def actors_of(event: Row) -> list[Actor]:
    """Who takes part, in the event's order."""
    return [Actor(*actor) for actor in event["actors"] or ()]


def title_of(event: Row) -> str:
    """The event in one line."""
    return title(event["kind"], event["incident_type"], event["channel"], event["place_name"], actors_of(event))


def list_entry(event: Row, news: Set[str] = frozenset()) -> list[Any]:
    """A line of a list of events; assets/chancery.js names its fields in the same order.

    At the end: what else it can be found by (names that the title leaves out), whether it is new or changed, its place.
    """
    actors, told = actors_of(event), title_of(event)
    parties = sorted({actor.country for actor in actors if actor.country})
    unnamed = " ".join(dict.fromkeys(actor.name for actor in actors if actor.name not in told))
    return [
        event["event_id"], event["kind"], event["status"], event["incident_type"] or "", event["start_date"],
        event["end_date"], event["date_precision"], told, event["country_code"] or "", " ".join(parties),
        event["article_count"], event["conflict_count"], unnamed, int(event["event_id"] in news),
        event["place_name"] or "",
    ]  # fmt: skip


def write_list(copy: duckdb.DuckDBPyConnection, folder: Path, news: Set[str]) -> list[dict[str, Any]]:
    """Write the list of all events in pieces, the latest first; `news` are the ids of what is new or changed.

    Returns of each piece its name, how many events it has, and the days that they span: null where some have none.
    """
    listed = events_of(copy, values(copy, _LISTED))
    pieces: list[dict[str, Any]] = []
    while piece := list(islice(listed, PIECE_EVENTS)):
        name = f"list-{len(pieces)}"
        write_chunk(folder, name, [list_entry(event, news) for event in piece])
        dated = all(event["start_date"] for event in piece)
        first = min(event["start_date"] for event in piece) if dated else None
        last = max(event["end_date"] or event["start_date"] for event in piece) if dated else None
        pieces.append({"name": name, "events": len(piece), "first": first, "last": last})
    return pieces


def told_events(copy: duckdb.DuckDBPyConnection) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every event with all that its page shows, and every id that leads to another event, by id."""
    for event in keyed(copy, values(copy, _KEYS), "event_id", _TOLD):
        if event["leads_to"]:
            yield event["event_id"], {"leads_to": event["leads_to"]}
            continue
        facts = stated({key: event[column] for key, column in _FACTS.items()})
        parts = {
            key: [stated(each) for each in event[key] or ()] for key in ("steps", "sources", "conflicts", "claims")
        }
        yield event["event_id"], {"title": title_of(event), "actors": event["actors"] or [], **facts, **parts}

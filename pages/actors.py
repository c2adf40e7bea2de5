"""Each actor with its events, its offices and whom it appears with."""

from collections.abc import Iterator, Mapping
from typing import Any

import duckdb

from pages.events import events_of, list_entry
from pages.reading import Row, batches, keyed, stated, values

# Others whom an actor's page names, those with the most events in common.
_COMPANIONS = 20
# Actors whose events are held in memory at once.
_BATCH = 200
# What leads to another actor stands among them, so that old links find it.
_KEYS = "SELECT actor_id FROM dim_actor UNION ALL SELECT old_actor_id FROM actor_redirect ORDER BY actor_id"
_ACTORS = """
WITH told AS (
    SELECT actor_id, list(row(event_id, roles) ORDER BY start_date DESC NULLS LAST, event_id) AS parts
    FROM (
        SELECT actor_id, event_id, string_agg(role, ', ' ORDER BY role) AS roles FROM bridge_event_actor
        WHERE actor_id IN (SELECT unnest($keys)) GROUP BY actor_id, event_id
    ) JOIN fact_event USING (event_id)
    GROUP BY actor_id
), named AS (
    SELECT actor_id, list(DISTINCT participant_name ORDER BY participant_name) AS names,
        list(DISTINCT office_name ORDER BY office_name) FILTER (office_name IS NOT NULL) AS offices
    FROM bridge_record_participant WHERE actor_id IN (SELECT unnest($keys)) GROUP BY actor_id
), held AS (
    SELECT actor_id, list(row(office_name, country_code, start_date, end_date)
        ORDER BY start_date NULLS FIRST, office_name) AS held
    FROM office_holding WHERE actor_id IN (SELECT unnest($keys)) GROUP BY actor_id
), beside AS (
    SELECT actor_id, list(row(other_id, other_name, event_count) ORDER BY event_count DESC, other_name, other_id)
        AS others
    FROM (
        SELECT a.actor_id, b.actor_id AS other_id, d.actor_name AS other_name, count(DISTINCT a.event_id) AS event_count
        FROM bridge_event_actor a JOIN bridge_event_actor b ON b.event_id = a.event_id AND b.actor_id <> a.actor_id
        JOIN dim_actor d ON d.actor_id = b.actor_id
        WHERE a.actor_id IN (SELECT unnest($keys))
        GROUP BY a.actor_id, b.actor_id, d.actor_name
        QUALIFY row_number() OVER (PARTITION BY a.actor_id ORDER BY event_count DESC, other_name, other_id) <= $most
    ) GROUP BY actor_id
)
SELECT d.actor_id, d.actor_name AS name, d.country_code AS country, d.actor_kind AS kind, d.record_count AS records,
    d.wikidata_id AS wikidata, t.parts, n.names, n.offices, h.held, o.others, NULL AS leads_to
FROM dim_actor d LEFT JOIN told t USING (actor_id) LEFT JOIN named n USING (actor_id)
LEFT JOIN held h USING (actor_id) LEFT JOIN beside o USING (actor_id)
WHERE d.actor_id IN (SELECT unnest($keys))
UNION ALL BY NAME
SELECT old_actor_id AS actor_id, actor_id AS leads_to FROM actor_redirect WHERE old_actor_id IN (SELECT unnest($keys))
"""
_HEAD = ("name", "country", "kind", "records", "wikidata", "offices", "held", "others")


def told_actors(copy: duckdb.DuckDBPyConnection) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every actor with all that its page shows, and every id that leads to another actor, by id."""
    for batch in batches(values(copy, _KEYS), _BATCH):
        actors = list(keyed(copy, batch, "actor_id", _ACTORS, most=_COMPANIONS))
        wanted = dict.fromkeys(event_id for actor in actors for event_id, _ in actor["parts"] or ())
        events = {event["event_id"]: event for event in events_of(copy, wanted)}
        for actor in actors:
            yield actor["actor_id"], _told(actor, events)


def _told(actor: Row, events: Mapping[str, Row]) -> dict[str, Any]:
    if actor["leads_to"]:
        return {"leads_to": actor["leads_to"]}
    head = stated({key: actor[key] for key in _HEAD})
    also = [name for name in actor["names"] or () if name != actor["name"]]
    parts = [[*list_entry(events[event_id]), roles] for event_id, roles in actor["parts"] or ()]
    return {**head, "also": also, "events": parts}

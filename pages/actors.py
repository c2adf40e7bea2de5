"""Each actor with its events, its offices and whom it appears with."""

from collections.abc import Iterator
from typing import Any

import duckdb

from pages.events import ACTORS, title_of
from pages.reading import Row, rows

# Others whom an actor's page names, those with the most events in common.
_COMPANIONS = 20
_ACTORS = f"""
WITH seen AS MATERIALIZED ({ACTORS}), told AS (
    SELECT b.actor_id, list({{'event_id': e.event_id, 'kind': e.kind, 'status': e.status,
        'incident_type': e.incident_type, 'channel': e.channel, 'place_name': e.place_name,
        'country_code': e.country_code, 'start_date': e.start_date, 'end_date': e.end_date,
        'date_precision': e.date_precision, 'article_count': e.article_count, 'role': b.roles, 'actors': s.actors}}
        ORDER BY e.start_date DESC NULLS LAST, e.event_id) AS events
    FROM (SELECT actor_id, event_id, string_agg(role, ', ' ORDER BY role) AS roles FROM bridge_event_actor
        GROUP BY actor_id, event_id) b
    JOIN fact_event e USING (event_id) JOIN seen s ON s.event_id = b.event_id
    GROUP BY b.actor_id
), named AS (
    SELECT actor_id, list(DISTINCT participant_name ORDER BY participant_name) AS names,
        list(DISTINCT office_name ORDER BY office_name) FILTER (office_name IS NOT NULL) AS offices
    FROM bridge_record_participant GROUP BY actor_id
), beside AS (
    SELECT actor_id, list(row(other_id, other_name, event_count) ORDER BY event_count DESC, other_name, other_id)
        AS others
    FROM (
        SELECT a.actor_id, b.actor_id AS other_id, d.actor_name AS other_name, count(DISTINCT a.event_id) AS event_count
        FROM bridge_event_actor a JOIN bridge_event_actor b ON b.event_id = a.event_id AND b.actor_id <> a.actor_id
        JOIN dim_actor d ON d.actor_id = b.actor_id
        GROUP BY a.actor_id, b.actor_id, d.actor_name
        QUALIFY row_number() OVER (PARTITION BY a.actor_id ORDER BY event_count DESC, other_name, other_id) <= $most
    ) GROUP BY actor_id
)
SELECT d.actor_id, d.actor_name AS name, d.country_code AS country, d.actor_kind AS kind, d.record_count AS records,
    t.events, n.names, n.offices, o.others
FROM dim_actor d LEFT JOIN told t USING (actor_id) LEFT JOIN named n USING (actor_id)
LEFT JOIN beside o USING (actor_id)
ORDER BY d.actor_id
"""  # noqa: S608 - put together from constants
_HEAD = ("name", "country", "kind", "records", "offices", "others")


def told_actors(copy: duckdb.DuckDBPyConnection) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every actor with all that its page shows, by id."""
    for actor in rows(copy, _ACTORS, {"most": _COMPANIONS}):
        head = {key: actor[key] for key in _HEAD if actor[key] is not None}
        also = [name for name in actor["names"] or () if name != actor["name"]]
        yield actor["actor_id"], {**head, "also": also, "events": [_entry(event) for event in actor["events"] or ()]}


def _entry(event: Row) -> list[Any]:
    """A line of the actor's events, beginning like one of the list (pages/events.py), its roles at the end."""
    return [
        event["event_id"], event["kind"], event["status"], event["incident_type"] or "", event["start_date"],
        event["end_date"], event["date_precision"], title_of(event), event["country_code"] or "", "",
        event["article_count"], 0, event["role"], 0,
    ]  # fmt: skip

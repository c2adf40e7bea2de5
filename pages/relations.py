"""Who meets whom: pairs of countries and pairs of people."""

from typing import Any

import duckdb

from pages.reading import rows
from pages.standing import STANDING

# People pairs a page can hold and a reader look through; the list of events finds the others.
_PAIRS_OF_PEOPLE = 2_000
# Of a visit the country that it goes to is a side, too, whether a host is named or not.
_COUNTRIES = f"""
WITH side AS (
    SELECT b.event_id, d.country_code FROM bridge_event_actor b JOIN dim_actor d USING (actor_id)
    UNION
    SELECT event_id, country_code FROM fact_event WHERE kind = 'visit'
)
SELECT a.country_code AS one, b.country_code AS other, e.kind, {STANDING} AS standing, count(*) AS events
FROM side a JOIN side b ON b.event_id = a.event_id AND a.country_code < b.country_code
JOIN fact_event e ON e.event_id = a.event_id
WHERE e.kind IN ('meeting', 'visit')
GROUP BY ALL ORDER BY ALL
"""  # noqa: S608 - put together from constants
_PEOPLE = f"""
WITH person AS (
    SELECT DISTINCT b.event_id, b.actor_id, d.actor_name FROM bridge_event_actor b JOIN dim_actor d USING (actor_id)
    WHERE d.actor_kind = 'person'
), pair AS (
    SELECT a.actor_id AS one, a.actor_name AS one_name, b.actor_id AS other, b.actor_name AS other_name,
        e.start_date, {STANDING} AS standing
    FROM person a JOIN person b ON b.event_id = a.event_id
        AND (a.actor_name < b.actor_name OR (a.actor_name = b.actor_name AND a.actor_id < b.actor_id))
    JOIN fact_event e ON e.event_id = a.event_id
    WHERE e.kind IN ('meeting', 'visit')
)
SELECT one, one_name, other, other_name, count(*) FILTER (standing = 'held') AS held,
    count(*) FILTER (standing = 'announced') AS announced, count(*) FILTER (standing = 'off') AS off,
    max(start_date) AS last_date
FROM pair GROUP BY one, one_name, other, other_name
ORDER BY count(*) DESC, last_date DESC NULLS LAST, one_name, other_name, one, other LIMIT $most
"""  # noqa: S608 - put together from constants


def relations(copy: duckdb.DuckDBPyConnection) -> dict[str, Any]:
    """Pairs of countries with their meetings and visits by kind and standing, and the pairs of people who meet most."""
    return {
        "countries": [list(row.values()) for row in rows(copy, _COUNTRIES)],
        "people": [list(row.values()) for row in rows(copy, _PEOPLE, {"most": _PAIRS_OF_PEOPLE})],
    }

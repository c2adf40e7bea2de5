"""The reference of actors: who held which office, as the imported lists say."""

from datetime import datetime

import duckdb

from schemas.base import Model
from schemas.office import OfficeHolding
from warehouse.database import warehouse
from warehouse.home import Home
from warehouse.lock import writing
from warehouse.query import open_published

_LISTED = """
WITH told AS (
    SELECT *, lower(strip_accents(concat_ws(' ', holder_name, alias_names, country_code, country_name, office_name)))
        AS everything
    FROM office_holding LEFT JOIN dim_country USING (country_code)
)
SELECT holder_name, country_code, office_name, start_date::VARCHAR AS start, end_date::VARCHAR AS end, wikidata_id
FROM told
WHERE coalesce(list_bool_and(list_transform(
    $words::VARCHAR[], lambda word: contains(everything, lower(strip_accents(word))))), true)
ORDER BY country_code NULLS LAST, office_name, start_date NULLS FIRST, holder_name
"""


class ListedOffice(Model):
    """A row of the reference, as it is published."""

    holder_name: str
    country_code: str | None
    office_name: str
    start: str | None
    end: str | None
    wikidata_id: str | None


def current_ids(home: Home, now: datetime, wait_seconds: float = 60.0) -> frozenset[str]:
    """The ids of the rows that hold. Raises WarehouseBusy where another process writes for longer than that."""
    with writing(home, "looking up the reference", now, wait_seconds), warehouse(home) as connection:
        rows = connection.execute("SELECT holding_id FROM current_office").fetchall()
    return frozenset(row[0] for row in rows)


def current_offices(connection: duckdb.DuckDBPyConnection) -> dict[str, OfficeHolding]:
    """The rows that hold, by their ids. Where one does not say as of when, it is the day of its first import."""
    rows = connection.execute(
        'SELECT holding_id, "name", aliases, country, office, "start", "end", '
        "coalesce(as_of, first_seen_utc::DATE) AS as_of, wikidata_id FROM current_office ORDER BY holding_id"
    )
    return {row.pop("holding_id"): OfficeHolding.model_validate(row) for row in rows.to_arrow_table().to_pylist()}


def listed_offices(home: Home, words: list[str]) -> list[ListedOffice]:
    """The published rows that have all the words in name, aliases, country or office.

    Raises ChanceryError where nothing is published yet.
    """
    with open_published(home) as copy:
        rows = copy.execute(_LISTED, {"words": words})
        return [ListedOffice.model_validate(row) for row in rows.to_arrow_table().to_pylist()]

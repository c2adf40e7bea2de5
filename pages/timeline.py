"""How many events there are in each month."""

from typing import Any

import duckdb

from pages.reading import rows
from pages.standing import STANDING

# What is known to a quarter or a year only belongs to no month.
_MONTHS = f"""
SELECT strftime(start_date, '%Y-%m') AS month, kind, {STANDING} AS standing, count(*) AS events
FROM fact_event e WHERE date_precision IN ('day', 'week', 'month') GROUP BY ALL ORDER BY ALL
"""  # noqa: S608 - put together from constants


def timeline(copy: duckdb.DuckDBPyConnection) -> list[list[Any]]:
    """Month, kind, standing and number of the events that begin in each month."""
    return [list(row.values()) for row in rows(copy, _MONTHS)]

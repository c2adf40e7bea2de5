"""iCalendar: announced meetings and visits as all-day events that a calendar program subscribes to."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import duckdb
from icalendar import Calendar, Event

from warehouse.exports.manifest import ExportedFile, ExportedTable, exported_file
from warehouse.exports.tables import columns_of

CALENDAR = "chancery.ics"
# RFC 5545 knows three. What is put off does not take place on the day that was announced.
STATUSES = {
    "scheduled": "CONFIRMED",
    "ongoing": "CONFIRMED",
    "proposed": "TENTATIVE",
    "postponed": "CANCELLED",
    "cancelled": "CANCELLED",
}
_ENTRIES = """
SELECT e.event_id, e.kind, e.status, e.start_date, e.end_date, e.date_precision, e.place_name, c.country_name,
    a.actor_names, t.titles, coalesce(t.told_date, e.start_date) AS told_date
FROM fact_event e
LEFT JOIN dim_country c USING (country_code)
LEFT JOIN (
    SELECT event_id, list(actor_name ORDER BY role DESC, actor_name, actor_id) AS actor_names
    FROM (SELECT DISTINCT event_id, actor_id, role FROM bridge_event_actor) JOIN dim_actor USING (actor_id)
    GROUP BY event_id
) a USING (event_id)
LEFT JOIN (
    SELECT event_id, max(published_date) AS told_date,
        list(title || ' (' || source_name || coalesce(', ' || url, '') || ')' ORDER BY published_date, article_id)
            AS titles
    FROM bridge_event_article JOIN dim_article USING (article_id)
    GROUP BY event_id
) t USING (event_id)
WHERE e.kind IN ('meeting', 'visit') AND e.start_date IS NOT NULL AND e.status IN (SELECT unnest(?))
ORDER BY e.start_date, e.event_id
"""


def write_calendar(connection: duckdb.DuckDBPyConnection, tables: Sequence[str], folder: Path) -> list[ExportedFile]:
    """Write every announced meeting and visit that has a date; `tables` plays no part.

    An entry keeps its UID, the event's id, over all exports, so that a calendar program moves it instead of doubling
    it. Its time stamp is the day of the latest article about it: no clock is read. The end is the day after the last,
    as the format wants it.
    """
    calendar = Calendar()  # by hand: Calendar.new() puts a random UID into it
    calendar.add("prodid", "-//Chancery//Record of diplomacy//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "Chancery")
    found = connection.execute(_ENTRIES, [list(STATUSES)])
    names = [column[0] for column in found.description or ()]
    entries = [dict(zip(names, row, strict=True)) for row in found.fetchall()]
    for entry in entries:
        calendar.add_component(_event(entry))
    path = folder / CALENDAR
    path.write_bytes(calendar.to_ical())
    return [
        exported_file(
            path, ExportedTable(table="fact_event", rows=len(entries), columns=columns_of(connection, "fact_event"))
        )
    ]


def _event(entry: dict[str, Any]) -> Event:
    event = Event()
    event.add("uid", f"{entry['event_id']}@chancery")
    event.add("dtstamp", _midnight(entry["told_date"]))
    event.add("dtstart", entry["start_date"])
    event.add("dtend", entry["end_date"] + timedelta(days=1))
    event.add("status", STATUSES[entry["status"]])
    event.add("transp", "TRANSPARENT")
    event.add("summary", _summary(entry))
    place = ", ".join(dict.fromkeys(part for part in (entry["place_name"], entry["country_name"]) if part))
    if place:
        event.add("location", place)
    event.add("categories", [entry["kind"], entry["status"]])
    event.add("description", "\n".join(_description(entry)))
    return event


def _summary(entry: dict[str, Any]) -> str:
    actors = ", ".join(dict.fromkeys(entry["actor_names"] or ())) or "unnamed participants"
    told = "" if entry["status"] == "scheduled" else f" ({entry['status']})"
    return f"{entry['kind'].capitalize()}: {actors}{told}"


def _description(entry: dict[str, Any]) -> list[str]:
    lines = [f"Status: {entry['status']}"]
    if entry["date_precision"] != "day":
        lines.append(f"The day is not known: some time in these days (known to the {entry['date_precision']}).")
    return lines + list(entry["titles"] or ())


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=UTC)

"""What the start page shows: counts, what is new, what is coming, and what nothing has been heard of."""

import calendar
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, NamedTuple

import duckdb

from pages.changes import News
from pages.events import events_of, title_of
from pages.reading import Row, one, rows, values
from pages.wording import counted, days
from schemas.vocabulary import Kind, Status

# What fits on a page that is read, not searched; the list of events has the rest.
_SHOWN = 30
_MONTHS = 6
_WEEKS = 52
_TOTALS = """
SELECT (SELECT count(*) FROM fact_event) AS events, (SELECT count(*) FROM fact_record) AS records,
    (SELECT count(*) FROM dim_article) AS articles, (SELECT count(*) FROM dim_source) AS outlets,
    (SELECT count(*) FROM dim_actor) AS actors,
    (SELECT min(published_date) FROM dim_article) AS since, (SELECT max(published_date) FROM dim_article) AS as_of
"""
_UPCOMING = "SELECT event_id, start_date, date_precision FROM upcoming ORDER BY start_date NULLS LAST, event_id"
_OVERDUE = "SELECT event_id FROM overdue ORDER BY end_date DESC, event_id"
_LATEST = """
SELECT event_id FROM fact_event
ORDER BY last_published_date DESC NULLS LAST, start_date DESC NULLS LAST, event_id LIMIT 12
"""
_COUNTS = "SELECT kind, status, count(*) AS events FROM fact_event GROUP BY ALL"
_WEEKLY = """
SELECT kind, date_trunc('week', start_date)::DATE AS week, count(*) AS events FROM fact_event
WHERE start_date BETWEEN $first AND $last AND date_precision IN ('day', 'week') GROUP BY ALL
"""


class Entry(NamedTuple):
    """An event in a list of the start page."""

    event_id: str
    title: str
    status: str
    when: str
    note: str = ""


class Agenda(NamedTuple):
    """The entries of one day; `day` is null for those of which no certain day is known."""

    day: date | None
    entries: tuple[Entry, ...]


class Month(NamedTuple):
    """A month as a calendar shows it: weeks from Monday, null for days of other months, with how much each day has."""

    name: str
    weeks: tuple[tuple[tuple[date, int] | None, ...], ...]


class Week(NamedTuple):
    """A week of a chart: its Monday, how many events it has, and how high its bar is of 100."""

    monday: date
    events: int
    height: float


def start_page(copy: duckdb.DuckDBPyConnection, brought: News) -> dict[str, Any]:
    """All that the template of the start page asks for."""
    totals = one(copy, _TOTALS)
    agenda, more_upcoming = _agenda(copy)
    overdue = list(values(copy, _OVERDUE))
    words = {change.event_id: change.words for change in brought.changed}
    return {
        "totals": totals,
        "lead": lead(totals, brought),
        "new": _entries(copy, [change.event_id for change in brought.new[:_SHOWN]]),
        "changed": [each._replace(note=words[each.event_id]) for each in _entries(copy, list(words)[:_SHOWN])],
        "more_news": max(0, len(brought.new) - _SHOWN) + max(0, len(brought.changed) - _SHOWN),
        "latest": _entries(copy, values(copy, _LATEST)),
        "agenda": agenda,
        "more_upcoming": more_upcoming,
        "months": _months(agenda),
        "overdue": _entries(copy, overdue[:_SHOWN]),
        "more_overdue": max(0, len(overdue) - _SHOWN),
        "counts": _counts(copy),
        "weeks": _weeks(copy, totals["as_of"]),
    }


def lead(totals: Row, brought: News) -> str:
    """What the last publishing has brought, in a sentence or two; what there is, where no earlier one is kept."""
    events = counted(totals["events"], "event")
    if brought.since is None:
        told = f"{counted(totals['articles'], 'article')} of {counted(totals['outlets'], 'outlet')}"
        between = f", published from {totals['since']} to {totals['as_of']}," if totals["as_of"] else ""
        return f"{told}{between} {'tells' if totals['articles'] == 1 else 'tell'} of {events}."
    since = f"{brought.since:%Y-%m-%d %H:%M} UTC"
    if not (brought.new_articles or brought.new or brought.changed):
        return f"Nothing has come in since the publication of {since}. There are {events}."
    came = counted(brought.new_articles, "article")
    found = f"{counted(len(brought.new), 'event')} {'is' if len(brought.new) == 1 else 'are'} new"
    other = f"of {counted(len(brought.changed), 'known one')} something is different now"
    told = "; ".join(words for words, is_said in ((found, brought.new), (other, brought.changed)) if is_said)
    return f"Since the publication of {since}, {came} came in. {told[:1].upper()}{told[1:] or 'No event is new'}."


def _entries(copy: duckdb.DuckDBPyConnection, event_ids: Iterable[str]) -> list[Entry]:
    return [
        Entry(row["event_id"], title_of(row), row["status"], days(row["start_date"], row["end_date"]))
        for row in events_of(copy, event_ids)
    ]


def _agenda(copy: duckdb.DuckDBPyConnection) -> tuple[list[Agenda], int]:
    """The first announced events by day, those without a certain one last; and how many more there are."""
    upcoming = list(rows(copy, _UPCOMING))
    day_of = {row["event_id"]: row["start_date"] if row["date_precision"] == "day" else None for row in upcoming}
    first = sorted(day_of, key=lambda event_id: (day_of[event_id] is None, day_of[event_id] or date.min))[:_SHOWN]
    by_day: dict[date | None, list[Entry]] = defaultdict(list)
    for entry in _entries(copy, first):
        by_day[day_of[entry.event_id]].append(entry)
    return [Agenda(day, tuple(entries)) for day, entries in by_day.items()], len(upcoming) - len(first)


def _months(agenda: Iterable[Agenda]) -> list[Month]:
    """The first months that have a certain day."""
    counts = {each.day: len(each.entries) for each in agenda if each.day}
    wanted = sorted({(day.year, day.month) for day in counts})[:_MONTHS]
    shown = calendar.Calendar(firstweekday=calendar.MONDAY)
    return [
        Month(
            f"{calendar.month_name[month]} {year}",
            tuple(
                tuple((day, counts.get(day, 0)) if day.month == month else None for day in week)
                for week in shown.monthdatescalendar(year, month)
            ),
        )
        for year, month in wanted
    ]


def _counts(copy: duckdb.DuckDBPyConnection) -> dict[str, Any]:
    """How many events of each kind have come how far, with the sums of kinds and of statuses."""
    found = {(row["kind"], row["status"]): row["events"] for row in rows(copy, _COUNTS)}
    kinds, statuses = [kind.value for kind in Kind], [status.value for status in Status]
    return {
        "kinds": kinds,
        "rows": [(status, [found.get((kind, status), 0) for kind in kinds]) for status in statuses],
        "sums": [sum(found.get((kind, status), 0) for status in statuses) for kind in kinds],
        "most": max(found.values(), default=1),
    }


def _weeks(copy: duckdb.DuckDBPyConnection, as_of: date | None) -> dict[str, list[Week]]:
    """Of each kind the weeks up to that of the latest article, by the day on which events begin."""
    if as_of is None:
        return {}
    last = as_of - timedelta(days=as_of.weekday())
    mondays = [last - timedelta(weeks=back) for back in reversed(range(_WEEKS))]
    found = {
        (row["kind"], row["week"]): row["events"]
        for row in rows(copy, _WEEKLY, {"first": mondays[0], "last": last + timedelta(days=6)})
    }
    most = max(found.values(), default=1)
    return {
        kind.value: [
            Week(day, found.get((kind.value, day), 0), round(100 * found.get((kind.value, day), 0) / most, 1))
            for day in mondays
        ]
        for kind in Kind
    }

"""What is in a home: counts, the last load, what waits, what was rejected."""

from datetime import UTC, datetime

from schemas.base import Model
from schemas.reject import Reject
from warehouse.home import Home
from warehouse.packages import packages
from warehouse.query import open_published


class WarehouseStatus(Model):
    """What `chancery status` shows. Counts are those of the published copy."""

    home: str
    is_published: bool
    published_utc: datetime | None
    published_bytes: int
    table_rows: dict[str, int]
    records: dict[str, int]
    """Records by "kind status"."""
    package_count: int
    last_written_utc: datetime | None


def status(home: Home) -> WarehouseStatus:
    """Look at a home without changing it; a home that does not exist is empty."""
    loads = packages(home)
    tables: dict[str, int] = {}
    records: dict[str, int] = {}
    published = home.published_file
    if published.exists():
        connection = open_published(home)
        try:
            for (name,) in connection.execute("SELECT table_name FROM duckdb_tables() ORDER BY 1").fetchall():
                row = connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()  # noqa: S608
                tables[name] = row[0] if row else 0
            counted = connection.execute("SELECT kind, status, count(*) FROM fact_record GROUP BY ALL ORDER BY ALL")
            records = {f"{kind} {state}": count for kind, state, count in counted.fetchall()}
        finally:
            connection.close()
    changed = datetime.fromtimestamp(published.stat().st_mtime, UTC) if published.exists() else None
    return WarehouseStatus(
        home=str(home.root),
        is_published=published.exists(),
        published_utc=changed,
        published_bytes=published.stat().st_size if published.exists() else 0,
        table_rows=tables,
        records=records,
        package_count=len(loads),
        last_written_utc=max((load.written for load in loads), default=None),
    )


def rejects(home: Home, limit: int | None = None) -> list[Reject]:
    """The rejects of the published copy, by origin and line."""
    connection = open_published(home)
    try:
        rows = connection.execute(
            "SELECT reject_id, origin, line_number, article_id, field_name, reason_code, message, remedy, excerpt "
            "FROM rejects ORDER BY origin, line_number NULLS FIRST, reject_id LIMIT ?",
            [limit if limit is not None else 1_000_000],
        ).fetchall()
    finally:
        connection.close()
    names = ("reject_id", "origin", "line", "article_id", "field", "reason", "message", "remedy", "excerpt")
    return [Reject.model_validate(dict(zip(names, row, strict=True))) for row in rows]

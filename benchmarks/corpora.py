"""Articles of the corpora that are measured on, which are no part of the project."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb

from schemas.article import Article


def corpus_articles(
    shared: Path, corpus: str, first: int = 0, every: int = 1, most: int | None = None
) -> Iterator[Article]:
    """Every so many-th article of a corpus from the `first` on, in the order of its file, `most` of them at most."""
    path = shared / "corpora" / f"{corpus}.parquet"
    rows = duckdb.sql(
        "SELECT id, published, title, text FROM (SELECT *, row_number() OVER () - 1 AS number FROM read_parquet($path))"
        " WHERE number >= $first AND (number - $first) % $every = 0 ORDER BY number LIMIT $most",
        params={"path": str(path), "first": first, "every": every, "most": most or 2**31},
    )
    while found := rows.fetchmany(1000):
        for article_id, published, title, text in found:
            day = date.fromisoformat(published[:10]) if published else None
            yield Article(article_id=article_id, text=text, title=title or "", published=day)

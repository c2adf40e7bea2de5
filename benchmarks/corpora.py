"""Articles of the corpora that are measured on, which are no part of the project."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from schemas.article import Article


def corpus_articles(
    shared: Path, corpus: str, first: int = 0, every: int = 1, most: int | None = None
) -> Iterator[Article]:
    """Every so many-th article of a corpus from the `first` on, in the order of its file, `most` of them at most."""
    for row in corpus_rows(shared, corpus, first, every, most):
        yield Article(article_id=row["id"], text=row["text"], title=row["title"] or "", published=row["published"])


def corpus_rows(
    shared: Path, corpus: str, first: int = 0, every: int = 1, most: int | None = None
) -> Iterator[dict[str, Any]]:
    """The same as the corpus has them, before anything was cleaned: id, published (a day or None), title, text."""
    path = shared / "corpora" / f"{corpus}.parquet"
    rows = duckdb.sql(
        "SELECT id, published, title, text FROM (SELECT *, row_number() OVER () - 1 AS number FROM read_parquet($path))"
        " WHERE number >= $first AND (number - $first) % $every = 0 ORDER BY number LIMIT $most",
        params={"path": str(path), "first": first, "every": every, "most": most or 2**31},
    )
    while found := rows.fetchmany(1000):
        for article_id, published, title, text in found:
            day = date.fromisoformat(published[:10]) if published else None
            yield {"id": article_id, "published": day, "title": title, "text": text}

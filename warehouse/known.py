"""Which articles are due for extraction: those that no package has read yet, in this version, by this extractor."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb
import pyarrow as pa

from schemas.article import Article
from schemas.load import PackageKind
from warehouse.database import connect
from warehouse.home import Home
from warehouse.lock import writing
from warehouse.packages import package_folder, packages


@dataclass(frozen=True)
class Due:
    """Articles to read, and how many were left because they have been read."""

    due: list[Article]
    known_count: int


class KnownExtractions:
    """What an extractor has read already, as of the moment this was made; the lake counts, loaded or not."""

    def __init__(
        self, home: Home, extractor: str, now: datetime, waiting: Sequence[str] = (), wait_seconds: float = 15.0
    ) -> None:
        """`waiting` are packages of articles that count as read. Raises WarehouseBusy where another process writes for
        longer than `wait_seconds`."""
        self._connection = duckdb.connect()
        self._connection.execute("CREATE TABLE known (article_id VARCHAR, content_hash VARCHAR)")
        # DuckDB lets nobody read a file that is written to, and a reader keeps the loader out: one at a time.
        with writing(home, "looking up what is known", now, wait_seconds):
            loaded = self._from_warehouse(home, extractor)
        for load in packages(home, PackageKind.RECORDS):
            if load.load_id not in loaded:
                self._from_package(package_folder(home, load.kind, load.load_id) / "extractions.parquet", extractor)
        for name in waiting:
            self._from_articles(package_folder(home, PackageKind.ARTICLES, name) / "articles.parquet")

    def remember(self, articles: Sequence[Article]) -> None:
        """These count as read from now on: they are in the lake, and this run sees to them."""
        taken = pa.table(
            {
                "article_id": [article.article_id for article in articles],
                "content_hash": [article.content_hash for article in articles],
            }
        )
        self._connection.register("taken", taken)
        self._connection.execute("INSERT INTO known FROM taken")
        self._connection.unregister("taken")

    def split(self, articles: Sequence[Article]) -> Due:
        """The articles that are due, in their order, and the count of the others."""
        asked = pa.table(
            {
                "number": list(range(len(articles))),
                "article_id": [article.article_id for article in articles],
                "content_hash": [article.content_hash for article in articles],
            }
        )
        self._connection.register("asked", asked)
        rows = self._connection.execute(
            "SELECT number FROM asked ANTI JOIN known USING (article_id, content_hash) ORDER BY number"
        ).fetchall()
        self._connection.unregister("asked")
        due = [articles[row[0]] for row in rows]
        return Due(due, len(articles) - len(due))

    def _from_package(self, path: Path, extractor: str) -> None:
        try:
            self._connection.execute(
                """
                INSERT INTO known
                SELECT article_id, content_hash FROM read_parquet(?, hive_partitioning = false) WHERE extractor = ?
                """,
                [str(path), extractor],
            )
        except duckdb.Error:
            # Damaged: the loader names it and leaves it out, so what it held is due again.
            return

    def _from_articles(self, path: Path) -> None:
        # One that cannot be read is no reason to stop here: whoever extracts it says so.
        with suppress(duckdb.Error):
            self._connection.execute(
                "INSERT INTO known SELECT article_id, content_hash FROM read_parquet(?, hive_partitioning = false)",
                [str(path)],
            )

    def _from_warehouse(self, home: Home, extractor: str) -> set[str]:
        """Copies what the warehouse knows; returns the packages that it has loaded."""
        if not home.warehouse_file.exists():
            return set()
        warehouse = connect(home.warehouse_file, read_only=True)
        try:
            if not warehouse.execute("SELECT 1 FROM duckdb_tables() WHERE table_name = 'extraction'").fetchone():
                return set()
            known = warehouse.execute(
                "SELECT article_id, content_hash FROM extraction WHERE extractor = ?", [extractor]
            ).to_arrow_table()
            rows = warehouse.execute("SELECT load_id FROM load_ledger WHERE package_kind = 'records'").fetchall()
        finally:
            warehouse.close()
        self._connection.register("loaded", known)
        self._connection.execute("INSERT INTO known SELECT article_id, content_hash FROM loaded")
        self._connection.unregister("loaded")
        return {row[0] for row in rows}

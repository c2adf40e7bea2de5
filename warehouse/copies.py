"""Copies among articles: found by their signatures, which lie in the lake and the warehouse.

Memory does not grow with the number of articles: what a round asks for is looked up by keys, and DuckDB reads the
signatures of the days in question only.
"""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

import duckdb

from schemas.arrow import arrow_table
from schemas.load import PackageKind
from schemas.signature import Signature
from warehouse.database import quoted_path, run_script
from warehouse.home import Home
from warehouse.lock import writing
from warehouse.packages import package_folder, packages

_MEMORY = "512MB"

_AND_THE_LOADED = " UNION ALL SELECT * EXCLUDE (first_seen_utc, last_seen_utc) FROM warehouse.article_signature"
_COPIES_AMONG_THE_FRESH = """
    WITH pair AS (
        SELECT f.*, (coalesce(f.published, 'infinity'), f.article_id) AS own,
            (coalesce(f.other_published, 'infinity'), f.other_article_id) AS other
        FROM found_copy f SEMI JOIN fresh_signature USING (article_id, content_hash)
    )
    SELECT article_id, content_hash, arg_min(other_article_id, other) FROM pair WHERE other < own GROUP BY ALL
"""

Version = tuple[str, str]
"""Article id and content hash."""


@dataclass(frozen=True)
class Copies:
    """Of the versions that were asked about: which had been seen before, and which are copies, of which article."""

    seen: set[Version] = field(default_factory=set)
    copy_of: dict[Version, str] = field(default_factory=dict)


def link_copies(connection: duckdb.DuckDBPyConnection) -> None:
    """Pair the versions of staged_signatures, merged already, with all others of the same text; inside a load."""
    connection.execute("CREATE OR REPLACE TEMP VIEW fresh_signature AS SELECT * FROM staged_signatures")
    connection.execute("CREATE OR REPLACE TEMP VIEW known_signature AS SELECT * FROM article_signature")
    run_script(connection, "050_copies.sql")
    connection.execute(
        """
        INSERT INTO near_duplicate
        SELECT article_id, content_hash, other_article_id, other_content_hash FROM found_copy
        UNION SELECT other_article_id, other_content_hash, article_id, content_hash FROM found_copy
        EXCEPT FROM near_duplicate
        """
    )


class KnownSignatures:
    """The signatures of a home: those that the warehouse has, of packages that wait, and of this run so far."""

    def __init__(self, home: Home, now: datetime, wait_seconds: float = 15.0) -> None:
        """`now` and `wait_seconds` are for the warehouse's lock, which is held while it is looked into."""
        self._home, self._now, self._wait_seconds = home, now, wait_seconds
        self._folder = tempfile.TemporaryDirectory(prefix="chancery-signatures-")
        self._connection = duckdb.connect(str(Path(self._folder.name) / "waiting.duckdb"))
        self._connection.execute(f"SET memory_limit = '{_MEMORY}'")
        self._connection.execute(
            "CREATE TABLE waiting (article_id VARCHAR, content_hash VARCHAR, published DATE, minhash UTINYINT[], "
            "bands BIGINT[], numbers INTEGER[])"
        )
        with self._warehouse() as has_warehouse:
            loaded = self._loaded() if has_warehouse else set()
        for load in packages(home, PackageKind.ARTICLES):
            if load.load_id not in loaded and "signatures.parquet" in load.rows:
                self._wait_for(package_folder(home, load.kind, load.load_id) / "signatures.parquet")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()
        self._folder.cleanup()

    def ask(self, signatures: Sequence[Signature]) -> Copies:
        """What is known of these versions, which are known from now on.

        A version is a copy if another article with the same text comes first: published earlier, or of the same day (or
        without a date) and with the smaller id; the first of all is named. Raises WarehouseBusy where another process
        writes for too long.
        """
        if not signatures:
            return Copies()
        self._connection.register("asked", arrow_table(Signature, signatures))
        self._connection.execute("CREATE OR REPLACE TEMP TABLE fresh_signature AS FROM waiting LIMIT 0")
        self._connection.execute("INSERT INTO fresh_signature BY NAME SELECT * FROM asked")
        self._connection.unregister("asked")
        with self._warehouse() as has_warehouse:
            self._connection.execute(
                "CREATE OR REPLACE TEMP VIEW known_before AS FROM waiting" + (_AND_THE_LOADED if has_warehouse else "")
            )
            self._connection.execute(
                "CREATE OR REPLACE TEMP VIEW known_signature AS FROM known_before UNION ALL FROM fresh_signature"
            )
            seen = self._connection.execute(
                "SELECT DISTINCT article_id, content_hash FROM fresh_signature "
                "SEMI JOIN known_before USING (article_id, content_hash)"
            ).fetchall()
            run_script(self._connection, "050_copies.sql")
        copies = self._connection.execute(_COPIES_AMONG_THE_FRESH).fetchall()
        self._connection.execute("INSERT INTO waiting FROM fresh_signature")
        return Copies(set(seen), {(article_id, content_hash): first for article_id, content_hash, first in copies})

    @contextmanager
    def _warehouse(self) -> Iterator[bool]:
        """The loader's database beside ours, as `warehouse`; says whether it is there and has signatures."""
        path = self._home.warehouse_file
        if not path.exists():
            yield False
            return
        # DuckDB lets nobody read a file that is written to, and a reader keeps the loader out: one at a time.
        with writing(self._home, "looking for copies", self._now, self._wait_seconds):
            self._connection.execute(f"ATTACH '{quoted_path(path)}' AS warehouse (READ_ONLY)")
            try:
                found = self._connection.execute(
                    "SELECT 1 FROM duckdb_tables() "
                    "WHERE database_name = 'warehouse' AND table_name = 'article_signature'"
                ).fetchone()
                yield found is not None
            finally:
                self._connection.execute("DETACH warehouse")

    def _loaded(self) -> set[str]:
        rows = self._connection.execute(
            "SELECT load_id FROM warehouse.load_ledger WHERE package_kind = 'articles'"
        ).fetchall()
        return {row[0] for row in rows}

    def _wait_for(self, path: Path) -> None:
        try:
            self._connection.execute(
                "INSERT INTO waiting BY NAME SELECT * FROM read_parquet(?, hive_partitioning = false)", [str(path)]
            )
        except duckdb.Error:
            # Damaged: the loader names it and leaves it out, and so do we.
            return

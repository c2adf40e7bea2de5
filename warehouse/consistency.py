"""Whether a home is whole: packages, the loader's tables and what is published say the same of each other.

Nothing is repaired here. What is found wrong is told in a sentence each; a home that was killed at any moment has none.
"""

import hashlib
from collections.abc import Iterator
from datetime import datetime

import duckdb

from schemas.errors import ChanceryError
from schemas.load import Load
from warehouse.database import connect, warehouse
from warehouse.exports.manifest import MANIFEST, Manifest
from warehouse.home import Home
from warehouse.loader import TARGETS
from warehouse.lock import writing
from warehouse.packages import package_folder, packages
from warehouse.upkeep import check_lake

# Each query gives the number of rows that are wrong.
_IN_THE_WAREHOUSE = {
    "packages are in the ledger twice": """
        SELECT count(*) - count(DISTINCT load_id || package_kind) FROM load_ledger""",
    "article versions are there twice": """
        SELECT count(*) FROM (SELECT article_id, content_hash FROM article_version GROUP BY ALL HAVING count(*) > 1)""",
    "records are there twice": """
        SELECT count(*) FROM (
            SELECT record_id, content_hash, extractor FROM record_version GROUP BY ALL HAVING count(*) > 1)""",
    "extractions have not the records that they count": """
        SELECT count(*) FROM extraction e LEFT JOIN (
            SELECT article_id, content_hash, extractor, count(*) AS record_count FROM record_version GROUP BY ALL
        ) r USING (article_id, content_hash, extractor)
        WHERE e.record_count <> coalesce(r.record_count, 0)""",
    "records belong to no extraction": """
        SELECT count(*) FROM record_version ANTI JOIN extraction USING (article_id, content_hash, extractor)""",
    "packages were loaded without their checks": """
        SELECT count(*) FROM load_ledger ANTI JOIN audit_result USING (load_id, package_kind)""",
}
_IN_THE_COPY = {
    "participants have no record": """
        SELECT count(*) FROM bridge_record_participant ANTI JOIN fact_record USING (record_id)""",
    "records have no event": "SELECT count(*) FROM fact_record ANTI JOIN fact_event USING (event_id)",
    "records have no article": "SELECT count(*) FROM fact_record ANTI JOIN dim_article USING (article_id)",
    "pieces of evidence have no record": "SELECT count(*) FROM evidence ANTI JOIN fact_record USING (record_id)",
    "records are missing in the flat view": """
        SELECT abs((SELECT count(*) FROM fact_record) - (SELECT count(*) FROM records))""",
}


def inconsistencies(home: Home, now: datetime, wait_seconds: float = 60.0) -> list[str]:
    """What is wrong with the home, a sentence each; an empty list where nothing is, also where nothing is there yet.

    Raises WarehouseBusy where another process writes for longer than `wait_seconds`.
    """
    found = list(check_lake(home).damaged)
    with writing(home, "checking", now, wait_seconds):
        if home.warehouse_file.exists():
            try:
                with warehouse(home) as connection:
                    found += _wrong(connection, _IN_THE_WAREHOUSE, "the warehouse")
                    found += _lost(connection, home)
            except ChanceryError as error:
                found.append(error.message)
        if home.published_file.exists():
            try:
                copy = connect(home.published_file, read_only=True)
            except ChanceryError as error:
                found.append(error.message)
            else:
                with copy:
                    found += _wrong(copy, _IN_THE_COPY, "the published copy")
        found += _of_the_exports(home)
    return found


def _wrong(connection: duckdb.DuckDBPyConnection, queries: dict[str, str], where: str) -> Iterator[str]:
    for what, query in queries.items():
        row = connection.execute(query).fetchone()
        if row is None or row[0]:
            yield f"in {where} {row and row[0]} {what}"


def _lost(connection: duckdb.DuckDBPyConnection, home: Home) -> Iterator[str]:
    """Packages that the ledger has and the tables have not in full."""
    ledger = connection.execute("SELECT package_kind, load_id FROM load_ledger").fetchall()
    loaded = {(kind, load_id) for kind, load_id in ledger}
    for load in packages(home):
        if (load.kind.value, load.load_id) in loaded:
            yield from _lost_of(connection, home, load)


def _lost_of(connection: duckdb.DuckDBPyConnection, home: Home, load: Load) -> Iterator[str]:
    try:
        for file, (target, keys) in TARGETS.items():
            if f"{file}.parquet" not in load.rows:
                continue
            path = package_folder(home, load.kind, load.load_id) / f"{file}.parquet"
            row = connection.execute(
                f"SELECT count(*) FROM read_parquet(?, hive_partitioning = false) "  # noqa: S608 - our own names
                f"ANTI JOIN {target} USING ({', '.join(keys)})",
                [str(path)],
            ).fetchone()
            if row is None or row[0]:
                yield f"{row and row[0]} rows of {load.kind}/{load.load_id} are in the ledger but not in {target}"
    except (duckdb.IOException, duckdb.InvalidInputException):
        return  # the file is damaged, which the check of the lake has told


def _of_the_exports(home: Home) -> Iterator[str]:
    if not home.exports.exists():
        if home.published_file.exists():
            yield f"{home.exports} is missing"
        return
    try:
        manifest = Manifest.model_validate_json((home.exports / MANIFEST).read_bytes())
    except (OSError, ValueError):
        yield f"{home.exports / MANIFEST} cannot be read"
        return
    for each in manifest.files:
        path = home.exports / each.file
        if not path.exists() or hashlib.sha256(path.read_bytes()).hexdigest() != each.sha256:
            yield f"{path} is not what its manifest says"

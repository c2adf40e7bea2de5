"""Merges packages of the lake into the warehouse: each once, whole or not at all."""

from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime

import duckdb

from schemas.errors import DamagedData
from schemas.load import Load, PackageKind
from warehouse.audits import Finding, Severity, audit, failed, keep
from warehouse.copies import link_copies
from warehouse.database import disk_errors_told, quoted_path, warehouse
from warehouse.home import Home
from warehouse.lock import writing
from warehouse.packages import SCHEMA_VERSION, package_folder, survey, verify

# Articles first: records are checked against the texts they quote.
_ORDER = {PackageKind.ARTICLES: 0, PackageKind.RECORDS: 1, PackageKind.REJECTS: 2, PackageKind.REFERENCE: 3}
TARGETS = {
    "articles": ("article_version", ("article_id", "content_hash")),
    "signatures": ("article_signature", ("article_id", "content_hash")),
    "extractions": ("extraction", ("article_id", "content_hash", "extractor")),
    "records": ("record_version", ("record_id", "content_hash", "extractor")),
    "rejects": ("reject", ("reject_id",)),
    "offices": ("office_holding", ("holding_id",)),
}
"""For each file of a package: the table it merges into and the columns that make a row the same row."""
# What a later sighting of the same row may move on: a text that comes back is as new as when it came back.
_MOMENTS = {"articles": ("updated", "fetched")}


@dataclass
class LoadSummary:
    """What a round of loading did."""

    loaded: list[str] = field(default_factory=list)
    known: int = 0
    damaged: list[str] = field(default_factory=list)
    """One message for each package that was left out."""
    warnings: list[str] = field(default_factory=list)
    """One message for each package that was loaded and is unusual."""


def load_pending(home: Home, now: datetime, wait_seconds: float = 60.0) -> LoadSummary:
    """Load every package of the lake that the ledger does not have; each is one transaction.

    A damaged package is left out and named; the others are loaded. Raises WarehouseBusy where another process
    loads for longer than `wait_seconds`.
    """
    summary = LoadSummary()
    with (
        writing(home, "loading", now, wait_seconds),
        disk_errors_told(home.warehouse_file),
        warehouse(home) as connection,
    ):
        lake = survey(home)
        summary.damaged += [error.message for error in lake.damaged]
        done = {row[0] for row in connection.execute("SELECT load_id || package_kind FROM load_ledger").fetchall()}
        for load in sorted(lake.loads, key=lambda load: (_ORDER[load.kind], load.written, load.load_id)):
            if load.load_id + load.kind in done:
                summary.known += 1
                continue
            try:
                warnings = _load(connection, home, load, now)
                summary.loaded.append(f"{load.kind}/{load.load_id}")
                if warnings:
                    summary.warnings.append(f"the package {load.kind}/{load.load_id}: {warnings}")
            except DamagedData as error:
                summary.damaged.append(error.message)
    return summary


def _load(connection: duckdb.DuckDBPyConnection, home: Home, load: Load, now: datetime) -> str | None:
    """Returns the warnings of its audits, if there are any."""
    verify(home, load)
    findings: list[Finding] = []
    connection.begin()
    try:
        _stage(connection, home, load)
        findings = audit(connection, load)
        keep(connection, load, findings, now)
        if blocking := failed(findings, Severity.BLOCKING):
            raise DamagedData(
                f"the package {load.kind}/{load.load_id} fails the checks {blocking}",
                "Move the package out of the lake and extract its articles again.",
            )
        for name in TARGETS:
            if f"{name}.parquet" in load.rows:  # earlier versions wrote more files
                _merge(connection, name, load)
        if "signatures.parquet" in load.rows:
            link_copies(connection)
        digest = "+".join(load.sha256[name] for name in sorted(load.sha256))
        loaded = now.astimezone(UTC).replace(tzinfo=None)
        articles = load.rows.get("articles.parquet", load.rows.get("extractions.parquet", 0))
        counts = [sum(load.rows.values()), digest, articles, load.rows.get("records.parquet", 0)]
        connection.execute(
            "INSERT INTO load_ledger VALUES (?, ?, ?, ?, ?, sha256(?), ?, ?)",
            [load.load_id, load.kind.value, load.written_utc, loaded, *counts],
        )
        connection.commit()
    except (duckdb.DataError, duckdb.IntegrityError, duckdb.ProgrammingError) as error:
        # The rows do not fit the tables: the package's fault. A full disk or memory is not, and stops the load.
        _undo(connection)
        raise DamagedData(
            f"the package {load.kind}/{load.load_id} does not fit the warehouse: {str(error).splitlines()[0]}",
            "Move the package out of the lake and extract its articles again.",
        ) from error
    except DamagedData:
        _undo(connection)
        # Why a package was left out is kept although nothing of it is.
        keep(connection, load, findings, now)
        raise
    except BaseException:
        _undo(connection)
        raise
    _confirm(connection, load)
    return failed(findings, Severity.WARNING)


def _undo(connection: duckdb.DuckDBPyConnection) -> None:
    """End the transaction without a trace; a commit that failed has ended it already."""
    with suppress(duckdb.TransactionException):
        connection.rollback()


def _stage(connection: duckdb.DuckDBPyConnection, home: Home, load: Load) -> None:
    """One view staged_* for every file that any package can have, its columns of the warehouse's own types; empty where
    this one has none. Views: rows are read from the file where they are asked for, and written once."""
    folder = package_folder(home, load.kind, load.load_id)
    for name, (target, _) in TARGETS.items():
        columns = f"SELECT * EXCLUDE (first_seen_utc, last_seen_utc) FROM {target} LIMIT 0"  # noqa: S608 - our own tables
        path = folder / f"{name}.parquet"
        if path.name in load.rows:
            rows = f"FROM read_parquet('{quoted_path(path)}', hive_partitioning = false)"
            # An older package may lack a column. Only then: DuckDB writes what comes straight from a file at once.
            columns = rows if load.schema_version == SCHEMA_VERSION else f"({columns}) UNION ALL BY NAME {rows}"
        connection.execute(f"CREATE OR REPLACE TEMP VIEW staged_{name} AS {columns}")


def _merge(connection: duckdb.DuckDBPyConnection, name: str, load: Load) -> None:
    """Insert what is new; what is known only widens the time in which it was seen. The order of loads is all one.

    No row is staged twice: the audits saw to that."""
    target, keys = TARGETS[name]
    # Rows of a compacted package have been seen when its parts were written.
    first, last = ("s.first_seen_utc", "s.last_seen_utc") if load.replaces else ("$at", "$at")
    columns = "s.*" if load.replaces else "s.*, $at AS first_seen_utc, $at AS last_seen_utc"
    at = {} if load.replaces else {"at": load.written_utc}
    match = " AND ".join(f"t.{key} = s.{key}" for key in keys)
    known = connection.execute(f"SELECT count(*) FROM staged_{name} s SEMI JOIN {target} t ON {match}").fetchone()  # noqa: S608
    if known is None or known[0] == 0:
        # Nearly always; what comes straight from a file is written at once, compressed, by all threads.
        connection.execute(f"INSERT INTO {target} BY NAME SELECT {columns} FROM staged_{name} s", at)  # noqa: S608
        return
    later = "".join(f"{moment} = greatest(t.{moment}, s.{moment}), " for moment in _MOMENTS.get(name, ()))
    connection.execute(
        f"UPDATE {target} t SET {later}first_seen_utc = least(t.first_seen_utc, {first}), "  # noqa: S608
        f"last_seen_utc = greatest(t.last_seen_utc, {last}) "
        f"FROM staged_{name} s WHERE {match}",
        at,
    )
    connection.execute(
        f"INSERT INTO {target} BY NAME SELECT {columns} FROM staged_{name} s ANTI JOIN {target} t ON {match}",  # noqa: S608
        at,
    )


def _confirm(connection: duckdb.DuckDBPyConnection, load: Load) -> None:
    """DuckDB's COMMIT after an error inside the transaction reports success and keeps nothing: look."""
    row = connection.execute(
        "SELECT count(*) FROM load_ledger WHERE load_id = ? AND package_kind = ?", [load.load_id, load.kind.value]
    ).fetchone()
    if row is None or row[0] != 1:
        raise DamagedData(
            f"the package {load.kind}/{load.load_id} was not kept by the warehouse", "Run `chancery rebuild`."
        )

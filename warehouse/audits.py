"""Checks in SQL on a package before it is merged (sql/100_audits.sql), and what they found, kept in `audit_result`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from functools import lru_cache

import duckdb

from schemas.load import Load
from warehouse.database import script


class Severity(StrEnum):
    """What follows where rows fail a check."""

    BLOCKING = "blocking"
    """The package is not loaded."""
    WARNING = "warning"
    """It is loaded, and the run says so."""


@dataclass(frozen=True)
class Audit:
    """One check: a query that gives the number of failing rows."""

    name: str
    severity: Severity
    query: str


@dataclass(frozen=True)
class Finding:
    """What one check of one package gave."""

    audit: Audit
    failing: int


@lru_cache(maxsize=1)
def audits() -> tuple[Audit, ...]:
    """All checks, in the order of the file."""
    found = []
    for part in script("100_audits.sql").split("\n-- audit: ")[1:]:
        header, _, query = part.partition("\n")
        name, _, severity = header.partition(" ")
        found.append(Audit(name, Severity(severity.strip("() ")), query.strip()))
    return tuple(found)


def audit(connection: duckdb.DuckDBPyConnection, load: Load) -> list[Finding]:
    """Run the checks on the staged package; `load` says when it was written."""
    connection.execute("SET VARIABLE written_utc = $at", {"at": load.written_utc})
    findings = []
    for each in audits():
        row = connection.execute(each.query).fetchone()
        findings.append(Finding(each, row[0] if row else 0))
    return findings


def keep(connection: duckdb.DuckDBPyConnection, load: Load, findings: Sequence[Finding], now: datetime) -> None:
    """Put the findings into `audit_result`."""
    audited = now.astimezone(UTC).replace(tzinfo=None)
    connection.executemany(
        "INSERT INTO audit_result VALUES (?, ?, ?, ?, ?, ?)",
        [[load.load_id, load.kind.value, f.audit.name, f.audit.severity.value, f.failing, audited] for f in findings],
    )


def failed(findings: Sequence[Finding], severity: Severity) -> str | None:
    """The checks of that severity that rows fail, as text; None where there are none."""
    told = [f"{f.audit.name} ({f.failing} rows)" for f in findings if f.failing and f.audit.severity is severity]
    return ", ".join(told) or None

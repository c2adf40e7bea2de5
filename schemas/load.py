"""A load: one package of the lake, as the ledger of the warehouse remembers it."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated

from pydantic import AwareDatetime, Field

from schemas.base import Model


class PackageKind(StrEnum):
    """What a package of the lake holds."""

    ARTICLES = "articles"
    RECORDS = "records"
    REJECTS = "rejects"
    REFERENCE = "reference"


LoadId = Annotated[str, Field(pattern=r"^[0-9A-Za-z._-]{1,128}$")]
FileName = Annotated[str, Field(pattern=r"^[0-9a-z_]{1,64}\.parquet$")]
"""A plain name: a manifest from elsewhere must not choose where a file is written."""


class Load(Model):
    """One immutable package: which, when it was written, what it holds. Times are UTC."""

    load_id: LoadId
    kind: PackageKind
    written: AwareDatetime
    rows: dict[FileName, int]
    sha256: dict[FileName, str]
    schema_version: int
    replaces: tuple[LoadId, ...] = ()
    """Packages of the same kind whose rows are in this one; its rows say themselves when they were first and last
    seen (warehouse/compaction.py)."""

    @property
    def written_utc(self) -> datetime:
        """When the package was written, as the warehouse stores it: UTC without a zone."""
        return self.written.astimezone(UTC).replace(tzinfo=None)

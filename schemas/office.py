"""A holding of an office: who held it, for which state, from when to when. What the reference of actors consists of."""

import hashlib
from datetime import date
from typing import Annotated, Self

from pydantic import Field, model_validator

from schemas.base import Model
from schemas.countries import CountryCode

WikidataId = Annotated[str, Field(pattern=r"^Q[1-9][0-9]*$")]


class OfficeHolding(Model):
    """One person in one office. `country` is null for the offices of international bodies.

    `start` and `end` are the first and the last day, null where they are not known, the end also where it lies ahead.
    `as_of` is a day on which somebody vouched for the row: how far a holding without an end can be trusted.
    """

    name: Annotated[str, Field(min_length=1)]
    aliases: tuple[str, ...] = ()
    country: CountryCode | None = None
    office: Annotated[str, Field(min_length=1)]
    start: date | None = None
    end: date | None = None
    as_of: date | None = None
    wikidata_id: WikidataId | None = None

    @model_validator(mode="after")
    def _days_in_order(self) -> Self:
        if self.start and self.end and self.end < self.start:
            raise ValueError(f"the end {self.end} is before the start {self.start}")
        return self

    @property
    def holding_id(self) -> str:
        """Follows from all that the row says: the same row has the same id wherever it was imported from."""
        told = "\x1f".join(map(str, self.model_dump(mode="json").values()))
        return "off-" + hashlib.sha256(told.encode()).hexdigest()[:16]

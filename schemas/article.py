"""An article: what a source hands over, cleaned and dated, ready to be read."""

import hashlib
import re
from datetime import UTC, date, datetime
from typing import Annotated

from pydantic import Field, field_validator

from schemas.base import Model
from schemas.secrets import without_secrets

# NUL ends strings in C, lone surrogates crash the warehouse's insert, and bidirectional controls make a
# text look other than it is (Unicode TR 36, section 2.5). sources/cleaning.py takes them out.
FORBIDDEN_CHARACTERS = re.compile("[\x00\ud800-\udfff\u202a-\u202e\u2066-\u2069]")


class Article(Model):
    """One version of one article.

    `article_id` is stable over versions of the article; `content_hash` tells them apart. `published` is the
    date that relative expressions are resolved against: an article without one keeps None. `origin` says
    where it was read ("news.jsonl:17").

    `updated` is when this version was made, as its source says, `fetched` when it was had from there: they decide
    which of two versions is the newer one (warehouse/sql/020_current.sql). In UTC; a moment without a zone is taken
    as UTC. `copy_of_article_id` is the article of which this one was found to be a copy when it came in: it is kept,
    and not read for records.
    """

    article_id: Annotated[str, Field(min_length=1, max_length=512)]
    text: Annotated[str, Field(min_length=1)]
    title: str = ""
    published: date | None = None
    url: str | None = None
    source: str = ""
    language: str = "en"
    origin: str = ""
    updated: datetime | None = None
    fetched: datetime | None = None
    copy_of_article_id: str | None = None

    @field_validator("updated", "fetched")
    @classmethod
    def _in_utc(cls, value: datetime | None) -> datetime | None:
        return value and (value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC))

    @field_validator("article_id", "text", "title", "url", "source", "origin")
    @classmethod
    def _clean(cls, value: str | None) -> str | None:
        if value and (found := FORBIDDEN_CHARACTERS.search(value)):
            raise ValueError(f"holds the character U+{ord(found[0]):04X} at {found.start()}: clean the text first")
        return value

    @field_validator("origin")
    @classmethod
    def _told_to_people(cls, value: str) -> str:
        return without_secrets(value)

    @property
    def content_hash(self) -> str:
        """Hash of what extraction sees: equal for the same version, 32 hex digits."""
        parts = (self.title, self.published.isoformat() if self.published else "", self.text)
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:32]

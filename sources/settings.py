"""What every configured source says of itself, whatever its kind: one YAML file a source (docs/sources.md)."""

from datetime import UTC, datetime
from typing import Annotated

from cronsim import CronSim, CronSimError
from pydantic import Field, field_validator

from schemas.base import Model
from sources.limits import DEFAULT_LIMITS, Limits

_ANY_MOMENT = datetime(2000, 1, 1, tzinfo=UTC)
Bytes = Annotated[int, Field(ge=1, le=1_000_000_000)]


class SourceLimits(Model):
    """How much is read: of one input (sources/limits.py), and in one run.

    `max_articles_per_run` is rounded up to whole batches; the next run goes on from there.
    """

    max_articles_per_run: Annotated[int, Field(ge=1)] | None = None
    max_file_bytes: Bytes = DEFAULT_LIMITS.max_file_bytes
    max_page_bytes: Bytes = DEFAULT_LIMITS.max_page_bytes
    max_line_bytes: Bytes = DEFAULT_LIMITS.max_line_bytes
    max_text_characters: Annotated[int, Field(ge=1, le=1_000_000)] = DEFAULT_LIMITS.max_text_characters

    def of_input(self) -> Limits:
        """The bounds of one input."""
        return Limits(
            max_file_bytes=self.max_file_bytes,
            max_page_bytes=self.max_page_bytes,
            max_line_bytes=self.max_line_bytes,
            max_text_characters=self.max_text_characters,
        )


class Expected(Model):
    """What a source gives if it is well; less raises an alarm."""

    min_articles_per_day: Annotated[int, Field(ge=0)] = 0


class SourceSettings(Model):
    """What all kinds of source have in common.

    `name` is the source's for ever: its cursor is kept by it. `title` is the outlet, for articles that name none.
    `language` is believed for articles that do not say theirs. `schedule` is a cron expression in UTC: the source is
    read by the first run after such a moment, and by every run where it is absent.
    """

    name: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,63}$")]
    kind: str
    title: str = ""
    language: Annotated[str, Field(pattern=r"^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*$")] | None = None
    schedule: str | None = None
    limits: SourceLimits = SourceLimits()
    expect: Expected = Expected()

    @field_validator("schedule")
    @classmethod
    def _is_cron(cls, value: str | None) -> str | None:
        if value is None:
            return None
        try:
            if len(value.split()) != 5:
                raise CronSimError("not five fields")
            CronSim(value, _ANY_MOMENT)
        except CronSimError as error:
            raise ValueError(f'is no cron expression ({error}); write it like "0 * * * *"') from error
        return value

    @property
    def place(self) -> str:
        """Where the source is, for people: a path or an address."""
        raise NotImplementedError

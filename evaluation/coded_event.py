"""An event in the codebook's JSON form, annotated or predicted, and the file of JSON lines that holds it."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from schemas.codebook import article_line
from schemas.errors import WrongConfiguration
from schemas.records import ArticleRecords
from schemas.span import Absence, Evidence, TextSpan
from schemas.vocabulary import Basis, Channel, IncidentType, Kind, Precision, Role, Status


class _Coded(BaseModel):
    """Keys that are not scored are welcome, and ignored."""

    model_config = ConfigDict(frozen=True, extra="ignore")


def _day(value: Any) -> Any:
    """The day of an ISO date or time; an empty string is no date."""
    return value[:10] or None if isinstance(value, str) else value


Day = Annotated[date | None, BeforeValidator(_day)]


class CodedParticipant(_Coded):
    """An actor of an event."""

    name: Annotated[str, Field(min_length=1)]
    role: Role
    country: str | None = None
    kind: str | None = None


class CodedPlace(_Coded):
    """Where an event happens."""

    name: str
    country: str | None = None


class CodedEvent(_Coded):
    """One event of one article.

    `event` names the event of the world that an annotated one tells of, where that is annotated as well. `record_id`,
    `confidence`, `evidence` and `absences` are those of a predicted one.
    """

    kind: Kind
    status: Status
    trigger: TextSpan | None = None
    participants: tuple[CodedParticipant, ...] = ()
    place: CodedPlace | None = None
    places: tuple[CodedPlace, ...] = ()
    start: Day = None
    end: Day = None
    precision: Precision = Precision.UNKNOWN
    basis: Basis = Basis.NONE
    incident_type: IncidentType | None = None
    channel: Channel | None = None
    killed: int | None = None
    injured: int | None = None
    event: str | None = None
    record_id: str | None = None
    confidence: Annotated[float | None, Field(ge=0, le=1)] = None
    evidence: tuple[Evidence, ...] = ()
    absences: tuple[Absence, ...] = ()

    @property
    def country(self) -> str | None:
        """The country of its place."""
        return self.place.country if self.place else None

    @property
    def days(self) -> tuple[date, date] | None:
        """First and last day, both inclusive; None where it has no date."""
        return (self.start, self.end or self.start) if self.start else None


Events = Mapping[str, Sequence[CodedEvent]]
"""The events of each article, by the article's id."""


class _Line(_Coded):
    id: Annotated[str, Field(min_length=1)]
    events: tuple[CodedEvent, ...]


def read_events(path: Path) -> Events:
    """The events of each article of a JSONL file of `{"id", "events"}`, in the order of the file.

    Raises WrongConfiguration naming line and field for a file that cannot be read or does not hold the form,
    and for an article that stands in it twice.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise WrongConfiguration(f"{path} cannot be read: {error}", "Name a JSONL file of records.") from error
    events: dict[str, Sequence[CodedEvent]] = {}
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        read = _read_line(line, f"{path}:{number}")
        if read.id in events:
            raise WrongConfiguration(f"{path}:{number}: article {read.id!r} stands here a second time")
        events[read.id] = read.events
    return events


def events_of(extracted: ArticleRecords) -> tuple[CodedEvent, ...]:
    """The events of an article that was just extracted."""
    return _Line.model_validate(article_line(extracted)).events


def _read_line(line: str, where: str) -> _Line:
    try:
        return _Line.model_validate(json.loads(line))
    except json.JSONDecodeError as error:
        raise WrongConfiguration(f"{where}: this is no JSON: {error.msg} at column {error.colno}") from error
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(map(str, first["loc"])) or "the line"
        raise WrongConfiguration(
            f"{where}: {field}: {first['msg']}", "docs/codebook.md has the fields and their values."
        ) from error

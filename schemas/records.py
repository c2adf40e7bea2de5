"""Records: one distinct real-world event as one article tells it (docs/codebook.md)."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Literal, Self

from pydantic import Field, TypeAdapter, model_validator

from schemas.article import Article
from schemas.base import Model
from schemas.countries import CountryCode
from schemas.span import Absence, Evidence, TextSpan
from schemas.vocabulary import (
    ROLES_BY_KIND,
    ActorKind,
    Basis,
    Channel,
    IncidentType,
    Kind,
    Precision,
    Role,
    Status,
)

Count = Annotated[int, Field(ge=0)]


class Participant(Model):
    """An actor of the event. `country` is null for international bodies and where it cannot be told."""

    name: Annotated[str, Field(min_length=1)]
    role: Role
    country: CountryCode | None = None
    kind: ActorKind
    office: str | None = None


class Place(Model):
    """The most exact named place, as written, and its country."""

    name: Annotated[str, Field(min_length=1)]
    country: CountryCode | None = None


class TimeSpan(Model):
    """When: ISO dates, both inclusive; both null where the article fixes none."""

    start: date | None = None
    end: date | None = None
    precision: Precision = Precision.UNKNOWN
    basis: Basis = Basis.NONE

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if (self.start is None) != (self.end is None):
            raise ValueError("start and end are given together or not at all")
        if self.start and self.end and self.end < self.start:
            raise ValueError(f"the end {self.end} is before the start {self.start}")
        unknown = (self.start is None, self.precision is Precision.UNKNOWN, self.basis is Basis.NONE)
        if any(unknown) and not all(unknown):
            raise ValueError("no dates, precision unknown and basis none go together")
        return self


class Claim(Model):
    """A countable statement about the event, such as "second meeting in two months".

    `subject` is whose count it is, in the article's words, and empty where it does not say. The time that the count
    covers is a length (`period_days`: a month counts 30 days, a year 365), or goes back to a day (`since`).
    """

    text: TextSpan
    ordinal: Annotated[int, Field(ge=1)]
    subject: str
    period_days: Annotated[int, Field(ge=1)] | None = None
    since: date | None = None


class Relation(Model):
    """How this record stands to another record of the same article."""

    type: Literal["during", "follows", "response_to"]
    record_id: str


class RecordBase(Model):
    """What every kind of record has. Use `Meeting`, `Visit` or `Incident`."""

    record_id: Annotated[str, Field(min_length=1)]
    article_id: str
    kind: Kind
    status: Status
    trigger: TextSpan
    participants: tuple[Participant, ...] = ()
    place: Place | None = None
    places: tuple[Place, ...] = ()
    time: TimeSpan = TimeSpan()
    topics: tuple[str, ...] = ()
    occasion: TextSpan | None = None
    attribution: TextSpan | None = None
    claims: tuple[Claim, ...] = ()
    relations: tuple[Relation, ...] = ()
    confidence: Annotated[float, Field(ge=0, le=1)] = 0.5
    evidence: tuple[Evidence, ...] = ()
    absences: tuple[Absence, ...] = ()

    @model_validator(mode="after")
    def _roles_fit_the_kind(self) -> Self:
        for participant in self.participants:
            if participant.role not in ROLES_BY_KIND[self.kind]:
                raise ValueError(f"a {self.kind} has no {participant.role} ({participant.name})")
        return self

    @model_validator(mode="after")
    def _places_agree(self) -> Self:
        if self.place is None and self.places:
            raise ValueError("places are given, but no first place")
        if self.places and self.places[0] != self.place:
            raise ValueError("the first of several places is the place")
        return self

    @model_validator(mode="after")
    def _every_field_is_accounted_for(self) -> Self:
        proven = {e.field for e in self.evidence}
        explained = {a.field for a in self.absences}
        for field, is_null in self.fields_to_prove():
            if is_null and (field not in explained or field in proven):
                raise ValueError(f"{field} is null: say why in absences, and give no evidence for it")
            if not is_null and (field not in proven or field in explained):
                raise ValueError(f"{field} has a value: give its evidence, and no absence")
        return self

    def fields_to_prove(self) -> Iterator[tuple[str, bool]]:
        """(path, is it null) of every field that needs evidence, or a reason why it is null."""
        yield "status", False
        yield "time", self.time.start is None
        yield "place", self.place is None
        for i, participant in enumerate(self.participants):
            yield f"participants.{i}.name", False
            yield f"participants.{i}.role", False
            yield f"participants.{i}.country", participant.country is None
        if self.place is not None:
            yield "place.country", self.place.country is None
        for i in range(len(self.topics)):
            yield f"topics.{i}", False
        for i in range(len(self.relations)):
            yield f"relations.{i}", False

    def spans(self) -> Iterator[TextSpan]:
        """Every span of the article's text that the record points at."""
        yield self.trigger
        yield from (e.span for e in self.evidence if e.span)
        yield from (span for span in (self.occasion, self.attribution) if span)
        yield from (claim.text for claim in self.claims)


class Meeting(RecordBase):
    """Two or more political actors talk to each other as a discrete event."""

    kind: Literal[Kind.MEETING] = Kind.MEETING
    channel: Channel

    def fields_to_prove(self) -> Iterator[tuple[str, bool]]:
        yield from super().fields_to_prove()
        yield "channel", self.channel is Channel.UNKNOWN


class Visit(RecordBase):
    """A person or delegation in an official role travels to a place as a discrete event."""

    kind: Literal[Kind.VISIT] = Kind.VISIT


class Incident(RecordBase):
    """A discrete hostile, coercive, disruptive or harmful occurrence."""

    kind: Literal[Kind.INCIDENT] = Kind.INCIDENT
    incident_type: IncidentType
    killed: Count | None = None
    injured: Count | None = None

    def fields_to_prove(self) -> Iterator[tuple[str, bool]]:
        yield from super().fields_to_prove()
        yield "incident_type", False
        yield "killed", self.killed is None
        yield "injured", self.injured is None


Record = Annotated[Meeting | Visit | Incident, Field(discriminator="kind")]
RecordAdapter: TypeAdapter[Meeting | Visit | Incident] = TypeAdapter(Record)


class ArticleRecords(Model):
    """What an extractor makes of one article. Only here can evidence be held against the text."""

    article: Article
    extractor: Annotated[str, Field(min_length=1)]
    records: tuple[Record, ...] = ()

    @model_validator(mode="after")
    def _records_are_of_this_article(self) -> Self:
        seen: set[str] = set()
        for record in self.records:
            if record.article_id != self.article.article_id:
                raise ValueError(f"record {record.record_id} is of article {record.article_id}")
            if record.record_id in seen:
                raise ValueError(f"record id {record.record_id} is given twice")
            seen.add(record.record_id)
        known = {r.record_id for r in self.records}
        for record in self.records:
            if any(relation.record_id not in known for relation in record.relations):
                raise ValueError(f"record {record.record_id} points at a record that is not there")
        return self

    @model_validator(mode="after")
    def _evidence_is_verbatim(self) -> Self:
        for record in self.records:
            for span in record.spans():
                if not span.is_verbatim_in(self.article.text):
                    raise ValueError(
                        f"record {record.record_id}: the text at {span.start}-{span.end} is not {span.text!r}"
                    )
        return self

    @model_validator(mode="after")
    def _no_invented_dates(self) -> Self:
        if self.article.published is None:
            for record in self.records:
                if record.time.basis is Basis.PUBLICATION:
                    raise ValueError(f"record {record.record_id} is dated by a publication date that is null")
        return self

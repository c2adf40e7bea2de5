"""Annotated events as the records that a faultless extractor would make of them: to measure what comes after it."""

from collections.abc import Sequence
from typing import Any, TypeVar

from evaluation.coded_event import CodedEvent
from schemas.article import Article
from schemas.errors import WrongConfiguration
from schemas.records import ArticleRecords, Incident, Meeting, Participant, Place, RecordBase, TimeSpan, Visit
from schemas.span import Absence, Evidence
from schemas.vocabulary import AbsenceReason, ActorKind, Channel, IncidentType, Kind

AnyRecord = TypeVar("AnyRecord", bound=RecordBase)

ANNOTATED = "annotated"
"""What such records name as their extractor."""


def annotated_records(article: Article, events: Sequence[CodedEvent]) -> ArticleRecords:
    """The records of one article. Annotations say no evidence: each value is given the trigger as its words.

    Raises WrongConfiguration for an event without a trigger.
    """
    records = tuple(_record(article, event, number) for number, event in enumerate(events, 1))
    return ArticleRecords(article=article, extractor=ANNOTATED, records=records)


def _record(article: Article, event: CodedEvent, number: int) -> Meeting | Visit | Incident:
    if event.trigger is None:
        raise WrongConfiguration(
            f"annotated event {number} of article {article.article_id} has no trigger", "Give its characters."
        )
    values: dict[str, Any] = {
        "record_id": f"{article.article_id}#{number}",
        "article_id": article.article_id,
        "status": event.status,
        "trigger": event.trigger,
        "participants": tuple(
            Participant(name=p.name, role=p.role, country=p.country, kind=ActorKind(p.kind or ActorKind.PERSON))
            for p in event.participants
        ),
        "place": Place(name=event.place.name, country=event.place.country) if event.place else None,
        "places": tuple(Place(name=place.name, country=place.country) for place in event.places),
        "time": TimeSpan(start=event.start, end=event.end, precision=event.precision, basis=event.basis),
        "confidence": 1.0,
    }
    if event.kind is Kind.MEETING:
        return _proven(Meeting, values | {"channel": event.channel or Channel.UNKNOWN})
    if event.kind is Kind.VISIT:
        return _proven(Visit, values)
    counts = {"killed": event.killed, "injured": event.injured}
    return _proven(Incident, values | counts | {"incident_type": event.incident_type or IncidentType.OTHER})


def _proven(kind: type[AnyRecord], values: dict[str, Any]) -> AnyRecord:
    """The record with evidence for each value that it has, and a reason for each that it has not."""
    fields = list(kind.model_construct(**values).fields_to_prove())
    evidence = tuple(Evidence(field=field, span=values["trigger"]) for field, is_null in fields if not is_null)
    absences = tuple(Absence(field=field, reason=AbsenceReason.NOT_STATED) for field, is_null in fields if is_null)
    return kind.model_validate(values | {"evidence": evidence, "absences": absences})

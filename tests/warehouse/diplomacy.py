"""Articles and records made without an extractor, so that these tests are about the warehouse alone."""

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from schemas.article import Article
from schemas.load import Load
from schemas.records import ArticleRecords, Incident, Meeting, Participant, Place, Record, TimeSpan, Visit
from schemas.span import Absence, Evidence, TextSpan
from schemas.vocabulary import (
    AbsenceReason,
    ActorKind,
    Basis,
    Channel,
    IncidentType,
    Inference,
    Precision,
    Role,
    Status,
)
from warehouse.home import Home
from warehouse.lake import write_articles, write_records

MONDAY = datetime(2023, 7, 10, 8, 0, tzinfo=UTC)
TUESDAY, WEDNESDAY = MONDAY + timedelta(days=1), MONDAY + timedelta(days=2)

_DAY = TimeSpan(start=date(2023, 7, 9), end=date(2023, 7, 9), precision=Precision.DAY, basis=Basis.STATED)


def article(
    article_id: str = "talks", text: str = "Wang met Blinken. Wang visited Rome. Somebody hit Rome."
) -> Article:
    """An article whose records are one for each "met", "visited" and "hit" in it."""
    return Article(article_id=article_id, text=text, published=date(2023, 7, 10), source="Wire")


def records_of(source: Article, extractor: str = "first") -> ArticleRecords:
    """What the extractor of that fingerprint finds in the article."""
    found = [_record(source, match, extractor) for match in re.finditer("met|visited|hit", source.text)]
    return ArticleRecords(article=source, extractor=extractor, records=tuple(found))


def put_articles(home: Home, articles: Sequence[Article], written: datetime = MONDAY) -> Load:
    """A package of the articles in the lake."""
    return write_articles(home, articles, written)


def put_records(home: Home, articles: Sequence[Article], written: datetime = MONDAY, extractor: str = "first") -> Load:
    """A package of the articles' records in the lake."""
    extracted = [records_of(each, extractor) for each in articles]
    return write_records(home, extracted, written)


def put(home: Home, articles: Sequence[Article], written: datetime = MONDAY, extractor: str = "first") -> None:
    """Both packages, as a run writes them."""
    put_articles(home, articles, written)
    put_records(home, articles, written, extractor)


def _record(source: Article, match: re.Match[str], extractor: str) -> Record:
    trigger = TextSpan(text=match[0], start=match.start(), end=match.end())
    identity = {"record_id": f"{source.article_id}-{match.start()}-{extractor}", "article_id": source.article_id}
    if match[0] == "hit":
        return Incident(
            **identity,
            status=Status.OCCURRED,
            trigger=trigger,
            incident_type=IncidentType.ARMED_ATTACK,
            killed=3,
            evidence=_proof("status", "incident_type", "killed", span=trigger),
            absences=_nothing("time", "place", "injured"),
        )
    role = Role.VISITOR if match[0] == "visited" else Role.PARTICIPANT
    wang = Participant(name="Wang", role=role, country="CHN", kind=ActorKind.PERSON, office="foreign minister")
    proven = ("status", "time", "participants.0.name", "participants.0.role", "participants.0.country")
    if match[0] == "visited":
        return Visit(
            **identity,
            status=Status.OCCURRED,
            trigger=trigger,
            participants=(wang,),
            place=Place(name="Rome", country="ITA"),
            time=_DAY,
            topics=("trade",),
            evidence=_proof(*proven, "place", "place.country", "topics.0", span=trigger),
        )
    return Meeting(
        **identity,
        status=Status.SCHEDULED,
        trigger=trigger,
        participants=(wang,),
        time=_DAY,
        channel=Channel.UNKNOWN,
        evidence=_proof(*proven, span=trigger),
        absences=_nothing("place", "channel"),
    )


def _proof(*fields: str, span: TextSpan) -> tuple[Evidence, ...]:
    return tuple(Evidence(field=field, span=span, inference=Inference.TRIGGER) for field in fields)


def _nothing(*fields: str) -> tuple[Absence, ...]:
    return tuple(Absence(field=field, reason=AbsenceReason.NOT_STATED) for field in fields)

"""Articles and records made by hand, published: small, and with everything that pages have to show right."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from flows.pipeline import load_and_publish
from schemas.article import Article
from schemas.records import ArticleRecords, Incident, Meeting, Participant, Place, Record, TimeSpan, Visit
from schemas.span import Absence, Evidence, TextSpan
from schemas.vocabulary import AbsenceReason, ActorKind, Basis, Channel, IncidentType, Kind, Precision, Role, Status
from warehouse.home import Home
from warehouse.lake import write_articles, write_records

NOON = datetime(2023, 7, 10, 12, tzinfo=UTC)
HOSTILE = "</script><img src=x onerror=alert(1)>"
HEBREW = "יוסי כהן"
COUNTRIES = {"Antony Blinken": "USA", "Wang Yi": "CHN", "Fumio Kishida": "JPN", HEBREW: "ISR"}
# The sentence of the crossing marks: the trigger's words begin inside the title and end inside the name.
CROSSING = "Japan's Prime Minister Fumio Kishida will visit New York City on 2 August."


def article(article_id: str, text: str, published: date, title: str = "", url: str | None = None) -> Article:
    return Article(
        article_id=article_id, text=text, published=published, title=title or article_id, source="Harbour Wire", url=url
    )


def record(
    source: Article,
    kind: Kind,
    status: Status,
    trigger: str,
    people: Mapping[str, Role],
    place: tuple[str, str] | None = None,
    day: date | None = None,
    proofs: Sequence[tuple[str, str]] = (),
    **more: Any,
) -> Record:
    """A record whose fields are proven by their own words, the rest by the trigger; `proofs` say it otherwise."""

    def span(words: str) -> TextSpan:
        return TextSpan(text=words, start=source.text.index(words), end=source.text.index(words) + len(words))

    words = {"status": trigger}
    absent = []
    for number, name in enumerate(people):
        words |= {f"participants.{number}.{part}": name for part in ("name", "role", "country")}
        if name not in COUNTRIES:
            absent.append(f"participants.{number}.country")
    words |= {"time": trigger} if day else {}
    words |= {"place": place[0], "place.country": place[0]} if place else {}
    absent += ([] if day else ["time"]) + ([] if place else ["place"])
    if kind is Kind.MEETING:
        absent.append("channel")
        more.setdefault("channel", Channel.UNKNOWN)
    if kind is Kind.INCIDENT:
        words["incident_type"] = trigger
        absent += ["killed", "injured"]
        more.setdefault("incident_type", IncidentType.ARMED_ATTACK)
    words |= dict(proofs)
    model = {Kind.MEETING: Meeting, Kind.VISIT: Visit, Kind.INCIDENT: Incident}[kind]
    return model(
        record_id=f"{source.article_id}-{source.text.index(trigger)}",
        article_id=source.article_id,
        status=status,
        trigger=span(trigger),
        participants=tuple(
            Participant(name=name, role=role, country=COUNTRIES.get(name), kind=ActorKind.PERSON)
            for name, role in people.items()
        ),
        place=Place(name=place[0], country=place[1]) if place else None,
        time=TimeSpan(start=day, end=day, precision=Precision.DAY, basis=Basis.STATED) if day else TimeSpan(),
        evidence=tuple(Evidence(field=f, span=span(w)) for f, w in words.items() if f not in absent),
        absences=tuple(Absence(field=field, reason=AbsenceReason.NOT_STATED) for field in absent),
        **more,
    )


def jakarta(article_id: str, verb: str, status: Status, published: date) -> ArticleRecords:
    """An article of one meeting in Jakarta, on 13 July."""
    source = article(article_id, f"Antony Blinken {verb} Wang Yi in Jakarta on Thursday.", published)
    both = {"Antony Blinken": Role.PARTICIPANT, "Wang Yi": Role.PARTICIPANT}
    met = record(source, Kind.MEETING, status, verb, both, ("Jakarta", "IDN"), date(2023, 7, 13))
    return ArticleRecords(article=source, extractor="by hand", records=(met,))


def kishida() -> ArticleRecords:
    """A visit that is to come. Its marks are nested ("New York City" in what names the event) and cross."""
    source = article("kishida", CROSSING, date(2023, 7, 14), url="https://wire.example.org/kishida")
    visit = record(
        source,
        Kind.VISIT,
        Status.SCHEDULED,
        "visit New York",
        {"Fumio Kishida": Role.VISITOR},
        ("New York City", "USA"),
        date(2023, 8, 2),
        proofs=(("status", "Kishida will visit"), ("time", "2 August")),
    )
    return ArticleRecords(article=source, extractor="by hand", records=(visit,))


def hostile() -> ArticleRecords:
    """An article whose every text tries to be markup, a script or to run the other way."""
    more = "<script>document.title = 'taken'</script> & <b onclick=alert(2)>more</b>"
    text = f"{HOSTILE} struck {HEBREW} at dawn.\n\n{more}"
    source = article("hostile <&\"'", text, date(2023, 7, 12), f"<i>{HOSTILE}</i> {HEBREW}", "javascript:alert(3)")
    people = {HOSTILE: Role.PERPETRATOR, HEBREW: Role.TARGET}
    struck = record(source, Kind.INCIDENT, Status.OCCURRED, "struck", people, day=date(2023, 7, 12))
    return ArticleRecords(article=source, extractor="by hand", records=(struck,))


ANNOUNCED = jakarta("announced", "will meet", Status.SCHEDULED, date(2023, 7, 12))
HELD = jakarta("held", "met", Status.OCCURRED, date(2023, 7, 13))


def publish(home: Home, *told: ArticleRecords, hour: int = 0) -> None:
    """Put the articles into the lake, load, resolve and publish them, pages and all."""
    at = NOON + timedelta(hours=hour)
    write_articles(home, [each.article for each in told], at)
    write_records(home, list(told), at)
    load_and_publish(home)

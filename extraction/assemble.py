"""Makes validated records of drafts, with evidence for every field and a reason for every null."""

import hashlib
from collections import Counter

from extraction.actors import Actor, CountryLink
from extraction.draft import Characters, ClaimFinding, Draft, PlaceFinding
from schemas.article import Article
from schemas.records import (
    ArticleRecords,
    Claim,
    Incident,
    Meeting,
    Participant,
    Place,
    Relation,
    TimeSpan,
    Visit,
)
from schemas.span import Absence, Evidence, TextSpan
from schemas.vocabulary import AbsenceReason, Basis, Channel, Inference, Kind, Role


def article_records(article: Article, drafts: list[Draft], extractor: str) -> ArticleRecords:
    """The records of one article. Raises pydantic's ValidationError where a draft breaks the contract."""
    ids = _record_ids(article, drafts)
    records = tuple(_Assembly(article, draft, ids).record() for draft in drafts)
    return ArticleRecords(article=article, extractor=extractor, records=records)


def _record_ids(article: Article, drafts: list[Draft]) -> dict[int, str]:
    """The id of each draft's record, by the draft's identity."""
    seen: Counter[tuple[str, int]] = Counter()
    ids = {}
    for draft in drafts:
        at = (draft.kind.value, draft.trigger.words.start_char)
        ids[id(draft)] = record_id(article.article_id, draft.kind, _trigger(draft), seen[at])
        seen[at] += 1
    return ids


def _trigger(draft: Draft) -> TextSpan:
    words = draft.trigger.words
    return TextSpan(text=words.text, start=words.start_char, end=words.end_char)


def record_id(article_id: str, kind: Kind, trigger: TextSpan, ordinal: int) -> str:
    """Deterministic: article, kind, trigger, and a number where one trigger tells of several events."""
    key = f"{article_id}\x1f{kind}\x1f{trigger.start}\x1f{trigger.end}\x1f{ordinal}"
    return hashlib.sha256(key.encode()).hexdigest()[:20]


class _Assembly:
    def __init__(self, article: Article, draft: Draft, ids: dict[int, str]) -> None:
        self._article, self._draft, self._ids = article, draft, ids
        self._evidence: list[Evidence] = []
        self._absences: list[Absence] = []

    def record(self) -> Meeting | Visit | Incident:
        draft = self._draft
        trigger = _trigger(draft)
        cue = draft.status.cue
        self._prove("status", cue, draft.status.inference)
        fields = {
            "record_id": self._ids[id(draft)],
            "article_id": self._article.article_id,
            "status": draft.status.status,
            "trigger": trigger,
            "participants": tuple(self._participant(i, role, actor) for i, (role, actor) in enumerate(draft.actors)),
            "place": self._place(),
            "places": tuple(_place(place) for place in draft.places) if len(draft.places) > 1 else (),
            "time": self._time(),
            "topics": self._topics(),
            "occasion": self._span(draft.occasion),
            "attribution": self._span(draft.attribution),
            "claims": tuple(self._claim(claim) for claim in draft.claims),
            "relations": self._relations(),
            "confidence": confidence(draft),
        }
        if draft.kind is Kind.MEETING:
            return Meeting(
                **fields,
                channel=self._channel(),
                evidence=tuple(self._evidence),
                absences=tuple(self._absences),
            )
        if draft.kind is Kind.VISIT:
            return Visit(**fields, evidence=tuple(self._evidence), absences=tuple(self._absences))
        self._prove("incident_type", _characters_of(trigger), Inference.TRIGGER)
        fields |= {
            "killed": self._count("killed", draft.killed),
            "injured": self._count("injured", draft.injured),
        }
        return Incident(
            **fields,
            incident_type=draft.incident_type,
            evidence=tuple(self._evidence),
            absences=tuple(self._absences),
        )

    def _participant(self, i: int, role: Role, actor: Actor) -> Participant:
        path = f"participants.{i}"
        mention = Characters(actor.start, actor.end)
        self._prove(f"{path}.name", mention, Inference.CONTEXT if actor.is_resolved else None)
        self._prove(f"{path}.role", mention, Inference.GRAMMAR)
        self._prove_country(f"{path}.country", actor.country, _is_body(actor))
        code = actor.country.code if actor.country else None
        return Participant(
            name=actor.name,
            role=role,
            country=code,
            kind=actor.kind,
            office=actor.office if actor.sort == "person" else None,
        )

    def _place(self) -> Place | None:
        place = self._draft.place
        if place is None:
            remote = self._draft.channel in (Channel.PHONE, Channel.VIDEO)
            self._miss("place", AbsenceReason.NOT_APPLICABLE if remote else AbsenceReason.NOT_STATED)
            return None
        self._prove("place", place.where, None if place.is_direct else Inference.CONTEXT)
        self._prove_country("place.country", place.country, False)
        return _place(place)

    def _time(self) -> TimeSpan:
        time = self._draft.time
        if time.basis is Basis.PUBLICATION:
            self._prove("time", None, Inference.PUBLICATION_DATE)
        elif time.basis is Basis.STATED:
            self._prove("time", time.where, Inference.DATE_RULE)
        elif time.needs_publication_date:
            self._miss("time", AbsenceReason.NO_PUBLICATION_DATE)
        else:
            self._miss("time", AbsenceReason.NOT_RESOLVABLE if time.is_vague else AbsenceReason.NOT_STATED)
        return TimeSpan(start=time.start, end=time.end, precision=time.precision, basis=time.basis)

    def _channel(self) -> Channel:
        found = self._draft.channel or Channel.UNKNOWN
        if found is Channel.UNKNOWN:
            self._miss("channel", AbsenceReason.NOT_STATED)
        else:
            self._prove("channel", self._draft.channel_cue, Inference.TRIGGER)
        return found

    def _count(self, field: str, found: tuple[int, Characters] | None) -> int | None:
        if found is None:
            self._miss(field, AbsenceReason.NOT_STATED)
            return None
        self._prove(field, found[1], None)
        return found[0]

    def _topics(self) -> tuple[str, ...]:
        for i, finding in enumerate(self._draft.topics):
            self._prove(f"topics.{i}", finding.where, None)
        return tuple(finding.topic for finding in self._draft.topics)

    def _claim(self, claim: ClaimFinding) -> Claim:
        return Claim(
            text=self._text(claim.where),
            ordinal=claim.ordinal,
            subject=claim.subject,
            period_days=claim.period_days,
            since=claim.since,
        )

    def _relations(self) -> tuple[Relation, ...]:
        for i, finding in enumerate(self._draft.relations):
            self._prove(f"relations.{i}", finding.where, None if finding.where else Inference.GRAMMAR)
        return tuple(Relation(type=f.type, record_id=self._ids[id(f.other)]) for f in self._draft.relations)

    def _text(self, where: Characters) -> TextSpan:
        return TextSpan(text=self._article.text[where.start : where.end], start=where.start, end=where.end)

    def _span(self, where: Characters | None) -> TextSpan | None:
        return None if where is None else self._text(where)

    def _prove_country(self, field: str, link: CountryLink | None, is_body: bool) -> None:
        if link is None:
            self._miss(field, AbsenceReason.NOT_APPLICABLE if is_body else AbsenceReason.NOT_STATED)
            return
        where = Characters(link.start, link.end) if link.start is not None and link.end is not None else None
        self._prove(field, where, link.inference)

    def _prove(self, field: str, where: Characters | None, inference: Inference | None) -> None:
        self._evidence.append(Evidence(field=field, span=self._span(where), inference=inference))

    def _miss(self, field: str, reason: AbsenceReason) -> None:
        self._absences.append(Absence(field=field, reason=reason))


def confidence(draft: Draft) -> float:
    """0 to 1: that there is such an event, where weights tell; else how much of the record the text spells out."""
    if draft.confidence is not None:
        return round(min(max(draft.confidence, 0.05), 0.99), 2)
    points = 0.45
    points += 0.15 * (len(draft.actors) >= (2 if draft.kind is Kind.MEETING else 1))
    points += 0.1 * (draft.place is not None)
    points += 0.1 * (draft.time.basis is Basis.STATED)
    points += 0.1 * (draft.trigger.is_verb or draft.trigger.support is not None)
    points -= 0.15 * draft.is_background
    points -= 0.1 * draft.trigger.frame.weak
    points -= 0.1 * any(actor.is_resolved for _, actor in draft.actors)
    return round(min(max(points, 0.05), 0.95), 2)


def _place(place: PlaceFinding) -> Place:
    return Place(name=place.name, country=place.country.code if place.country else None)


def _is_body(actor: Actor) -> bool:
    return actor.sort in ("organization", "group")


def _characters_of(span: TextSpan) -> Characters:
    return Characters(span.start, span.end)

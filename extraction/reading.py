"""Reads one annotated document: its triggers become drafts, and the drafts that hold become events."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from spacy.tokens import Doc, Token

from extraction.actors import Actor
from extraction.arguments import ArgumentFinder
from extraction.attendance import add_attendance, prove_listed
from extraction.background import is_background
from extraction.casting import Casting, complete, keep_to_codebook
from extraction.casualties import injured, killed, killed_one
from extraction.channels import channel
from extraction.cues import CueReader, frame_cue
from extraction.details import add_details
from extraction.draft import Draft, PlaceFinding, TimeFinding, Trigger
from extraction.encoder import event_cues
from extraction.gazetteer import Gazetteer
from extraction.lexicon.index import LexiconIndex
from extraction.mentions import ActorFinder
from extraction.merging import merged, sort_of
from extraction.names import People
from extraction.occasions import beside
from extraction.places import PlaceFinder
from extraction.setting import settle_place
from extraction.sharing import share_places
from extraction.status import StatusFinder
from extraction.syntax import is_verb, objects, surface_subjects
from extraction.timing import TimeFinder
from extraction.toponyms import Toponyms
from extraction.triggers import Candidate, find_candidates
from extraction.weights import Learned
from schemas.vocabulary import Basis, Channel, IncidentType, Inference, Kind, Precision, Role, Status

_COUNTED_TYPES = frozenset(IncidentType) - {
    # Who is killed in an abduction or a raid is killed in an attack: a record of its own.
    IncidentType.ABDUCTION,
    IncidentType.ARREST,
    IncidentType.SANCTION,
    IncidentType.EXPULSION,
    IncidentType.WEAPONS_TEST,
}
# "12 people", "five others": a count of victims, no description of them (docs/codebook.md, "Fine points").
_BARE_COUNT = re.compile(
    r"^(?:(?:at least|about|around|more than|over|nearly|some|another|up to)\s+)?[\w,-]+\s+(?:other\s+)?"
    r"(?:people|persons|others|person)$|^(?:people|others)$",
    re.IGNORECASE,
)
# From here on a candidate is an event: event F1 on `dev` is within half a point of its best from 0.3 to 0.45.
LIKELY = 0.35
# Less likely than this by its cues, a candidate is none: the encoder is not asked, which saves most of its time. From
# 0.02 to 0.12 the figures of `dev` are the same within half a point.
HOPELESS = 0.1
# Incidents that are fixed beforehand; a date ahead of any other is of something else.
_FIXABLE = frozenset({IncidentType.PROTEST, IncidentType.WEAPONS_TEST, IncidentType.SANCTION, IncidentType.EXPULSION})
_DEADLY = frozenset({IncidentType.DISASTER, IncidentType.PROTEST, IncidentType.COUP, IncidentType.ABDUCTION})


@dataclass(frozen=True)
class Knowledge:
    """What is known before an article is read."""

    index: LexiconIndex
    gazetteer: Gazetteer
    bodies: frozenset[str]
    """Names of international bodies and groups: never places."""
    learned: Learned | None = None
    """Weighs candidates and parts; without it the frames' conditions and positions alone decide."""


def read(doc: Doc, published: date | None, knowledge: Knowledge, title: str = "") -> list[Draft]:
    """The events of one document, in the order of the text. The title tells of the country and of calls."""
    return _Reading(doc, published, knowledge, title).events()


@dataclass(frozen=True)
class Weighed:
    """One candidate, its cues, and the mentions around it with theirs: what is learned from."""

    candidate: Candidate
    cues: set[str]
    mentions: list[tuple[Token, Actor, set[str]]]


def weigh(doc: Doc, published: date | None, knowledge: Knowledge, title: str = "") -> list[Weighed]:
    """Every candidate of one document, whatever becomes of it."""
    reading = _Reading(doc, published, knowledge, title)
    return [
        Weighed(candidate, cues, list(reading.casting.weighed(draft)) if draft is not None else [])
        for candidate, draft, cues in reading.judged()
    ]


def likelihoods(doc: Doc, published: date | None, knowledge: Knowledge, title: str) -> Iterator[tuple[int, float]]:
    """The first word of every candidate of one document, and how likely the candidate is an event."""
    if knowledge.learned is None:
        raise ValueError("likelihoods are learned")
    for candidate, draft, cues in _Reading(doc, published, knowledge, title).judged():
        likelihood = 0.0 if draft is None else _Reading.likelihood(draft, cues, knowledge.learned)
        yield candidate.trigger.words.start, likelihood


class _Reading:
    def __init__(self, doc: Doc, published: date | None, knowledge: Knowledge, title: str) -> None:
        lexicon = knowledge.index.lexicon
        self._doc, self._published, self._title = doc, published, title
        self._people = People(doc, lexicon, knowledge.gazetteer, title)
        self._finder = ActorFinder(doc, lexicon, knowledge.gazetteer, self._people)
        self._arguments = ArgumentFinder(self._finder, knowledge.index)
        toponyms = Toponyms(doc, knowledge.gazetteer, self._people, knowledge.bodies, title)
        self._places = PlaceFinder(toponyms, knowledge.gazetteer, self._people)
        self._statuses = StatusFinder(knowledge.index)
        self._index = knowledge.index
        self._times = TimeFinder(doc, published)
        self._learned = knowledge.learned
        self._beside = beside(doc, knowledge.index.details)
        self.casting = Casting(doc, self._finder, self._beside)
        self._candidates = list(find_candidates(doc, knowledge.index))
        self._triggers = [c.trigger for c in self._candidates if c.fits and not c.is_quoted]

    def events(self) -> list[Draft]:
        drafts = [part for draft in self._admitted() for part in _distributed(draft)]
        events = [event for event in merged(drafts if self._learned else _without_weak(drafts)) if self._stays(event)]
        for event in events:
            complete(event)
            if self._learned is not None:
                keep_to_codebook(event)
        add_attendance(self._doc, events, self._finder)
        for event in events:
            _adopt_status(event, events)
            self._settle(event)
            if self._learned is not None and event.likelihood is not None:
                event.confidence = self._learned.calibration.confidence(event.likelihood)
        share_places(events, self._title)
        add_details(self._doc, events, self._index, self._people, self._published)
        return events

    def _admitted(self) -> Iterator[Draft]:
        """The drafts that found an event or add to one."""
        if self._learned is None:
            yield from (d for trigger in self._triggers if (d := self._draft(trigger)) is not None and d.is_sound)
            return
        drafts = []
        for _, draft, cues in self.judged():
            if draft is not None:
                draft.likelihood = self.likelihood(draft, cues, self._learned)
                drafts.append(draft)
        prove_listed(self._doc, drafts, LIKELY)
        for draft in drafts:
            is_likely = (draft.likelihood or 0.0) >= LIKELY
            if is_likely:
                self.casting.cast(draft, self._learned.roles)
            if is_likely or draft.is_sound:
                yield draft

    @staticmethod
    def likelihood(draft: Draft, cues: set[str], learned: Learned) -> float:
        """How likely a draft is an event; a frame that nothing was learned of, such as one that a user adds, is left to
        its own conditions."""
        if frame_cue(draft.trigger) not in learned.events.by_cue:
            return 0.9 if draft.is_sound and _holds(draft) else 0.1
        return learned.events.chances(cues)["event"]

    def _stays(self, event: Draft) -> bool:
        return _holds(event) if self._learned is None else (event.likelihood or 0.0) >= LIKELY

    def judged(self) -> list[tuple[Candidate, Draft | None, set[str]]]:
        """Every candidate with its draft, sound or not, and its cues."""
        reader, found = CueReader(self._candidates), []
        for candidate in self._candidates:
            draft = self._draft(candidate.trigger)
            if draft is not None:
                draft.is_sound = draft.is_sound and candidate.fits and not candidate.is_quoted
            found.append((candidate, draft, reader.cues(candidate, draft, draft is not None and _holds(draft))))
        if self._learned is not None:
            self._ask_encoder(found, self._learned)
        return found

    def _ask_encoder(self, found: list[tuple[Candidate, Draft | None, set[str]]], learned: Learned) -> None:
        """Its opinion joins the cues of every candidate that it could make an event."""
        asked = [each for each in found if learned.events.chances(each[2])["event"] >= HOPELESS]
        opinions = learned.encoder.opinions(self._doc, [candidate.trigger.words for candidate, _, _ in asked])
        for (_, draft, cues), opinion in zip(asked, opinions, strict=True):
            cues.update(event_cues(opinion))
            if draft is not None:
                draft.opinion = opinion

    def _draft(self, trigger: Trigger) -> Draft | None:
        frame = trigger.frame
        status = self._statuses.status(trigger)
        if status is None:
            return None
        actors = self._arguments.arguments(trigger)
        if (frame.kind is Kind.INCIDENT and not frame.human_target) or frame.weak:
            actors = [(role, actor) for role, actor in actors if not _BARE_COUNT.match(actor.name)]
        background = is_background(trigger)
        draft = Draft(
            trigger,
            frame.kind,
            status,
            actors,
            incident_type=frame.type,
            channel=frame.channel,
            is_background=background,
            beside=self._beside.get(trigger.head.i),
        )
        if frame.kind is Kind.VISIT:
            draft.places = self._places.of_visit(trigger, frame.positions("place"))
            draft.place = next(iter(draft.places), None)
        else:
            draft.place = self._places.of_event(trigger)
        draft.is_sound = self._conditions_hold(draft)
        draft.time = self._times.time(trigger, status.status, self._triggers, background)
        if frame.kind is Kind.MEETING:
            draft.channel, draft.channel_cue = channel(
                trigger, frame.channel or Channel.UNKNOWN, draft.place is not None, self._title
            )
        if frame.type in _COUNTED_TYPES:
            sentence = trigger.words.sent
            draft.killed, draft.injured = killed(sentence), injured(sentence)
        return draft

    def _conditions_hold(self, draft: Draft) -> bool:
        frame, roles = draft.trigger.frame, {role.value for role, _ in draft.actors}
        if frame.only_things and not self._is_thing(draft.trigger):
            return False
        if frame.require_destination and draft.place is None:
            return False
        if frame.object_is_hit and self._misses_its_object(draft):
            return False
        if frame.person_visitor and not any(r is Role.VISITOR and a.sort == "person" for r, a in draft.actors):
            return False
        if frame.require_place_or_time and draft.place is None and not draft.actors:
            return False
        if draft.kind is Kind.VISIT and draft.place is not None:
            draft.actors = [
                (r, a) for r, a in draft.actors if a.country is None or not _is_own_place(a.name, draft.place)
            ]
        return True if not frame.require - roles else not draft.trigger.is_verb and _is_definite_noun(draft.trigger)

    def _misses_its_object(self, draft: Draft) -> bool:
        """ "attacked the proclamation", "to capture gas": the object is nobody, nothing that is hit, and no place."""
        if not draft.trigger.is_verb or draft.keys(Role.TARGET):
            return False
        hit = objects(draft.trigger.head)
        return bool(hit) and all(self._places.at(token) is None and token.tag_ != "PRP" for token in hit)

    def _is_thing(self, trigger: Trigger) -> bool:
        heads = surface_subjects(trigger.head)
        return bool(heads) and not any(self._people.at(t) or t.tag_ == "PRP" for t in heads)

    def _settle(self, event: Draft) -> None:
        """What the codebook fixes for an event as a whole."""
        _settle_status(event, self._published)
        positions = event.trigger.frame.positions("posting")
        if event.killed is None and event.status.status is Status.OCCURRED and event.incident_type in _COUNTED_TYPES:
            event.killed = killed_one(event.trigger, [a for r, a in event.actors if r is Role.TARGET])
        settle_place(event, self._places, (a for p in positions for a in self._arguments.at(event.trigger, p)))


def _is_own_place(name: str, place: PlaceFinding) -> bool:
    return name == place.name


def _is_definite_noun(trigger: Trigger) -> bool:
    return any(child.lower_ in ("the", "this", "that", "their", "his", "her") for child in trigger.head.children)


def _settle_status(event: Draft, published: date | None) -> None:
    """Dates outweigh tense: what lies wholly ahead is scheduled, what runs past the publication date goes on."""
    time: TimeFinding = event.time
    if published is None or time.start is None or time.end is None or time.basis is not Basis.STATED:
        return
    status = event.status.status
    is_told = event.is_background or (event.kind is Kind.INCIDENT and event.incident_type not in _FIXABLE)
    if time.start > published and status is Status.OCCURRED and is_told:
        # "was shot two days before the vote of May 11": the date is of something else.
        event.time = TimeFinding(published, published, Precision.DAY, Basis.PUBLICATION)
    elif time.start > published and status in (Status.OCCURRED, Status.ONGOING):
        event.status = replace(event.status, status=Status.SCHEDULED)
    elif time.start <= published < time.end and status is Status.OCCURRED and event.kind is Kind.VISIT:
        # "visits Cameroon this week"; a month or a year only says when.
        if time.precision in (Precision.DAY, Precision.WEEK):
            event.status = replace(event.status, status=Status.ONGOING)
    elif time.end < published and status is Status.ONGOING:
        event.status = replace(event.status, status=Status.OCCURRED)


def _without_weak(drafts: list[Draft]) -> list[Draft]:
    """A weak trigger ("killed") gives way to a strong one of the same sentence and sort ("bombing"), and leaves it
    whom it names."""
    kept: list[Draft] = []
    strong_of: dict[int, list[Draft]] = defaultdict(list)
    for draft in drafts:
        if not draft.trigger.frame.weak:
            strong_of[draft.trigger.words.sent.start].append(draft)
    for draft in drafts:
        in_sentence = strong_of[draft.trigger.words.sent.start] if draft.trigger.frame.weak else []
        strong = [d for d in in_sentence if _is_same_sort(d, draft)]
        if not strong:
            kept.append(draft)
            continue
        for role, actor in draft.actors:
            if len(strong) == 1 and role is Role.TARGET and not _BARE_COUNT.match(actor.name):
                strong[0].add_actor(role, actor)
    return kept


def _is_same_sort(strong: Draft, weak: Draft) -> bool:
    # Nobody kills in "the earthquake struck, killing 300": the deaths belong to what struck.
    by_nobody = strong.incident_type in _DEADLY and not weak.keys(Role.PERPETRATOR)
    raided = weak.trigger.frame.type is IncidentType.ARREST and sort_of(strong) == "violence"
    by_nobody = by_nobody and weak.incident_type is IncidentType.ARMED_ATTACK
    return sort_of(strong) == sort_of(weak) or by_nobody or raided


def _holds(event: Draft) -> bool:
    """Is there enough to call it an event: somebody who acts, a place or a date of its own?"""
    frame = event.trigger.frame
    roles = {role.value for role, _ in event.actors}
    if frame.require - roles:
        return False
    if len(event.actors) < frame.min_participants:
        return False
    if event.kind is Kind.INCIDENT and not event.actors:
        struck = event.incident_type in (IncidentType.ACCIDENT, IncidentType.DISASTER) and event.killed is not None
        return event.place is not None or struck
    return bool(event.actors) or event.time.basis is Basis.STATED or event.place is not None


def _distributed(draft: Draft) -> list[Draft]:
    """ "visits by A and B" are two visits; "the visit of A and B" is one."""
    visitors = [actor for role, actor in draft.actors if role is Role.VISITOR]
    if draft.trigger.is_verb or draft.kind is not Kind.VISIT or len(visitors) < 2:
        return [draft]
    if draft.trigger.head.tag_ not in ("NNS", "NNPS"):
        return [draft]
    hosts = [(role, actor) for role, actor in draft.actors if role is not Role.VISITOR]
    return [replace(draft, actors=[(Role.VISITOR, visitor), *hosts]) for visitor in visitors]


def _adopt_status(event: Draft, events: list[Draft]) -> None:
    """What happens "during" or "on the sidelines of" another event is as far ahead as that one."""
    head = event.trigger.head
    if event.trigger.is_verb or event.trigger.support is not None or event.status.inference is not Inference.TENSE:
        return
    if head.dep_ != "pobj" or event.status.status is not Status.OCCURRED:
        return
    over = {token.i for token in head.ancestors}
    over |= {subject.i for verb in head.ancestors if is_verb(verb) for subject in surface_subjects(verb)}
    for other in events:
        if other is not event and other.status.status in (Status.SCHEDULED, Status.PROPOSED) and other.mentions & over:
            event.status = replace(other.status, inference=Inference.CONTEXT)
            if event.time.basis is Basis.PUBLICATION:
                event.time = TimeFinding()
            return

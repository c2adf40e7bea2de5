"""One record for one event: joins the mentions of an event in an article (docs/codebook.md)."""

from extraction.actors import Actor
from extraction.draft import Draft, PlaceFinding
from schemas.vocabulary import Basis, IncidentType, Inference, Kind, Role, Status

_HAPPENED = frozenset({Status.OCCURRED, Status.ONGOING})
_AHEAD = frozenset({Status.SCHEDULED, Status.PROPOSED})
# What can tell of one event in other words within a sentence.
_VIOLENT = frozenset(
    {
        IncidentType.ARMED_ATTACK,
        IncidentType.CLASH,
        IncidentType.SEIZURE,
        IncidentType.ACCIDENT,
        IncidentType.OTHER,
    }
)


def merged(drafts: list[Draft]) -> list[Draft]:
    """The drafts with later mentions of the same event folded into the earlier ones, in order of the text."""
    events: list[Draft] = []
    for draft in drafts:
        same = [event for event in events if _is_same(event, draft)]
        if same:
            # Among several, the one that tells most of the same; then the latest told.
            _fold(max(enumerate(same), key=lambda pair: (_likeness(pair[1], draft), pair[0]))[1], draft)
        else:
            events.append(draft)
    return events


def _likeness(event: Draft, draft: Draft) -> int:
    same_place = event.place is not None and draft.place is not None and event.place.name == draft.place.name
    same_word = event.trigger.frame is draft.trigger.frame
    # What the article goes on to tell of is no event in passing, on whose sidelines another was.
    in_passing = event.beside is not None and draft.beside is None
    return 2 * same_place + len(event.keys() & draft.keys()) + same_word - 3 * in_passing


def sort_of(draft: Draft) -> str:
    """Kind, and for incidents violence against everything else: what may tell of one event in other words."""
    if draft.incident_type is None:
        return draft.kind.value
    return "violence" if draft.incident_type in _VIOLENT else draft.incident_type.value


def _is_same(event: Draft, draft: Draft) -> bool:
    if event.beside != draft.beside and event.trigger.words.sent == draft.trigger.words.sent:
        return False
    if event.kind is not draft.kind or not _types_agree(event, draft):
        return False
    if not _times_agree(event, draft) or not _places_agree(event, draft) or not _statuses_agree(event, draft):
        return False
    return _actors_agree(event, draft)


def _types_agree(event: Draft, draft: Draft) -> bool:
    if event.incident_type is draft.incident_type:
        return True
    pair = {event.incident_type, draft.incident_type}
    weak = event.trigger.frame.weak or draft.trigger.frame.weak
    return weak and pair <= _VIOLENT and event.trigger.words.sent == draft.trigger.words.sent


def _times_agree(event: Draft, draft: Draft) -> bool:
    a, b = event.time, draft.time
    if a.basis is Basis.STATED and b.basis is Basis.STATED and a.start and b.start and a.end and b.end:
        return a.start <= b.end and b.start <= a.end
    return not (
        event.is_background != draft.is_background and bool(draft.actors) and Basis.STATED in (a.basis, b.basis)
    )


def _places_agree(event: Draft, draft: Draft) -> bool:
    a, b = event.place, draft.place
    if a is None or b is None or a.country is None or b.country is None:
        return True
    return a.country.code == b.country.code


def _statuses_agree(event: Draft, draft: Draft) -> bool:
    a, b = event.status.status, draft.status.status
    return not (({a, b} & _HAPPENED) and ({a, b} & _AHEAD) and bool(draft.actors) and not _is_definite(draft))


def _is_definite(draft: Draft) -> bool:
    """ "the visit", "this meeting", "their talks": a mention of what is known."""
    if draft.trigger.is_verb:
        return False
    return any(
        child.lower_ in ("the", "this", "that", "these", "their", "his", "her", "both")
        for child in draft.trigger.head.children
    )


def _actors_agree(event: Draft, draft: Draft) -> bool:
    if event.kind is Kind.VISIT:
        a, b = event.keys(Role.VISITOR), draft.keys(Role.VISITOR)
        return bool(a & b) or not b
    a, b = event.keys(), draft.keys()
    if event.trigger.frame.weak and draft.trigger.frame.weak and draft.trigger.words.sent == event.trigger.words.sent:
        return event.trigger.frame is draft.trigger.frame
    if not b and event.kind is Kind.INCIDENT and draft.place is None and draft.time.basis is not Basis.STATED:
        return True  # "two people died in the attack": nothing of its own, so it is the attack told before
    if not b:
        return _is_definite(draft) or draft.trigger.words.sent == event.trigger.words.sent
    if not a:
        return event.trigger.words.sent == draft.trigger.words.sent or _is_definite(draft)
    shared = len(a & b)
    if event.kind is Kind.MEETING:
        return shared >= min(len(a), len(b)) and shared > 0
    return shared * 2 >= min(len(a), len(b))


def _fold(event: Draft, draft: Draft) -> None:
    """Take over what the later mention adds."""
    for role, actor in _added(event, draft):
        if not _is_told(event, role, actor):
            event.add_actor(role, actor)
    event.unlikely += draft.unlikely
    if event.place is None or (draft.place is not None and _is_more_exact(draft.place, event.place)):
        event.place, event.places = draft.place or event.place, draft.places or event.places
    if (event.time.basis is not Basis.STATED and draft.time.basis is Basis.STATED) or _is_dated_by_later_mention(
        event, draft
    ):
        event.time = draft.time
    if event.status.status is Status.OCCURRED and draft.status.status in (
        Status.CANCELLED,
        Status.POSTPONED,
        Status.DENIED,
    ):
        event.status = draft.status
    if event.trigger.frame.weak and not draft.trigger.frame.weak and draft.incident_type is not None:
        event.incident_type, event.trigger = draft.incident_type, draft.trigger
    event.killed = event.killed or draft.killed
    event.injured = event.injured or draft.injured
    if event.channel_cue is None and draft.channel_cue is not None:
        event.channel, event.channel_cue = draft.channel, draft.channel_cue
    event.mentions |= draft.mentions
    if draft.likelihood is not None and draft.likelihood > (event.likelihood or 0.0):
        if draft.trigger.frame.type is event.trigger.frame.type:
            event.trigger = draft.trigger
        event.likelihood = draft.likelihood


def _added(event: Draft, draft: Draft) -> list[tuple[Role, Actor]]:
    """Who of the later mention takes part. Where weights tell how clear each mention is, the clearer one says who has
    which part; the other only who has a part that nobody has yet, and who is hit beside those told before."""
    if draft.likelihood is None or event.likelihood is None:
        return draft.actors
    others = draft.actors
    if draft.likelihood > event.likelihood:
        event.actors, others = list(draft.actors), event.actors
    if event.kind is Kind.MEETING:
        return others if len(event.actors) < 2 else []
    taken = {role for role, _ in event.actors}
    return [
        (role, actor)
        for role, actor in others
        if role not in taken or (role is Role.TARGET and actor.sort == "person" and not actor.is_described)
    ]


def _is_told(event: Draft, role: Role, actor: Actor) -> bool:
    """ "The protesters" after "thousands of protesters": described once more, in words that were there."""
    words = set(actor.key.split())
    alike = (a for r, a in event.actors if r is role and a.sort == actor.sort and a.key != actor.key)
    return actor.is_described and any(words <= set(other.key.split()) for other in alike)


def _is_dated_by_later_mention(event: Draft, draft: Draft) -> bool:
    """ "The meeting ended" after "the meeting of May": news of the moment dates an event that has no date yet."""
    happened = event.status.status in _HAPPENED and draft.status.status in _HAPPENED
    dateless = event.time.basis is Basis.NONE and draft.time.basis is Basis.PUBLICATION
    return happened and dateless and not event.is_background


def _is_more_exact(new: PlaceFinding, old: PlaceFinding) -> bool:
    """A city of the same country is more exact than the country."""
    if not new.is_direct or new.country is None or old.country is None:
        return False
    is_country = old.country.inference is Inference.COUNTRY_NAME
    return (not old.is_direct) or (is_country and new.name != old.name and new.country.code == old.country.code)

"""An event out of its tellings: its state, its history, who takes part, and what the articles disagree about."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from resolution.canonical import first_place, most_said, same_state, state_of
from resolution.parties import Likeness, likeness
from resolution.places import is_country
from resolution.spelling import telling_words
from resolution.windows import is_exact
from schemas.event import Change, Conflict, Event, NamedBy, State, Step
from schemas.telling import Party, Telling
from schemas.vocabulary import ActorKind, IncidentType, Kind


def event_of(tellings: Iterable[Telling]) -> Event:
    """The event that at least one telling tells of; their order is all one."""
    story = sorted(tellings, key=lambda each: (each.published or date.max, each.article_id, each.record_id))
    history = tuple(_history(story))
    state = history[-1].state
    return Event(
        event_id=f"evt-{story[0].record_id}",
        state=state,
        parties=tuple(NamedBy(telling.record_id, number) for telling, number, _ in _company(story)),
        conflicts=tuple(_conflicts(story, state)),
        history=history,
    )


def _history(story: Sequence[Telling]) -> Iterator[Step]:
    """What was known after each article, in the order of publication; articles without a date come last."""
    before: State | None = None
    for number, telling in enumerate(story, 1):
        after = state_of(story[:number])
        changes = _changes(before, after, story[: number - 1], telling) if before else (Change.FIRST,)
        yield Step(telling.record_id, after, changes)
        before = after


def _changes(before: State, after: State, earlier: Sequence[Telling], telling: Telling) -> tuple[Change, ...]:
    found = []
    if before.status is not after.status:
        found.append(Change.STATUS)
    if (before.start, before.end) != (after.start, after.end):
        found.append(Change.TIME)
    if (before.place_name, before.country) != (after.place_name, after.country):
        found.append(Change.PLACE)
    if (before.killed, before.injured) != (after.killed, after.injured):
        found.append(Change.CASUALTIES)
    if any(not any(_is_same(party, other) for each in earlier for other in each.parties) for party in telling.parties):
        found.append(Change.PARTICIPANTS)
    return tuple(found) or (Change.NOTHING,)


def _company(story: Sequence[Telling]) -> list[tuple[Telling, int, Party]]:
    """Everybody who takes part, once, under the fullest name: the telling and the number of the participant in it.

    A state is left out beside a person who acts for it in the same role (docs/codebook.md, Participants).
    """
    found: list[tuple[Telling, int, Party]] = []
    for telling in story:
        for number, party in enumerate(telling.parties, 1):
            at = next((i for i, (_, _, other) in enumerate(found) if _is_same(party, other)), None)
            if at is None:
                found.append((telling, number, party))
            elif len(telling_words(party.name)) > len(telling_words(found[at][2].name)):
                found[at] = (telling, number, party)
    acting = {(party.country, party.role) for _, _, party in found if party.kind is ActorKind.PERSON}
    return [
        each
        for each in found
        if each[2].kind is not ActorKind.GOVERNMENT or (each[2].country, each[2].role) not in acting
    ]


def _is_same(one: Party, other: Party) -> bool:
    return one.role is other.role and likeness(one, other) >= Likeness.PARTLY


def _conflicts(story: Sequence[Telling], state: State) -> Iterator[Conflict]:
    """What articles that speak of the same state of the event say differently."""
    current = [telling for telling in story if telling.status in same_state(state.status)]
    days = Counter(_span(each.start, each.end) for each in current if is_exact(each))
    yield from _disagreeing("time", days, _span(state.start, state.end))
    placed = [first_place(each) for each in current if each.locations]
    yield from _disagreeing("country", Counter(place.country for place in placed if place.country), state.country)
    exact = Counter(place.name for place in placed if not is_country(place))
    yield from _disagreeing("place", exact, state.place_name)
    if state.kind is Kind.INCIDENT:
        sorts = Counter(str(each.incident_type) for each in story if each.incident_type is not IncidentType.OTHER)
        sort = most_said(story, lambda telling: telling.incident_type, vague=IncidentType.OTHER)
        yield from _disagreeing("incident_type", sorts, str(sort))
        numbers = Counter(str(each.killed) for each in story if each.killed is not None)
        yield from _disagreeing("killed", numbers, str(state.killed))


def _disagreeing(field: str, said: Mapping[str, int], chosen: str | None) -> Iterator[Conflict]:
    if len(said) > 1:
        for value in sorted(said, key=lambda value: (value != chosen, -said[value], value)):
            yield Conflict(field, value, said[value], value == chosen)


def _span(start: date | None, end: date | None) -> str:
    return str(start) if start == end else f"{start}..{end}"

"""What the events of one article tell of each other: a meeting during a visit is where and when the visit is."""

import re
from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from extraction.draft import Draft, PlaceFinding, TimeFinding
from schemas.vocabulary import Basis, Channel, Kind, Precision, Role, Status

_NEAR = 60  # tokens between the beginnings of two sentences that still tell one story
_TRIP = re.compile(r"\b(?:travels?|trip|visits?|tour)\b", re.IGNORECASE)
_AHEAD = frozenset({Status.SCHEDULED, Status.PROPOSED})


def share_places(events: list[Draft], title: str = "") -> None:
    """Give places, and times with them, to events that lack them, from the article's visits."""
    for event in events:
        if event.place is None and event.kind is Kind.MEETING and event.channel is not Channel.PHONE:
            _place_from_event_beside(event, events)
    visits = [event for event in events if event.kind is Kind.VISIT and event.place]
    is_of_trip = bool(_TRIP.search(title)) and len(_countries(visits)) == 1
    for event in events:
        if event.kind is Kind.MEETING and event.channel in (Channel.IN_PERSON, Channel.UNKNOWN):
            if event.place is None:
                _place_from_visit(event, visits, is_of_trip)
            _share_time(event, visits, is_of_trip)
        elif event.place is None and event.kind is Kind.VISIT:
            _from_other_visits(event, visits)


def _place_from_event_beside(event: Draft, events: list[Draft]) -> None:
    """Who meets on the sidelines of a summit meets where the summit is."""
    for other in events:
        is_near = 0 < other.trigger.words.start - event.trigger.words.start < _NEAR
        if is_near and other.beside is not None and event.beside is None and other.place is not None:
            event.place = replace(other.place, is_direct=False)
            return


def _place_from_visit(event: Draft, visits: list[Draft], is_of_trip: bool) -> None:
    for visit in visits:
        if visit.place is None or not _could_be_during(event, visit, is_of_trip):
            continue
        event.place = PlaceFinding(visit.place.name, visit.place.where, visit.place.country, False)
        event.channel = Channel.IN_PERSON
        return


def _could_be_during(event: Draft, visit: Draft, is_of_trip: bool) -> bool:
    """Does the article tell the meeting as a part of the visit?"""
    if (event.status.status in _AHEAD) < (visit.status.status in _AHEAD) or event.is_background > visit.is_background:
        return False
    if _is_purpose(event, visit):
        return True
    if not _is_of_visitor(event, visit, is_of_trip):
        return False
    near = abs(visit.trigger.words.sent.start - event.trigger.words.sent.start) < _NEAR
    return is_of_trip or (near and not _is_with_strangers(event, visit))


def _is_of_visitor(event: Draft, visit: Draft, is_of_trip: bool) -> bool:
    """Does the visitor take part? In an article on one trip, also where only the other side was found."""
    visitors = [set(key.split()) for key in visit.keys(Role.VISITOR)]
    actors = [set(actor.key.split()) for _, actor in event.actors]
    if any(visitor <= actor or actor <= visitor for visitor in visitors for actor in actors):
        return True
    return is_of_trip and len(actors) == 1


def _is_purpose(event: Draft, visit: Draft) -> bool:
    """ "visits Pyongyang to meet", "arrived for talks": the meeting hangs on the words for the visit."""
    return any(ancestor.i in visit.mentions for ancestor in _chain(event.trigger.clause))


def _chain(token: Token) -> Iterator[Token]:
    """Up from a verb or noun through complements and prepositions, not out of a relative clause."""
    while token.dep_ in ("xcomp", "ccomp", "advcl", "prep", "pobj", "pcomp", "dobj") and token.head != token:
        token = token.head
        yield token


def _is_with_strangers(event: Draft, visit: Draft) -> bool:
    """Everybody whom the visitor meets is of a third country: who visits A and meets the head of B met him anywhere."""
    visitors = visit.keys(Role.VISITOR)
    others = [a.country.code for _, a in event.actors if a.country is not None and a.key not in visitors]
    country = visit.place.country if visit.place else None
    return bool(others) and country is not None and country.code not in others


def _share_time(event: Draft, visits: list[Draft], is_of_trip: bool) -> None:
    """A meeting in the country of a visit, by the visitor, is when the visit is; and a visit when its meeting is."""
    for visit in visits:
        if not _is_of_visitor(event, visit, is_of_trip) or not _same_country(event, visit):
            continue
        if (event.status.status in _AHEAD) != (visit.status.status in _AHEAD) or event.is_background:
            continue
        if visit.time.basis is Basis.STATED and _tells_more(visit.time, event.time):
            event.time = visit.time
        elif visit.time.basis is not Basis.STATED and event.time.basis is Basis.STATED:
            visit.time = event.time


def _tells_more(time: TimeFinding, than: TimeFinding) -> bool:
    """ "travels on 16 February to the 2023 conference": a day within the year that the other names."""
    if than.basis is not Basis.STATED or time.start is None or than.start is None or than.end is None:
        return than.basis is not Basis.STATED
    is_year = than.precision is Precision.YEAR and time.precision is not Precision.YEAR
    return is_year and than.start <= time.start <= than.end


def _same_country(a: Draft, b: Draft) -> bool:
    if a.place is None or b.place is None or a.place.country is None or b.place.country is None:
        return False
    return a.place.country.code == b.place.country.code


def _countries(visits: list[Draft]) -> dict[str, PlaceFinding]:
    return {visit.place.country.code: visit.place for visit in visits if visit.place and visit.place.country}


def _from_other_visits(event: Draft, visits: list[Draft]) -> None:
    """The country where all other visits of the article went, where they went to one ("recent visits by ...")."""
    countries = _countries(visits)
    if len(countries) != 1:
        return
    place = next(iter(countries.values()))
    event.place = PlaceFinding(place.name, place.where, place.country, False)

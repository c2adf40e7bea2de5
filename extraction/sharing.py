"""What the events of one article tell of each other: a meeting during a visit is where and when the visit is."""

from extraction.draft import Draft, PlaceFinding
from schemas.vocabulary import Basis, Channel, Kind, Role

_NEAR = 60  # tokens between the beginnings of two sentences that still tell one story


def share_places(events: list[Draft]) -> None:
    """Give places, and times with them, to events that lack them, from the article's visits."""
    visits = [event for event in events if event.kind is Kind.VISIT and event.place]
    for event in events:
        if event.place is None and event.kind is Kind.MEETING and event.channel is Channel.IN_PERSON:
            _from_visit(event, visits)
        elif event.place is None and event.kind is Kind.VISIT:
            _from_other_visits(event, visits)
        if event.kind is Kind.MEETING and event.channel is Channel.IN_PERSON:
            _share_time(event, visits)


def _from_visit(event: Draft, visits: list[Draft]) -> None:
    for visit in visits:
        near = abs(visit.trigger.words.sent.start - event.trigger.words.sent.start) < _NEAR
        if not near or visit.place is None or not visit.keys(Role.VISITOR) & event.keys():
            continue
        event.place = PlaceFinding(visit.place.name, visit.place.where, visit.place.country, False)
        if event.time.basis is not Basis.STATED and visit.time.basis is Basis.STATED:
            event.time = visit.time
        return


def _share_time(event: Draft, visits: list[Draft]) -> None:
    """A meeting in the country of a visit, by the visitor, is when the visit is; and a visit when its meeting is."""
    for visit in visits:
        if not visit.keys(Role.VISITOR) & event.keys() or not _same_country(event, visit):
            continue
        if event.time.basis is not Basis.STATED and visit.time.basis is Basis.STATED:
            event.time = visit.time
        elif visit.time.basis is not Basis.STATED and event.time.basis is Basis.STATED:
            visit.time = event.time


def _same_country(a: Draft, b: Draft) -> bool:
    if a.place is None or b.place is None or a.place.country is None or b.place.country is None:
        return False
    return a.place.country.code == b.place.country.code


def _from_other_visits(event: Draft, visits: list[Draft]) -> None:
    """The country where all other visits of the article went, where they went to one ("recent visits by ...")."""
    countries = {visit.place.country.code: visit.place for visit in visits if visit.place and visit.place.country}
    if len(countries) != 1 or not visits:
        return
    place = next(iter(countries.values()))
    event.place = PlaceFinding(place.name, place.where, place.country, False)

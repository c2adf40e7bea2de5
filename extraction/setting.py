"""Where an event is when no words beside it tell: what the codebook fixes, and what the whole article implies.

An arrest is where the state is that arrests, an expulsion where the posting was, a call nowhere.
"""

from collections.abc import Iterable

from extraction.actors import Actor, CountryLink
from extraction.draft import Draft, PlaceFinding
from extraction.places import PlaceFinder
from schemas.vocabulary import Channel, IncidentType, Kind, Role

# What happens in the country that the article is about, where it is about one.
_PLACED_BY_CONTEXT = frozenset(
    {IncidentType.ARREST, IncidentType.ABDUCTION, IncidentType.ARMED_ATTACK, IncidentType.PROTEST, IncidentType.COUP,
     IncidentType.DISASTER, IncidentType.ACCIDENT, IncidentType.CLASH, IncidentType.SEIZURE, IncidentType.OTHER}
)  # fmt: skip
_ACROSS_BORDERS = frozenset({IncidentType.ARMED_ATTACK, IncidentType.CLASH})
_RECALLS = ("recall", "withdr", "pull")


def settle_place(event: Draft, places: PlaceFinder, posting: Iterable[Actor]) -> None:
    """Give the event the place that follows from its sort, or take away one that its sort cannot have.

    `posting` are the actors where recalled diplomats were posted.
    """
    if event.channel in (Channel.PHONE, Channel.VIDEO) or event.incident_type is IncidentType.SANCTION:
        event.place, event.places = None, []
    elif event.incident_type is IncidentType.EXPULSION:
        event.place = _place_of_expulsion(event, places, posting) or event.place
    elif event.place is None and (link := _country_implied(event, places)) is not None:
        event.place = places.country_of(link)


def _place_of_expulsion(event: Draft, places: PlaceFinder, posting: Iterable[Actor]) -> PlaceFinding | None:
    """The state that expels; where diplomats are recalled, the state of their posting."""
    if event.trigger.head.lower_.startswith(_RECALLS):
        if place := places.of_posting(event.trigger):
            return place
        if link := next((actor.country for actor in posting if actor.country), None):
            return places.country_of(link)
    link = _country_of(event, Role.PERPETRATOR) or _country_of(event)
    return places.country_of(link) if link else None


def _country_implied(event: Draft, places: PlaceFinder) -> CountryLink | None:
    sort = event.incident_type
    if event.kind is Kind.VISIT or event.channel is Channel.IN_PERSON:
        return _country_of(event, Role.HOST)
    if sort is IncidentType.ARREST and (link := _country_of(event, Role.PERPETRATOR)):
        return link
    if sort is IncidentType.BORDER_VIOLATION:
        return _country_of(event, Role.TARGET)
    if sort is IncidentType.COUP and (link := _country_of(event, Role.TARGET, Role.PERPETRATOR)):
        return link
    if sort is IncidentType.WEAPONS_TEST:
        # What is tested underground is tested at home; a missile comes down elsewhere.
        return _country_of(event, Role.PERPETRATOR) if "nuclear" in event.trigger.words.text.lower() else None
    if sort not in _PLACED_BY_CONTEXT or (event.is_background and sort is not IncidentType.ARREST):
        return None
    states = {actor.country.code for _, actor in event.actors if actor.country}
    if sort in _ACROSS_BORDERS and len(states) > 1:
        return None
    if link := places.main_country():
        return link
    # "Clashes between the army and rebels" of one state, where the article names several.
    return _country_of(event) if len(states) == 1 or sort is IncidentType.ARREST else None


def _country_of(event: Draft, *roles: Role) -> CountryLink | None:
    """The first country among the actors of these roles, in the order of the roles; of any role without one."""
    for role in roles or (None,):
        for own, actor in event.actors:
            if actor.country is not None and role in (None, own):
                return actor.country
    return None

"""Where an event is when no words beside it tell: what the codebook fixes, and what the whole article implies.

An arrest is where the state is that arrests, an expulsion where the posting was, a call nowhere.
"""

import re
from collections.abc import Iterable

from extraction.actors import Actor, CountryLink
from extraction.draft import Draft, PlaceFinding
from extraction.places import PlaceFinder
from schemas.vocabulary import Basis, Channel, IncidentType, Kind, Role

# What happens in the country that the article is about, where it is about one.
_PLACED_BY_CONTEXT = frozenset(
    {IncidentType.ARREST, IncidentType.ABDUCTION, IncidentType.ARMED_ATTACK, IncidentType.PROTEST, IncidentType.COUP,
     IncidentType.DISASTER, IncidentType.ACCIDENT, IncidentType.CLASH, IncidentType.SEIZURE, IncidentType.OTHER}
)  # fmt: skip
# Whose state it is where these happen, the surest first.
_AT_HOME = {
    IncidentType.ARREST: (Role.PERPETRATOR,),
    IncidentType.BORDER_VIOLATION: (Role.TARGET,),
    IncidentType.COUP: (Role.TARGET, Role.PERPETRATOR),
    IncidentType.WEAPONS_TEST: (Role.PERPETRATOR,),
}
_ACROSS_BORDERS = frozenset({IncidentType.ARMED_ATTACK, IncidentType.CLASH})
# Told as what lies behind the news, others may have been anywhere.
_EVEN_BEHIND = frozenset({IncidentType.ARREST, IncidentType.COUP})
_VISITING = re.compile(r"\bvisiting\s(?:(?!\b(?:for|to|in|on|and|with)\b)[^.;,])*$")
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
        if event.channel is Channel.UNKNOWN:
            event.channel = Channel.IN_PERSON


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
    if event.kind is Kind.VISIT:
        return _country_of(event, Role.HOST) or _country_abroad(event, places)
    if sort is None:
        host = _country_of(event, Role.HOST) if event.channel is Channel.IN_PERSON else None
        return host or _country_of_receiver(event)
    # What is tested underground is tested at home; a missile comes down elsewhere.
    if sort is IncidentType.WEAPONS_TEST and "nuclear" not in event.trigger.words.text.lower():
        return None
    if sort in _AT_HOME and (link := _country_of(event, *_AT_HOME[sort])):
        return link
    return _country_of_story(event, places) if sort in _PLACED_BY_CONTEXT else None


def _country_of_story(event: Draft, places: PlaceFinder) -> CountryLink | None:
    """The country that the article is about, unless the event goes over a border, or lies behind a story of several
    countries."""
    is_arrest = event.incident_type is IncidentType.ARREST
    states = {actor.country.code for _, actor in event.actors if actor.country}
    is_aside = event.is_background and event.incident_type not in _EVEN_BEHIND
    if is_aside and (event.time.basis is Basis.STATED or not places.names_one_country()):
        return None
    if event.incident_type in _ACROSS_BORDERS and len(states) > 1:
        return None
    # "Clashes between the army and rebels" of one state, where the article names several.
    return places.main_country() or (_country_of(event) if len(states) == 1 or is_arrest else None)


def _country_of_receiver(event: Draft) -> CountryLink | None:
    """Italy in "the Italian minister held talks with visiting Iranian officials"."""
    text = event.trigger.words.doc.text
    guests = [a for _, a in event.actors if _VISITING.search(text[max(0, a.start - 80) : a.start])]
    others = [a.country for _, a in event.actors if a not in guests and a.country is not None]
    return others[0] if guests and len({link.code for link in others}) == 1 else None


def _country_abroad(event: Draft, places: PlaceFinder) -> CountryLink | None:
    """ "Guards clear the beach in Mogadishu ahead of a visit": where the article is, unless the visitor is at home."""
    link = places.main_country()
    at_home = {actor.country.code for _, actor in event.actors if actor.country}
    return link if link is not None and link.code not in at_home else None


def _country_of(event: Draft, *roles: Role) -> CountryLink | None:
    """The first country among the actors of these roles, in the order of the roles; of any role without one."""
    for role in roles or (None,):
        for own, actor in event.actors:
            if actor.country is not None and role in (None, own):
                return actor.country
    return None

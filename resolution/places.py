"""How far two articles name the same place."""

from enum import IntEnum
from functools import lru_cache

import pycountry

from resolution.spelling import telling_words
from schemas.countries import OTHER_NAMES
from schemas.telling import Location


class Nearness(IntEnum):
    """How two places stand to each other."""

    ELSEWHERE = 0
    """In different countries."""
    OTHER_PLACE = 1
    """Different names, and neither is known to lie in the other."""
    UNTOLD = 2
    """One article names no place."""
    WITHIN = 3
    """One names the country in which the other's place lies."""
    SAME_COUNTRY = 4
    """Both name a country, and no place in it."""
    SAME = 5


def nearness(ones: tuple[Location, ...], others: tuple[Location, ...]) -> Nearness:
    """The nearest pair of places of two tellings; a trip has several."""
    if not ones or not others:
        return Nearness.UNTOLD
    return max(_nearness(one, other) for one in ones for other in others)


@lru_cache(maxsize=100_000)
def _nearness(one: Location, other: Location) -> Nearness:
    if one.country and other.country and one.country != other.country:
        return Nearness.ELSEWHERE
    ours, theirs = set(telling_words(one.name)), set(telling_words(other.name))
    if ours <= theirs or theirs <= ours:
        return Nearness.SAME_COUNTRY if is_country(one) and is_country(other) else Nearness.SAME
    if one.country and one.country == other.country and (is_country(one) or is_country(other)):
        return Nearness.WITHIN
    return Nearness.OTHER_PLACE


@lru_cache(maxsize=50_000)
def is_country(place: Location) -> bool:
    """Whether the place is a country as a whole."""
    if place.country is None:
        return False
    if OTHER_NAMES.get(place.name.removeprefix("the ").removeprefix("The ")) == place.country:
        return True
    country = pycountry.countries.get(alpha_3=place.country)
    if country is None:
        return False
    names = {country.name, getattr(country, "common_name", ""), getattr(country, "official_name", "")}
    return telling_words(place.name) in {telling_words(name) for name in names if name}

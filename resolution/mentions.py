"""What sort of thing a mention names: a state, a body, a person by name, or somebody by office or description."""

import re
from enum import Enum, auto
from functools import lru_cache

from resolution.parties import CROWDS
from resolution.places import is_country
from schemas.actor import Mention
from schemas.telling import Location
from schemas.vocabulary import ActorKind


class Sort(Enum):
    """What a mention gives to know its actor by."""

    STATE = auto()
    BODY = auto()
    """A government's, an organisation's or a group's name."""
    PERSON = auto()
    OFFICE = auto()
    """"The French foreign minister"."""
    DESCRIBED = auto()
    """"Two soldiers", "security forces"."""


_OFFICE = re.compile(
    r"^(?:[\w'’.-]+ ){0,5}(?:president|minister|premier|chancellor|secretary|ambassador|envoy|leader|governor|"
    r"spokes\w+|secretary-general|secretary general|"
    r"(?:king|queen|emir|sultan|emperor|prince|pope|chief|commander|head)(?= of ))"
    r"(?: (?:of|for|to|in) .+)?$",
    re.IGNORECASE,
)

_NUMBERS = frozenset("one two three four five six seven eight nine ten dozens hundreds thousands some several".split())


def sort_of(mention: Mention) -> Sort:
    """What sort of thing the mention names."""
    return _sort(mention.name, mention.country, mention.kind)


@lru_cache(maxsize=200_000)
def _sort(name: str, country: str | None, kind: ActorKind) -> Sort:
    if kind in (ActorKind.PERSON, ActorKind.GOVERNMENT) and _OFFICE.match(name):
        return Sort.OFFICE
    if kind is ActorKind.PERSON:
        return Sort.PERSON if name[:1].isupper() else Sort.DESCRIBED
    if kind is ActorKind.GOVERNMENT and is_country(Location(name, country)):
        return Sort.STATE
    return Sort.BODY if _is_name(name, kind) else Sort.DESCRIBED


def _is_name(name: str, kind: ActorKind) -> bool:
    """Whether the words are a name: begun in capitals, and not by standing first in a sentence alone."""
    words = name.split()
    if words[0][:1].isdigit() or not words[0][:1].isupper() or words[0].casefold() in _NUMBERS:
        return False
    capitals = [word for word in words if word[:1].isupper()]
    if kind is ActorKind.GROUP:
        return (len(words) == 1 and words[0].casefold() not in CROWDS) or (
            len(capitals) > 1 and len(words) - len(capitals) <= 2
        )
    return len(capitals) > 1 or len(words) == 1

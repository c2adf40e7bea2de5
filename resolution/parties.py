"""How far two articles name the same party: a person, a state, a body."""

from enum import IntEnum
from functools import lru_cache

from rapidfuzz.distance import DamerauLevenshtein

from resolution.spelling import telling_words
from schemas.telling import Party
from schemas.vocabulary import ActorKind


class Likeness(IntEnum):
    """How two parties stand to each other, from least to most alike."""

    OTHER = 0
    """Named, and not the same."""
    UNTOLD = 1
    """One of them is named by what it is ("protesters", "the prime minister"): they may be the same."""
    STANDS_FOR = 2
    """A person and the state or body that the person acts for."""
    PARTLY = 3
    """One has a part of the other's name ("Wang", "Wang Yi"), or nearly the same name."""
    SAME = 4


CROWDS = frozenset(
    "gunmen hackers militants protesters demonstrators farmers teachers students workers soldiers troops police "
    "officers civilians people residents rebels fighters insurgents attackers assailants militiamen separatists "
    "migrants refugees villagers passengers journalists activists diplomats officials drivers doctors nurses men women "
    "children".split()
)
"""What stands in capitals at the beginning of a sentence alone."""
_OFFICE_WORDS = frozenset(
    "president minister premier chancellor secretary king queen prince princess emperor pope envoy ambassador chief "
    "leader governor speaker general commander delegation officials official spokesman head emir sultan".split()
)


@lru_cache(maxsize=400_000)
def likeness(one: Party, other: Party) -> Likeness:
    """How far the two are the same party; the order of the two is all one. Roles do not matter here."""
    if one.country and other.country and one.country != other.country:
        return Likeness.OTHER
    if is_described(one) or is_described(other):
        return _described(one, other)
    if (one.kind is ActorKind.PERSON) != (other.kind is ActorKind.PERSON):
        return _person_and_body(one, other)
    same = _names(telling_words(one.name), telling_words(other.name))
    if same is Likeness.OTHER and one.kind is not ActorKind.PERSON and one.country and one.country == other.country:
        # The army and the foreign ministry of a state are both the state.
        states = one.kind is ActorKind.GOVERNMENT and other.kind is ActorKind.GOVERNMENT
        return Likeness.PARTLY if states else Likeness.OTHER
    return same


def is_described(party: Party) -> bool:
    """Whether the party is named by what it is, not by a name: "protesters", "the Prime Minister of Israel"."""
    found = party.name.split()
    if party.kind is ActorKind.GROUP or any(word[:1].isdigit() for word in found):
        return (len(found) == 1 and found[0].casefold() in CROWDS) or not any(word[:1].isupper() for word in found)
    if party.kind is ActorKind.PERSON:
        return not found[0][:1].isupper() or not _OFFICE_WORDS.isdisjoint(word.casefold() for word in found)
    return not any(word[:1].isupper() for word in found)


def _described(one: Party, other: Party) -> Likeness:
    ours, theirs = set(telling_words(one.name)), set(telling_words(other.name))
    of_one_country = one.country is not None and one.country == other.country
    if ours == theirs:
        return Likeness.SAME if of_one_country else Likeness.PARTLY
    if of_one_country and (ours <= theirs or theirs <= ours):
        return Likeness.PARTLY
    if of_one_country and (one.kind is ActorKind.PERSON or other.kind is ActorKind.PERSON):
        return Likeness.STANDS_FOR
    return Likeness.UNTOLD


def _person_and_body(one: Party, other: Party) -> Likeness:
    if one.country is None or other.country is None:
        return Likeness.UNTOLD
    return Likeness.STANDS_FOR


def _names(one: tuple[str, ...], other: tuple[str, ...]) -> Likeness:
    if sorted(one) == sorted(other):
        return Likeness.SAME
    shorter, longer = sorted((one, other), key=len)
    if set(shorter) <= set(longer):
        # "Joseph Biden" and "Joseph Robinette Biden" are the same; "Wang" is part of "Wang Yi".
        return Likeness.SAME if len(shorter) > 1 else Likeness.PARTLY
    if len(shorter) > 1 and shorter[-1] == longer[-1] and _short_for(shorter[0], longer[0]):
        return Likeness.SAME
    if len(shorter) == len(longer) and all(_nearly(a, b) for a, b in zip(one, other, strict=True)):
        return Likeness.SAME if len(shorter) > 1 else Likeness.PARTLY
    return Likeness.OTHER


def _short_for(one: str, other: str) -> bool:
    """ "Antony" and "Anthony", "Joe" and "Joseph": given names beside the same family name."""
    return one[:2] == other[:2] and (min(len(one), len(other)) <= 3 or one[:3] == other[:3] or _nearly(one, other))


def _nearly(one: str, other: str) -> bool:
    """A letter may be another one in a long word."""
    if one == other:
        return True
    return min(len(one), len(other)) >= 5 and DamerauLevenshtein.distance(one, other) <= 1

"""By what tellings that may be of one event find each other, so that not everything is compared with everything.

Each telling gets keys; two are compared if they share one (warehouse/resolution_state.py). A key is somebody or
some place together with a stretch of days. Whoever and wherever is named in both, and when in both, is in a common key.

What happened in different countries is never one event. Hence a telling whose country is settled finds others by
their people in that country alone, and those whose country is not settled by another key, under which settled ones do
not meet: under the name of a president, it spares most of the comparisons.

Nor are two people one who share a given name alone, or a family name alone. Hence a full name is found by other full
ones under one of its words with the beginning or the end of another ("biden j", "biden ph": where a letter is another
one, as in "Yevgeny" and "Evgeny", one of the two is the same), and by a mere "Biden" under the word, under which full
names do not meet. Likewise states and places alone bring no two meetings or visits together that both
name in full who was there: if they are one, they have a name in common.
"""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from functools import lru_cache
from hashlib import blake2b
from itertools import combinations

from resolution.parties import is_described
from resolution.spelling import telling_words
from resolution.windows import PAST, reach
from schemas.telling import BlockingKey, Telling
from schemas.vocabulary import ActorKind, Kind

# Days a stretch. Shorter ones give a long window many keys, longer ones put strangers side by side.
_STRETCH = 4
# A window of more days says nothing about when.
_LONGEST = 400
# Numbers of 64 bits; times an odd one of no pattern (of Weyl's sequence), stretches lie far apart.
_SIXTY_FOUR_BITS, _HIGHEST_BIT, _ODD = (1 << 64) - 1, 1 << 63, 0x9E3779B97F4A7C15
# Of a conference of many states, pairs of the first few do.
_STATES = 5


def blocking_keys(telling: Telling) -> list[BlockingKey]:
    """The keys of a telling, sorted, each once; none where nothing limits its time."""
    days = reach(telling)
    if days is None or days.days > _LONGEST:
        return []
    first = days.first.toordinal() // _STRETCH
    last = (days.first + timedelta(days.days - 1)).toordinal() // _STRETCH
    return sorted(
        BlockingKey(_number(f"{telling.kind}|{anchor}", stretch), settled)
        for anchor, settled in set(_anchors(telling))
        for stretch in range(first, last + 1)
    )


def _anchors(telling: Telling) -> Iterator[tuple[str, bool]]:
    """What a telling can be found by, each with whether others that have it likewise are passed over."""
    states = {party.country for party in telling.parties if party.country}
    names = [
        telling_words(party.name)
        for party in telling.parties
        if not is_described(party) and party.kind is not ActorKind.GOVERNMENT
    ]
    countries = _settled_countries(telling)
    for who in _full_names(names):
        yield who, bool(countries)
        yield from ((f"{who}|{country}", False) for country in countries)
    for name in names:
        yield from ((f"name:{word}", _is_full(name)) for word in _ends(name))
    full = sum(map(_is_full, names)) if telling.kind is not Kind.INCIDENT else 0
    yield from ((pair, full == len(telling.parties)) for pair in _states(states))
    for location in telling.locations:
        yield f"place:{' '.join(telling_words(location.name))}", full > 0
        # A visitor's state and destination; who hit whom where.
        yield from ((f"at:{location.country}:{state}", full > 0) for state in states if location.country)


def _full_names(names: Iterable[tuple[str, ...]]) -> Iterator[str]:
    for name in names:
        for word in _ends(name):
            for other in set(name) - {word}:
                yield from (f"full:{word}:{other[0]}", f"full:{word}:-{other[-2:]}")


def _is_full(name: tuple[str, ...]) -> bool:
    return len(set(name)) > 1


def _ends(name: tuple[str, ...]) -> set[str]:
    """Either end may be the family name: "Xi Jinping", "Joe Biden"."""
    return {word for word in (name[0], name[-1]) if len(word) > 1}


def _states(states: set[str]) -> Iterator[str]:
    yield from (f"states:{one}:{other}" for one, other in combinations(sorted(states)[:_STATES], 2))


def _settled_countries(telling: Telling) -> set[str]:
    """The countries in which it took place; none where one is not known, or may still change (evidence._place)."""
    if telling.kind is Kind.MEETING and telling.status not in PAST:
        return set()
    countries = {location.country for location in telling.locations}
    return set() if None in countries else {country for country in countries if country}


def _number(anchor: str, stretch: int) -> int:
    number = (_hashed(anchor) + stretch * _ODD) & _SIXTY_FOUR_BITS
    return number - ((number & _HIGHEST_BIT) << 1)


@lru_cache(maxsize=100_000)
def _hashed(anchor: str) -> int:
    return int.from_bytes(blake2b(anchor.encode(), digest_size=8).digest())

"""By what tellings that may be of one event find each other, so that not everything is compared with everything.

Each telling gets keys; two are compared if they share one (warehouse/resolution_state.py). A key is somebody or
some place together with a stretch of days. Whoever and wherever is named in both, and when in both, is in a common key.
"""

from collections.abc import Iterator
from datetime import timedelta
from hashlib import blake2b
from itertools import combinations

from resolution.parties import is_described
from resolution.spelling import telling_words
from resolution.windows import reach
from schemas.telling import Telling
from schemas.vocabulary import ActorKind

# Days a stretch. Shorter ones give a long window many keys, longer ones put strangers side by side.
_STRETCH = 4
# A window of more days says nothing about when.
_LONGEST = 400
# Of a conference of many states, pairs of the first few do.
_STATES = 5


def blocking_keys(telling: Telling) -> list[int]:
    """The keys of a telling: signed 64-bit integers, sorted, each once; none where nothing limits its time."""
    days = reach(telling)
    if days is None or days.days > _LONGEST:
        return []
    first = days.first.toordinal() // _STRETCH
    last = (days.first + timedelta(days.days - 1)).toordinal() // _STRETCH
    anchors = set(_anchors(telling))
    return sorted({_key(f"{telling.kind}|{anchor}|{n}") for anchor in anchors for n in range(first, last + 1)})


def _anchors(telling: Telling) -> Iterator[str]:
    states = set()
    for party in telling.parties:
        if party.country:
            states.add(party.country)
        if not is_described(party) and party.kind is not ActorKind.GOVERNMENT:
            named = telling_words(party.name)
            # Either end may be the family name: "Xi Jinping", "Joe Biden".
            yield from (f"name:{word}" for word in {named[0], named[-1]} if len(word) > 1)
    yield from (f"states:{one}:{other}" for one, other in combinations(sorted(states)[:_STATES], 2))
    for location in telling.locations:
        yield f"place:{' '.join(telling_words(location.name))}"
        # A visitor's state and destination; who hit whom where.
        yield from (f"at:{location.country}:{state}" for state in states if location.country)


def _key(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), signed=True)

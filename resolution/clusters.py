"""From pairs of tellings to events: the likeliest pairs first, and none that anything forbids.

A group of tellings becomes a chain easily: Monday's talks resemble a vague report, which resembles Tuesday's. So two
clusters are joined only where no pair across them is forbidden (OTHER_EVENT), and where their pairs agree on average.
What comes out is a function of the tellings that hang together, in whatever order they came.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from resolution.evidence import OTHER_EVENT, SAME_EVENT, score
from schemas.telling import Telling

# The average over all pairs may be lower than what joins two tellings: vague reports agree with everything a little.
_AGREEMENT = 2.5
# Of large clusters, so many tellings speak for all: time grows with their number, not with its square.
_SPEAKERS = 24

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Component:
    """Records that hang together by likely pairs; sorted."""

    record_ids: tuple[str, ...]
    pairs: Mapping[Pair, float]


def components(pairs: Mapping[Pair, float]) -> list[Component]:
    """The records of the pairs, as they hang together; sorted by their first."""
    parent: dict[str, str] = {}

    def root(of: str) -> str:
        while (above := parent.setdefault(of, of)) != of:
            parent[of] = parent[above]
            of = parent[of]
        return of

    for one, other in pairs:
        low, high = sorted((root(one), root(other)))
        parent[high] = low
    records: dict[str, list[str]] = {}
    inside: dict[str, dict[Pair, float]] = {}
    for record_id in sorted(parent):
        records.setdefault(root(record_id), []).append(record_id)
    for pair, value in pairs.items():
        inside.setdefault(root(pair[0]), {})[pair] = value
    return [Component(tuple(records[first]), inside[first]) for first in sorted(records)]


def cluster(component: Component, tellings: Mapping[str, Telling]) -> list[list[str]]:
    """The events of one component: lists of record ids, sorted. Pairs that it does not have are compared as needed."""
    members = {record_id: [record_id] for record_id in component.record_ids}
    owner = {record_id: record_id for record_id in component.record_ids}
    pairs, known = component.pairs, dict(component.pairs)

    def of(one: str, other: str) -> float:
        pair = (min(one, other), max(one, other))
        if pair not in known:
            known[pair] = score(tellings[one], tellings[other])
        return known[pair]

    for one, other in sorted(pairs, key=lambda pair: (-pairs[pair], pair)):
        left, right = sorted((owner[one], owner[other]))
        if left != right and _agree(members[left], members[right], tellings, of):
            for record_id in members[right]:
                owner[record_id] = left
            members[left] = sorted(members[left] + members.pop(right))
    return sorted(members.values())


def _agree(
    ours: Sequence[str], theirs: Sequence[str], tellings: Mapping[str, Telling], of: Callable[[str, str], float]
) -> bool:
    """Whether nothing forbids the two to be one event, and their pairs agree on average."""
    if not {tellings[one].article_id for one in ours}.isdisjoint(tellings[other].article_id for other in theirs):
        return False
    total, count = 0.0, 0
    for one in _speakers(ours, tellings):
        for other in _speakers(theirs, tellings):
            weight = of(one, other)
            if weight <= OTHER_EVENT:
                return False
            total, count = total + weight, count + 1
    return total / count >= (SAME_EVENT if count == 1 else _AGREEMENT)


def _speakers(members: Sequence[str], tellings: Mapping[str, Telling]) -> Sequence[str]:
    """The tellings that say most, where there are many."""
    if len(members) <= _SPEAKERS:
        return members
    return sorted(members, key=lambda record_id: (-tellings[record_id].confidence, record_id))[:_SPEAKERS]

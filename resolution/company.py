"""Whether two tellings name the same company: who takes part in the one, and who in the other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from resolution.parties import Likeness, is_described, likeness
from resolution.piece import FORBIDS, Piece
from schemas.telling import Party, Telling
from schemas.vocabulary import ActorKind, Kind, Role

# From so many on, articles name some of those who take part, and each names others.
_MANY = 4
# More names in common than this add nothing: who names five of seven names the same list.
_MOST = 8.0


@dataclass(frozen=True, slots=True)
class _Shared:
    """The parties of two sides, matched one to one, and who is left on each."""

    pairs: tuple[tuple[Party, Party, Likeness], ...]
    ours: tuple[Party, ...]
    theirs: tuple[Party, ...]


def company(one: Telling, other: Telling) -> Iterator[Piece]:
    """What the participants say for and against one event."""
    if one.kind is Kind.MEETING:
        yield from _meeting(one.parties, other.parties)
    elif one.kind is Kind.VISIT:
        yield from _visitors(_of(one, Role.VISITOR), _of(other, Role.VISITOR))
        yield from _hosts(_of(one, Role.HOST), _of(other, Role.HOST))
    else:
        yield from _side(_of(one, Role.PERPETRATOR), _of(other, Role.PERPETRATOR), "perpetrator", -3.0)
        yield from _side(_of(one, Role.TARGET), _of(other, Role.TARGET), "target", -2.5)


def share_a_name(one: Telling, other: Telling) -> bool:
    """Whether both name somebody who is neither a state nor only described: a person, an armed group, a company."""
    return any(likeness(ours, theirs) >= Likeness.PARTLY for ours in _named(one) for theirs in _named(other))


def _named(telling: Telling) -> list[Party]:
    return [p for p in telling.parties if p.kind is not ActorKind.GOVERNMENT and not is_described(p)]


def _meeting(ours: Sequence[Party], theirs: Sequence[Party]) -> Iterator[Piece]:
    if not ours or not theirs:
        yield Piece("nobody is named", -1.5)
        return
    shared = _match(ours, theirs)
    at_home = _are_at_home((*ours, *theirs))
    told = sum(_worth(*pair) for pair in shared.pairs if not (at_home and pair[2] is Likeness.STANDS_FOR))
    if not told:
        unnamed = -6.0 if shared.ours and shared.theirs else -0.5
        yield Piece("nobody in common", unnamed if shared.pairs else FORBIDS)
        return
    yield Piece("company in common", min(told, _MOST))
    yield from _others(shared, len(ours), len(theirs))


def _others(shared: _Shared, ours: int, theirs: int) -> Iterator[Piece]:
    """What those say whom only one of the two meetings names."""
    fewer, more = sorted((ours, theirs))
    if shared.ours and shared.theirs:
        if fewer < _MANY and more < _MANY:
            yield Piece("others on each side", -5.0 if _same_states(shared) else FORBIDS)
        else:
            yield Piece("others of many", -1.0 if 2 * len(shared.pairs) >= fewer else -3.0)
    elif shared.ours or shared.theirs:
        if fewer == 1:
            of_a_state = shared.pairs[0][2] is Likeness.STANDS_FOR
            yield Piece("one side is not named", -2.0 if of_a_state else -1.0)
        elif fewer == 2 and more >= _MANY:
            yield Piece("two of many", -1.5)
        else:
            yield Piece("more on one side", -0.5)


def _are_at_home(parties: Sequence[Party]) -> bool:
    """Whether people of one state meet each other: there, nobody stands for the state."""
    return len({party.country for party in parties}) == 1 and parties[0].country is not None


def _same_states(shared: _Shared) -> bool:
    """Whether those left act for the same states: one article names the minister, the other the envoy."""
    ours, theirs = ({party.country for party in side} for side in (shared.ours, shared.theirs))
    return None not in ours | theirs and (ours <= theirs or theirs <= ours)


def _visitors(ours: Sequence[Party], theirs: Sequence[Party]) -> Iterator[Piece]:
    if not ours or not theirs:
        yield Piece("no visitor is named", -2.0)
        return
    shared = _match(ours, theirs)
    told = max((_worth(*pair) for pair in shared.pairs), default=0.0)
    if told:
        yield Piece("visitor in common", told + 0.5)
        if shared.ours and shared.theirs:
            yield Piece("other visitors beside", -1.5)
    else:
        yield Piece("other visitor", -1.0 if shared.pairs else FORBIDS)


def _hosts(ours: Sequence[Party], theirs: Sequence[Party]) -> Iterator[Piece]:
    if ours and theirs and any(pair[2] >= Likeness.STANDS_FOR for pair in _match(ours, theirs).pairs):
        yield Piece("host in common", 0.5)


def _side(ours: Sequence[Party], theirs: Sequence[Party], name: str, other: float) -> Iterator[Piece]:
    """One side of an incident."""
    if not ours or not theirs:
        return
    shared = _match(ours, theirs)
    told = max((_worth(*pair) for pair in shared.pairs), default=0.0)
    if told:
        yield Piece(f"{name} in common", told)
    elif not shared.pairs:
        yield Piece(f"other {name}", other)


def _worth(one: Party, other: Party, alike: Likeness) -> float:
    """What a pair of names says: a person is at fewer events than a state, and soldiers are at many."""
    if alike is Likeness.STANDS_FOR:
        return 1.0
    if alike < Likeness.PARTLY:
        return 0.0
    if is_described(one) or is_described(other):
        return 1.0
    person = one.kind is ActorKind.PERSON and other.kind is ActorKind.PERSON
    return (3.0 if alike is Likeness.SAME else 2.5) if person else 1.5


def _match(ours: Sequence[Party], theirs: Sequence[Party]) -> _Shared:
    """The likest pairs first, each party once."""
    candidates = sorted(
        (
            (-alike, i, j)
            for i, one in enumerate(ours)
            for j, other in enumerate(theirs)
            if (alike := likeness(one, other)) > Likeness.OTHER
        ),
    )
    left, right = set(range(len(ours))), set(range(len(theirs)))
    pairs = []
    for negative, i, j in candidates:
        if i in left and j in right:
            left.remove(i)
            right.remove(j)
            pairs.append((ours[i], theirs[j], Likeness(-negative)))
    return _Shared(tuple(pairs), tuple(ours[i] for i in sorted(left)), tuple(theirs[j] for j in sorted(right)))


def _of(telling: Telling, role: Role) -> tuple[Party, ...]:
    return tuple(party for party in telling.parties if party.role is role)

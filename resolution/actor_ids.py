"""Ids of actors, which stay what they are: that of an actor is made of the name under which it was first known."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from resolution.identities import Person
from schemas.actor import Actor, IdentityBasis, Link, Linked, LinkReason, Mention
from schemas.countries import country_name
from schemas.vocabulary import ActorKind


@dataclass(frozen=True, slots=True)
class Meant:
    """Whom a mention means: a person, or what tells a state or a body from others; None for nobody, and why."""

    whom: Person | str | None
    reason: LinkReason
    confidence: float


# Reasons by which an actor is named in full: from such mentions it has its id and its name.
_IN_FULL = frozenset(
    {LinkReason.REFERENCE_NAME, LinkReason.FULL_NAME, LinkReason.NAME_VARIANT, LinkReason.STATE, LinkReason.BODY_NAME}
)


def name_id(name: str, country: str | None) -> str:
    """The id of a bare name; warehouse/sql/030_star.sql has the same for what was never linked."""
    return "act-" + hashlib.sha256(f"{name.lower()}|{country or ''}".encode()).hexdigest()[:16]


def identified(mentions: Sequence[Mention], meant: Sequence[Meant]) -> Linked:
    """The links and the actors, with their ids."""
    groups: dict[tuple[str, ...], list[tuple[Mention, LinkReason]]] = defaultdict(list)
    whom: dict[tuple[str, ...], Person | str] = {}
    for mention, each in zip(mentions, meant, strict=True):
        if each.whom is not None:
            groups[_key(each.whom)].append((mention, each.reason))
            whom[_key(each.whom)] = each.whom
    actors: dict[tuple[str, ...], Actor] = {}
    taken: set[str] = set()
    for key in sorted(groups, key=lambda key: (_first(whom[key], groups[key]), key)):
        actors[key] = _actor(whom[key], groups[key], taken)
        taken.add(actors[key].actor_id)
    links = []
    for mention, each in zip(mentions, meant, strict=True):
        actor_id = actors[_key(each.whom)].actor_id if each.whom is not None else None
        links.append(Link(mention, actor_id, actor_id or _bare_id(mention, taken), each.reason, each.confidence))
    return Linked(tuple(links), tuple(sorted(actors.values(), key=lambda actor: actor.actor_id)))


def _key(whom: Person | str) -> tuple[str, ...]:
    return ("body", whom) if isinstance(whom, str) else ("person", *whom.key)


def _first(whom: Person | str, told: Sequence[tuple[Mention, LinkReason]]) -> tuple[date, str, str, str]:
    """When and under which name the actor was first known."""
    full = [mention for mention, reason in told if reason in _IN_FULL]
    if not full and isinstance(whom, Person):
        return (date.max, "", whom.names[0], min(country or "" for country in whom.countries))
    return min((m.published or date.max, m.article_id, m.name, m.country or "") for m in full)


def _actor(whom: Person | str, told: Sequence[tuple[Mention, LinkReason]], taken: set[str]) -> Actor:
    *_, name, country = _first(whom, told)
    actor_id = name_id(name, country)
    number = 1
    while actor_id in taken:
        # A namesake, known later.
        number += 1
        actor_id = name_id(f"{name} ({number})", country)
    written = Counter(mention.name for mention, reason in told if reason in _IN_FULL)
    shown = min(written, key=lambda each: (-written[each], -len(each), each), default=name)
    if isinstance(whom, Person):
        return _person(whom, actor_id, shown)
    kinds = Counter(mention.kind for mention, _ in told)
    if told[0][1] is LinkReason.STATE:
        return Actor(actor_id, country_name(country) or shown, ActorKind.GOVERNMENT, country, IdentityBasis.COUNTRY)
    kind = min(kinds, key=lambda each: (-kinds[each], each.value))
    return Actor(actor_id, shown, kind, country or None, IdentityBasis.ARTICLES)


def _person(person: Person, actor_id: str, shown: str) -> Actor:
    if not person.holdings:
        country = min((each for each in person.countries if each), default=None)
        return Actor(actor_id, shown, ActorKind.PERSON, country, IdentityBasis.ARTICLES)
    latest = max(person.holdings.values(), key=lambda row: (row.start or date.min, row.country or "", row.office))
    return Actor(
        actor_id,
        latest.name,
        ActorKind.PERSON,
        latest.country,
        IdentityBasis.REFERENCE,
        person.wikidata_id,
        tuple(sorted(person.holdings)),
    )


def _bare_id(mention: Mention, taken: set[str]) -> str:
    own = name_id(mention.name, mention.country)
    return own if own not in taken else name_id(f"{mention.name} (?)", mention.country)

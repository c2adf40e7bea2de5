"""Actors: who is meant by a participant as an article names it. Plain values, as tellings are (schemas/telling.py)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from schemas.vocabulary import ActorKind


@dataclass(frozen=True, slots=True)
class Mention:
    """A participant as one article names it; of several in the same words, one."""

    article_id: str
    published: date | None
    name: str
    country: str | None
    kind: ActorKind
    office: str | None


class IdentityBasis(StrEnum):
    """What an actor is known by."""

    REFERENCE = "reference"
    """An imported list of office holders."""
    ARTICLES = "articles"
    """Its full name in articles."""
    COUNTRY = "country"
    """It is a state."""


class LinkReason(StrEnum):
    """Why a mention is linked with an actor, or with none. docs/actors.md says what each asks for."""

    REFERENCE_NAME = "reference_name"
    REFERENCE_NAME_ELSEWHERE = "reference_name_elsewhere"
    FULL_NAME = "full_name"
    NAME_VARIANT = "name_variant"
    SAME_ARTICLE = "same_article"
    NAME_AND_OFFICE = "name_and_office"
    NAME_IN_OFFICE = "name_in_office"
    ONLY_BEARER = "only_bearer"
    OFFICE_HELD = "office_held"
    OFFICE_LEARNED = "office_learned"
    STATE = "state"
    BODY_NAME = "body_name"
    AMBIGUOUS = "ambiguous"
    """Unlinked: several actors fit."""
    UNKNOWN_NAME = "unknown_name"
    """Unlinked: a part of a name that no known actor has, or that nothing ties to one."""
    UNKNOWN_HOLDER = "unknown_holder"
    """Unlinked: an office, and nothing says who held it."""
    DESCRIBED = "described"
    """Unlinked: named by what it is ("two soldiers")."""


@dataclass(frozen=True, slots=True)
class Actor:
    """One person, state or body."""

    actor_id: str
    name: str
    kind: ActorKind
    country: str | None
    basis: IdentityBasis
    wikidata_id: str | None = None
    holding_ids: tuple[str, ...] = ()
    """The rows of the reference that speak of it."""


@dataclass(frozen=True, slots=True)
class Link:
    """Whom a mention means. `actor_id` is null where it is not linked; `shown_id` is then that of its bare name."""

    mention: Mention
    actor_id: str | None
    shown_id: str
    reason: LinkReason
    confidence: float


@dataclass(frozen=True, slots=True)
class Linked:
    """All mentions linked, in their order, and the actors that at least one of them means."""

    links: tuple[Link, ...]
    actors: tuple[Actor, ...]

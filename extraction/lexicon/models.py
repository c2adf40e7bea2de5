"""The models that the files of the lexicon are validated against."""

import unicodedata
from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from extraction.lexicon.details import Details
from schemas.base import Model
from schemas.vocabulary import ROLES_BY_KIND, ActorKind, Channel, IncidentType, Kind, Role, Status

# Where an argument can stand: a grammatical position, or the preposition that leads to it.
GRAMMATICAL_POSITIONS = frozenset(
    {
        "subject",
        "object",
        "possessive",
        "compound",
        "object_owner",
        "hosted_by",
        "mediated_by",
        "targeting",
        "posting",
    }
)
PREPOSITIONS = frozenset(
    {"with", "between", "among", "of", "by", "on", "against", "at", "in", "into", "to", "from", "for", "near",
     "onto", "toward", "over"}
)  # fmt: skip
EXTRA_ARGUMENTS = frozenset({"place", "posting"})

_SURNAME_FIRST = frozenset({"CHN", "KOR", "PRK", "TWN", "VNM"})


def plain(name: str) -> str:
    """A name in small letters without accents, for look-up."""
    return unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()


class Expectation(Model):
    """A sentence with what the frame must make of it: run by `chancery lexicon check` and the tests."""

    text: str
    count: int
    participants: tuple[str, ...] = ()
    status: Status | None = None
    type: IncidentType | None = None
    place: str | None = None
    killed: int | None = None


class Frame(Model):
    """One meaning: the words that trigger it, where its arguments stand, what it yields."""

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")]
    kind: Kind
    type: IncidentType | None = None
    channel: Channel | None = None
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    arguments: dict[str, tuple[str, ...]]
    # Conditions on the words around the trigger.
    subject: frozenset[str] = frozenset()
    unless_subject: frozenset[str] = frozenset()
    object: frozenset[str] = frozenset()
    object_words: frozenset[str] = frozenset()
    unless_object: frozenset[str] = frozenset()
    require_modifier: frozenset[str] = frozenset()
    unless_modifier: frozenset[str] = frozenset()
    unless_next: frozenset[str] = frozenset()
    require_prepositions: frozenset[str] = frozenset()
    unless_prepositions: frozenset[str] = frozenset()
    only_with_support: bool = False
    # Conditions on the arguments found.
    require: frozenset[str] = frozenset()
    min_participants: int = 0
    only_actors: frozenset[Literal["person", "government", "organization", "group", "structure", "delegation"]] = (
        frozenset()
    )
    only_things: bool = False
    human_target: bool = False
    object_is_hit: bool = False
    # "amid the Russian invasion": told as a state of affairs it is no event.
    state_of_affairs: bool = False
    person_visitor: bool = False
    require_destination: bool = False
    require_place_or_time: bool = False
    person_object_type: IncidentType | None = None
    # A weak frame gives way to another one in the same sentence that shares its arguments.
    weak: bool = False
    examples: tuple[Expectation, ...] = ()

    @model_validator(mode="after")
    def _fits_its_kind(self) -> Self:
        if (self.kind is Kind.INCIDENT) != (self.type is not None):
            raise ValueError("incidents have a type, the other kinds have none")
        if (self.kind is Kind.MEETING) != (self.channel is not None):
            raise ValueError("meetings have a channel, the other kinds have none")
        if not self.verbs and not self.nouns:
            raise ValueError("a frame needs verbs or nouns")
        roles = {role.value for role in ROLES_BY_KIND[self.kind]}
        for name, positions in self.arguments.items():
            if name not in roles | EXTRA_ARGUMENTS:
                raise ValueError(f"a {self.kind} has no argument {name!r}; there are {sorted(roles | EXTRA_ARGUMENTS)}")
            for position in positions:
                if position not in GRAMMATICAL_POSITIONS | PREPOSITIONS:
                    raise ValueError(f"{position!r} is no position; there are {sorted(GRAMMATICAL_POSITIONS)} "
                                     f"and the prepositions {sorted(PREPOSITIONS)}")  # fmt: skip
        return self

    def positions(self, role: Role | str) -> tuple[str, ...]:
        """Where the arguments of that role stand."""
        return self.arguments.get(str(role), ())


class Support(Model):
    """Verbs that carry an event noun: what their subject is to it, and what they say of its status."""

    verbs: tuple[str, ...]
    subject: Literal["subject", "host", "mediator", "none"]
    status: Status | None = None


class StatusCues(Model):
    """Words that decide the status of an event (status.yaml)."""

    proposed_verbs: frozenset[str]
    scheduled_verbs: frozenset[str]
    cancelled_verbs: frozenset[str]
    postponed_verbs: frozenset[str]
    ongoing_verbs: frozenset[str]
    denied_verbs: frozenset[str]
    begin_verbs: frozenset[str]
    modals_proposed: frozenset[str]
    modals_scheduled: frozenset[str]
    proposed_nouns: frozenset[str]
    proposed_modifiers: frozenset[str]
    scheduled_modifiers: frozenset[str]
    cancelled_modifiers: frozenset[str]
    ongoing_modifiers: frozenset[str]
    intending_verbs: frozenset[str] = frozenset()
    attending_verbs: frozenset[str] = frozenset()
    errand_verbs: frozenset[str] = frozenset()
    announcing_verbs: frozenset[str] = frozenset()
    discussing_verbs: frozenset[str] = frozenset()
    warning_verbs: frozenset[str] = frozenset()
    proposed_adjectives: frozenset[str] = frozenset()
    scheduled_nouns: frozenset[str] = frozenset()
    cancelled_nouns: frozenset[str] = frozenset()
    postponed_nouns: frozenset[str] = frozenset()
    ongoing_nouns: frozenset[str] = frozenset()
    lasting_nouns: frozenset[str] = frozenset()
    ongoing_adverbs: frozenset[str] = frozenset()


class Offices(Model):
    """Words of offices and titles (offices.yaml)."""

    titles: frozenset[str]
    heads: frozenset[str]
    fixed: dict[str, tuple[str, ...]]
    # Well-known holders of the highest offices, by state: their names alone tell the country.
    holders: dict[str, tuple[str, ...]] = Field(default_factory=dict)

    @cached_property
    def state_of_holder(self) -> dict[str, str]:
        """The state of each well-known holder, by the name in small letters without accents."""
        return {plain(name): code for code, names in self.holders.items() for name in names}

    @cached_property
    def holders_of_surname(self) -> dict[str, list[str]]:
        """The names of well-known holders by their surname, all in small letters without accents."""
        found: dict[str, list[str]] = {}
        for name, code in self.state_of_holder.items():
            parts = name.split()
            # East Asian names begin with the surname.
            for part in {parts[-1], parts[0]} if code in _SURNAME_FIRST else {parts[-1]}:
                found.setdefault(part, []).append(name)
        return found


class StateOrgans(Model):
    """Nouns that stand for the state beside them."""

    by_country: frozenset[str]
    by_name: frozenset[str]


class ActorNouns(Model):
    """Nouns for actors that are no names (actors.yaml)."""

    state_organs: StateOrgans
    leader_governments: dict[str, str]
    groups: frozenset[str]
    structures: frozenset[str]
    # Last words of the names of bodies: no person is called so.
    bodies: frozenset[str] = frozenset()


class Country(Model):
    """One country of countries.csv."""

    code: str
    names: tuple[str, ...]
    adjectives: tuple[str, ...]
    seats: tuple[str, ...]


class Site(Model):
    """A place of sites.csv: the name in the text, the place to record, its country."""

    name: str
    place: str
    country: str | None


class Organization(Model):
    """A body of organizations.csv."""

    name: str
    aliases: tuple[str, ...]
    kind: ActorKind
    country: str | None


class Lexicon(Model):
    """Everything that is read from the files, and a fingerprint of their bytes."""

    frames: tuple[Frame, ...]
    supports: tuple[Support, ...]
    status: StatusCues
    offices: Offices
    actors: ActorNouns
    details: Details
    countries: tuple[Country, ...]
    sites: tuple[Site, ...]
    organizations: tuple[Organization, ...]
    irregular_verbs: dict[str, tuple[frozenset[str], frozenset[str]]]
    fingerprint: str

    @cached_property
    def organization_by_name(self) -> dict[str, Organization]:
        """The bodies by each of their names, in small letters."""
        return {name.casefold(): body for body in self.organizations for name in (body.name, *body.aliases)}

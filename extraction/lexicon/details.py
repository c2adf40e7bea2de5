"""The models of the files that say what else a record carries: topics, occasions, claims, relations, attribution."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from schemas.base import Model
from schemas.vocabulary import IncidentType, Kind

RelationType = Literal["during", "follows", "response_to"]


class ExpectedClaim(Model):
    """What a claim of an example must say."""

    ordinal: int
    subject: str | None = None
    period_days: int | None = None
    since: date | None = None


class DetailExample(Model):
    """A sentence with all that its records must carry of the file's sort: run by `chancery lexicon check` and the
    tests. What is left out is not looked at; an empty list says that there must be nothing."""

    text: str
    topics: tuple[str, ...] | None = None
    occasion: str | None = None
    attribution: str | None = None
    claims: tuple[ExpectedClaim, ...] | None = None
    relations: tuple[RelationType, ...] | None = None


class Topic(Model):
    """A matter that events are about, and the words that name it."""

    id: Annotated[str, Field(pattern=r"^[a-z][a-z_]*$")]
    words: Annotated[tuple[str, ...], Field(min_length=1)]
    unless: tuple[str, ...] = ()
    """Longer phrases in which the words mean something else ("business climate")."""
    examples: tuple[DetailExample, ...] = ()


class Topics(Model):
    """topics.yaml: the vocabulary, and where in a sentence a word tells what an event is about."""

    prepositions: frozenset[str]
    incident_prepositions: frozenset[str]
    aims: frozenset[str]
    """Verbs that lead from an event noun to its matter ("talks aimed at", "focused on")."""
    discussing_verbs: frozenset[str]
    """Their object is what was talked about, whoever the subject is."""
    agenda_verbs: frozenset[str]
    """Their object is what was talked about where those who met are the subject."""
    courtesies: frozenset[str]
    """What is done at a meeting out of courtesy, and says nothing of its matter."""
    agenda_nouns: frozenset[str]
    demands: frozenset[str]
    """Verbs that lead from an incident to its matter ("protesters demanding")."""
    charges: frozenset[str]
    """What somebody is arrested "on": the words before or after name the matter ("on bribery charges")."""
    accusing_words: frozenset[str]
    """Between those who are held and the matter ("men suspected of smuggling")."""
    beside: frozenset[str]
    """Words of offices and bodies: the topic word beside one is part of a name ("trade minister")."""
    topics: tuple[Topic, ...]


class Occasions(Model):
    """occasions.yaml: the words that lead to the larger event in which, or for which, something takes place."""

    leads: tuple[str, ...]
    """Lead to an occasion whatever follows ("to attend")."""
    leads_beside: tuple[str, ...]
    """Likewise, and what follows is always another event than the one that takes place beside it ("on the sidelines
    of"): neither its words nor the people in them belong to that one."""
    leads_to_nouns: tuple[str, ...]
    """Lead to one only where one of the nouns or names follows ("at", "during")."""
    leads_to_events: frozenset[str]
    """Of these, the ones that lead to one also where another event of the article follows."""
    nouns: frozenset[str]
    names: frozenset[str]
    examples: tuple[DetailExample, ...] = ()


class Claims(Model):
    """claims.yaml: what is counted beside the events themselves."""

    rounds: frozenset[str]
    """Nouns between the number and the event ("second round of talks")."""
    times: frozenset[str]
    """What is counted in "for the third time", "for the fourth successive week"."""
    parts: frozenset[str]
    """A numbered part of an event is no claim ("the first day of the visit")."""
    examples: tuple[DetailExample, ...] = ()


class Connection(Model):
    """Words that lead from one event to another, and how the first then stands to the second."""

    type: RelationType
    words: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()
    """Verbs whose subject is the one event and whose object the other ("the raid followed the attack")."""
    is_reversed: bool = False
    """True where it is the object that stands so to the subject ("the killing sparked protests")."""
    only: frozenset[IncidentType] = frozenset()
    """Only where the event that stands so is of one of these types; empty: any."""
    of: Kind | None = None
    """Only where the event that stands so is of this kind."""
    to: Kind | None = None
    """Only where the event to which it stands so is of this kind."""


class Relations(Model):
    """relations.yaml: how the events of an article stand to each other."""

    connections: tuple[Connection, ...]
    examples: tuple[DetailExample, ...] = ()


class Attributions(Model):
    """attribution.yaml: the words that say who says so."""

    verbs: frozenset[str]
    accusing_verbs: frozenset[str]
    """Name the event after "of" or "for" ("accused Iran of attacking")."""
    naming_verbs: frozenset[str]
    """Name the event as their object ("confirmed an air strike")."""
    phrases: tuple[str, ...]
    no_sources: frozenset[str]
    """What something is "according to" that is not said by anybody ("according to plan")."""
    adverbs: frozenset[str]
    adjectives: frozenset[str]
    examples: tuple[DetailExample, ...] = ()


class Details(Model):
    """All five files."""

    topics: Topics
    occasions: Occasions
    claims: Claims
    relations: Relations
    attribution: Attributions

    @property
    def examples(self) -> tuple[DetailExample, ...]:
        """The examples of all files, in their order."""
        of_topics = tuple(example for topic in self.topics.topics for example in topic.examples)
        rest = (self.occasions, self.claims, self.relations, self.attribution)
        return of_topics + tuple(example for file in rest for example in file.examples)

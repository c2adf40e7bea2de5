"""Fills the roles of a frame from the positions that the lexicon names."""

from collections.abc import Iterator

from spacy.tokens import Token

from extraction.actors import Actor
from extraction.draft import Trigger
from extraction.lexicon.index import LexiconIndex
from extraction.lexicon.models import PREPOSITIONS
from extraction.mentions import ActorFinder, is_indefinite
from extraction.syntax import (
    children,
    companions,
    objects,
    prepositional,
    right_after,
    subjects,
    surface_subjects,
)
from schemas.vocabulary import IncidentType, Kind, Role

# Acts that whoever "has" them suffers, as the noun in "her arrest", "his assassination".
_SUFFERED = frozenset({IncidentType.ARREST, IncidentType.ABDUCTION, IncidentType.EXPULSION, IncidentType.ARMED_ATTACK})
_SUFFERED_NOUNS = frozenset(
    "arrest detention capture abduction kidnapping expulsion murder killing assassination poisoning shooting "
    "stabbing".split()
)
# What an attack does to its target.
_HITTING = frozenset(
    "targets targeted targeting target strikes struck strike hits hit hitting destroys destroyed destroying destroy "
    "damages damaged damaging kills killed killing wounds wounded wounding injures injured injuring".split()
)
_EVENT_PREPOSITIONS = frozenset({"at", "in", "during", "for", "after", "before", "following", "to", "on", "with"})


class ArgumentFinder:
    """Finds who takes part in an event, and as what."""

    def __init__(self, finder: ActorFinder, index: LexiconIndex) -> None:
        self._finder, self._index = finder, index

    def arguments(self, trigger: Trigger) -> list[tuple[Role, Actor]]:
        """(role, actor) for every role of the frame, each actor once; the first role found wins."""
        found: list[tuple[Role, Actor]] = []
        for role in Role:
            for position in trigger.frame.positions(role):
                for actor in self.at(trigger, position):
                    if self._fits(actor, trigger) and all(actor.key != other.key for _, other in found):
                        found.append((_role_of(role, position, actor, trigger), actor))
        return _settled(found, trigger)

    def at(self, trigger: Trigger, position: str) -> Iterator[Actor]:
        """The actors that stand at one position of the trigger."""
        is_incident = trigger.frame.kind is Kind.INCIDENT
        for token in self.tokens_at(trigger, position):
            if is_indefinite(token) and not is_incident:
                continue
            found = self._finder.actors(token, describe=is_incident)
            if not found and position == "against":
                found = self._finder.owners(token)
            if not found and position == "object" and trigger.frame.human_target:
                found = self._finder.described_people(token)
            yield from found
        if position == "compound":
            yield from self._before_noun(trigger)

    def tokens_at(self, trigger: Trigger, position: str) -> Iterator[Token]:
        """The heads of the noun phrases at one position of the trigger."""
        if position in PREPOSITIONS:
            yield from self._after_preposition(trigger, position)
        elif trigger.is_verb:
            yield from self._of_verb(trigger, position)
        else:
            yield from self._of_noun(trigger, position)

    def _of_verb(self, trigger: Trigger, position: str) -> Iterator[Token]:
        verb = trigger.head
        if position == "subject":
            yield from subjects(verb)
            yield from companions(verb)
        elif position == "object":
            yield from objects(verb)
        elif position == "posting":
            for anchor in (*objects(verb), verb):
                for preposition in ("to", "from", "in"):
                    yield from prepositional(anchor, preposition)
        elif position == "object_owner":
            for head in objects(verb):
                yield from children(head, "poss", "amod", "compound")

    def _of_noun(self, trigger: Trigger, position: str) -> Iterator[Token]:
        noun, support = trigger.head, trigger.support
        part = (
            self._index.supports[support.lower_].subject
            if support is not None and support.lower_ in self._index.supports
            else None
        )
        is_carried = support is not None and noun not in surface_subjects(support)
        if position == "possessive":
            yield from children(noun, "poss")
        elif position == "targeting":
            verb = noun.head if noun.dep_ == "nsubj" else next(iter(children(noun, "acl", "relcl")), None)
            if verb is not None and verb.lower_ in _HITTING:
                yield from children(verb, "dobj")
        elif support is not None and is_carried:
            wanted = {"subject": "subject", "hosted_by": "host", "mediated_by": "mediator"}.get(position)
            if part is not None and wanted == part:
                yield from subjects(support)
                yield from companions(support)
        elif support is None:
            yield from self._around_noun(trigger, position)

    def _around_noun(self, trigger: Trigger, position: str) -> Iterator[Token]:
        """What the verb over the phrase says of the event: "will host X for a meeting", "said during a visit"."""
        noun, kind = trigger.head, trigger.frame.kind
        governor = noun.head.head if noun.dep_ == "pobj" else None
        hosted = (
            governor is not None
            and noun.head.lower_ == "for"
            and governor.tag_.startswith("VB")
            and _hosts(governor, self._index)
        )
        if hosted and governor is not None and position in ("subject", "hosted_by"):
            yield from subjects(governor) if position == "hosted_by" else objects(governor)
        elif position == "subject" and kind is Kind.MEETING and not self._has_own_participants(noun):
            yield from self._subject_around(noun)
        elif (
            position == "subject"
            and kind is Kind.VISIT
            and not self._has_own_participants(noun)
            and not self._is_known_visit(noun)
        ):
            if any(True for _ in prepositional(noun, "by")):
                return
            yield from self._subject_around(noun)

    @staticmethod
    def _has_own_participants(noun: Token) -> bool:
        """ "talks between A and B" need nobody else; "a meeting with B" wants its other side."""
        return any(True for _ in prepositional(noun, "between")) or bool(children(noun, "poss"))

    @staticmethod
    def _is_known_visit(noun: Token) -> bool:
        """ "during the visit" speaks of a visit told before; its visitor need not be the subject here."""
        return any(child.lower_ in ("the", "this", "that", "these") for child in children(noun, "det"))

    def _subject_around(self, noun: Token) -> Iterator[Token]:
        """Putin in "Putin said at a meeting with Xi": the subject of the verb over the phrase."""
        if children(noun, "poss"):
            return
        head = noun.head
        if noun.dep_ == "pobj" and head.lower_ in _EVENT_PREPOSITIONS and head.head.tag_.startswith("VB"):
            yield from surface_subjects(head.head)
        elif noun.dep_ in ("dobj", "attr") and head.tag_.startswith("VB"):
            yield from surface_subjects(head)

    def _after_preposition(self, trigger: Trigger, preposition: str) -> Iterator[Token]:
        found = list(prepositional(trigger.head, preposition))
        if not found and preposition == "with" and trigger.is_verb:
            found = list(right_after(trigger.head, preposition))
        yield from found
        if trigger.support is not None and preposition != "of":
            yield from prepositional(trigger.support, preposition)
        if trigger.is_verb and preposition in ("with", "against"):
            for head in objects(trigger.head):
                yield from prepositional(head, preposition)

    def _before_noun(self, trigger: Trigger) -> Iterator[Actor]:
        """States and bodies named before the noun: "Iran nuclear talks", "a U.S. drone attack"."""
        words = trigger.words
        start = words.start
        while start > words.sent.start and self._modifies(words.doc[start - 1]):
            start -= 1
        i = start
        while i < words.start:
            token = words.doc[i]
            entity = self._finder.entity(token)
            if entity is not None:
                if token.dep_ != "poss" and token.lower_ not in ("'s", "’s") and not self._finder.is_city(entity):
                    yield from self._named_before(entity[-1])
                i = entity.end
            else:
                if trigger.frame.kind is Kind.INCIDENT and token.dep_ in ("compound", "nmod") and token.tag_ == "NNS":
                    yield from (a for a in self._finder.actors(token, describe=True) if a.sort == "group")
                i += 1

    def _named_before(self, token: Token) -> Iterator[Actor]:
        states = [a for a in self._finder.actors(token) if a.sort in ("government", "organization", "group")]
        yield from states or self._finder.states_of_adjective(token)

    @staticmethod
    def _modifies(token: Token) -> bool:
        return token.tag_ in (
            "NN",
            "NNP",
            "NNPS",
            "NNS",
            "JJ",
            "HYPH",
            "POS",
            "CC",
            "VBG",
            "CD",
            "VBN",
        ) or token.text in ("-", "–", "—", "’s")

    def _fits(self, actor: Actor, trigger: Trigger) -> bool:
        frame = trigger.frame
        if actor.start < trigger.words.end_char and trigger.words.start_char < actor.end:
            return False  # "the Global Summit" is the event, not who takes part
        if frame.kind is not Kind.INCIDENT and actor.sort in ("group", "structure") and not _is_named_group(actor):
            return False
        if frame.only_actors:
            sorts = {actor.sort, "delegation"} if actor.is_delegation else {actor.sort}
            return bool(sorts & frame.only_actors)
        return True


def _role_of(role: Role, position: str, actor: Actor, trigger: Trigger) -> Role:
    """Who owns an arrest or a murder suffered it: "her arrest"; a state that owns one did it: "Iran's attack"."""
    suffers = actor.sort in ("person", "group") and trigger.frame.type in _SUFFERED
    if role is Role.PERPETRATOR and position == "possessive" and suffers and trigger.head.lower_ in _SUFFERED_NOUNS:
        return Role.TARGET
    return role


def _settled(found: list[tuple[Role, Actor]], trigger: Trigger) -> list[tuple[Role, Actor]]:
    """What the codebook says of the parts as a whole."""
    if trigger.frame.kind is not Kind.MEETING:
        return found
    if trigger.is_verb and all(role is Role.HOST for role, _ in found):
        return [(Role.PARTICIPANT, actor) for _, actor in found]  # "the Council convenes": nobody is hosted
    if any(actor.sort == "person" for _, actor in found):
        # Where the people are told, the body of many states that the summit is named for is no further participant.
        return [(role, actor) for role, actor in found if not _is_named_for(actor, trigger)]
    return found


def _is_named_for(actor: Actor, trigger: Trigger) -> bool:
    return (
        actor.sort == "organization"
        and actor.end <= trigger.words.start_char
        and actor.end >= trigger.words.start_char - 30
    )


def _hosts(verb: Token, index: LexiconIndex) -> bool:
    support = index.supports.get(verb.lower_)
    return verb.lower_.startswith(("welcom", "receiv", "greet")) or (support is not None and support.subject == "host")


def _is_named_group(actor: Actor) -> bool:
    """Taliban and Hamas meet and travel; "gunmen" and "people" only appear in incidents."""
    if actor.sort == "group" and actor.office:
        return True
    return (
        actor.sort == "group"
        and actor.name[:1].isupper()
        and actor.name.split()[0].lower() not in ("two", "three", "four", "five")
    )

"""The noun phrases that stand at a position of a trigger: its subject, what follows "with", what stands before it."""

from collections.abc import Iterator

from spacy.tokens import Token

from extraction.draft import Trigger
from extraction.lexicon.index import LexiconIndex
from extraction.lexicon.models import PREPOSITIONS
from extraction.syntax import (
    children,
    companions,
    is_verb,
    objects,
    prepositional,
    right_after,
    subjects,
    surface_subjects,
)
from schemas.vocabulary import Kind

# What an attack does to its target.
_HITTING = frozenset(
    "targets targeted targeting target strikes struck strike hits hit hitting destroys destroyed destroying destroy "
    "damages damaged damaging kills killed killing wounds wounded wounding injures injured injuring".split()
)
_KILLING = frozenset(
    "kill kills killed killing wound wounds wounded injure injures injured die dies died dead".split()
)  # fmt: skip
_EVENT_PREPOSITIONS = frozenset({"at", "in", "during", "for", "after", "before", "following", "to", "on", "with"})
# What the object of the verb leads on to: "launched missiles at Israel", "held talks with Iran".
_OF_OBJECT = frozenset({"with", "against", "at", "on", "into", "toward", "from"})
# "yesterday's meeting", "this week's talks": nobody owns the event.
_TIMES = frozenset(
    "yesterday today tomorrow tonight week month year decade century weekend morning evening night day spring summer "
    "autumn fall winter monday tuesday wednesday thursday friday saturday sunday january february march april may june "
    "july august september october november december".split()
)
_REACH_AGAINST = 15  # tokens within which "against" still belongs to a protest or attack


class Positions:
    """Answers which noun phrases stand where around a trigger."""

    def __init__(self, index: LexiconIndex) -> None:
        self._index = index

    def at(self, trigger: Trigger, position: str) -> Iterator[Token]:
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
            # "arrested militants": the participle before a noun has it as object.
            yield from [verb.head] if verb.dep_ == "amod" and verb.tag_ == "VBN" else objects(verb)
            yield from (hit for thing in objects(verb) for hit in _hit_by(thing))
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
            yield from owners_of(noun)
        elif position == "targeting":
            yield from _hit_by(noun)
        elif support is not None and is_carried:
            wanted = {"subject": "subject", "hosted_by": "host", "mediated_by": "mediator"}.get(position)
            if part is not None and wanted == part:
                yield from subjects(support)
                yield from companions(support)
        elif position == "mediated_by":
            yield from self._mediators(noun)
        elif support is None:
            yield from self._around_noun(trigger, position)

    def _mediators(self, noun: Token) -> Iterator[Token]:
        """ "talks brokered by Egypt"."""
        for verb in children(noun, "acl", "relcl"):
            support = self._index.supports.get(verb.lower_)
            if support is not None and support.subject == "mediator":
                yield from subjects(verb)

    def _around_noun(self, trigger: Trigger, position: str) -> Iterator[Token]:
        """What the verb over the phrase says of the event: "will host X for a meeting", "said during a visit"."""
        noun, kind = trigger.head, trigger.frame.kind
        host = self._hosting_verb(noun)
        if host is not None and position in ("subject", "hosted_by"):
            yield from subjects(host) if position == "hosted_by" else objects(host)
        elif position == "subject" and kind is Kind.MEETING and not _has_own_participants(noun):
            yield from _subject_around(noun)
        elif (
            position == "subject"
            and kind is Kind.VISIT
            and not _has_own_participants(noun)
            and not _is_known_visit(noun)
        ):
            if any(True for _ in prepositional(noun, "by")):
                return
            yield from _subject_around(noun)

    def _hosting_verb(self, noun: Token) -> Token | None:
        """The verb of hosting in "will host X of Y for a meeting", wherever the parse hangs "for"."""
        if noun.dep_ != "pobj" or noun.head.lower_ != "for":
            return None
        for ancestor in noun.head.ancestors:
            if is_verb(ancestor):
                return ancestor if _hosts(ancestor, self._index) and ancestor.i < noun.i else None
        return None

    def _after_preposition(self, trigger: Trigger, preposition: str) -> Iterator[Token]:
        found = list(prepositional(trigger.head, preposition))
        if not found and preposition == "with" and trigger.is_verb:
            found = list(right_after(trigger.head, preposition))
        if not found and preposition == "against":
            found = list(_further_on(trigger, preposition))
        yield from found
        if trigger.support is not None and preposition != "of" and not self._treats_of(trigger, preposition):
            yield from prepositional(trigger.support, preposition)
        if trigger.is_verb and preposition in _OF_OBJECT:
            for head in objects(trigger.head):
                yield from prepositional(head, preposition)

    def _treats_of(self, trigger: Trigger, preposition: str) -> bool:
        """ "The meeting dealt with trade": behind a verb that carries no event stands the topic."""
        return (
            preposition == "with" and trigger.support is not None and trigger.support.lower_ not in self._index.supports
        )


def owners_of(noun: Token) -> list[Token]:
    """Whose event it is; "yesterday's" owns nothing."""
    return [owner for owner in children(noun, "poss") if owner.lower_ not in _TIMES]


def fallen_in(clash: Token) -> Iterator[Token]:
    """Who kills and who is killed "in a clash": the sides that fought, as far as they bear arms."""
    if clash.dep_ != "pobj" or clash.head.lower_ not in ("in", "during", "after"):
        return
    verb = next((ancestor for ancestor in clash.ancestors if is_verb(ancestor)), None)
    if verb is not None and verb.lower_ in _KILLING:
        yield from subjects(verb)
        yield from objects(verb)


def struck_by_accident(trigger: Trigger) -> Iterator[Token]:
    """The noun phrases that can name what an accident hits: what crashes, where the fire or explosion is."""
    if trigger.is_verb:
        yield from surface_subjects(trigger.head)
        return
    for preposition in ("at", "of", "in", "on", "aboard"):
        yield from prepositional(trigger.head, preposition)
    yield from children(trigger.head, "compound")


def _further_on(trigger: Trigger, preposition: str) -> Iterator[Token]:
    """What stands after the next such preposition of the clause ("protest in the capital against X")."""
    last = trigger.words.end
    for token in trigger.words.doc[last : min(last + _REACH_AGAINST, trigger.words.sent.end)]:
        if token.lower_ == preposition:
            yield from children(token, "pobj")
            return
        if is_verb(token) or token.text in (";", "."):
            return


def _hit_by(thing: Token) -> Iterator[Token]:
    """What an attack or weapon hits: "strikes targeting X", "an attack that killed X", "X was hit by a strike"."""
    verbs = children(thing, "acl", "relcl")
    if thing.dep_ == "nsubj":
        verbs.insert(0, thing.head)
    for verb in verbs:
        if verb.lower_ in _HITTING:
            yield from children(verb, "dobj")
    agent = thing.head
    if thing.dep_ == "pobj" and agent.lower_ == "by" and agent.head.lower_ in _HITTING:
        yield from children(agent.head, "nsubjpass")


def _has_own_participants(noun: Token) -> bool:
    """ "talks between A and B" need nobody else; "a meeting with B" wants its other side."""
    return any(True for _ in prepositional(noun, "between")) or bool(owners_of(noun))


def _is_known_visit(noun: Token) -> bool:
    """ "during the visit" speaks of a visit told before; its visitor need not be the subject here."""
    return any(child.lower_ in ("the", "this", "that", "these") for child in children(noun, "det"))


def _subject_around(noun: Token) -> Iterator[Token]:
    """Putin in "Putin said at a meeting with Xi": the subject of the verb over the phrase."""
    if owners_of(noun):
        return
    head = noun.head
    if noun.dep_ == "pobj" and head.lower_ in _EVENT_PREPOSITIONS and is_verb(head.head):
        yield from surface_subjects(head.head)
    elif noun.dep_ in ("dobj", "attr") and is_verb(head):
        yield from surface_subjects(head)


def _hosts(verb: Token, index: LexiconIndex) -> bool:
    support = index.supports.get(verb.lower_)
    return verb.lower_.startswith(("welcom", "receiv", "greet")) or (support is not None and support.subject == "host")

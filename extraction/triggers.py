"""Finds the words that name events, and checks the conditions that their frames set."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from extraction.draft import Trigger
from extraction.lexicon.index import GAP, LONGEST_GAP, LexiconIndex, Pattern
from extraction.syntax import children, is_verb, objects, surface_subjects

_NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS", "VBG"})
_DATE_LABELS = frozenset({"DATE", "TIME", "PERSON", "WORK_OF_ART", "LAW", "LANGUAGE"})
# Five words or more between quotation marks; less is a name or a phrase that the article makes its own.
_QUOTED_SPEECH = re.compile(r"[“\"](?:[^“”\"\s]+\s+){5,}[^“”\"]*[”\"]")
# Nouns that add nothing to the event noun before them: "bombing campaign", "hack attempts".
_GENERIC_HEADS = frozenset(
    "attempt attempts campaign campaigns attack attacks incident incidents plot operation operations spree wave "
    "series round rounds meeting meetings session visit trip tour".split()
)  # fmt: skip
_CIRCUMSTANCE = frozenset("during amid amidst since despite because over about against of".split())
# Prepositions through which a verb can carry an event noun: "take part in talks", "agree to a summit".
_SUPPORT_PREPOSITIONS = frozenset({"in", "to", "on", "from", "with", "for", "of", "at"})


@dataclass(frozen=True)
class Candidate:
    """Words that a frame names as a trigger, whether or not they name an event here."""

    trigger: Trigger
    fits: bool
    """The frame's conditions on the words around it hold."""
    is_quoted: bool


def find_candidates(doc: Doc, index: LexiconIndex) -> Iterator[Candidate]:
    """Every place where a frame's words stand, in order of the text; the frame whose conditions hold goes first."""
    taken_until = 0
    quotations = _quotations(doc)
    for token in doc:
        if token.i < taken_until:
            continue
        misfit: tuple[Pattern, Token] | None = None
        for pattern in index.patterns.get(token.lower_, ()):
            last = _match(pattern, token)
            if last is None:
                continue
            trigger = _trigger(pattern, token, last, index)
            if trigger is not None:
                yield Candidate(trigger, True, _is_quoted(token, quotations))
                if not any(GAP in word for word in pattern.words):
                    taken_until = last.i + 1
                break
            if misfit is None or is_verb(token) == pattern.is_verb != misfit[0].is_verb:
                misfit = pattern, last
        else:
            if misfit is not None:
                trigger = _unconditioned(misfit[0], token, misfit[1], index)
                yield Candidate(trigger, False, _is_quoted(token, quotations))


def _unconditioned(pattern: Pattern, first: Token, last: Token, index: LexiconIndex) -> Trigger:
    """The trigger as the pattern has it, with no question asked."""
    if pattern.is_verb:
        return Trigger(pattern.frame, True, _verb_words(pattern, first, last), first)
    return Trigger(pattern.frame, False, first.doc[first.i : last.i + 1], last, support_verb(last, index))


def _verb_words(pattern: Pattern, first: Token, last: Token) -> Span:
    has_gap = any(GAP in word for word in pattern.words)
    return first.doc[first.i : first.i + 1] if has_gap else first.doc[first.i : last.i + 1]


def _quotations(doc: Doc) -> list[tuple[int, int]]:
    """Character ranges of quoted speech. What is said in it is somebody's talk, not the article's report."""
    return [match.span() for match in _QUOTED_SPEECH.finditer(doc.text)]


def _is_quoted(token: Token, quotations: list[tuple[int, int]]) -> bool:
    return any(start <= token.idx < end for start, end in quotations)


def _match(pattern: Pattern, first: Token) -> Token | None:
    """The last token of the match that starts at `first`, or None."""
    doc, i = first.doc, first.i
    if token_in_name(first):
        return None
    for position, word in enumerate(pattern.words[1:], 1):
        if GAP in word:
            following = pattern.words[position + 1]
            reach = range(i + 2, min(i + 2 + LONGEST_GAP, first.sent.end))
            i = next((j - 1 for j in reach if doc[j].lower_ in following), -1)
            if i < 0:
                return None
            continue
        i += 1
        if i >= first.sent.end or doc[i].lower_ not in word:
            return None
    return doc[i]


def token_in_name(token: Token) -> bool:
    """True where the word is part of a person's name, a date or a title."""
    return token.ent_type_ in _DATE_LABELS and token.tag_ in ("NNP", "NNPS", "JJ")


def _trigger(pattern: Pattern, first: Token, last: Token, index: LexiconIndex) -> Trigger | None:
    doc, frame = first.doc, pattern.frame
    if pattern.is_verb:
        is_mistagged = first.dep_ == "ROOT" and bool(children(first, "nsubj"))
        if not (is_verb(first) or is_mistagged) or first.dep_ in ("amod", "compound", "aux", "auxpass"):
            return None
        trigger = Trigger(frame, True, _verb_words(pattern, first, last), first)
        return trigger if _verb_conditions_hold(trigger) else None
    if last.dep_ in ("compound", "nmod") and last.head.i == last.i + 1 and last.head.lower_ in _GENERIC_HEADS:
        last = last.head
    if last.tag_ not in _NOUN_TAGS or last.dep_ in ("compound", "aux", "amod"):
        return None
    if last.tag_ == "VBG" and not (children(last, "det", "poss", "amod") or last.dep_ in ("dobj", "nsubj", "pobj")):
        return None
    support = support_verb(last, index)
    trigger = Trigger(frame, False, doc[first.i : last.i + 1], last, support)
    return trigger if _noun_conditions_hold(trigger, first) else None


def support_verb(noun: Token, index: LexiconIndex) -> Token | None:
    """The verb that carries the event noun as subject, object or after a preposition."""
    head = noun.head
    if noun.dep_ == "conj":
        return support_verb(head, index) if head.tag_.startswith("NN") else None
    if noun.dep_ in ("dobj", "nsubj", "nsubjpass", "attr", "dative") and is_verb(head):
        return head if noun.dep_ in ("nsubj", "nsubjpass") or head.lower_ in index.supports else None
    if noun.dep_ == "pobj" and head.lower_ in _SUPPORT_PREPOSITIONS:
        verb = head.head
        if is_verb(verb) and verb.lower_ in index.supports:
            return verb
        # "takes part in talks", "cancel plans for a visit": the noun between is light itself.
        if verb.dep_ == "dobj" and verb.lower_ in (
            "part",
            "plans",
            "plan",
            "round",
            "series",
            "invitation",
            "day",
        ):
            return verb.head if is_verb(verb.head) else None
    return None


def _verb_conditions_hold(trigger: Trigger) -> bool:
    frame, verb = trigger.frame, trigger.head
    object_heads = objects(verb)
    object_words = {word.lower_ for head in object_heads for word in head.subtree if abs(word.i - head.i) < 6}
    heads = {t.lower_ for head in object_heads for t in (head, *children(head, "conj"))}
    subject_words = {t.lower_ for head in surface_subjects(verb) for t in (head, *children(head, "compound", "amod"))}
    if frame.object and not (heads & frame.object):
        return False
    if frame.object_words and not (object_words & frame.object_words or _into_words(verb) & frame.object_words):
        return False
    if heads & frame.unless_object or subject_words & frame.unless_subject:
        return False
    if frame.subject and not (subject_words & frame.subject):
        return False
    return _prepositions_hold(trigger)


def _into_words(verb: Token) -> set[str]:
    return {w.lower_ for prep in children(verb, "prep") for w in prep.subtree if abs(w.i - prep.i) < 7}


def _noun_conditions_hold(trigger: Trigger, first: Token) -> bool:
    frame, noun = trigger.frame, trigger.head
    modifiers = {t.lower_ for t in noun.children if t.i < noun.i}
    modifiers |= {t.lower_ for t in noun.doc[max(first.i - 2, noun.sent.start) : first.i]}
    if modifiers & frame.unless_modifier:
        return False
    if frame.require_modifier and not (modifiers & frame.require_modifier):
        return False
    following = noun.doc[noun.i + 1].lower_ if noun.i + 1 < noun.sent.end else ""
    if following in frame.unless_next or (following == "-" and noun.i + 2 < noun.sent.end and not _spaced(noun)):
        return False
    if frame.only_with_support and trigger.support is None:
        return False
    if frame.state_of_affairs and noun.dep_ == "pobj" and noun.head.lower_ in _CIRCUMSTANCE:
        return False
    return _prepositions_hold(trigger)


def _spaced(token: Token) -> bool:
    return bool(token.whitespace_)


def _prepositions_hold(trigger: Trigger) -> bool:
    frame = trigger.frame
    if not frame.require_prepositions and not frame.unless_prepositions:
        return True
    anchors = [trigger.head, *([trigger.support] if trigger.support else [])]
    if trigger.is_verb:
        anchors += objects(trigger.head)
    found = {child.lower_ for anchor in anchors for child in anchor.children if child.dep_ in ("prep", "dative", "prt")}
    if frame.require_prepositions and not (found & frame.require_prepositions):
        return False
    return not (found & frame.unless_prepositions)

"""Countable statements about events: "second meeting in two months", "for the first time since 2018"."""

import re
from dataclasses import dataclass
from datetime import date

from spacy.tokens import Token

from extraction.claim_periods import Period, period_after
from extraction.connections import EventWords, phrase_end
from extraction.dates.words import NUMBER_WORDS, ORDINAL_WORDS
from extraction.draft import Characters, ClaimFinding
from extraction.lexicon.index import LexiconIndex
from extraction.syntax import children, is_verb, surface_subjects
from schemas.vocabulary import Role

_DIGITS = re.compile(r"(\d{1,3})(?:st|nd|rd|th)$")
_FARTHEST_DETERMINER = 4
_FIRST_ROLES = (Role.VISITOR, Role.PERPETRATOR, Role.PARTICIPANT, Role.HOST)
_SELF = frozenset({"his", "her", "its", "their"})
# After an ordinal without a noun: whose, or in what time.
_OF_WHAT = frozenset({"by", "in", "since", "this", "within", "for"})
_POINTING = frozenset({"it", "this", "that", "which", "these"})


@dataclass(frozen=True)
class _Counted:
    """What an ordinal counts: the events, the words from `start` to before `end`, whose count it is, and the noun
    after which its time may stand."""

    events: list[int]
    start: int
    end: int
    subject: str
    noun: Token


def add_claims(words: EventWords, index: LexiconIndex, published: date | None) -> None:
    """Give each event the counts that the article claims of it."""
    reader = _Reader(words, index)
    for token in words.doc:
        ordinal = _ordinal(token)
        counted = reader.counted(token) if ordinal else None
        if ordinal is None or counted is None or not counted.events:
            continue
        period = period_after(counted.noun, published) or Period()
        doc = words.doc
        first, last = doc[counted.start], doc[counted.end - 1]
        where = Characters(first.idx, max(last.idx + len(last), period.end_char))
        for number in counted.events:
            event = words.events[number]
            claim = ClaimFinding(where, ordinal, counted.subject or _actors(words, number), period.days, period.since)
            if not any(c.where.start < where.end and where.start < c.where.end for c in event.claims):
                event.claims.append(claim)


def _ordinal(token: Token) -> int | None:
    value = ORDINAL_WORDS.get(token.lower_)
    if value is None and (match := _DIGITS.match(token.lower_)):
        value = int(match[1])
    if value and token.i > 1 and token.nbor(-1).text == "-":  # "Twenty-Eighth" is three tokens
        value += NUMBER_WORDS.get(token.nbor(-2).lower_, 0)
    return value or None


class _Reader:
    def __init__(self, words: EventWords, index: LexiconIndex) -> None:
        self._words, self._doc = words, words.doc
        self._patterns = index.patterns
        self._nouns, self._claims = index.event_nouns, index.lexicon.details.claims

    def counted(self, ordinal: Token) -> _Counted | None:
        """What the ordinal counts, where that is an event of the document."""
        noun = self._noun(ordinal)
        if noun is None:
            return self._without_noun(ordinal)
        if noun.lower_ in self._claims.parts and not self._is_time(ordinal, noun):
            return None
        if self._is_time(ordinal, noun):
            return self._times(ordinal, noun)
        if found := self._words.at(noun):
            return _Counted(found, self._start(ordinal), noun.i + 1, self._whose(ordinal, noun, found), noun)
        if noun.lower_ in self._claims.rounds:
            return self._round(ordinal, noun)
        return self._first_to(ordinal, noun) or self._another_word(ordinal, noun)

    @staticmethod
    def _noun(ordinal: Token) -> Token | None:
        """The noun that the ordinal counts; through "ever" in "first ever"."""
        noun = ordinal.head
        if noun.i <= ordinal.i and ordinal.i + 1 < len(ordinal.doc):
            noun = ordinal.doc[ordinal.i + 1]
        return noun if noun.i > ordinal.i and noun.tag_[:2] in ("NN", "VB") else None

    def _start(self, ordinal: Token) -> int:
        """The determiner or owner before the ordinal."""
        for child in ordinal.head.children:
            if child.dep_ in ("det", "poss") and 0 < ordinal.i - child.left_edge.i <= _FARTHEST_DETERMINER:
                return child.left_edge.i
        return ordinal.i

    def _is_time(self, ordinal: Token, noun: Token) -> bool:
        """ "for the third time", "for a second consecutive day"."""
        lead = self._lead(ordinal)
        return lead is not None and noun.lower_ in self._claims.times

    def _lead(self, ordinal: Token) -> Token | None:
        for i in (ordinal.i - 1, ordinal.i - 2):
            if i >= ordinal.sent.start and self._doc[i].lower_ == "for":
                return self._doc[i]
        return None

    def _times(self, ordinal: Token, noun: Token) -> _Counted | None:
        lead = self._lead(ordinal)
        if lead is None:
            return None
        events = self._words.above(lead) or self._right_before(lead)
        subject = ""
        if events:
            event = self._words.events[events[0]]
            heads = surface_subjects(event.trigger.clause) if is_verb(event.trigger.clause) else []
            subject = self._named(events[0], heads[0]) if heads else ""
        return _Counted(events, lead.i, noun.i + 1, subject, noun)

    def _round(self, ordinal: Token, noun: Token) -> _Counted | None:
        for of in children(noun, "prep"):
            for pobj in children(of, "pobj") if of.lower_ == "of" else ():
                found = self._words.at(pobj)
                return _Counted(found, self._start(ordinal), pobj.i + 1, self._whose(ordinal, pobj, found), pobj)
        return None

    def _first_to(self, ordinal: Token, noun: Token) -> _Counted | None:
        """ "the first German chancellor to visit Kosovo", "the first to do so"."""
        for verb in children(noun, "relcl", "acl", "advcl"):
            if not any(child.lower_ == "to" for child in children(verb, "aux")):
                continue
            found = self._words.at(verb) or [n for n in self._before(ordinal) if self._is_again(verb, n)]
            if found:
                described = self._doc[ordinal.i + 1 : verb.left_edge.i]
                return _Counted(found, self._start(ordinal), verb.right_edge.i + 1, described.text.strip(), noun)
        return None

    def _is_again(self, verb: Token, number: int) -> bool:
        """True where the verb only repeats the event: "the first to do so", "visits Gaza, the first to visit"."""
        patterns = self._patterns.get(verb.lower_, ())
        kind = self._words.events[number].kind
        return verb.lower_ == "do" or any(p.is_verb and p.frame.kind is kind for p in patterns)

    def _another_word(self, ordinal: Token, noun: Token) -> _Counted | None:
        """ "It was the third such attack", ", the first visit by": other words for the event told last."""
        sorts = self._nouns.get(noun.lower_)
        if sorts is None or noun.tag_.startswith("NNP"):
            return None
        events = self._before(ordinal)
        verb = noun.head
        if not events and noun.dep_ == "attr" and any(s.lower_ in _POINTING for s in surface_subjects(verb)):
            events = self._of_sentence_before(ordinal)
        of_sort = [(self._words.events[n].kind, self._words.events[n].incident_type) for n in events]
        events = [n for n, sort in zip(events, of_sort, strict=True) if sort in sorts]
        return _Counted(events, self._start(ordinal), noun.i + 1, self._whose(ordinal, noun, events), noun)

    def _without_noun(self, ordinal: Token) -> _Counted | None:
        """ ", the first by a Greek leader in 49 years", "It was the third in a month"."""
        i, doc = ordinal.i, self._doc
        if i < 2 or i + 1 >= len(doc) or doc[i - 1].lower_ != "the" or doc[i + 1].lower_ not in _OF_WHAT:
            return None
        events, end, subject = [], i + 1, ""
        if doc[i - 2].text == ",":
            events = self._before(ordinal)
        elif any(s.lower_ in _POINTING for s in surface_subjects(ordinal.head)):
            events = self._of_sentence_before(ordinal)
        for by in children(ordinal, "prep"):
            for pobj in children(by, "pobj") if by.lower_ == "by" else ():
                end, subject = phrase_end(pobj), _without_article(doc[pobj.left_edge.i : phrase_end(pobj)].text)
        return _Counted(events, i - 1, end, subject, doc[end - 1])

    def _before(self, token: Token) -> list[int]:
        """The events told last in the sentence before the token."""
        for i in range(token.i - 1, token.sent.start - 1, -1):
            if found := self._words.by_token.get(i):
                return found
        return []

    def _right_before(self, token: Token) -> list[int]:
        """The events told last before the token, with no other verb between."""
        for i in range(token.i - 1, token.sent.start - 1, -1):
            if found := self._words.by_token.get(i):
                return found
            if is_verb(self._doc[i]):
                return []
        return []

    def _of_sentence_before(self, token: Token) -> list[int]:
        start = token.sent.start
        before = self._doc[start - 1].sent.start if start else 0
        for i in range(start - 1, before - 1, -1):
            if found := self._words.by_token.get(i):
                return found
        return []

    def _whose(self, ordinal: Token, noun: Token, events: list[int]) -> str:
        """Whose count it is: the owner, who does it, or the series that the numbers belong to."""
        for owner in children(noun, "poss") + ([] if ordinal.head == noun else children(ordinal.head, "poss")):
            if owner.ent_type_ in ("DATE", "TIME"):
                continue
            if owner.lower_ in _SELF:
                return _actors(self._words, events[0], owner.lower_ == "their") if events else ""
            return self._doc[owner.left_edge.i : owner.i + 1].text
        for preposition in children(noun, "prep"):
            if preposition.lower_ in ("by", "between"):
                for pobj in children(preposition, "pobj"):
                    return _without_article(self._doc[pobj.left_edge.i : pobj.right_edge.i + 1].text)
        series = self._doc[ordinal.i + 1 : noun.i]
        if ordinal.head == noun and any(token.tag_.startswith("NNP") for token in series):
            return series.text.strip()
        return ""

    def _named(self, number: int, head: Token) -> str:
        """The actor at the head of a subject; its own words where it is none."""
        for _, actor in self._words.events[number].actors:
            if actor.start <= head.idx < actor.end or head.text in actor.name.split():
                return actor.name
        return self._doc[head.left_edge.i : head.i + 1].text if head.tag_ != "PRP" else ""


def _actors(words: EventWords, number: int, is_all: bool = False) -> str:
    """The actor that an event is first of all told of, or all in its part."""
    actors = words.events[number].actors
    for wanted in _FIRST_ROLES:
        names = [actor.name for role, actor in actors if role is wanted]
        if names:
            return ", ".join(names) if is_all else names[0]
    return ""


def _without_article(text: str) -> str:
    first, _, rest = text.partition(" ")
    return rest if rest and first.lower() in ("a", "an", "the") else text

"""How far the event that a noun names has come: words before it, its verb, and the words that govern it."""

import re

from spacy.tokens import Token

from extraction.draft import StatusFinding, Trigger
from extraction.lexicon.index import LexiconIndex
from extraction.status_verbs import VerbStatus
from extraction.status_words import AHEAD, CALLED_OFF, PRESENT_BE, StatusWords, by_word, characters, occurred
from extraction.syntax import children, is_verb
from schemas.vocabulary import IncidentType, Kind, Status

_BEFORE = frozenset({"before", "ahead", "prior", "until", "pending"})
_PREPOSITIONS_OF_AIM = frozenset({"for", "about", "on", "of", "over", "to"})
# Incidents that those who decide them fix beforehand.
_FIXABLE = frozenset({IncidentType.WEAPONS_TEST, IncidentType.PROTEST})
_DAYS = re.compile(r"^(?:\w+-)?(?:day|week|nation|leg)$")


class NounStatus:
    """Decides the status of one event that a noun names."""

    def __init__(self, index: LexiconIndex, words: StatusWords, verbs: VerbStatus, trigger: Trigger) -> None:
        self._index, self._words, self._verbs, self._trigger = index, words, verbs, trigger
        self._kind, self._type = trigger.frame.kind, trigger.frame.type

    def status(self) -> StatusFinding | None:
        """The status; None where the event is told not to have happened."""
        noun, support = self._trigger.head, self._trigger.support
        entry = self._words.support(support, noun) if support is not None else None
        if support is not None and entry is not None and entry.status in CALLED_OFF:
            # "cancels his scheduled trip": that it is called off outweighs that it was planned.
            return self._of_carried_noun(noun, support)
        if found := self._words.modifier(noun):
            return found
        if found := self._going_on(noun):
            return found
        found = self._of_bare_noun(noun) if support is None else self._of_carried_noun(noun, support)
        if found is not None and found.status is Status.OCCURRED and self._lasts(noun):
            return by_word(Status.ONGOING, noun)
        return found

    def _of_bare_noun(self, noun: Token) -> StatusFinding:
        if found := self._from_governing_noun(noun):
            return found
        if self._follows_before(noun) and (self._kind is not Kind.INCIDENT or noun.head.lower_ != "before"):
            return StatusFinding(Status.SCHEDULED, characters(noun.head))
        governor = noun.head if is_verb(noun.head) else None
        if governor is not None and (found := self._words.verb(governor, self._kind)):
            averting = found.status is Status.CANCELLED and any(c.lower_ == "to" for c in children(governor, "aux"))
            return by_word(Status.PROPOSED, governor) if averting and self._kind is Kind.INCIDENT else found
        if noun.dep_ == "pobj" and (found := self._from_errand(noun)):
            return found
        for ancestor in noun.ancestors:
            if is_verb(ancestor):
                found = self._verbs.modal(ancestor)
                return found if found and found.status is Status.SCHEDULED and self._is_aim(noun) else occurred(noun)
        return occurred(noun)

    def _is_aim(self, noun: Token) -> bool:
        if self._kind is Kind.INCIDENT or any(child.tag_ == "VBN" for child in children(noun, "acl")):
            return False
        return noun.dep_ == "pobj" and noun.head.lower_ in ("for", "at", "in", "to", "during")

    def _from_errand(self, noun: Token) -> StatusFinding | None:
        """ "arrives in England for the summit", "is open to talks"."""
        preposition = noun.head
        if preposition.lower_ == "to" and self._words.is_open_to(preposition.head):
            return by_word(Status.PROPOSED, preposition.head)
        if preposition.lower_ not in ("for", "to") or self._kind is not Kind.MEETING:
            return None
        for ancestor in preposition.ancestors:
            if is_verb(ancestor):
                is_errand = ancestor.lower_ in self._words.errands or ancestor.lower_ in PRESENT_BE
                return by_word(Status.SCHEDULED, ancestor) if is_errand and ancestor.tag_ != "VBD" else None
        return None

    def _going_on(self, noun: Token) -> StatusFinding | None:
        """ "wildfires currently burning", "the floods that are affecting the north", "on the last day of his visit"."""
        for clause in children(noun, "acl", "relcl"):
            is_progressive = clause.tag_ == "VBG" and {c.lower_ for c in children(clause, "aux")} & PRESENT_BE
            if clause.tag_ == "VBG" and (is_progressive or self._words.says_now(clause)):
                return by_word(Status.ONGOING, clause)
        verb = noun.head
        if noun.dep_ == "nsubj" and is_verb(verb) and verb.tag_ in ("VBZ", "VBP", "VBG") and self._words.says_now(verb):
            return by_word(Status.ONGOING, verb)
        if noun.dep_ != "pobj":
            return None
        preposition, over = noun.head, noun.head.head
        may_last = self._kind is Kind.MEETING or self._type is IncidentType.PROTEST
        if preposition.lower_ == "amid" and may_last:
            return by_word(Status.ONGOING, preposition)
        if preposition.lower_ == "of" and self._words.is_part(over) and self._kind is not Kind.INCIDENT:
            return by_word(Status.ONGOING, over)
        if self._kind is Kind.VISIT and preposition.lower_ == "on" and over.lower_ in PRESENT_BE:
            return by_word(Status.ONGOING, over)
        departs = self._kind is Kind.VISIT and preposition.lower_ == "on" and over.lower_ in self._words.errands
        return by_word(Status.ONGOING, over) if departs and over.tag_ in ("VBZ", "VBP") else None

    def _lasts(self, noun: Token) -> bool:
        """ "a three-day visit", "the outbreak": it goes on unless something says that it is over."""
        if noun.dep_ == "pobj" and noun.head.lower_ in ("after", "following", "since"):
            return False
        if self._words.is_lasting(noun):
            return True
        over = next((ancestor for ancestor in noun.ancestors if is_verb(ancestor)), None)
        if self._kind is not Kind.VISIT or (over is not None and (over.tag_ == "VBD" or self._is_over(over))):
            return False
        return any(
            _DAYS.match(child.lower_) and noun.doc[max(child.i - 1, 0)].text in ("-", child.text)
            for child in children(noun, "compound", "nmod", "amod")
        )

    def _is_over(self, verb: Token) -> bool:
        entry = self._index.supports.get(verb.lower_)
        return entry is not None and entry.status is Status.OCCURRED

    def _of_carried_noun(self, noun: Token, support: Token) -> StatusFinding | None:
        entry = self._words.support(support, noun)
        verbal = self._verbs.status(support)
        if self._kind is Kind.MEETING and support.lower_ in self._words.attending:
            # Who stays away from a summit leaves it as it was.
            if verbal is None:
                return occurred(noun)
            return by_word(Status.SCHEDULED, support) if verbal.status is Status.CANCELLED else verbal
        if entry is None and (found := self._from_governing_noun(noun)):
            return found
        if entry is None or entry.status is None:
            return self._by_meaning(noun, support) or verbal
        if verbal is None:
            return None
        if verbal.status is Status.PROPOSED and entry.status in CALLED_OFF:
            # "may cancel the visit" leaves it scheduled.
            return by_word(Status.SCHEDULED, support)
        if verbal.status in AHEAD and entry.status in (Status.ONGOING, Status.OCCURRED):
            # "will resume talks" is fixed for the future.
            return verbal
        plotted = support.lower_ in self._words.intending and self._kind is Kind.INCIDENT
        return by_word(Status.PROPOSED if plotted else entry.status, support)

    def _by_meaning(self, noun: Token, support: Token) -> StatusFinding | None:
        """ "announces a new missile test" (sanctions that are announced are imposed), "talks stalled"."""
        is_fixable = self._kind is not Kind.INCIDENT or self._type in _FIXABLE
        if is_fixable and noun.dep_ == "dobj" and support.lower_ in self._words.announcing:
            return by_word(Status.SCHEDULED, support)
        ahead = [c for c in children(support, "xcomp", "acomp") if c.tag_ == "VB" or c.lower_ == "due"]
        if noun.dep_ == "nsubj" and support.lower_ in PRESENT_BE and ahead:
            # "talks are to be held", "talks are due to resume"
            return by_word(Status.SCHEDULED, support)
        found = self._words.verb(support, self._kind) if noun.dep_ in ("nsubj", "nsubjpass") else None
        # "attacks block the road": what an incident does calls nothing off.
        acts = noun.dep_ == "nsubj" and self._kind is Kind.INCIDENT
        return found if found and not (acts and found.status is Status.CANCELLED) else None

    def _from_governing_noun(self, noun: Token) -> StatusFinding | None:
        """ "hopes of a summit", "the cancellation of the visit", "plans for talks"."""
        if noun.dep_ != "pobj" or noun.head.lower_ not in _PREPOSITIONS_OF_AIM:
            return None
        governor = noun.head.head
        if found := self._words.noun(governor, self._kind):
            return found
        if is_verb(governor) and governor.lower_ in self._index.proposed_verbs:
            return self._words.verb(governor, self._kind)
        return None

    @staticmethod
    def _follows_before(noun: Token) -> bool:
        head = noun.head
        return noun.dep_ in ("pobj", "dobj") and (
            head.lower_ in _BEFORE or (head.lower_ in ("of", "to") and head.head.lower_ in _BEFORE)
        )

"""How far an event has come, from tense, modality, negation and cue words (docs/codebook.md, "Status")."""

from spacy.tokens import Token

from extraction.draft import Characters, StatusFinding, Trigger
from extraction.lexicon.index import LexiconIndex
from extraction.syntax import children, is_passive, is_verb
from schemas.vocabulary import Inference, Status

_PERFECT = frozenset({"has", "have", "had", "'ve", "’ve", "having"})
_PRESENT_BE = frozenset({"is", "are", "'s", "’s", "am", "'re", "’re"})
_BE = _PRESENT_BE | frozenset({"was", "were", "be", "been", "being"})
_NEGATIONS = frozenset({"not", "n't", "n’t", "never"})
_BEFORE = frozenset({"before", "ahead", "prior", "until"})
_PREPOSITIONS_OF_AIM = frozenset({"for", "about", "on", "of", "over", "to"})


class StatusFinder:
    """Decides the status of triggers."""

    def __init__(self, index: LexiconIndex) -> None:
        self._index = index
        self._cues = index.lexicon.status

    def status(self, trigger: Trigger) -> StatusFinding | None:
        """The status; None where the text says that the event did not happen and nothing was to happen."""
        if trigger.is_verb:
            return self._of_verb(trigger.head)
        return self._of_noun(trigger)

    # Nouns ------------------------------------------------------------------------------------------------

    def _of_noun(self, trigger: Trigger) -> StatusFinding | None:
        noun = trigger.head
        if trigger.support is not None and self._calls_off(trigger.support):
            return self._of_carried_noun(noun, trigger.support)
        if found := self._from_modifiers(noun):
            return found
        if trigger.support is not None:
            return self._of_carried_noun(noun, trigger.support)
        if found := self._from_governing_noun(noun):
            return found
        if self._follows_before(noun):
            return StatusFinding(Status.SCHEDULED, _characters(noun.head))
        governor = noun.head if is_verb(noun.head) else None
        if governor is not None and (found := self._from_lemma(governor)):
            return found
        for ancestor in noun.ancestors:
            if is_verb(ancestor):
                found = self._from_modal(ancestor)
                return found if found and found.status is Status.SCHEDULED and self._is_aim(noun) else _occurred(noun)
        return _occurred(noun)

    def _calls_off(self, support: Token) -> bool:
        """ "cancels his scheduled trip": that it is called off outweighs that it was planned."""
        entry = self._index.supports.get(support.lower_)
        return entry is not None and entry.status in (Status.CANCELLED, Status.POSTPONED)

    def _is_aim(self, noun: Token) -> bool:
        return noun.dep_ == "pobj" and noun.head.lower_ in ("for", "at", "in", "to", "during")

    def _from_modifiers(self, noun: Token) -> StatusFinding | None:
        for child in noun.children:
            word = child.lower_
            if child.i > noun.i or child.dep_ not in ("amod", "compound", "nmod", "advmod"):
                continue
            for words, status in (
                (self._cues.proposed_modifiers, Status.PROPOSED),
                (self._cues.scheduled_modifiers, Status.SCHEDULED),
                (self._cues.cancelled_modifiers, Status.CANCELLED),
                (self._cues.ongoing_modifiers, Status.ONGOING),
            ):
                if word in words:
                    return StatusFinding(status, _characters(child), Inference.TRIGGER)
        return None

    def _of_carried_noun(self, noun: Token, support: Token) -> StatusFinding | None:
        entry = self._index.supports.get(support.lower_)
        verbal = self._of_verb(support)
        if entry is None or entry.status is None:
            if noun.dep_ in ("nsubj", "nsubjpass") and (found := self._from_lemma(support)):
                return found
            return verbal
        if verbal is not None and verbal.status in (Status.PROPOSED, Status.SCHEDULED) and entry.status in (
            Status.ONGOING, Status.OCCURRED, Status.CANCELLED
        ):  # fmt: skip
            # "will resume talks" is fixed for the future; "may cancel the visit" leaves it scheduled.
            if entry.status is Status.CANCELLED:
                return StatusFinding(Status.SCHEDULED, _characters(support), Inference.TRIGGER)
            return verbal
        if verbal is None:
            return None
        return StatusFinding(entry.status, _characters(support), Inference.TRIGGER)

    def _from_governing_noun(self, noun: Token) -> StatusFinding | None:
        """ "hopes of a summit", "the cancellation of the visit", "plans for talks"."""
        if noun.dep_ != "pobj" or noun.head.lower_ not in _PREPOSITIONS_OF_AIM:
            return None
        governor = noun.head.head
        if governor.lower_ in self._cues.proposed_nouns:
            return StatusFinding(Status.PROPOSED, _characters(governor), Inference.TRIGGER)
        if governor.lower_ in ("cancellation", "suspension", "collapse", "boycott"):
            return StatusFinding(Status.CANCELLED, _characters(governor), Inference.TRIGGER)
        if governor.lower_ in ("postponement", "delay"):
            return StatusFinding(Status.POSTPONED, _characters(governor), Inference.TRIGGER)
        if is_verb(governor) and governor.lower_ in self._index.proposed_verbs:
            return StatusFinding(Status.PROPOSED, _characters(governor), Inference.TRIGGER)
        return None

    @staticmethod
    def _follows_before(noun: Token) -> bool:
        head = noun.head
        return noun.dep_ == "pobj" and (
            head.lower_ in _BEFORE or (head.lower_ in ("of", "to") and head.head.lower_ in _BEFORE)
        )

    # Verbs ------------------------------------------------------------------------------------------------

    def _of_verb(self, verb: Token) -> StatusFinding | None:
        auxiliaries = {c.lower_ for c in children(verb, "aux", "auxpass")}
        negated = any(c.lower_ in _NEGATIONS for c in children(verb, "neg"))
        if found := self._from_modal(verb):
            return StatusFinding(Status.CANCELLED, _characters(verb)) if negated else found
        if negated:
            return None
        if verb.dep_ == "ccomp" and verb.lower_ in self._index.base_forms and self._is_wished(verb.head):
            return StatusFinding(Status.PROPOSED, _characters(verb.head), Inference.TRIGGER)
        if verb.tag_ == "VB" and "to" in auxiliaries:
            return self._of_infinitive(verb)
        if verb.tag_ == "VBG":
            return self._of_participle(verb, auxiliaries)
        if auxiliaries & _PERFECT or verb.tag_ in ("VBD", "VBZ", "VBP", "VBN"):
            if found := self._in_condition(verb):
                return found
            return _occurred(verb)
        if verb.dep_ in ("xcomp", "ccomp", "conj", "advcl") and is_verb(verb.head):
            return self._governed_by(verb, verb.head)
        return _occurred(verb)

    def _from_modal(self, verb: Token) -> StatusFinding | None:
        carrier = verb
        for _ in range(4):
            for auxiliary in children(carrier, "aux"):
                if auxiliary.lower_ in self._cues.modals_scheduled:
                    return StatusFinding(Status.SCHEDULED, _characters(auxiliary))
                if auxiliary.lower_ in self._cues.modals_proposed and auxiliary.tag_ == "MD":
                    if {c.lower_ for c in children(carrier, "aux")} & _PERFECT:
                        return None
                    return StatusFinding(Status.PROPOSED, _characters(auxiliary))
            if carrier.dep_ == "conj" and is_verb(carrier.head) and not children(carrier, "nsubj", "nsubjpass"):
                carrier = carrier.head
            else:
                return None
        return None

    def _of_infinitive(self, verb: Token) -> StatusFinding | None:
        """ "is to meet", "scheduled to meet", "plans to visit", "arrived to attend"."""
        head = verb.head
        if head == verb:
            return StatusFinding(Status.SCHEDULED, _characters(verb))
        if verb.dep_ == "conj" and is_verb(head):
            return self._of_verb(head)
        if head.lower_ in _PRESENT_BE and verb.dep_ in ("xcomp", "ccomp", "attr"):
            return StatusFinding(Status.SCHEDULED, _characters(head))
        if verb.dep_ in ("acl", "relcl") and not is_verb(head):
            return self._after_noun(verb, head)
        if is_verb(head) or head.tag_ == "JJ":
            return self._governed_by(verb, head)
        return _occurred(verb)

    def _after_noun(self, verb: Token, noun: Token) -> StatusFinding | None:
        word = noun.lower_
        if word in self._cues.proposed_nouns:
            return StatusFinding(Status.PROPOSED, _characters(noun), Inference.TRIGGER)
        if word in ("agreement", "decision", "arrangements", "intention"):
            return StatusFinding(Status.SCHEDULED, _characters(noun), Inference.TRIGGER)
        return _occurred(verb)

    def _governed_by(self, verb: Token, head: Token) -> StatusFinding | None:
        negated = any(c.lower_ in _NEGATIONS for c in children(head, "neg"))
        if found := self._from_lemma(head):
            if negated and found.status in (Status.SCHEDULED, Status.PROPOSED):
                return StatusFinding(Status.CANCELLED, _characters(head))
            return found
        if head.tag_ == "JJ":
            if head.lower_ in ("due", "set", "ready", "expected", "likely"):
                return StatusFinding(Status.SCHEDULED, _characters(head))
            return StatusFinding(Status.PROPOSED, _characters(head))
        if negated:
            return None
        return self._of_verb(head)

    def _of_participle(self, verb: Token, auxiliaries: set[str]) -> StatusFinding | None:
        if auxiliaries & _PERFECT:
            return _occurred(verb)
        if auxiliaries & _PRESENT_BE:
            return StatusFinding(Status.ONGOING, _characters(verb))
        if auxiliaries & _BE:
            return _occurred(verb)
        if verb.dep_ in ("advcl", "conj", "xcomp", "pcomp", "ccomp"):
            governor = verb.head if is_verb(verb.head) else verb.head.head
            if verb.dep_ == "pcomp" and verb.head.lower_ == "before":
                return _occurred(verb)
            if is_verb(governor) and governor != verb:
                return self._from_lemma(governor) or self._of_verb(governor)
        return _occurred(verb)

    def _is_wished(self, governor: Token) -> bool:
        """The subjunctive after "requests that", "demands that"."""
        return governor.lower_ in self._index.proposed_verbs

    def _in_condition(self, verb: Token) -> StatusFinding | None:
        marks = {c.lower_ for c in children(verb, "mark")}
        if verb.dep_ == "advcl" and marks & {"if", "unless"}:
            return StatusFinding(Status.PROPOSED, _characters(verb))
        return None

    def _from_lemma(self, verb: Token) -> StatusFinding | None:
        """What a governing verb says by its meaning: "plans", "cancelled", "postponed", "denied"."""
        word = verb.lower_
        for words, status in (
            (self._index.postponed_verbs, Status.POSTPONED),
            (self._index.cancelled_verbs, Status.CANCELLED),
            (self._index.denied_verbs, Status.DENIED),
            (self._index.proposed_verbs, Status.PROPOSED),
            (self._index.scheduled_verbs, Status.SCHEDULED),
            (self._index.begin_verbs, Status.ONGOING),
            (self._index.ongoing_verbs, Status.ONGOING),
        ):
            if word in words:
                if status is Status.PROPOSED and is_passive(verb) and word in ("planned", "expected"):
                    status = Status.SCHEDULED
                return StatusFinding(status, _characters(verb), Inference.TRIGGER)
        return None


def _occurred(token: Token) -> StatusFinding:
    return StatusFinding(Status.OCCURRED, _characters(token))


def _characters(token: Token) -> Characters:
    return Characters(token.idx, token.idx + len(token))

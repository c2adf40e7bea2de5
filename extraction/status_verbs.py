"""How far the act of a verb has come: auxiliaries, negation, and the verbs and nouns that govern it."""

from spacy.tokens import Token

from extraction.draft import StatusFinding
from extraction.lexicon.index import LexiconIndex
from extraction.status_words import AHEAD, PRESENT_BE, StatusWords, by_word, characters, occurred
from extraction.syntax import children, is_verb
from schemas.vocabulary import Kind, Status

_PERFECT = frozenset({"has", "have", "had", "'ve", "’ve", "having"})
_BE = PRESENT_BE | frozenset({"was", "were", "be", "been", "being"})
_NEGATIONS = frozenset({"not", "n't", "n’t", "never"})


class VerbStatus:
    """Decides the status of verbs, for events of one kind."""

    def __init__(self, index: LexiconIndex, words: StatusWords, kind: Kind) -> None:
        self._index, self._words, self._kind = index, words, kind
        self._cues = index.lexicon.status

    def status(self, verb: Token) -> StatusFinding | None:  # noqa: PLR0911
        """The status of the verb's act; None where it is told not to be."""
        auxiliaries = {c.lower_ for c in children(verb, "aux", "auxpass")}
        negated = any(c.lower_ in _NEGATIONS for c in children(verb, "neg"))
        if found := self.modal(verb):
            return StatusFinding(Status.CANCELLED, characters(verb)) if negated else found
        if negated:
            return None
        if verb.dep_ == "ccomp" and verb.lower_ in self._index.base_forms and self._is_wished(verb.head):
            return by_word(Status.PROPOSED, verb.head)
        if verb.tag_ == "VB" and "to" in auxiliaries:
            return self._of_infinitive(verb)
        if verb.tag_ == "VBG":
            return self._of_participle(verb, auxiliaries)
        if auxiliaries & _PERFECT or verb.tag_ in ("VBD", "VBZ", "VBP", "VBN"):
            if found := self._in_condition(verb):
                return found
            return occurred(verb)
        if verb.dep_ == "conj" and is_verb(verb.head):
            return self.status(verb.head)
        if verb.dep_ in ("xcomp", "ccomp", "advcl") and is_verb(verb.head):
            return self._governed_by(verb, verb.head)
        return occurred(verb)

    def modal(self, verb: Token) -> StatusFinding | None:
        """What an auxiliary says: "will", "could"; shared by conjoined verbs."""
        carrier = verb
        for _ in range(4):
            for auxiliary in children(carrier, "aux"):
                if auxiliary.lower_ in self._cues.modals_scheduled:
                    status = Status.PROPOSED if self._is_conditional(carrier) else Status.SCHEDULED
                    return StatusFinding(status, characters(auxiliary))
                if auxiliary.lower_ in self._cues.modals_proposed and auxiliary.tag_ == "MD":
                    if {c.lower_ for c in children(carrier, "aux")} & _PERFECT:
                        return None
                    return StatusFinding(Status.PROPOSED, characters(auxiliary))
            if carrier.dep_ == "conj" and is_verb(carrier.head) and not children(carrier, "nsubj", "nsubjpass"):
                carrier = carrier.head
            else:
                return None
        return None

    def _is_conditional(self, verb: Token) -> bool:
        """ "warns that it will attack", "will impose sanctions if": no more than threatened or possible."""
        if any(mark.lower_ in ("if", "unless") for c in children(verb, "advcl") for mark in children(c, "mark")):
            return True
        return self._kind is Kind.INCIDENT and verb.dep_ == "ccomp" and verb.head.lower_ in self._words.warning

    def _of_infinitive(self, verb: Token) -> StatusFinding | None:
        """ "is to meet", "scheduled to meet", "plans to visit", "arrived to attend"."""
        head = verb.head
        if head == verb:
            return StatusFinding(Status.SCHEDULED, characters(verb))
        if verb.dep_ == "conj" and is_verb(head):
            return self.status(head)
        if head.lower_ in PRESENT_BE and verb.dep_ in ("xcomp", "ccomp", "attr"):
            return StatusFinding(Status.SCHEDULED, characters(head))
        if verb.dep_ in ("acl", "relcl") and not is_verb(head):
            return self._words.noun(head, self._kind) or occurred(verb)
        if verb.lower_ in self._words.attending and head.lower_ in self._words.errands and head.tag_ in ("VBZ", "VBP"):
            return by_word(Status.SCHEDULED, head)
        if is_verb(head) or head.tag_ == "JJ":
            return self._governed_by(verb, head)
        return occurred(verb)

    def _governed_by(self, verb: Token, head: Token) -> StatusFinding | None:
        negated = any(c.lower_ in _NEGATIONS for c in children(head, "neg"))
        if found := self._words.verb(head, self._kind):
            if negated and found.status in AHEAD:
                return StatusFinding(Status.CANCELLED, characters(head))
            return found
        if head.tag_ == "JJ":
            is_fixed = head.lower_ in ("due", "set", "expected")
            return StatusFinding(Status.SCHEDULED if is_fixed else Status.PROPOSED, characters(head))
        if negated:
            return None
        return self.status(head)

    def _of_participle(self, verb: Token, auxiliaries: set[str]) -> StatusFinding | None:
        if auxiliaries & _PERFECT:
            return occurred(verb)
        if auxiliaries & PRESENT_BE:
            return StatusFinding(Status.ONGOING, characters(verb))
        if auxiliaries & _BE:
            return occurred(verb)
        if verb.dep_ == "pcomp" and is_verb(verb.head.head):
            entry = self._words.support(verb.head.head, verb)
            if entry is not None and entry.status is Status.SCHEDULED:
                return by_word(Status.SCHEDULED, verb.head.head)
        if verb.dep_ == "pcomp" and verb.head.lower_ == "to" and self._words.is_open_to(verb.head.head):
            return by_word(Status.PROPOSED, verb.head.head)
        if verb.dep_ in ("advcl", "conj", "xcomp", "pcomp", "ccomp"):
            governor = verb.head if is_verb(verb.head) else verb.head.head
            if verb.dep_ == "pcomp" and verb.head.lower_ == "before":
                return occurred(verb)
            if is_verb(governor) and governor != verb:
                return self._from_governor(verb, governor)
        return occurred(verb)

    def _from_governor(self, verb: Token, governor: Token) -> StatusFinding | None:
        """ "begins withdrawing" says it of the act; "begins a visit, meeting leaders" does not."""
        found = self._words.verb(governor, self._kind) if verb.dep_ != "conj" else None
        beside = verb.dep_ == "advcl" or (found and found.status is Status.CANCELLED and self._kind is Kind.INCIDENT)
        if found and not (beside and found.status in (Status.ONGOING, Status.CANCELLED)):
            return found
        return self.status(governor)

    def _is_wished(self, governor: Token) -> bool:
        """The subjunctive after "requests that", "demands that"."""
        return governor.lower_ in self._index.proposed_verbs

    def _in_condition(self, verb: Token) -> StatusFinding | None:
        marks = {c.lower_ for c in children(verb, "mark")}
        if verb.dep_ == "advcl" and marks & {"if", "unless"}:
            return StatusFinding(Status.PROPOSED, characters(verb))
        ahead = verb.dep_ == "advcl" and "before" in marks and verb.tag_ in ("VBZ", "VBP")
        if ahead and self._kind is not Kind.INCIDENT:
            return StatusFinding(Status.SCHEDULED, characters(verb))
        return None

"""What single words say of the status of the event that they govern: support verbs, governing verbs and nouns."""

from spacy.tokens import Token

from extraction.draft import Characters, StatusFinding
from extraction.lexicon.index import LexiconIndex
from extraction.lexicon.models import Support
from extraction.syntax import children, is_passive
from schemas.vocabulary import Inference, Kind, Status

# A verb says nothing of what only stands beside it: "agreed in talks", "continue relations in their meeting".
_BESIDE = frozenset({"in", "at", "during", "after", "following", "since", "amid", "before", "with", "by", "over"})
PRESENT_BE = frozenset({"is", "are", "'s", "’s", "am", "'re", "’re"})
AHEAD = frozenset({Status.SCHEDULED, Status.PROPOSED})
CALLED_OFF = frozenset({Status.CANCELLED, Status.POSTPONED})


class StatusWords:
    """Looks words up in the lexicon as they stand in their sentence."""

    def __init__(self, index: LexiconIndex) -> None:
        self._index = index
        self._cues = index.lexicon.status
        self._verbs = (
            (index.postponed_verbs, Status.POSTPONED),
            (index.cancelled_verbs, Status.CANCELLED),
            (index.denied_verbs, Status.DENIED),
            (index.proposed_verbs, Status.PROPOSED),
            (index.scheduled_verbs, Status.SCHEDULED),
            (index.begin_verbs, Status.ONGOING),
            (index.ongoing_verbs, Status.ONGOING),
        )
        self._nouns = (
            (self._cues.proposed_nouns, Status.PROPOSED),
            (self._cues.scheduled_nouns, Status.SCHEDULED),
            (self._cues.cancelled_nouns, Status.CANCELLED),
            (self._cues.postponed_nouns, Status.POSTPONED),
        )
        self._modifiers = (
            (self._cues.proposed_modifiers, Status.PROPOSED),
            (self._cues.scheduled_modifiers, Status.SCHEDULED),
            (self._cues.cancelled_modifiers, Status.CANCELLED),
            (self._cues.ongoing_modifiers, Status.ONGOING),
        )
        self.intending = index.all_forms(self._cues.intending_verbs)
        self.attending = index.all_forms(self._cues.attending_verbs)
        self.errands = index.all_forms(self._cues.errand_verbs)
        self.announcing = index.all_forms(self._cues.announcing_verbs)
        self.warning = index.all_forms(self._cues.warning_verbs)
        self._discussing = index.all_forms(self._cues.discussing_verbs)

    def support(self, verb: Token, noun: Token) -> Support | None:
        """The lexicon's entry for the verb as it carries this noun, with the particle that the entry asks for."""
        entries = self._index.support_entries.get(verb.lower_, ())
        if not entries:
            return None
        particles = {child.lower_ for child in verb.children if child.dep_ in ("prt", "prep", "advmod")}
        found = None
        for rest, support in entries:
            if particles.issuperset(rest):
                if rest:
                    return support
                found = found or support
        if found is None or found.status is None:
            return found
        if noun.dep_ == "pobj" and noun.head.lower_ in _BESIDE:
            return None
        carried = noun.dep_ == "nsubj" and not is_passive(verb) and found.subject != "none"
        # "attacks leave dozens dead" ends nothing; "talks continue" does go on.
        return None if carried and found.status in (*CALLED_OFF, Status.PROPOSED) else found

    def verb(self, verb: Token, kind: Kind) -> StatusFinding | None:
        """What a governing verb says by its meaning: "plans", "cancelled", "postponed", "denied"."""
        word = verb.lower_
        if kind is Kind.INCIDENT and word in self._discussing:
            return None
        for words, status in self._verbs:
            if word in words:
                if status is Status.PROPOSED and is_passive(verb) and word in ("planned", "expected"):
                    status = Status.SCHEDULED
                if word in self.intending:
                    status = Status.PROPOSED if kind is Kind.INCIDENT else Status.SCHEDULED
                return by_word(status, verb)
        return None

    def noun(self, noun: Token, kind: Kind) -> StatusFinding | None:
        """What a governing noun says: "hopes of a summit", "cancels its plans for talks", "rejects an offer"."""
        status = next((status for words, status in self._nouns if noun.lower_ in words), None)
        if status is None:
            return None
        verb = noun.head
        entry = self.support(verb, noun) if noun.dep_ in ("dobj", "nsubjpass") else None
        if entry is not None and entry.status is Status.CANCELLED and not self.verb(verb, kind):
            return by_word(Status.CANCELLED, verb)  # "turned down an invitation to visit"
        if noun.dep_ in ("dobj", "nsubjpass") and (over := self.verb(verb, kind)):
            is_open = any(child.lower_ in self._cues.modals_proposed for child in children(verb, "aux"))
            if over.status in (Status.CANCELLED, Status.POSTPONED, Status.DENIED):
                if is_open:
                    return by_word(Status.SCHEDULED, verb)
                # "dismisses an offer of talks" refuses, "denies plans for talks" denies.
                is_refused = over.status is Status.DENIED and not verb.lower_.startswith(("deny", "deni"))
                return by_word(Status.CANCELLED if is_refused else over.status, verb)
            if over.status is Status.SCHEDULED and kind is not Kind.INCIDENT:
                return over
        return by_word(status, noun)

    def modifier(self, noun: Token) -> StatusFinding | None:
        """What a word before the noun says: "planned visit", "possible strike"; also "cancelled talks"."""
        for child in noun.children:
            if child.i > noun.i or child.dep_ not in ("amod", "compound", "nmod", "advmod"):
                continue
            for words, status in self._modifiers:
                if child.lower_ in words:
                    return by_word(status, child)
            if child.dep_ == "compound" and child.lower_ in self._index.ongoing_verbs and child.i == noun.i - 1:
                return by_word(Status.ONGOING, child)
        return None

    def is_lasting(self, noun: Token) -> bool:
        """An outbreak or an offensive goes on unless its end is told."""
        return noun.lower_ in self._cues.lasting_nouns

    def is_part(self, noun: Token) -> bool:
        """ "the final day of", "the start of"."""
        return noun.lower_ in self._cues.ongoing_nouns

    def says_now(self, token: Token) -> bool:
        """An adverb at the word says that it goes on: "currently burning", "gets underway"."""
        return any(child.lower_ in self._cues.ongoing_adverbs for child in token.children)

    def is_open_to(self, adjective: Token) -> bool:
        """ "open to talks", "ready to attack"."""
        return adjective.lower_ in self._cues.proposed_adjectives


def by_word(status: Status, token: Token) -> StatusFinding:
    """A status that a word says by its meaning."""
    return StatusFinding(status, characters(token), Inference.TRIGGER)


def occurred(token: Token) -> StatusFinding:
    """It has happened, as the word tells."""
    return StatusFinding(Status.OCCURRED, characters(token))


def characters(token: Token) -> Characters:
    """Where the word stands."""
    return Characters(token.idx, token.idx + len(token))

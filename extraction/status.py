"""How far an event has come, from tense, modality, negation and cue words (docs/codebook.md, "Status")."""

from spacy.tokens import Token

from extraction.draft import StatusFinding, Trigger
from extraction.lexicon.index import LexiconIndex
from extraction.status_nouns import NounStatus
from extraction.status_verbs import VerbStatus
from extraction.status_words import StatusWords, by_word, occurred
from extraction.syntax import is_verb
from schemas.vocabulary import IncidentType, Inference, Kind, Status

# Acts that are done when they are told: "are imposing sanctions", "is expelling diplomats".
_AT_ONCE = frozenset({IncidentType.SANCTION, IncidentType.EXPULSION})


class StatusFinder:
    """Decides the status of triggers."""

    def __init__(self, index: LexiconIndex) -> None:
        self._index = index
        self._words = StatusWords(index)
        self._verbs = {kind: VerbStatus(index, self._words, kind) for kind in Kind}

    def status(self, trigger: Trigger) -> StatusFinding | None:
        """The status; None where the text says that the event did not happen and nothing was to happen."""
        verbs = self._verbs[trigger.frame.kind]
        if denial := self._denial(trigger.clause):
            return by_word(Status.DENIED, denial)
        if trigger.is_verb:
            found = verbs.status(trigger.head)
        else:
            found = NounStatus(self._index, self._words, verbs, trigger).status()
        if found is not None and found.status is Status.ONGOING and trigger.frame.type in _AT_ONCE:
            return found if found.inference is Inference.TRIGGER else occurred(trigger.head)
        return found

    def _denial(self, clause: Token) -> Token | None:
        """ "denies that it will attack"."""
        if not is_verb(clause) or clause.dep_ != "ccomp":
            return None
        return clause.head if clause.head.lower_ in self._index.denied_verbs else None

"""Who is told to be behind an attack outside its own clause: claims of responsibility, suspects, the accused."""

import re
from collections.abc import Iterator

from spacy.tokens import Span, Token

from extraction.actors import Actor
from extraction.draft import Trigger
from extraction.mentions import ActorFinder
from extraction.syntax import children, is_verb, objects, subjects, surface_subjects
from schemas.vocabulary import IncidentType

# Incidents that somebody claims or is accused of.
CLAIMED = frozenset(
    {IncidentType.ARMED_ATTACK, IncidentType.ABDUCTION, IncidentType.CYBERATTACK, IncidentType.COUP, IncidentType.OTHER}
)
_SUSPECTS = frozenset(
    "suspect suspects perpetrator perpetrators mastermind masterminds planner attacker attackers gunman gunmen "
    "shooter bomber responsibility involvement role part".split()
)
_ACCUSING = re.compile(
    r"^(accus|charg|convict|suspect|blam|indict|sentenc|arrest|detain|jail|imprison|prosecut|tried|try|wanted|link|execut)"
)
_PLANNING = re.compile(r"^(plan|plot|orchestrat|mastermind|order|commit|perpetrat|carr|launch|claim|organi|prepar)")
_REACH = 2  # sentences after an attack in which it is still claimed


class Culprits:
    """Finds perpetrators that stand away from the trigger."""

    def __init__(self, finder: ActorFinder) -> None:
        self._finder = finder

    def of(self, trigger: Trigger) -> list[Actor]:
        """The perpetrators told outside the trigger's clause; only where its frame can have some."""
        if trigger.frame.type not in CLAIMED:
            return []
        for heads in (self._around(trigger), self._claims(trigger.words.sent)):
            found = [actor for head in heads for actor in self._finder.actors(head, describe=True)]
            found = [actor for actor in found if actor.sort != "structure"]
            if found:
                return found
        return []

    def _around(self, trigger: Trigger) -> Iterator[Token]:
        """ "X, the suspect in the attack", "charged X over the bombing", "X is jailed for plotting an attack"."""
        head = trigger.head
        for _ in range(6):  # up the tree: never beyond the sentence
            above = head.head
            if above == head:
                return
            if above.lower_ in _SUSPECTS and head.dep_ == "prep":
                yield from self._of_suspect(above)
                return
            if is_verb(above):
                if _ACCUSING.match(above.lower_) and head.dep_ == "prep":
                    yield from objects(above)
                    return
                if _PLANNING.match(above.lower_) and head.dep_ in ("dobj", "nsubjpass"):
                    yield from subjects(above)
                    return
                if head.dep_ not in ("prep", "pcomp", "xcomp"):
                    return
            head = above

    def _of_suspect(self, noun: Token) -> Iterator[Token]:
        if noun.dep_ == "appos":
            yield noun.head
        elif noun.dep_ == "attr":
            yield from surface_subjects(noun.head)
        elif noun.dep_ in ("pobj", "dobj"):
            verb = next((a for a in noun.ancestors if is_verb(a)), None)
            if verb is not None:
                yield from subjects(verb) if noun.dep_ == "dobj" else objects(verb)
        else:
            yield noun

    def _claims(self, sentence: Span) -> Iterator[Token]:
        """Who claims responsibility in this sentence or the next ones, or is said to be behind it."""
        doc, current = sentence.doc, sentence
        for _ in range(_REACH + 1):
            for token in current:
                yield from self._claim_at(token)
            if current.end >= len(doc):
                return
            current = doc[current.end].sent

    @staticmethod
    def _claim_at(token: Token) -> Iterator[Token]:
        word, head = token.lower_, token.head
        claims = word == "responsibility" and token.dep_ == "dobj" and head.lower_.startswith(("claim", "tak", "took"))
        is_held = word == "responsible" and token.dep_ in ("acomp", "oprd") and is_verb(head)
        if claims or is_held or (word in ("claimed", "perpetrated") and children(token, "agent")):
            yield from subjects(head if claims or is_held else token)
        elif word == "behind" and head.lower_ in ("is", "are", "was", "were", "be", "been"):
            yield from surface_subjects(head)
        elif word in ("blame", "blames", "blamed") and not children(token, "nsubjpass"):
            yield from children(token, "dobj")

"""The lexicon made ready for matching: every word form, with what it can mean."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from extraction.lexicon.detail_index import DetailIndex
from extraction.lexicon.inflection import plural, verb_forms
from extraction.lexicon.models import Frame, Lexicon, Support
from schemas.vocabulary import IncidentType, Kind

GAP = "…"
LONGEST_GAP = 6  # words between the parts of "take … hostage"


@dataclass(frozen=True)
class Pattern:
    """A trigger of a frame: `words` are sets of lower-case forms, one a token; GAP stands for a few words."""

    frame: Frame
    is_verb: bool
    words: tuple[frozenset[str], ...]


class LexiconIndex:
    """Looks up word forms. Built once a process from a validated lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.patterns: dict[str, list[Pattern]] = defaultdict(list)
        for frame in lexicon.frames:
            for pattern in (*self._verb_patterns(frame), *self._noun_patterns(frame)):
                for form in pattern.words[0]:
                    self.patterns[form].append(pattern)
        for patterns in self.patterns.values():
            patterns.sort(key=lambda p: -len(p.words))
        self.supports: dict[str, Support] = {}
        # By every form of a verb, in the order of the lexicon: the particles that an entry asks for, and the entry.
        self.support_entries: dict[str, list[tuple[list[str], Support]]] = defaultdict(list)
        for support in lexicon.supports:
            for verb in support.verbs:
                word, *particles = verb.split()
                for form in self.forms(word):
                    self.supports.setdefault(form, support)
                    self.support_entries[form].append((particles, support))

    def forms(self, lemma: str) -> dict[str, str]:
        """The forms of a verb, with the tag family of each."""
        return verb_forms(lemma, self.lexicon.irregular_verbs)

    def all_forms(self, lemmas: Iterable[str]) -> frozenset[str]:
        """Every form of every verb."""
        return frozenset(form for lemma in lemmas for form in self.forms(lemma))

    @cached_property
    def details(self) -> DetailIndex:
        """What tells of topics, occasions, claims, relations and sources."""
        return DetailIndex(self.lexicon.details, self.all_forms)

    @cached_property
    def event_nouns(self) -> dict[str, set[tuple[Kind, IncidentType | None]]]:
        """The nouns, in both numbers, that end a trigger ("attack", "talks"), with what they can name."""
        found: dict[str, set[tuple[Kind, IncidentType | None]]] = {}
        for pattern in (pattern for patterns in self.patterns.values() for pattern in patterns):
            for form in () if pattern.is_verb else pattern.words[-1]:
                found.setdefault(form, set()).add((pattern.frame.kind, pattern.frame.type))
        return found

    @cached_property
    def base_forms(self) -> frozenset[str]:
        """The bare infinitives of all trigger verbs."""
        return frozenset(verb.split()[0] for frame in self.lexicon.frames for verb in frame.verbs)

    @cached_property
    def proposed_verbs(self) -> frozenset[str]:
        """Forms of the verbs that make an event proposed."""
        return self.all_forms(self.lexicon.status.proposed_verbs)

    @cached_property
    def scheduled_verbs(self) -> frozenset[str]:
        """Forms of the verbs that make an event scheduled."""
        return self.all_forms(self.lexicon.status.scheduled_verbs)

    @cached_property
    def cancelled_verbs(self) -> frozenset[str]:
        """Forms of the verbs that call an event off."""
        return self.all_forms(self.lexicon.status.cancelled_verbs)

    @cached_property
    def postponed_verbs(self) -> frozenset[str]:
        """Forms of the verbs that put an event off."""
        return self.all_forms(self.lexicon.status.postponed_verbs)

    @cached_property
    def ongoing_verbs(self) -> frozenset[str]:
        """Forms of the verbs that say an event goes on."""
        return self.all_forms(self.lexicon.status.ongoing_verbs)

    @cached_property
    def begin_verbs(self) -> frozenset[str]:
        """Forms of the verbs that say an event begins."""
        return self.all_forms(self.lexicon.status.begin_verbs)

    @cached_property
    def denied_verbs(self) -> frozenset[str]:
        """Forms of the verbs that deny an event."""
        return self.all_forms(self.lexicon.status.denied_verbs)

    def _verb_patterns(self, frame: Frame) -> list[Pattern]:
        patterns = []
        for entry in frame.verbs:
            first, *rest = entry.split()
            words = [frozenset(self._tokenized_forms(first)), *(frozenset({word}) for word in rest)]
            patterns.append(Pattern(frame, True, tuple(words)))
        return patterns

    def _tokenized_forms(self, lemma: str) -> set[str]:
        return set(self.forms(lemma))

    def _noun_patterns(self, frame: Frame) -> list[Pattern]:
        patterns = []
        for entry in frame.nouns:
            *rest, last = entry.lower().replace("-", " - ").split()
            words = [*(frozenset({word}) for word in rest), frozenset({last, plural(last)})]
            patterns.append(Pattern(frame, False, tuple(words)))
        return patterns

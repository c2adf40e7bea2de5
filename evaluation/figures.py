"""The figures of a comparison, per kind and over all; shares are between 0 and 1."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from evaluation.comparison import Comparison, Field
from schemas.vocabulary import Kind

ALL = "all"


@dataclass(frozen=True)
class Ratio:
    """Precision, recall and F1 of `right` among what was predicted and what was annotated."""

    right: int = 0
    predicted: int = 0
    gold: int = 0

    @property
    def precision(self) -> float:
        """Right among the predicted; 0 where nothing was."""
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Right among the annotated; 0 where nothing was."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True)
class KindFigures:
    """The figures of one kind, or of all.

    `event`: records found. `names`: (participant, role) end to end, so that all of an unmatched record count as
    wrong. `exact`: records that are right as a whole. `accuracy`: share of matched records with that field right.
    """

    event: Ratio = Ratio()
    names: Ratio = Ratio()
    exact: Ratio = Ratio()
    accuracy: dict[Field, float] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """Plain values: each ratio with p, r, f1, gold and predicted; then the accuracies that there are."""
        ratios = {"event": self.event, "names": self.names, "exact": self.exact}
        return {
            name: {"p": r.precision, "r": r.recall, "f1": r.f1, "gold": r.gold, "predicted": r.predicted}
            for name, r in ratios.items()
        } | {name.value: share for name, share in self.accuracy.items()}


Figures = dict[str, KindFigures]
"""By kind ("meeting", "visit", "incident"), and "all"."""


def figures(comparisons: Iterable[Comparison]) -> Figures:
    """The figures of all these articles together."""
    counts: dict[str, Counter[str]] = {name: Counter() for name in (*Kind, ALL)}
    for comparison in comparisons:
        for kind in Kind:
            counts[kind] += _count(comparison, kind)
    for kind in Kind:
        counts[ALL] += counts[kind]
    return {str(name): _kind_figures(count) for name, count in counts.items()}


def _count(comparison: Comparison, kind: Kind) -> Counter[str]:
    pairs = [pair for pair in comparison.pairs if pair.gold.kind is kind]
    missed = [event for event in comparison.missed if event.kind is kind]
    spurious = [event for event in comparison.spurious if event.kind is kind]
    gold = [pair.gold for pair in pairs] + missed
    predicted = [pair.predicted for pair in pairs] + spurious
    count = Counter(
        matched=len(pairs),
        gold=len(gold),
        predicted=len(predicted),
        exact=sum(pair.is_exact for pair in pairs),
        names_right=sum(pair.shared_names for pair in pairs),
        names_gold=sum(len(event.participants) for event in gold),
        names_predicted=sum(len(event.participants) for event in predicted),
    )
    for pair in pairs:
        for name, is_right in pair.checks.items():
            count[f"{name} checked"] += 1
            count[f"{name} right"] += is_right
    return count


def _kind_figures(count: Counter[str]) -> KindFigures:
    return KindFigures(
        event=Ratio(count["matched"], count["predicted"], count["gold"]),
        names=Ratio(count["names_right"], count["names_predicted"], count["names_gold"]),
        exact=Ratio(count["exact"], count["predicted"], count["gold"]),
        accuracy={
            name: count[f"{name} right"] / count[f"{name} checked"] for name in Field if count[f"{name} checked"]
        },
    )

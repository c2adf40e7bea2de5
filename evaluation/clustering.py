"""How well records were put together into events: B³ (Bagga and Baldwin 1998) and the pairs of records.

A grouping says of each item to which group it belongs. Items that `gold` has and `found` has not were missed: each
counts as being alone, which costs recall; precision is over the items that were found.
"""

from collections import Counter
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from math import comb
from typing import TypeVar

Item = TypeVar("Item", bound=Hashable)


@dataclass(frozen=True)
class Shares:
    """Precision and recall, between 0 and 1; null where there is nothing to be right or wrong about."""

    precision: float | None
    recall: float | None

    @property
    def f1(self) -> float | None:
        """Their harmonic mean; null where either is, 0 where both are."""
        if self.precision is None or self.recall is None:
            return None
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def b_cubed(gold: Mapping[Item, str], found: Mapping[Item, str]) -> Shares:
    """B³: for each item, how many of those in its found group are of its gold group (precision), and how many of its
    gold group are in its found group (recall), itself included; each averaged over the items.

    Items of `found` that `gold` has not are left out.
    """
    found = {item: group for item, group in found.items() if item in gold}
    gold_sizes, found_sizes = Counter(gold.values()), Counter(found.values())
    shared = Counter((gold[item], group) for item, group in found.items())
    # The same sums as over single items, taken over the cells of the table of both groupings.
    right = sum(count * count / found_sizes[group] for (_, group), count in shared.items())
    complete = sum(count * count / gold_sizes[name] for (name, _), count in shared.items())
    alone = sum(1 / gold_sizes[name] for item, name in gold.items() if item not in found)
    return Shares(
        precision=right / len(found) if found else None,
        recall=(complete + alone) / len(gold) if gold else None,
    )


def pairwise(gold: Mapping[Item, str], found: Mapping[Item, str]) -> Shares:
    """Of the pairs of items that share a found group, how many share a gold group (precision), and the other way round
    (recall). Items of `found` that `gold` has not are left out."""
    found = {item: group for item, group in found.items() if item in gold}
    together = _pairs(Counter((gold[item], group) for item, group in found.items()))
    in_found, in_gold = _pairs(Counter(found.values())), _pairs(Counter(gold.values()))
    return Shares(
        precision=together / in_found if in_found else None,
        recall=together / in_gold if in_gold else None,
    )


def _pairs(sizes: Mapping[Hashable, int]) -> int:
    return sum(comb(size, 2) for size in sizes.values())

"""Whether a record's confidence can be believed: how often records of that confidence match an annotated one."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from evaluation.coded_event import CodedEvent
from evaluation.comparison import Comparison

BINS = 10


@dataclass(frozen=True)
class Bin:
    """The records whose confidence is from `low` to below `high`; the highest bin has 1.0 in it."""

    low: float
    high: float
    records: int
    mean_confidence: float
    matched: float
    exact: float

    @property
    def gap(self) -> float:
        """By how much the confidence is too high; below 0 it is too low."""
        return self.mean_confidence - self.matched


def reliability(comparisons: Iterable[Comparison]) -> list[Bin]:
    """The bins that have records, from the lowest. Records without a confidence are left out."""
    outcomes: dict[int, list[tuple[float, bool, bool]]] = defaultdict(list)
    for comparison in comparisons:
        for event, is_matched, is_exact in _outcomes(comparison):
            if event.confidence is not None:
                number = min(int(event.confidence * BINS), BINS - 1)
                outcomes[number].append((event.confidence, is_matched, is_exact))
    return [_bin(number, outcomes[number]) for number in sorted(outcomes)]


def calibration_error(bins: Iterable[Bin]) -> float | None:
    """The mean gap between confidence and matches over all records (expected calibration error, Naeini 2015)."""
    bins = list(bins)
    records = sum(each.records for each in bins)
    return sum(abs(each.gap) * each.records for each in bins) / records if records else None


def _outcomes(comparison: Comparison) -> Iterable[tuple[CodedEvent, bool, bool]]:
    for pair in comparison.pairs:
        yield pair.predicted, True, pair.is_exact
    for event in comparison.spurious:
        yield event, False, False


def _bin(number: int, outcomes: list[tuple[float, bool, bool]]) -> Bin:
    count = len(outcomes)
    confidences, matched, exact = zip(*outcomes, strict=True)
    return Bin(
        low=number / BINS,
        high=(number + 1) / BINS,
        records=count,
        mean_confidence=sum(confidences) / count,
        matched=sum(matched) / count,
        exact=sum(exact) / count,
    )

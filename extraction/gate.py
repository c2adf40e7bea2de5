"""The gate: how likely the words of a candidate name an event, by the weighted sum of its cues.

A logistic regression, so that every decision can be taken apart: `reasons` lists what spoke for and against. The
weights are one readable CSV, learned by `make train`; reading needs neither numpy nor the learner.
"""

import csv
import hashlib
import math
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from schemas.errors import WrongConfiguration

SHIPPED = Path(__file__).parent / "gate.csv"
BIAS = "(bias)"


@dataclass(frozen=True)
class Gate:
    """Weights by cue. `fingerprint` changes with any of them."""

    weights: dict[str, float]
    fingerprint: str

    def likelihood(self, cues: Iterable[str]) -> float:
        """Between 0 and 1, that a candidate with these cues names an event."""
        # fsum: the same to the last digit in whatever order a set yields its cues.
        total = math.fsum([self.weights[BIAS], *(self.weights.get(cue, 0.0) for cue in cues)])
        return 1 / (1 + math.exp(-total))

    def reasons(self, cues: Iterable[str], most: int = 10) -> list[tuple[str, float]]:
        """The cues that weigh most, with their weights: positive speaks for an event."""
        known = [(cue, self.weights[cue]) for cue in cues if cue in self.weights]
        return sorted(known, key=lambda reason: (-abs(reason[1]), reason[0]))[:most]


def load_gate(path: Path = SHIPPED) -> Gate:
    """Read the weights. Raises WrongConfiguration, with file and line, where the file is not a table of weights."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise WrongConfiguration(f"{path}: {error.strerror}", "Use --extractor rules, or make train.") from error
    weights: dict[str, float] = {}
    for line, row in enumerate(csv.reader(content.decode().splitlines()), 1):
        try:
            cue, weight = row
            weights[cue] = float(weight)
        except ValueError as error:
            raise WrongConfiguration(
                f"{path}, line {line}: not a cue and its weight: {row}", "Write it anew: make train."
            ) from error
    if BIAS not in weights:
        raise WrongConfiguration(f"{path}: no row {BIAS}", "Write it anew: make train.")
    return Gate(weights, hashlib.sha256(content).hexdigest()[:12])

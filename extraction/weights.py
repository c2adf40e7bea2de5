"""What was learned: how much each cue speaks for each outcome of a question.

Every question ("do these words name an event?", "what part has this actor in it?") is a logistic regression over
readable cues, so that every answer can be taken apart: `reasons` lists what spoke for it. The weights are CSV files
(cue, outcome, weight), learned by `make train`; reading does not need the learner.
"""

import csv
import hashlib
import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from extraction.encoder import Encoder, Opinions
from schemas.errors import WrongConfiguration

SHIPPED = Path(__file__).parent / "learned"
BIAS = "(bias)"
LIKELIHOOD = "(likelihood)"
NONE = "none"
"""The outcome against which the weights of all others count."""


@dataclass(frozen=True)
class Weights:
    """The answers to one question: weights by outcome, by cue."""

    by_cue: dict[str, dict[str, float]]

    def chances(self, cues: Iterable[str]) -> dict[str, float]:
        """How likely each outcome is, "none" among them; they add up to 1."""
        parts: dict[str, list[float]] = defaultdict(list)
        for cue in (BIAS, *cues):
            if (weights := self.by_cue.get(cue)) is not None:
                for outcome, weight in weights.items():
                    parts[outcome].append(weight)
        # fsum: the same to the last digit in whatever order a set yields its cues.
        odds = {NONE: 1.0, **{outcome: math.exp(math.fsum(summed)) for outcome, summed in parts.items()}}
        total = math.fsum(odds.values())
        return {outcome: odd / total for outcome, odd in odds.items()}

    def reasons(self, cues: Iterable[str], outcome: str, most: int = 10) -> list[tuple[str, float]]:
        """The cues that weigh most, with their weights: positive speaks for the outcome."""
        known = [(cue, self.by_cue[cue][outcome]) for cue in cues if outcome in self.by_cue.get(cue, {})]
        return sorted(known, key=lambda reason: (-abs(reason[1]), reason[0]))[:most]


@dataclass(frozen=True)
class Calibration:
    """How a likelihood becomes a confidence that can be believed: a straight line through the log odds (Platt)."""

    bias: float
    slope: float

    def confidence(self, likelihood: float) -> float:
        """How often records of that likelihood were found to be right."""
        bounded = min(max(likelihood, 0.001), 0.999)
        return 1 / (1 + math.exp(-self.bias - self.slope * math.log(bounded / (1 - bounded))))


UNCALIBRATED = Calibration(bias=0.0, slope=1.0)
"""Leaves a likelihood as it is."""


@dataclass(frozen=True)
class Learned:
    """All that was learned. `fingerprint` changes with any weight."""

    events: Weights
    """Do the words of a candidate name an event: outcome "event" (cues of extraction/cues.py)."""
    roles: Weights
    """What part an actor has in an event: outcomes are the roles (cues of extraction/part_cues.py)."""
    triage: Weights
    """Can the words of a trigger name an event, by the words around them: outcome "event" (extraction/triage.py)."""
    calibration: Calibration
    """From the likelihood of an event to the confidence of its record."""
    encoder: Opinions
    """What the encoder thinks, as further cues of both questions."""
    fingerprint: str


def load_learned(folder: Path = SHIPPED) -> Learned:
    """Read the weights. Raises WrongConfiguration, with file and line, where a file is no table of weights."""
    digest = hashlib.sha256()
    events, roles, triage = (_load(folder / f"{name}.csv", digest) for name in ("events", "roles", "triage"))
    calibration = _load_calibration(folder / "confidence.csv", digest)
    encoder = Encoder(folder)
    digest.update(encoder.fingerprint.encode())
    return Learned(events, roles, triage, calibration, encoder, digest.hexdigest()[:12])


def _load_calibration(path: Path, digest: "hashlib._Hash") -> Calibration:
    rows = _load(path, digest).by_cue
    try:
        return Calibration(bias=rows[BIAS]["event"], slope=rows[LIKELIHOOD]["event"])
    except KeyError as error:
        raise WrongConfiguration(
            f"{path}: no row {error.args[0]}", "Write it anew: make train. Or go without: --extractor rules."
        ) from error


def _load(path: Path, digest: "hashlib._Hash") -> Weights:
    remedy = "Write it anew: make train. Or go without: --extractor rules."
    try:
        content = path.read_bytes()
    except OSError as error:
        raise WrongConfiguration(f"{path}: {error.strerror}", remedy) from error
    digest.update(content)
    by_cue: dict[str, dict[str, float]] = {}
    for line, row in enumerate(csv.reader(content.decode().splitlines()), 1):
        try:
            cue, outcome, weight = row
            by_cue.setdefault(cue, {})[outcome] = float(weight)
        except ValueError as error:
            raise WrongConfiguration(f"{path}, line {line}: not a cue, outcome and weight: {row}", remedy) from error
    if BIAS not in by_cue:
        raise WrongConfiguration(f"{path}: no row {BIAS}", remedy)
    return Weights(by_cue)

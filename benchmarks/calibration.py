"""Makes a record's confidence believable: how often records of a given likelihood match an annotated event.

Called by benchmarks/training.py. Each article is read with weights that have not seen it (five folds), its records are
paired with its annotated events as `chancery evaluate` pairs them, and a logistic regression over the log odds of the
likelihood (Platt scaling) gives slope and bias. `table` shows the reliability before and after.
"""

from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from evaluation.coded_event import CodedEvent
from evaluation.comparison import compare_article
from extraction.rules import RulesExtractor
from extraction.weights import Calibration, Learned
from schemas.article import Article
from schemas.codebook import record_object

if TYPE_CHECKING:
    from benchmarks.training import Annotated

FOLDS = 5
DIGITS = 3
BINS = 10


@dataclass(frozen=True)
class Outcome:
    """One record of an article that the weights had not seen: its likelihood, and whether it was matched."""

    article_id: str
    likelihood: float
    is_matched: bool


def outcomes(
    articles: Sequence["Annotated"], learn_without: Callable[[AbstractSet[str]], Learned]
) -> Iterator[Outcome]:
    """The records of all articles, each read with what `learn_without` learns of the other folds' articles, which
    must leave likelihoods uncalibrated."""
    ids = [article.article_id for article in articles]
    for _, held_out in GroupKFold(FOLDS).split(ids, groups=ids):
        held = [articles[i] for i in held_out]
        extractor = RulesExtractor(learned=learn_without({article.article_id for article in held}))
        given = [Article(article_id=a.article_id, text=a.text, title=a.title, published=a.published) for a in held]
        for article, extracted in zip(held, extractor.extract(given), strict=True):
            gold = [CodedEvent.model_validate(event) for event in article.events]
            found = [CodedEvent.model_validate(record_object(record)) for record in extracted.records]
            comparison = compare_article(article.article_id, gold, found)
            for is_matched, events in ((True, [p.predicted for p in comparison.pairs]), (False, comparison.spurious)):
                for event in events:
                    yield Outcome(article.article_id, event.confidence or 0.0, is_matched)


def calibrate(found: Sequence[Outcome]) -> Calibration:
    """Slope and bias that fit these records best."""
    model = LogisticRegression(C=1.0)
    model.fit(_log_odds(found), [outcome.is_matched for outcome in found])
    return Calibration(
        bias=round(float(model.intercept_[0]), DIGITS), slope=round(float(model.coef_[0][0]), DIGITS)
    )  # fmt: skip


def cross_calibrated(found: Sequence[Outcome]) -> list[float]:
    """The confidence of each record, by a calibration that has not seen its article."""
    confidences = [0.0] * len(found)
    groups = [outcome.article_id for outcome in found]
    for seen, held_out in GroupKFold(FOLDS).split(groups, groups=groups):
        calibration = calibrate([found[i] for i in seen])
        for i in held_out:
            confidences[i] = calibration.confidence(found[i].likelihood)
    return confidences


def table(found: Sequence[Outcome], confidences: Sequence[float]) -> str:
    """Records, mean confidence and share matched by tenths of the confidence; the calibration error under them."""
    told, matched = np.array(confidences), np.array([outcome.is_matched for outcome in found], dtype=float)
    number = np.minimum((told * BINS).astype(int), BINS - 1)
    lines, error = [f"  {'confidence':>12}{'records':>9}{'mean':>8}{'matched':>9}"], 0.0
    for each in sorted(set(number.tolist())):
        chosen = number == each
        mean, share, count = told[chosen].mean(), matched[chosen].mean(), int(chosen.sum())
        error += abs(mean - share) * count / len(told)
        lines.append(f"  {each / BINS:>8.1f}-{(each + 1) / BINS:.1f}{count:>9}{100 * mean:>8.1f}{100 * share:>9.1f}")
    return "\n".join([*lines, f"  calibration error {100 * error:.1f}, Brier {((told - matched) ** 2).mean():.4f}"])


def _log_odds(found: Sequence[Outcome]) -> np.ndarray:
    likelihood = np.array([outcome.likelihood for outcome in found])
    odds: np.ndarray = np.log(likelihood / (1 - likelihood)).reshape(-1, 1)
    return odds

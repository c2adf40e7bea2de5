"""Learns which trigger words are worth parsing: `make train-triage`, or `python -m benchmarks.triage_training`.

The extractor itself is the teacher. It reads news and White House documents as a whole, and what it makes of each
place where trigger words stand is learned from the words around them (extraction/trigger_words.py). The articles are
others than those that `python -m benchmarks.triage` measures on. Needs scikit-learn (requirements/train.in) and the
corpora; run it after `make train`. Takes about twenty minutes.
"""

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from sklearn.linear_model import LogisticRegression

from benchmarks.corpora import corpus_articles
from benchmarks.training import Example, matrix, write
from extraction.extractor import LEARNED, load_extractor
from extraction.reading import LIKELY
from extraction.rules import RulesExtractor
from extraction.trigger_words import cues_of, find_trigger_words
from extraction.weights import BIAS, NONE, SHIPPED, Weights
from schemas.article import Article

RAREST = 4
"""A cue of fewer cases is left out."""
STRENGTH = 0.2
"""Inverse of the regularization."""
DIGITS = 2
LONGEST = 40_000
"""Characters: few articles are longer, and they would outweigh the others."""
SAMPLES = (("wcep", 7, 24), ("whitehouse", 11, 72), ("whitehouse", 23, 72), ("whitehouse", 47, 72))
"""Corpus, number of the first article, and every how many-th is taken."""


def examples(extractor: RulesExtractor, articles: Iterable[Article]) -> Iterator[Example]:
    """Every place where trigger words stand, and whether the extractor sees an event there."""
    for article in articles:
        texts, likely = extractor.judged_words(article)
        words = [text.lower() for text in texts]
        for found in find_trigger_words(words, extractor.index):
            outcome = "event" if likely.get(found.start, 0.0) >= LIKELY else NONE
            yield Example(article.article_id, frozenset(cues_of(found, texts, words)), outcome)


def learn(cases: list[Example]) -> Weights:
    """Weights for the outcome "event"."""
    counts = Counter(cue for case in cases for cue in case.cues)
    known = sorted(cue for cue, count in counts.items() if count >= RAREST or cue.startswith("frame="))
    model = LogisticRegression(C=STRENGTH, max_iter=3000)
    model.fit(matrix(cases, known), [case.outcome == "event" for case in cases])
    rounded = {
        cue: {"event": round(float(weight), DIGITS)}
        for cue, weight in zip([BIAS, *known], [model.intercept_[0], *model.coef_[0]], strict=True)
    }
    # The cue of a frame says, by being there, that the frame was learned from.
    return Weights({cue: row for cue, row in rounded.items() if row["event"] or cue.startswith("frame=")})


def main() -> None:
    """Read, learn, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="folder with corpora/")
    parser.add_argument("--to", type=Path, default=SHIPPED)
    options = parser.parse_args()
    extractor = load_extractor(LEARNED)
    if not isinstance(extractor, RulesExtractor):
        raise TypeError("the teacher is the learned extractor")
    cases: list[Example] = []
    for corpus, first, every in SAMPLES:
        articles = corpus_articles(options.shared, corpus, first, every)
        cases += examples(extractor, (article for article in articles if len(article.text) < LONGEST))
        print(f"{corpus} from {first}: {len(cases)} cases so far", flush=True)
    weights = learn(cases)
    write(weights, options.to / "triage.csv")
    print(f"weights of {len(weights.by_cue)} cues written to {options.to / 'triage.csv'}")


if __name__ == "__main__":
    main()

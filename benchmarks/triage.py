"""What triage saves and what it loses: `python -m benchmarks.triage`.

The same articles are extracted with triage and parsed as a whole, in turns, by one process. A record is lost where the
whole article gives one of its kind with the same trigger and triage gives none. Times are of the processor, so that a
busy machine tells little in them. Takes about ten minutes; needs the corpora.
"""

import argparse
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.corpora import corpus_articles
from extraction.rules import RulesExtractor
from extraction.weights import load_learned
from schemas.article import Article
from schemas.records import Record

SAMPLES = {"wcep": (24, 5000), "whitehouse": (72, 200)}
"""Every how many-th article of a corpus, from its first; none of them was learned from."""
_TOGETHER = 50


def main() -> None:
    """Measure both corpora and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="folder with corpora/")
    options = parser.parse_args()
    learned = load_learned()
    whole, triaged = RulesExtractor(learned=learned, triage=False), RulesExtractor(learned=learned)
    print(f"{'corpus':12}{'articles':>9}{'records':>9}{'lost':>6}{'new':>5}{'changed':>9}{'loss':>8}{'time':>8}")
    for corpus, (every, most) in SAMPLES.items():
        articles = list(corpus_articles(options.shared, corpus, every=every, most=most))
        print(f"{corpus:12}{_compared(articles, whole, triaged)}", flush=True)


def _compared(articles: Sequence[Article], whole: RulesExtractor, triaged: RulesExtractor) -> str:
    before: dict[tuple[str, str, int], Record] = {}
    after: dict[tuple[str, str, int], Record] = {}
    seconds = {"whole": 0.0, "triaged": 0.0}
    for start in range(0, len(articles), _TOGETHER):
        batch = articles[start : start + _TOGETHER]
        for name, extractor, found in (("whole", whole, before), ("triaged", triaged, after)):
            begun = time.process_time()
            for extracted in extractor.extract(batch):
                found |= {(r.article_id, r.kind, r.trigger.start): r for r in extracted.records}
            seconds[name] += time.process_time() - begun
    lost, new = len(before.keys() - after.keys()), len(after.keys() - before.keys())
    changed = sum(_told(before[key]) != _told(after[key]) for key in before.keys() & after.keys())
    share, ratio = lost / max(1, len(before)), seconds["triaged"] / seconds["whole"]
    return f"{len(articles):9}{len(before):9}{lost:6}{new:5}{changed:9}{share:8.2%}{ratio:8.2f}"


def _told(record: Record) -> dict[str, object]:
    """What a record says of its event."""
    return record.model_dump(exclude={"confidence", "relations", "evidence", "absences"})


if __name__ == "__main__":
    main()

"""How well topics, occasions, attributions, claims and relations are read: `python -m benchmarks.extras`.

    python -m benchmarks.extras [--shared ../shared] [--errors FIELD] [--extractor learned]

Reads benchmarks/annotations/extras-01.jsonl, on which the rules were developed, and extras-02.jsonl, whose errors
were not read; looks their texts up in the corpora of the shared folder. Prints precision, recall and F1 by field, in
two readings:

of found events   only events that are annotated and found (same kind, triggers that overlap)
of all            what hangs on an event that was not found is missed, what hangs on one too many is wrong

A span is right where it shares at least half of its characters, those of both taken together, with the annotated one;
a topic where it is the same; a claim where ordinal, time and span are; a relation where type and both events are.
"""

import argparse
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from extraction.extractor import LEARNED, load_extractor
from schemas.article import Article
from schemas.records import Record
from schemas.span import TextSpan

ANNOTATIONS = Path(__file__).parent / "annotations"
CORPORA = ("wcep", "whitehouse", "wikinews")
FIELDS = ("topics", "occasion", "attribution", "claims", "relations")
_SHARED_PART = 0.5

Event = Mapping[str, Any]
Span = tuple[int, int]


@dataclass
class Counts:
    """Items that are right, predicted and annotated."""

    right: int = 0
    predicted: int = 0
    annotated: int = 0

    def row(self) -> str:
        """Precision, recall and F1 in percent, and the number of annotated items."""
        precision = 100 * self.right / self.predicted if self.predicted else 0.0
        recall = 100 * self.right / self.annotated if self.annotated else 0.0
        f1 = 2 * precision * recall / (precision + recall) if self.right else 0.0
        return f"{precision:6.1f} {recall:6.1f} {f1:6.1f}"


@dataclass
class Scores:
    """Counts by field for one half of the annotations, in both readings, and the errors as lines."""

    found: dict[str, Counts] = field(default_factory=lambda: {name: Counts() for name in FIELDS})
    all: dict[str, Counts] = field(default_factory=lambda: {name: Counts() for name in FIELDS})
    errors: list[tuple[str, str]] = field(default_factory=list)


def main() -> None:
    """Print the tables of both halves."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="folder with corpora/")
    parser.add_argument("--errors", choices=FIELDS, help="print the errors of this field, of the first half only")
    parser.add_argument("--extractor", default=LEARNED)
    options = parser.parse_args()
    halves = {"developed on": ["extras-01.jsonl"], "held out": ["extras-02.jsonl", "extras-03.jsonl"]}
    for half, names in halves.items():
        lines = [json.loads(line) for name in names for line in (ANNOTATIONS / name).open(encoding="utf-8")]
        scores = score(lines, options.shared, options.extractor)
        events = sum(len(line["events"]) for line in lines)
        print(f"{half}: {len(lines)} articles, {events} events")
        print(f"  {'':12}{'of found events':>22}{'of all':>22}{'annotated':>12}")
        print(f"  {'':12}{'P':>8}{'R':>7}{'F1':>7}{'P':>8}{'R':>7}{'F1':>7}")
        for each in FIELDS:
            print(f"  {each:12}  {scores.found[each].row()}  {scores.all[each].row()}{scores.all[each].annotated:12}")
        if options.errors and half == "developed on":
            print("\n".join(line for of, line in scores.errors if of == options.errors))


def score(lines: Iterable[Mapping[str, Any]], shared: Path, extractor: str = LEARNED) -> Scores:
    """Hold the extractor's records against the annotated events of these articles."""
    scores = Scores()
    lines = list(lines)
    articles = list(texts([line["id"] for line in lines], shared))
    for line, extracted in zip(lines, load_extractor(extractor).extract(articles), strict=True):
        records, events = list(extracted.records), list(line["events"])
        match = matched(events, records)
        record_of = {n: records[i].record_id for n, i in match.items()}
        for name in FIELDS:
            for n, event in enumerate(events):
                wanted = annotated_items(event, name, record_of)
                got = predicted_items(records[match[n]], name) if n in match else []
                _count(scores, name, wanted, got, n in match, f"{line['id']} event {n}")
            for i, record in enumerate(records):
                if i not in match.values():
                    scores.all[name].predicted += len(predicted_items(record, name))
    return scores


def texts(ids: list[str], shared: Path) -> Iterator[Article]:
    """The articles with these ids, in this order."""
    paths = [str(shared / "corpora" / f"{name}.parquet") for name in CORPORA]
    found = duckdb.execute(
        "SELECT id, any_value(text), any_value(title), any_value(published[:10]) "
        "FROM read_parquet($paths, union_by_name = true) WHERE list_contains($ids, id) GROUP BY id",
        {"paths": paths, "ids": ids},
    ).fetchall()
    by_id = {article_id: rest for article_id, *rest in found}
    for article_id in ids:
        text, title, published = by_id[article_id]
        yield Article(article_id=article_id, text=text, title=title or "", published=date.fromisoformat(published))


def matched(events: list[Event], records: list[Record]) -> dict[int, int]:
    """For each annotated event that was found, the number of its record."""
    found: dict[int, int] = {}
    for n, event in enumerate(events):
        trigger = event["trigger"]
        for i, record in enumerate(records):
            overlaps = record.trigger.start < trigger["end"] and trigger["start"] < record.trigger.end
            if i not in found.values() and record.kind.value == event["kind"] and overlaps:
                found[n] = i
                break
    return found


def annotated_items(event: Event, name: str, record_of: Mapping[int, str]) -> list[Any]:
    """What the annotation has in a field, in a form that `_is_same` compares."""
    if name == "topics":
        return list(event["topics"])
    if name in ("occasion", "attribution"):
        return [(event[name]["start"], event[name]["end"])] if event[name] else []
    if name == "claims":
        return [
            (c["ordinal"], c["period_days"], c["since"], (c["start"], c["end"])) for c in event["claims"]
        ]  # fmt: skip
    return [(r["type"], record_of.get(r["event"])) for r in event["relations"]]


def predicted_items(record: Record, name: str) -> list[Any]:
    """What a record has in a field, in the same form."""
    if name == "topics":
        return list(record.topics)
    if name in ("occasion", "attribution"):
        span: TextSpan | None = getattr(record, name)
        return [(span.start, span.end)] if span else []
    if name == "claims":
        return [
            (c.ordinal, c.period_days, c.since.isoformat() if c.since else None, (c.text.start, c.text.end))
            for c in record.claims
        ]
    return [(r.type, r.record_id) for r in record.relations]


def _count(scores: Scores, name: str, wanted: list[Any], got: list[Any], is_found: bool, where: str) -> None:
    left = list(got)
    for item in wanted:
        same = next((each for each in left if _is_same(name, item, each)), None)
        right = same is not None
        if right:
            left.remove(same)
        is_whole = is_found and not (name == "relations" and item[1] is None)
        for counts in (scores.all[name], scores.found[name])[: 1 + is_whole]:
            counts.annotated += 1
            counts.right += right
        if not right:
            scores.errors.append((name, f"  missed {item} {where}{'' if is_found else ' (not found)'}"))
    for counts in (scores.all[name], scores.found[name])[: 1 + is_found]:
        counts.predicted += len(got)
    scores.errors += [(name, f"  wrong  {item} {where}") for item in left]


def _is_same(name: str, one: Any, other: Any) -> bool:
    if name in ("occasion", "attribution"):
        return _overlap(one, other) >= _SHARED_PART
    if name == "claims":
        return bool(one[:3] == other[:3] and _overlap(one[3], other[3]) >= _SHARED_PART)
    return bool(one == other)


def _overlap(one: Span, other: Span) -> float:
    """Shared characters over those of both together."""
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return max(shared, 0) / (max(one[1], other[1]) - min(one[0], other[0]))


if __name__ == "__main__":
    main()

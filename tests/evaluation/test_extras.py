"""benchmarks/extras.py: its annotations are in order, and it counts what it says."""

import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks.extras import ANNOTATIONS, annotated_items, matched, predicted_items
from extraction.lexicon.load import load_lexicon
from extraction.rules import RulesExtractor
from schemas.article import Article

FILES = sorted(ANNOTATIONS.glob("extras-*.jsonl"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_annotations_know_only_topics_of_the_lexicon_and_events_of_their_article(path: Path) -> None:
    topics = {topic.id for topic in load_lexicon().details.topics.topics}
    for line in path.read_text(encoding="utf-8").splitlines():
        events = json.loads(line)["events"]
        for number, event in enumerate(events):
            assert set(event["topics"]) <= topics
            targets = [relation["event"] for relation in event["relations"]]
            assert all(target in range(len(events)) and target != number for target in targets)
            spans = [event["trigger"], *event["claims"], *filter(None, (event["occasion"], event["attribution"]))]
            assert all(0 <= span["start"] < span["end"] for span in spans)


def test_no_article_is_in_two_files() -> None:
    ids = [json.loads(line)["id"] for path in FILES for line in path.read_text(encoding="utf-8").splitlines()]
    assert len(ids) == len(set(ids)) >= 60


def test_an_annotated_event_is_found_where_kind_and_trigger_agree() -> None:
    text = "Macron met Scholz in Berlin for the third time this year, officials said."
    article = Article(article_id="a", text=text)
    records = list(next(RulesExtractor().extract([article])).records)
    start = text.index("met")
    event: dict[str, Any] = {
        "kind": "meeting",
        "trigger": {"start": start, "end": start + 3},
        "topics": [],
        "occasion": None,
        "attribution": {"start": text.index("officials"), "end": len(text) - 1},
        "claims": [{"ordinal": 3, "start": 0, "end": 5, "subject": "", "period_days": None, "since": None}],
        "relations": [],
    }
    assert matched([event], records) == {0: 0}
    assert matched([event | {"kind": "visit"}], records) == {}
    assert annotated_items(event, "attribution", {}) == predicted_items(records[0], "attribution")
    assert [item[0] for item in predicted_items(records[0], "claims")] == [3]

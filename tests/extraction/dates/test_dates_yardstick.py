"""The benchmark's reading of TIMEX values, and a floor under the quality on the annotated texts."""

import json
from datetime import date
from pathlib import Path

import pytest

from benchmarks.dates import MEASURES, interval_of_value, meaning_of_value, published_of, score_documents

YARDSTICK = Path(__file__).resolve().parents[3].parent / "shared" / "yardsticks" / "dates.jsonl"


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2009-07-03", "2009-07-03", "2009-07-03"),
        ("2009-07-03TMO", "2009-07-03", "2009-07-03"),
        ("2009-07", "2009-07-01", "2009-07-31"),
        ("2009-XX-XX", "2009-01-01", "2009-12-31"),
        ("2009-Q3", "2009-07-01", "2009-09-30"),
        ("2009-W31", "2009-07-27", "2009-08-02"),
        ("2009-W31-WE", "2009-08-01", "2009-08-02"),
        ("2009-SU", "2009-06-01", "2009-08-31"),
        ("200", "2000-01-01", "2009-12-31"),
        ("03-02-2009", "2009-02-03", "2009-02-03"),
    ],
)
def test_timex_values_are_intervals(value: str, first: str, last: str) -> None:
    interval = interval_of_value(value)
    assert interval is not None
    assert (str(interval.start), str(interval.end)) == (first, last)


@pytest.mark.parametrize(
    ("value", "kind", "meaning"),
    [
        ("PAST_REF", "DATE", ("vague",)),
        ("XXXX-XX-XX", "DATE", ("vague",)),
        ("P3D", "DURATION", ("lasts", "P3D")),
        ("2009-06-01T16:00Z", "TIME", ("clock", "16:00")),
    ],
)
def test_timex_values_without_days(value: str, kind: str, meaning: tuple[str, ...]) -> None:
    assert meaning_of_value(value, kind) == meaning


def test_a_wrong_interval_and_a_missed_date_cost_precision_and_recall() -> None:
    text = "They met yesterday and on July 3."
    times = [
        {"start": 9, "end": 18, "text": "yesterday", "type": "DATE", "value": "2023-07-11"},
        {"start": 26, "end": 32, "text": "July 3", "type": "DATE", "value": "2023-07-03"},
    ]
    document: dict[str, object] = {"source": "own", "published": "2023-07-13", "text": text, "times": times}
    score = score_documents([document], *MEASURES["dates"])
    assert (score.annotated, score.found, score.relaxed, score.strict) == (2, 2, 1, 1)


def test_a_publication_date_written_day_first_is_understood() -> None:
    assert published_of({"published": "03-02-2009"}) == date(2009, 2, 3)


@pytest.mark.skipif(not YARDSTICK.is_file(), reason="the annotated texts are not beside this checkout")
@pytest.mark.parametrize(
    ("source", "measure", "floor"),
    [("MEANTIME", "dates", 0.87), ("MEANTIME", "all", 0.85), ("WikiWars", "dates", 0.89)],
)
def test_quality_on_annotated_texts_does_not_fall(source: str, measure: str, floor: float) -> None:
    documents = [json.loads(line) for line in YARDSTICK.read_text(encoding="utf-8").splitlines()]
    own = [document for document in documents if document["source"].startswith(source)]
    score = score_documents(own, *MEASURES[measure])
    assert 2 * score.relaxed / (score.found + score.annotated) >= floor

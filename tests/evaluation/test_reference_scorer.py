"""Where the annotated articles are present: the same figures as the scorer that came with them, to the digit."""

import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from evaluation.coded_event import read_events
from evaluation.comparison import compare
from evaluation.figures import figures


@pytest.mark.parametrize("name", ["seed", "dev", "dev2"])
def test_figures_are_those_of_the_reference_scorer(shared: Path, tmp_path: Path, name: str) -> None:
    gold = shared / "gold" / f"{name}.records.jsonl"
    predicted = tmp_path / "predicted.jsonl"
    lines = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
    predicted.write_text("".join(json.dumps(line) + "\n" for line in _distorted(lines)), encoding="utf-8")
    run = [sys.executable, shared / "gold" / "score.py", gold, predicted, "--json"]
    theirs = json.loads(subprocess.run(run, capture_output=True, check=True, text=True).stdout)
    ours = {kind: f.as_json() for kind, f in figures(compare(read_events(gold), read_events(predicted))).items()}
    assert ours == theirs
    assert 0.2 < ours["all"]["event"]["f1"] < 0.95, "the distortion is to leave something right and something wrong"


def _distorted(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Annotated events with all sorts of errors put in, the same ones at each run."""
    chance = random.Random(7)  # noqa: S311 - a repeatable distortion, no secret
    for line in lines:
        line["events"] = [event for event in line["events"] if chance.random() > 0.15]
        for event in list(line["events"]):
            _distort(event, chance)
            if chance.random() < 0.15:
                line["events"].append({**event, "status": "denied", "trigger": None})
        chance.shuffle(line["events"])
    return lines


def _distort(event: dict[str, Any], chance: random.Random) -> None:
    people = event["participants"]
    if chance.random() < 0.3:
        event["trigger"]["start"] += 500
        event["trigger"]["end"] += 500
    if people and chance.random() < 0.3:
        people.pop(chance.randrange(len(people)))
    for person in people:
        person["name"] = person["name"].split()[-1] if chance.random() < 0.4 else person["name"]
    for key, value in {"status": "proposed", "place": None, "start": None, "incident_type": "other"}.items():
        if key in event and chance.random() < 0.15:
            event[key] = value

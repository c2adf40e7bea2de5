"""Files of events: what is read, and what is refused with its line."""

import json
from pathlib import Path

import pytest

from evaluation.coded_event import read_events
from schemas.errors import WrongConfiguration

GOOD = {"kind": "visit", "status": "occurred", "trigger": {"text": "visit", "start": 4, "end": 9}, "topics": ["trade"]}


def written(path: Path, *lines: object) -> Path:
    path.write_text("\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines), encoding="utf-8")
    return path


def test_keys_that_are_not_scored_and_blank_lines_are_welcome(tmp_path: Path) -> None:
    file = written(tmp_path / "g.jsonl", {"id": "a", "events": [GOOD], "extractor": "x"}, "", {"id": "b", "events": []})
    events = read_events(file)
    assert list(events) == ["a", "b"]
    assert events["a"][0].trigger is not None
    assert events["a"][0].trigger.text == "visit"


def test_a_separator_inside_a_text_ends_no_line(tmp_path: Path) -> None:
    named = GOOD | {"participants": [{"name": "Wang\u2028Yi", "role": "visitor"}]}
    file = tmp_path / "g.jsonl"
    file.write_text(json.dumps({"id": "a", "events": [named]}, ensure_ascii=False), encoding="utf-8")
    assert read_events(file)["a"][0].participants[0].name == "Wang\u2028Yi"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{not json", "no JSON"),
        ({"id": "b"}, "events"),
        ({"id": "b", "events": [GOOD | {"kind": "summit"}]}, "events.0.kind"),
        ({"id": "b", "events": [GOOD | {"participants": [{"name": "Wang"}]}]}, "events.0.participants.0.role"),
        ({"id": "b", "events": [GOOD | {"trigger": {"text": "visit", "start": 4, "end": 8}}]}, "4-8"),
        ({"id": "b", "events": [GOOD | {"start": "June"}]}, "events.0.start"),
        ({"id": "a", "events": []}, "second time"),
    ],
)
def test_a_bad_line_is_refused_with_its_number_and_field(tmp_path: Path, line: object, told: str) -> None:
    file = written(tmp_path / "gold.jsonl", {"id": "a", "events": [GOOD]}, line)
    with pytest.raises(WrongConfiguration) as caught:
        read_events(file)
    assert "gold.jsonl:2:" in caught.value.message
    assert told in caught.value.message


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WrongConfiguration, match="cannot be read"):
        read_events(tmp_path / "none.jsonl")

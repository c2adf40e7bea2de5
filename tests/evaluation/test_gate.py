"""The gate: floors hold, fall by name, rise freely and sink only on demand."""

import json
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
import typer

from cli.gate import OF_ANNOTATED, hold_events_gate, hold_gate, measure
from evaluation.coded_event import CodedEvent
from evaluation.comparison import compare
from evaluation.figures import figures
from evaluation.gate import (
    EVENT_FLOORS_FILE,
    GatedSet,
    checksum,
    gated_event_figures,
    gated_figures,
    read_floors,
    write_floors,
)
from evaluation.stories import OWN_SETS
from evaluation.told_events import Resolution, Told, resolution_figures
from extraction.extractor import Extractor
from schemas.errors import WrongConfiguration

GOLD: list[dict[str, object]] = [
    {"kind": "meeting", "status": "occurred", "trigger": {"text": "met", "start": 0, "end": 3}, "participants": []}
]


def measured(right: int, of: int) -> dict[str, float]:
    events = [CodedEvent.model_validate(GOLD[0])]
    gold = {str(i): events for i in range(of)}
    return gated_figures(figures(compare(gold, {str(i): events for i in range(right)})))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with one article, its records, and floors that hold."""
    text = "Wang Yi met Antony Blinken in Jakarta on Thursday."
    (tmp_path / "articles.jsonl").write_text(json.dumps({"id": "a", "text": text, "published": "2023-07-14"}))
    people = [{"name": name, "role": "participant", "kind": "person"} for name in ("Wang Yi", "Antony Blinken")]
    trigger = {"text": "met", "start": 8, "end": 11}
    event = {"kind": "meeting", "status": "occurred", "trigger": trigger, "participants": people,
             "place": {"name": "Jakarta", "country": "IDN"}, "start": "2023-07-13", "end": "2023-07-13"}  # fmt: skip
    (tmp_path / "records.jsonl").write_text(json.dumps({"id": "a", "events": [event]}))
    own = GatedSet(name="own", gold="records.jsonl", articles="articles.jsonl", floors={"event F1": 90.0})
    own = own.model_copy(update={"sha256": own.checksums(tmp_path)})
    absent = GatedSet(name="absent", gold="../nowhere/records.jsonl", articles="../nowhere/articles.jsonl")
    write_floors([own, absent], tmp_path / "floors.json")
    return tmp_path


@pytest.fixture
def hold(project: Path, extractor: Extractor) -> Callable[..., None]:
    return partial(hold_gate, extractor, floors_file=project / "floors.json", project=project)


def own_floors(project: Path) -> dict[str, float]:
    return read_floors(project / "floors.json")[0].floors


@pytest.mark.parametrize("gated", read_floors(), ids=lambda gated: gated.name)
def test_the_extractor_stands_above_its_floors(gated: GatedSet, extractor: Extractor) -> None:
    if not gated.is_present():
        pytest.skip(f"{gated.gold} is not there: its annotated articles are not part of the project")
    assert gated.is_unchanged(), f"{gated.name} has changed: set its floors anew"
    assert gated.floors
    assert gated.fallen(measure(gated, extractor)) == []


def held_events(capsys: pytest.CaptureFixture[str], folder: Path, ending: str) -> list[str]:
    """What the gate of events says of the sets whose names end so; fails the test where a floor does not hold."""
    sets = [each for each in read_floors(EVENT_FLOORS_FILE) if each.name.endswith(ending)]
    write_floors(sets, folder / "floors.json")
    hold_events_gate("learned", floors_file=folder / "floors.json")
    return capsys.readouterr().out.splitlines()


def test_resolution_stands_above_its_floors_on_annotated_records(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = held_events(capsys, tmp_path, OF_ANNOTATED)
    assert [line.split(":")[0].removesuffix(OF_ANNOTATED) for line in said] == list(OWN_SETS)


@pytest.mark.slow
def test_resolution_stands_above_its_floors_on_extracted_records(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert len(held_events(capsys, tmp_path, "")) == 2 * len(OWN_SETS)


def test_events_have_no_figure_of_pairs_where_none_was_put_together() -> None:
    told = [Told(str(i), CodedEvent.model_validate(GOLD[0] | {"event": "x"}), f"e{i}") for i in range(2)]
    assert gated_event_figures(resolution_figures(Resolution(tuple(told), ()))) == {"B³ F1": pytest.approx(200 / 3)}


def test_a_figure_that_fell_is_named_with_its_floor() -> None:
    gated = GatedSet(name="seeds", gold="g", articles="a", floors={"event F1": 70.0, "status": 90.0})
    assert gated.fallen(measured(right=1, of=2)) == ["seeds: event F1 is 66.7, below its floor of 70.0"]
    assert gated.fallen(measured(right=2, of=2)) == []


def test_a_figure_that_is_gone_has_fallen() -> None:
    gated = GatedSet(name="seeds", gold="g", articles="a", floors={"type": 80.0})
    assert gated.fallen(measured(right=1, of=1)) == ["seeds: type is 0.0, below its floor of 80.0"]


def test_raising_lifts_floors_to_a_point_below_and_lowers_none() -> None:
    gated = GatedSet(name="seeds", gold="g", articles="a", floors={"event F1": 50.0, "status": 99.9, "type": 80.0})
    raised = gated.raised(measured(right=1, of=2)).floors
    assert (raised["event F1"], raised["status"], raised["type"]) == (65.6, 99.9, 80.0)


def test_a_gate_that_holds_says_what_it_skipped(
    project: Path, hold: Callable[..., None], capsys: pytest.CaptureFixture[str]
) -> None:
    hold()
    told = capsys.readouterr().out
    assert "own: event F1 100.0 (floor 90.0)" in told
    assert "absent: skipped" in told
    assert own_floors(project) == {"event F1": 90.0}


def test_a_gate_that_does_not_hold_ends_with_1_even_while_others_are_raised(
    project: Path, hold: Callable[..., None], capsys: pytest.CaptureFixture[str]
) -> None:
    own, absent = read_floors(project / "floors.json")
    write_floors([own.model_copy(update={"floors": {"type": 5.0}}), absent], project / "floors.json")
    with pytest.raises(typer.Exit) as ended:
        hold(raise_floors=True)
    assert ended.value.exit_code == 1
    assert "own: type is 0.0, below its floor of 5.0" in capsys.readouterr().err
    assert own_floors(project)["type"] == 5.0
    assert own_floors(project)["event F1"] == 99.0


def test_changed_articles_are_refused_until_floors_are_set_anew(
    project: Path, hold: Callable[..., None], capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "records.jsonl").write_text(json.dumps({"id": "a", "events": []}))
    for options in ({}, {"raise_floors": True}):
        with pytest.raises(typer.Exit):
            hold(**options)
        assert "own: its articles or records are not those" in capsys.readouterr().err
    assert own_floors(project) == {"event F1": 90.0}
    hold(lower_floors=True)
    assert own_floors(project)["event F1"] == 0.0
    hold()


def test_a_folder_has_another_checksum_after_any_change_in_it(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    (folder / "more").mkdir(parents=True)
    (folder / "a.txt").write_text("one")
    sums = [checksum(folder)]
    (folder / "more" / "b.txt").write_text("two")
    sums.append(checksum(folder))
    (folder / "a.txt").rename(folder / "c.txt")
    sums.append(checksum(folder))
    shutil.copytree(folder, tmp_path / "copy")
    assert len(set(sums)) == 3
    assert checksum(tmp_path / "copy") == sums[-1]


@pytest.mark.parametrize("text", ["", "{}", "[1]", '[{"name": "seeds"}]'])
def test_a_file_without_floors_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "floors.json").write_text(text)
    with pytest.raises(WrongConfiguration, match="holds no floors"):
        read_floors(tmp_path / "floors.json")

"""A run over the configured sources: what is due, nothing lost where a run dies, nothing read twice."""

import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

import flows.extracting as extracting
from flows.configured import due_sources
from flows.extracting import fingerprint
from flows.gather import gather
from flows.ingest_sources import ingest_sources
from flows.pipeline import extract_packages, load_and_publish
from schemas.errors import WrongConfiguration
from schemas.load import PackageKind
from warehouse.home import Home
from warehouse.packages import packages
from warehouse.query import query
from warehouse.source_states import SourceStates
from warehouse.unread import unread

NOW = datetime.now(UTC)
MEETING = "Foreign Minister Wang Yi met US Secretary of State Antony Blinken in {} on Thursday."


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = Home.open(tmp_path / "home")
    (home.root / "sources.d").mkdir()
    return home


def configure(home: Home, name: str, **more: object) -> Path:
    """A drop with two articles, and the source that it is."""
    path = home.root / f"{name}.jsonl"
    cities = ("Jakarta", "Rome")
    lines = [{"id": f"{name}-{city}", "text": MEETING.format(city), "published": "2023-07-14"} for city in cities]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    settings = {"name": name, "kind": "jsonl", "path": path.name, **more}
    (home.root / "sources.d" / f"{name}.yaml").write_text(json.dumps(settings))
    return path


def run(home: Home) -> None:
    """The steps of a run, in this process."""
    due = due_sources(home, NOW)
    gathered = gather(due.open(), due.expected, home, fingerprint("rules"))
    extract_packages(gathered.packages, home, "rules", 1)
    load_and_publish(home)


def places(home: Home) -> list[Any]:
    return [row["place_name"] for row in query(home, "SELECT place_name FROM meetings ORDER BY 1").to_pylist()]


def test_what_a_run_took_in_before_it_died_is_read_by_the_next(home: Home) -> None:
    configure(home, "wire")
    due = due_sources(home, NOW)
    gather(due.open(), {}, home, fingerprint("rules"))
    assert len(unread(home)) == 1, "its cursor says that it has been read, and no records were made of it"
    run(home)
    assert places(home) == ["Jakarta", "Rome"]
    assert unread(home) == []


def test_a_run_that_dies_between_records_and_note_makes_no_second_records(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    configure(home, "wire")
    with monkeypatch.context() as dying:
        dying.setattr(extracting, "forget_unread", lambda *_: None)
        run(home)
    before = packages(home, PackageKind.RECORDS)
    assert len(unread(home)) == 1
    run(home)
    assert packages(home, PackageKind.RECORDS) == before
    assert (places(home), unread(home)) == (["Jakarta", "Rome"], [])


def test_nothing_is_read_twice(home: Home) -> None:
    configure(home, "wire")
    run(home)
    before = packages(home)
    run(home)
    assert packages(home) == before


def test_without_sources_a_run_stops_before_anything_is_touched(tmp_path: Path) -> None:
    with pytest.raises(WrongConfiguration, match="there are no sources in") as raised:
        due_sources(Home.at(tmp_path / "none"), NOW)
    assert "chancery sources add" in raised.value.remedy
    assert not (tmp_path / "none").exists()


def test_a_source_is_due_when_a_moment_of_its_schedule_has_passed(home: Home) -> None:
    configure(home, "daily", schedule="0 6 * * *")
    configure(home, "always")
    at_seven = datetime(2023, 7, 13, 7, tzinfo=UTC)
    for name in ("daily", "always"):
        SourceStates(home).finished(name, at_seven)

    def due(now: datetime) -> list[str]:
        return [each.name for each in due_sources(home, now).settings]

    assert due(at_seven + timedelta(hours=22)) == ["always"]
    assert due(at_seven + timedelta(hours=23)) == ["always", "daily"]
    assert [each.name for each in due_sources(home, at_seven, ["daily"]).settings] == ["daily"], "asked for by name"


def test_a_name_that_there_is_not_is_answered_with_those_that_there_are(home: Home) -> None:
    configure(home, "wire")
    with pytest.raises(WrongConfiguration, match="there is no source wyre") as raised:
        due_sources(home, NOW, ["wyre"])
    assert raised.value.remedy == "There are: wire."


def test_the_flow_reads_the_configured_sources_and_raises_the_alarm_for_one_that_is_gone(
    prefect: None, home: Home
) -> None:
    configure(home, "wire")
    configure(home, "gone").unlink()
    state: Any = ingest_sources(str(home.root), extractor="rules", processes=1, return_state=True)
    assert state.name == "Alarm"
    assert re.match(r"gone failed: .*gone\.jsonl of the source gone is not there", state.message)
    assert places(home) == ["Jakarta", "Rome"]


def test_a_line_that_comes_twice_spoils_no_package_and_a_correction_beneath_it_is_current(home: Home) -> None:
    path = configure(home, "wire")
    first = path.read_text().splitlines()[0]
    corrected = first.replace("in Jakarta", "in Bandung")
    path.write_text("".join(f"{line}\n" for line in (first, first, corrected, first)))
    due = due_sources(home, NOW)
    gathered = gather(due.open(), {}, home, fingerprint("rules"))
    assert (gathered.outcomes[0].taken, gathered.outcomes[0].known) == (2, 2)
    extract_packages(gathered.packages, home, "rules", 1)
    assert load_and_publish(home).damaged == []
    assert places(home) == ["Bandung"]

"""`chancery sources` and `chancery ingest` as a user meets them."""

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Invoke = Callable[..., Result]
Chancery = Callable[..., "subprocess.CompletedProcess[str]"]
MEETING = "Foreign Minister Wang Yi met US Secretary of State Antony Blinken in Jakarta on Thursday."


@pytest.fixture
def home(tmp_path: Path, invoke: Invoke) -> Path:
    """A home with one source, a folder of one article and one file that is none."""
    articles = tmp_path / "articles"
    articles.mkdir()
    (articles / "talks.txt").write_text(f"---\npublished: 2023-07-13\ntitle: Talks\n---\n{MEETING}\n")
    (articles / "photo.png").write_bytes(b"\x89PNG")
    for path in articles.iterdir():
        os.utime(path, (1e9, 1e9))
    assert invoke("sources", "add", articles, "--name", "desk", "--home", tmp_path / "home").exit_code == 0
    return tmp_path / "home"


def test_what_a_source_would_give_is_shown_and_nothing_kept(invoke: Invoke, home: Path) -> None:
    before = sorted(home.rglob("*"))
    shown = invoke("sources", "test", "desk", "--dry-run", "--home", home, "--format", "jsonl").stdout
    assert [json.loads(line)["title or message"] for line in shown.splitlines()] == [
        "is of a format that is not read: .png",
        "Talks",
    ]
    assert sorted(home.rglob("*")) == before


def test_a_source_is_checked(invoke: Invoke, home: Path) -> None:
    result = invoke("sources", "check", "desk", "--home", home)
    assert result.exit_code == 0
    assert "the settings hold" in result.stdout
    assert "2 items in its first batch" in result.stdout


def test_a_source_that_is_not_there_fails_its_check(invoke: Invoke, home: Path) -> None:
    (home.parent / "articles").rename(home.parent / "elsewhere")
    result = invoke("sources", "check", "desk", "--home", home)
    assert result.exit_code == 1
    assert "of the source desk is not there" in result.stderr


def test_without_a_name_all_sources_are_checked(invoke: Invoke, home: Path) -> None:
    drops = home.parent / "drops.jsonl"
    drops.write_text("")
    assert invoke("sources", "add", drops, "--home", home).exit_code == 0
    drops.unlink()
    result = invoke("sources", "check", "--home", home)
    assert result.exit_code == 1
    assert "of the source drops is not there" in result.stderr
    assert "desk: answers" in result.stdout


def test_settings_that_do_not_hold_stop_with_file_and_line(invoke: Invoke, home: Path) -> None:
    path = home / "sources.d" / "desk.yaml"
    path.write_text(path.read_text() + "colour: red\n")
    for command in (("sources", "list"), ("sources", "check", "desk"), ("ingest",)):
        result = invoke(*command, "--home", home)
        assert result.exit_code == 2
        assert f"{path}:4: colour: " in result.stderr


def test_an_unknown_name_is_answered_with_those_that_there_are(invoke: Invoke, home: Path) -> None:
    for command in (("sources", "check", "wire"), ("sources", "test", "wire"), ("ingest", "wire")):
        result = invoke(*command, "--home", home)
        assert result.exit_code == 2
        assert "There are: desk." in result.stderr


def test_a_home_without_sources_says_how_to_add_one(invoke: Invoke, tmp_path: Path) -> None:
    for command in ("list", "check"):
        assert "chancery sources add" in invoke("sources", command, "--home", tmp_path / "none").stderr
    result = invoke("ingest", "--home", tmp_path / "none")
    assert result.exit_code == 2
    assert "chancery sources add" in result.stderr
    assert not (tmp_path / "none").exists()


def test_ingest_takes_in_what_is_new_and_tells_of_each_source(chancery: Chancery, invoke: Invoke, home: Path) -> None:
    first = chancery("ingest", "--home", home)
    assert first.returncode == 0, first.stderr
    assert "desk    1      0       0      1" in first.stdout
    assert "1 taken" in first.stdout
    (row,) = invoke("sources", "list", "--home", home, "--format", "jsonl").stdout.splitlines()
    assert json.loads(row)["new in 24 h"] == 1
    (home.parent / "articles").rename(home.parent / "elsewhere")
    again = chancery("ingest", "--home", home)
    assert again.returncode == 1
    assert "failed     desk: " in again.stderr

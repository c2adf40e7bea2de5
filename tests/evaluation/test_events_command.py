"""`chancery evaluate --events`, as a user calls it."""

import json
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

import seeds
from cli.main import app

TEXTS = {
    "told-before": ("2023-07-12", "Antony Blinken will meet Wang Yi in Jakarta on Thursday, a US official said."),
    "told-after": ("2023-07-14", "Antony Blinken met Wang Yi in Jakarta on Thursday. Nothing was agreed, aides said."),
}


def chancery(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, ["evaluate", *map(str, arguments)])


@pytest.fixture(scope="module")
def stories(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One meeting, announced and held, in two articles; and one article's own annotation says that they are two."""
    folder = tmp_path_factory.mktemp("stories")
    people = [{"name": name, "role": "participant", "kind": "person"} for name in ("Antony Blinken", "Wang Yi")]
    lines, articles = [], []
    for article_id, (published, text) in TEXTS.items():
        articles.append({"id": article_id, "title": article_id.title(), "published": published, "text": text})
        start = text.index("met" if "met" in text else "meet")
        trigger = {"text": text[start:].split()[0], "start": start, "end": start + len(text[start:].split()[0])}
        status = "occurred" if "met" in text else "scheduled"
        event = {"event": article_id, "kind": "meeting", "status": status, "trigger": trigger, "participants": people,
                 "place": {"name": "Jakarta", "country": "IDN"}, "start": "2023-07-13", "end": "2023-07-13",
                 "precision": "day", "basis": "stated", "channel": "in_person"}  # fmt: skip
        lines.append({"id": article_id, "events": [event]})
    described = [
        {"event": name, "family": "jakarta", "kind": "meeting", "status": "occurred", "start": "2023-07-13",
         "end": "2023-07-13", "place": "Jakarta", "country": "IDN", "what": "The meeting"} for name in TEXTS
    ]  # fmt: skip
    (folder / "articles").mkdir()
    (folder / "articles" / "all.jsonl").write_text("\n".join(map(json.dumps, articles)))
    (folder / "records.jsonl").write_text("\n".join(map(json.dumps, lines)))
    (folder / "events.jsonl").write_text("\n".join(map(json.dumps, described)))
    return folder


def test_stories_are_taken_through_a_warehouse_and_measured(stories: Path) -> None:
    result = chancery("--events", stories)
    assert result.exit_code == 0, result.output
    header, row = result.stdout.splitlines()[:2]
    assert header.split()[:4] == ["records", "paired", "events", "as"]
    assert row.split()[:4] == [stories.name, "2", "2", "2"]
    assert "wrong merges: " in result.stdout


def test_annotated_records_are_all_found(stories: Path) -> None:
    found = json.loads(chancery("--events", "--gold-records", "--json", stories).stdout)
    figures = found["figures"][stories.name]
    assert (figures["records"], figures["aligned"], figures["false"]) == (2, 2, 0)
    assert set(figures["b_cubed"]) == {"p", "r", "f1"}


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--events", seeds.articles_folder()], "records.jsonl cannot be read"),
        (["--events", "--predicted", seeds.records_file()], "predicted has no meaning there"),
        (["--events", "--gate", "--gold-records"], "the gate reads its own articles: gold-records has no meaning"),
        (["--gold-records"], "--gold-records is about events"),
    ],
)
def test_wrong_use_is_refused_with_exit_code_2(arguments: list[str | Path], told: str) -> None:
    result = chancery(*arguments)
    assert result.exit_code == 2
    assert told in result.stderr

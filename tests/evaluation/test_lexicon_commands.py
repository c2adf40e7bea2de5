"""`chancery lexicon`: the examples of every frame are run, and a word's frames are shown."""

import shutil
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from cli.main import app
from extraction.lexicon.load import SHIPPED


def chancery(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, ["lexicon", *map(str, arguments)])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A lexicon of one's own: the shipped words, without its frames."""
    copy = tmp_path / "lexicon"
    shutil.copytree(SHIPPED, copy, ignore=shutil.ignore_patterns("__pycache__", "*.py", "frames"))
    (copy / "frames").mkdir()
    for name in ("topics", "occasions", "claims", "relations", "attribution"):
        file = copy / f"{name}.yaml"
        lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
        file.write_text("".join(line for line in lines if not _is_of_examples(line)), encoding="utf-8")
    return copy


def _is_of_examples(line: str) -> bool:
    return line.strip() == "examples:" or line.lstrip().startswith("- {text:")


def test_an_example_of_a_topic_that_fails_is_shown_with_file_and_line(folder: Path) -> None:
    write_frame(folder, HOLDS)
    with (folder / "topics.yaml").open("a", encoding="utf-8") as topics:
        topics.write(
            "- id: vandalism\n  words: [graffiti]\n  examples:\n"
            '  - {text: "Protesters defaced the embassy in Oslo.", topics: [vandalism]}\n'
        )
    result = chancery("check", folder)
    assert result.exit_code == 1
    assert "topics.yaml:" in result.stdout
    assert "topics: expected vandalism, got nothing" in result.stdout


def write_frame(folder: Path, *examples: str) -> None:
    (folder / "frames" / "mine.yaml").write_text(
        "- id: defacement\n  kind: incident\n  type: other\n  verbs: [deface]\n  nouns: [defacement]\n"
        "  arguments: {perpetrator: [subject], target: [object, of]}\n  examples:\n"
        + "".join(f"    - {{{example}}}\n" for example in examples)
    )


HOLDS = 'text: "Protesters defaced the embassy in Oslo.", count: 1, participants: [Protesters], status: occurred'


def test_examples_that_hold_are_counted(folder: Path) -> None:
    write_frame(folder, HOLDS, 'text: "The wall was clean.", count: 0')
    result = chancery("check", folder)
    assert (result.exit_code, result.stdout) == (0, "2 examples, all as they should be\n")


@pytest.mark.parametrize(
    ("example", "told"),
    [
        ('text: "Protesters defaced the embassy.", count: 0', "number of incident records: expected 0, got 1"),
        (
            'text: "Protesters defaced the embassy.", count: 1, participants: [Police]',
            "expected Police, got Protesters",
        ),
        ('text: "Protesters defaced the embassy.", count: 1, status: denied', "status: expected denied, got occurred"),
        ('text: "Protesters defaced the embassy.", count: 1, type: clash', "type: expected clash, got other"),
        ('text: "Protesters defaced the embassy.", count: 1, killed: 2', "killed: expected 2, got nothing"),
        ('text: "Protesters defaced the embassy in Oslo.", count: 1, place: FIN', "place: expected FIN, got NOR"),
    ],
)
def test_an_example_that_fails_is_shown_with_file_line_and_frame(folder: Path, example: str, told: str) -> None:
    write_frame(folder, HOLDS, example)
    result = chancery("check", folder)
    assert result.exit_code == 1
    assert "mine.yaml:9: frame defacement: “Protesters defaced the embassy" in result.stdout
    assert told in result.stdout
    assert result.stdout.endswith("2 examples, 1 failed\n")


def test_a_frame_that_does_not_validate_is_refused_with_its_line(folder: Path) -> None:
    write_frame(folder, 'text: "Protesters defaced the embassy.", count: many')
    result = chancery("check", folder)
    assert result.exit_code == 2
    assert "mine.yaml:8: examples.0.count" in result.stderr


def test_a_folder_without_a_lexicon_is_refused(tmp_path: Path) -> None:
    result = chancery("check", tmp_path)
    assert result.exit_code == 2
    assert "it holds no lexicon" in result.stderr


def test_a_word_in_any_form_shows_its_frame_and_where_it_stands(folder: Path) -> None:
    write_frame(folder, HOLDS)
    shown = chancery("show", "Defacing", "--lexicon", folder).stdout
    assert "defacement: incident/other (" in shown
    assert "mine.yaml:1)" in shown
    assert "verb deface|defaced|defaces|defacing" in shown
    assert "perpetrator: subject" in shown
    assert "noun" not in shown
    assert "noun defacement|defacements" in chancery("show", "defacements", "--lexicon", folder).stdout


def test_several_words_show_the_triggers_that_hold_them_all() -> None:
    shown = chancery("show", "take hostage").stdout
    assert "hostage" in shown
    assert "abduction" in shown


def test_a_word_without_a_frame_is_told() -> None:
    result = chancery("show", "marmalade")
    assert result.exit_code == 1
    assert "'marmalade' triggers no frame" in result.stderr

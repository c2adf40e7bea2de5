"""`chancery evaluate`, as a user calls it."""

import json
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

import seeds
from cli.main import app

RECORDS = str(seeds.records_file())
ARTICLES = str(seeds.articles_folder())


def chancery(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, ["evaluate", *map(str, arguments)])


@pytest.fixture(scope="module")
def predicted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The annotated records with one of them lost."""
    lines = [json.loads(line) for line in Path(RECORDS).read_text(encoding="utf-8").splitlines()]
    lines[0]["events"].pop()
    path = tmp_path_factory.mktemp("predicted") / "predicted.jsonl"
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    return path


def test_records_of_a_file_are_scored_without_the_articles(predicted: Path) -> None:
    result = chancery(RECORDS, "--predicted", predicted)
    assert result.exit_code == 0
    header, *rows = result.stdout.splitlines()
    assert header.split()[:4] == ["21", "articles", "gold", "found"]
    gold, found, precision = rows[3].split()[1:4]
    assert (int(gold) - int(found), precision) == (1, "100.0")


def test_an_error_is_shown_in_the_words_of_its_article(predicted: Path) -> None:
    lost = json.loads(Path(RECORDS).read_text(encoding="utf-8").splitlines()[0])["events"][-1]
    shown = chancery(RECORDS, ARTICLES, "--predicted", predicted, "--errors", "1").stdout
    assert "missed (1)" in shown
    assert f"[{lost['trigger']['text']}]" in shown


def test_articles_are_extracted_on_the_spot() -> None:
    result = chancery(RECORDS, ARTICLES, "--source", "jakarta", "--json")
    found = json.loads(result.stdout)
    assert found["articles"] == 3
    assert found["figures"]["all"]["event"]["f1"] > 0.5
    assert sum(each["records"] for each in found["reliability"]) == found["figures"]["all"]["event"]["predicted"]


def test_a_page_is_written(predicted: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    assert chancery(RECORDS, ARTICLES, "--predicted", predicted, "--html", page).exit_code == 0
    assert page.read_text(encoding="utf-8").count("<details") == 21


def test_annotated_articles_that_are_not_there_count_as_empty_and_are_told(predicted: Path, tmp_path: Path) -> None:
    (tmp_path / "one.jsonl").write_text('{"id": "other", "text": "Nothing of interest happened here this week."}')
    result = chancery(RECORDS, tmp_path / "one.jsonl", "--predicted", predicted)
    assert "21 annotated articles are not in" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([], "no annotated records are named"),
        ([RECORDS], "the articles are not named"),
        ([RECORDS, "--predicted", RECORDS, "--html", "page.html"], "the articles are not named"),
        ([RECORDS, ARTICLES, "--source", "nobody"], "no article whose id starts with 'nobody'"),
        (["--raise-floors"], "floors are moved by the gate only"),
        (["--gate", RECORDS], "the gate reads its own articles: gold has no meaning"),
        (["none.jsonl", "--predicted", RECORDS], "none.jsonl cannot be read"),
    ],
)
def test_wrong_use_is_refused_with_exit_code_2(arguments: list[str], told: str) -> None:
    result = chancery(*arguments)
    assert result.exit_code == 2
    assert told in result.stderr

"""The lexicon: every frame's own examples hold, and a broken file is refused with its line."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from cli.lexicon_details import detail_mismatches
from extraction.lexicon.details import DetailExample
from extraction.lexicon.inflection import plural, verb_forms
from extraction.lexicon.load import SHIPPED, load_lexicon
from extraction.lexicon.models import Expectation, Frame
from extraction.rules import RulesExtractor
from schemas.article import Article
from schemas.errors import WrongConfiguration
from schemas.records import ArticleRecords, Incident

LEXICON = load_lexicon()
EXAMPLES = [(frame, example) for frame in LEXICON.frames for example in frame.examples]


@pytest.mark.parametrize(("frame", "example"), EXAMPLES, ids=[f"{f.id}: {e.text}" for f, e in EXAMPLES])
def test_a_frame_makes_of_its_examples_what_it_says(
    frame: Frame, example: Expectation, extract: Callable[..., ArticleRecords]
) -> None:
    records = [record for record in extract(example.text).records if record.kind is frame.kind]
    assert len(records) == example.count
    if not records:
        return
    (record,) = records
    assert set(example.participants) <= {p.name for p in record.participants}
    assert example.status in (None, record.status)
    assert example.place in (None, record.place and record.place.country)
    if isinstance(record, Incident):
        assert example.type in (None, record.incident_type)
        assert example.killed in (None, record.killed)


@pytest.mark.parametrize("example", LEXICON.details.examples, ids=lambda example: example.text)
def test_the_examples_of_details_come_out_as_they_say(
    example: DetailExample, extract: Callable[..., ArticleRecords]
) -> None:
    assert detail_mismatches(example, extract(example.text).records) == []


def test_a_user_adds_a_topic_in_the_file_alone(tmp_path: Path) -> None:
    folder = tmp_path / "lexicon"
    shutil.copytree(SHIPPED, folder, ignore=shutil.ignore_patterns("__pycache__", "*.py"))
    with (folder / "topics.yaml").open("a", encoding="utf-8") as file:
        file.write("- id: whaling_rights\n  words: [whale quota]\n")
    article = Article(article_id="a", text="The presidents of Norway and Iceland met in Oslo to discuss whale quotas.")
    (record,) = next(RulesExtractor(folder).extract([article])).records
    assert record.topics == ("whaling_rights",)
    assert [e.span and e.span.text for e in record.evidence if e.field == "topics.0"] == ["whale quotas"]


@pytest.mark.parametrize(
    ("file", "broken", "line", "told"),
    [
        ("topics.yaml", "- id: Trade\n  words: [trade]\n", 1, "id"),
        ("topics.yaml", "- id: tea\n  words: []\n", 2, "words"),
        ("topics.yaml", "- id: trade\n  words: [tea]\n", None, "two topics are called 'trade'"),
        ("relations.yaml", "- {text: They met., relation: [during]}\n", 1, "relation"),
    ],
)
def test_an_error_in_a_detail_names_file_and_line(
    tmp_path: Path, file: str, broken: str, line: int | None, told: str
) -> None:
    folder = tmp_path / "lexicon"
    shutil.copytree(SHIPPED, folder, ignore=shutil.ignore_patterns("__pycache__", "*.py"))
    before = (folder / file).read_text(encoding="utf-8")
    (folder / file).write_text(before + broken, encoding="utf-8")
    with pytest.raises(WrongConfiguration) as caught:
        load_lexicon(folder)
    where = "" if line is None else f":{before.count(chr(10)) + line}"
    assert f"{file}{where}:" in caught.value.message
    assert told in caught.value.message


def test_a_user_adds_an_incident_by_adding_a_frame(tmp_path: Path) -> None:
    folder = tmp_path / "lexicon"
    shutil.copytree(SHIPPED, folder, ignore=shutil.ignore_patterns("__pycache__", "*.py"))
    (folder / "frames" / "mine.yaml").write_text(
        "- id: defacement\n  kind: incident\n  type: other\n  verbs: [deface]\n"
        "  arguments: {perpetrator: [subject], target: [object]}\n"
    )
    article = Article(article_id="a", text="Protesters defaced the embassy in Oslo.", published=date(2024, 1, 2))
    (record,) = next(RulesExtractor(folder).extract([article])).records
    assert record.trigger.text == "defaced"
    assert [(p.name, p.role.value) for p in record.participants] == [
        ("Protesters", "perpetrator"),
        ("embassy", "target"),
    ]


@pytest.mark.parametrize(
    ("broken", "line", "told"),
    [
        (
            "- id: x\n  kind: meeting\n  channel: phone\n  verbs: [ring]\n  arguments: {victim: [subject]}\n",
            1,
            "victim",
        ),
        ("- id: x\n  kind: visit\n  verbs: [roam]\n  colour: red\n  arguments: {visitor: [subject]}\n", 4, "colour"),
        ("- id: x\n  kind: incident\n  verbs: [roam]\n  arguments: {}\n", 1, "type"),
        ("- id: x\n  kind: [\n", 3, "expected"),
    ],
)
def test_an_error_in_a_frame_names_file_and_line(tmp_path: Path, broken: str, line: int, told: str) -> None:
    folder = tmp_path / "lexicon"
    shutil.copytree(SHIPPED, folder, ignore=shutil.ignore_patterns("__pycache__", "*.py"))
    (folder / "frames" / "mine.yaml").write_text(broken)
    with pytest.raises(WrongConfiguration) as caught:
        load_lexicon(folder)
    assert f"mine.yaml:{line}:" in caught.value.message
    assert told in caught.value.message


def test_two_frames_of_one_name_are_refused(tmp_path: Path) -> None:
    folder = tmp_path / "lexicon"
    shutil.copytree(SHIPPED, folder, ignore=shutil.ignore_patterns("__pycache__", "*.py"))
    shutil.copy(folder / "frames" / "visits.yaml", folder / "frames" / "again.yaml")
    with pytest.raises(WrongConfiguration, match="two frames are called"):
        load_lexicon(folder)


def test_verbs_take_their_regular_and_irregular_forms() -> None:
    irregular = LEXICON.irregular_verbs
    assert set(verb_forms("stab", irregular)) == {"stab", "stabs", "stabbed", "stabbing"}
    assert set(verb_forms("seize", irregular)) == {"seize", "seizes", "seized", "seizing"}
    assert set(verb_forms("carry", irregular)) == {"carry", "carries", "carried", "carrying"}
    assert set(verb_forms("meet", irregular)) == {"meet", "meets", "met", "meeting"}
    assert set(verb_forms("visit", irregular)) == {"visit", "visits", "visited", "visiting"}
    assert plural("embassy") == "embassies"
    assert plural("talks") == "talks"

"""One YAML file a source: what holds, and what is said where it does not."""

from pathlib import Path

import pytest

from schemas.errors import WrongConfiguration
from sources.adding import add_source
from sources.configured import KINDS, configured_sources, open_source, read_settings

SAMPLES = sorted((Path(__file__).parents[2] / "seeds" / "sources").glob("*.yaml"))


def write(home: Path, text: str, name: str = "wire") -> Path:
    (home / "sources.d").mkdir(exist_ok=True)
    path = home / "sources.d" / f"{name}.yaml"
    path.write_text(text)
    return path


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_the_samples_hold(path: Path, tmp_path: Path) -> None:
    settings = read_settings(path)
    assert settings.name == path.stem
    assert open_source(settings, tmp_path).name == path.stem


def test_there_is_a_sample_of_every_kind() -> None:
    assert {read_settings(path).kind for path in SAMPLES} == set(KINDS)


def test_sources_come_by_the_names_of_their_files(tmp_path: Path) -> None:
    write(tmp_path, "name: z\nkind: folder\npath: a\n", "1")
    write(tmp_path, "name: a\nkind: jsonl\npath: a\n", "2")
    assert [each.name for each in configured_sources(tmp_path)] == ["z", "a"]


GOOD = "name: wire\nkind: folder\npath: articles\n"
WRONG = [
    ("name: wire\npath: a\n", 1, "kind: is missing"),
    ("name: wire\nkind: feeds\n", 2, "kind: there is no 'feeds'"),
    ("name: wire\nkind: folder\n", 1, "path: Field required"),
    ("name: ../wire\nkind: folder\npath: a\n", 1, "name: "),
    (f"{GOOD}colour: red\n", 4, "colour: "),
    (f"{GOOD}expect:\n  min_articles_per_day: many\n", 5, "expect.min_articles_per_day: "),
    (f"{GOOD}schedule: hourly\n", 4, "schedule: is no cron expression"),
    (f"{GOOD}limits:\n  max_page_bytes: -1\n", 5, "limits.max_page_bytes: "),
    (f"{GOOD}language: English language\n", 4, "language: "),
    (f"{GOOD}title: [a\n", 5, ""),
    ("- a\n- b\n", 1, "is no list of fields"),
    ("", 1, "the file is empty"),
    (f"{GOOD}title: !!python/object/apply:os.system ['true']\n", 4, "could not determine a constructor"),
]


@pytest.mark.parametrize(("text", "line", "said"), WRONG)
def test_what_does_not_hold_is_named_with_file_and_line(tmp_path: Path, text: str, line: int, said: str) -> None:
    path = write(tmp_path, text)
    with pytest.raises(WrongConfiguration) as raised:
        configured_sources(tmp_path)
    assert raised.value.message.startswith(f"{path}:{line}: {said}")


def test_two_sources_of_one_name_are_refused(tmp_path: Path) -> None:
    write(tmp_path, GOOD, "a")
    write(tmp_path, GOOD, "b")
    with pytest.raises(WrongConfiguration, match=r"b\.yaml: the source wire is in .*a\.yaml already"):
        configured_sources(tmp_path)


@pytest.mark.parametrize(
    ("file", "kind"), [("news/a.txt", "folder"), ("drop/a.jsonl", "jsonl"), ("crawl/a.warc.gz", "warc")]
)
def test_a_source_is_added_by_its_path_alone(tmp_path: Path, file: str, kind: str) -> None:
    path = tmp_path / file
    path.parent.mkdir()
    path.touch()
    home = tmp_path / "home"
    added = add_source(home, str(path.parent), None, None, "")
    (settings,) = configured_sources(home)
    assert (settings.name, settings.kind) == (path.parent.name, kind)
    assert added.name == f"{path.parent.name}.yaml"


def test_a_path_in_the_home_is_written_from_there(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    added = add_source(tmp_path, str(tmp_path / "articles"), "desk", None, "The desk")
    assert added.read_text() == "name: desk\nkind: folder\npath: articles\ntitle: The desk\n"


@pytest.mark.parametrize("name", ["Desk 1", "../desk", "a/b"])
def test_what_would_not_hold_is_not_added(tmp_path: Path, name: str) -> None:
    (tmp_path / "articles").mkdir()
    with pytest.raises(WrongConfiguration):
        add_source(tmp_path / "home", str(tmp_path / "articles"), name, None, "")
    assert not list(tmp_path.rglob("*.yaml*"))


def test_nothing_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    add_source(tmp_path, str(tmp_path / "articles"), "desk", None, "")
    with pytest.raises(WrongConfiguration, match="there is a source desk already"):
        add_source(tmp_path, str(tmp_path / "articles"), "desk", None, "")


def test_a_place_that_another_source_reads_is_not_added_again(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    add_source(tmp_path, str(tmp_path / "articles"), "desk", None, "")
    with pytest.raises(WrongConfiguration, match="the source desk reads articles already"):
        add_source(tmp_path, str(tmp_path / "articles"), "again", None, "")
    assert [path.name for path in (tmp_path / "sources.d").iterdir()] == ["desk.yaml"]

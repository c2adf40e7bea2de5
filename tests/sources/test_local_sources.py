"""Folders that are watched and drops that grow: what is new is read once, whatever happens in between."""

import gzip
import json
import os
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from schemas.article import Article
from schemas.errors import SourceUnavailable
from schemas.reject import Reject
from sources.configured import open_source
from sources.local.settings import FolderSettings, JsonLinesSettings
from sources.source import Batch, Cursor, Source

NOW = datetime.now(UTC)


class Reading:
    """A source and its cursor, as runs keep it: through JSON."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.cursor: Cursor = {}

    def batches(self, most: int | None = None) -> list[Batch]:
        """The batches of a run, which dies after so many of them."""
        found: list[Batch] = []
        for batch in self.source.batches(self.cursor, NOW):
            if most is not None and len(found) == most:
                break
            found.append(batch)
            self.cursor = json.loads(json.dumps(batch.cursor))
        return found

    def run(self) -> list[str]:
        """The texts of the articles of a run, and the reasons of its rejects."""
        return [told(item) for batch in self.batches() for item in batch.items]


def told(item: Article | Reject) -> str:
    return item.text if isinstance(item, Article) else item.reason.value


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "news").mkdir()
    return tmp_path / "news"


def watched(folder: Path, **more: object) -> Reading:
    settings = {"name": "desk", "kind": "folder", "path": folder, "settle_seconds": 0, **more}
    return Reading(open_source(FolderSettings.model_validate(settings), folder.parent))


def drop(path: Path, **more: object) -> Reading:
    settings = {"name": "wire", "kind": "jsonl", "path": path, **more}
    return Reading(open_source(JsonLinesSettings.model_validate(settings), path.parent))


def line(text: str, **fields: object) -> str:
    return json.dumps({"text": text, **fields}) + "\n"


def changed(path: Path, text: str) -> None:
    """Write the file, as at another moment than before."""
    path.write_text(text)
    moment = NOW.timestamp() - 1000 + len(text)
    os.utime(path, (moment, moment))


def test_a_folder_gives_each_file_once_and_what_changed_again(folder: Path) -> None:
    changed(folder / "a.txt", "They met.")
    changed(folder / "b.txt", "They talked.")
    desk = watched(folder)
    assert desk.run() == ["They met.", "They talked."]
    assert desk.run() == []
    changed(folder / "b.txt", "They did not talk.")
    changed(folder / "c.txt", "They parted.")
    assert desk.run() == ["They did not talk.", "They parted."]


def test_a_file_that_was_only_touched_is_not_read_again(folder: Path) -> None:
    changed(folder / "a.txt", "They met.")
    desk = watched(folder)
    assert desk.run() == ["They met."]
    os.utime(folder / "a.txt", (1, 1))
    assert desk.run() == []


def test_a_file_that_is_gone_is_forgotten(folder: Path) -> None:
    changed(folder / "a.txt", "They met.")
    desk = watched(folder)
    desk.run()
    (folder / "a.txt").unlink()
    assert desk.run() == []
    assert desk.cursor == {"files": {}}


def test_a_file_that_may_still_be_written_waits(folder: Path) -> None:
    (folder / "a.txt").write_text("They m")
    os.utime(folder / "a.txt", (NOW.timestamp() - 3, NOW.timestamp() - 3))
    assert watched(folder, settle_seconds=5).run() == []
    assert watched(folder, settle_seconds=2).run() == ["They m"]


def test_a_file_from_the_future_does_not_wait_for_it(folder: Path) -> None:
    (folder / "a.txt").write_text("They met.")
    os.utime(folder / "a.txt", (NOW.timestamp() + 9e6, NOW.timestamp() + 9e6))
    assert watched(folder, settle_seconds=5).run() == ["They met."]


def test_a_run_over_a_large_folder_goes_on_where_it_died(folder: Path) -> None:
    for number in range(450):
        (folder / f"{number:03}.txt").write_text(f"They met {number} times.")
    desk = watched(folder)
    (first,) = desk.batches(most=1)
    assert len(first.items) == 200
    assert desk.run() == [f"They met {number} times." for number in range(200, 450)]


def test_names_links_and_pipes_that_lead_elsewhere_are_rejects_and_told_of_once(folder: Path) -> None:
    (folder.parent / "secret.txt").write_text("secret")
    (folder / "link.txt").symlink_to(folder.parent / "secret.txt")
    (folder / "news").symlink_to(folder.parent)
    os.mkfifo(folder / "pipe.txt")
    (folder / "a\\..\\..\\secret.txt").write_text("secret")
    (folder / "gone.txt").symlink_to("nowhere")
    desk = watched(folder)
    assert desk.run() == ["unreadable"] * 5
    assert desk.run() == []


def test_the_source_says_what_its_articles_do_not(folder: Path) -> None:
    changed(folder / "a.txt", "Der Minister ist in Peking eingetroffen, um zu sprechen; er bleibt drei Tage lang dort.")
    changed(folder / "b.txt", "---\nsource: Harbour Wire\n---\nThey met.")
    (first,) = watched(folder, title="The desk", language="en").batches()
    assert [each.source for each in first.items if isinstance(each, Article)] == ["The desk", "Harbour Wire"]


def test_a_folder_that_is_not_there_is_unavailable(folder: Path) -> None:
    with pytest.raises(SourceUnavailable, match="of the source desk is not there"):
        watched(folder / "none").run()


def test_a_drop_gives_what_was_added(folder: Path) -> None:
    path = folder / "wire.jsonl"
    path.write_text(line("They met.") + "\n" + line("They talked."))
    wire = drop(path)
    assert wire.run() == ["They met.", "They talked."]
    with path.open("a") as file:
        file.write(line("They parted."))
    (batch,) = wire.batches()
    (article,) = batch.items
    assert isinstance(article, Article)
    assert article.origin == f"{path}:4"
    assert wire.run() == []


def test_a_line_that_is_still_being_written_is_left_for_the_next_run(folder: Path) -> None:
    path = folder / "wire.jsonl"
    path.write_text(line("They met.") + '{"text": "They ta')
    wire = drop(path)
    assert wire.run() == ["They met."]
    with path.open("a") as file:
        file.write('lked."}')
    assert wire.run() == ["They talked."], "a whole object is one, though its line has no end yet"
    with path.open("a") as file:
        file.write("\n" + line("They parted."))
    (batch,) = wire.batches()
    assert [item.origin for item in batch.items] == [f"{path}:3"]


def test_a_bad_line_is_a_reject_with_its_number(folder: Path) -> None:
    path = folder / "wire.jsonl"
    path.write_text(line("They met.") + "{oh\n" + line("They parted."))
    (batch,) = drop(path).batches()
    assert [told(item) for item in batch.items] == ["They met.", "broken_json", "They parted."]
    assert [item.line for item in batch.items if isinstance(item, Reject)] == [2]


@pytest.mark.parametrize("ending", [".jsonl", ".jsonl.gz"])
def test_a_run_over_a_long_drop_goes_on_where_it_died(folder: Path, ending: str) -> None:
    content = "".join(line(f"They met {number} times.") for number in range(450)).encode()
    path = folder / f"wire{ending}"
    path.write_bytes(gzip.compress(content) if ending.endswith("gz") else content)
    wire = drop(folder)
    wire.batches(most=1)
    assert wire.run() == [f"They met {number} times." for number in range(200, 450)]
    assert wire.run() == []


def test_another_file_under_the_same_name_is_read_from_its_beginning(folder: Path) -> None:
    path = folder / "wire.jsonl"
    path.write_text(line("They met."))
    wire = drop(path)
    wire.run()
    path.write_text(line("Others met, and they spoke for long."))
    assert wire.run() == ["Others met, and they spoke for long."]
    path.write_text("")
    assert wire.run() == []
    path.write_text(line("And on."))
    assert wire.run() == ["And on."]


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("wire.jsonl", b"%PDF-1.7\n\x00\x01", "binary"),
        ("wire.jsonl", '{"text": "They met."}\n'.encode("utf-16"), "wrong_encoding"),
        ("notes.txt", b"They met.", "unknown_format"),
        ("wire.jsonl.gz", b"no gzip at all", "unreadable"),
    ],
)
def test_a_file_that_is_no_drop_is_one_reject_until_it_changes(
    folder: Path, name: str, content: bytes, reason: str
) -> None:
    (folder / name).write_bytes(content)
    wire = drop(folder)
    assert wire.run() == [reason]
    assert wire.run() == []


def test_a_gzipped_drop_that_breaks_off_gives_what_is_there_and_says_so(folder: Path) -> None:
    whole = gzip.compress(
        "".join(line(f"{n} {os.urandom(40).hex()} met.", language="en") for n in range(3000)).encode()
    )
    path = folder / "wire.jsonl.gz"
    path.write_bytes(whole[: len(whole) // 2])
    wire = drop(path)
    first = wire.run()
    assert first[-1] == "unreadable"
    path.write_bytes(whole)
    assert len(first) - 1 + len(wire.run()) == 3000


def test_no_more_than_the_limit_is_read_in_one_run(folder: Path) -> None:
    path = folder / "wire.jsonl"
    path.write_text("".join(line(f"They met {number} times.") for number in range(450)))
    wire = drop(path, limits={"max_articles_per_run": 150})
    assert [len(wire.run()) for _ in range(4)] == [200, 200, 50, 0]


def test_a_line_over_the_limit_is_a_reject(folder: Path) -> None:
    path = folder / "wire.jsonl"
    path.write_text(line("They met. " * 100) + line("They met."))
    assert drop(path, limits={"max_line_bytes": 200}).run() == ["too_large", "They met."]


@pytest.mark.parametrize("cursor", [{"files": 7}, {"files": {"wire.jsonl": "x"}}, {"files": {"../../etc": [1, 2]}}])
def test_a_cursor_that_is_none_means_the_beginning(folder: Path, cursor: Mapping[str, object]) -> None:
    (folder / "wire.jsonl").write_text(line("They met."))
    wire = drop(folder)
    wire.cursor = json.loads(json.dumps(cursor))
    assert wire.run() == ["They met."]

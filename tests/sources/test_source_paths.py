"""Folders, links and standard input."""

import io
import json
from pathlib import Path

import pytest

from schemas.article import Article
from schemas.reject import Reject
from schemas.vocabulary import RejectReason
from sources.read import read


def texts(*paths: str | Path, stdin: bytes = b"") -> list[str]:
    found = list(read([str(path) for path in paths], io.BytesIO(stdin)))
    assert all(isinstance(item, Article) for item in found), found
    return [item.text for item in found if isinstance(item, Article)]


def test_a_folder_is_read_with_its_folders_in_the_order_of_names(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    for name in ("c.txt", "a.txt", "b/d.txt", ".hidden.txt"):
        (tmp_path / name).write_text(f"This is {name}.")
    assert texts(tmp_path) == ["This is a.txt.", "This is b/d.txt.", "This is c.txt."]


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("They met in secret.")
    news = tmp_path / "news"
    news.mkdir()
    (news / "a.txt").write_text("They met.")
    (news / "alias.txt").symlink_to(news / "a.txt")
    (news / "leak.txt").symlink_to(tmp_path / "secret.txt")
    (news / "loop").symlink_to(news)
    article, leak, loop = read([str(news)])
    assert isinstance(article, Article)
    assert isinstance(leak, Reject)
    assert isinstance(loop, Reject)
    assert article.text == "They met."
    assert leak.origin.endswith("leak.txt")
    assert loop.origin.endswith("loop")
    assert leak.reason is loop.reason is RejectReason.UNREADABLE


@pytest.mark.parametrize(
    ("piped", "expected"),
    [
        (b"They met in Rome.\n", ["They met in Rome.\n"]),
        (b"---\ntitle: Rome\n---\nThey met.", ["They met."]),
        (b"[Rome] They met.", ["[Rome] They met."]),
        (b'\n{"text": "They met."}\n{"text": "They left."}', ["They met.", "They left."]),
        (b'\xef\xbb\xbf{"text": "They met."}\n', ["They met."]),
        (b'{\n  "text": "They met."\n}\n', ["They met."]),
        (b'{"id": "a",\n "text": "They met."}', ["They met."]),
        (b'[{"text": "They met."},\n {"text": "They left."}]', ["They met.", "They left."]),
    ],
)
def test_standard_input_is_json_lines_or_json_or_one_text_by_its_looks(piped: bytes, expected: list[str]) -> None:
    assert texts("-", stdin=piped) == expected


def test_a_piped_first_line_that_is_broken_costs_only_itself() -> None:
    reject, article = read(["-"], io.BytesIO(b'{"text": "They\n{"text": "They met."}\n'))
    assert isinstance(reject, Reject)
    assert isinstance(article, Article)
    assert (reject.origin, reject.line, article.origin) == ("stdin", 1, "stdin:2")


def test_nothing_on_standard_input_is_a_reject() -> None:
    (reject,) = read(["-"], io.BytesIO(b""))
    assert isinstance(reject, Reject)
    assert reject.reason is RejectReason.EMPTY


class EndlessLines(io.RawIOBase):
    """Line after line without an end: whoever reads it whole never returns."""

    def __init__(self) -> None:
        super().__init__()
        self.given = 0

    def readable(self) -> bool:
        return True

    def readline(self, size: int | None = -1, /) -> bytes:
        self.given += 1
        return json.dumps({"id": str(self.given), "text": "They met."}).encode() + b"\n"


def test_json_lines_are_read_as_they_are_asked_for() -> None:
    lines = EndlessLines()
    articles = read(["-"], lines)  # type: ignore[arg-type]
    assert [item.article_id for item in (next(articles), next(articles)) if isinstance(item, Article)] == ["1", "2"]
    assert lines.given < 1000


def test_a_large_file_of_json_lines_is_never_held_whole(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    with path.open("w") as file:
        for number in range(2000):
            file.write(json.dumps({"id": str(number), "text": "They met. " * 100}) + "\n")
    articles = read([str(path)])
    next(articles)
    path.write_text("")
    assert len(list(articles)) < 100

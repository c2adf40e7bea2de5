"""Every bad input is a reject that says where and why, and the run goes on."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from schemas.article import Article
from schemas.errors import WrongConfiguration
from schemas.reject import Reject
from schemas.vocabulary import RejectReason
from sources.limits import Limits
from sources.read import read

ReadFile = Callable[[str, bytes | str], list[Article | Reject]]

GERMAN = (
    "Der Außenminister ist am Mittwoch in Peking eingetroffen, um mit seinem chinesischen Kollegen über den "
    "Handel und über die Lage im Südchinesischen Meer zu sprechen."
)
RUSSIAN = "Министр иностранных дел прибыл в среду в Пекин, чтобы встретиться со своим китайским коллегой."


@pytest.mark.parametrize(
    ("name", "content", "reason", "said"),
    [
        ("empty.txt", b"", RejectReason.EMPTY, "no text"),
        ("blank.txt", b" \n\t\n", RejectReason.EMPTY, "no text"),
        ("only-a-head.txt", b"---\nid: a\n---\n", RejectReason.EMPTY, "no text"),
        ("empty.json", b"", RejectReason.EMPTY, "no articles"),
        ("no-articles.json", b"[]", RejectReason.EMPTY, "no articles"),
        ("empty.jsonl", b"\n\n", RejectReason.EMPTY, "no articles"),
        ("empty.html", b"<html><body></body></html>", RejectReason.EMPTY, "without an article"),
        ("report.txt", b"%PDF-1.7 and so on", RejectReason.BINARY, "a PDF document"),
        ("photo.html", b"\x89PNG\r\n\x1a\n" + bytes(100), RejectReason.BINARY, "a PNG image"),
        ("memory.txt", bytes(range(32)) * 50, RejectReason.BINARY, "control bytes"),
        ("archive.jsonl", b"\x1f\x8b\x08\x00\x00", RejectReason.BINARY, "a gzip archive"),
        (
            "damaged.txt",
            "Wang’s talks ended".encode() + b"\xff" + b" early",
            RejectReason.WRONG_ENCODING,
            "byte 0xff at 20",
        ),
        ("macintosh.txt", "The minister’s visit to Rome".encode("mac_roman"), RejectReason.WRONG_ENCODING, "0xd5"),
        ("half.txt", b"\xff\xfeW\x00a", RejectReason.WRONG_ENCODING, "utf-16-le"),
        (
            "lines.jsonl",
            '{"text": "They met."}\n'.encode("utf-16"),
            RejectReason.WRONG_ENCODING,
            "have to be UTF-8",
        ),
        ("broken.json", b'{"text": "They met."', RejectReason.BROKEN_JSON, "column"),
        ("number.json", b"17", RejectReason.BROKEN_JSON, "is a number"),
        ("deep.json", b"[" * 100_000, RejectReason.BROKEN_JSON, "no JSON"),
        ("open.txt", b"---\nid: a\nThey met.", RejectReason.BROKEN_FRONT_MATTER, "never ends"),
        ("list.txt", b"---\n- a\n---\nThey met.", RejectReason.BROKEN_FRONT_MATTER, "no keys"),
        ("colon.txt", b"---\nid: a\ntitle: Talks: one\n---\nMet.", RejectReason.BROKEN_FRONT_MATTER, "line 3"),
        ("tag.txt", b'---\nid: "\\UFFFFFFFF"\n---\nMet.', RejectReason.BROKEN_FRONT_MATTER, "no YAML"),
        ("german.txt", GERMAN.encode(), RejectReason.UNSUPPORTED_LANGUAGE, "German"),
        ("russian.txt", RUSSIAN.encode("cp1251") * 3, RejectReason.UNSUPPORTED_LANGUAGE, "Russian"),
        ("short.txt", "Они встретились.".encode(), RejectReason.UNSUPPORTED_LANGUAGE, "Cyrillic script"),
        ("picture.tiff", b"x", RejectReason.UNKNOWN_FORMAT, ".tiff"),
        ("noending", b"They met.", RejectReason.UNKNOWN_FORMAT, "no ending"),
    ],
)
def test_a_bad_file_is_a_reject_with_reason_and_remedy(
    read_file: ReadFile, name: str, content: bytes, reason: RejectReason, said: str
) -> None:
    (reject,) = read_file(name, content)
    assert isinstance(reject, Reject), reject
    assert reject.reason is reason
    assert said in reject.message
    assert reject.remedy
    assert reject.origin.endswith(name)


@pytest.mark.parametrize(
    ("line", "reason", "field", "said"),
    [
        ('{"text": "They', RejectReason.BROKEN_JSON, None, "column 10"),
        ('["They met."]', RejectReason.BROKEN_JSON, None, "is a list"),
        ('"They met."', RejectReason.BROKEN_JSON, None, "is a string"),
        ('{"id": "a"}', RejectReason.INVALID_FIELD, "text", "missing"),
        ('{"text": null}', RejectReason.INVALID_FIELD, "text", "null"),
        ('{"text": 7}', RejectReason.INVALID_FIELD, "text", "7"),
        ('{"text": ["They met."]}', RejectReason.INVALID_FIELD, "text", "a list"),
        ('{"text": "  "}', RejectReason.EMPTY, None, "no text"),
        ('{"text": "Met.", "title": {"en": "x"}}', RejectReason.INVALID_FIELD, "title", "an object"),
        ('{"text": "Met.", "id": true}', RejectReason.INVALID_FIELD, "id", "True"),
        ('{"text": "Met.", "id": "%s"}' % ("a" * 513), RejectReason.INVALID_FIELD, "id", "513"),
        ('{"text": "Met.", "url": "javascript:alert(1)"}', RejectReason.INVALID_FIELD, "url", "javascript"),
        ('{"text": "Met.", "url": "http://[1:2/"}', RejectReason.INVALID_FIELD, "url", "no web address"),
        ('{"text": "Met.", "published": "2023-02-30"}', RejectReason.INVALID_FIELD, "published", "'2023-02-30'"),
        ('{"text": "Met.", "published": "yesterday"}', RejectReason.INVALID_FIELD, "published", "'yesterday'"),
        ('{"text": "Met.", "published": 1689206400}', RejectReason.INVALID_FIELD, "published", "1689206400"),
        ('{"text": "Met.", "published": "0023-07-13"}', RejectReason.INVALID_FIELD, "published", "the year 23"),
        ('{"text": "Met.", "language": "de"}', RejectReason.UNSUPPORTED_LANGUAGE, None, "de"),
    ],
)
def test_a_bad_line_is_a_reject_and_its_neighbours_are_taken(
    read_file: ReadFile, line: str, reason: RejectReason, field: str | None, said: str
) -> None:
    before, reject, after = read_file("news.jsonl", f'{{"text": "They met."}}\n{line}\n{{"text": "They left."}}\n')
    assert isinstance(before, Article)
    assert isinstance(after, Article)
    assert isinstance(reject, Reject)
    assert (reject.line, reject.reason, reject.field) == (2, reason, field)
    assert said in reject.message
    assert reject.remedy


def test_a_line_that_is_not_utf_8_is_a_reject(read_file: ReadFile) -> None:
    reject, article = read_file("news.jsonl", b'{"text": "caf\xe9"}\n{"text": "They met."}\n')
    assert isinstance(reject, Reject)
    assert isinstance(article, Article)
    assert (reject.line, reject.reason) == (1, RejectReason.WRONG_ENCODING)


def test_an_item_of_an_array_that_is_no_article_is_a_reject(read_file: ReadFile) -> None:
    reject, article = read_file("news.json", '[3, {"text": "They met."}]')
    assert isinstance(reject, Reject)
    assert isinstance(article, Article)
    assert reject.origin.endswith("news.json#1")


def test_a_bad_field_of_front_matter_is_found_on_its_line(read_file: ReadFile) -> None:
    (reject,) = read_file("talks.txt", "---\nid: geneva\npublished: 2023-02-30\n---\nThey met.")
    assert isinstance(reject, Reject)
    assert (reject.field, reject.line, reject.article_id) == ("published", 3, "geneva")
    assert "2023-02-30" in reject.message


def test_characters_that_harm_are_taken_out_and_the_article_is_taken(read_file: ReadFile) -> None:
    line = json.dumps({"id": "a\u202eb", "title": "Ta\x00lks", "text": "They\ud800 me\x00t\u2066 \x07in\tRome.\n"})
    (article,) = read_file("news.jsonl", line)
    assert isinstance(article, Article)
    assert (article.article_id, article.title, article.text) == ("ab", "Talks", "They met in\tRome.\n")


def test_a_language_that_is_stated_is_believed(read_file: ReadFile) -> None:
    (article,) = read_file("list.json", json.dumps({"text": GERMAN, "language": "en-GB"}))
    assert isinstance(article, Article)


def test_the_same_id_with_another_text_is_a_reject_naming_both_places(read_file: ReadFile) -> None:
    lines = '{"id": "a", "text": "They met."}\n{"id": "a", "text": "They did not meet."}\n'
    first, reject = read_file("news.jsonl", lines)
    assert isinstance(first, Article)
    assert isinstance(reject, Reject)
    assert (reject.reason, reject.line, reject.article_id) == (RejectReason.DUPLICATE_ID, 2, "a")
    assert "news.jsonl:1" in reject.message
    assert "news.jsonl:2" in reject.message


def test_the_same_article_again_is_left_out_without_a_reject(read_file: ReadFile) -> None:
    assert len(read_file("news.jsonl", '{"id": "a", "text": "They met."}\n' * 3)) == 1


def test_a_text_of_sixty_megabytes_is_rejected_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        os.truncate(file.fileno(), 60_000_000)
    (reject,) = read([str(path)])
    assert isinstance(reject, Reject)
    assert reject.reason is RejectReason.TOO_LARGE


def test_a_text_longer_than_the_parser_takes_is_rejected_in_any_format(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    path.write_text(json.dumps({"id": "a", "text": "They met. " * 20}) + "\n")
    (reject,) = read([str(path)], limits=Limits(max_text_characters=100))
    assert isinstance(reject, Reject)
    assert (reject.reason, reject.article_id) == (RejectReason.TOO_LARGE, "a")


def test_a_line_that_never_ends_is_rejected_and_the_next_one_read(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    path.write_text('{"text": "' + "x" * 1000 + '"}\n{"text": "They met."}\n')
    reject, article = read([str(path)], limits=Limits(max_line_bytes=100))
    assert isinstance(reject, Reject)
    assert isinstance(article, Article)
    assert (reject.reason, reject.line) == (RejectReason.TOO_LARGE, 1)
    assert len(reject.excerpt) <= 200


def test_a_file_that_may_not_be_opened_is_a_reject(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "secret.txt"
    path.write_text("They met.")

    def refuse(*args: object, **kwargs: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    (reject,) = read([str(path)])
    assert isinstance(reject, Reject)
    assert (reject.reason, reject.message) == (RejectReason.UNREADABLE, "cannot be read: Permission denied")


def test_the_same_bad_input_gives_the_same_reject_again(read_file: ReadFile) -> None:
    first, second = (read_file("news.jsonl", '{"text": 1}\n{"text": 2}\n') for _ in range(2))
    assert first == second
    assert len({reject.reject_id for reject in first if isinstance(reject, Reject)}) == 2


def test_a_missing_path_stops_before_anything_is_read(tmp_path: Path) -> None:
    there = tmp_path / "there.txt"
    there.write_text("They met.")
    with pytest.raises(WrongConfiguration, match=r"no .*gone\.txt") as raised:
        read([str(there), str(tmp_path / "gone.txt")])
    assert raised.value.remedy


def test_a_text_given_as_a_path_is_a_missing_path_and_no_crash() -> None:
    with pytest.raises(WrongConfiguration, match="there is no They met"):
        read(["They met. " * 1000])

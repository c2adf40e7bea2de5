"""docs/sources.md says what the reader does."""

import re
from pathlib import Path

import pytest

from schemas.article import Article
from schemas.reject import Reject
from schemas.vocabulary import RejectReason
from sources.read import read

DOCUMENT = (Path(__file__).parents[2] / "docs" / "sources.md").read_text(encoding="utf-8")


def test_the_example_gives_the_rejects_that_the_document_shows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    example = re.search(r"```jsonl\n(.*?)```", DOCUMENT, re.DOTALL)
    assert example
    (tmp_path / "news.jsonl").write_text(example[1], encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    taken, *others = read(["news.jsonl"])
    assert isinstance(taken, Article)
    rows = [f"| {o.line} | `{o.reason}` | {o.message} |" for o in others if isinstance(o, Reject)]
    assert rows == DOCUMENT.rpartition("|---|---|---|\n")[2].splitlines()


def test_every_reason_of_this_room_is_explained() -> None:
    for reason in set(RejectReason) - {RejectReason.EXTRACTION_FAILED}:
        assert f"| `{reason}` |" in DOCUMENT

"""Whatever the bytes: articles or rejects come out, and no exception."""

import io
import json
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.article import FORBIDDEN_CHARACTERS, Article
from schemas.reject import Reject
from sources.read import read

JSON_VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda children: st.lists(children, max_size=3) | st.dictionaries(st.text(), children, max_size=3),
    max_leaves=6,
)
FIELDS = st.dictionaries(
    st.sampled_from(["id", "text", "title", "published", "url", "source", "language", "other"]),
    JSON_VALUES | st.sampled_from(["https://example.org/a", "2023-07-13", "en", "They met."]),
)
HEADS = st.text(st.sampled_from("idtext: -\n'\"[]{}&*!|>%@#~,2023é\x00")).map(
    lambda head: f"---\n{head}\n---\nThey met."
)


def read_back(suffix: str, content: bytes) -> list[Article | Reject]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"input{suffix}"
        path.write_bytes(content)
        return list(read([str(path)]))


def assert_sound(found: list[Article | Reject]) -> None:
    assert found
    for item in found:
        if isinstance(item, Article):
            assert not FORBIDDEN_CHARACTERS.search(item.text)
            assert item.text.strip()
        else:
            assert item.message
            assert item.remedy


@pytest.mark.parametrize("suffix", [".txt", ".md", ".json", ".jsonl", ".html"])
@settings(max_examples=60, deadline=None)
@given(content=st.binary(max_size=400))
def test_any_bytes_in_any_format(suffix: str, content: bytes) -> None:
    assert_sound(read_back(suffix, content))


@settings(max_examples=60, deadline=None)
@given(content=st.binary(max_size=400))
def test_any_bytes_on_standard_input(content: bytes) -> None:
    assert_sound(list(read(["-"], io.BytesIO(content))))


@settings(max_examples=100, deadline=None)
@given(head=HEADS)
def test_any_front_matter(head: str) -> None:
    assert_sound(read_back(".txt", head.encode()))


@settings(max_examples=100, deadline=None)
@given(rows=st.lists(FIELDS, min_size=1, max_size=4))
def test_any_values_in_the_fields_of_json_lines(rows: list[dict[str, Any]]) -> None:
    assert_sound(read_back(".jsonl", "\n".join(json.dumps(row) for row in rows).encode()))


@settings(max_examples=100, deadline=None)
@given(text=st.text(min_size=1))
def test_a_clean_text_comes_back_character_for_character(text: str) -> None:
    for item in read_back(".jsonl", json.dumps({"text": text, "language": "en"}).encode()):
        if isinstance(item, Article) and item.text != text:
            assert len(item.text) < len(text)
            assert any(
                ord(character) < 32 or ord(character) == 127 or FORBIDDEN_CHARACTERS.match(character)
                for character in text
            )

"""A saved page, or one in a web archive, is as hostile as one on the web: what takes too much costs itself alone."""

import io
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from schemas.article import Article
from schemas.reject import Reject
from sources import parsing
from sources.configured import open_source
from sources.local.settings import WarcSettings
from sources.parsing import Parser
from sources.read import read

NOW = datetime(2026, 1, 1, tzinfo=UTC)
SECONDS = 1.5
LONGEST_SECONDS = 30  # on a busy machine; alone it is two
TALKS = "The foreign ministers of both countries met in Jakarta on Thursday and spoke about the strait. "
GOOD = f"<html><body><article><p>{TALKS * 3}</p></article></body></html>".encode()

HOSTILE = {
    "elements in elements": (b"<html><body>" + b"<div>" * 200_000 + b"text", "empty", "without an article"),
    "attributes without end": (
        b"<body><div " + b"".join(b"a%d=1 " % n for n in range(60_000)) + b">text",
        "too_large",
        "takes more than 1.5 s",
    ),
    "paragraphs without end": (
        b"<html><body><article>" + b"<p>A word or two.</p>" * 150_000,
        "too_large",
        "takes more than 1.5 s",
    ),
    "a picture by another name": (b"\x89PNG\r\n\x1a\n\xff" * 9, "binary", "is a PNG image"),
    "nothing but space": (b" \n", "empty", "is empty"),
}

Items = list[Article | Reject]


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A parser that waits for less than ten seconds, so that the tests do not."""
    parser = Parser(SECONDS)
    monkeypatch.setattr(parsing, "shared_parser", lambda: parser)
    yield
    parser.close()


def from_files(folder: Path, *pages: bytes) -> Items:
    for number, page in enumerate(pages):
        (folder / f"{number}.html").write_bytes(page)
    return list(read([str(folder)]))


def from_an_archive(folder: Path, *pages: bytes) -> Items:
    with (folder / "a.warc.gz").open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for number, page in enumerate(pages):
            http = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
            address = f"https://wire.example.org/{number}"
            writer.write_record(
                writer.create_warc_record(address, "response", payload=io.BytesIO(page), http_headers=http)
            )
    settings = WarcSettings.model_validate({"name": "crawl", "kind": "warc", "path": folder / "a.warc.gz"})
    batches = open_source(settings, folder).batches({}, NOW)
    return [item for batch in batches for item in batch.items]


@pytest.mark.parametrize("taken_from", [from_files, from_an_archive])
@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_page_is_a_reject_and_the_pages_around_it_are_taken(
    taken_from: Callable[..., Items], what: str, tmp_path: Path
) -> None:
    data, reason, said = HOSTILE[what]
    began = time.monotonic()
    before, hostile, after = taken_from(tmp_path, GOOD, data, GOOD.replace(b"Thursday", b"Friday"))
    assert time.monotonic() - began < LONGEST_SECONDS
    assert isinstance(before, Article)
    assert isinstance(after, Article)
    assert isinstance(hostile, Reject)
    assert (hostile.reason, said in hostile.message) == (reason, True)

"""WARC files: pages become articles, everything else is passed over, and what is hostile is a reject."""

import gzip
import io
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from schemas.article import Article
from schemas.reject import Reject
from sources.configured import open_source
from sources.local.settings import WarcSettings
from sources.source import Batch, Cursor

NOW = datetime.now(UTC)
HTML = {"Content-Type": "text/html; charset=utf-8"}


def page(text: str, published: str = "2023-07-13") -> bytes:
    return (
        f"<html><head><title>Talks</title><meta property='article:published_time' content='{published}'>"
        f"<link rel='canonical' href='https://hijacked.example.net/'></head>"
        f"<body><article><h1>Talks</h1><p>{text} The ministers spoke for two hours of trade and of the war.</p>"
        "</article></body></html>"
    ).encode()


def add(
    writer: WARCWriter,
    body: bytes,
    headers: Mapping[str, str] = HTML,
    status: str = "200 OK",
    kind: str = "response",
    url: str = "https://wire.example.org/a",
) -> None:
    http = StatusAndHeaders(status, list(headers.items()), protocol="HTTP/1.1")
    dated = {"WARC-Date": "2023-07-14T08:00:00Z"}
    writer.write_record(
        writer.create_warc_record(url, kind, payload=io.BytesIO(body), http_headers=http, warc_headers_dict=dated)
    )


def archive(path: Path, *bodies: bytes, zipped: bool = True) -> Path:
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=zipped)
        for number, body in enumerate(bodies):
            add(writer, body, url=f"https://wire.example.org/{number}")
    return path


def read(path: Path, cursor: Cursor | None = None, **limits: int) -> list[Batch]:
    settings = WarcSettings.model_validate({"name": "crawl", "kind": "warc", "path": path, "limits": limits})
    return list(open_source(settings, path.parent).batches(cursor or {}, NOW))


def items(path: Path, cursor: Cursor | None = None, **limits: int) -> list[Article | Reject]:
    return [item for batch in read(path, cursor, **limits) for item in batch.items]


def reasons(path: Path, **limits: int) -> list[str]:
    return [item.reason.value if isinstance(item, Reject) else "taken" for item in items(path, **limits)]


def one_record(path: Path, body: bytes, headers: Mapping[str, str]) -> Path:
    with path.open("wb") as file:
        add(WARCWriter(file, gzip=True), body, headers)
    return path


def test_a_page_is_an_article_with_the_address_and_moment_of_its_record(tmp_path: Path) -> None:
    (article,) = items(archive(tmp_path / "a.warc.gz", page("Wang met Blinken.")))
    assert isinstance(article, Article)
    assert "Wang met Blinken." in article.text
    assert article.url == "https://wire.example.org/0", "what the page says of its address is not believed"
    assert str(article.published) == "2023-07-13"
    assert article.fetched == datetime(2023, 7, 14, 8, tzinfo=UTC)
    assert article.origin == f"{tmp_path / 'a.warc.gz'}#1"


def test_what_is_no_page_is_passed_over(tmp_path: Path) -> None:
    with (tmp_path / "a.warc.gz").open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        writer.write_record(writer.create_warcinfo_record("a.warc.gz", {"software": "test"}))
        add(writer, page("Not found."), status="404 Not Found")
        add(writer, b"GIF89a", {"Content-Type": "image/gif"})
        add(writer, page("They moved."), status="301 Moved")
        add(writer, page("A request."), kind="request")
        add(writer, page("Wang met Blinken."))
    assert len(items(tmp_path / "a.warc.gz")) == 1


@pytest.mark.parametrize("zipped", [True, False])
def test_reading_goes_on_at_the_record_where_the_run_died(tmp_path: Path, zipped: bool) -> None:
    pages = [page(f"Wang met Blinken for time number {number}.") for number in range(250)]
    name = "a.warc.gz" if zipped else "a.warc"
    path = archive(tmp_path / name, *pages, zipped=zipped)
    whole = items(path)
    first = read(path)[0]
    rest = items(path, json.loads(json.dumps(first.cursor)))
    assert [*first.items, *rest] == whole
    assert len(whole) == 250
    (*_, last) = read(path)
    assert read(path, json.loads(json.dumps(last.cursor))) == []


def test_records_that_are_added_later_are_read_then(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.warc.gz", page("Wang met Blinken."))
    (batch,) = read(path)
    with path.open("ab") as file:
        add(WARCWriter(file, gzip=True), page("They parted."))
    (article,) = items(path, json.loads(json.dumps(batch.cursor)))
    assert isinstance(article, Article)
    assert article.origin.endswith("#2")


def test_compressed_and_chunked_pages_are_unpacked(tmp_path: Path) -> None:
    whole = page("Wang met Blinken.")
    zipped = gzip.compress(whole)
    chunked = b"%x\r\n%s\r\n0\r\n\r\n" % (len(zipped), zipped)
    headers = {**HTML, "Content-Encoding": "gzip"}
    assert reasons(one_record(tmp_path / "a.warc.gz", zipped, headers)) == ["taken"]
    assert reasons(one_record(tmp_path / "b.warc.gz", chunked, {**headers, "Transfer-Encoding": "chunked"})) == [
        "taken"
    ]
    assert reasons(one_record(tmp_path / "c.warc.gz", whole, headers)) == ["taken"], "unpacked, and the header kept"


HOSTILE = [
    pytest.param(gzip.compress(b"\0" * 200_000_000, 9), {"Content-Encoding": "gzip"}, "too_large", id="bomb"),
    pytest.param(b"<p>" * 2_000_000, {}, "too_large", id="large"),
    pytest.param(b"", {}, "empty", id="nothing"),
    pytest.param(b"\x1f\x8b broken", {"Content-Encoding": "gzip"}, "unreadable", id="broken gzip"),
    pytest.param(b"\x0b\x02\x80", {"Content-Encoding": "br"}, "unknown_format", id="brotli"),
    pytest.param(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", {}, "binary", id="a document under a page's name"),
    pytest.param(b"<html><body>" + b"<div>" * 50_000, {}, "empty", id="depth"),
]


@pytest.mark.timeout(60)
@pytest.mark.parametrize(("body", "headers", "reason"), HOSTILE)
def test_hostile_pages_are_rejects(tmp_path: Path, body: bytes, headers: dict[str, str], reason: str) -> None:
    path = one_record(tmp_path / "a.warc.gz", body, {**HTML, **headers})
    with path.open("ab") as file:
        add(WARCWriter(file, gzip=True), page("Wang met Blinken."))
    assert reasons(path) == [reason, "taken"], "what comes after it is read"


BROKEN = [
    pytest.param(b"no archive", id="text"),
    pytest.param(gzip.compress(b"WARC/1.0\r\nWARC-Type: response\r\n" + b"X-Long: " + b"a" * 9_000_000), id="header"),
    pytest.param(gzip.compress(b"WARC/1.0\r\n" + b"X-A: b\r\n" * 900_000), id="headers without end"),
    pytest.param(b"\x1f\x8b\x08\x00 broken", id="broken gzip"),
    pytest.param(
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example.org/\r\n"
        b"Content-Length: 999999999\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>They met.</p>",
        id="a size that lies",
    ),
]


@pytest.mark.timeout(60)
@pytest.mark.parametrize("content", BROKEN)
def test_an_archive_that_breaks_gives_what_came_before_and_says_where(tmp_path: Path, content: bytes) -> None:
    is_zipped = content.startswith(b"\x1f\x8b")
    path = archive(tmp_path / ("a.warc.gz" if is_zipped else "a.warc"), page("Wang met Blinken."), zipped=is_zipped)
    with path.open("ab") as file:
        file.write(content)
    found = reasons(path)
    assert found[0] == "taken"
    assert "unreadable" in found
    assert found.count("taken") <= 2


def test_an_archive_that_is_compressed_as_a_whole_is_refused_with_the_remedy(tmp_path: Path) -> None:
    plain = archive(tmp_path / "a.warc", page("Wang met Blinken."), page("They parted."), zipped=False)
    path = tmp_path / "b.warc.gz"
    path.write_bytes(gzip.compress(plain.read_bytes()))
    found = items(path)
    (reject,) = (item for item in found if isinstance(item, Reject))
    assert "warcio recompress" in reject.remedy

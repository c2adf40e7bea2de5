"""What pages, feeds and sitemaps hold to harm whoever reads them, and what becomes of it: a reject with its reason, or
the text without what harms; in bounded time, and in a process whose end hurts nobody."""

import gzip
import json
import resource
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from schemas.errors import BadInput
from schemas.vocabulary import RejectReason
from sources.parse_worker import MEMORY_BYTES
from sources.parsing import Parser
from sources.web.entries import FeedEntry

SECONDS = 1.5
LONGEST_SECONDS = 30  # on a busy machine; alone it is two
LOCATION = b"<url><loc>http://example.org/</loc></url>"
PARAGRAPH = (
    "The foreign ministers of both countries met in Jakarta on Thursday and spoke about the strait for two hours. "
)


@pytest.fixture(scope="module")
def parser() -> Iterator[Parser]:
    parser = Parser(SECONDS)
    yield parser
    parser.close()


def rss(*items: str) -> bytes:
    return f'<rss version="2.0"><channel><title>News</title>{"".join(items)}</channel></rss>'.encode()


def page(body: str, head: str = "") -> str:
    return f"<html><head><title>Talks</title>{head}</head><body><article>{body}</article></body></html>"


def entities(*, ending_in: str) -> str:
    """Entities of entities: the last of them is a hundred million letters."""
    declared = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "ha"}">' for n in range(9))
    return f"<!DOCTYPE r [{declared}]>{ending_in}"


ATTRIBUTES = b"".join(b"a%d=1 " % n for n in range(60_000))
FILE = '<!DOCTYPE r [<!ENTITY e8 SYSTEM "file:///etc/passwd">]>'
BOMB = rss("&e8;").decode()
JSON_FEED = b'{"version": "https://jsonfeed.org/version/1", "items": ['
EMPTY, FORMAT, LARGE = RejectReason.EMPTY, RejectReason.UNKNOWN_FORMAT, RejectReason.TOO_LARGE
BINARY, ENCODING, JSON = RejectReason.BINARY, RejectReason.WRONG_ENCODING, RejectReason.BROKEN_JSON

Case = tuple[str, bytes, RejectReason, str]
PAGES: list[Case] = [
    ("a page of nothing", b" \n", EMPTY, "is empty"),
    ("a page without an article", b"<html><body><form></form></body></html>", EMPTY, "without an article"),
    ("a PDF that is said to be a page", b"%PDF-1.7\n\xff\xfe", BINARY, "is a PDF document"),
    ("a picture that is said to be a page", b"\x89PNG\r\n\x1a\n\xff", BINARY, "is a PNG image"),
    ("a program that is said to be a page", bytes(range(256)) * 40, BINARY, "is binary"),
    ("an archive that is said to be a page", gzip.compress(b"a"), BINARY, "is a gzip archive"),
    ("elements in elements", b"<html><body>" + b"<div>" * 200_000 + b"text", EMPTY, "without an article"),
    ("attributes without end", b"<body><div " + ATTRIBUTES + b">text", LARGE, "takes more than 1.5 s"),
    ("paragraphs without end", page("<p>A word or two.</p>" * 150_000).encode(), LARGE, "takes more than 1.5 s"),
    ("damaged UTF-8, with a lie", page("Café, naïveté. " * 9).encode() + b"\xe9 ", ENCODING, "is not UTF-8"),
]
FEEDS: list[Case] = [
    ("nothing in place of a feed", b"", EMPTY, "is empty"),
    ("a page in place of a feed", page("<p>Log in").encode(), FORMAT, "is a web page, not a feed"),
    ("words in place of a feed", b"no feed here", FORMAT, "is something else, not a feed"),
    ("entities of entities", entities(ending_in=BOMB).encode(), FORMAT, "declares entities"),
    ("entities in another encoding", entities(ending_in=BOMB).encode("utf-16"), FORMAT, "declares entities"),
    ("an entity that is a file", f"{FILE}{BOMB}".encode(), FORMAT, "declares entities"),
    ("entries without end", rss(*(f"<item><guid>{n}</guid></item>" for n in range(2_500))), LARGE, "2,000 entries"),
    ("JSON that is no feed", b'{"items": []}', FORMAT, "is JSON, but no JSON feed"),
    ("JSON that breaks off", JSON_FEED, JSON, "is no JSON"),
    ("JSON in JSON", b'{"a":' * 100_000, JSON, "is no JSON"),
]
SITEMAPS: list[Case] = [
    ("a feed in place of a sitemap", rss(), FORMAT, "is no sitemap, but <rss>"),
    ("a page in place of a sitemap", b"<html><p>unclosed", FORMAT, "is no XML"),
    ("a sitemap with entities", entities(ending_in="<urlset>&e8;</urlset>").encode(), FORMAT, "has a document type"),
    ("a sitemap without end", b"<urlset>" + LOCATION * 60_000 + b"</urlset>", LARGE, "more than 50,000 addresses"),
    ("elements in elements of a sitemap", b"<urlset>" + b"<url>" * 100_000, FORMAT, "is no XML"),
]


def cases(kind: list[Case]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(("data", "reason", "said"), [pytest.param(*rest, id=name) for name, *rest in kind])


@contextmanager
def rejected(parser: Parser, reason: RejectReason, said: str) -> Iterator[None]:
    """Holds that the block rejects in time; after a good page, also where the case before ended the process."""
    assert parser.page(page(f"<p>{PARAGRAPH * 3}</p>").encode(), "")["text"] == (PARAGRAPH * 3).strip()
    began = time.monotonic()
    with pytest.raises(BadInput) as raised:
        yield
    assert (raised.value.reason, time.monotonic() - began < LONGEST_SECONDS) == (reason, True)
    assert said in raised.value.message


@cases(PAGES)
def test_a_hostile_page_is_a_reject(data: bytes, reason: RejectReason, said: str, parser: Parser) -> None:
    with rejected(parser, reason, said):
        parser.page(data, "text/html; charset=iso-8859-1")


@cases(FEEDS)
def test_a_hostile_feed_is_a_reject(data: bytes, reason: RejectReason, said: str, parser: Parser) -> None:
    with rejected(parser, reason, said):
        parser.feed(data, "application/rss+xml", "http://example.org/feed")


@cases(SITEMAPS)
def test_a_hostile_sitemap_is_a_reject(data: bytes, reason: RejectReason, said: str, parser: Parser) -> None:
    with rejected(parser, reason, said):
        parser.sitemap(data, "text/xml")


def test_the_process_that_parses_has_its_bounds(parser: Parser) -> None:
    with rejected(parser, EMPTY, "is empty"):
        parser.page(b"", "")
    assert parser._process
    assert resource.prlimit(parser._process.pid, resource.RLIMIT_AS)[0] == MEMORY_BYTES
    assert resource.prlimit(parser._process.pid, resource.RLIMIT_FSIZE)[0] == 0


ACCENTS = "Le ministre français a été reçu à Bogotá; ‘naïve’, dit-il. " + PARAGRAPH


@pytest.mark.parametrize(
    ("charset", "content_type", "meta"),
    [
        ("utf-8", "text/html", ""),
        ("utf-8", "text/html; charset=iso-8859-1", ""),
        ("utf-8", "text/html; charset=utf-7", '<meta charset="windows-1251">'),
        ("utf-8-sig", "image/png", ""),
        ("utf-16", "text/html; charset=utf-8", ""),
        ("utf-16-le", "text/html; charset=utf-16", ""),
        ("utf-16-be", "text/html; charset=UTF-16BE", ""),
        ("windows-1252", "text/html; charset=ISO-8859-1", ""),
        ("windows-1252", 'text/html; charset="windows-1252"', '<meta charset="utf-8">'),
        ("windows-1252", "text/html; charset=utf-8", '<meta charset="windows-1252">'),
        (
            "windows-1252",
            "application/octet-stream",
            '<meta http-equiv="Content-Type" content="text/html; charset=cp1">',
        ),
    ],
)
def test_no_letter_is_turned_into_others(charset: str, content_type: str, meta: str, parser: Parser) -> None:
    data = page(f"<p>{ACCENTS}</p><p>{ACCENTS}</p>", meta).encode(charset)
    assert str(parser.page(data, content_type)["text"]).startswith(ACCENTS.strip())


def test_scripts_and_what_is_not_read_do_not_come_into_the_text(parser: Parser) -> None:
    left_out = "<script>alert(1)</script><iframe src='//x'></iframe><style>p {}</style><!-- a -->"
    harmful = f"<p>{PARAGRAPH}</p>{left_out}<p>{ACCENTS}</p>"
    entry = f"<item><guid>1</guid><description><![CDATA[{harmful}]]></description></item>"
    (found,) = parser.feed(rss(entry), "", "http://example.org/")
    assert found.summary == f"{PARAGRAPH.strip()}\n{ACCENTS.strip()}"
    assert parser.page(page(harmful).encode(), "")["text"] == f"{PARAGRAPH.strip()}\n{ACCENTS.strip()}"


def test_links_stay_what_they_are_so_that_they_can_be_refused(parser: Parser) -> None:
    items = [
        f"<item><guid>{n}</guid><link>{link}</link></item>" for n, link in enumerate(("javascript:a()", "/b", "c"))
    ]
    found = parser.feed(rss(*items), "", "http://example.org/news/feed")
    assert [entry.link for entry in found] == ["javascript:a()", "http://example.org/b", "http://example.org/news/c"]


@pytest.mark.parametrize("written", ["Thu, 32 Foo 2023", "yesterday", "0000-00-00", "2023-02-30T10:00:00Z", "9" * 400])
def test_an_impossible_date_is_none(written: str, parser: Parser) -> None:
    (found,) = parser.feed(rss(f"<item><guid>1</guid><pubDate>{written}</pubDate></item>"), "", "http://example.org/")
    assert found.published == ""


def test_feeds_of_every_kind_give_the_same_entries(parser: Parser) -> None:
    link, title, published = "http://example.org/a?b=1&c=2", "Talks & more", "2023-07-13T23:30:00+07:00"
    expected = FeedEntry(key="urn:1", link=link, title=title, published=published, text="They met.", summary="Short.")
    atom = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>N</title><entry><id>urn:1</id>
        <title>Talks &amp; more</title>
        <link href="http://example.org/a?b=1&amp;c=2"/><published>{published}</published>
        <content type="html">&lt;p&gt;They met.&lt;/p&gt;</content><summary>Short.</summary></entry></feed>"""
    content = "<content:encoded><![CDATA[<p>They met.</p>]]></content:encoded><description>Short.</description>"
    item = f"""<item><guid isPermaLink="false">urn:1</guid><title>Talks &amp; more</title>{content}
        <link>http://example.org/a?b=1&amp;c=2</link><pubDate>Thu, 13 Jul 2023 23:30:00 +0700</pubDate></item>"""
    with_content = rss(item).replace(b"<rss ", b'<rss xmlns:content="http://purl.org/rss/1.0/modules/content/" ')
    json_item = {"id": "urn:1", "url": link, "title": title, "date_published": published, "summary": "Short."}
    json_feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "items": [{**json_item, "content_html": "<p>They met."}],
    }
    for data in (atom.encode(), with_content, json.dumps(json_feed).encode()):
        assert parser.feed(data, "text/plain", "http://example.org/feed") == [expected]

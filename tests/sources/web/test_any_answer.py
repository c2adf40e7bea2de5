"""Whatever comes: what reads it gives something, or says what is wrong in one of our own errors."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schemas.errors import BadInput
from sources.page_encoding import decode_page
from sources.web.addresses import fetchable
from sources.web.compression import unpacked
from sources.web.failures import FetchFailed
from sources.web.feed_entries import feed_entries
from sources.web.limits import FetchLimits
from sources.web.markup import text_of
from sources.web.page_links import page_links
from sources.web.sitemap_entries import sitemap_entries

ADDRESS = "http://example.org/"
READERS: dict[str, Callable[[bytes], Any]] = {
    "encoding": lambda data: decode_page(data, "text/html; charset=" + data[:10].decode("latin-1")),
    "feed": lambda data: feed_entries(data, "", ADDRESS),
    "sitemap": lambda data: sitemap_entries(data, ""),
    "links": lambda data: page_links(data, "", ADDRESS),
    "markup": lambda data: text_of(data.decode("utf-8", "replace")),
    "compression": lambda data: unpacked(data, "gzip", FetchLimits()),
    "brotli": lambda data: unpacked(data, "br", FetchLimits()),
    "address": lambda data: fetchable("http:" + data.decode("latin-1")),
}
# What is nearly right goes deeper than what is wrong from its first letter.
PIECES = st.sampled_from(
    [
        *b"<rss version='2.0'>|<channel>|<item>|</item>|<guid>|<link>|<pubDate>|Thu, 13 Jul 2023".split(b"|"),
        *b"<feed xmlns='http://www.w3.org/2005/Atom'>|<entry>|<id>|<updated>2023-07-13T|<content type='html'>".split(
            b"|"
        ),
        *b"<![CDATA[|]]>|&lt;p&gt;|&amp;#0;|&#xD800;|&#x110000;|<!-- |--|<script>|<p>|<svg><p>|<!DOCTYPE a>".split(
            b"|"
        ),
        *b"<a href='http://[::1'>|<a href='//x\n'>|<base href='http://[/'>|//user@|//[::1]:99999/".split(b"|"),
        *b"<urlset>|<url>|<loc>|<sitemapindex>|<sitemap>|<lastmod>".split(b"|"),
        *b'{"version": "https://jsonfeed.org/version/1", "items": [|{"id": 1, "url": "//["}|]}|"\\ud800"'.split(b"|"),
        *b"\xff\xfe|\xef\xbb\xbf|<?xml version='1.0' encoding='utf-16'?>|\x00|\x1f\x8b\x08\x00|\xed\xa0\x80".split(
            b"|"
        ),
    ]
)
ANSWERS = st.one_of(
    st.binary(max_size=200), st.lists(st.one_of(PIECES, st.binary(max_size=5)), max_size=25).map(b"".join)
)


@pytest.mark.parametrize("name", READERS)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=ANSWERS)
def test_any_bytes_are_read_or_refused(name: str, data: bytes) -> None:
    try:
        READERS[name](data)
    except (BadInput, FetchFailed) as error:
        assert error.message

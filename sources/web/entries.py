"""What feeds and sitemaps list, as it comes out of the process that parses them."""

import hashlib
from typing import NamedTuple

from schemas.base import Model
from sources.addresses import canonical_url


def plain(link: str) -> str:
    """The link without what may be another each time (sources/addresses.py); as it is where it is no web address."""
    try:
        return canonical_url(link)
    except ValueError:
        return link


class FeedEntry(Model):
    """One entry, as the feed has it. `key` is by what it is known again; `published` and `updated` are ISO dates in the
    zone in which they are written, or empty. `text` is its content, `summary` what it is announced by."""

    key: str
    link: str = ""
    title: str = ""
    published: str = ""
    updated: str = ""
    text: str = ""
    summary: str = ""

    @property
    def stamp(self) -> str:
        """What changes when the entry does."""
        parts = (plain(self.link), self.title, self.published, self.updated, self.text, self.summary)
        return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


class SitemapEntry(Model):
    """One address. `modified` is when it was last changed, as the site says; `published` and `title` are there in
    sitemaps of news."""

    link: str
    modified: str = ""
    published: str = ""
    title: str = ""


class Sitemap(NamedTuple):
    """What a sitemap holds: pages, or further sitemaps."""

    pages: list[SitemapEntry]
    sitemaps: list[SitemapEntry]

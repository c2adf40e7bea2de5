"""Sitemaps: the pages that a site lists for those who read all of it."""

from datetime import datetime, timedelta

from sources.web.compression import inflated
from sources.web.entries import Sitemap, SitemapEntry
from sources.web.fetching import Fetcher, Validators
from sources.web.limits import FetchLimits
from sources.web.listed import Listed
from sources.web.listing import Contents
from sources.web.parsing import Parser
from sources.web.settings import SitemapSettings

_GZIP = b"\x1f\x8b"
# Of the sitemaps in an index so many are read, the latest first; large sites have one a day, or one for 50,000 pages.
_MOST_SITEMAPS = 20


def sitemap_contents(
    settings: SitemapSettings, fetcher: Fetcher, parser: Parser, known: Validators, now: datetime
) -> Contents:
    """The pages that the sitemap lists, or the sitemaps that it leads to; the oldest first.

    An index of indexes is not followed. Raises FetchFailed, BadInput.
    """
    fetched = fetcher.fetch(settings.url, known, settings.limits.max_file_bytes)
    if fetched.is_unchanged:
        return Contents((), known, is_unchanged=True)
    first = _sitemap(settings, parser, fetched.body, fetched.content_type)
    pages = list(first.pages)
    since = now - timedelta(days=settings.max_age_days)
    latest = sorted(first.sitemaps, key=lambda each: each.modified, reverse=True)
    for each in [each for each in latest if _is_of_late(each, since)][:_MOST_SITEMAPS]:
        further = fetcher.fetch(each.link, body_bytes=settings.limits.max_file_bytes)
        pages += _sitemap(settings, parser, further.body, further.content_type).pages
    wanted = {
        each.link: each
        for each in sorted(pages, key=lambda each: each.modified or each.published)
        if _is_of_late(each, since) and (settings.include is None or settings.include.search(each.link))
    }
    return Contents([_listed(each) for each in wanted.values()], fetched.validators)


def _sitemap(settings: SitemapSettings, parser: Parser, body: bytes, content_type: str) -> Sitemap:
    if body.startswith(_GZIP):
        body = inflated(body, FetchLimits(body_bytes=settings.limits.max_file_bytes))
    return parser.sitemap(body, content_type)


def _is_of_late(entry: SitemapEntry, since: datetime) -> bool:
    """Whether it was changed since then, or nothing is said of that."""
    try:
        changed = datetime.fromisoformat(entry.modified or entry.published)
    except ValueError:
        return True
    return changed.date() >= since.date()


def _listed(entry: SitemapEntry) -> Listed:
    fields = {"title": entry.title, "published": entry.published, "updated": entry.modified}
    return Listed(entry.link, entry.modified or entry.published, entry.link, fields)

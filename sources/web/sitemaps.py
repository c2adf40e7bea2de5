"""Sitemaps: the pages that a site lists for those who read all of it."""

from datetime import datetime, timedelta

from schemas.errors import BadInput
from schemas.reject import Reject
from schemas.vocabulary import RejectReason
from sources.parsing import Parser
from sources.rejects import rejected
from sources.web.compression import inflated
from sources.web.entries import Sitemap, SitemapEntry
from sources.web.failures import FetchFailed
from sources.web.fetching import Fetched, Fetcher, Validators
from sources.web.limits import FetchLimits
from sources.web.listed import Listed, rejected_fetch
from sources.web.listing import Contents
from sources.web.settings import SitemapSettings

_GZIP = b"\x1f\x8b"
# Of the sitemaps in an index so many are read, the latest first; large sites have one a day, or one for 50,000 pages.
_MOST_SITEMAPS = 20


def sitemap_contents(
    settings: SitemapSettings, fetcher: Fetcher, parser: Parser, known: Validators, now: datetime
) -> Contents:
    """The pages that the sitemap lists, or the sitemaps that it leads to; the oldest first.

    A sitemap of an index that is gone or broken is a reject; an index in it is not followed. Raises FetchFailed,
    BadInput.
    """
    fetched = fetcher.fetch(settings.url, known, settings.limits.max_file_bytes)
    if fetched.is_unchanged:
        return Contents((), known, is_unchanged=True)
    first = _sitemap(settings, parser, fetched)
    since = now - timedelta(days=settings.max_age_days)
    pages, rejects = list(first.pages), []
    latest = sorted(first.sitemaps, key=lambda each: each.modified, reverse=True)
    for each in [each for each in latest if _is_of_late(each, since)][:_MOST_SITEMAPS]:
        found = _further(each, settings, fetcher, parser)
        if isinstance(found, Reject):
            rejects.append(found)
        else:
            pages += found.pages
    wanted = {
        each.link: each
        for each in sorted(pages, key=lambda each: each.modified or each.published)
        if _is_of_late(each, since) and (settings.include is None or settings.include.search(each.link))
    }
    return Contents([_listed(each) for each in wanted.values()], fetched.validators, rejects=rejects)


def _further(entry: SitemapEntry, settings: SitemapSettings, fetcher: Fetcher, parser: Parser) -> Sitemap | Reject:
    try:
        fetched = fetcher.fetch(entry.link, body_bytes=settings.limits.max_file_bytes)
        return _sitemap(settings, parser, fetched)
    except BadInput as error:
        return rejected(error, entry.link)
    except FetchFailed as error:
        if error.is_temporary:
            raise
        return rejected_fetch(error, entry.link)


def _sitemap(settings: SitemapSettings, parser: Parser, fetched: Fetched) -> Sitemap:
    body = fetched.body
    if body.startswith(_GZIP):
        try:
            body = inflated(body, FetchLimits(body_bytes=settings.limits.max_file_bytes))
        except FetchFailed as error:
            raise BadInput(RejectReason.UNREADABLE, error.message, error.remedy) from error
    return parser.sitemap(body, fetched.content_type)


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

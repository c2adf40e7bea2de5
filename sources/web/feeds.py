"""Feeds: what they list, and whether they have an article themselves or its page does."""

from datetime import datetime

from sources.parsing import Parser
from sources.web.entries import FeedEntry
from sources.web.fetching import Fetcher, Validators
from sources.web.listed import Listed
from sources.web.listing import Contents
from sources.web.settings import FeedSettings

# Feeds that have less of an article have its beginning: a teaser has 100 to 500 characters.
_WHOLE_CHARACTERS = 1_000


def feed_contents(
    settings: FeedSettings, fetcher: Fetcher, parser: Parser, known: Validators, now: datetime
) -> Contents:
    """The entries of the feed, the oldest first. Raises FetchFailed, BadInput."""
    fetched = fetcher.fetch(settings.url, known, settings.limits.max_file_bytes)
    if fetched.is_unchanged:
        return Contents((), known, is_unchanged=True)
    entries = parser.feed(fetched.body, fetched.content_type, fetched.address)
    return Contents([_listed(each, settings) for each in reversed(entries)], fetched.validators)


def _listed(entry: FeedEntry, settings: FeedSettings) -> Listed:
    fields = {"title": entry.title, "published": entry.published, "updated": entry.updated}
    if not _is_of_the_page(entry, settings):
        fields["text"] = entry.text or entry.summary
    return Listed(entry.key, entry.stamp, entry.link, fields)


def _is_of_the_page(entry: FeedEntry, settings: FeedSettings) -> bool:
    match settings.full_pages:
        case "never":
            return False
        case "always":
            return True
        case _:
            return bool(entry.link) and len(entry.text) < _WHOLE_CHARACTERS

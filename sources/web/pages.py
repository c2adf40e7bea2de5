"""Pages: one that is an article itself, or one that leads to articles."""

from datetime import datetime

from sources.parsing import Parser
from sources.web.fetching import NO_VALIDATORS, Fetcher, Validators
from sources.web.listed import Listed
from sources.web.listing import Contents
from sources.web.settings import PagesSettings


def page_contents(
    settings: PagesSettings, fetcher: Fetcher, parser: Parser, known: Validators, now: datetime
) -> Contents:
    """The page itself, or those of its links that are followed, in its order. Raises FetchFailed, BadInput."""
    if settings.follow is None:
        return Contents([Listed(settings.url, "", settings.url, is_asked_each_time=True)], NO_VALIDATORS)
    fetched = fetcher.fetch(settings.url, known, settings.limits.max_page_bytes)
    if fetched.is_unchanged:
        return Contents((), known, is_unchanged=True)
    links = parser.links(fetched.body, fetched.content_type, fetched.address)
    followed = [link for link in links if settings.follow.search(link)]
    return Contents([Listed(link, "", link) for link in followed], fetched.validators)

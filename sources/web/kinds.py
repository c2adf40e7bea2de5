"""The kinds of source that lie on the web."""

from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from typing import Any

from schemas.yaml_file import compose, validated
from sources.kind import Kind
from sources.parsing import shared_parser
from sources.read import Reader
from sources.source import Source
from sources.web.access import WebAccess
from sources.web.feeds import feed_contents
from sources.web.fetching import Fetcher
from sources.web.limits import Clock
from sources.web.listing import Contents, WebSource
from sources.web.pace import Pace
from sources.web.pages import page_contents
from sources.web.settings import FeedSettings, PagesSettings, SitemapSettings, WebSettings
from sources.web.sitemaps import sitemap_contents

ACCESS_FILE = "web.yaml"


def read_access(home: Path) -> WebAccess:
    """How this home goes to the web, by its `web.yaml`. Raises WrongConfiguration naming file and line."""
    path = home / ACCESS_FILE
    if not path.exists():
        return WebAccess()
    return validated(
        path, compose(path, "Look at who may read it."), WebAccess, "docs/web-sources.md lists the fields."
    )


def _opened(read_list: Callable[..., Contents]) -> Callable[[Any, Path], Source]:
    def open_source(settings: WebSettings, home: Path) -> Source:
        limits = settings.limits.of_input()
        # Repeats are told by what the lake holds: what one run has seen, the next would not know.
        reader = Reader(limits, language=settings.language, outlet=settings.title, seen=None)
        fetcher = Fetcher(read_access(home), _pace())
        return WebSource(settings.name, settings.url, fetcher, shared_parser(), reader, partial(read_list, settings))

    return open_source


@cache
def _pace() -> Pace:
    """The one pace of this process: hosts do not care which of its sources asks."""
    return Pace(Clock())


WEB_KINDS = {
    "feed": Kind(FeedSettings, _opened(feed_contents)),
    "pages": Kind(PagesSettings, _opened(page_contents)),
    "sitemap": Kind(SitemapSettings, _opened(sitemap_contents)),
}

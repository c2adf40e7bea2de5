"""The settings of sources on the web, one YAML file a source (docs/web-sources.md)."""

import re
from typing import Annotated, Literal

from pydantic import Field, field_validator

from sources.settings import SourceSettings
from sources.web.addresses import fetchable
from sources.web.failures import FetchFailed


class WebSettings(SourceSettings):
    """A source at an address of the web."""

    url: str

    @field_validator("url")
    @classmethod
    def _is_fetchable(cls, value: str) -> str:
        try:
            fetchable(value)
        except FetchFailed as error:
            raise ValueError(error.message) from error
        return value

    @property
    def place(self) -> str:
        """The address."""
        return self.url


class FeedSettings(WebSettings):
    """RSS, Atom or JSON feed. `full_pages`: whether the page of an entry is fetched, and not what the feed has of it
    taken; "auto" fetches it where the feed has a teaser only."""

    kind: Literal["feed"]
    full_pages: Literal["auto", "always", "never"] = "auto"


class PagesSettings(WebSettings):
    """A page that is an article and asked for in each run, or, with `follow`, one that lists articles: those of its
    links are read, each once, that the expression is found in."""

    kind: Literal["pages"]
    follow: re.Pattern[str] | None = None


class SitemapSettings(WebSettings):
    """A sitemap, or an index of sitemaps: the pages that it lists are read, and again when it says that they changed.

    `include` is an expression that is found in the address of an article. What the sitemap says to be older than
    `max_age_days` is left out; what it says nothing of is not.
    """

    kind: Literal["sitemap"]
    include: re.Pattern[str] | None = None
    max_age_days: Annotated[int, Field(ge=1)] = 7

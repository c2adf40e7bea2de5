"""What a site lets robots read: its robots.txt (RFC 9309)."""

from collections.abc import Callable
from datetime import datetime, timedelta

import httpx
from protego import Protego
from pydantic import JsonValue

from sources.web.failures import Failure, FetchFailed

# The name by which sites speak to us in their robots.txt.
ROBOT = "chancery"
# As much has to be read (RFC 9309, section 2.5); what comes after it counts for nothing.
ROBOTS_BYTES = 512_000
_LONGEST_DELAY_SECONDS = 120.0
# A feed may lead to any number of sites, each with rules of half a megabyte.
_MOST_SITES = 100
_LONGEST_KEPT, _MOST_KEPT = 20_000, 20

ReadRobots = Callable[[httpx.URL], str | None]
"""The text of a robots.txt; None where there is none. Raises FetchFailed where that cannot be said."""


class Robots:
    """The rules of the sites that were asked, each asked once a day: `recall` takes what `kept` gave a run before."""

    def __init__(self, read: ReadRobots) -> None:
        self._read = read
        self._texts: dict[str, tuple[str | None, str]] = {}
        self._failures: dict[str, FetchFailed] = {}
        self._now = ""

    def recall(self, kept: JsonValue, now: datetime) -> None:
        """Take the rules of earlier runs, as far as they are of the last day (RFC 9309, section 2.4)."""
        self._now = now.isoformat()
        since = (now - timedelta(days=1)).isoformat()
        for site, value in (kept if isinstance(kept, dict) else {}).items():
            match value:
                case [str() | None as text, str(read_at)] if since < read_at <= self._now:
                    self._texts[site] = (text, read_at)

    def kept(self) -> JsonValue:
        """What the next run is to recall: the rules of so many sites, those last asked, where they are short."""
        short = [(site, value) for site, value in self._texts.items() if len(value[0] or "") <= _LONGEST_KEPT]
        return {site: list(value) for site, value in short[-_MOST_KEPT:]}

    def pause_seconds(self, url: httpx.URL) -> float:
        """The pause that the site asks for between requests; 0 where it asks for none.

        Raises FetchFailed (`forbidden_by_robots`) where the address may not be read, or nobody can say so: a site whose
        robots.txt cannot be had is left in peace (RFC 9309, section 2.3.1.4).
        """
        site = f"{url.scheme}://{url.netloc.decode('ascii')}"
        text = self._text(site, url)
        if text is None:
            return 0.0
        # Parsed each time: it takes two milliseconds, and what is parsed takes thirty times the memory.
        rules = Protego.parse(text)
        delay = rules.crawl_delay(ROBOT) or 0.0
        if not rules.can_fetch(str(url), ROBOT):
            raise _forbidden(site, f"does not let {ROBOT} read {url.path[:100]}")
        if delay > _LONGEST_DELAY_SECONDS:
            raise _forbidden(site, f"asks {ROBOT} for {delay:.0f} s between two requests")
        return delay

    def _text(self, site: str, url: httpx.URL) -> str | None:
        if site in self._failures:
            raise _not_said(site, self._failures[site])
        if site not in self._texts:
            try:
                text = self._read(url.copy_with(raw_path=b"/robots.txt"))
            except FetchFailed as error:
                self._failures[site] = error
                raise _not_said(site, error) from error
            while len(self._texts) >= _MOST_SITES:
                del self._texts[next(iter(self._texts))]
            self._texts[site] = (text, self._now)
        return self._texts[site][0]


def _not_said(site: str, error: FetchFailed) -> FetchFailed:
    """What to say where the rules cannot be had; a machine that is refused or not there is so for its pages, too."""
    kept = error.failure in (Failure.REFUSED_ADDRESS, Failure.NO_ANSWER)
    return FetchFailed(
        error.failure if kept else Failure.FORBIDDEN_BY_ROBOTS,
        f"{site}/robots.txt, which says what may be read, cannot be had: {error.message}",
        error.remedy if kept else "The site is asked again by the next run.",
        is_temporary=error.is_temporary or not kept,
        wait_seconds=error.wait_seconds,
    )


def _forbidden(site: str, what: str) -> FetchFailed:
    return FetchFailed(
        Failure.FORBIDDEN_BY_ROBOTS,
        f"{site}/robots.txt {what}",
        "Take another address of the site, or ask the publisher.",
    )

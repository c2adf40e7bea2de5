"""What a site lets robots read: its robots.txt (RFC 9309), once a run."""

from collections.abc import Callable
from dataclasses import dataclass

import httpx
from protego import Protego

from sources.web.failures import Failure, FetchFailed

# The name by which sites speak to us in their robots.txt.
ROBOT = "chancery"
# As much has to be read (RFC 9309, section 2.5); what comes after it counts for nothing.
ROBOTS_BYTES = 512_000
_LONGEST_DELAY_SECONDS = 120.0

ReadRobots = Callable[[httpx.URL], str | None]
"""The text of a robots.txt; None where there is none. Raises FetchFailed where that cannot be said."""


@dataclass
class Robots:
    """The rules of every site that was asked."""

    read: ReadRobots

    def __post_init__(self) -> None:
        self._sites: dict[str, Protego | FetchFailed | None] = {}

    def pause_seconds(self, url: httpx.URL) -> float:
        """The pause that the site asks for between requests; 0 where it asks for none.

        Raises FetchFailed (`forbidden_by_robots`) where the address may not be read, or nobody can say so: a site whose
        robots.txt cannot be had is left in peace (RFC 9309, section 2.3.1.4).
        """
        site = f"{url.scheme}://{url.netloc.decode('ascii')}"
        if site not in self._sites:
            self._sites[site] = self._rules(url)
        rules = self._sites[site]
        if isinstance(rules, FetchFailed):
            raise _not_said(site, rules)
        if rules is None:
            return 0.0
        delay = rules.crawl_delay(ROBOT) or 0.0
        if not rules.can_fetch(str(url), ROBOT):
            raise _forbidden(site, f"does not let {ROBOT} read {url.path[:100]}")
        if delay > _LONGEST_DELAY_SECONDS:
            raise _forbidden(site, f"asks {ROBOT} for {delay:.0f} s between two requests")
        return delay

    def _rules(self, url: httpx.URL) -> Protego | FetchFailed | None:
        try:
            text = self.read(url.copy_with(raw_path=b"/robots.txt"))
        except FetchFailed as error:
            return error
        return None if text is None else Protego.parse(text)


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

"""Addresses fetched: politely, in bounded time and memory, and from nowhere but the open internet."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpx
from tenacity import Retrying, retry_if_exception, stop_after_attempt, wait_exponential_jitter

from sources.web.access import WebAccess
from sources.web.addresses import fetchable, server_of
from sources.web.exchange import Answer, ask
from sources.web.failures import Failure, FetchFailed
from sources.web.limits import Deadline, FetchLimits
from sources.web.pace import LONGEST_WAIT_SECONDS, Pace, asked_to_wait
from sources.web.resolving import Resolve, system_addresses
from sources.web.robots import ROBOTS_BYTES, Robots

_OK = 200
_REDIRECTS = (301, 302, 303, 307, 308)
_UNCHANGED = 304
# "Too early", "too many requests" and what lies with the server may be otherwise in a moment.
_TEMPORARY = (408, 425, 429, 500, 502, 503, 504)
_TRIED_AGAIN = (Failure.NO_ANSWER, Failure.BROKEN_ANSWER, Failure.BAD_STATUS)
_TRIES = 3


@dataclass(frozen=True)
class Validators:
    """By what a server tells whether an address has changed, as it said them itself."""

    etag: str = ""
    last_modified: str = ""

    @classmethod
    def of(cls, answer: Answer) -> "Validators":
        """Those of an answer; none where they are too long to be kept or no plain text."""
        kept = (answer.headers.get(name, "") for name in ("etag", "last-modified"))
        return cls(*(value if len(value) <= 500 and value.isascii() and value.isprintable() else "" for value in kept))

    @property
    def headers(self) -> dict[str, str]:
        """The headers of a conditional request."""
        told = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in told.items() if value}


NO_VALIDATORS = Validators()


@dataclass(frozen=True)
class Fetched:
    """What is at an address. `address` is where it was found in the end, `content_type` what the server says, which may
    be wrong. `is_unchanged`: as it was when `validators` were given, and not sent again."""

    address: str
    body: bytes
    content_type: str
    validators: Validators
    is_unchanged: bool = False


class Fetcher:
    """Fetches addresses one after the other, each host in its pace, each site by its robots.txt."""

    def __init__(
        self,
        access: WebAccess,
        pace: Pace,
        limits: FetchLimits | None = None,
        resolve: Resolve = system_addresses,
    ) -> None:
        """Without `limits` those of `access` hold, and the usual ones otherwise."""
        self._access, self._pace, self._resolve = access, pace, resolve
        self._limits = limits or FetchLimits(total_seconds=access.seconds_per_answer)
        self.robots = Robots(self._robots_text)

    def run_deadline(self) -> Deadline:
        """Until when a run that begins now may spend time on one source."""
        return Deadline(self._access.seconds_per_run, self._pace.clock)

    def fetch(self, address: str, known: Validators | None = None, body_bytes: int | None = None) -> Fetched:
        """What is at `address`, at most `body_bytes` of it; by a conditional request where `known` is given.

        What may pass in a moment is tried again, with pauses that grow. Raises FetchFailed, naming the address.
        """
        limits = replace(self._limits, body_bytes=body_bytes or self._limits.body_bytes)
        known = known or NO_VALIDATORS
        try:
            url, answer = self._follow(fetchable(address), known, limits, self.robots.pause_seconds)
        except FetchFailed as error:
            raise _named(error, address) from error
        if answer.status == _UNCHANGED and known.headers:
            return Fetched(str(url), b"", "", known, is_unchanged=True)
        if answer.status != _OK:
            raise _named(_bad_status(url, answer), address)
        return Fetched(str(url), answer.body, answer.headers.get("content-type", ""), Validators.of(answer))

    def _robots_text(self, url: httpx.URL) -> str | None:
        """The robots.txt at `url`; None where the site has none, which it says with any error of ours (4xx)."""
        url, answer = self._follow(url, NO_VALIDATORS, replace(self._limits, body_bytes=ROBOTS_BYTES), lambda _: 0.0)
        if answer.status == _OK:
            return answer.body.decode("utf-8-sig", errors="replace")
        if 400 <= answer.status < 500:
            return None
        raise _bad_status(url, answer)

    def _follow(
        self, url: httpx.URL, known: Validators, limits: FetchLimits, pause_seconds: Callable[[httpx.URL], float]
    ) -> tuple[httpx.URL, Answer]:
        """Where redirects lead in the end, and what is there. `pause_seconds` is asked about each address."""
        for _ in range(limits.redirects + 1):
            answer = self._tries(self._ask, url, known.headers, limits, pause_seconds(url))
            if answer.status not in _REDIRECTS:
                return url, answer
            url = _redirected(url, answer)
        raise FetchFailed(Failure.BAD_REDIRECT, f"leads on more than {limits.redirects} times", "Look where it leads.")

    @property
    def _tries(self) -> Retrying:
        return Retrying(
            stop=stop_after_attempt(_TRIES),
            wait=wait_exponential_jitter(multiplier=2, max=30, jitter=2),
            retry=retry_if_exception(_may_pass_in_a_moment),
            sleep=self._pace.clock.sleep,
            reraise=True,
        )

    def _ask(self, url: httpx.URL, more: Mapping[str, str], limits: FetchLimits, delay: float) -> Answer:
        """One try. Raises FetchFailed, also for an answer that says that it may be otherwise in a moment."""
        headers = {"User-Agent": self._access.user_agent, "Accept": "*/*", "Accept-Language": "en", **more}
        server = server_of(url)
        with self._pace.turn(server, max(self._access.seconds_between_requests, delay)):
            deadline = Deadline(limits.total_seconds, self._pace.clock)
            answer = ask(url, headers, limits, deadline, self._resolve, self._access.allow_loopback)
        if answer.status in (429, 503) and (seconds := _retry_after(answer)):
            self._pace.keep_quiet(server, seconds)
            if seconds > LONGEST_WAIT_SECONDS:
                raise asked_to_wait(server, seconds)
        if answer.status in _TEMPORARY:
            raise _bad_status(url, answer)
        return answer


def _redirected(url: httpx.URL, answer: Answer) -> httpx.URL:
    location = answer.headers.get("location", "")
    if not location:
        raise FetchFailed(Failure.BAD_REDIRECT, "leads on without saying where", "Look at it in a browser.")
    try:
        # Servers send it as UTF-8, though HTTP headers are not.
        further = str(url.join(location.encode("latin-1").decode("utf-8", errors="replace")))
    except (httpx.InvalidURL, ValueError) as error:
        raise FetchFailed(Failure.BAD_REDIRECT, f"leads on to what is no address: {location[:100]!r}") from error
    return fetchable(further)


def _retry_after(answer: Answer) -> float | None:
    """The seconds that an answer asks to wait: a number, or a date (by the server's own clock, if it says it)."""
    value = answer.headers.get("retry-after", "")
    if value.isdecimal():
        return float(value[:9])
    try:
        until = parsedate_to_datetime(value)
        now = parsedate_to_datetime(answer.headers["date"]) if "date" in answer.headers else datetime.now(UTC)
        return max(0.0, (until - now).total_seconds())
    except (TypeError, ValueError):
        return None


def _bad_status(url: httpx.URL, answer: Answer) -> FetchFailed:
    return FetchFailed(
        Failure.BAD_STATUS,
        f"{url.host} answers with status {answer.status}",
        "It is asked for again by the next run." if answer.status in _TEMPORARY else "Look at it in a browser.",
        is_temporary=answer.status in _TEMPORARY,
    )


def _may_pass_in_a_moment(error: BaseException) -> bool:
    return isinstance(error, FetchFailed) and error.is_temporary and error.failure in _TRIED_AGAIN


def _named(error: FetchFailed, address: str) -> FetchFailed:
    return FetchFailed(
        error.failure,
        f"{address[:200]}: {error.message}",
        error.remedy,
        is_temporary=error.is_temporary,
        wait_seconds=error.wait_seconds,
    )

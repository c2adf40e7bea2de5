"""What servers send to harm whoever asks them, and what becomes of it: an error with its reason, in bounded time and
memory. Each case is one row: its name, what is sent, which failure it is, what is said."""

import gzip
import time
import tracemalloc
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, cycle

import brotli
import pytest

from sources.web.access import WebAccess
from sources.web.failures import Failure, FetchFailed
from sources.web.fetching import Fetcher
from sources.web.limits import Clock, FetchLimits
from sources.web.pace import Pace
from tests.sources.web.hostile_server import MISSING, Says, hostile_server

LIMITS = FetchLimits(total_seconds=20, connect_seconds=5, body_bytes=1_000_000)
HURRIED = FetchLimits(total_seconds=0.6, connect_seconds=0.5, body_bytes=1_000_000)
LONGEST_SECONDS = 15  # on a busy machine; alone it is less than one
MOST_MEMORY_BYTES = 24_000_000

OK = b"HTTP/1.1 200 OK\r\n"
CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n"
GO_ON = b"HTTP/1.1 100 Continue\r\nX: " + b"a" * 999 + b"\r\n\r\n"
PAGE = OK + b"\r\na page"


def answer(body: bytes, *headers: str) -> bytes:
    """A whole answer."""
    return OK + "".join(f"{each}\r\n" for each in (*headers, f"Content-Length: {len(body)}")).encode() + b"\r\n" + body


def packed(body: bytes, encoding: str = "gzip") -> bytes:
    """An answer that is said to be compressed."""
    return answer(body, f"Content-Encoding: {encoding}")


def to(location: str) -> bytes:
    """A redirect."""
    return f"HTTP/1.1 302 Found\r\nLocation: {location}\r\nContent-Length: 0\r\n\r\n".encode()


@dataclass(frozen=True)
class Endless:
    """A beginning, and then the same for ever, with pauses or without."""

    beginning: bytes
    part: bytes
    pause: float = 0.0

    def __iter__(self) -> Iterator[bytes | float]:
        return chain((self.beginning,), cycle((self.part, self.pause) if self.pause else (self.part,)))


@dataclass(frozen=True)
class Case:
    name: str
    says: Says
    failure: Failure
    said: str
    robots: Says = MISSING


REFUSED, REDIRECT, STATUS = Failure.REFUSED_ADDRESS, Failure.BAD_REDIRECT, Failure.BAD_STATUS
LARGE, PACKING, SLOW = Failure.TOO_LARGE, Failure.BAD_COMPRESSION, Failure.TOO_SLOW
BROKEN, ROBOTS = Failure.BROKEN_ANSWER, Failure.FORBIDDEN_BY_ROBOTS
BOMB = gzip.compress(bytes(50_000_000))
SMALL_BOMB = bytes(900_000)
FULL = "larger than 1,000,000 bytes"
CASES = [
    # Where it leads.
    Case("to a cloud's metadata", to("http://169.254.169.254/meta"), REFUSED, "which is link-local"),
    Case("to a private machine", to("http://10.0.0.1/"), REFUSED, "10.0.0.1, which is private"),
    Case("to a private machine by name", to("http://inside.test/"), REFUSED, "10.0.0.5, which is private"),
    Case("to a name one address of which is private", to("http://both.test/"), REFUSED, "10.0.0.5, which is private"),
    Case("to loopback in another form", to("http://2130706434/"), REFUSED, "which is loopback"),
    Case("to IPv4 in IPv6", to("http://[::ffff:127.0.0.1]/"), REFUSED, "IPv4 in the form of IPv6"),
    Case("to NAT64", to("http://[64:ff9b::a00:1]/"), REFUSED, "which is NAT64"),
    Case("to 6to4", to("http://[2002:a00:1::1]/"), REFUSED, "which is 6to4"),
    Case("to a file", to("file:///etc/passwd"), REFUSED, "no http or https address"),
    Case("to a script", to("javascript:alert(1)"), REFUSED, "no http or https address"),
    Case("to a mail server", to("http://127.0.0.1:25/"), REFUSED, "at port 25"),
    Case("with a password", to("http://a:b@127.0.0.1/"), REFUSED, "a user's name or password"),
    Case("to a name that there is not", to("http://nowhere.test/"), Failure.NO_ANSWER, "nowhere.test is not found"),
    Case("to what is no address", to("http://[::1/"), REDIRECT, "what is no address"),
    Case("to nowhere", b"HTTP/1.1 301 No\r\nContent-Length: 0\r\n\r\n", REDIRECT, "without saying where"),
    Case("to itself, for ever", to("/page"), REDIRECT, "leads on more than 5 times"),
    # More than was asked for.
    Case("a bomb of gzip", packed(BOMB), LARGE, FULL),
    Case("a small bomb of gzip", packed(gzip.compress(SMALL_BOMB)), LARGE, "more than 200 times of what was sent"),
    Case("a small bomb of deflate", packed(zlib.compress(SMALL_BOMB), "deflate"), LARGE, "a bomb"),
    Case("a bomb of brotli", packed(brotli.compress(bytes(50_000_000)), "br"), LARGE, "a bomb"),
    Case("gzip in gzip", packed(gzip.compress(BOMB), "gzip, gzip"), PACKING, "compressed 2 times"),
    Case("gzip in parts without end", packed(gzip.compress(b"") * 40_000), PACKING, "more than 50 compressed bodies"),
    Case("gzip that breaks off", packed(gzip.compress(b"a" * 9_000)[:-12]), PACKING, "breaks off"),
    Case("gzip that is none", packed(b"\x1f\x8bno gzip at all"), PACKING, "not compressed as it says"),
    Case("brotli that is none", packed(b"<p>no brotli", "br"), PACKING, "not compressed as it says"),
    Case("brotli that breaks off", packed(brotli.compress(b"abc" * 99)[:-4], "br"), PACKING, "breaks off"),
    Case("an unknown compression", packed(b"a", "zpaq"), PACKING, "in a way that is not read: 'zpaq'"),
    Case("a body without end", Endless(OK + b"\r\n", bytes(65_536)), LARGE, FULL),
    Case("a large body, announced", OK + b"Content-Length: 99999999999\r\n\r\n", LARGE, FULL),
    Case("chunks without end", Endless(CHUNKED, b"800\r\n" + bytes(2048) + b"\r\n"), LARGE, FULL),
    Case("a header without end", Endless(OK + b"X: ", b"a" * 4_096), LARGE, "as the head of its answer"),
    Case("headers without end", Endless(OK, b"X-Header: a\r\n" * 99), LARGE, "as the head of its answer"),
    Case(
        "'go on' without end",
        Endless(b"", GO_ON),
        LARGE,
        "as the head",
    ),
    Case("trailers without end", Endless(CHUNKED + b"0\r\n", b"X: a\r\n" * 999), BROKEN, "what is no HTTP"),
    # Slower than can be waited for.
    Case("silence", [60.0], SLOW, "not there whole after 1 s"),
    Case("a header that drips", Endless(OK, b"X", 0.02), SLOW, "not there whole"),
    Case("a body that drips", Endless(OK + b"\r\n", b"a", 0.02), SLOW, "not there whole"),
    Case("chunks that drip", Endless(CHUNKED, b"1\r\na\r\n", 0.02), SLOW, "not there whole"),
    # What is no answer.
    Case("nothing", b"", BROKEN, "disconnected without sending a response"),
    Case("less than announced", OK + b"Content-Length: 9\r\n\r\nabc", BROKEN, "answers with what is no HTTP"),
    Case("two lengths", OK + b"Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd", BROKEN, "Content-Length"),
    Case("a length below nothing", OK + b"Content-Length: -1\r\n\r\n", BROKEN, "Content-Length"),
    Case("a chunk of no size", CHUNKED + b"zz\r\n", BROKEN, "illegal chunk"),
    Case("a chunk of any size", CHUNKED + b"F" * 40 + b"\r\n", BROKEN, "what is no HTTP"),
    Case("another protocol", b"SSH-2.0-OpenSSH_9.6\r\n\r\n", BROKEN, "illegal status line"),
    Case("a status that there is not", b"HTTP/1.1 99999 OK\r\n\r\n", BROKEN, "illegal status line"),
    Case("a NUL in a header", OK + b"X: a\x00b\r\n\r\n", BROKEN, "illegal header line"),
    Case("another protocol from here on", b"HTTP/1.1 101 Go\r\nUpgrade: h2c\r\n\r\n", BROKEN, "what is no HTTP"),
    # An answer to what was not asked.
    Case("unchanged, unasked", b"HTTP/1.1 304 Not Modified\r\n\r\n", STATUS, "status 304"),
    Case("a part", b"HTTP/1.1 206 Partial\r\nContent-Length: 1\r\n\r\na", STATUS, "status 206"),
    Case("an error", b"HTTP/1.1 500 Oh\r\nContent-Length: 0\r\n\r\n", STATUS, "status 500"),
    Case("an error without end", Endless(b"HTTP/1.1 404 No\r\n\r\n", bytes(4096)), STATUS, "status 404"),
    Case("a pause of years", b"HTTP/1.1 429 No\r\nRetry-After: 99999999999\r\n\r\n", Failure.ASKED_TO_WAIT, "pause of"),
    # A robots.txt that says no, and some that say nothing.
    Case("robots: no", PAGE, ROBOTS, "does not let chancery read /page", answer(b"User-agent: *\nDisallow: /")),
    Case("robots: once in years", PAGE, ROBOTS, "between two", answer(b"User-agent: *\nCrawl-delay: 99999999")),
    Case("robots: broken", PAGE, ROBOTS, "status 503", b"HTTP/1.1 503 Oh\r\n\r\n"),
    Case("robots: without end", PAGE, ROBOTS, "larger than", Endless(OK + b"\r\n", b"Disallow: /b\n" * 999)),
    Case("robots: elsewhere", PAGE, REFUSED, "which is private", to("http://10.0.0.1/robots.txt")),
]


def names(host: str, port: int, seconds: float) -> Sequence[str]:
    """A name server in which a hostile site has its names."""
    known = {
        "127.0.0.1": ["127.0.0.1"],
        "inside.test": ["10.0.0.5"],
        "both.test": ["93.184.216.34", "10.0.0.5"],
        "2130706434": ["127.0.0.2"],
    }
    if host in known:
        return known[host]
    if ":" in host or host[0].isdigit():
        return [host]
    raise OSError("no such name")


def impatient_fetcher(limits: FetchLimits = LIMITS) -> Fetcher:
    """A fetcher that does not really wait between requests."""
    waited: list[float] = []
    clock = Clock(seconds=lambda: time.monotonic() + sum(waited), sleep=waited.append)
    access = WebAccess(allow_loopback=True, seconds_between_requests=0)
    return Fetcher(access, Pace(clock), limits, names)


@pytest.fixture(scope="module", autouse=True)
def _memory_is_watched() -> Iterator[None]:
    tracemalloc.start()
    yield
    tracemalloc.stop()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_hostile_answer_is_an_error_with_its_reason(case: Case) -> None:
    with hostile_server({"/page": case.says, "/robots.txt": case.robots}) as server:
        began = time.monotonic()
        tracemalloc.reset_peak()
        before = tracemalloc.get_traced_memory()[0]
        with pytest.raises(FetchFailed) as raised:
            impatient_fetcher(HURRIED if case.failure is SLOW else LIMITS).fetch(f"{server.address}/page")
        error = raised.value
        assert (error.failure, time.monotonic() - began < LONGEST_SECONDS) == (case.failure, True)
        assert case.said in error.message
        assert error.message.startswith(f"{server.address}/page: ")
        assert tracemalloc.get_traced_memory()[1] - before < MOST_MEMORY_BYTES


def test_there_are_forty_cases_and_more() -> None:
    assert len({case.name for case in CASES}) == len(CASES) >= 40


def test_a_name_that_leads_elsewhere_the_second_time_is_not_followed() -> None:
    """DNS rebinding: what was judged is what is connected to, and each request is judged anew."""
    asked: list[str] = []

    def rebinding(host: str, port: int, seconds: float) -> Sequence[str]:
        asked.append(host)
        return ["127.0.0.1"] if len(asked) <= 2 else ["10.0.0.5"]

    with hostile_server({"/a": answer(b"a")}) as server:
        access = WebAccess(allow_loopback=True, seconds_between_requests=0)
        fetcher = Fetcher(access, Pace(Clock()), LIMITS, rebinding)
        assert fetcher.fetch(f"http://turning.test:{server.port}/a").body == b"a"
        assert asked == ["turning.test"] * 2, "looked up once for robots.txt and once for the page, and not to connect"
        with pytest.raises(FetchFailed, match=r"turning\.test leads to 10\.0\.0\.5, which is private"):
            fetcher.fetch(f"http://turning.test:{server.port}/a")
        assert server.paths == ["/robots.txt", "/a"]


@pytest.mark.parametrize("host", ["127.0.0.1", "2130706433", "0x7f000001", "0177.0.0.1", "127.1", "localhost", "[::1]"])
def test_this_machine_is_not_asked_in_whatever_form_it_is_written(host: str) -> None:
    with hostile_server({"/": answer(b"secret")}) as server:
        with pytest.raises(FetchFailed, match=r"which is loopback|Invalid IPv4"):
            Fetcher(WebAccess(), Pace(Clock(sleep=lambda _: None))).fetch(f"http://{host}:{server.port}/")
        assert server.paths == []


IN_GOOD_FAITH: dict[str, tuple[Says, bytes]] = {
    "gzip in two parts": (packed(gzip.compress(b"one, ") + gzip.compress(b"two")), b"one, two"),
    "gzip that is padded": (packed(gzip.compress(b"padded") + bytes(9)), b"padded"),
    "gzip of nothing": (packed(b""), b""),
    "deflate without its header": (packed(zlib.compress(b"a")[2:-4], "deflate"), b"a"),
    "deflate in capitals": (packed(zlib.compress(b"a"), "DEFLATE"), b"a"),
    "brotli": (packed(brotli.compress(b"abc"), "br"), b"abc"),
    "no compression, said": (packed(b"plain", "identity"), b"plain"),
    "go on, and then in parts": ([b"HTTP/1.1 100 Continue\r\n\r\n", OK + b"\r\n", b"in ", 0.05, b"parts"], b"in parts"),
    "chunks": (CHUNKED + b"3\r\nabc\r\n0\r\n\r\n", b"abc"),
}


@pytest.mark.parametrize("name", IN_GOOD_FAITH)
def test_what_servers_send_in_good_faith_is_taken(name: str) -> None:
    says, body = IN_GOOD_FAITH[name]
    with hostile_server({"/page": says}) as server:
        assert impatient_fetcher().fetch(f"{server.address}/page").body == body

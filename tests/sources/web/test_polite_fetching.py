"""Nobody is annoyed: pauses, robots.txt, conditional requests, and quiet where a host asks for it."""

import threading
import time

import pytest

from sources.web.access import WebAccess
from sources.web.failures import Failure, FetchFailed
from sources.web.fetching import Fetcher, Validators
from sources.web.limits import Clock
from sources.web.pace import Pace
from tests.sources.web.hostile_server import Says, hostile_server

PAGE = b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\na"
GONE = b"HTTP/1.1 503 Later\r\nContent-Length: 0\r\n\r\n"


class Pauses:
    """A clock in which nothing takes time but pauses, which are written down."""

    def __init__(self) -> None:
        self.waited: list[float] = []

    @property
    def clock(self) -> Clock:
        return Clock(seconds=lambda: sum(self.waited), sleep=self.waited.append)


def fetcher(pauses: Pauses, **access: object) -> Fetcher:
    return Fetcher(WebAccess.model_validate({"allow_loopback": True, **access}), Pace(pauses.clock))


def page(*headers: str) -> bytes:
    return b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\n" + "".join(f"{each}\r\n" for each in headers).encode() + b"\r\na"


def robots(text: str) -> bytes:
    return f"HTTP/1.1 200 OK\r\nContent-Length: {len(text)}\r\n\r\n{text}".encode()


def test_a_host_has_a_pause_between_two_requests_and_is_asked_for_its_rules_once() -> None:
    pauses = Pauses()
    with hostile_server({"/a": PAGE, "/b": PAGE}) as server:
        polite = fetcher(pauses, seconds_between_requests=2)
        for path in ("/a", "/b", "/a"):
            polite.fetch(server.address + path)
        assert server.paths == ["/robots.txt", "/a", "/b", "/a"]
    assert pauses.waited == [2, 2, 2]


def test_sources_at_one_host_share_its_pace() -> None:
    pauses = Pauses()
    pace = Pace(pauses.clock)
    with hostile_server({"/a": PAGE}) as server:
        for _ in range(2):
            Fetcher(WebAccess(allow_loopback=True), pace).fetch(f"{server.address}/a")
    assert pauses.waited == [1, 1, 1]


def test_a_host_is_asked_one_thing_at_a_time() -> None:
    pace, at_once, most = Pace(Clock()), [0], [0]

    def ask() -> None:
        with pace.turn("example.org", 0):
            at_once[0] += 1
            most[0] = max(most[0], at_once[0])
            time.sleep(0.01)
            at_once[0] -= 1

    threads = [threading.Thread(target=ask) for _ in range(5)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert most == [1]


def test_a_longer_pause_that_robots_txt_asks_for_is_kept() -> None:
    pauses = Pauses()
    with hostile_server({"/a": PAGE, "/robots.txt": robots("User-agent: *\nCrawl-delay: 7")}) as server:
        polite = fetcher(pauses)
        polite.fetch(f"{server.address}/a")
        polite.fetch(f"{server.address}/a")
    assert pauses.waited == [1, 7]


def test_what_robots_txt_forbids_is_not_asked_for() -> None:
    rules = robots("User-agent: *\nDisallow: /\n\nUser-agent: Chancery\nDisallow: /private/\nAllow: /private/press/")
    with hostile_server({"/a": PAGE, "/private/press/a": PAGE, "/robots.txt": rules}) as server:
        polite = fetcher(Pauses())
        polite.fetch(f"{server.address}/a")
        polite.fetch(f"{server.address}/private/press/a")
        with pytest.raises(FetchFailed, match="does not let chancery read /private/b") as raised:
            polite.fetch(f"{server.address}/private/b")
        assert raised.value.failure is Failure.FORBIDDEN_BY_ROBOTS
        assert server.paths == ["/robots.txt", "/a", "/private/press/a"]


def test_an_address_that_is_led_to_is_held_against_robots_txt_too() -> None:
    with hostile_server(
        {
            "/a": b"HTTP/1.1 301 Moved\r\nLocation: /private\r\nContent-Length: 0\r\n\r\n",
            "/robots.txt": robots("User-agent: *\nDisallow: /private"),
        }
    ) as server:
        with pytest.raises(FetchFailed, match="does not let chancery read /private"):
            fetcher(Pauses()).fetch(f"{server.address}/a")
        assert server.paths == ["/robots.txt", "/a"]


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_a_site_without_rules_may_be_read(status: int) -> None:
    says = f"HTTP/1.1 {status} No\r\nContent-Length: 0\r\n\r\n".encode()
    with hostile_server({"/a": PAGE, "/robots.txt": says}) as server:
        assert fetcher(Pauses()).fetch(f"{server.address}/a").body == b"a"


def test_what_may_pass_is_tried_again_with_pauses_that_grow_and_then_given_up() -> None:
    pauses = Pauses()
    with hostile_server({"/a": GONE}) as server:
        with pytest.raises(FetchFailed, match="answers with status 503") as raised:
            fetcher(pauses, seconds_between_requests=0).fetch(f"{server.address}/a")
        assert server.paths == ["/robots.txt", "/a", "/a", "/a"]
    assert raised.value.is_temporary
    first, second = pauses.waited
    assert 2 <= first <= 4 <= second <= 6, "twice as long, and by chance a little more, so that not all come at once"


def test_what_is_gone_is_not_asked_for_twice() -> None:
    with hostile_server({}) as server:
        with pytest.raises(FetchFailed, match="answers with status 404") as raised:
            fetcher(Pauses()).fetch(f"{server.address}/a")
        assert server.paths == ["/robots.txt", "/a"]
    assert not raised.value.is_temporary


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ("Retry-After: 30", 30),
        ("Date: Thu, 13 Jul 2023 08:00:00 GMT\r\nRetry-After: Thu, 13 Jul 2023 08:00:45 GMT", 45),
    ],
)
def test_a_host_that_asks_for_a_short_quiet_has_it(headers: str, seconds: float) -> None:
    pauses = Pauses()
    busy = f"HTTP/1.1 429 Slow down\r\n{headers}\r\nContent-Length: 0\r\n\r\n".encode()
    with hostile_server({"/busy": busy, "/a": PAGE}) as server:
        polite = fetcher(pauses, seconds_between_requests=0)
        with pytest.raises(FetchFailed, match="status 429"):
            polite.fetch(f"{server.address}/busy")
        before = sum(pauses.waited)
        polite.fetch(f"{server.address}/a")
        assert sum(pauses.waited) - before == pytest.approx(seconds)
    assert before >= 2 * seconds, "between the tries, too"


def test_a_host_that_asks_for_a_long_quiet_is_left_alone_for_the_rest_of_the_run() -> None:
    pauses = Pauses()
    with hostile_server({"/a": b"HTTP/1.1 503 Later\r\nRetry-After: 3600\r\n\r\n", "/b": PAGE}) as server:
        polite = fetcher(pauses)
        for path in ("/a", "/b"):
            with pytest.raises(FetchFailed, match="asks for a pause of") as raised:
                polite.fetch(server.address + path)
            assert raised.value.wait_seconds == pytest.approx(3600, abs=5)
        assert server.paths == ["/robots.txt", "/a"]


def test_an_address_that_is_known_is_asked_for_by_a_conditional_request() -> None:
    says: dict[str, Says] = {"/a": page('ETag: W/"7"', "Last-Modified: Thu, 13 Jul 2023 08:00:00 GMT")}
    with hostile_server(says) as server:
        polite = fetcher(Pauses())
        first = polite.fetch(f"{server.address}/a")
        assert first.validators == Validators('W/"7"', "Thu, 13 Jul 2023 08:00:00 GMT")
        server.says["/a"] = b"HTTP/1.1 304 Not Modified\r\n\r\n"
        again = polite.fetch(f"{server.address}/a", first.validators)
        assert (again.is_unchanged, again.body, again.validators) == (True, b"", first.validators)
        conditions = b'If-None-Match: W/"7"\r\nIf-Modified-Since: Thu, 13 Jul 2023 08:00:00 GMT\r\n'
        assert conditions in server.requests[-1]


@pytest.mark.parametrize("etag", ['"' + "a" * 600 + '"', '"\xe9"'])
def test_what_could_harm_as_a_header_is_not_kept(etag: str) -> None:
    with hostile_server({"/a": b"HTTP/1.1 200 OK\r\nETag: " + etag.encode("latin-1") + b"\r\n\r\na"}) as server:
        assert fetcher(Pauses()).fetch(f"{server.address}/a").validators == Validators()


def test_a_request_says_who_asks_and_where_to_complain() -> None:
    with hostile_server({"/a": PAGE}) as server:
        fetcher(Pauses(), contact="https://desk.example.org/robot").fetch(f"{server.address}/a")
        for request in server.requests:
            assert b"User-Agent: chancery/0.1.0 (+https://desk.example.org/robot)\r\n" in request
            assert b"Cookie" not in request

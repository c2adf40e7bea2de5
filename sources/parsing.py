"""What strangers wrote, parsed where it can do no harm: in a process of its own, ended when it takes too much."""

import atexit
import contextlib
import json
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, BinaryIO

from schemas.errors import BadInput
from schemas.vocabulary import RejectReason
from sources.documents import Document, read_whole
from sources.limits import Limits
from sources.web.entries import FeedEntry, Sitemap, SitemapEntry

# A page of an article takes 20 to 200 ms.
SECONDS = 10.0
# Text and fields of what may be 5 MB of markup, each character in up to six.
_MOST_OUTCOME_BYTES = 100_000_000
_MOST_TASKS = 1_000


class Parser:
    """Parses pages, feeds and sitemaps, one at a time.

    The process is started with the first, anew after one that ended it, and anew after many: the libraries remember
    what they have seen.
    """

    def __init__(self, seconds: float = SECONDS) -> None:
        """`seconds` of the processor are the most that one may take."""
        self._seconds = seconds
        self._process: subprocess.Popen[bytes] | None = None
        self._tasks = 0
        self._lock = threading.Lock()

    def close(self) -> None:
        """End the process; with the next thing to parse there is another."""
        with self._lock:
            self._end()

    def page(self, data: bytes, content_type: str) -> Mapping[str, object]:
        """The fields of the article in a page (sources/web_page.py). Raises BadInput."""
        return dict(self._parsed("page", data, content_type, ""))

    def feed(self, data: bytes, content_type: str, address: str) -> list[FeedEntry]:
        """The entries of the feed at `address`. Raises BadInput."""
        return [FeedEntry(**each) for each in self._parsed("feed", data, content_type, address)]

    def sitemap(self, data: bytes, content_type: str) -> Sitemap:
        """What a sitemap lists. Raises BadInput."""
        found = self._parsed("sitemap", data, content_type, "")
        return Sitemap(
            [SitemapEntry(**each) for each in found["pages"]], [SitemapEntry(**each) for each in found["sitemaps"]]
        )

    def links(self, data: bytes, content_type: str, address: str) -> list[str]:
        """Where the page at `address` leads (sources/web/page_links.py). Raises BadInput."""
        return [str(link) for link in self._parsed("links", data, content_type, address)]

    def _parsed(self, kind: str, data: bytes, content_type: str, address: str) -> Any:
        if not data.strip():
            raise BadInput(RejectReason.EMPTY, "is empty", "Look at it in a browser.")
        task = {
            "kind": kind,
            "bytes": len(data),
            "content_type": content_type[:200],
            "address": address,
            "seconds": self._seconds,
        }
        with self._lock:
            outcome = self._outcome(json.dumps(task).encode() + b"\n" + data)
        if "reason" in outcome:
            raise BadInput(RejectReason(outcome["reason"]), outcome["message"], outcome["remedy"])
        return outcome["found"]

    def _outcome(self, task: bytes) -> dict[str, Any]:
        process = self._started()
        assert process.stdin is not None  # noqa: S101 - it was started with pipes
        assert process.stdout is not None  # noqa: S101
        try:
            process.stdin.write(task)
            process.stdin.flush()
            line = process.stdout.readline(_MOST_OUTCOME_BYTES)
        except BrokenPipeError:
            line = b""
        if line.endswith(b"\n"):
            return dict(json.loads(line))
        self._end()
        raise self._what_ended(process.returncode)

    def _what_ended(self, code: int) -> BadInput:
        if code == -signal.SIGPROF:
            return BadInput(
                RejectReason.TOO_LARGE,
                f"takes more than {self._seconds:g} s to be parsed",
                "Nothing to do: no page of an article does.",
            )
        return BadInput(RejectReason.UNREADABLE, f"breaks the parser, which ended with {code}", "Nothing to do.")

    def _started(self) -> subprocess.Popen[bytes]:
        if self._tasks >= _MOST_TASKS:
            self._end()
        self._tasks += 1
        if self._process is None:
            self._process = subprocess.Popen(
                # -P: what lies in the folder from which Chancery was started is no part of it.
                [sys.executable, "-P", "-m", "sources.parse_worker"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        return self._process

    def _end(self) -> None:
        """End the process, whatever it is at."""
        process, self._process, self._tasks = self._process, None, 0
        if process is None:
            return
        process.kill()
        for pipe in (process.stdin, process.stdout):
            with contextlib.suppress(BrokenPipeError):
                if pipe is not None:
                    pipe.close()
        process.wait()


@cache
def shared_parser() -> Parser:
    """The one parser of this process: to start another for each source would cost two seconds each."""
    parser = Parser()
    atexit.register(parser.close)
    return parser


def page_documents(stream: BinaryIO, limits: Limits, content_type: str = "") -> Iterator[Document]:
    """`.html` and `.htm`, and the pages of web archives: the one article of a page (sources/web_page.py).

    `content_type` is the header under which it was sent, where it was. Raises BadInput, also where the page takes more
    time, memory or depth than it may.
    """
    yield Document(shared_parser().page(read_whole(stream, limits.max_page_bytes), content_type))

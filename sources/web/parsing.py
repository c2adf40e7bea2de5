"""What was fetched, parsed where it can do no harm: in a process of its own, which is ended when it takes too much."""

import contextlib
import json
import signal
import subprocess
import sys
from collections.abc import Mapping
from types import TracebackType
from typing import Any, Self

from schemas.errors import BadInput
from schemas.vocabulary import RejectReason
from sources.web.feed_entries import FeedEntry
from sources.web.sitemap_entries import Sitemap, SitemapEntry

# A page of an article takes 20 to 200 ms.
SECONDS = 10.0
# Text and fields of what may be 5 MB of markup, each character in up to six.
_MOST_OUTCOME_BYTES = 100_000_000


class Parser:
    """Parses pages, feeds and sitemaps. The process is started with the first, and anew after one that ended it."""

    def __init__(self, seconds: float = SECONDS) -> None:
        """`seconds` is the most that one may take."""
        self._seconds = seconds
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    def page(self, data: bytes, content_type: str) -> Mapping[str, object]:
        """The fields of the article in a page (sources/web_page.py). Raises BadInput."""
        (fields,) = self._parsed("page", data, content_type, "")
        return dict(fields)

    def feed(self, data: bytes, content_type: str, address: str) -> list[FeedEntry]:
        """The entries of the feed at `address`. Raises BadInput."""
        return [FeedEntry(**each) for each in self._parsed("feed", data, content_type, address)]

    def sitemap(self, data: bytes, content_type: str) -> Sitemap:
        """What a sitemap lists. Raises BadInput."""
        found = self._parsed("sitemap", data, content_type, "")
        return Sitemap(
            [SitemapEntry(**each) for each in found["pages"]], [SitemapEntry(**each) for each in found["sitemaps"]]
        )

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
        if code == -signal.SIGALRM:
            return BadInput(
                RejectReason.TOO_LARGE,
                f"takes more than {self._seconds:g} s to be parsed",
                "Nothing to do: no page of an article does.",
            )
        return BadInput(RejectReason.UNREADABLE, f"breaks the parser, which ended with {code}", "Nothing to do.")

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "sources.web.parse_worker"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        return self._process

    def _end(self) -> None:
        """End the process, whatever it is at."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        for pipe in (process.stdin, process.stdout):
            with contextlib.suppress(BrokenPipeError):
                if pipe is not None:
                    pipe.close()
        process.wait()

"""The process in which what strangers wrote is parsed: `python -m sources.parse_worker`.

It reads tasks from standard input and writes outcomes to standard output, a line of JSON each; after the line of a task
come its bytes. What it parses may be made to eat time and memory, or to break the parser: it bounds itself, and whoever
started it (sources/parsing.py) sees it die.
"""

import contextlib
import json
import resource
import signal
import sys
from collections.abc import Callable
from typing import Any

from schemas.errors import BadInput
from schemas.vocabulary import RejectReason

# 190 MB are the program itself; a page of 5 MB takes up to 300 more.
MEMORY_BYTES = 1_000_000_000
_MOST_DEEP = 2_000

_Parse = Callable[[bytes, dict[str, Any]], Any]


def main() -> None:
    """Answer tasks until there are no more."""
    _bound_process()
    tasks, outcomes = sys.stdin.buffer, sys.stdout.buffer
    while line := tasks.readline():
        task = json.loads(line)
        data = tasks.read(task["bytes"])
        outcomes.write(json.dumps(_outcome(task, data)).encode() + b"\n")
        outcomes.flush()


def _bound_process() -> None:
    """No more memory than is needed, no files, no further processes; and quiet."""
    for limit, most in (
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(limit)
        # macOS refuses a limit of memory; time is bounded there all the same.
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(limit, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
    sys.setrecursionlimit(_MOST_DEEP)
    signal.signal(signal.SIGPROF, signal.SIG_DFL)


def _outcome(task: dict[str, Any], data: bytes) -> dict[str, Any]:
    parse = _PARSERS[task["kind"]]()  # with all its imports, the time of which counts for nothing
    # Time of the processor, not of the clock: a busy machine makes no page hostile. Nobody handles the signal: it ends
    # the process in the middle of whatever it is at.
    signal.setitimer(signal.ITIMER_PROF, task["seconds"])
    try:
        return {"found": parse(data, task)}
    except BadInput as error:
        return {"reason": error.reason.value, "message": error.message, "remedy": error.remedy}
    except (MemoryError, RecursionError) as error:
        said = "memory" if isinstance(error, MemoryError) else "depth"
        return {"reason": RejectReason.TOO_LARGE.value, "message": f"takes more {said} than it may", "remedy": ""}
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _page_parser() -> _Parse:
    from sources.web_page import page_fields

    def parse(data: bytes, task: dict[str, Any]) -> Any:
        return page_fields(data, task["content_type"])

    return parse


def _feed_parser() -> _Parse:
    from sources.web.feed_entries import feed_entries

    def parse(data: bytes, task: dict[str, Any]) -> Any:
        return [each.model_dump() for each in feed_entries(data, task["content_type"], task["address"])]

    return parse


def _sitemap_parser() -> _Parse:
    from sources.web.sitemap_entries import sitemap_entries

    def parse(data: bytes, task: dict[str, Any]) -> Any:
        found = sitemap_entries(data, task["content_type"])
        return {name: [each.model_dump() for each in entries] for name, entries in found._asdict().items()}

    return parse


def _links_parser() -> _Parse:
    from sources.web.page_links import page_links

    def parse(data: bytes, task: dict[str, Any]) -> Any:
        return page_links(data, task["content_type"], task["address"])

    return parse


_PARSERS: dict[str, Callable[[], _Parse]] = {
    "page": _page_parser,
    "feed": _feed_parser,
    "sitemap": _sitemap_parser,
    "links": _links_parser,
}

if __name__ == "__main__":
    main()

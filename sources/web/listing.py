"""A source on the web: an address at which articles are listed, read from one run to the next."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from schemas.errors import BadInput, SourceUnavailable
from schemas.reject import Reject
from sources.parsing import Parser
from sources.read import Reader
from sources.source import Batch, Cursor
from sources.web.failures import FetchFailed
from sources.web.fetching import NO_VALIDATORS, Fetcher, Validators
from sources.web.limits import Deadline
from sources.web.listed import Listed, Pages
from sources.web.pace import asked_to_wait
from sources.web.seen import Seen
from sources.web.taking import Taking


@dataclass(frozen=True)
class Contents:
    """What a source lists, in the order in which it is to be read, and what of the list itself could not be had.
    `is_unchanged`: as when `validators` were given."""

    listed: Sequence[Listed]
    validators: Validators
    is_unchanged: bool = False
    rejects: Sequence[Reject] = ()


ReadList = Callable[[Fetcher, Parser, Validators, datetime], Contents]
"""Fetches the list and parses it; the validators are those of the last time. Raises FetchFailed, BadInput."""


class WebSource:
    """The source. Its cursor holds what it has seen of the list, the validators of the list once all of it has been
    read, the rules of the sites that were asked, and until when the site wants to be left in peace."""

    def __init__(
        self, name: str, url: str, fetcher: Fetcher, parser: Parser, reader: Reader, read_list: ReadList
    ) -> None:
        self.name, self._url = name, url
        self._fetcher, self._parser, self._reader, self._read_list = fetcher, parser, reader, read_list

    def batches(self, cursor: Cursor, now: datetime) -> Iterator[Batch]:
        """What is new or has changed since `cursor`. Raises SourceUnavailable."""
        self._refuse_while_quiet(cursor, now)
        deadline = self._fetcher.run_deadline()
        self._fetcher.robots.recall(cursor.get("robots"), now)
        try:
            contents = self._read_list(self._fetcher, self._parser, _validators(cursor), now)
        except BadInput as error:
            raise SourceUnavailable(f"{self._url} {error.message}", error.remedy) from error
        except FetchFailed as error:
            if error.wait_seconds is not None:
                yield Batch((), {**cursor, "quiet_until": _later(now, error.wait_seconds)})
            raise
        if not contents.is_unchanged:
            yield from self._changed(contents, cursor, now, deadline)
        elif (robots := self._fetcher.robots.kept()) != cursor.get("robots"):
            yield Batch((), {**cursor, "robots": robots})

    def _changed(self, contents: Contents, cursor: Cursor, now: datetime, deadline: Deadline) -> Iterator[Batch]:
        seen, names = Seen(cursor.get("seen")), {each.name for each in contents.listed}

        def after(is_complete: bool, quiet_seconds: float | None) -> Cursor:
            validators = contents.validators if is_complete else NO_VALIDATORS
            kept = {
                "seen": seen.as_json(names),
                "robots": self._fetcher.robots.kept(),
                "etag": validators.etag,
                "last_modified": validators.last_modified,
                "quiet_until": _later(now, quiet_seconds) if quiet_seconds is not None else "",
            }
            return {name: value for name, value in kept.items() if value}

        pages = Pages(self._fetcher, self._parser, self._reader, now)
        yield from Taking(pages, seen, after, deadline, list(contents.rejects)).batches(contents.listed)

    def _refuse_while_quiet(self, cursor: Cursor, now: datetime) -> None:
        """Raises FetchFailed while the site wants to be left in peace."""
        quiet_until = cursor.get("quiet_until")
        try:
            seconds = (datetime.fromisoformat(str(quiet_until)) - now).total_seconds()
        except (ValueError, TypeError):
            return
        if seconds > 0:
            raise asked_to_wait(self._url, seconds)


def _validators(cursor: Cursor) -> Validators:
    return Validators(*(str(cursor.get(name) or "") for name in ("etag", "last_modified")))


def _later(now: datetime, seconds: float) -> str:
    # A year is for ever, to whoever asks for more.
    return (now + timedelta(seconds=min(seconds, 31_536_000.0))).isoformat()

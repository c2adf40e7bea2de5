"""Through what a source lists, in batches, each with the cursor that holds after it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from schemas.article import Article
from schemas.reject import Reject
from sources.source import Batch, Cursor
from sources.web.failures import FetchFailed
from sources.web.fetching import NO_VALIDATORS
from sources.web.limits import Deadline
from sources.web.listed import Listed, Pages, rejected_fetch
from sources.web.seen import Known, Seen

# The first batch is small: whoever only looks at a source (`chancery sources check`) need not wait for more.
_FIRST_ITEMS = 10
_BATCH_ITEMS = 100
# So many pages in a row that could not be had: something is the matter with the site, and it is left in peace.
_MOST_FAILURES_IN_A_ROW = 5


MakeCursor = Callable[[bool, float | None], Cursor]
"""A cursor of what has been seen; whether all that is listed has been read, and for how many seconds from now on the
site wants to be left in peace, if it does."""


@dataclass
class Taking:
    """One run through what a source lists; `items` are those that there are before it. After `deadline` it stops, and
    the next run goes on from there."""

    pages: Pages
    seen: Seen
    cursor: MakeCursor
    deadline: Deadline
    items: list[Article | Reject] = field(default_factory=list)
    _batch_items: int = _FIRST_ITEMS
    _failures_in_a_row: int = 0

    def batches(self, listed: Sequence[Listed]) -> Iterator[Batch]:
        """What is new or has changed, in the order of the list; then what could not be had the last time, so that it
        keeps nothing else from being read. What may be there later is a reject for now, and left to the next run.

        Raises FetchFailed where the site as a whole does not answer, or asks for quiet.
        """
        for each in sorted(listed, key=self._is_failing):
            known = self.seen.get(each.name)
            if not each.is_asked_each_time and not self._is_left(each):
                continue
            try:
                self._take(each, known)
            except FetchFailed as error:
                self.items.append(rejected_fetch(error, each.link))
                self.seen.put(each.name, (known or Known()).failed(each.stamp, self.pages.now))
                if self._is_of_the_site(error):
                    yield self._batch(False, error.wait_seconds)
                    raise
            if self.deadline.has_passed:
                break
            if len(self.items) >= self._batch_items:
                yield self._batch(False, None)
        yield self._batch(not any(self._is_left(each) for each in listed), None)

    def _take(self, each: Listed, known: Known | None) -> None:
        taken = self.pages.take(each, known.validators if known else None)
        self.items += taken.items
        # Only what is asked for each time needs the validators of its page.
        self.seen.put(each.name, Known(each.stamp, taken.validators if each.is_asked_each_time else NO_VALIDATORS))
        self._failures_in_a_row = 0

    def _is_of_the_site(self, error: FetchFailed) -> bool:
        self._failures_in_a_row += 1
        return error.wait_seconds is not None or self._failures_in_a_row >= _MOST_FAILURES_IN_A_ROW

    def _is_failing(self, each: Listed) -> bool:
        known = self.seen.get(each.name)
        return known is not None and bool(known.failing_since)

    def _is_left(self, each: Listed) -> bool:
        """Whether it is still to be read: new, changed since, or not to be had the last time."""
        known = self.seen.get(each.name)
        return known is None or known.stamp != each.stamp or bool(known.failing_since)

    def _batch(self, is_complete: bool, quiet_seconds: float | None) -> Batch:
        items, self.items, self._batch_items = self.items, [], _BATCH_ITEMS
        return Batch(items, self.cursor(is_complete, quiet_seconds))

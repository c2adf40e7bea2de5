"""How much of the web is taken at a time."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from sources.web.failures import Failure, FetchFailed


@dataclass(frozen=True)
class FetchLimits:
    """Bounds of one answer: what exceeds one is not taken.

    `total_seconds` counts from the lookup to the last byte, so that a drip does not hold a run.
    `body_bytes` is what is left after decompression; beyond `free_bytes` of it, `ratio` is how many times more it may
    be than what was sent (pages shrink to a tenth, seldom to a fiftieth; a bomb of gzip to a thousandth).
    """

    total_seconds: float = 30.0
    connect_seconds: float = 10.0
    head_bytes: int = 65_536
    body_bytes: int = 5_000_000
    free_bytes: int = 262_144
    ratio: int = 200
    redirects: int = 5


@dataclass(frozen=True)
class Clock:
    """The time as fetching sees it: seconds that only grow, and a pause."""

    seconds: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep


class Deadline:
    """The end of what may be waited for one answer."""

    def __init__(self, seconds: float, clock: Clock) -> None:
        self._total, self._clock = seconds, clock
        self._end = clock.seconds() + seconds

    def left(self) -> float:
        """Seconds left. Raises FetchFailed (`too_slow`) where there are none."""
        left = self._end - self._clock.seconds()
        if left <= 0:
            raise self.passed()
        return left

    @property
    def has_passed(self) -> bool:
        """Whether there is nothing left."""
        return self._clock.seconds() >= self._end

    def passed(self) -> FetchFailed:
        """What to say when it has passed."""
        return FetchFailed(
            Failure.TOO_SLOW,
            f"was not there whole after {self._total:.0f} s",
            "It is asked for again by the next run.",
            is_temporary=True,
        )

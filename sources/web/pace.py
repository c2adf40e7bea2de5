"""How fast a host is asked: one request at a time, a pause after each, and none while it asks for quiet."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from sources.web.failures import Failure, FetchFailed
from sources.web.limits import Clock

# So long is waited within a run; what asks for more is left for a later one.
LONGEST_WAIT_SECONDS = 60.0


@dataclass
class _Host:
    lock: threading.Lock = field(default_factory=threading.Lock)
    free_at: float = 0.0
    quiet_until: float = 0.0


class Pace:
    """What one process asks of all hosts; sources at one host share it."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self._hosts: dict[str, _Host] = {}
        self._lock = threading.Lock()

    @contextmanager
    def turn(self, host: str, pause_seconds: float) -> Iterator[None]:
        """The time of one request to the host; the next one has its turn `pause_seconds` after the end of this.

        Raises FetchFailed (`asked_to_wait`) where the host has asked for a longer quiet than a run waits.
        """
        state = self._state(host)
        with state.lock:
            now = self.clock.seconds()
            if state.quiet_until - now > LONGEST_WAIT_SECONDS:
                raise asked_to_wait(host, state.quiet_until - now)
            if (wait := max(state.free_at, state.quiet_until) - now) > 0:
                self.clock.sleep(wait)
            try:
                yield
            finally:
                state.free_at = self.clock.seconds() + pause_seconds

    def keep_quiet(self, host: str, seconds: float) -> None:
        """The host has asked not to be asked for so long."""
        state = self._state(host)
        state.quiet_until = max(state.quiet_until, self.clock.seconds() + seconds)

    def _state(self, host: str) -> _Host:
        with self._lock:
            return self._hosts.setdefault(host, _Host())


def asked_to_wait(host: str, seconds: float) -> FetchFailed:
    """What to say of a host that asks for a pause longer than a run waits."""
    return FetchFailed(
        Failure.ASKED_TO_WAIT,
        f"{host} asks for a pause of {seconds:.0f} s",
        "It is asked again by a run after that.",
        is_temporary=True,
        wait_seconds=seconds,
    )

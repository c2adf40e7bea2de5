"""One writer at a time. The lock says who holds it, and dies with its process."""

import fcntl
import json
import os
import platform
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from schemas.errors import WarehouseBusy, WrongConfiguration
from warehouse.home import Home

POLL_SECONDS = 0.1


@contextmanager
def writing(home: Home, purpose: str, now: datetime, wait_seconds: float = 60.0) -> Iterator[None]:
    """Hold the home's lock while the block runs; `purpose` is what others are told ("loading").

    Raises WarehouseBusy naming the holder when the lock is not free within `wait_seconds`. The lock is the
    operating system's (flock): a killed process leaves none behind.
    """
    descriptor = os.open(home.lock_file, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        _acquire(descriptor, home, wait_seconds)
        holder = {"pid": os.getpid(), "host": platform.node(), "since": now.isoformat(), "purpose": purpose}
        try:
            os.ftruncate(descriptor, 0)
            os.pwrite(descriptor, json.dumps(holder).encode(), 0)
        except OSError as error:
            raise WrongConfiguration(
                f"{home.lock_file} cannot be written: {error.strerror}", "Free some disk space or mend the permissions."
            ) from error
        yield
        os.ftruncate(descriptor, 0)
    finally:
        os.close(descriptor)


def _acquire(descriptor: int, home: Home, wait_seconds: float) -> None:
    deadline = time.monotonic() + wait_seconds
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            if time.monotonic() >= deadline:
                raise WarehouseBusy(
                    f"the warehouse {home.root} is in use by {_holder(descriptor)}",
                    "Wait until it has finished, then run the command again.",
                ) from None
            time.sleep(POLL_SECONDS)


def _holder(descriptor: int) -> str:
    try:
        told = json.loads(os.pread(descriptor, 4096, 0) or b"{}")
    except json.JSONDecodeError:
        told = {}
    if not told:
        return "another process"
    return f"process {told['pid']} on {told['host']} ({told['purpose']}, since {told['since']})"

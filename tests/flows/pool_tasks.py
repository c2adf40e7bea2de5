"""Tasks for the tests of the pool: importable, as a process of the pool needs them. A package is a word."""

import os
import signal
import time
from collections.abc import Mapping

from flows.pool import Tell
from schemas.errors import DamagedData


def letters(package: str, aside: Mapping[int, str] | None, tell: Tell) -> list[str]:
    """The letters of the word in upper case; "x" kills the process, "z" sleeps for ever, "!" is damaged data."""
    if aside is None:
        tell(None, 1.0 * len(package))
    found = []
    for place, letter in enumerate(package):
        if aside is not None and place in aside:
            found.append(aside[place])
            continue
        if aside is not None:
            tell(place, 1.0)
        if letter == "x":
            os.kill(os.getpid(), signal.SIGKILL)
        if letter == "z":
            time.sleep(3600)
        if letter == "!":
            raise DamagedData("a letter is damaged", "Write another.")
        found.append(letter.upper())
    return found


def dies_at_once(package: str, aside: Mapping[int, str] | None, tell: Tell) -> list[str]:
    """No article is ever begun."""
    os._exit(3)


def missing_there(package: str, aside: Mapping[int, str] | None, tell: Tell) -> list[str]:
    """What a worker has that is of another version."""
    raise ModuleNotFoundError("No module named 'flows.of_tomorrow'")

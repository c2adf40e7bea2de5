"""A disk that takes no more: a clear error with the remedy, nothing lost, and the next run completes.

The disk is full as far as one process is concerned: a limit on the size of files makes its writes fail half-way.
"""

import random
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from diplomacy import TUESDAY, WEDNESDAY, article, put

from warehouse.consistency import inconsistencies
from warehouse.home import Home
from warehouse.loader import load_pending
from warehouse.publish import publish

Digests = Callable[[Home], dict[str, str]]

LIMITED = """
import resource, signal, sys
from cli.main import main
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
limit = int(sys.argv.pop(1))
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
main()
"""


@pytest.fixture
def grown(home: Home) -> Home:
    """A published home, and packages that wait."""
    put(home, [article(f"old-{n}") for n in range(20)])
    load_pending(home, TUESDAY)
    publish(home, TUESDAY)
    put(home, [article(f"new-{n}", f"Wang met Blinken. {_noise(n, 10_000)}") for n in range(300)], WEDNESDAY)
    return home


@pytest.mark.parametrize("kilobytes", [0, 300, 1500])
def test_the_error_says_what_to_do_and_nothing_is_lost(grown: Home, digests: Digests, kilobytes: int) -> None:
    before = digests(grown)
    done = _publish(grown, kilobytes * 1024)
    assert done.returncode == 2, done.stderr
    assert "Error: " in done.stderr
    assert "disk space" in done.stderr
    assert "Traceback" not in done.stderr
    assert digests(grown) == before
    assert inconsistencies(grown, WEDNESDAY) == []
    assert _publish(grown, resource.RLIM_INFINITY).returncode == 0
    assert digests(grown) != before
    assert inconsistencies(grown, WEDNESDAY) == []


def _noise(number: int, length: int) -> str:
    """Text that does not compress, so that it fills a disk."""
    return random.Random(number).randbytes(length // 2).hex()  # noqa: S311 - no secret


def _publish(home: Home, limit: int) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-c", LIMITED, str(limit), "publish", "--home", str(home.root)]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=Path(__file__).parents[2])

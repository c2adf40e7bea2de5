"""The demonstration of scheduled runs shows all that it promises."""

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [
    pytest.mark.slow,
    pytest.mark.server,
    pytest.mark.timeout(1500),
]

PROJECT = Path(__file__).parents[2]
STEPS = [
    "the schedule yields runs",
    "a run executes",
    "its artifacts are there",
    "an overlapping run is cancelled",
    "the one at work goes on",
    "a run is killed in the middle",
    "nothing is left half",
    "the next one completes",
]


def test_every_step_is_shown_with_its_evidence() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.schedule_demo"],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        timeout=1400,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    shown = [line.split("  ", 1)[1].split(": ")[0] for line in done.stdout.splitlines() if line[:2].isdigit()]
    assert shown == ["set up", *STEPS]

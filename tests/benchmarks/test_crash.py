"""A run that is killed at any moment leaves a whole home, and the next one completes it (more: `make crash-test`)."""

from pathlib import Path

import pytest

from benchmarks.crash_target import STEPS
from benchmarks.crash_test import crash


def test_every_step_that_is_announced_is_one_of_the_program() -> None:
    missing = [f"{module.__name__}.{name}" for module, name, _ in STEPS if not callable(getattr(module, name, None))]
    assert not missing


@pytest.mark.slow
def test_killed_runs_leave_nothing_broken(tmp_path: Path) -> None:
    outcomes = list(crash(tmp_path, kills=16, seed=7, processes=2))
    assert [outcome for outcome in outcomes if outcome.broken] == []
    assert len({outcome.step for outcome in outcomes}) >= 5

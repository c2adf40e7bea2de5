"""Backfills that are killed at random moments end in the same bytes as one that nobody disturbed (more: benchmarks)."""

import random
from pathlib import Path

import pytest

from benchmarks.backfill import Setting, exports, killed, packages_in, undisturbed
from benchmarks.backfill_corpus import write_corpus


@pytest.mark.slow
def test_killed_backfills_lose_and_repeat_nothing(tmp_path: Path) -> None:
    write_corpus(tmp_path / "corpus", 600)
    setting = Setting(tmp_path / "corpus", "rules", package_articles=40, processes=2)
    undisturbed(setting, tmp_path / "undisturbed")
    packages = packages_in(tmp_path / "undisturbed")
    chance = random.Random(3)  # noqa: S311 - no secret
    begun = killed(setting, tmp_path / "killed", 4, chance, packages)
    assert len(begun) >= 3, "there was nothing left to kill"
    assert exports(tmp_path / "killed") == exports(tmp_path / "undisturbed")

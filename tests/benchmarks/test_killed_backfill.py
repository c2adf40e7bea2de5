"""Backfills that are killed at random moments end in the same bytes as one that nobody disturbed (more: benchmarks)."""

import random
from pathlib import Path

import pytest

from benchmarks.backfill import Setting, exports, killed, undisturbed
from benchmarks.backfill_corpus import write_corpus


@pytest.mark.slow
def test_killed_backfills_lose_and_repeat_nothing(tmp_path: Path) -> None:
    write_corpus(tmp_path / "corpus", 600)
    setting = Setting(tmp_path / "corpus", "rules", package_articles=40, processes=2)
    undisturbed(setting, tmp_path / "undisturbed")
    chance = random.Random(3)  # noqa: S311 - no secret
    moments = killed(setting, tmp_path / "killed", kills=4, source=chance, seconds=40)
    assert moments, "every try was done before it was killed"
    assert exports(tmp_path / "killed") == exports(tmp_path / "undisturbed")

"""A loading process that is killed leaves a consistent warehouse, and the next run comes out as if nothing had been."""

import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from diplomacy import MONDAY, TUESDAY, WEDNESDAY, article, put

from flows.resolving import resolve_events
from warehouse.home import Home
from warehouse.loader import load_pending
from warehouse.publish import publish

Ask = Callable[[Home, str], list[tuple[Any, ...]]]
Digests = Callable[[Home], dict[str, str]]

# `make crash-test` kills in every step; here is what the quick tests have the time for.
PACKAGES, KILLS = 12, 3

LOAD_AND_PUBLISH = """
import sys
from datetime import UTC, datetime
from flows.resolving import resolve_events
from warehouse.home import Home
from warehouse.loader import load_pending
from warehouse.publish import publish

home, now = Home.open(sys.argv[1]), datetime(2023, 7, 12, tzinfo=UTC)
print("loading", flush=True)
load_pending(home, now)
resolve_events(home, now)
publish(home, now)
print("done", flush=True)
"""


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The lake of a home with two versions of some articles, nothing loaded yet."""
    home = Home.open(tmp_path_factory.mktemp("killed"))
    for i in range(PACKAGES // 2):
        put(home, [article(f"{i}-{j}", "Wang met Blinken. " * 20) for j in range(20)], MONDAY)
        put(home, [article(f"{i}-{j}", "Wang visited Rome. " * 20) for j in range(0, 20, 2)], TUESDAY)
    return home.lake


def test_a_killed_load_is_consistent_and_the_next_one_completes_it(
    lake: Path, tmp_path: Path, ask: Ask, digests: Digests
) -> None:
    untouched = _home(lake, tmp_path / "untouched")
    started = time.monotonic()
    assert _start(untouched).communicate()[0] == "done\n"
    seconds = time.monotonic() - started
    expected = digests(untouched)

    # From a fixed seed: moments all over the work, the first ones while the tables are still being made.
    moments = random.Random(7)  # noqa: S311 - no secret
    home = _home(lake, tmp_path / "killed")
    for _ in range(KILLS):
        process = _start(home)
        time.sleep(moments.uniform(0, seconds))
        process.send_signal(signal.SIGKILL)
        process.communicate()
        _is_consistent(home, ask)
    load_pending(home, WEDNESDAY, wait_seconds=0)
    resolve_events(home, WEDNESDAY, wait_seconds=0)
    publish(home, WEDNESDAY, wait_seconds=0)
    assert digests(home) == expected
    assert {path.name for path in home.published.iterdir()} - {"earlier"} == {"chancery.duckdb", "parquet"}


def _home(lake: Path, root: Path) -> Home:
    home = Home.open(root)
    shutil.copytree(lake, home.lake, dirs_exist_ok=True)
    return home


def _start(home: Home) -> "subprocess.Popen[str]":
    """The process, on return at work with its packages."""
    process = subprocess.Popen(
        [sys.executable, "-c", LOAD_AND_PUBLISH, str(home.root)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout
    assert process.stdout.readline() == "loading\n"
    return process


def _is_consistent(home: Home, ask: Ask) -> None:
    """Whatever the ledger says was loaded is there in full, nothing else is; what is published is whole."""
    if home.warehouse_file.exists() and ask(home, "SELECT 1 FROM duckdb_tables() WHERE table_name = 'load_ledger'"):
        ((loads, distinct),) = ask(home, "SELECT count(*), count(DISTINCT load_id || package_kind) FROM load_ledger")
        assert loads == distinct <= 2 * PACKAGES
        told = "SELECT coalesce(sum(row_count), 0)::BIGINT FROM load_ledger WHERE package_kind = 'articles'"
        assert ask(home, told) == ask(home, "SELECT count(*) FROM article_version")
        lost = """
            SELECT count(*) FROM extraction e WHERE record_count <> (
                SELECT count(*) FROM record_version r
                WHERE r.article_id = e.article_id AND r.content_hash = e.content_hash AND r.extractor = e.extractor)
        """
        assert ask(home, lost) == [(0,)]
    if home.published_file.exists():
        assert (home.exports / "manifest.json").exists()

"""A run that is killed takes its private server with it, and the next run completes what it left."""

import hashlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

import seeds

pytestmark = [pytest.mark.slow, pytest.mark.server]

Chancery = Callable[..., "subprocess.CompletedProcess[str]"]


def test_a_killed_run_leaves_no_server_and_the_next_one_comes_out_as_ever(chancery: Chancery, tmp_path: Path) -> None:
    articles = seeds.articles_folder()
    assert chancery("run", articles, "--home", tmp_path / "untouched").returncode == 0
    home = tmp_path / "killed"
    # One dies while its server starts, one between extraction and loading, one while it loads or publishes.
    for sign in ("prefect", "lake/records", "warehouse.duckdb"):
        server = _kill_a_run(articles, home, until=home / sign)
        assert server or sign == "prefect", "no server was seen"
        assert server is None or _is_gone(server)
    done = chancery("run", articles, "--home", home)
    assert done.returncode == 0, done.stderr
    assert _digests(home) == _digests(tmp_path / "untouched")


def _kill_a_run(articles: Path, home: Path, until: Path) -> int | None:
    """Start a run and kill it as soon as the path is there; the process id of its server, if there was one yet."""
    with subprocess.Popen(
        [sys.executable, "-m", "cli.main", "run", str(articles), "--home", str(home)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        deadline = time.monotonic() + 120
        while not until.exists() and process.poll() is None:
            assert time.monotonic() < deadline, f"{until} never came"
            time.sleep(0.02)
        server = next((child for child in _children(process.pid) if "uvicorn" in _command(child)), None)
        process.send_signal(signal.SIGKILL)
    return server


def _children(process: int) -> list[int]:
    listed = Path(f"/proc/{process}/task/{process}/children")
    return [int(each) for each in listed.read_text().split()] if listed.exists() else []


def _command(process: int) -> str:
    try:
        return Path(f"/proc/{process}/cmdline").read_bytes().decode(errors="replace")
    except OSError:
        return ""


def _is_gone(process: int) -> bool:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return True
        if "uvicorn" not in _command(process):
            return True
        time.sleep(0.2)
    return False


def _digests(home: Path) -> dict[str, str]:
    exports = sorted((home / "published" / "parquet").iterdir())
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in exports}

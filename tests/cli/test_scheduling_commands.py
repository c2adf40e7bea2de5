"""`chancery schedule` and `chancery serve`: what will run, and running it."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
from click.testing import Result

from warehouse.home import Home
from warehouse.query import query

Invoke = Callable[..., Result]
MEETING = "Foreign Minister Wang Yi met US Secretary of State Antony Blinken in Jakarta on Thursday."


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def test_the_schedule_is_shown_without_a_server(invoke: Invoke, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PREFECT_API_URL", raising=False)
    result = invoke("schedule", "--count", "2", "--format", "jsonl")
    runs = [json.loads(line) for line in result.stdout.splitlines()]
    assert sorted(run["run"] for run in runs) == sorted(2 * ["ingest/hourly", "publish/daily", "maintenance/daily"])
    assert all(datetime.fromisoformat(run["utc"]).replace(tzinfo=UTC) > datetime.now(UTC) for run in runs)


def test_a_server_that_does_not_answer_is_named(invoke: Invoke, monkeypatch: pytest.MonkeyPatch) -> None:
    address = f"http://127.0.0.1:{free_port()}/api"
    monkeypatch.setenv("PREFECT_API_URL", address)
    result = invoke("schedule")
    assert result.exit_code == 1
    assert f"the Prefect server at {address} does not answer as one" in result.stderr
    assert "unset PREFECT_API_URL" in result.stderr


def test_a_wrong_time_stops_serving_before_anything_is_touched(invoke: Invoke, tmp_path: Path) -> None:
    result = invoke("serve", "--home", str(tmp_path / "home"), "--ingest", "hourly")
    assert result.exit_code == 2
    assert "ingest/hourly has no cron expression: 'hourly'" in result.stderr
    assert not (tmp_path / "home").exists()


def test_a_port_that_is_taken_is_named(invoke: Invoke, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PREFECT_API_URL", raising=False)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        result = invoke("serve", "--home", str(tmp_path / "home"), "--port", str(port))
    assert result.exit_code == 2
    assert f"port {port} of this machine is taken" in result.stderr


@pytest.mark.slow
@pytest.mark.server
@pytest.mark.timeout(900)
def test_one_process_serves_the_schedule_and_stops_in_order(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "talks.txt").write_text(f"---\npublished: 2023-07-13\n---\n{MEETING}\n")
    (tmp_path / "data" / "sources.d").mkdir(parents=True)
    (tmp_path / "data" / "sources.d" / "desk.yaml").write_text("name: desk\nkind: folder\npath: ../articles\n")
    port, home = free_port(), Home.at(tmp_path / "data")
    address = f"http://127.0.0.1:{port}/api"
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    with (tmp_path / "serve.log").open("w") as log:
        serving = subprocess.Popen(
            [sys.executable, "-m", "cli.main", "serve", "--ingest", "* * * * *", "--port", str(port)],
            cwd=tmp_path,
            env=environment,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            wait_until(home.published_file.exists, serving)
            shown = subprocess.run(
                [sys.executable, "-m", "cli.main", "schedule", "--count", "1", "--format", "jsonl"],
                env=environment | {"PREFECT_API_URL": address},
                capture_output=True,
                text=True,
                check=True,
            ).stdout
            serving.send_signal(signal.SIGTERM)
            assert serving.wait(120) == 0, (tmp_path / "serve.log").read_text()
        finally:
            serving.kill()
            serving.wait()
    assert {json.loads(line)["run"] for line in shown.splitlines()} == {
        "ingest/hourly",
        "publish/daily",
        "maintenance/daily",
    }
    assert len(query(home, "SELECT * FROM meetings")) == 1
    with pytest.raises(httpx.ConnectError):
        httpx.get(f"{address}/health", timeout=5)
    assert (tmp_path / "serve.log").read_text().rstrip().endswith("Stopped.")


def wait_until(holds: Callable[[], bool], process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + 500
    while not holds():
        assert process.poll() is None, "it ended by itself"
        assert time.monotonic() < deadline, "nothing was published"
        time.sleep(0.5)

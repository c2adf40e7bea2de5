"""The deployment of prefect.yaml as docs/scheduling.md sets it up: a server, a work pool, a worker, a run.

Everything lives in a temporary folder and on a free port of this machine; only processes started here are ended.
"""

import json
import os
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest

from warehouse.home import Home
from warehouse.query import query

pytestmark = [pytest.mark.slow, pytest.mark.server, pytest.mark.timeout(600)]

PROJECT = Path(__file__).parents[2]
PREFECT = [sys.executable, "-m", "prefect"]
MEETING = "Foreign Minister Wang Yi met US Secretary of State Antony Blinken in Jakarta on Thursday."


def documented(start: str) -> list[str]:
    """The arguments of the one `prefect` command of docs/scheduling.md that begins so."""
    page = (PROJECT / "docs" / "scheduling.md").read_text(encoding="utf-8")
    (command,) = (line for line in page.splitlines() if line.startswith(f"$ prefect {start}"))
    return shlex.split(command)[2:]


class Deployed:
    """A checkout with its deployment on a server that is up."""

    def __init__(self, folder: Path, address: str, environment: dict[str, str]) -> None:
        self.folder, self.address, self.environment = folder, address, environment

    def prefect(self, *arguments: str) -> str:
        """Run a `prefect` command in the checkout; its output."""
        done = subprocess.run(
            [*PREFECT, *arguments],
            cwd=self.folder,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=180,
            check=False,
        )
        assert done.returncode == 0, done.stdout
        return done.stdout

    def ask(self, path: str, **body: Any) -> Any:
        """What the server's API answers."""
        answer = httpx.post(f"{self.address}{path}", json=body, timeout=30)
        answer.raise_for_status()
        return answer.json()


@pytest.fixture(scope="module")
def deployed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Deployed]:
    folder = tmp_path_factory.mktemp("checkout")
    for name in ("flows", "prefect.yaml"):
        copy = shutil.copytree if (PROJECT / name).is_dir() else shutil.copy
        copy(PROJECT / name, folder / name)
    (folder / "articles").mkdir()
    (folder / "articles" / "talks.txt").write_text(f"---\npublished: 2023-07-13\n---\n{MEETING}\n")
    (folder / "data" / "sources.d").mkdir(parents=True)
    settings = f"name: articles\nkind: folder\npath: {folder / 'articles'}\n"
    (folder / "data" / "sources.d" / "articles.yaml").write_text(settings)
    port = _free_port()
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")} | {
        "PREFECT_HOME": str(tmp_path_factory.mktemp("prefect")),
        "PREFECT_API_URL": f"http://127.0.0.1:{port}/api",
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "DO_NOT_TRACK": "1",
    }
    server = [*documented("server start"), "--host", "127.0.0.1", "--port", str(port)]
    with _process(server, folder, environment):
        found = Deployed(folder, environment["PREFECT_API_URL"], environment)
        _until("the server answers", lambda: _answers(found.address), 120)
        found.prefect(*documented("work-pool create"))
        found.prefect(*documented("--no-prompt deploy"))
        yield found


def test_the_deployments_are_there_with_their_schedules(deployed: Deployed) -> None:
    flows = {each["id"]: each["name"] for each in deployed.ask("/flows/filter")}
    found = {flows[each["flow_id"]]: each for each in deployed.ask("/deployments/filter")}
    assert set(found) == {"ingest", "publish", "maintenance"}
    for deployment in found.values():
        assert deployment["work_pool_name"] == "chancery"
        assert deployment["global_concurrency_limit"]["limit"] == 1
        assert deployment["concurrency_options"]["collision_strategy"] == "CANCEL_NEW"
        (schedule,) = deployment["schedules"]
        assert schedule["active"]
    assert found["ingest"]["schedules"][0]["schedule"]["cron"] == "0 * * * *"
    assert found["ingest"]["parameters"] == {"home": "data"}


def test_the_schedule_yields_runs_at_the_coming_full_hours(deployed: Deployed) -> None:
    def scheduled() -> list[dict[str, Any]]:
        states = {"state": {"type": {"any_": ["SCHEDULED"]}}}
        flows = {"name": {"any_": ["ingest"]}}
        return list(deployed.ask("/flow_runs/filter", flows=flows, flow_runs=states, sort="EXPECTED_START_TIME_ASC"))

    _until("runs are scheduled", lambda: len(scheduled()) >= 3, 120)
    moments = [datetime.fromisoformat(run["expected_start_time"]) for run in scheduled()]
    assert all(moment.minute == moment.second == 0 for moment in moments)
    assert 0 < (moments[0] - datetime.now(UTC)).total_seconds() <= 3600
    assert (moments[1] - moments[0]).total_seconds() == 3600


def test_a_worker_executes_a_run_and_its_records_are_published(deployed: Deployed) -> None:
    told = deployed.prefect(*documented("deployment run"))
    assert "ingest/hourly" in told
    with _process(documented("worker start"), deployed.folder, deployed.environment):
        _until("the run has ended", lambda: _ended(deployed), 240)
        (run,) = _started(deployed)
        assert run["state_name"] == "Completed", _log(deployed, run)
        # The log comes in batches, the last one after the state.
        _until("the log has its last line", lambda: "1 articles taken, 0 known" in _log(deployed, run), 30)
    home = Home.at(deployed.folder / "data")
    rows = query(home, "SELECT start_date::VARCHAR AS day, place_name, country_code FROM meetings").to_pylist()
    assert rows == [{"day": "2023-07-13", "place_name": "Jakarta", "country_code": "IDN"}]
    artifacts = {artifact["key"] for artifact in deployed.ask("/artifacts/filter")}
    assert artifacts >= {"ingest-summary", "ingest-records", "ingest-sources"}


def _started(deployed: Deployed) -> list[dict[str, Any]]:
    """The runs that are no longer waiting for their time."""
    states = {"state": {"type": {"not_any_": ["SCHEDULED", "PENDING"]}}}
    return list(deployed.ask("/flow_runs/filter", flow_runs=states))


def _log(deployed: Deployed, run: dict[str, Any]) -> str:
    entries = deployed.ask("/logs/filter", logs={"flow_run_id": {"any_": [run["id"]]}}, sort="TIMESTAMP_ASC")
    return "\n".join(entry["message"] for entry in entries)


def _ended(deployed: Deployed) -> bool:
    return any(run["state_type"] in ("COMPLETED", "FAILED", "CRASHED", "CANCELLED") for run in _started(deployed))


@contextmanager
def _process(arguments: list[str], folder: Path, environment: dict[str, str]) -> Iterator[None]:
    """A `prefect` process that is at work while the block runs."""
    log = folder / f"{arguments[0]}.log"
    with log.open("w") as output:
        process = subprocess.Popen(
            [*PREFECT, *arguments],
            cwd=folder,
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # a group of its own, so that whatever it starts ends with it
        )
        try:
            yield
        except AssertionError as error:
            error.add_note(log.read_text(encoding="utf-8")[-5000:])
            raise
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()


def _until(what: str, holds: Callable[[], bool], seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, f"after {seconds} s still not so: {what}"
        time.sleep(0.5)


def _answers(address: str) -> bool:
    try:
        return httpx.get(f"{address}/health", timeout=5).status_code == 200
    except (httpx.HTTPError, json.JSONDecodeError):
        return False


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])

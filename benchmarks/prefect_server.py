"""A Prefect server to watch scheduled runs on, and the processes of one that is started for it."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
from tenacity import retry, retry_if_exception, stop_after_delay, wait_exponential_jitter

Run = dict[str, Any]


def _is_passing(error: BaseException) -> bool:
    """Whether a request may be sent again: with SQLite behind it, a busy server says 503 of a locked database."""
    if isinstance(error, httpx.HTTPStatusError):
        return error.response.status_code in (429, 500, 502, 503, 504)
    return isinstance(error, httpx.TransportError)


class Server:
    """A Prefect server with the project's deployments, asked through its API."""

    def __init__(self, address: str) -> None:
        self._client = httpx.Client(base_url=address, timeout=60)

    def is_up(self) -> bool:
        """Whether it answers."""
        try:
            return self._client.get("health").is_success
        except httpx.HTTPError:
            return False

    def ask(self, path: str, **body: Any) -> Any:
        """The answer to a request."""
        return self._answer("POST", path, body)

    def deployment(self, flow: str) -> Run:
        """The deployment of a flow."""
        (found,) = self.ask("deployments/filter", flows={"name": {"any_": [flow]}})
        return dict(found)

    def runs(self, *states: str, sort: str = "START_TIME_DESC") -> list[Run]:
        """The ingest runs in one of the states, the latest first."""
        wanted = {"state": {"type": {"any_": list(states)}}}
        return list(
            self.ask("flow_runs/filter", flows={"name": {"any_": ["ingest"]}}, flow_runs=wanted, sort=sort, limit=50)
        )

    def run(self, run_id: str) -> Run:
        """A run by its id."""
        return dict(self._answer("GET", f"flow_runs/{run_id}"))

    @retry(
        retry=retry_if_exception(_is_passing),
        wait=wait_exponential_jitter(initial=0.5, max=10),
        stop=stop_after_delay(120),
        reraise=True,
    )
    def _answer(self, method: str, path: str, body: Any = None) -> Any:
        answer = self._client.request(method, path, json=body)
        answer.raise_for_status()
        return answer.json()


@contextmanager
def prefect_process(folder: Path, environment: dict[str, str], *arguments: str) -> Iterator[None]:
    """A `prefect` process that is at work while the block runs; its log comes out where the block fails."""
    log = folder / f"{arguments[0]}.log"
    with log.open("w") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "prefect", *arguments],
            cwd=folder,
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # a group of its own, so that whatever it starts ends with it
        )
    try:
        yield
    except BaseException:
        print(log.read_text(encoding="utf-8")[-3000:], file=sys.stderr)
        raise
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()

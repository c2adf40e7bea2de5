"""Everything in one process: a Prefect server, unless one is named, and the timetable's flows at their times."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import httpx

from flows.server import STARTUP_SECONDS, end_with_us, quiet_prefect
from flows.timetable import Planned
from schemas.errors import SourceUnavailable, WrongConfiguration
from warehouse.home import Home

_SHUTDOWN_SECONDS = 20


@contextmanager
def prefect_server(home: Home, port: int) -> Iterator[str]:
    """The address of the API of the server named in PREFECT_API_URL, else of one of our own on `port` of this machine.

    Sets environment variables of this process, before Prefect is imported. Our own keeps its files in the home and
    ends with the block, or with the process, however that goes. Raises WrongConfiguration where the port is taken,
    SourceUnavailable where the server does not come up.
    """
    named = os.environ.get("PREFECT_API_URL")
    # What is served runs in the background: its log is all there is to see of it.
    os.environ.setdefault("PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL", "INFO")
    if named:
        quiet_prefect(home, os.environ)
        yield named
        return
    _check_free(port)
    address = f"http://127.0.0.1:{port}/api"
    os.environ |= {"PREFECT_API_URL": address, "PREFECT_HOME": str(home.prefect)}
    quiet_prefect(home, os.environ)
    log = home.prefect / "server.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as output:
        server = subprocess.Popen(  # noqa: S603 - our own interpreter
            [sys.executable, "-m", "prefect", "server", "start", "--host", "127.0.0.1", "--port", str(port)],
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # Ctrl-C is for us: the server goes last
        )
    end_with_us(server.pid)
    try:
        _wait_for(server, address, log)
        yield address
    finally:
        server.terminate()
        try:
            server.wait(_SHUTDOWN_SECONDS)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def serve(planned: Sequence[Planned], home: Home) -> None:
    """Run the flows at their times until SIGTERM or Ctrl-C; a server has to be up (`prefect_server`).

    One run of each at a time: one that falls due while the run before is at work is cancelled. A run that is at work
    when we are stopped is ended; it leaves whole packages, and the next one takes up what is missing.
    """
    import asyncio

    from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy
    from prefect.runner import Runner
    from prefect.types.entrypoint import EntrypointType
    from prefect.utilities.importtools import import_object

    class StoppedInOrder(Runner):
        """On SIGTERM, its work is cancelled and it cleans up: Prefect's own way out leaves its coroutines hanging."""

        async def serve(self) -> None:
            """At work until SIGTERM."""
            self._serving_loop, self._serving = asyncio.get_running_loop(), asyncio.ensure_future(self.start())
            with suppress(asyncio.CancelledError):
                await self._serving

        def handle_sigterm(self, *_arguments: Any, **_more: Any) -> None:
            self._serving_loop.call_soon_threadsafe(self._serving.cancel)

    # Paused while nobody serves, so that a machine that was off has no heap of late runs to do.
    runner = StoppedInOrder(name="chancery", pause_on_shutdown=True)
    one_at_a_time = ConcurrencyLimitConfig(limit=1, collision_strategy=ConcurrencyLimitStrategy.CANCEL_NEW)
    for each in planned:
        deployment = import_object(each.entrypoint).to_deployment(
            each.name,
            cron=each.cron,
            parameters=each.parameters(str(home.root)),
            description=each.description,
            concurrency_limit=one_at_a_time,
            entrypoint_type=EntrypointType.MODULE_PATH,
        )
        runner.add_deployment(deployment)
    with suppress(KeyboardInterrupt):
        asyncio.run(runner.serve())


def _check_free(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise WrongConfiguration(
                f"port {port} of this machine is taken: {error.strerror}",
                "Name another with --port, or the Prefect server that is there in PREFECT_API_URL.",
            ) from error


def _wait_for(server: "subprocess.Popen[bytes]", address: str, log: Path) -> None:
    deadline = time.monotonic() + STARTUP_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        try:
            if httpx.get(f"{address}/health", timeout=5).is_success:
                return
        except httpx.HTTPError:
            pass
        time.sleep(0.5)
    raise SourceUnavailable(
        f"the Prefect server on {address} does not come up", f"Look into {log}, and run the command again."
    )

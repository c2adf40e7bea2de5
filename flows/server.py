"""The private Prefect server of a run: quiet, reached from this machine only, gone when its process is gone."""

import atexit
import os
import socket
import subprocess
import sys
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from schemas.errors import SourceUnavailable
from warehouse.home import Home

_WATCH = Path(__file__).with_name("watch.py")
STARTUP_SECONDS = 300.0
"""How long a server may take until it answers. Four seconds on an idle machine, eleven for the first in a home, over 90
on two cores that five busy processes share; one that has died is noticed at once."""
_SHUTDOWN_SECONDS = 5.0
# The application and the settings of a server that Prefect starts for itself, which nobody looks at.
_SERVED = ("--factory", "prefect.server.api.server:create_app", "--log-level", "error", "--lifespan", "on")
_WITHOUT_PAGES = {"PREFECT_UI_ENABLED": "0", "PREFECT__SERVER_EPHEMERAL": "1", "PREFECT__SERVER_FINAL": "1"}


def quiet_prefect(home: Home, environment: MutableMapping[str, str]) -> None:
    """Set in `environment` what Prefect reads when it is imported; what is set there already stays.

    Without PREFECT_API_URL the server's files go into the home, and no profile of the user's is read.
    """
    settings = {
        "DO_NOT_TRACK": "1",
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL": "WARNING",
    }
    if not environment.get("PREFECT_API_URL"):
        settings |= {
            "PREFECT_LOGGING_LEVEL": "WARNING",
            "PREFECT_HOME": str(home.prefect),
        }
    for name, value in settings.items():
        environment.setdefault(name, value)


class PrivateServer:
    """A Prefect server of our own: begun at once, asked for once it is needed, ended with the process.

    Prefect's way to start one loads the whole server into this process as well, and waits until it answers. Here
    whatever is loaded meanwhile costs no time.
    """

    def __init__(self, prefect_home: Path) -> None:
        # The socket is there before the server: no port is chosen that another may take, and who asks early waits.
        with socket.create_server(("127.0.0.1", 0), backlog=128) as listening:
            self.address = f"http://127.0.0.1:{listening.getsockname()[1]}/api"
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter
                [sys.executable, "-m", "uvicorn", *_SERVED, "--fd", str(listening.fileno())],
                env=os.environ | _WITHOUT_PAGES | {"PREFECT_HOME": str(prefect_home)},
                pass_fds=[listening.fileno()],
            )
        end_with_us(self._process.pid)
        # First in, last out: Prefect sends its last events on exit.
        atexit.register(self._end)

    def wait(self) -> str:
        """Its address, once it answers. Raises SourceUnavailable where it does not."""
        import httpx

        try:
            httpx.get(f"{self.address}/health", timeout=STARTUP_SECONDS).raise_for_status()
        except httpx.HTTPError as error:
            ended = self._process.poll()
            told = f"it ended with exit code {ended}" if ended is not None else error
            raise SourceUnavailable(
                f"the private Prefect server does not start: {told}",
                "Run the command again, or start `prefect server start` and name its address in PREFECT_API_URL.",
            ) from error
        return self.address

    def _end(self) -> None:
        self._process.terminate()
        try:
            self._process.wait(_SHUTDOWN_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


@cache
def begin_server(prefect_home: Path) -> PrivateServer:
    """The private server with its files in that folder, begun when first asked for, and the same from then on."""
    return PrivateServer(prefect_home)


@contextmanager
def reported(home: Home) -> Iterator[None]:
    """Flows that run in the block are reported to the server that is configured, else to our own.

    Raises SourceUnavailable where the configured one does not answer or ours does not start.
    """
    from prefect.settings import PREFECT_API_URL, get_current_settings, temporary_settings

    configured = get_current_settings().api.url
    if configured:
        _check_answers(configured)
        yield
        return
    with temporary_settings({PREFECT_API_URL: begin_server(home.prefect).wait()}):
        yield


def _check_answers(address: str) -> None:
    from prefect import get_client

    with get_client(sync_client=True) as client:
        error = client.api_healthcheck()
    if error is not None:
        raise SourceUnavailable(
            f"the Prefect server at {address} does not answer: {error}",
            "Start it, or unset PREFECT_API_URL to run without one.",
        ) from error


def end_with_us(process: int) -> None:
    """End `process` when we are gone. Prefect does so when Python exits in order, but not on SIGTERM or SIGKILL.

    The watcher sees its standard input end when our end of the pipe closes, which is left open to the last; a session
    of its own keeps Ctrl-C from it.
    """
    theirs, _ours = os.pipe()
    subprocess.Popen(  # noqa: S603 - our own script, by its full path
        [sys.executable, "-I", str(_WATCH), str(process)],
        stdin=theirs,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    os.close(theirs)

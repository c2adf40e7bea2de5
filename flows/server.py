"""The private Prefect server of a run: quiet, reached from this machine only, gone when its process is gone."""

import os
import subprocess
import sys
from collections.abc import MutableMapping
from pathlib import Path

from schemas.errors import SourceUnavailable
from warehouse.home import Home

_WATCH = Path(__file__).with_name("watch.py")


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
            "PREFECT_HOME": str(home.root / "prefect"),
            "PREFECT_SERVER_EPHEMERAL_ENABLED": "true",
            # Several servers that start at once on two cores need more than the default of 20 s.
            "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "90",
        }
    for name, value in settings.items():
        environment.setdefault(name, value)


def start_server() -> None:
    """See that a server is there: the one that is configured, else one of our own, up on return.

    Our own ends with the process and not earlier, since Prefect sends its last events on exit. Raises
    SourceUnavailable where the configured one does not answer or ours does not start.
    """
    from prefect.server.api.server import SubprocessASGIServer
    from prefect.settings import get_current_settings

    configured = get_current_settings().api.url
    if configured:
        _check_answers(configured)
        return

    class WatchedServer(SubprocessASGIServer):
        """Prefect's own, of which it keeps one a process; watched from its first moment."""

        def _run_uvicorn_command(self) -> "subprocess.Popen[bytes]":
            process: subprocess.Popen[bytes] = super()._run_uvicorn_command()
            end_with_us(process.pid)
            return process

    try:
        WatchedServer().start()
    except (RuntimeError, OSError) as error:
        raise SourceUnavailable(
            f"the private Prefect server does not start: {error}",
            "Run the command again, or start `prefect server start` and name its address in PREFECT_API_URL.",
        ) from error


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

"""Storage that speaks S3, on a free port of this machine."""

import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

import pytest


@contextmanager
def storage() -> Iterator[str]:
    """The address of a server, without its scheme. It takes any keys."""
    pytest.importorskip("moto.server", reason="moto[server] is not installed")
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        for _ in range(300):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/moto-api/").close()
                break
            except OSError:
                time.sleep(0.1)
        else:
            pytest.fail("the server did not start within 30 seconds")
        yield f"127.0.0.1:{port}"
    finally:
        process.kill()
        process.wait()


def bucket_address(server: str, bucket: str) -> str:
    """The address of an empty shared lake in a new bucket."""
    made = urllib.request.Request(f"http://{server}/{bucket}", method="PUT")
    urllib.request.urlopen(made).close()  # noqa: S310 - our own server
    return f"s3://{bucket}/lake?endpoint_override={server}&scheme=http&region=us-east-1"

"""A web server that says whatever a test wants, byte for byte, and as slowly as it wants."""

import contextlib
import socket
import threading
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

Says = bytes | Iterable[bytes | float]
"""What is sent: bytes, or parts of them with pauses (seconds) in between, perhaps without end."""

MISSING = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"


@dataclass
class HostileServer:
    """Answers each path with what is said under it; a path that is not there with 404."""

    says: dict[str, Says]
    port: int
    requests: list[bytes] = field(default_factory=list)

    @property
    def address(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def paths(self) -> list[str]:
        """What was asked for, in order."""
        return [request.split(b" ")[1].decode("ascii") for request in self.requests]


@contextmanager
def hostile_server(says: Mapping[str, Says]) -> Iterator[HostileServer]:
    """A server on a port of its own, until the end of the block."""
    listening = socket.create_server(("127.0.0.1", 0))
    server = HostileServer(dict(says), listening.getsockname()[1])
    ended = threading.Event()

    def serve() -> None:
        while True:
            try:
                connection, _ = listening.accept()
            except OSError:
                return
            threading.Thread(target=_answer, args=(connection, server, ended), daemon=True).start()

    threading.Thread(target=serve, daemon=True).start()
    try:
        yield server
    finally:
        ended.set()
        listening.shutdown(socket.SHUT_RDWR)
        listening.close()


def _answer(connection: socket.socket, server: HostileServer, ended: threading.Event) -> None:
    with connection, contextlib.suppress(OSError):
        request = b""
        while b"\r\n\r\n" not in request:
            if not (block := connection.recv(65_536)):
                return
            request += block
        server.requests.append(request)
        says = server.says.get(request.split(b" ")[1].decode("ascii"), MISSING)
        for part in (says,) if isinstance(says, bytes) else says:
            if ended.is_set():
                return
            if isinstance(part, bytes):
                connection.sendall(part)
            else:
                time.sleep(part)
        connection.shutdown(socket.SHUT_WR)

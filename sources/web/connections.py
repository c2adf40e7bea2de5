"""Connections that go to judged machines only, and that neither time nor a flood of bytes can hold open."""

import ssl
from collections.abc import Iterable
from typing import Any

import httpcore

from sources.web.failures import Failure, FetchFailed
from sources.web.limits import Deadline, FetchLimits
from sources.web.resolving import Resolve, judged_addresses

_BLOCK_BYTES = 16_384


class JudgedNetwork(httpcore.NetworkBackend):
    """Where one request gets its connection from.

    The name is looked up once, each address judged, and one of these connected to: a name that leads elsewhere a moment
    later (DNS rebinding) gains nothing. The name stays what the certificate is checked against.
    """

    def __init__(self, resolve: Resolve, allow_loopback: bool, deadline: Deadline, limits: FetchLimits) -> None:
        self._resolve, self._allow_loopback = resolve, allow_loopback
        self._deadline, self._limits = deadline, limits
        self._network = httpcore.SyncBackend()
        self.stream: BoundedStream | None = None

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to the first of the host's addresses that answers. Raises FetchFailed, ConnectError."""
        seconds = min(self._limits.connect_seconds, self._deadline.left())
        addresses = judged_addresses(host, port, seconds, self._resolve, self._allow_loopback)
        failed: Exception = httpcore.ConnectError("no address")
        for address in addresses:
            seconds = min(self._limits.connect_seconds, self._deadline.left())
            try:
                connected = self._network.connect_tcp(address, port, seconds, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
                continue
            self.stream = BoundedStream(connected, self._deadline, self._limits)
            return self.stream
        raise failed


class BoundedStream(httpcore.NetworkStream):
    """What comes over a connection: until the deadline, and not without end."""

    def __init__(self, inner: httpcore.NetworkStream, deadline: Deadline, limits: FetchLimits) -> None:
        self._inner, self._deadline = inner, deadline
        self._limits = limits
        self._received = 0
        self._most = limits.head_bytes
        self._part = "head"

    def body_begins(self) -> None:
        """The head has come: from here on counts what a body may have. Chunks of single bytes are six times as much as
        what they hold; nobody sends more than a few."""
        self._most = self._received + 2 * self._limits.body_bytes + self._limits.head_bytes
        self._part = "body"

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """The next bytes. Raises FetchFailed (`too_large`, `too_slow`), ReadTimeout."""
        if self._received > self._most:
            raise FetchFailed(
                Failure.TOO_LARGE, f"sends more than {self._most:,} bytes as the {self._part} of its answer"
            )
        data = self._inner.read(min(max_bytes, _BLOCK_BYTES), self._deadline.left())
        self._received += len(data)
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send bytes."""
        self._inner.write(buffer, self._deadline.left())

    def close(self) -> None:
        """End the connection."""
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """The same connection, encrypted."""
        self._inner = self._inner.start_tls(ssl_context, server_hostname, self._deadline.left())
        return self

    def get_extra_info(self, info: str) -> Any:
        """What the connection tells of itself."""
        return self._inner.get_extra_info(info)

"""From the name of a host to the addresses of machines that may be connected to."""

import queue
import socket
import threading
from collections.abc import Callable, Sequence

from sources.web.failures import Failure, FetchFailed
from sources.web.network_addresses import why_refused

Resolve = Callable[[str, int, float], Sequence[str]]
"""Host, port, seconds at most: the numeric addresses. Raises OSError, also where it takes too long."""


def system_addresses(host: str, port: int, seconds: float) -> list[str]:
    """What the operating system finds for a host, in the order in which it should be tried."""
    # It cannot be called off: a thread of its own, left behind where the name server does not answer in time.
    answers: queue.SimpleQueue[list[str] | OSError] = queue.SimpleQueue()

    def look_up() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            answers.put(error if isinstance(error, OSError) else OSError(str(error)))
        else:
            answers.put(list(dict.fromkeys(str(address[0]) for *_, address in found)))

    threading.Thread(target=look_up, daemon=True, name=f"look up {host[:40]}").start()
    try:
        answer = answers.get(timeout=seconds)
    except queue.Empty:
        raise TimeoutError(f"no name server answered in {seconds:.0f} s") from None
    if isinstance(answer, OSError):
        raise answer
    return answer


def judged_addresses(host: str, port: int, seconds: float, resolve: Resolve, allow_loopback: bool) -> Sequence[str]:
    """The addresses of a host, every one of which may be connected to.

    Connect to one of these, and do not look the name up again: it may lead elsewhere by then. Raises FetchFailed, also
    where only one of several is refused: no public site has a private address among its own.
    """
    try:
        addresses = resolve(host, port, seconds)
    except OSError as error:
        raise _unknown(host, error.strerror or str(error)) from error
    if not addresses:
        raise _unknown(host, "no address")
    for address in addresses:
        if why := why_refused(address, allow_loopback):
            raise FetchFailed(
                Failure.REFUSED_ADDRESS,
                f"{host} leads to {address}, which is {why}",
                "Only machines of the open internet are asked; put files of your own network into a folder source.",
            )
    return addresses


def _unknown(host: str, said: str) -> FetchFailed:
    return FetchFailed(Failure.NO_ANSWER, f"{host} is not found: {said}", "Look at the name.", is_temporary=True)

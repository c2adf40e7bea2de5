"""One request and its answer, over a connection of its own."""

from collections.abc import Mapping
from dataclasses import dataclass

import httpcore
import httpx

from sources.web.addresses import port_of
from sources.web.compression import ACCEPTED, check_size, unpacked
from sources.web.connections import JudgedNetwork
from sources.web.failures import Failure, FetchFailed
from sources.web.limits import Deadline, FetchLimits
from sources.web.resolving import Resolve

_LATER = "It is asked for again by the next run."


@dataclass(frozen=True)
class Answer:
    """What a server said. `headers` have small names; of several of one name the first counts. `body` is unpacked, and
    empty unless the status is 200."""

    status: int
    headers: Mapping[str, str]
    body: bytes


def ask(
    url: httpx.URL,
    headers: Mapping[str, str],
    limits: FetchLimits,
    deadline: Deadline,
    resolve: Resolve,
    allow_loopback: bool = False,
) -> Answer:
    """The answer to GET `url`. Redirects are answers like any other. Raises FetchFailed."""
    network = JudgedNetwork(resolve, allow_loopback, deadline, limits)
    host = url.raw_host.decode("ascii")
    origin = httpcore.Origin(url.raw_scheme, url.raw_host, port_of(url))
    # HTTP/2 is left out: what it adds (streams, header tables, pings) is more to be attacked by.
    connection = httpcore.HTTPConnection(origin, network_backend=network, http1=True, http2=False)
    request = httpcore.Request("GET", _core_url(url), headers=_sent(url, headers))
    try:
        response = connection.handle_request(request)
        if network.stream is not None:
            network.stream.body_begins()
        received: dict[str, str] = {}
        for name, value in response.headers:
            received.setdefault(name.decode("latin-1").lower(), value.decode("latin-1").strip())
        # What comes with a redirect or an error is of no use.
        body = _body(response, received, limits) if response.status == 200 else b""
    except httpcore.ConnectTimeout as error:
        raise FetchFailed(Failure.NO_ANSWER, f"{host} does not answer", _LATER, is_temporary=True) from error
    except httpcore.TimeoutException as error:
        raise deadline.passed() from error
    except httpcore.NetworkError as error:
        said = str(error) or "the connection broke"
        raise FetchFailed(Failure.NO_ANSWER, f"{host} cannot be had: {said}", _LATER, is_temporary=True) from error
    except (httpcore.ProtocolError, ValueError) as error:
        raise FetchFailed(
            Failure.BROKEN_ANSWER, f"{host} answers with what is no HTTP: {error}", _LATER, is_temporary=True
        ) from error
    finally:
        connection.close()
        if network.stream is not None:
            network.stream.close()
    return Answer(response.status, received, body)


def _core_url(url: httpx.URL) -> httpcore.URL:
    return httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=port_of(url), target=url.raw_path)


def _sent(url: httpx.URL, headers: Mapping[str, str]) -> list[tuple[bytes, bytes]]:
    every = {"Host": url.netloc.decode("ascii"), **headers, "Accept-Encoding": ACCEPTED, "Connection": "close"}
    return [(name.encode("ascii"), value.encode("ascii")) for name, value in every.items()]


def _body(response: httpcore.Response, headers: Mapping[str, str], limits: FetchLimits) -> bytes:
    announced = headers.get("content-length", "")
    if announced.isdecimal():
        check_size(int(announced[:20]), limits)
    sent = bytearray()
    for block in response.iter_stream():
        sent += block
        check_size(len(sent), limits)
    return unpacked(bytes(sent), headers.get("content-encoding", ""), limits)

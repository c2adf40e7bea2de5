"""Which web addresses are fetched at all, before anything is looked up."""

import re

import httpx

from sources.web.failures import Failure, FetchFailed

_DEFAULT_PORTS = {"http": 80, "https": 443}
_LONGEST = 4_096
# Below these are mail, file and remote-control servers, which could be talked to in the words of a web address.
_FREE_PORTS = range(1_024, 65_536)
_HOST = re.compile(r"[a-z0-9._-]{1,253}|[0-9a-f:.]+")  # of IPv6 what stands between the brackets


def fetchable(address: str) -> httpx.URL:
    """The address, taken apart. Raises FetchFailed (`refused_address`) for what is no plain http or https address."""
    shown = repr(address[:100])
    if len(address) > _LONGEST:
        raise _refused(f"{shown}… has {len(address):,} characters")
    try:
        url = httpx.URL(address.strip())
    except (httpx.InvalidURL, ValueError, UnicodeError) as error:
        raise _refused(f"{shown} is no web address ({error})") from error
    if url.scheme not in _DEFAULT_PORTS or not url.raw_host:
        raise _refused(f"{shown} is no http or https address")
    if not _HOST.fullmatch(url.raw_host.decode("ascii")):
        raise _refused(f"{shown} has no name of a host")
    if url.userinfo:
        raise _refused(f"{shown} carries a user's name or password")
    if port_of(url) not in _DEFAULT_PORTS.values() and port_of(url) not in _FREE_PORTS:
        raise _refused(f"{shown} is at port {port_of(url)}, which is not one of the web")
    return url.copy_with(fragment=None)


def port_of(url: httpx.URL) -> int:
    """The port, by the scheme where none is written."""
    return url.port or _DEFAULT_PORTS[url.scheme]


def server_of(url: httpx.URL) -> str:
    """Whom a request is made to: the host, whether by http or https; with its port where that is not the usual one."""
    host = url.raw_host.decode("ascii")
    return host if port_of(url) in _DEFAULT_PORTS.values() else f"{host}:{port_of(url)}"


def _refused(what: str) -> FetchFailed:
    return FetchFailed(Failure.REFUSED_ADDRESS, what, "Give a plain http or https address of a public site.")

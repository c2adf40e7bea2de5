"""Which machines are connected to, and which web addresses are looked up at all."""

import pytest

from sources.web.addresses import fetchable
from sources.web.failures import Failure, FetchFailed
from sources.web.network_addresses import why_refused

REFUSED = {
    "0.0.0.0": "this machine",  # noqa: S104 - as an address to connect to
    "10.1.2.3": "private",
    "100.64.0.1": "private, of a provider",
    "100.100.100.200": "private, of a provider",
    "127.0.0.1": "loopback",
    "127.8.8.8": "loopback",
    "168.63.129.16": "a cloud's own",
    "169.254.169.254": "link-local",
    "172.31.255.255": "private",
    "192.0.0.192": "reserved for protocols",
    "192.88.99.1": "a 6to4 relay",
    "192.168.1.1": "private",
    "198.19.0.1": "reserved for benchmarks",
    "203.0.113.9": "reserved for documentation",
    "224.0.0.1": "multicast",
    "255.255.255.255": "reserved",
    "::": "this machine",
    "::1": "loopback",
    "::ffff:10.0.0.1": "IPv4 in the form of IPv6",
    "::ffff:8.8.8.8": "IPv4 in the form of IPv6",
    "::7f00:1": "IPv4 in the form of IPv6",
    "64:ff9b::a00:1": "NAT64",
    "64:ff9b:1::1": "NAT64",
    "2001:0:a00:1::1": "Teredo",
    "2001:db8::1": "reserved for documentation",
    "2002:a00:1::1": "6to4",
    "fc00::1": "private",
    "fd00:ec2::254": "private",
    "fe80::1%eth0": "link-local",
    "ff02::1": "multicast",
    "100::1": "reserved",
    "4000::1": "reserved",
    "localhost": "no numeric address",
}


@pytest.mark.parametrize(("address", "why"), REFUSED.items())
def test_what_is_not_of_the_open_internet_is_refused(address: str, why: str) -> None:
    assert why_refused(address) == why


@pytest.mark.parametrize("address", ["8.8.8.8", "172.32.0.1", "100.128.0.1", "2606:4700::1", "2a00:1450::8"])
def test_what_is_of_the_open_internet_is_taken(address: str) -> None:
    assert why_refused(address) is None


def test_only_one_address_of_loopback_can_be_allowed() -> None:
    assert why_refused("127.0.0.1", allow_loopback=True) is None
    for address in ("127.0.0.2", "::1", "::ffff:127.0.0.1", "0.0.0.0", "10.0.0.1"):  # noqa: S104
        assert why_refused(address, allow_loopback=True)


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "javascript:alert(1)",
        "data:text/html,hello",
        "ftp://example.org/a",
        "gopher://example.org:70/_a",
        "//example.org/a",
        "example.org/a",
        "http://",
        "http:///a",
        "http://user:password@example.org/",
        "http://example.org:22/",
        "http://example.org:99999/",
        "http://exa mple.org/",
        "http://[::1/",
        "http://ex%61mple.org/",
        "http://example.org/\x00",
        "http://example.org/" + "a" * 5_000,
        "",
    ],
)
def test_what_is_no_plain_web_address_is_refused(address: str) -> None:
    with pytest.raises(FetchFailed) as raised:
        fetchable(address)
    assert raised.value.failure is Failure.REFUSED_ADDRESS


def test_a_plain_address_is_taken_without_its_fragment() -> None:
    assert str(fetchable(" https://München.example.org/ü?q=1#top ")) == "https://xn--mnchen-3ya.example.org/%C3%BC?q=1"

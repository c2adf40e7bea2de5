"""Which addresses of machines may be connected to: those of the open internet, and no others.

`ipaddress.is_global` is not enough: it takes multicast, NAT64 and 6to4 for global, and some of these lead on to a
private IPv4 address. So IPv6 is an allow-list of what is given out for single machines (2000::/3) with what is reserved
in it taken out, and IPv4 the whole of it without the special-purpose registry of IANA (RFC 6890).
"""

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

LOOPBACK = "127.0.0.1"

_V4 = [
    (IPv4Network(network), what)
    for network, what in (
        ("0.0.0.0/8", "this machine"),
        ("10.0.0.0/8", "private"),
        ("100.64.0.0/10", "private, of a provider"),
        ("127.0.0.0/8", "loopback"),
        # Azure answers questions of its virtual machines here, out of its public range.
        ("168.63.129.16/32", "a cloud's own"),
        ("169.254.0.0/16", "link-local"),
        ("172.16.0.0/12", "private"),
        ("192.0.0.0/24", "reserved for protocols"),
        ("192.0.2.0/24", "reserved for documentation"),
        ("192.88.99.0/24", "a 6to4 relay"),
        ("192.168.0.0/16", "private"),
        ("198.18.0.0/15", "reserved for benchmarks"),
        ("198.51.100.0/24", "reserved for documentation"),
        ("203.0.113.0/24", "reserved for documentation"),
        ("224.0.0.0/4", "multicast"),
        ("240.0.0.0/4", "reserved"),
    )
]
_V6 = [
    (IPv6Network(network), what)
    for network, what in (
        ("::/128", "this machine"),
        ("::1/128", "loopback"),
        ("::ffff:0:0/96", "IPv4 in the form of IPv6"),
        ("::/96", "IPv4 in the form of IPv6"),
        ("64:ff9b::/96", "NAT64"),
        ("64:ff9b:1::/48", "NAT64"),
        ("2001::/32", "Teredo"),
        ("2001::/23", "reserved for protocols"),
        ("2001:db8::/32", "reserved for documentation"),
        ("2002::/16", "6to4"),
        ("3fff::/20", "reserved for documentation"),
        ("fc00::/7", "private"),
        ("fe80::/10", "link-local"),
        ("fec0::/10", "private"),
        ("ff00::/8", "multicast"),
    )
]
_V6_MACHINES = IPv6Network("2000::/3")


def why_refused(address: str, allow_loopback: bool = False) -> str | None:
    """What speaks against connecting to a numeric address; None where nothing does.

    `allow_loopback` lets 127.0.0.1 pass, and nothing else: for tests against a server of their own.
    """
    if allow_loopback and address == LOOPBACK:
        return None
    try:
        parsed = ip_address(address)
    except ValueError:
        return "no numeric address"
    return _why_v4(parsed) if isinstance(parsed, IPv4Address) else _why_v6(parsed)


def _why_v4(address: IPv4Address) -> str | None:
    return next((what for network, what in _V4 if address in network), None)


def _why_v6(address: IPv6Address) -> str | None:
    for network, what in _V6:
        if address in network:
            return what
    return None if address in _V6_MACHINES else "reserved"

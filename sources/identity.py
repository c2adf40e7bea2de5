"""Which article it is: the same address or the same text gives the same id, on every machine."""

import hashlib
import re
from urllib.parse import SplitResult, parse_qsl, urlencode, urlsplit, urlunsplit

# Parameters that say where a reader came from, not what he reads.
_TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|igshid|mc_cid|mc_eid|_ga|_gl|ocid|cmpid|"
    r"ref|ref_src|ref_url|smid|at_medium|at_campaign|ns_\w+",
    re.IGNORECASE,
)
_DEFAULT_PORTS = {"http": 80, "https": 443}


def article_id(given: str | None, url: str | None, text: str) -> str:
    """The id of an article: the one that it was given, else one made from its address, else from its text.

    "url:" or "text:" and 16 hex digits: 64 bits, enough that a billion articles collide once in a dozen
    archives. An article keeps its id over its versions only if it has an id or an address.
    """
    if given:
        return given
    if url:
        return "url:" + _short_hash(canonical_url(url))
    return "text:" + _short_hash(text)


def canonical_url(url: str) -> str:
    """The address without what does not tell articles apart: case of the host, credentials, default port,
    fragment, tracking parameters, order of parameters, trailing slash.

    Raises ValueError if it is no http or https address.
    """
    parts = urlsplit(url.strip())
    if parts.scheme not in _DEFAULT_PORTS or not parts.hostname:
        raise ValueError(f"{url!r} is no http or https address")
    query = sorted(
        (key, value) for key, value in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.fullmatch(key)
    )
    return urlunsplit((parts.scheme, _host(parts), parts.path.rstrip("/"), urlencode(query), ""))


def _host(parts: SplitResult) -> str:
    host = (parts.hostname or "").rstrip(".")
    if ":" in host:
        host = f"[{host}]"
    port = parts.port
    return host if port in (None, _DEFAULT_PORTS[parts.scheme]) else f"{host}:{port}"


def _short_hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:16]

"""Which page an address leads to: one form for all the addresses under which the same article is found."""

import re
from fnmatch import fnmatchcase
from functools import cache
from importlib.resources import files
from urllib.parse import SplitResult, parse_qsl, quote, unquote_to_bytes, urlencode, urlsplit, urlunsplit

import idna
import yaml
from pydantic import ValidationError, field_validator
from tld import get_tld

from schemas.base import Model
from schemas.errors import WrongConfiguration

_DEFAULT_PORTS = {"http": 80, "https": 443}
_HOST = re.compile(r"[a-z0-9._-]+|\[[0-9a-f:.]+\]")
_AMP_ENDING = re.compile(r"(?:\.amp)+(?=(?:\.html?)?$)", re.IGNORECASE)
_SESSION = re.compile(r";(?:jsessionid|phpsessid|sid)=[^;]*", re.IGNORECASE)
# What RFC 3986 (section 3.3) lets stand in a part of a path as it is.
_SAFE_IN_PATH = "!$&'()*+,;=:@~"


class AddressRules(Model):
    """What in an address does not tell which article it is (sources/addresses.yaml says more of each)."""

    parameters: tuple[str, ...]
    forms: dict[str, str]
    host_labels: frozenset[str]
    folder_files: frozenset[str]
    wrappers: tuple[re.Pattern[str], ...]

    @field_validator("wrappers")
    @classmethod
    def _holds_an_address(cls, wrappers: tuple[re.Pattern[str], ...]) -> tuple[re.Pattern[str], ...]:
        for pattern in wrappers:
            if "address" not in pattern.groupindex:
                raise ValueError(f"the wrapper {pattern.pattern!r} does not say where the address is: (?P<address>...)")
        return wrappers


def canonical_url(url: str) -> str:
    """The address in the one form that tells articles apart, and says no more.

    Copies of third parties (AMP caches, the Wayback Machine) give way to the address that they hold; mobile and AMP
    hosts to the site's own. Gone are credentials, "www.", the default port, the fragment, tracking parameters,
    session ids, index files, dots, double and trailing slashes. Small letters in the host, percent-encoding only
    where it is needed, parameters sorted, https unless a port speaks against it. Capitals of the path stay, since
    servers may tell them apart. It names the article and need not be fetched from. What is canonical stays as it is.

    Raises ValueError if it is no http or https address.
    """
    canonical = url.strip()
    while (further := _further(canonical)) != canonical:
        canonical = further
    return canonical


def same_site(one: str, other: str) -> bool:
    """Whether two addresses are of one site: of the same registered domain, or of the same host where it has none."""
    try:
        return _site(_split(one)) == _site(_split(other))
    except ValueError:
        return False


def page_address(fetched: str | None, declared: str | None) -> str | None:
    """The address of a page that was fetched from one address and declares another (`rel=canonical`).

    The declared one is believed where it is of the same site, unless it is the site's front page and the page is not:
    that is a common mistake, and would make one article of all. Without an address of its own, a page is believed.
    """
    if fetched is None or declared is None:
        return fetched or declared
    try:
        front = not _split(canonical_url(declared)).path and bool(_split(canonical_url(fetched)).path)
    except ValueError:
        return fetched
    return declared if same_site(fetched, declared) and not front else fetched


def _split(url: str) -> SplitResult:
    parts = urlsplit(url)
    if parts.scheme not in _DEFAULT_PORTS or not parts.hostname:
        raise ValueError(f"{url!r} is no http or https address")
    return parts


def _further(url: str) -> str:
    """One step on: out of a third party's copy, or into the plain form."""
    parts = _split(url)
    segments = _segments(parts.path)
    if (held := _held_address(parts, segments)) is not None:
        return held
    host, scheme, default = _host(parts), parts.scheme, _DEFAULT_PORTS[parts.scheme]
    if parts.port in (None, default):
        scheme = "https"
    else:
        host = f"{host}:{parts.port}"
    while (shorter := _without_form(segments)) != segments:
        segments = shorter
    return urlunsplit((scheme, host, _joined(segments), _query(parts.query), ""))


def _held_address(parts: SplitResult, segments: list[str]) -> str | None:
    """The address that a third party's copy holds; None where it is no such copy."""
    place = _host_name(parts) + _joined(segments)
    for pattern in rules().wrappers:
        if match := pattern.fullmatch(place):
            held = "https://" + re.sub(r"^https?:/", "", match["address"])
            return f"{held}?{parts.query}" if parts.query else held
    return None


def _host(parts: SplitResult) -> str:
    name = _host_name(parts)
    known = get_tld(f"http://{name}", as_object=True, fail_silently=True)
    if known is None or isinstance(known, str) or not known.fld:
        return name
    labels = [label for label in known.subdomain.split(".") if label and label not in rules().host_labels]
    return ".".join([*labels, known.fld])


def _host_name(parts: SplitResult) -> str:
    host = (parts.hostname or "").rstrip(".")
    if not host.isascii():
        host = idna.encode(host, uts46=True).decode("ascii")
    if ":" in host:
        host = f"[{host}]"
    if not _HOST.fullmatch(host):
        raise ValueError(f"{host!r} is no name of a host")
    return host


def _site(parts: SplitResult) -> str:
    name = _host_name(parts)
    known = get_tld(f"http://{name}", as_object=True, fail_silently=True)
    return name if known is None or isinstance(known, str) else known.fld


def _segments(path: str) -> list[str]:
    """The parts of the path, decoded and encoded again; %2F is no slash, "" and "." are nothing."""
    segments: list[str] = []
    for part in path.split("/"):
        segment = quote(unquote_to_bytes(part), safe=_SAFE_IN_PATH)
        if segment == "..":
            segments = segments[:-1]
        elif segment not in ("", "."):
            segments.append(segment)
    return segments


def _joined(segments: list[str]) -> str:
    return "".join(f"/{segment}" for segment in segments)


def _without_form(segments: list[str]) -> list[str]:
    """The path without one part of it that only says in which form the page is wanted."""
    if not segments:
        return segments
    *front, last = segments
    last = _SESSION.sub("", _AMP_ENDING.sub("", last))
    if not last or last.lower() in rules().folder_files:
        return front
    segments = [*front, last]
    if len(segments) > 1 and last.lower() == "amp":
        return front
    if len(segments) > 1 and segments[0].lower() == "amp":
        return segments[1:]
    return segments


def _query(query: str) -> str:
    pairs = parse_qsl(query, keep_blank_values=True, errors="surrogateescape")
    kept = sorted(pair for pair in pairs if not _tells_nothing(*pair))
    return urlencode(kept, errors="surrogateescape")


def _tells_nothing(name: str, value: str) -> bool:
    name = name.lower()
    return rules().forms.get(name) == value.lower() or any(fnmatchcase(name, each) for each in rules().parameters)


@cache
def rules() -> AddressRules:
    """The rules that come with the project. Raises WrongConfiguration where their file is not as it should be."""
    path = files("sources") / "addresses.yaml"
    try:
        return AddressRules.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except (yaml.YAMLError, ValidationError) as error:
        raise WrongConfiguration(f"{path} holds no rules of addresses: {error}", "Mend the file.") from error

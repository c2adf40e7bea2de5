"""What has been read of a source's addresses, as its cursor keeps it."""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from pydantic import JsonValue

from sources.web.fetching import NO_VALIDATORS, Validators

# Feeds drop entries and bring them back; of so many that are not listed any more it is known.
_MOST_UNLISTED = 5_000
# So long an address is tried that could be there later; then it counts as read.
_GIVEN_UP_AFTER = timedelta(days=2)


@dataclass(frozen=True)
class Known:
    """What is known of an address: `stamp` is what its list said of it when it was read, `failing_since` from when on
    (ISO) it could not be had, if that is so."""

    stamp: str = ""
    validators: Validators = NO_VALIDATORS
    failing_since: str = ""

    def failed(self, stamp: str, now: datetime) -> "Known":
        """What is known after one more failure."""
        since = self.failing_since or now.isoformat()
        return Known(stamp) if since < (now - _GIVEN_UP_AFTER).isoformat() else replace(self, failing_since=since)


class Seen:
    """The addresses of a source that were read, by what the source calls them."""

    def __init__(self, kept: JsonValue) -> None:
        """`kept` is what `as_json` gave; what is none is taken for nothing."""
        self._known: dict[str, Known] = {}
        for key, value in (kept if isinstance(kept, dict) else {}).items():
            match value:
                case [str(stamp), str(etag), str(modified), str(failing_since)]:
                    self._known[key] = Known(stamp, Validators(etag, modified), failing_since)
                case str(stamp):
                    self._known[key] = Known(stamp)

    def get(self, name: str) -> Known | None:
        """What is known of it; None where it has not been read."""
        return self._known.get(_key(name))

    def put(self, name: str, known: Known) -> None:
        """Keep this of it from now on."""
        self._known.pop(_key(name), None)
        self._known[_key(name)] = known

    def as_json(self, listed: Collection[str]) -> JsonValue:
        """What is to be kept: all of what the source still lists, and the latest of the rest."""
        keys = {_key(name) for name in listed}
        unlisted = [key for key in self._known if key not in keys]
        dropped = set(unlisted[: max(0, len(unlisted) - _MOST_UNLISTED)])
        return {key: _as_json(known) for key, known in self._known.items() if key not in dropped}


def _key(name: str) -> str:
    return hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _as_json(known: Known) -> JsonValue:
    if known == Known(known.stamp):
        return known.stamp
    return [known.stamp, known.validators.etag, known.validators.last_modified, known.failing_since]

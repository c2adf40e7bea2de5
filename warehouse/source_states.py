"""How far each source has been read, and what it delivered lately: one small file a source in the home."""

import json
import os
import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import quote

from pydantic import AwareDatetime, Field, JsonValue, ValidationError

from schemas.base import Model
from schemas.errors import DamagedData
from warehouse.home import Home

_KEPT = timedelta(days=8)
_HOUR = "%Y-%m-%dT%H"


class SourceState(Model):
    """What is remembered of a source. `delivered` counts new articles by the hour (UTC) in which they came; `last_read`
    is when it was last read to its end."""

    cursor: dict[str, JsonValue] = Field(default_factory=dict)
    first_read: AwareDatetime | None = None
    last_read: AwareDatetime | None = None
    delivered: dict[str, int] = Field(default_factory=dict)


class SourceStates:
    """The states of a home's sources. A file is replaced whole: a process that dies leaves the old one."""

    def __init__(self, home: Home) -> None:
        self._folder = home.root / "sources"

    def state(self, name: str) -> SourceState:
        """What is remembered of the source; nothing, if it has not been read yet. Raises DamagedData."""
        path = self._path(name)
        try:
            return SourceState.model_validate_json(path.read_bytes())
        except FileNotFoundError:
            return SourceState()
        except (OSError, ValidationError) as error:
            raise DamagedData(
                f"{path} holds no state of a source",
                "Delete it: the source is read from its beginning, and what is known already is not taken again.",
            ) from error

    def begun(self, name: str, now: datetime) -> SourceState:
        """The state of a source that is about to be read; the first time, that is remembered. Raises DamagedData."""
        state = self.state(name)
        if state.first_read is None:
            self.keep(name, {}, 0, now)
        return state

    def keep(self, name: str, cursor: Mapping[str, JsonValue], delivered: int, now: datetime) -> None:
        """Remember that the source has been read up to `cursor`, and how many new articles came with that.

        To be called only when these are in the lake.
        """
        before = self.state(name)
        hours = {hour: count for hour, count in before.delivered.items() if _moment(hour) > now - _KEPT}
        hour = now.astimezone(UTC).strftime(_HOUR)
        hours[hour] = hours.get(hour, 0) + delivered
        after = before.model_copy(
            update={"cursor": dict(cursor), "first_read": before.first_read or now, "delivered": hours}
        )
        self._write(name, after)

    def finished(self, name: str, now: datetime) -> None:
        """Remember that the source has been read to its end."""
        self._write(name, self.state(name).model_copy(update={"last_read": now}))

    def delivered_in_a_day(self, name: str, now: datetime) -> int | None:
        """New articles of the last 24 hours; None where the source has been read for less than that."""
        first_read = self.state(name).first_read
        if first_read is None or first_read > now - timedelta(days=1):
            return None
        return self.delivered_lately(name, now)

    def delivered_lately(self, name: str, now: datetime) -> int:
        """New articles of the last 24 hours, or of the time since the source was first read."""
        since = now - timedelta(hours=25)
        return sum(count for hour, count in self.state(name).delivered.items() if _moment(hour) > since)

    def _write(self, name: str, state: SourceState) -> None:
        path = self._path(name)
        self._folder.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_name(f".unfinished-{path.name}-{os.getpid()}")
        with unfinished.open("w", encoding="utf-8") as file:
            file.write(json.dumps(state.model_dump(mode="json"), indent=1) + "\n")
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)

    def _path(self, name: str) -> Path:
        # A name is no path: what could lead out of the folder is written in another way.
        safe = name if re.fullmatch(r"[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}", name) else "%" + quote(name, safe="")[:200]
        return self._folder / f"{safe}.json"


def _moment(hour: str) -> datetime:
    return datetime.strptime(hour, _HOUR).replace(tzinfo=UTC)

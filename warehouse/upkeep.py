"""Keeping a home in order: every package is what was written, and nothing lies about that a killed run has left."""

import shutil
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from schemas.errors import DamagedData
from warehouse.home import Home
from warehouse.packages import UNFINISHED, survey, verify

# A package is written in seconds: what is older than this has no writer any more.
_ABANDONED_AFTER = timedelta(days=1)


@dataclass(frozen=True)
class LakeCheck:
    """How many packages were checked, byte for byte, and a message for each that is not what was written."""

    checked: int
    damaged: tuple[str, ...]


def check_lake(home: Home) -> LakeCheck:
    """Read every package of the lake and compare it with its manifest. Takes a second for some 500 MB."""
    lake = survey(home)
    damaged = [error.message for error in lake.damaged]
    for load in lake.loads:
        try:
            verify(home, load)
        except DamagedData as error:
            damaged.append(error.message)
    return LakeCheck(len(lake.loads) + len(lake.damaged), tuple(damaged))


def take_away_unfinished(home: Home, now: datetime) -> tuple[str, ...]:
    """Delete the folders of packages whose writer died, once they are a day old; returns their names."""
    taken = []
    for folder in sorted(home.lake.glob(f"*/{UNFINISHED}*")):
        changed = datetime.fromtimestamp(folder.stat().st_mtime, UTC)
        if now - changed > _ABANDONED_AFTER:
            shutil.rmtree(folder, ignore_errors=True)
            taken.append(folder.name)
    return tuple(taken)

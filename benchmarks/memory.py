"""How much memory a process and all that it starts hold together at most."""

import threading
from pathlib import Path
from types import TracebackType
from typing import Self

_EVERY_SECONDS = 0.25
_PROC = Path("/proc")


class PeakMemory:
    """Watches a process and its descendants while the block lasts. Elsewhere than on Linux the peak stays 0."""

    def __init__(self, pid: int) -> None:
        self.peak_mb = 0
        self._pid = pid
        self._done = threading.Event()
        self._watcher = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Self:
        self._watcher.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._done.set()
        self._watcher.join()

    def _watch(self) -> None:
        while not self._done.wait(_EVERY_SECONDS):
            self.peak_mb = max(self.peak_mb, sum(map(_held_mb, _family(self._pid))))


def _family(pid: int) -> list[int]:
    found = [pid]
    for each in found:
        for path in _PROC.glob(f"{each}/task/*/children"):
            found += map(int, _read(path).split())
    return found


def _held_mb(pid: int) -> int:
    """Its share of memory: pages that several processes use are divided among them."""
    for line in _read(_PROC / str(pid) / "smaps_rollup").splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) // 1024
    return 0


def _read(path: Path) -> str:
    """Nothing where the process has ended meanwhile."""
    try:
        return path.read_text()
    except OSError:
        return ""

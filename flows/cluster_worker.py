"""What a worker of a Dask cluster does with a package: it has it extracted in a process beside itself.

That process is one of flows/pool.py: an article that kills it or hangs costs that article, and the worker lives on. A
worker needs neither Prefect nor the caller: it reads packages from the home's lake and writes there, where it sees the
home; else from and to the shared lake on S3-compatible storage.
"""

import socket
import threading
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from multiprocessing import current_process
from tempfile import TemporaryDirectory
from typing import Any, Generic, TypeVar

from flows.extracting import ExtractSummary, extractor_named, read_package
from flows.pool import Task, Tell, outcomes
from schemas.errors import WrongConfiguration
from schemas.load import PackageKind
from warehouse.home import Home
from warehouse.packages import package_folder, packages
from warehouse.shared_lake import VARIABLE, SharedLake

R = TypeVar("R")


@dataclass(frozen=True)
class Extraction:
    """A task of flows/pool.py: extracts the package of that name, by the same extractor that the caller has.

    `lake` is the address of the shared lake; without one the home of the caller lies at `root` here too.
    """

    root: str
    extractor: str
    fingerprint: str
    lake: str | None = None

    def __call__(self, name: str, aside: Mapping[int, str] | None, tell: Tell) -> ExtractSummary:
        """Raises WrongConfiguration where this machine has another extractor or does not see the package."""
        found = extractor_named(self.extractor)
        if found.fingerprint != self.fingerprint:
            raise WrongConfiguration(
                f"the worker on {socket.gethostname()} reads by {found.fingerprint}, not by {self.fingerprint}",
                "Install the same version of Chancery, with its locked packages, on every worker, and start them anew.",
            )
        if self.lake is not None:
            return self._by_shared_lake(SharedLake(self.lake), name, aside, tell)
        home = Home.at(self.root)
        place = package_folder(home, PackageKind.ARTICLES, name)
        if not place.exists():
            raise WrongConfiguration(
                f"the worker on {socket.gethostname()} does not see {place}",
                f"Have every worker see the home under the same path, or name a shared lake in {VARIABLE}.",
            )
        return read_package(home, name, found, aside, tell)

    def _by_shared_lake(
        self, lake: SharedLake, name: str, aside: Mapping[int, str] | None, tell: Tell
    ) -> ExtractSummary:
        with TemporaryDirectory(prefix="chancery-") as scratch:
            home = Home.at(scratch)
            lake.bring(home, PackageKind.ARTICLES, name)
            done = read_package(home, name, extractor_named(self.extractor), aside, tell)
            for load in packages(home):
                if load.kind is not PackageKind.ARTICLES:
                    lake.send(home, load.kind, load.load_id)
        return done


class _OwnProcess(Generic[R]):
    """A process that works on one package after the other, as long as they are of one task."""

    def __init__(self, task: Task[R]) -> None:
        self.task = task
        self._asked: deque[str] = deque()
        self._outcomes = outcomes(self._packages(), task, 1)

    def outcome(self, package: str) -> R:
        self._asked.append(package)
        return next(self._outcomes)

    def end(self) -> None:
        self._outcomes.close()

    def _packages(self) -> Iterator[str]:
        while True:  # the pool takes a package only when it has handed over what became of the one before
            yield self._asked.popleft()


_of_this_thread = threading.local()


def in_own_process(task: Task[R], package: str) -> R:
    """What the task makes of the package, in a process that belongs to this thread: its model is loaded once.

    Tasks that equal each other share it. Raises what the task raises; WrongConfiguration in a worker that may not start
    processes.
    """
    if current_process().daemon:
        raise WrongConfiguration(
            f"the worker on {socket.gethostname()} may start no processes",
            "Start it with --no-nanny (docs/scaling.md).",
        )
    own: _OwnProcess[Any] | None = getattr(_of_this_thread, "process", None)
    if own is None or own.task != task:
        if own is not None:
            own.end()
        own = _OwnProcess(task)
    _of_this_thread.process = None  # one that has raised is of no further use
    outcome: R = own.outcome(package)
    _of_this_thread.process = own
    return outcome

"""Processes that work on packages, each with a model of its own, and what becomes of one that dies or hangs.

The pool of the standard library loses all its work when one process dies, and waits for ever for one that hangs. Here
that costs the article that did it: its package is gone through once more by a new process, article by article, and the
one at which that process dies or hangs is set aside with the reason. No more packages are taken from the caller than
there are processes to work on them.
"""

import contextlib
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from typing import Any, Generic, TypeVar

from flows.worker import begin
from schemas.errors import ChanceryError

R = TypeVar("R")

Tell = Callable[[int | None, float], None]
"""Called by a task before it begins with an article, by its place in the package, or (None) with all of them together;
with the seconds that this may take."""
Task = Callable[[str, Mapping[int, str] | None, Tell], R]
"""Works on the package of that name. The mapping is None at first. Where a process has died over the package, it says
which of its articles to set aside, and why; the others are to be gone through one by one."""

# For a new process to import and load, and to read its package, on a machine that is busy with other things.
STARTING_SECONDS = 300.0
_ENDING_SECONDS = 5.0
# A fresh interpreter for each process: forking one that has loaded Arrow and DuckDB threads can deadlock.
_CONTEXT = get_context("spawn")


@dataclass
class _Job:
    package: str
    aside: dict[int, str] | None = None


@dataclass
class _Worker(Generic[R]):
    """One process, what it works on, and how far it has told to be."""

    task: Task[R]
    job: _Job | None = None
    place: int | None = None
    allowed: float = STARTING_SECONDS
    since: float = 0.0
    process: SpawnProcess = field(init=False)
    connection: Connection = field(init=False)

    def __post_init__(self) -> None:
        self.start()

    def start(self) -> None:
        self.connection, far_end = _CONTEXT.Pipe()
        self.process = _CONTEXT.Process(target=_serve, args=(far_end, self.task), daemon=True)
        self.process.start()
        far_end.close()  # so that the death of the process is the end of the connection

    def give(self, job: _Job) -> None:
        self.job = job
        self.told(None, STARTING_SECONDS)
        with contextlib.suppress(OSError):  # a process that has died is noticed when it is listened to
            self.connection.send((job.package, job.aside))

    def told(self, place: int | None, allowed: float) -> None:
        self.place, self.allowed, self.since = place, allowed, time.monotonic()

    @property
    def seconds_left(self) -> float:
        return max(0.0, self.since + self.allowed - time.monotonic())

    def end(self) -> None:
        """At once."""
        self.process.kill()
        self.process.join()
        self.connection.close()


def outcomes(packages: Iterable[str], task: Task[R], processes: int) -> Generator[R, None, None]:
    """What the task makes of each package, as it comes. The task must be importable.

    Raises what the task raises; ChanceryError where a process dies before it gets to any article.
    """
    names = iter(packages)
    again: deque[_Job] = deque()
    workers: list[_Worker[R]] = []
    try:
        while True:
            _give_work(workers, again, names, task, processes)
            busy = [worker for worker in workers if worker.job is not None]
            if not busy:
                break
            ready = wait([w.connection for w in busy], timeout=min(w.seconds_left for w in busy))
            for worker in busy:
                if worker.connection in ready:
                    yield from _listen(worker, again)
                elif worker.seconds_left == 0.0:
                    _replace(worker, again, f"took longer than {worker.allowed:.0f} seconds")
        for worker in workers:
            with contextlib.suppress(OSError):
                worker.connection.send(None)
        for worker in workers:
            worker.process.join(_ENDING_SECONDS)
    finally:
        for worker in workers:
            worker.end()


def _give_work(
    workers: list[_Worker[R]], again: deque[_Job], names: Iterator[str], task: Task[R], processes: int
) -> None:
    while (idle := next((w for w in workers if w.job is None), None)) or len(workers) < processes:
        job = again.popleft() if again else next((_Job(name) for name in names), None)
        if job is None:
            return
        if idle is None:
            idle = _Worker(task)
            workers.append(idle)
        idle.give(job)


def _listen(worker: _Worker[R], again: deque[_Job]) -> Iterator[R]:
    try:
        kind, *told = worker.connection.recv()
    except (EOFError, OSError):
        worker.process.join(_ENDING_SECONDS)
        _replace(worker, again, f"ended its process (exit code {worker.process.exitcode})")
        return
    if kind == "at":
        worker.told(*told)
    elif kind == "failed":
        raise told[0]
    else:
        worker.job = None
        yield told[0]


def _replace(worker: _Worker[R], again: deque[_Job], what: str) -> None:
    """A new process for the one that died or hangs; its package is gone through once more, with more care."""
    job, place = worker.job, worker.place
    worker.end()
    worker.job = None
    if job is None:
        return
    if job.aside is None:
        job.aside = {}
    elif place is None:
        raise ChanceryError(
            f"package {job.package} {what} before its first article was begun",
            "Is there memory enough? Run again with fewer processes: --processes 1.",
        )
    else:
        job.aside[place] = what
    again.append(job)
    worker.start()


def _serve(connection: Connection, task: Task[Any]) -> None:
    """The life of a process: packages come in, outcomes go out, until None comes."""
    begin()

    def tell(place: int | None, allowed: float) -> None:
        connection.send(("at", place, allowed))

    with contextlib.suppress(EOFError):
        while (asked := connection.recv()) is not None:
            package, aside = asked
            try:
                connection.send(("done", task(package, aside, tell)))
            except Exception as error:  # noqa: BLE001 - whatever it was, it is raised again where the work was asked for
                connection.send(("failed", error))

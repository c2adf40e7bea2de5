"""The workers of a Dask cluster, each with packages to work on: the counterpart of flows/pool.py beyond one machine.

What goes through the scheduler are names of packages and counts, never articles. A worker that dies costs time: Dask
has another go through its packages. An article that kills or hangs the process that reads it costs itself
(flows/cluster_worker.py).

Prefect's runner for Dask makes the connection. Its own way, a Prefect task a package, would have every worker report to
the Prefect server, and the private one of a run is to be reached from its machine only.
"""

import logging
import os
import socket
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

from flows.cluster_worker import Extraction, in_own_process
from flows.extracting import ExtractSummary
from flows.pool import Task
from schemas.errors import ChanceryError, SourceUnavailable, WrongConfiguration
from schemas.load import PackageKind
from warehouse.home import Home
from warehouse.shared_lake import VARIABLE, SharedLake
from warehouse.unread import forget_unread

if TYPE_CHECKING:
    from distributed import Client, Future

R = TypeVar("R")

CONNECT_SECONDS = 20.0
# How long a cluster may be without any worker: machines are started, or started anew.
WITHOUT_WORKERS_SECONDS = 300.0
# Packages that wait at each thread of a worker beside the one that it is at, so that it never waits for the network.
_WAITING_A_THREAD = 1
_LOOK_SECONDS = 5.0


def extracted_on_cluster(
    packages: Iterable[str], home: Home, extractor: str, fingerprint: str, address: str
) -> Iterator[ExtractSummary]:
    """Each package extracted by the cluster at the address, as it comes. Outcomes are in the home's lake, or in the
    shared lake where the environment names one: whoever loads brings them from there.

    Raises WrongConfiguration where the cluster cannot be used, SourceUnavailable where it does not answer (any more).
    """
    lake = os.environ.get(VARIABLE, "").strip() or None
    task = Extraction(str(home.root), extractor, fingerprint, lake)
    with connected(address) as client:
        for name, outcome in cluster_outcomes(_sent(packages, home, lake), task, client):
            forget_unread(home, name)
            yield outcome


def _sent(packages: Iterable[str], home: Home, lake: str | None) -> Iterator[str]:
    for name in packages:
        if lake is not None:
            SharedLake(lake).send(home, PackageKind.ARTICLES, name)
        yield name


def check_cluster(address: str) -> None:
    """Raises WrongConfiguration for what is no address of a scheduler, and where the packages for Dask are missing;
    SourceUnavailable where nobody listens there."""
    host, _, port = address.partition("://")[2].rpartition(":")
    if not address.startswith(("tcp://", "tls://")) or not host or not port.isdecimal():
        raise WrongConfiguration(
            f"{address!r} is no address of a Dask scheduler",
            "Write it as tcp://HOST:PORT, such as tcp://10.0.0.5:8786.",
        )
    try:
        import prefect_dask  # noqa: F401
    except ModuleNotFoundError as error:
        raise WrongConfiguration(
            f"runs on a cluster need packages that are not installed: {error.name}",
            "Install them: pip install --require-hashes -r requirements/cluster.txt (docs/scaling.md).",
        ) from error
    try:  # before anything is read, and in less time than a client of Dask takes to give up
        socket.create_connection((host.strip("[]"), int(port)), CONNECT_SECONDS).close()
    except (OSError, OverflowError) as error:
        raise _no_scheduler(address, error) from error


@contextmanager
def connected(address: str) -> "Iterator[Client]":
    """A client of the cluster, for the block.

    Raises WrongConfiguration for a wrong address, and SourceUnavailable where no scheduler or no worker answers.
    """
    check_cluster(address)
    from prefect_dask.task_runners import DaskTaskRunner

    # What it logs of lost connections is raised as an error of ours.
    for name in ("distributed", "distributed.client"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    with DaskTaskRunner(address=address, client_kwargs={"timeout": CONNECT_SECONDS}) as runner:
        try:
            client = runner.client
        except (OSError, TimeoutError, ValueError) as error:
            raise _no_scheduler(address, error) from error
        try:
            client.wait_for_workers(1, timeout=CONNECT_SECONDS)
        except TimeoutError as error:
            raise SourceUnavailable(
                f"the Dask cluster at {address} has no workers",
                f"Start some: dask worker {address} --no-nanny --nthreads 4 (docs/scaling.md).",
            ) from error
        yield client


def cluster_outcomes(packages: Iterable[str], task: Task[R], client: "Client") -> Iterator[tuple[str, R]]:
    """What the task makes of each package, with its name, as it comes. No more packages are taken from the caller than
    keep the workers busy. Whoever stops listening (Ctrl-C) has the packages cancelled that nobody is at.

    Raises what the task raises; SourceUnavailable where the cluster goes away.
    """
    names, under_way = iter(packages), dict[Any, str]()
    run = f"{time.time_ns():x}"
    try:
        while True:
            for name in islice(names, max(0, _room(client) - len(under_way))):
                future = client.submit(in_own_process, task, name, key=f"chancery-{run}-{name}", pure=False)
                under_way[future] = name
            if not under_way:
                return
            for future in _ended(client, under_way):
                name = under_way.pop(future)
                yield name, _outcome(future, name)
    finally:
        if client.status == "running":
            client.cancel(list(under_way))


def _room(client: "Client") -> int:
    """How many packages may be under way: workers come and go."""
    try:
        threads = sum(client.nthreads().values())
    except (OSError, TimeoutError) as error:
        raise _gone(str(error)) from error
    return (1 + _WAITING_A_THREAD) * max(1, int(threads))


def _ended(client: "Client", under_way: Iterable[Any]) -> set[Any]:
    """Those that have ended, at least one."""
    from distributed import wait

    seen = time.monotonic()
    while True:
        try:
            with client.as_current():
                return set(wait(list(under_way), _LOOK_SECONDS, return_when="FIRST_COMPLETED").done)
        except TimeoutError:
            if client.status != "running":
                raise _gone("the connection to its scheduler is lost") from None
        except CancelledError as error:
            raise _gone("the connection to its scheduler is lost") from error
        if client.nthreads():
            seen = time.monotonic()
        elif time.monotonic() - seen > WITHOUT_WORKERS_SECONDS:
            raise _gone(f"it has had no worker for {WITHOUT_WORKERS_SECONDS:.0f} seconds")


def _outcome(future: "Future[R]", package: str) -> R:
    from distributed import KilledWorker

    if future.cancelled() or future.status == "lost":
        raise _gone("its scheduler has forgotten what was asked of it")
    error = future.exception()
    if error is None:
        result: R = future.result()
        return result
    if isinstance(error, ChanceryError):
        raise error
    if isinstance(error, KilledWorker):
        raise ChanceryError(
            f"package {package}: {error.allowed_failures + 1} workers have ended while they were at it",
            "Have they memory enough? Start fewer threads a worker: --nthreads 1.",
        ) from error
    raise ChanceryError(
        f"package {package}: a worker failed: {type(error).__name__}: {error}",
        "Is the same version of Chancery installed on every worker?",
    ) from error


def _no_scheduler(address: str, why: Exception) -> SourceUnavailable:
    return SourceUnavailable(
        f"no Dask scheduler answers at {address}: {why}",
        "Start one (`dask scheduler`), or look at address and firewall (docs/scaling.md).",
    )


def _gone(why: str) -> SourceUnavailable:
    return SourceUnavailable(
        f"the Dask cluster is gone: {why}",
        "Start it anew and run again: what has been read is kept.",
    )

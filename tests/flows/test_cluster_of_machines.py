"""A Dask scheduler and two workers as processes of their own: the same exports, also where a worker is killed."""

import hashlib
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

pytest.importorskip("distributed", reason="requirements/cluster.txt is not installed")

from flows import pipeline
from flows.cluster import cluster_outcomes, connected
from flows.extracting import extract_each
from flows.pipeline import extract_packages, load_and_publish, read_sources, run
from schemas.errors import SourceUnavailable
from schemas.load import PackageKind
from seeds import articles_folder
from tests.flows.pool_tasks import letters
from tests.storage import bucket_address, storage
from warehouse.home import Home
from warehouse.packages import packages

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

ARTICLES = [str(articles_folder())]


class Machines:
    """What was started of a cluster, and where its scheduler is."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self._folder, self._stack = folder, stack
        self.workers: list[subprocess.Popen[bytes]] = []
        self.address = ""

    def start(self) -> None:
        log = self._folder / "scheduler.log"
        self.scheduler = self._start(log, "scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")
        for _ in range(600):
            if found := re.search(r"Scheduler at:\s+(tcp://\S+)", log.read_text()):
                self.address = found[1]
                return
            time.sleep(0.1)
        pytest.fail(f"no scheduler within a minute: {log.read_text()}")

    def add_worker(self) -> None:
        name = f"worker-{len(self.workers)}"
        arguments = ("worker", self.address, "--no-nanny", "--nthreads", "1", "--no-dashboard", "--name", name)
        folder = str(self._folder / name)
        self.workers.append(self._start(self._folder / f"{name}.log", *arguments, "--local-directory", folder))

    def _start(self, log: Path, *arguments: str) -> subprocess.Popen[bytes]:
        keys = {"AWS_ACCESS_KEY_ID": "testing", "AWS_SECRET_ACCESS_KEY": "testing"}
        with log.open("wb") as file:
            process = subprocess.Popen(
                [sys.executable, "-m", "dask", *arguments], stdout=file, stderr=file, env=os.environ | keys
            )
        self._stack.callback(process.wait)
        self._stack.callback(process.kill)
        return process


@pytest.fixture(scope="module")
def machines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machines]:
    with ExitStack() as stack:
        machines = Machines(tmp_path_factory.mktemp("cluster"), stack)
        machines.start()
        machines.add_worker()
        machines.add_worker()
        yield machines


@pytest.fixture(autouse=True)
def small_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "BATCH_ARTICLES", 2)


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The exports of a run without a cluster."""
    home = Home.open(tmp_path_factory.mktemp("undisturbed"))
    run(ARTICLES, home, processes=1)
    return digests(home)


def digests(home: Home) -> dict[str, str]:
    """The SHA-256 of each file of the exports."""
    files = sorted(path for path in home.exports.rglob("*") if path.is_file())
    return {str(path.relative_to(home.exports)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_two_workers_give_the_same_exports_byte_for_byte(
    machines: Machines, undisturbed: dict[str, str], tmp_path: Path
) -> None:
    home = Home.open(tmp_path / "home")
    told: list[int] = []
    summary = run(ARTICLES, home, cluster=machines.address, progress=lambda step, done, _: told.append(done))
    assert summary.taken == 21
    assert digests(home) == undisturbed
    assert len({done for done in told if 0 < done < 21}) > 5  # it says how far it is, package by package


def test_packages_go_by_the_shared_lake_where_workers_do_not_see_the_home(
    machines: Machines, undisturbed: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with storage() as server:
        monkeypatch.setenv("AWS_ACCESS_KEY_ID", "testing")
        monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "testing")
        monkeypatch.setenv("CHANCERY_LAKE", bucket_address(server, "shared"))
        home = Home.open(tmp_path / "home")
        taken = read_sources(ARTICLES, home, "learned")
        extract_packages(taken.packages, home, "learned", cluster=machines.address)
        assert packages(home, PackageKind.RECORDS) == []  # they are in the shared lake
        load_and_publish(home)
        assert digests(home) == undisturbed


def test_the_command_runs_on_the_cluster(machines: Machines, undisturbed: dict[str, str], tmp_path: Path) -> None:
    home = Home.at(tmp_path / "home")
    command = [sys.executable, "-m", "cli.main", "run", *ARTICLES, "--home", str(home.root)]
    done = subprocess.run([*command, "--cluster", machines.address], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "21 taken" in done.stdout
    assert digests(home) == undisturbed


def test_a_worker_that_is_killed_in_the_middle_costs_time_only(
    machines: Machines, undisturbed: dict[str, str], tmp_path: Path
) -> None:
    home = Home.open(tmp_path / "home")
    taken = read_sources(ARTICLES, home, "learned")
    outcomes = extract_each(taken.packages, home, "learned", 1, machines.address)
    first = next(outcomes)
    machines.workers[0].send_signal(signal.SIGKILL)
    assert machines.workers[0].wait() == -signal.SIGKILL
    rest = list(outcomes)
    assert (1 + len(rest), first.articles + sum(each.articles for each in rest)) == (len(taken.packages), 21)
    load_and_publish(home)
    assert digests(home) == undisturbed


def test_a_scheduler_that_dies_ends_the_run_with_what_to_do(tmp_path: Path) -> None:
    with ExitStack() as stack:
        machines = Machines(tmp_path, stack)
        machines.start()
        machines.add_worker()
        with connected(machines.address) as client, pytest.raises(SourceUnavailable, match="is gone") as raised:
            for _ in cluster_outcomes(["a", "z" * 60, "b"], letters, client):
                machines.scheduler.kill()
    assert "run again" in raised.value.remedy

"""A cluster gives what a pool of processes gives: what dies costs itself, and what cannot work says so at once."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("distributed", reason="requirements/cluster.txt is not installed")

from distributed import Client, LocalCluster

from flows.cluster import check_cluster, cluster_outcomes, connected
from flows.cluster_worker import Extraction
from schemas.errors import ChanceryError, DamagedData, SourceUnavailable, WrongConfiguration
from tests.flows.pool_tasks import letters, missing_there

DIED = "ended its process (exit code -9)"


@pytest.fixture(scope="module")
def client() -> Iterator[Client]:
    """Of a scheduler and two workers that are threads of this process; the processes beside them are real."""
    with (
        LocalCluster(n_workers=2, threads_per_worker=1, processes=False, dashboard_address=":0") as cluster,
        Client(cluster, set_as_default=False) as client,
    ):
        yield client


def test_every_package_is_worked_on_once_and_comes_with_its_name(client: Client) -> None:
    found = dict(cluster_outcomes(["ab", "c", "de"], letters, client))
    assert found == {"ab": ["A", "B"], "c": ["C"], "de": ["D", "E"]}


def test_an_article_that_kills_its_process_is_set_aside_and_no_worker_is_lost(client: Client) -> None:
    before = client.nthreads()
    found = dict(cluster_outcomes(["axb", "cd"], letters, client))
    assert found == {"axb": ["A", DIED, "B"], "cd": ["C", "D"]}
    assert client.nthreads() == before


def test_what_a_task_raises_is_raised_to_the_caller(client: Client) -> None:
    with pytest.raises(DamagedData, match="a letter is damaged") as raised:
        list(cluster_outcomes(["a", "!"], letters, client))
    assert raised.value.remedy == "Write another."


def test_a_worker_of_another_version_is_named_as_the_reason(client: Client) -> None:
    with pytest.raises(ChanceryError, match="a worker failed: ModuleNotFoundError") as raised:
        list(cluster_outcomes(["a"], missing_there, client))
    assert "same version" in raised.value.remedy


def test_no_more_packages_are_taken_than_keep_the_workers_busy(client: Client) -> None:
    taken: list[str] = []

    def packages() -> Iterator[str]:
        for name in "abcdefghij":
            taken.append(name)
            yield name

    found = cluster_outcomes(packages(), letters, client)
    next(found)
    assert len(taken) == 4
    assert sorted(name for name, _ in found)[-1] == "j"


def test_whoever_stops_listening_leaves_nothing_under_way(client: Client) -> None:
    found = cluster_outcomes(["a", "b", "c", "d", "e", "f"], letters, client)
    next(found)
    found.close()
    assert all(future.status != "pending" for future in client.futures.values())


def test_a_worker_with_another_extractor_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Other:
        fingerprint = "rules-of-yesterday"

    monkeypatch.setattr("flows.cluster_worker.extractor_named", lambda name: Other())
    with pytest.raises(WrongConfiguration, match="reads by rules-of-yesterday, not by rules-of-today"):
        Extraction(str(tmp_path), "rules", "rules-of-today")("package", None, _untold)


def test_a_worker_that_does_not_see_the_home_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Same:
        fingerprint = "rules-of-today"

    monkeypatch.setattr("flows.cluster_worker.extractor_named", lambda name: Same())
    with pytest.raises(WrongConfiguration, match="does not see") as raised:
        Extraction(str(tmp_path), "rules", "rules-of-today")("package", None, _untold)
    assert "CHANCERY_LAKE" in raised.value.remedy


@pytest.mark.parametrize("address", ["10.0.0.5:8786", "tcp://10.0.0.5", "http://10.0.0.5:8786", "tcp://:8786", ""])
def test_what_is_no_address_of_a_scheduler_is_refused(address: str) -> None:
    with pytest.raises(WrongConfiguration, match="no address of a Dask scheduler"):
        check_cluster(address)


def test_packages_that_are_missing_are_told_of_with_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "prefect_dask", None)
    with pytest.raises(WrongConfiguration, match="not installed") as raised:
        check_cluster("tcp://127.0.0.1:8786")
    assert "requirements/cluster.txt" in raised.value.remedy


def test_a_cluster_that_does_not_answer_is_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("flows.cluster.CONNECT_SECONDS", 0.5)
    with (
        pytest.raises(SourceUnavailable, match="no Dask scheduler answers at tcp://"),
        connected("tcp://127.0.0.1:9"),
    ):
        pass


def test_a_cluster_without_workers_is_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("flows.cluster.CONNECT_SECONDS", 0.5)
    with (
        LocalCluster(n_workers=0, dashboard_address=":0", processes=False, protocol="tcp") as cluster,
        pytest.raises(SourceUnavailable, match="has no workers") as raised,
        connected(cluster.scheduler_address),
    ):
        pass
    assert "dask worker tcp://" in raised.value.remedy


def _untold(place: int | None, allowed: float) -> None:
    pass

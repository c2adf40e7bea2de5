"""The Prefect flow over the steps, on a temporary server of its own in this process's reach."""

from pathlib import Path
from typing import Any

import pytest
from prefect import Task
from prefect.states import Failed

import flows.ingest as ingest_module
from flows.ingest import PackagesDamaged, ingest, is_busy
from schemas.errors import DamagedData, WarehouseBusy, WrongConfiguration
from schemas.load import PackageKind
from warehouse.home import Home
from warehouse.packages import package_folder, packages
from warehouse.query import query

MEETING = "Foreign Minister Wang Yi met US Secretary of State Antony Blinken in Jakarta on Thursday."


@pytest.fixture
def news(tmp_path: Path) -> Path:
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "talks.txt").write_text(MEETING)
    return tmp_path / "news"


def test_the_flow_returns_what_the_run_took_and_left(prefect: None, news: Path, tmp_path: Path) -> None:
    first = ingest([str(news)], str(tmp_path / "home"), published="2023-07-13")
    assert (first["taken"], first["records"]) == (1, {"meeting occurred": 1})
    again = ingest([str(news)], str(tmp_path / "home"), published="2023-07-13")
    assert (again["taken"], again["known"]) == (0, 1)
    rows = query(Home.at(tmp_path / "home"), "SELECT place_name FROM meetings").to_pylist()
    assert rows == [{"place_name": "Jakarta"}]


def test_a_wrong_parameter_fails_the_run_before_anything_is_touched(prefect: None, news: Path, tmp_path: Path) -> None:
    with pytest.raises(WrongConfiguration, match="published is no date: 'July'"):
        ingest([str(news)], str(tmp_path / "home"), published="July")
    assert not (tmp_path / "home").exists()


def test_a_damaged_package_fails_the_run_after_everything_else_is_done(
    prefect: None, news: Path, tmp_path: Path
) -> None:
    home = Home.open(tmp_path / "home")
    ingest([str(news)], str(home.root))
    home.warehouse_file.unlink()
    (records,) = packages(home, PackageKind.RECORDS)
    (package_folder(home, records.kind, records.load_id) / "records.parquet").write_bytes(b"PAR1")
    (news / "more.txt").write_text(f"Once more: {MEETING}")
    with pytest.raises(PackagesDamaged, match="1 damaged package") as raised:
        ingest([str(news)], str(home.root))
    assert raised.value.summary.taken == 1
    assert len(query(home, "SELECT * FROM dim_article")) == 2


@pytest.mark.parametrize(
    ("error", "retried"), [(WarehouseBusy("busy"), True), (DamagedData("bad"), False), (OSError("disk"), False)]
)
def test_only_a_busy_warehouse_is_tried_again(error: Exception, retried: bool) -> None:
    state = Failed(data=error)
    unused: Any = None
    assert is_busy(unused, unused, state) is retried


def test_the_tasks_that_touch_the_warehouse_are_the_ones_that_are_retried() -> None:
    tasks = {name: each for name, each in vars(ingest_module).items() if isinstance(each, Task)}
    assert {name for name, each in tasks.items() if each.retries} == {"fetch", "load", "publish_copy"}
    assert all(each.retry_condition_fn is is_busy for each in tasks.values() if each.retries)

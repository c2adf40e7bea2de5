"""What runs by itself, and when."""

from datetime import UTC, datetime, timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import yaml
from prefect import Flow

from flows.timetable import TIMETABLE, next_runs, timetable, upcoming
from schemas.errors import WrongConfiguration

PROJECT = Path(__file__).parents[2]
NOON = datetime(2023, 7, 13, 12, 0, tzinfo=UTC)


def flow_of(entrypoint: str) -> Flow[..., Any]:
    module, _, name = entrypoint.replace("/", ".").replace(".py:", ":").partition(":")
    flow = getattr(import_module(module), name)
    assert isinstance(flow, Flow)
    return flow


def test_prefect_yaml_says_the_same_as_the_timetable() -> None:
    deployments = yaml.safe_load((PROJECT / "prefect.yaml").read_text(encoding="utf-8"))["deployments"]
    assert len(deployments) == len(TIMETABLE)
    for deployment, planned in zip(deployments, TIMETABLE, strict=True):
        assert deployment["name"] == planned.name
        assert deployment["description"] == planned.description
        assert deployment["schedules"] == [{"cron": planned.cron, "timezone": "UTC"}]
        assert deployment["parameters"] == planned.parameters("data")
        assert flow_of(deployment["entrypoint"]) is flow_of(planned.entrypoint)
        assert deployment["concurrency_limit"] == {"limit": 1, "collision_strategy": "CANCEL_NEW"}


def test_the_timetable_names_flows_that_take_its_parameters() -> None:
    for planned in TIMETABLE:
        flow = flow_of(planned.entrypoint)
        assert flow.name == planned.flow
        assert flow.validate_parameters(planned.parameters("data"))["home"] == "data"


def test_an_hourly_run_is_due_at_the_next_full_hours() -> None:
    assert next_runs("0 * * * *", NOON, 2) == [NOON + timedelta(hours=1), NOON + timedelta(hours=2)]


def test_times_count_in_utc_wherever_the_clock_is() -> None:
    jakarta = datetime.fromisoformat("2023-07-13T19:30:00+07:00")
    assert next_runs("0 13 * * *", jakarta, 1) == [datetime(2023, 7, 13, 13, 0, tzinfo=UTC)]


def test_runs_of_all_flows_come_by_time() -> None:
    runs = upcoming(TIMETABLE, datetime(2023, 7, 13, 2, 30, tzinfo=UTC), 1)
    assert [(run.moment.strftime("%H:%M"), run.name) for run in runs] == [
        ("03:00", "ingest/hourly"),
        ("03:20", "publish/daily"),
        ("03:40", "maintenance/daily"),
    ]


def test_times_can_be_changed_and_flows_left_out() -> None:
    planned = timetable(ingest="*/5 * * * *", publish="off", maintenance=None)
    assert [(each.flow, each.cron) for each in planned] == [("ingest", "*/5 * * * *"), ("maintenance", "40 3 * * *")]


@pytest.mark.parametrize("cron", ["hourly", "61 * * * *", "* * * *", "* * * * * *", "0 0 30 2 *"])
def test_what_is_no_time_is_refused_by_name(cron: str) -> None:
    with pytest.raises(WrongConfiguration, match="ingest/hourly has no cron expression"):
        timetable(ingest=cron)

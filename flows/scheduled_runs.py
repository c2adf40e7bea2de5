"""What a Prefect server is going to run, asked through its API."""

from datetime import UTC, datetime

import httpx

from flows.timetable import Run
from schemas.errors import SourceUnavailable


def scheduled_runs(address: str, count: int) -> list[Run]:
    """The next `count` runs of each deployment that the server has scheduled, by time. `address` is that of its API.

    Raises SourceUnavailable where it does not answer as a Prefect server does.
    """
    try:
        with httpx.Client(base_url=address, timeout=30) as client:
            flows = {each["id"]: each["name"] for each in _rows(client, "flows/filter", {})}
            runs = [
                Run(
                    datetime.fromisoformat(run["expected_start_time"]).astimezone(UTC),
                    f"{flows[deployment['flow_id']]}/{deployment['name']}",
                    run["state_name"].lower(),
                )
                for deployment in _rows(client, "deployments/filter", {})
                for run in _rows(client, "flow_runs/filter", _scheduled(deployment["id"], count))
            ]
    except (httpx.HTTPError, ValueError, KeyError, TypeError) as error:
        raise SourceUnavailable(
            f"the Prefect server at {address} does not answer as one: {error}",
            "Start it, or unset PREFECT_API_URL to see the timetable alone.",
        ) from error
    return sorted(runs, key=lambda run: (run.moment, run.name))


def _scheduled(deployment: str, count: int) -> dict[str, object]:
    return {
        "flow_runs": {"state": {"type": {"any_": ["SCHEDULED"]}}},
        "deployments": {"id": {"any_": [deployment]}},
        "sort": "EXPECTED_START_TIME_ASC",
        "limit": count,
    }


def _rows(client: httpx.Client, path: str, body: dict[str, object]) -> list[dict[str, str]]:
    answer = client.post(path, json=body)
    answer.raise_for_status()
    return list(answer.json())

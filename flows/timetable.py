"""What runs by itself, and when: for `chancery serve` and `chancery schedule`; prefect.yaml says the same."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import islice

from cronsim import CronSim, CronSimError

from schemas.errors import WrongConfiguration


@dataclass(frozen=True)
class Planned:
    """A flow that runs by itself. `entrypoint` is module:function, `cron` has five fields and counts in UTC."""

    flow: str
    name: str
    entrypoint: str
    cron: str
    description: str

    @property
    def full_name(self) -> str:
        """As Prefect writes it: flow/deployment."""
        return f"{self.flow}/{self.name}"

    def parameters(self, home: str) -> dict[str, object]:
        """The parameters of its runs in the home."""
        return {"home": home}


# Publishing comes with every ingest that brings something; the daily one is for what other programs have loaded.
TIMETABLE = (
    Planned(
        "ingest",
        "hourly",
        "flows.ingest_sources:ingest_sources",
        "0 * * * *",
        "Takes in what is new of the configured sources, loads and publishes its records.",
    ),
    Planned(
        "publish",
        "daily",
        "flows.publishing:publish_home",
        "20 3 * * *",
        "Loads what waits in the lake, and publishes it if anything is new.",
    ),
    Planned(
        "maintenance",
        "daily",
        "flows.maintenance:maintain",
        "40 3 * * *",
        "Checks every package of the lake, and takes away what killed runs have left.",
    ),
)


def timetable(**crons: str | None) -> tuple[Planned, ...]:
    """The timetable with other times: a flow's name and its cron; None leaves it as it is, "off" leaves it out.

    Raises WrongConfiguration for what is no cron expression.
    """
    changed = (replace(each, cron=crons.get(each.flow) or each.cron) for each in TIMETABLE)
    kept = tuple(each for each in changed if each.cron != "off")
    for each in kept:
        next_runs(each.cron, datetime(2000, 1, 1, tzinfo=UTC), 1, of=each.full_name)
    return kept


def next_runs(cron: str, after: datetime, count: int, of: str = "the schedule") -> Sequence[datetime]:
    """The next `count` moments of a cron expression after `after`, in UTC; fewer where there are no more.

    Raises WrongConfiguration, naming `of`, for what is no cron expression.
    """
    try:
        if len(cron.split()) != 5:
            raise CronSimError("not five fields")
        return list(islice(CronSim(cron, after.astimezone(UTC)), count))
    except CronSimError as error:
        raise WrongConfiguration(
            f"{of} has no cron expression: {cron!r} ({error})",
            'Write minute, hour, day, month and weekday, such as "0 * * * *", or "off".',
        ) from error


@dataclass(frozen=True)
class Run:
    """A run to come: its moment in UTC, the deployment's full name, and its state ("scheduled", "late")."""

    moment: datetime
    name: str
    state: str


def upcoming(planned: Sequence[Planned], after: datetime, count: int) -> list[Run]:
    """The next `count` runs of each after `after`, by time."""
    runs = [
        Run(moment, each.full_name, "scheduled") for each in planned for moment in next_runs(each.cron, after, count)
    ]
    return sorted(runs, key=lambda run: (run.moment, run.name))

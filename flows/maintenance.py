"""The flow that keeps a home in order, once a day."""

from datetime import UTC, datetime
from typing import Any

from prefect import flow, get_run_logger, task
from prefect.artifacts import create_markdown_artifact
from prefect.cache_policies import NO_CACHE

from flows.account import maintenance_markdown
from flows.ingest import LOCK_WAIT_SECONDS, RETRIED_WHEN_BUSY
from schemas.errors import ChanceryError, DamagedData
from warehouse.compaction import Compaction, compact
from warehouse.home import Home
from warehouse.upkeep import LakeCheck, check_lake, take_away_unfinished


@flow(name="maintenance", validate_parameters=True, persist_result=False)
def maintain(home: str) -> dict[str, Any]:
    """Check the home, take away what killed runs have left, and join small packages.

    Damaged packages fail the run after everything else is done. Returns how many packages were checked, the messages
    of those damaged, the names of what was taken away, and how many packages were joined into how many.
    """
    logger = get_run_logger()
    try:
        place = str(Home.open(home).root)
        taken_away = sweep(place)
        lake = check(place)
        joined = join_small(place)
        create_markdown_artifact(
            maintenance_markdown(lake.checked, lake.damaged, taken_away, joined),
            key="maintenance-summary",
            description="What was checked and taken away",
        )
        logger.info("%d packages checked, %d damaged", lake.checked, len(lake.damaged))
        if lake.damaged:
            raise DamagedData(
                f"{len(lake.damaged)} damaged package(s): {'; '.join(lake.damaged)}",
                "Restore them from a backup, or move them out of the lake and read their articles again.",
            )
    except ChanceryError as error:
        logger.error("%s %s", error.message, error.remedy)
        raise
    return {
        "checked": lake.checked,
        "damaged": lake.damaged,
        "taken_away": taken_away,
        "joined": joined.replaced,
        "into": len(joined.written),
    }


@task(cache_policy=NO_CACHE)
def check(home: str) -> LakeCheck:
    """Compare every package of the lake with its manifest."""
    return check_lake(Home.at(home))


@task(cache_policy=NO_CACHE, **RETRIED_WHEN_BUSY)
def join_small(home: str) -> Compaction:
    """Join small packages that are settled and loaded."""
    return compact(Home.at(home), datetime.now(UTC), LOCK_WAIT_SECONDS)


@task(cache_policy=NO_CACHE)
def sweep(home: str) -> tuple[str, ...]:
    """Take away packages that were never finished."""
    return take_away_unfinished(Home.at(home), datetime.now(UTC))

"""The flow that publishes: for what other runs, or other programs, have put into the lake or the warehouse."""

from typing import Any

from prefect import flow, get_run_logger
from prefect.artifacts import create_markdown_artifact

from flows.account import publishing_markdown
from flows.ingest import load, publish_copy
from flows.progress import silent
from schemas.errors import ChanceryError, DamagedData
from warehouse.home import Home
from warehouse.overview import status


@flow(name="publish", validate_parameters=True, persist_result=False)
def publish_home(home: str) -> dict[str, Any]:
    """Load every package that waits, publish if anything is new, and say what the published copy holds.

    Damaged packages fail the run after everything else is done. Returns whether a new copy was published, how many
    packages were loaded, and the messages of those damaged.
    """
    logger = get_run_logger()
    try:
        place = Home.open(home)
        loaded = load(str(place.root), silent)
        published = publish_copy(str(place.root), silent)
        create_markdown_artifact(
            publishing_markdown(status(place), len(loaded.loaded), published, loaded.damaged),
            key="publish-summary",
            description="What the published copy holds",
        )
        logger.info("%d packages loaded; %s", len(loaded.loaded), "published anew" if published else "nothing new")
        if loaded.damaged:
            raise DamagedData(
                f"{len(loaded.damaged)} damaged package(s) left out: {'; '.join(loaded.damaged)}",
                "Restore them from a backup, or move them out of the lake and read their articles again.",
            )
    except ChanceryError as error:
        logger.error("%s %s", error.message, error.remedy)
        raise
    return {"published": published, "loaded": len(loaded.loaded), "damaged": loaded.damaged}

"""The Prefect flow over the steps of a run: fetch, extract, load, publish.

Tasks are thin: they hand names of packages to `flows.pipeline` and `warehouse`. Nothing is cached, since the lake
knows what has been read; nothing is retried but a busy warehouse, since every other error would come back the same.
To run the flow without a server of one's own, see `flows.local`.
"""

import os
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from prefect import flow, get_run_logger, task
from prefect.artifacts import create_markdown_artifact, create_table_artifact
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State, TaskRun
from prefect.tasks import Task, exponential_backoff

from extraction.extractor import LEARNED
from flows.account import record_rows, summary_line, summary_markdown
from flows.extracting import ExtractSummary
from flows.pipeline import (
    ReadSummary,
    RunSummary,
    extract_packages,
    publish_anew,
    read_sources,
    summarize,
)
from flows.progress import Progress, silent
from schemas.errors import ChanceryError, DamagedData, WarehouseBusy, WrongConfiguration
from warehouse.home import Home
from warehouse.loader import LoadSummary, load_pending
from warehouse.shared_lake import exchange

# Within one try. Four tries and the pauses between them make about a minute and a half.
LOCK_WAIT_SECONDS = 15.0


class PackagesDamaged(DamagedData):
    """The run did all it could, but packages of the lake are not what was written; `summary` tells what it did."""

    def __init__(self, summary: RunSummary) -> None:
        super().__init__(
            f"{len(summary.damaged)} damaged package(s) left out: {'; '.join(summary.damaged)}",
            "Restore them from a backup, or move them out of the lake and read their articles again.",
        )
        self.summary = summary


def is_busy(task: Task[..., Any], run: TaskRun, state: State[Any]) -> bool:
    """Whether a task failed only because another process holds the warehouse."""
    return isinstance(state.data, WarehouseBusy)


RETRIED_WHEN_BUSY: dict[str, Any] = {
    "retries": 3,
    "retry_delay_seconds": exponential_backoff(5),
    "retry_jitter_factor": 0.5,
    "retry_condition_fn": is_busy,
}


@flow(name="ingest", validate_parameters=True, persist_result=False)
def ingest(
    paths: list[str],
    home: str,
    published: str | None = None,
    extractor: str = LEARNED,
    processes: int | None = None,
    cluster: str | None = None,
) -> dict[str, Any]:
    """Take in the articles of `paths` and publish their records.

    `paths` are files and folders, `home` is the folder of lake and warehouse, `published` the date (YYYY-MM-DD) of
    articles that have none, `processes` the number of processes that extract (one a core by default), `cluster` the
    address of a Dask scheduler whose workers extract instead (docs/scaling.md). Returns the
    fields of RunSummary. Input that is no article becomes a reject and fails nothing; a damaged package fails the
    run after everything else is done.
    """
    return ingest_steps(paths, home, published, extractor, processes, cluster=cluster).model_dump(mode="json")


def ingest_steps(
    paths: Sequence[str],
    home: str,
    published: str | None,
    extractor: str,
    processes: int | None,
    progress: Progress = silent,
    cluster: str | None = None,
) -> RunSummary:
    """The tasks of a run in their order; to be called inside a flow.

    Raises ChanceryError; PackagesDamaged, which has the summary, where only packages were left out.
    """
    logger = get_run_logger()
    try:
        taken = fetch(paths, home, extractor, _date(published), progress)
        logger.info("Fetched %d articles in %d packages", taken.due, len(taken.packages))
        extracted = extract(taken.packages, home, extractor, processes, progress, cluster)
        loaded = load(home, progress)
        publish_copy(home, progress)
        summary = summarize(Home.at(home), taken, extracted, loaded)
        keep_summary(summary)
        if summary.damaged:
            raise PackagesDamaged(summary)
    except ChanceryError as error:
        logger.error("%s %s", error.message, error.remedy)
        raise
    logger.info("%s; published %s", summary_line(summary), summary.database)
    return summary


@task(cache_policy=NO_CACHE, **RETRIED_WHEN_BUSY)
def fetch(paths: Sequence[str], home: str, extractor: str, published: date | None, progress: Progress) -> ReadSummary:
    """Read the sources; articles that are due and rejects go into the lake. Returns names of packages and counts.

    Busy is found out before the first article is read, so that a retry reads standard input from its beginning.
    """
    return read_sources(paths, Home.open(home), extractor, published, progress=progress)


@task(cache_policy=NO_CACHE)
def extract(
    packages: Sequence[str],
    home: str,
    extractor: str,
    processes: int | None,
    progress: Progress,
    cluster: str | None = None,
) -> ExtractSummary:
    """Extract the articles of the packages; the outcome goes into the lake. The pool of processes, or the connection to
    the cluster, is inside."""
    return extract_packages(packages, Home.at(home), extractor, processes, progress, cluster)


@task(cache_policy=NO_CACHE, **RETRIED_WHEN_BUSY)
def load(home: str, progress: Progress) -> LoadSummary:
    """Load every package of the lake that the warehouse does not have, this run's or an earlier one's."""
    progress("loading", 0, None)
    exchanged = exchange(Home.at(home), os.environ)
    summary = load_pending(Home.at(home), datetime.now(UTC), LOCK_WAIT_SECONDS)
    summary.damaged += exchanged.damaged
    return summary


@task(name="publish", cache_policy=NO_CACHE, **RETRIED_WHEN_BUSY)
def publish_copy(home: str, progress: Progress) -> bool:
    """Publish a fresh copy, fresh exports and fresh pages, unless those published are as new as the warehouse; say
    whether."""
    return publish_anew(Home.at(home), progress, LOCK_WAIT_SECONDS)


def keep_summary(summary: RunSummary) -> None:
    """The summary on the pages of the server, and one line of it in the log."""
    create_markdown_artifact(summary_markdown(summary), key="ingest-summary", description="What the run took and left")
    create_table_artifact(record_rows(summary), key="ingest-records", description="New records by kind and status")


def _date(published: str | None) -> date | None:
    try:
        return None if published is None else date.fromisoformat(published)
    except ValueError as error:
        raise WrongConfiguration(
            f"the parameter published is no date: {published!r}", "Write it as YYYY-MM-DD, such as 2023-07-13."
        ) from error

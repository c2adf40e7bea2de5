"""The Prefect flow over a home's sources: gather, extract, load, publish. Artifacts and final state tell of each."""

import os
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime

from prefect import flow, get_run_logger, task
from prefect.artifacts import create_markdown_artifact, create_table_artifact
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State

from extraction.extractor import LEARNED
from flows.account import source_rows, sources_markdown, summary_line
from flows.alarm import alarms, end_state
from flows.configured import due_sources
from flows.extracting import fingerprint
from flows.gather import Gathered, SourceOutcome, gather
from flows.ingest import RETRIED_WHEN_BUSY, PackagesDamaged, extract, keep_summary, load, publish_copy
from flows.pipeline import ReadSummary, RunSummary, summarize
from flows.progress import Progress, silent
from schemas.base import Model
from schemas.errors import ChanceryError
from sources.source import Source
from warehouse.home import Home
from warehouse.shared_lake import exchange

Sources = Callable[[], Iterable[Source]]
"""Opens the sources: called where they are read, so that Prefect never looks into them."""


class SourcesRun(Model):
    """What a run over sources did, in all and source by source."""

    summary: RunSummary
    outcomes: tuple[SourceOutcome, ...]


@flow(name="ingest", validate_parameters=True, persist_result=False)
def ingest_sources(
    home: str,
    sources: list[str] | None = None,
    extractor: str = LEARNED,
    processes: int | None = None,
    cluster: str | None = None,
) -> State[None]:
    """Take in what is new of the home's configured sources (docs/sources.md), and publish the records.

    `sources` are names; without them every source is read whose schedule says so. `processes` is the number of
    processes that extract (one a core by default), `cluster` the address of a Dask scheduler whose workers extract
    instead (docs/scaling.md). Ends in the state "Alarm" where a source failed or gives too little.
    """
    try:
        due = due_sources(Home.at(home), datetime.now(UTC), sources or ())
    except ChanceryError as error:
        get_run_logger().error("%s %s", error.message, error.remedy)
        raise
    return source_steps(due.open, due.expected, home, extractor, processes, cluster)


def source_steps(
    sources: Sources,
    expected: Mapping[str, int],
    home: str,
    extractor: str,
    processes: int | None,
    cluster: str | None = None,
) -> State[None]:
    """The tasks of a run, and the state in which it ends: "Alarm" where a source failed or gives too little
    (flows/alarm.py). To be called inside a flow, which returns what this returns. Raises what `run_steps` raises."""
    done = run_steps(sources, expected, home, extractor, processes, silent, cluster)
    return end_state(done.outcomes, summary_line(done.summary))


def run_steps(
    sources: Sources,
    expected: Mapping[str, int],
    home: str,
    extractor: str,
    processes: int | None,
    progress: Progress,
    cluster: str | None = None,
) -> SourcesRun:
    """The tasks of a run in their order; to be called inside a flow.

    `expected` is the least number of new articles a day by the source's name. Raises ChanceryError; PackagesDamaged
    after everything else is done.
    """
    logger = get_run_logger()
    try:
        place = Home.open(home)
        gathered = gather_sources(sources, dict(expected), home, extractor)
        extracted = extract(gathered.packages, home, extractor, processes, progress, cluster)
        loaded = load(home, progress)
        publish_copy(home, progress)
        summary = summarize(place, _read_summary(gathered), extracted, loaded)
        keep_summary(summary)
        create_markdown_artifact(
            sources_markdown(gathered.outcomes), key="ingest-sources", description="What came from each source"
        )
        create_table_artifact(source_rows(gathered.outcomes), key="ingest-source-table", description="The same as rows")
        for reason in alarms(gathered.outcomes):
            logger.warning("%s", reason)
        if summary.damaged:
            raise PackagesDamaged(summary)
    except ChanceryError as error:
        logger.error("%s %s", error.message, error.remedy)
        raise
    logger.info("%s", summary_line(summary))
    return SourcesRun(summary=summary, outcomes=gathered.outcomes)


@task(name="gather", cache_policy=NO_CACHE, **RETRIED_WHEN_BUSY)
def gather_sources(sources: Sources, expected: Mapping[str, int], home: str, extractor: str) -> Gathered:
    """Read what is new of every source into the lake; one that fails stops none of the others."""
    exchange(Home.open(home), os.environ)
    return gather(sources(), expected, Home.open(home), fingerprint(extractor))


def _read_summary(gathered: Gathered) -> ReadSummary:
    rejected = Counter[str]()
    for each in gathered.outcomes:
        rejected.update(each.rejected)
    return ReadSummary(
        packages=gathered.packages,
        due=sum(each.taken for each in gathered.outcomes),
        copies=sum(each.copies for each in gathered.outcomes),
        known=sum(each.known for each in gathered.outcomes),
        rejected=dict(rejected),
    )

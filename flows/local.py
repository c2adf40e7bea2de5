"""Runs the flow in this process, by a Prefect server that starts for the run and ends with the process.

The server is quiet and private: its files lie in the home, it is reached from this machine only, and it tells nobody
of its use. Where PREFECT_API_URL names a server, the run is reported to that one instead. No Prefect is imported
before the environment is set, since Prefect reads it on import.
"""

import logging
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING

from extraction.extractor import LEARNED
from flows.configured import DueSources
from flows.pipeline import RunSummary
from flows.progress import Progress, silent
from flows.server import begin_server, quiet_prefect, reported
from warehouse.home import Home

if TYPE_CHECKING:
    from flows.ingest_sources import SourcesRun


def begin(home: Home) -> None:
    """Have the private server begin, which takes seconds: for whoever has something else to load before the run. Where
    PREFECT_API_URL names another, none is.

    Sets environment variables of this process.
    """
    quiet_prefect(home, os.environ)
    if not os.environ.get("PREFECT_API_URL"):
        begin_server(home.prefect)


def run_ingest(
    paths: Sequence[str],
    home: Home,
    published: date | None = None,
    extractor: str = LEARNED,
    processes: int | None = None,
    progress: Progress = silent,
    cluster: str | None = None,
) -> RunSummary:
    """Run the flow; `progress` is called on the way. Returns what the run took and left, damaged packages included.

    Sets environment variables of this process. Raises the ChanceryError of the step that failed, and
    SourceUnavailable where no Prefect server answers.
    """
    begin(home)
    from prefect import flow

    from flows.ingest import PackagesDamaged, ingest_steps

    # A flow of its own under the same name: a callback is no parameter, since parameters are sent to the server.
    @flow(name="ingest")
    def ingest_here(
        paths: list[str],
        home: str,
        published: str | None,
        extractor: str,
        processes: int | None,
        cluster: str | None,
    ) -> RunSummary:
        return ingest_steps(paths, home, published, extractor, processes, progress, cluster)

    day = published.isoformat() if published else None
    try:
        with reported(home), _errors_left_to_the_caller():
            return ingest_here(list(paths), str(home.root), day, extractor, processes, cluster)
    except PackagesDamaged as error:
        return error.summary


def run_sources(
    due: DueSources,
    home: Home,
    extractor: str = LEARNED,
    processes: int | None = None,
    progress: Progress = silent,
    cluster: str | None = None,
) -> "SourcesRun":
    """Run the flow over sources; `progress` is called on the way.

    Sets environment variables of this process. Raises the ChanceryError of the step that failed, PackagesDamaged among
    them, and SourceUnavailable where no Prefect server answers. A source that fails is told of in what is returned.
    """
    begin(home)
    from prefect import flow

    from flows.ingest_sources import SourcesRun, run_steps

    @flow(name="ingest")
    def ingest_here(home: str, extractor: str, processes: int | None, cluster: str | None) -> SourcesRun:
        return run_steps(due.open, due.expected, home, extractor, processes, progress, cluster)

    with reported(home), _errors_left_to_the_caller():
        return ingest_here(str(home.root), extractor, processes, cluster)


@contextmanager
def _errors_left_to_the_caller() -> Iterator[None]:
    """No traceback on the console for what is raised to the caller anyway, and no warning of a flow, which the caller
    tells in its own words; warnings of a task, as of a retry, still show."""
    consoles = logging.getLogger().handlers
    for handler in consoles:
        handler.addFilter(_is_not_told_anyway)
    try:
        yield
    finally:
        for handler in consoles:
            handler.removeFilter(_is_not_told_anyway)


def _is_not_told_anyway(record: logging.LogRecord) -> bool:
    told_anyway = {"prefect.flow_runs": logging.WARNING, "prefect.task_runs": logging.ERROR}
    return not any(record.name.startswith(name) and record.levelno >= level for name, level in told_anyway.items())

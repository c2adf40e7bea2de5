"""Options that several commands share."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from schemas.errors import WrongConfiguration

HomeOption = Annotated[
    Path, typer.Option("--home", envvar="CHANCERY_HOME", help="The folder that holds lake, warehouse and exports.")
]
PublishedOption = Annotated[
    str | None,
    typer.Option("--published", metavar="DATE", help="Publication date (YYYY-MM-DD) of articles that have none."),
]
ExtractorOption = Annotated[
    str, typer.Option("--extractor", metavar="NAME", help="Which extractor reads: learned or rules.")
]
ProcessesOption = Annotated[
    int | None, typer.Option("--processes", min=1, help="Processes that extract. Default: one a core.")
]
ClusterOption = Annotated[
    str | None,
    typer.Option("--cluster", metavar="ADDRESS", help="Scheduler of a Dask cluster that extracts: tcp://HOST:PORT."),
]
DEFAULT_HOME = Path("data")


def parse_date(value: str | None, option: str = "--published") -> date | None:
    """The date of an option. Raises WrongConfiguration for what is no ISO date."""
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise WrongConfiguration(
            f"{option} {value!r} is no date: {error}", "Write it as YYYY-MM-DD, such as 2023-07-13."
        ) from error


def check_where(processes: int | None, cluster: str | None) -> None:
    """Raises WrongConfiguration where nothing can be extracted there."""
    if cluster is None:
        return
    if processes is not None:
        raise WrongConfiguration(
            "--processes is for this machine, --cluster for others",
            "Leave one out; a worker of a cluster has as many processes as it was given threads (--nthreads).",
        )
    from flows.cluster import check_cluster

    check_cluster(cluster)

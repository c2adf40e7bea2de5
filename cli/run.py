"""`chancery run`: the whole pipeline, with progress and a closing summary."""

from typing import Annotated

import typer

from cli.options import (
    DEFAULT_HOME,
    ClusterOption,
    ExtractorOption,
    HomeOption,
    ProcessesOption,
    PublishedOption,
    check_where,
    parse_date,
)
from cli.outcome import progress_bar, show_summary
from extraction.extractor import LEARNED, check_extractor


def run_command(
    paths: Annotated[
        list[str] | None, typer.Argument(help="Files or folders; - for standard input. Default: the samples.")
    ] = None,
    home: HomeOption = DEFAULT_HOME,
    published: PublishedOption = None,
    processes: ProcessesOption = None,
    extractor: ExtractorOption = LEARNED,
    cluster: ClusterOption = None,
) -> None:
    """Take articles in: extract their records, load and publish them.

    A second run over the same articles takes nothing new.

    Example: chancery run articles/ --home data

    On a Dask cluster: chancery run articles/ --home data --cluster tcp://10.0.0.5:8786
    """
    from flows.extracting import fingerprint
    from flows.local import begin, run_ingest
    from seeds import articles_folder
    from sources.paths import check_paths
    from warehouse.home import Home

    if not paths:
        paths = [str(articles_folder())]
        typer.echo(f"No paths given: taking the sample articles in {paths[0]}", err=True)
    default_date = parse_date(published)
    check_paths([path for path in paths if path != "-"])
    check_extractor(extractor)
    check_where(processes, cluster)
    place = Home.open(home)
    begin(place)
    fingerprint(extractor)
    with progress_bar() as progress:
        summary = run_ingest(paths, place, default_date, extractor, processes, progress, cluster)
    show_summary(summary)
    if summary.damaged:
        raise typer.Exit(1)

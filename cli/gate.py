"""The gates of `chancery evaluate --gate`: the extractor, or with --events resolution, held against the floors."""

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import typer

from cli.evaluate_events import event_figures
from cli.predictions import annotated_articles, extracted_events
from evaluation.coded_event import read_events
from evaluation.comparison import compare
from evaluation.figures import figures
from evaluation.gate import (
    EVENT_FLOORS_FILE,
    FLOORS_FILE,
    PROJECT,
    GatedSet,
    gated_event_figures,
    gated_figures,
    read_floors,
    write_floors,
)
from extraction.extractor import Extractor

Measured = Mapping[str, float]
"""Figures in percent, by the names that floors have."""

OF_ANNOTATED = ", annotated records"
"""How the sets of `event_floors.json` end that are measured without an extractor."""


def hold_gate(
    extractor: Extractor,
    raise_floors: bool = False,
    lower_floors: bool = False,
    floors_file: Path = FLOORS_FILE,
    project: Path = PROJECT,
) -> None:
    """Measure the extractor on every set that is present and say where it stands; see `hold`."""
    hold(lambda gated: measure(gated, extractor, project), raise_floors, lower_floors, floors_file, project)


def hold_events_gate(
    extractor: str, raise_floors: bool = False, lower_floors: bool = False, floors_file: Path = EVENT_FLOORS_FILE
) -> None:
    """Measure which records became one event, on all stories of this project, and say where that stands; see `hold`."""

    @cache
    def measured(from_gold: bool) -> Mapping[str, Measured]:
        found = event_figures(extractor, from_gold)
        return {name: gated_event_figures(row) for name, row in found.items()}

    def of_set(gated: GatedSet) -> Measured:
        return measured(gated.name.endswith(OF_ANNOTATED))[gated.name.removesuffix(OF_ANNOTATED)]

    hold(of_set, raise_floors, lower_floors, floors_file)


def hold(
    measure_set: Callable[[GatedSet], Measured],
    raise_floors: bool,
    lower_floors: bool,
    floors_file: Path,
    project: Path = PROJECT,
) -> None:
    """Say where each set stands that is present. Exits with 1 where a floor does not hold.

    `raise_floors` lifts floors to just below what was measured; `lower_floors` sets them anew, lower ones too, and
    takes the checksums of changed articles.
    """
    sets = read_floors(floors_file)
    fallen: list[str] = []
    for i, gated in enumerate(sets):
        if not gated.is_present(project):
            typer.echo(f"{gated.name}: skipped, {gated.gold} is not here")
        elif not lower_floors and not gated.is_unchanged(project):
            fallen.append(f"{gated.name}: its articles or records are not those that the floors were set on")
        else:
            measured = measure_set(gated)
            fallen += [] if lower_floors else gated.fallen(measured)
            if lower_floors:
                sets[i] = gated.set_anew(measured, project)
            elif raise_floors:
                sets[i] = gated.raised(measured)
            typer.echo(_line(sets[i], measured))
    if raise_floors or lower_floors:
        write_floors(sets, floors_file)
    if fallen:
        typer.echo("\n".join(fallen), err=True)
        typer.echo("  Mend what made them fall; where it is meant, set them anew with --lower-floors", err=True)
        raise typer.Exit(1)


def measure(gated: GatedSet, extractor: Extractor, project: Path = PROJECT) -> Measured:
    """The figures of an extractor on the articles of a set."""
    gold = read_events(project / gated.gold)
    articles = annotated_articles(project / gated.articles, gold)
    return gated_figures(figures(compare(gold, extracted_events(articles, extractor))))


def _line(gated: GatedSet, measured: Measured) -> str:
    cells = (f"{name} {share:.1f} (floor {gated.floors.get(name, 0.0):.1f})" for name, share in measured.items())
    return f"{gated.name}: {', '.join(cells)}"

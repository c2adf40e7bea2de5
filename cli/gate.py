"""The gate of `chancery evaluate --gate`: the extractor held against the floors."""

from pathlib import Path

import typer

from cli.predictions import annotated_articles, extracted_events
from evaluation.coded_event import read_events
from evaluation.comparison import compare
from evaluation.figures import Figures, figures
from evaluation.gate import FLOORS_FILE, PROJECT, GatedSet, gated_figures, read_floors, write_floors
from extraction.extractor import Extractor


def hold_gate(
    extractor: Extractor,
    raise_floors: bool = False,
    lower_floors: bool = False,
    floors_file: Path = FLOORS_FILE,
    project: Path = PROJECT,
) -> None:
    """Measure every set that is present and say where it stands. Exits with 1 where a floor does not hold.

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
            measured = measure(gated, extractor, project)
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
        typer.echo("  Mend what made them fall; where it is meant: chancery evaluate --gate --lower-floors", err=True)
        raise typer.Exit(1)


def measure(gated: GatedSet, extractor: Extractor, project: Path = PROJECT) -> Figures:
    """The figures of an extractor on the articles of a set."""
    gold = read_events(project / gated.gold)
    articles = annotated_articles(project / gated.articles, gold)
    return figures(compare(gold, extracted_events(articles, extractor)))


def _line(gated: GatedSet, measured: Figures) -> str:
    figures_now = gated_figures(measured).items()
    cells = (f"{name} {share:.1f} (floor {gated.floors.get(name, 0.0):.1f})" for name, share in figures_now)
    return f"{gated.name}: {', '.join(cells)}"

"""`chancery evaluate`: how well records fit the annotated ones, with the errors, a page and the gate."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.options import ExtractorOption
from cli.output import print_json
from extraction.extractor import LEARNED
from schemas.errors import WrongConfiguration

if TYPE_CHECKING:
    from evaluation.comparison import Comparison


def evaluate_command(
    gold: Annotated[
        Path | None,
        typer.Argument(metavar="GOLD.jsonl", help="Annotated records, an article a line; with --events a folder."),
    ] = None,
    articles: Annotated[
        Path | None, typer.Argument(metavar="ARTICLES", help="Their articles: a file or folder, extracted on the spot.")
    ] = None,
    predicted: Annotated[
        Path | None, typer.Option("--predicted", help="Score these records, written by `chancery extract`.")
    ] = None,
    source: Annotated[str, typer.Option("--source", help="Only articles whose id starts so.")] = "",
    errors: Annotated[int, typer.Option("--errors", min=0, metavar="N", help="Show N errors of each type.")] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object instead of the tables.")] = False,
    html: Annotated[
        Path | None, typer.Option("--html", help="Write a page with gold and predicted side by side.")
    ] = None,
    extractor: ExtractorOption = LEARNED,
    events: Annotated[
        bool, typer.Option("--events", help="Measure which records became one event, on stories annotated for it.")
    ] = False,
    gold_records: Annotated[
        bool, typer.Option("--gold-records", help="With --events: put the annotated records together, extract none.")
    ] = False,
    gate: Annotated[bool, typer.Option("--gate", help="Hold the figures against their floors; exit 1 below.")] = False,
    raise_floors: Annotated[
        bool, typer.Option("--raise-floors", help="With --gate: raise floors to a point below what is measured.")
    ] = False,
    lower_floors: Annotated[
        bool, typer.Option("--lower-floors", help="With --gate: set all floors anew, lower ones too.")
    ] = False,
) -> None:
    """Score records against annotated ones, or hold the extractor against its floors (docs/evaluation.md).

    Example: chancery evaluate seeds/records.jsonl seeds/articles --errors 3 --html page.html

    Example: chancery evaluate --events benchmarks/stories/development --errors 5
    """
    if gate:
        given = {"gold": gold, "articles": articles, "predicted": predicted, "html": html, "source": source}
        _refuse(given | {"json": as_json, "gold-records": gold_records}, "the gate reads its own articles")
        _hold_gate(events, extractor, raise_floors, lower_floors)
        return
    if raise_floors or lower_floors:
        raise WrongConfiguration("floors are moved by the gate only", "Add --gate.")
    if events:
        given = {"articles": articles, "predicted": predicted, "html": html, "source": source}
        _refuse(given, "--events reads a folder of stories")
        from cli.evaluate_events import evaluate_events

        evaluate_events(gold, extractor, gold_records, errors, as_json)
        return
    if gold_records:
        raise WrongConfiguration("--gold-records is about events", "Add --events.")
    if gold is None:
        raise WrongConfiguration("no annotated records are named", "chancery evaluate GOLD.jsonl ARTICLES.jsonl")
    if articles is None and (predicted is None or html is not None):
        raise WrongConfiguration("the articles are not named", f"chancery evaluate {gold} ARTICLES.jsonl")
    comparisons, texts = _compared(gold, articles, predicted, source, extractor, html)
    if as_json:
        _print_json(comparisons)
    else:
        _print_tables(comparisons, texts, errors)


def _hold_gate(events: bool, extractor: str, raise_floors: bool, lower_floors: bool) -> None:
    from cli.gate import hold_events_gate, hold_gate
    from extraction.extractor import load_extractor

    if events:
        hold_events_gate(extractor, raise_floors, lower_floors)
    else:
        hold_gate(load_extractor(extractor), raise_floors, lower_floors)


def _refuse(given: Mapping[str, object], why: str) -> None:
    for name, value in given.items():
        if value:
            raise WrongConfiguration(f"{why}: {name} has no meaning there", "Leave it out.")


def _compared(
    gold: Path, articles_path: Path | None, predicted: Path | None, source: str, extractor: str, html: Path | None
) -> "tuple[list[Comparison], dict[str, str]]":
    """The comparison of each article, and the texts by id, as far as they are given; writes the page if asked for."""
    from cli.predictions import annotated_articles, extracted_events
    from evaluation.coded_event import read_events
    from evaluation.comparison import compare
    from extraction.extractor import load_extractor

    wanted = {article_id: events for article_id, events in read_events(gold).items() if article_id.startswith(source)}
    if not wanted:
        raise WrongConfiguration(f"{gold} has no article whose id starts with {source!r}", "Look at its ids.")
    found = read_events(predicted) if predicted else None
    articles = annotated_articles(articles_path, wanted) if articles_path else []
    if found is None:
        found = extracted_events(articles, load_extractor(extractor))
    comparisons = list(compare(wanted, found))
    if html:
        from evaluation.page import page

        _write(html, page(comparisons, articles, f"{gold.name} against {predicted.name if predicted else extractor}"))
    return comparisons, {article.article_id: article.text for article in articles}


def _print_tables(comparisons: "Sequence[Comparison]", texts: Mapping[str, str], errors: int) -> None:
    from evaluation.figures import figures
    from evaluation.problems import problems
    from evaluation.reliability import reliability
    from evaluation.report import figure_lines, problem_lines, reliability_lines

    parts = (
        figure_lines(figures(comparisons), len(comparisons)),
        problem_lines(list(problems(comparisons)), texts, errors),
        reliability_lines(reliability(comparisons)),
    )
    typer.echo("\n\n".join(text for part in parts if (text := "\n".join(part))))


def _print_json(comparisons: "Sequence[Comparison]") -> None:
    from evaluation.figures import figures
    from evaluation.problems import problems
    from evaluation.reliability import reliability

    print_json(
        {
            "articles": len(comparisons),
            "figures": {name: row.as_json() for name, row in figures(comparisons).items()},
            "errors": Counter(problem.type.value for problem in problems(comparisons)),
            "reliability": [asdict(each) for each in reliability(comparisons)],
        }
    )


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise WrongConfiguration(
            f"{path} cannot be written: {error.strerror}", "Name a file in a folder that you can write to."
        ) from error
    typer.echo(f"page written to {path}", err=True)

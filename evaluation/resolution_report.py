"""The figures of resolution, and its wrong merges and splits, as lines of text."""

from collections.abc import Iterator, Mapping, Sequence

from evaluation.canonical_events import CHECKED, CanonicalFigures
from evaluation.report import around, describe, on_one_line
from evaluation.told_events import Mistake, ResolutionFigures, Told
from schemas.article import Article

_COLUMNS = (
    "records", "paired", "events", "as", "B³ P", "B³ R", "B³ F1", "pair P", "pair R",
    "all R", "all F1", "false", "joined",
)  # fmt: skip


def resolution_lines(figures: Mapping[str, ResolutionFigures]) -> Iterator[str]:
    """The table of figures in percent, a line for each set."""
    yield _line("", _COLUMNS)
    for name, row in figures.items():
        counts = map(str, (row.records, row.aligned, row.events, row.found_events))
        shares = (
            row.b_cubed.precision, row.b_cubed.recall, row.b_cubed.f1, row.pairwise.precision, row.pairwise.recall,
            row.b_cubed_of_all.recall, row.b_cubed_of_all.f1,
        )  # fmt: skip
        yield _line(name, (*counts, *map(_percent, shares), str(row.false), str(row.false_joined)))


def canonical_lines(figures: Mapping[str, CanonicalFigures]) -> Iterator[str]:
    """The table of what is right in the published events that several articles tell, a line for each set."""
    yield _line("", ("events", *CHECKED))
    for name, row in figures.items():
        yield _line(name, (str(row.events), *(_percent(row.accuracy[field]) for field in CHECKED)))


def mistake_lines(
    merges: Sequence[Mistake], splits: Sequence[Mistake], articles: Mapping[str, Article], examples: int
) -> Iterator[str]:
    """How many wrong merges and splits there are, and the first `examples` of each with titles and quotes."""
    for what, mistakes in (("wrong merges", merges), ("wrong splits", splits)):
        yield f"{what}: {len(mistakes)}"
        for mistake in mistakes[:examples]:
            yield f"  {mistake.name}"
            for name, records in mistake.parts.items():
                yield f"    {name}"
                for told in records:
                    yield from _told(told, articles.get(told.article_id))


def _told(told: Told, article: Article | None) -> Iterator[str]:
    title = f"{article.published or 'no date'} {article.title}" if article else ""
    yield f"      {on_one_line(f'{told.article_id}: {title}')}"
    yield f"        {on_one_line(describe(told.gold))}"
    yield f"        {around(article.text if article else None, told.gold.trigger)}"


def _line(name: str, cells: Sequence[str]) -> str:
    return (name.ljust(12) + "".join(cell.rjust(8) for cell in cells)).rstrip()


def _percent(share: float | None) -> str:
    return "-" if share is None else f"{100 * share:.1f}"

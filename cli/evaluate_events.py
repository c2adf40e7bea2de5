"""`chancery evaluate --events`: how well records were put together into events, on articles annotated for it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import typer

from cli.output import print_json
from cli.predictions import annotated_articles, extracted
from evaluation.annotated_records import annotated_records
from evaluation.canonical_events import CanonicalFigures, canonical_figures
from evaluation.coded_event import CodedEvent, events_of
from evaluation.comparison import compare
from evaluation.resolution_report import canonical_lines, mistake_lines, resolution_lines
from evaluation.stories import OWN_SETS, StorySet, read_story_set
from evaluation.told_events import (
    Mistake,
    Resolution,
    ResolutionFigures,
    resolution,
    resolution_figures,
    wrong_merges,
    wrong_splits,
)
from extraction.extractor import load_extractor
from flows.replaying import replay
from schemas.article import Article
from schemas.errors import WrongConfiguration
from schemas.records import ArticleRecords
from warehouse.home import Home

TOGETHER = "together"


@dataclass(frozen=True)
class _Measured:
    """What became of the annotated records of each set, and of all sets, which share one warehouse."""

    sets: Mapping[str, Resolution]
    canonical: Mapping[str, CanonicalFigures]
    articles: Mapping[str, Article]

    @property
    def figures(self) -> dict[str, ResolutionFigures]:
        """The figures of each set, and of all where there are several."""
        together = {TOGETHER: self._all} if len(self.sets) > 1 else {}
        return {name: resolution_figures(found) for name, found in {**self.sets, **together}.items()}

    @property
    def mistakes(self) -> tuple[list[Mistake], list[Mistake]]:
        """Wrong merges and wrong splits, also those that go across sets."""
        return list(wrong_merges(self._all.told)), list(wrong_splits(self._all.told))

    @property
    def _all(self) -> Resolution:
        found = self.sets.values()
        return Resolution(
            tuple(told for each in found for told in each.told),
            tuple(event_id for each in found for event_id in each.false_event_ids),
        )


def evaluate_events(folder: Path | None, extractor: str, from_gold: bool, errors: int, as_json: bool) -> None:
    """Take the stories of a folder, or all of this project's, through a warehouse of their own, and print how its
    events fit the annotated ones. `from_gold` takes the annotated records instead of extracted ones."""
    measured = _measured(_sets(folder), None if from_gold else extractor)
    merges, splits = measured.mistakes
    if as_json:
        print_json(_as_json(measured, merges, splits))
        return
    parts = (
        resolution_lines(measured.figures),
        canonical_lines(measured.canonical),
        mistake_lines(merges, splits, measured.articles, errors),
    )
    typer.echo("\n\n".join("\n".join(part) for part in parts))


def event_figures(extractor: str, from_gold: bool) -> dict[str, ResolutionFigures]:
    """The figures of each set of this project by its name."""
    return _measured(_sets(None), None if from_gold else extractor).figures


def _sets(folder: Path | None) -> list[StorySet]:
    if folder is not None:
        return [read_story_set(folder)]
    missing = [str(path) for path in OWN_SETS.values() if not path.is_dir()]
    if missing:
        raise WrongConfiguration(
            f"the stories are not here: {', '.join(missing)}",
            "They are part of the checkout, not of the installed package: name a folder of stories.",
        )
    return [read_story_set(path, name) for name, path in OWN_SETS.items()]


def _measured(sets: Sequence[StorySet], extractor: str | None) -> _Measured:
    articles = {each.name: annotated_articles(each.articles, each.records) for each in sets}
    records = {each.name: _records(each, articles[each.name], extractor) for each in sets}
    with TemporaryDirectory(prefix="chancery-events-") as root:
        every = [one for found in records.values() for one in found]
        replayed = replay(every, Home.open(root), datetime.now(UTC))
    published = {event_id: _coded(row) for event_id, row in replayed.events.items()}
    resolved: dict[str, Resolution] = {}
    canonical: dict[str, CanonicalFigures] = {}
    for each in sets:
        found = {one.article.article_id: events_of(one) for one in records[each.name]}
        resolved[each.name] = resolution(compare(each.records, found), replayed.event_ids)
        annotated = {name: event.coded for name, event in each.events.items()}
        canonical[each.name] = canonical_figures(resolved[each.name].told, annotated, published)
    by_id = {article.article_id: article for found in articles.values() for article in found}
    return _Measured(resolved, canonical, by_id)


def _coded(row: Mapping[str, Any]) -> CodedEvent:
    """A published event in the form of records."""
    place = {"name": row["place_name"], "country": row["country_code"]} if row["place_name"] else None
    values = {"kind": row["kind"], "status": row["status"], "place": place}
    return CodedEvent.model_validate(values | {"start": row["start_date"], "end": row["end_date"]})


def _records(stories: StorySet, articles: Sequence[Article], extractor: str | None) -> list[ArticleRecords]:
    if extractor is None:
        return [annotated_records(article, stories.records[article.article_id]) for article in articles]
    return extracted(articles, load_extractor(extractor))


def _as_json(measured: _Measured, merges: Sequence[Mistake], splits: Sequence[Mistake]) -> dict[str, Any]:
    def told(mistakes: Sequence[Mistake]) -> list[dict[str, Any]]:
        return [
            {
                "event": mistake.name,
                "parts": {name: [each.article_id for each in parts] for name, parts in mistake.parts.items()},
            }
            for mistake in mistakes
        ]

    figures = {name: row.as_json() for name, row in measured.figures.items()}
    canonical = {name: {"events": row.events, **row.accuracy} for name, row in measured.canonical.items()}
    return {"figures": figures, "canonical": canonical, "wrong_merges": told(merges), "wrong_splits": told(splits)}

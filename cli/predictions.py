"""Records to score, extracted on the spot from the articles that are annotated."""

from collections.abc import Collection, Sequence
from pathlib import Path

import typer

from evaluation.coded_event import Events, events_of
from extraction.careful import extract_carefully
from extraction.extractor import Extractor
from schemas.article import Article
from schemas.records import ArticleRecords
from schemas.reject import Reject
from sources.read import read


def annotated_articles(path: Path, wanted: Collection[str]) -> list[Article]:
    """The articles of a file or folder whose ids are wanted; what is rejected or missing is told on standard error."""
    found: list[Article] = []
    for item in read([str(path)]):
        if isinstance(item, Reject):
            typer.echo(f"rejected {item.origin}: {item.reason.value}: {item.message}", err=True)
        elif item.article_id in wanted:
            found.append(item)
    if missing := len(wanted) - len(found):
        typer.echo(f"{missing} annotated articles are not in {path}: they count as having no records", err=True)
    return found


def extracted_events(articles: Sequence[Article], extractor: Extractor) -> Events:
    """What the extractor makes of each article; one that makes it fail has no events, and is told."""
    return {each.article.article_id: events_of(each) for each in extracted(articles, extractor)}


def extracted(articles: Sequence[Article], extractor: Extractor) -> list[ArticleRecords]:
    """The records of each article; one that makes the extractor fail is told on standard error and left out."""
    found: list[ArticleRecords] = []
    for outcome in extract_carefully(extractor, articles):
        if isinstance(outcome, ArticleRecords):
            found.append(outcome)
        else:
            typer.echo(f"rejected {outcome.article_id}: {outcome.message}", err=True)
    return found

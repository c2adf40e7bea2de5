"""The same articles twice, in another order, in other batches, in one package or in fifty: the same exports."""

import hashlib
import json
import random
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from extraction.careful import extract_carefully
from extraction.extractor import LEARNED, load_extractor
from flows.pipeline import run
from resolution.copies import signature_of
from schemas.article import Article
from schemas.records import ArticleRecords
from warehouse.home import Home
from warehouse.lake import write_articles, write_records
from warehouse.loader import load_pending
from warehouse.publish import publish

SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "gold" / "dev2.articles.jsonl"
SEEDS = Path(__file__).resolve().parents[2] / "seeds" / "articles"
MONDAY = datetime(2024, 1, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def extracted() -> list[ArticleRecords]:
    """The 432 annotated articles, each with its records: extracted once for all tests."""
    if not SHARED.exists():
        pytest.skip(f"{SHARED} is not there: its articles are not part of the project")
    lines = [json.loads(line) for line in SHARED.read_text(encoding="utf-8").splitlines()]
    articles = [
        Article(
            article_id=line["id"],
            text=line["text"],
            title=line["title"] or "",
            published=date.fromisoformat(line["published"][:10]),
            source=line["id"].partition(":")[0],
        )
        for line in lines
    ]
    outcomes = list(extract_carefully(load_extractor(LEARNED), articles))
    found = [each for each in outcomes if isinstance(each, ArticleRecords)]
    assert len(found) == len(articles) == 432
    return found


@pytest.fixture(scope="module")
def expected(extracted: Sequence[ArticleRecords], tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The exports of all articles in one package, in the order of the file."""
    digests = _loaded(Home.open(tmp_path_factory.mktemp("expected")), [extracted])
    assert len(digests) > 10
    return digests


Arrange = Callable[[Sequence[ArticleRecords]], list[Sequence[ArticleRecords]]]


def _shuffled(seed: int, packages: int) -> Arrange:
    def arrange(extracted: Sequence[ArticleRecords]) -> list[Sequence[ArticleRecords]]:
        order = random.Random(seed).sample(list(extracted), len(extracted))  # noqa: S311 - no secret
        return [order[start::packages] for start in range(packages)]

    return arrange


@pytest.mark.slow
@pytest.mark.parametrize(
    "arrange",
    [
        pytest.param(lambda extracted: [extracted, extracted], id="twice"),
        pytest.param(lambda extracted: [list(reversed(extracted))], id="backwards"),
        pytest.param(_shuffled(1, 1), id="one package in another order"),
        pytest.param(_shuffled(2, 50), id="50 packages"),
        pytest.param(_shuffled(3, 7), id="seven packages"),
        pytest.param(lambda e: [*_shuffled(4, 50)(e), *_shuffled(5, 3)(e)], id="50 packages, then again in three"),
    ],
)
def test_the_same_articles_give_the_same_exports(
    arrange: Arrange, extracted: Sequence[ArticleRecords], expected: dict[str, str], tmp_path: Path
) -> None:
    assert _loaded(Home.open(tmp_path / "home"), arrange(extracted)) == expected


@pytest.mark.slow
def test_loading_after_each_package_ends_as_loading_all_at_once(
    extracted: Sequence[ArticleRecords], expected: dict[str, str], tmp_path: Path
) -> None:
    home = Home.open(tmp_path / "home")
    for number, package in enumerate(_shuffled(6, 10)(extracted)):
        digests = _loaded(home, [package], first_day=number)
    assert digests == expected


@pytest.mark.slow
def test_a_second_run_over_the_same_files_takes_nothing_and_leaves_the_exports_as_they_are(tmp_path: Path) -> None:
    home = Home.open(tmp_path / "home")
    first = run([str(SEEDS)], home)
    before = _digests(home)
    second = run([str(SEEDS)], home)
    assert first.taken > 0
    assert (second.taken, second.records) == (0, {})
    assert _digests(home) == before


def _loaded(home: Home, packages: Sequence[Sequence[ArticleRecords]], first_day: int = 0) -> dict[str, str]:
    """Write each package at a time of its own, load them all, publish."""
    for day, package in enumerate(packages, first_day):
        written = MONDAY + timedelta(days=day)
        articles = [each.article for each in package]
        signatures = [found for article in articles if (found := signature_of(article)) is not None]
        write_articles(home, articles, written, signatures)
        write_records(home, package, written)
    assert load_pending(home, MONDAY).damaged == []
    publish(home, MONDAY)
    return _digests(home)


def _digests(home: Home) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(home.exports.iterdir())}

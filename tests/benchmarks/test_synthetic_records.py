"""Invented records are valid ones, and the same for the same seed."""

from collections import defaultdict
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from benchmarks.synthetic_records import WRITTEN, write_synthetic
from schemas.article import Article
from schemas.load import Load
from schemas.records import ArticleRecords, RecordAdapter
from warehouse.home import Home
from warehouse.loader import load_pending

OF_OTHER_KINDS = {
    "meeting": ("incident_type", "killed", "injured"),
    "visit": ("channel", "incident_type", "killed", "injured"),
    "incident": ("channel",),
}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    home = Home.open(tmp_path_factory.mktemp("synthetic"))
    list(write_synthetic(home, 600, articles_a_package=50))
    return home


def test_every_invented_record_passes_the_models(home: Home) -> None:
    told = defaultdict(list)
    for row in _rows(home, "records"):
        told[row["article_id"]].append(RecordAdapter.validate_python(_of_its_kind(row)))
    for row in _rows(home, "articles"):
        article = Article.model_validate({key: value for key, value in row.items() if key != "content_hash"})
        assert article.content_hash == row["content_hash"]
        ArticleRecords(article=article, extractor="synthetic-1", records=tuple(told.pop(article.article_id)))
    assert not told


def test_invented_packages_load_without_a_complaint(home: Home) -> None:
    summary = load_pending(home, WRITTEN)
    assert (len(summary.loaded), summary.damaged) == (8, [])


def test_there_are_all_kinds_and_most_statuses(home: Home) -> None:
    rows = _rows(home, "records")
    assert {row["kind"] for row in rows} == {"meeting", "visit", "incident"}
    assert {row["status"] for row in rows} >= {"occurred", "scheduled", "proposed", "cancelled"}


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others(home: Home, tmp_path: Path) -> None:
    first = list(write_synthetic(Home.open(tmp_path / "first"), 600, articles_a_package=50))
    again = list(write_synthetic(Home.open(tmp_path / "again"), 600, articles_a_package=50))
    other = list(write_synthetic(Home.open(tmp_path / "other"), 600, seed=2, articles_a_package=50))
    assert _digests(first) == _digests(again)
    assert not set(_digests(first)) & set(_digests(other))


def _rows(home: Home, name: str) -> list[dict[str, Any]]:
    files = sorted(home.lake.glob(f"*/*/{name}.parquet"))
    return [row for path in files for row in pq.read_table(path, partitioning=None).to_pylist()]


def _of_its_kind(row: dict[str, Any]) -> dict[str, Any]:
    left_out = {"content_hash", "extractor", *OF_OTHER_KINDS[row["kind"]]}
    return {key: value for key, value in row.items() if key not in left_out}


def _digests(loads: list[Load]) -> list[str]:
    return [load.sha256["articles.parquet"] for load in loads if "articles.parquet" in load.sha256]

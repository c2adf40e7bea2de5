"""The steps of a run as plain functions: what is taken once, what is left and why, what goes on."""

import io
import json
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import pytest

import flows.extracting as extracting
import flows.pipeline as pipeline
from flows.pipeline import RunSummary, run
from schemas.article import Article
from schemas.load import PackageKind
from schemas.records import ArticleRecords
from warehouse.home import Home
from warehouse.overview import rejects, status
from warehouse.packages import package_folder, packages
from warehouse.query import query

MEETING = "Foreign Minister Wang Yi met US Secretary of State Antony Blinken in Jakarta on Thursday."
QUIET = "The museum in the old harbour opens its doors again next spring, after years of repairs."


class Reader:
    """An extractor that finds nothing, fails on poison, and goes by any fingerprint."""

    def __init__(self, fingerprint: str) -> None:
        self.fingerprint = fingerprint

    def extract(self, articles: Iterable[Article]) -> Iterator[ArticleRecords]:
        for article in articles:
            if "poison" in article.text:
                raise RecursionError("too deep")
            yield ArticleRecords(article=article, extractor=self.fingerprint)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home.open(tmp_path / "home")


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "talks.txt").write_text(f"---\nid: talks\npublished: 2023-07-13\n---\n{MEETING}\n")
    (folder / "museum.txt").write_text(QUIET)
    (folder / "blank.txt").write_text("")
    return folder


def read_with(monkeypatch: pytest.MonkeyPatch, fingerprint: str) -> None:
    """Have runs use a `Reader` of that fingerprint."""
    extracting.fingerprint.cache_clear()
    monkeypatch.setattr(extracting, "extractor_named", lambda name: Reader(fingerprint))


@pytest.fixture(autouse=True)
def _forget_the_fingerprint() -> Iterator[None]:
    yield
    extracting.fingerprint.cache_clear()


def test_a_run_takes_articles_extracts_loads_and_publishes(home: Home, news: Path) -> None:
    summary = run([str(news)], home)
    assert (summary.taken, summary.known, summary.rejected, summary.damaged) == (2, 0, {"empty": 1}, ())
    assert summary.records == {"meeting occurred": 1}
    (meeting,) = query(home, "SELECT start_date, country_code, article_id FROM meetings").to_pylist()
    assert meeting == {"start_date": date(2023, 7, 13), "country_code": "IDN", "article_id": "talks"}
    assert [reject.origin for reject in rejects(home)] == [str(news / "blank.txt")]


def test_a_second_run_takes_nothing_and_publishes_nothing(home: Home, news: Path) -> None:
    run([str(news)], home)
    published, lake = home.published_file.stat(), len(packages(home))
    summary = run([str(news)], home)
    assert (summary.taken, summary.known, summary.records) == (0, 2, {})
    assert home.published_file.stat().st_mtime_ns == published.st_mtime_ns
    assert len(packages(home)) == lake


def test_only_what_is_new_is_read_again(home: Home, news: Path) -> None:
    run([str(news)], home)
    (news / "talks.txt").write_text(f"---\nid: talks\npublished: 2023-07-13\n---\nCorrected: {MEETING}\n")
    summary = run([str(news)], home)
    assert (summary.taken, summary.known) == (1, 1)
    assert status(home).records == {"meeting occurred": 1}, "the corrected version took the place of the first"


def test_articles_without_any_record_make_no_trouble(home: Home, news: Path) -> None:
    summary = run([str(news / "museum.txt")], home)
    assert (summary.taken, summary.records, summary.damaged) == (1, {}, ())
    assert query(home, "SELECT record_count FROM dim_article").to_pylist() == [{"record_count": 0}]


def test_rejects_alone_make_no_trouble(home: Home, news: Path) -> None:
    summary = run([str(news / "blank.txt")], home)
    assert (summary.taken, summary.rejected) == (0, {"empty": 1})
    assert len(rejects(home)) == 1


def test_standard_input_is_a_source(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    read_with(monkeypatch, "reader")
    lines = "\n".join(json.dumps({"id": str(i), "text": QUIET}) for i in range(3))
    assert run(["-"], home, stdin=io.BytesIO(lines.encode())).taken == 3


def test_a_new_fingerprint_makes_every_article_due_again(
    home: Home, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_with(monkeypatch, "reader 1")
    assert run([str(news)], home).taken == 2
    read_with(monkeypatch, "reader 2")
    summary = run([str(news)], home)
    assert (summary.taken, summary.known) == (2, 0)
    assert query(home, "SELECT count(*) AS n FROM dim_article").to_pylist() == [{"n": 2}]


def test_an_article_on_which_the_extractor_fails_is_a_reject_and_the_others_are_read(
    home: Home, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_with(monkeypatch, "reader")
    (news / "bad.txt").write_text(f"{QUIET} This is poison.")
    summary = run([str(news)], home)
    assert (summary.taken, summary.rejected) == (2, {"empty": 1, "extraction_failed": 1})
    (failed,) = (each for each in rejects(home) if each.reason == "extraction_failed")
    assert failed.origin == str(news / "bad.txt")
    assert "RecursionError: too deep" in failed.message


def test_batches_bound_the_packages(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    read_with(monkeypatch, "reader")
    monkeypatch.setattr(pipeline, "BATCH_ARTICLES", 2)
    lines = "\n".join(json.dumps({"id": str(i), "text": QUIET}) for i in range(5))
    steps: list[tuple[str, int, int | None]] = []
    run(["-"], home, stdin=io.BytesIO(lines.encode()), progress=lambda *step: steps.append(step))
    assert [load.rows["articles.parquet"] for load in packages(home, PackageKind.ARTICLES)] == [2, 2, 1]
    assert ("extracting", 5, 5) in steps


def test_what_a_killed_run_left_between_the_steps_is_taken_up_by_the_next(
    home: Home, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(*arguments: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken, pytest.raises(KeyboardInterrupt):
        broken.setattr(extracting, "read_package", die)
        run([str(news)], home)
    assert [load.kind for load in packages(home)] == ["articles", "rejects"]
    assert run([str(news)], home).records == {"meeting occurred": 1}


def test_a_damaged_package_is_named_and_the_run_does_the_rest(home: Home, news: Path) -> None:
    run([str(news)], home)
    home.warehouse_file.unlink()
    (records,) = packages(home, PackageKind.RECORDS)
    (package_folder(home, records.kind, records.load_id) / "extractions.parquet").write_bytes(b"PAR1")
    (news / "more.txt").write_text(f"More of the same: {QUIET}")
    summary = run([str(news)], home)
    assert summary.known == 0, "what the damaged package held is due again"
    assert "extractions.parquet is not what was written" in summary.damaged[0]
    assert len(query(home, "SELECT * FROM dim_article")) == 3


@pytest.mark.slow
def test_the_number_of_processes_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "BATCH_ARTICLES", 2)
    monkeypatch.setattr(pipeline, "POOL_PAYS_FROM", 2)
    lines = "\n".join(json.dumps({"id": str(i), "text": MEETING, "published": "2023-07-13"}) for i in range(6))
    outcomes: list[RunSummary] = []
    for processes in (1, 2):
        home = Home.open(tmp_path / str(processes))
        outcomes.append(run(["-"], home, processes=processes, stdin=io.BytesIO(lines.encode())))
    assert outcomes[0].records == outcomes[1].records == {"meeting occurred": 6}
    exports = [(tmp_path / str(n) / "published" / "parquet" / "fact_record.parquet").read_bytes() for n in (1, 2)]
    assert exports[0] == exports[1]

"""The scripts that measure: their counts, on sentences and articles of our own."""

import json
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from benchmarks import plover, robustness
from extraction.extractor import Extractor
from schemas.article import Article
from schemas.records import ArticleRecords


def write_sentences(path: Path, *sentences: tuple[str, str]) -> Path:
    path.write_text("\n".join(json.dumps({"text": text, "gold": {"event": name}}) for text, name in sentences))
    return path


def test_a_sentence_given_twice_has_both_classes(tmp_path: Path) -> None:
    path = write_sentences(tmp_path / "s.jsonl", ("They met.", "CONSULT"), ("They met.", "AGREE"))
    assert plover.annotated_sentences(path) == {"They met.": {"CONSULT", "AGREE"}}


def test_classes_are_counted_by_sentence(tmp_path: Path, extractor: Extractor) -> None:
    path = write_sentences(
        tmp_path / "s.jsonl",
        ("Sergei Lavrov met Wang Yi in Beijing.", "CONSULT"),
        ("Gunmen attacked a police station in Quetta.", "ASSAULT"),
        ("Sudanese rebels shelled the city of Juba.", "FIGHT"),
        ("France expelled six Russian diplomats.", "SANCTION"),
        ("The mayor of Oslo praised the orchestra.", "COERCE"),
        ("Police arrested three journalists in Minsk.", "SUPPORT"),
    )
    annotated = plover.annotated_sentences(path)
    articles = [Article(article_id=str(i), text=text) for i, text in enumerate(annotated)]
    scores = plover.score(list(annotated.values()), list(extractor.extract(articles)))
    counts = {name: (each.annotated, each.found, each.right) for name, each in scores.items()}
    assert counts["CONSULT"] == (1, 1, 1)
    assert counts["ASSAULT or FIGHT"] == (2, 2, 2)
    assert counts["SANCTION"] == (1, 1, 1)
    assert counts["COERCE"] == (1, 1, 0)
    assert counts["all classes"] == (5, 5, 4)
    assert [line[0] for line in scores["COERCE"].wrong] == ["-", "+"]


def test_a_meeting_that_is_only_planned_answers_to_no_class(extractor: Extractor) -> None:
    article = Article(article_id="a", text="Sergei Lavrov will meet Wang Yi in Beijing.")
    scores = plover.score([{"AGREE"}], list(extractor.extract([article])))
    assert scores["CONSULT"].found == 0


def test_a_record_answers_to_the_annotated_class_if_it_can(extractor: Extractor) -> None:
    article = Article(article_id="a", text="France expelled six Russian diplomats.")
    (record,) = next(extractor.extract([article])).records
    assert plover.class_of(record, {"COERCE"}) == "COERCE"
    assert plover.class_of(record, set()) == "SANCTION"


def test_a_corpus_is_cleaned_and_items_without_text_are_left_out(tmp_path: Path) -> None:
    rows = {
        "id": ["a", "b", "c"],
        "text": ["They met\x00 in Oslo.", " ", "They met again."],
        "title": [None, "", "Talks"],
        "published": ["2023-07-13", "2023-07-13", ""],
    }
    pq.write_table(pa.table(rows), tmp_path / "corpus.parquet")
    found = list(robustness.corpus(tmp_path / "corpus.parquet"))
    assert [(a.article_id, a.text, a.published) for a in found] == [
        ("a", "They met in Oslo.", date(2023, 7, 13)),
        ("c", "They met again.", None),
    ]


class _Broken:
    """Fails over one article, and moves a span of another by one character after its validation."""

    fingerprint = "broken"

    def __init__(self, real: Extractor) -> None:
        self._real = real

    def extract(self, articles: Iterable[Article]) -> Iterator[ArticleRecords]:
        for article in articles:
            if "unreadable" in article.text:
                raise RuntimeError("lost my way")
            (found,) = self._real.extract([article])
            yield found.model_copy(update={"article": article.model_copy(update={"text": f" {article.text}"})})


def test_a_crash_and_a_span_that_is_not_verbatim_are_counted(
    extractor: Extractor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(robustness, "_extractor", lambda: _Broken(extractor))
    texts = ["Sergei Lavrov met Wang Yi in Beijing.", "This is unreadable."]
    outcome = robustness.read_batch([Article(article_id=str(i), text=text) for i, text in enumerate(texts)])
    assert (outcome.articles, outcome.crashes, outcome.invalid) == (2, 1, 1)
    assert outcome.not_verbatim == outcome.spans > 0
    assert outcome.has_failed
    assert outcome.failures[0] == "1: RuntimeError: lost my way"


def test_articles_that_are_read_well_fail_nothing(extractor: Extractor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(robustness, "_extractor", lambda: extractor)
    articles = iter([Article(article_id="a", text="Sergei Lavrov met Wang Yi in Beijing.")])
    outcome = robustness.read_all(articles, processes=1)
    assert (outcome.articles, outcome.records, outcome.has_failed) == (1, 1, False)

"""Each article with its records, and its text cut for highlighting."""

from collections.abc import Iterator
from typing import Any

import duckdb

from pages.highlights import Proof, marks, paragraphs
from pages.reading import Row, keyed, stated, values

_KEYS = "SELECT article_id FROM dim_article ORDER BY article_id"
_ARTICLES = """
WITH chosen AS (
    SELECT record_id FROM fact_record WHERE article_id IN (SELECT unnest($keys))
), proof AS (
    SELECT record_id, list(row(field_name, quote_text, start_char, end_char, inference_code)
        ORDER BY start_char NULLS LAST, field_name) AS proofs
    FROM evidence SEMI JOIN chosen USING (record_id) GROUP BY record_id
), gap AS (
    SELECT record_id, list(row(field_name, reason_code) ORDER BY field_name) AS absences
    FROM absence SEMI JOIN chosen USING (record_id) GROUP BY record_id
), record AS (
    SELECT f.article_id, list({'id': f.record_id, 'event': f.event_id, 'kind': f.kind, 'status': f.status,
        'type': f.incident_type, 'channel': f.channel, 'trigger': f.trigger_text, 'trigger_start': f.trigger_start,
        'trigger_end': f.trigger_end, 'place': f.place_name, 'country': f.country_code, 'start': f.start_date,
        'end': f.end_date, 'precision': f.date_precision, 'who': f.participant_names, 'killed': f.killed_count,
        'injured': f.injured_count, 'confidence': f.confidence, 'occasion': f.occasion_text,
        'attribution': f.attribution_text, 'proofs': p.proofs, 'absences': g.absences}
        ORDER BY f.trigger_start, f.record_id) AS records
    FROM fact_record f SEMI JOIN chosen USING (record_id) LEFT JOIN proof p USING (record_id)
    LEFT JOIN gap g USING (record_id)
    GROUP BY f.article_id
), copies AS (
    SELECT copy_of_article_id AS article_id, list(row(article_id, source_name) ORDER BY article_id) AS copies
    FROM dim_article WHERE copy_of_article_id IN (SELECT unnest($keys)) GROUP BY copy_of_article_id
)
SELECT a.article_id, a.title, a.published_date AS published, a.source_name AS source, a.url,
    a.language_code AS language, a.text, a.copy_of_article_id AS copy_of, r.records, c.copies
FROM dim_article a LEFT JOIN record r USING (article_id) LEFT JOIN copies c USING (article_id)
WHERE a.article_id IN (SELECT unnest($keys))
"""
_HEAD = ("title", "published", "source", "url", "language", "copy_of", "copies")
_ONLY_FOR_MARKS = ("trigger_start", "trigger_end", "proofs", "absences")


def told_articles(copy: duckdb.DuckDBPyConnection) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every article with all that its page shows, by id."""
    for article in keyed(copy, values(copy, _KEYS), "article_id", _ARTICLES):
        records = article["records"] or []
        marked = marks(_proofs(records), len(article["text"]))
        head = stated({key: article[key] for key in _HEAD})
        yield (
            article["article_id"],
            {
                **head,
                "paragraphs": paragraphs(article["text"], marked),
                "marks": [
                    [mark.lane, [[proof.record, proof.field, proof.inference] for proof in mark.proofs]]
                    for mark in marked
                ],
                "records": [_record(record) for record in records],
            },
        )


def _proofs(records: list[Row]) -> Iterator[Proof]:
    """The trigger of each record, and the words for each of its fields."""
    for number, record in enumerate(records):
        if record["trigger_start"] is not None:
            yield Proof(record["trigger_start"], record["trigger_end"], number, "trigger", None)
        for field, _, start, end, inference in record["proofs"] or ():
            if start is not None:
                yield Proof(start, end, number, field, inference)


def _record(record: Row) -> dict[str, Any]:
    """What marks do not say of it: its values, fields that follow without words, and fields without a value."""
    told = {key: value for key, value in stated(record).items() if key not in _ONLY_FOR_MARKS}
    unquoted = [[field, inference] for field, _, start, _, inference in record["proofs"] or () if start is None]
    return {**told, "unquoted": unquoted, "absences": record["absences"] or []}

"""The JSON form of records: one line an article, `{"id": ..., "events": [...]}`, as in docs/codebook.md.

This is what the command line reads and writes. The form is flat where a record is nested, and holds the
codebook's fields under the codebook's names; everything else that a record carries follows under its own.
"""

from typing import Any

from schemas.records import ArticleRecords, Incident, Meeting, RecordBase

_CODED = {
    "kind",
    "status",
    "trigger",
    "participants",
    "place",
    "places",
    "time",
    "channel",
    "incident_type",
    "killed",
    "injured",
    "article_id",
}


def article_line(extracted: ArticleRecords) -> dict[str, Any]:
    """The JSON object of one article and its records."""
    return {
        "id": extracted.article.article_id,
        "events": [record_object(record) for record in extracted.records],
        "extractor": extracted.extractor,
    }


def record_object(record: RecordBase) -> dict[str, Any]:
    """The JSON object of one record: the codebook's fields first, then what else there is."""
    coded: dict[str, Any] = {
        "kind": record.kind.value,
        "status": record.status.value,
        "trigger": record.trigger.model_dump(),
        "participants": [p.model_dump(mode="json", exclude_none=False) for p in record.participants],
        "place": record.place.model_dump() if record.place else None,
        **record.time.model_dump(mode="json"),
    }
    if len(record.places) > 1:
        coded["places"] = [place.model_dump() for place in record.places]
    if isinstance(record, Meeting):
        coded["channel"] = record.channel.value
    if isinstance(record, Incident):
        coded["incident_type"] = record.incident_type.value
        coded |= {"killed": record.killed, "injured": record.injured}
    rest = record.model_dump(mode="json", exclude_none=True)
    return coded | {key: value for key, value in rest.items() if key not in _CODED and value != []}

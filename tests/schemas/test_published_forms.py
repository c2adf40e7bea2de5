"""The models' other forms: the JSON Schema files under docs/schema/, and Arrow tables."""

import json
from datetime import UTC, datetime
from typing import Any

import pyarrow as pa
import pytest

from schemas.arrow import arrow_schema, arrow_table
from schemas.article import Article
from schemas.json_schema import FOLDER, PUBLISHED, json_schema_text
from schemas.load import Load
from schemas.records import Record
from schemas.reject import Reject
from schemas.vocabulary import RejectReason


@pytest.mark.parametrize("name", PUBLISHED)
def test_the_schema_files_are_those_of_the_models(name: str) -> None:
    written = (FOLDER / f"{name}.schema.json").read_text(encoding="utf-8")
    assert written == json_schema_text(name), "run `make schema`"


def test_there_is_no_schema_file_of_a_model_that_is_gone() -> None:
    assert {path.name for path in FOLDER.iterdir()} == {f"{name}.schema.json" for name in PUBLISHED}


def test_the_schema_of_a_record_tells_its_kinds_apart() -> None:
    schema: dict[str, Any] = json.loads(json_schema_text("record"))
    assert set(schema["discriminator"]["mapping"]) == {"meeting", "visit", "incident"}


def test_the_arrow_form_of_a_record_has_the_fields_of_every_kind() -> None:
    schema = arrow_schema(Record)
    assert schema.field("kind").type == pa.string()
    assert not schema.field("status").nullable
    assert schema.field("channel").nullable, "only meetings have one"
    assert schema.field("killed").type == pa.int64()
    assert schema.field("time").type.field("start").type == pa.date32()
    assert schema.field("participants").type.value_type.field("country").nullable


@pytest.mark.parametrize(
    ("model", "row"),
    [
        (Article, Article(article_id="a", text="They met.")),
        (Reject, Reject(reject_id="r", origin="a.txt", reason=RejectReason.EMPTY, message="has no text")),
    ],
)
def test_an_arrow_table_reads_back_into_the_model(model: Any, row: Any) -> None:
    (read,) = arrow_table(model, [row]).to_pylist()
    assert model.model_validate(read) == row


def test_no_rows_make_an_empty_table_of_the_same_schema() -> None:
    assert arrow_table(Article, []).schema == arrow_schema(Article)


def test_a_load_is_dated_in_utc_and_needs_a_zone() -> None:
    fields: dict[str, Any] = {"load_id": "x", "kind": "articles", "rows": {}, "sha256": {}, "schema_version": 1}
    load = Load(written=datetime.fromisoformat("2023-07-13T06:30:00+07:00"), **fields)
    assert load.written_utc == datetime(2023, 7, 12, 23, 30, tzinfo=UTC).replace(tzinfo=None)
    with pytest.raises(ValueError, match="timezone"):
        Load(written=datetime(2023, 7, 13), **fields)

"""The JSON Schema files under docs/schema/, written from the models: `python -m schemas.json_schema`."""

import json
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from schemas.article import Article
from schemas.load import Load
from schemas.records import ArticleRecords, Record
from schemas.reject import Reject

PUBLISHED: dict[str, Any] = {
    "article": Article,
    "record": Record,
    "article_records": ArticleRecords,
    "reject": Reject,
    "load": Load,
}
FOLDER = Path(__file__).parent.parent / "docs" / "schema"


def json_schema_text(name: str) -> str:
    """The text of one schema file, keys sorted, newline at the end."""
    return json.dumps(TypeAdapter(PUBLISHED[name]).json_schema(), indent=2, sort_keys=True) + "\n"


def write_all(folder: Path = FOLDER) -> list[Path]:
    """Write every schema file into `folder`; returns the paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name in PUBLISHED:
        path = folder / f"{name}.schema.json"
        path.write_text(json_schema_text(name), encoding="utf-8")
        paths.append(path)
    return paths


if __name__ == "__main__":
    write_all()

"""Sample articles and their annotated records (seeds/README.md)."""

from pathlib import Path


def articles_folder() -> Path:
    """The folder of the sample articles, in every format that is read."""
    return Path(__file__).parent / "articles"


def records_file() -> Path:
    """The annotated records of the sample articles: JSON lines of `{"id", "events"}` (docs/codebook.md)."""
    return Path(__file__).parent / "records.jsonl"

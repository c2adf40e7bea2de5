"""Sample articles and their annotated records (seeds/README.md)."""

from pathlib import Path


def articles_folder() -> Path:
    """The folder of the sample articles, in every format that is read."""
    return Path(__file__).parent / "articles"


def records_file() -> Path:
    """The annotated records of the sample articles: JSON lines of `{"id", "events"}` (docs/codebook.md)."""
    return Path(__file__).parent / "records.jsonl"


def office_holders_file() -> Path:
    """A list of office holders to begin with: heads of state and government, foreign ministers."""
    return Path(__file__).parent / "reference" / "office_holders.csv"

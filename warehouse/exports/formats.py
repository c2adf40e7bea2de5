"""The forms in which the published copy leaves the warehouse."""

from enum import StrEnum


class ExportFormat(StrEnum):
    """What the exported files are."""

    PARQUET = "parquet"
    CSV = "csv"
    XLSX = "xlsx"
    ICS = "ics"
    JSONL = "jsonl"

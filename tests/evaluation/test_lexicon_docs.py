"""docs/lexicon.md: its example comes out as it says, and it knows every field."""

import re
import shutil
from pathlib import Path

import pytest
from pydantic import BaseModel
from typer.testing import CliRunner

from cli.main import app
from extraction.lexicon.load import SHIPPED
from extraction.lexicon.models import (
    GRAMMATICAL_POSITIONS,
    PREPOSITIONS,
    ActorNouns,
    Expectation,
    Frame,
    Offices,
    StateOrgans,
    StatusCues,
    Support,
)

PAGE = (Path(__file__).parents[2] / "docs" / "lexicon.md").read_text(encoding="utf-8")
FRAME = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)[0]
OUTPUTS = re.findall(r"```\n((?:my-lexicon/|defacement).*?)```", PAGE, re.DOTALL)


@pytest.fixture
def lexicon(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(SHIPPED, tmp_path / "my-lexicon", ignore=shutil.ignore_patterns("__pycache__", "*.py"))
    monkeypatch.chdir(tmp_path)
    return Path("my-lexicon")


def run(*arguments: str) -> str:
    return CliRunner().invoke(app, ["lexicon", *arguments]).stdout


def test_the_example_fails_as_shown_then_holds_then_is_found(lexicon: Path) -> None:
    failing, shown = OUTPUTS
    file = lexicon / "frames" / "defacement.yaml"
    file.write_text(FRAME, encoding="utf-8")
    assert run("check", "my-lexicon").splitlines()[:-1] == failing.splitlines()[:-1]
    file.write_text(FRAME.replace("[protesters]", "[Protesters, embassy]"), encoding="utf-8")
    assert run("check", "my-lexicon").endswith("examples, all as they should be\n")
    assert run("show", "defaced", "--lexicon", "my-lexicon") == shown


@pytest.mark.parametrize("model", [Frame, Expectation, Support, StatusCues, Offices, ActorNouns, StateOrgans])
def test_every_field_is_explained(model: type[BaseModel]) -> None:
    missing = [name for name in model.model_fields if not re.search(rf"`{name}(: true)?`", PAGE)]
    assert missing == []


def test_every_position_is_explained() -> None:
    assert [name for name in sorted(GRAMMATICAL_POSITIONS | PREPOSITIONS) if f"`{name}`" not in PAGE] == []


def test_every_file_is_explained() -> None:
    files = [path.name for path in SHIPPED.iterdir() if path.suffix in (".yaml", ".csv")]
    assert [name for name in files if f"`{name}`" not in PAGE] == []

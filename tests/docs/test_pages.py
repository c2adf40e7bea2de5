"""The pages hold: links lead somewhere, commands and options exist, the README's queries give what it shows."""

import importlib.util
import re
import shlex
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import typer
from click.testing import Result
from typer.testing import CliRunner

import seeds
from cli.main import app
from flows.pipeline import run
from warehouse.home import Home

PROJECT = Path(__file__).parents[2]
PAGES = [PROJECT / "README.md", *sorted((PROJECT / "docs").glob("*.md")), PROJECT / "seeds" / "README.md"]
README = PAGES[0].read_text(encoding="utf-8")


def _module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


regenerate: Any = _module(PROJECT / "docs" / "regenerate.py")
SHOWN = [
    pytest.param(command, id=f"{path.name}: {command[:40]}")
    for path in regenerate.PAGES
    for command in regenerate.commands(path.read_text(encoding="utf-8"))
]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A home with the sample articles, as `make run` leaves it."""
    home = Home.open(tmp_path_factory.mktemp("seeds"))
    run([str(seeds.articles_folder())], home)
    return home


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_to_files_that_there_are(page: Path) -> None:
    targets = re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []


@pytest.mark.parametrize("command", SHOWN)
def test_a_command_that_is_shown_has_the_options_that_it_uses(command: str) -> None:
    for part in re.split(r" \| | 2>&1 |; ", command):
        name, *arguments = shlex.split(part)
        if name == "chancery":
            known: Any = typer.main.get_command(app)
            inner: Any = known.commands[arguments[0]]
            inner = getattr(inner, "commands", {}).get(arguments[1], inner) if len(arguments) > 1 else inner
            options = {option for parameter in inner.params for option in parameter.opts}
            assert {word for word in arguments if re.fullmatch("-[a-z]|--[a-z-]+", word)} <= options


def test_the_readme_begins_with_one_command_and_has_three_queries() -> None:
    first, *others = regenerate.commands(README)
    assert first == "make run"
    assert sum(command.startswith("chancery query") for command in others) == 3
    assert "make test" in README


@pytest.mark.parametrize("command", [each for each in regenerate.commands(README) if each.startswith("chancery query")])
def test_the_readmes_queries_give_the_columns_that_it_shows_and_rows(home: Home, command: str) -> None:
    """Not the rows themselves: the extractor learns, and `make docs` writes what it then finds."""
    result: Result = CliRunner().invoke(app, [*shlex.split(command)[1:], "--home", str(home.root)])
    assert result.exit_code == 0, result.stderr
    shown = README.split(f"$ {command}\n")[1].split("\n")[0]
    header, *rows = result.stdout.splitlines()
    assert header.split() == shown.split()
    assert len(rows) >= 2, "the story is still found"


def test_the_readme_maps_every_room() -> None:
    rooms = [path.name for path in PROJECT.iterdir() if (path / "__init__.py").exists()]
    assert [room for room in [*rooms, "tests"] if f"`{room}/`" not in README] == []


def test_every_page_is_linked_from_the_readme() -> None:
    assert [page.name for page in (PROJECT / "docs").glob("*.md") if f"docs/{page.name}" not in README] == []


def test_output_is_written_under_its_command() -> None:
    page = "Text.\n\n```console\n$ one\nold\n$ two\n```\n\n```sh\n$ three\n```\n"
    answer: Callable[[str], str] = {"one": "1\n", "two": ""}.__getitem__
    assert (
        regenerate.regenerated(page, answer) == "Text.\n\n```console\n$ one\n1\n\n$ two\n```\n\n```sh\n$ three\n```\n"
    )

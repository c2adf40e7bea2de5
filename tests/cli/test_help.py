"""Every command explains itself, with an example that holds."""

import re
import shlex
from collections.abc import Callable, Iterator

import click
import pytest
import typer
from click.testing import Result

from cli.main import app

Invoke = Callable[..., Result]


def commands(command: click.Command, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    inner: dict[str, click.Command] = getattr(command, "commands", {})
    if path and not inner:
        yield path
    for name, each in inner.items():
        yield from commands(each, (*path, name))


COMMANDS = list(commands(typer.main.get_command(app)))


def test_the_commands_are_these() -> None:
    assert {path[0] for path in COMMANDS} == {
        "run",
        "ingest",
        "backfill",
        "sources",
        "extract",
        "sql",
        "query",
        "event",
        "actor",
        "status",
        "rejects",
        "explore",
        "export",
        "publish",
        "maintain",
        "rebuild",
        "serve",
        "schedule",
        "evaluate",
        "why",
        "lexicon",
        "reference",
        "doctor",
    }


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_help_says_what_it_does_and_gives_an_example(invoke: Invoke, path: tuple[str, ...]) -> None:
    result = invoke(*path, "--help")
    assert result.exit_code == 0
    assert f"Example: chancery {' '.join(path)}" in result.stdout
    assert all(len(line) <= 100 for line in result.stdout.splitlines())


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_the_example_uses_only_options_that_there_are(invoke: Invoke, path: tuple[str, ...]) -> None:
    shown = invoke(*path, "--help").stdout
    example = " ".join(re.search(r"Example: (.*?)\n\n", shown, re.DOTALL)[1].split())  # type: ignore[index]
    command = example.split(" | ")[0].split(" && ")[0]
    used = {word for word in shlex.split(command) if re.fullmatch("-o|--[a-z-]+", word)}
    assert used <= set(re.findall(r"(?<=[\s,])(-o|--[a-z-]+)", shown)), command


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_an_option_that_does_not_exist_is_refused_with_exit_code_2(invoke: Invoke, path: tuple[str, ...]) -> None:
    result = invoke(*path, "--colour")
    assert result.exit_code == 2
    assert "No such option: --colour" in result.stderr


def test_without_a_command_the_help_is_shown(invoke: Invoke) -> None:
    result = invoke()
    assert "Turns news into a record of diplomacy" in result.output
    assert "Example: chancery run seeds/articles" in result.output


def test_the_version_can_be_asked_for(invoke: Invoke) -> None:
    assert re.fullmatch(r"chancery \d+\.\d+\.\d+\n", invoke("--version").stdout)

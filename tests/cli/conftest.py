"""The real `chancery` command, and the same in this process where that is enough."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from cli.main import app

Chancery = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="session")
def chancery() -> Chancery:
    """Runs the command as a user does, in a process of its own and in a pipe."""
    quiet = {name: value for name, value in os.environ.items() if not name.startswith(("PREFECT_", "CHANCERY_"))}

    def run(*arguments: str | Path, stdin: str = "", cwd: Path | None = None) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, "-m", "cli.main", *map(str, arguments)],
            input=stdin,
            cwd=cwd,
            env=quiet,
            capture_output=True,
            text=True,
            timeout=240,
            check=False,
        )

    return run


@pytest.fixture
def invoke() -> Callable[..., Result]:
    """Calls the command in this process: for what ends before anything is started."""
    return lambda *arguments: CliRunner().invoke(app, [str(each) for each in arguments])

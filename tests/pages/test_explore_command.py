"""`chancery explore` as a user calls it."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli.main import app
from warehouse.home import Home


def test_pages_are_written_where_one_says(home: Home, tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["explore", "--home", str(home.root), "--to", str(tmp_path / "desk")])
    assert done.exit_code == 0, done.stderr
    assert done.stdout.splitlines()[0] == "events  3"
    assert done.stdout.splitlines()[-1] == f"start   {tmp_path / 'desk' / 'index.html'}"
    assert (tmp_path / "desk" / "index.html").exists()


def test_the_browser_opens_on_the_start_page(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr("typer.launch", opened.append)
    assert CliRunner().invoke(app, ["explore", "--home", str(home.root), "--open"]).exit_code == 0
    assert opened == [(home.pages / "index.html").as_uri()]


def test_without_a_publication_it_says_what_to_do(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["explore", "--home", str(tmp_path)])
    assert done.exit_code == 1
    assert "nothing is published" in done.stderr
    assert "chancery run" in done.stderr

"""Wrong use stops before anything is touched, says what to do, and exits with 2; a busy warehouse with 3."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import Result

from warehouse.home import Home
from warehouse.loader import load_pending
from warehouse.lock import writing
from warehouse.publish import publish

Chancery = Callable[..., "subprocess.CompletedProcess[str]"]
Invoke = Callable[..., Result]

NOW = datetime(2023, 7, 13, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with an article and a file in the way of a home."""
    (tmp_path / "article.txt").write_text("They met in Jakarta.")
    (tmp_path / "file").write_text("mine")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CHANCERY_HOME", raising=False)
    return tmp_path


@pytest.mark.parametrize(
    ("arguments", "told", "remedy"),
    [
        (["run", "gone.txt"], "there is no gone.txt", "a file or a folder that exists"),
        (["run", "article.txt", "gone.txt"], "there is no gone.txt", "a file or a folder that exists"),
        (["run", ""], "no path of no name", "a file or a folder that exists"),
        (["run", "article.txt", "--home", "file/home"], "cannot be used: Not a directory", "--home or CHANCERY_HOME"),
        (["run", "article.txt", "--published", "2023-02-30"], "--published '2023-02-30'", "YYYY-MM-DD"),
        (["run", "article.txt", "--extractor", "oracle"], "no extractor is called 'oracle'", "--extractor rules"),
        (["run", "article.txt", "--processes", "0"], "greater than or equal to 1", "--help"),
        (["run", "article.txt", "--hom", "x"], "No such option: --hom", "--home"),
        (["extract", "gone.txt"], "there is no gone.txt", "a file or a folder that exists"),
        (["extract", "article.txt", "--published", "July"], "--published 'July'", "YYYY-MM-DD"),
        (["extract", "article.txt", "--extractor", "oracle"], "no extractor is called 'oracle'", "--extractor rules"),
        (["extract", "article.txt", "-o", "file/out"], "cannot be written: Not a directory", "a folder that you can"),
        (["extract", "article.txt", "--format", "xml"], "'xml' is not one of", "--help"),
        (["rebuild", "--home", "nowhere"], "there is no lake in", "--home or CHANCERY_HOME"),
        (["rejects", "--limit", "0"], "greater than or equal to 1", "--help"),
        (["unknown"], "No such command 'unknown'", "--help"),
    ],
)
def test_wrong_use_touches_nothing_and_says_what_to_do(
    invoke: Invoke, folder: Path, arguments: list[str], told: str, remedy: str
) -> None:
    result = invoke(*arguments)
    assert result.exit_code == 2, result.output
    assert told in result.stderr
    assert remedy in result.stderr
    assert "Traceback" not in result.output
    assert sorted(path.name for path in folder.iterdir()) == ["article.txt", "file"]
    assert (folder / "file").read_text() == "mine"


def test_a_home_on_a_read_only_file_system_is_refused(invoke: Invoke, folder: Path) -> None:
    if not Path("/proc/self").is_dir():
        pytest.skip("no /proc here: the one place that not even root can write to")
    result = invoke("run", "article.txt", "--home", "/proc/chancery")
    assert result.exit_code == 2
    assert "the home /proc/chancery cannot be used" in result.stderr


def test_the_home_can_be_named_by_the_environment(
    invoke: Invoke, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHANCERY_HOME", str(folder / "elsewhere"))
    assert f"home       {folder / 'elsewhere'}" in invoke("status").stdout


@pytest.mark.parametrize("command", [["query", "select 1"], ["rejects"]])
def test_a_home_without_anything_says_what_to_run_first(invoke: Invoke, folder: Path, command: list[str]) -> None:
    result = invoke(*command, "--home", "nowhere")
    assert result.exit_code == 1
    assert "nothing is published" in result.stderr
    assert "chancery run" in result.stderr
    assert not (folder / "nowhere").exists()


def test_status_of_a_home_that_does_not_exist_is_empty_and_makes_none(invoke: Invoke, folder: Path) -> None:
    result = invoke("status", "--home", "nowhere")
    assert result.exit_code == 0
    assert "published  not yet" in result.stdout
    assert not (folder / "nowhere").exists()


def test_doctor_names_what_is_amiss_and_exits_with_1(invoke: Invoke, folder: Path) -> None:
    result = invoke("doctor", "--home", "file")
    assert result.exit_code == 1
    assert f"fail  the home {folder / 'file'} cannot be used" in result.stdout
    assert "--home or CHANCERY_HOME" in result.stdout


def test_doctor_leaves_no_home_behind(invoke: Invoke, folder: Path) -> None:
    assert "does not exist yet; the first run makes it" in invoke("doctor", "--home", "nowhere").stdout
    assert not (folder / "nowhere").exists()


def test_a_copy_that_another_program_holds_is_exit_code_3_naming_it(invoke: Invoke, folder: Path) -> None:
    home = Home.open(folder / "home")
    load_pending(home, NOW)
    publish(home, NOW)
    with _held(home.published_file) as process:
        result = invoke("query", "select 1", "--home", home.root)
    assert result.exit_code == 3
    assert f"chancery.duckdb is open in process {process}" in result.stderr


@pytest.mark.slow
def test_a_run_on_a_busy_warehouse_waits_then_names_the_holder_with_exit_code_3(
    chancery: Chancery, folder: Path
) -> None:
    home = Home.open(folder / "home")
    with writing(home, "loading", NOW):
        done = chancery("run", "article.txt", "--home", "home", cwd=folder)
    assert done.returncode == 3
    assert "is in use by process" in done.stderr
    assert "(loading, since 2023-07-13" in done.stderr
    assert "Wait until it has finished" in done.stderr
    assert "Traceback" not in done.stderr


@contextmanager
def _held(path: Path) -> Iterator[int]:
    """Another program that has the file open for writing."""
    code = "import duckdb, sys; c = duckdb.connect(sys.argv[1]); print('open', flush=True); sys.stdin.read()"
    with subprocess.Popen(
        [sys.executable, "-c", code, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        assert process.stdout.readline() == "open\n"
        yield process.pid

"""`chancery sql`: one query from wherever it comes, and the prompt."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from click.testing import Result
from prompt_toolkit import PromptSession
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

import seeds
from cli.output import RowFormat
from cli.prompt import completer, is_complete, prompt
from cli.sql import parameters
from flows.pipeline import run
from schemas.errors import WrongConfiguration
from warehouse.catalog import DescribedColumn, DescribedTable
from warehouse.home import Home
from warehouse.query import Limits

Chancery = Callable[..., "subprocess.CompletedProcess[str]"]
Invoke = Callable[..., Result]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    home = Home.open(tmp_path_factory.mktemp("seeds"))
    run([str(seeds.articles_folder())], home)
    return home


@contextmanager
def typed(text: str) -> "Iterator[PromptSession[str]]":
    """A prompt at which somebody types the text."""
    with create_pipe_input() as keys:
        keys.send_text(text)
        yield PromptSession(input=keys, output=DummyOutput())


def ask(home: Home, text: str) -> None:
    with typed(text) as session:
        prompt(home, RowFormat.CSV, Limits(), {"today": date(2023, 7, 14)}, session)


@pytest.mark.parametrize("arguments", [["select 1 as one"], ["-"], []])
def test_a_query_is_an_argument_or_standard_input(home: Home, chancery: Chancery, arguments: list[str]) -> None:
    done = chancery("sql", *arguments, "--format", "csv", "--home", home.root, stdin="select 1 as one;\n")
    assert (done.returncode, done.stdout, done.stderr) == (0, "one\n1\n", "")


def test_json_is_one_array_and_sums_are_numbers(home: Home, invoke: Invoke) -> None:
    sql = "select sum(killed_count) as n, date '2023-07-13' as d from incidents"
    done = invoke("sql", sql, "--format", "json", "--home", home.root)
    (row,) = json.loads(done.stdout)
    assert isinstance(row["n"], int)
    assert row["d"] == "2023-07-13"
    assert json.loads(invoke("sql", "select 1 where false", "--format", "json", "--home", home.root).stdout) == []


def test_parameters_are_dates_numbers_or_text() -> None:
    given = parameters(["today=2023-07-14", "n=3", "$share=0.5", "who=Wang Yi"])
    assert given == {"today": date(2023, 7, 14), "n": 3, "share": 0.5, "who": "Wang Yi"}
    with pytest.raises(WrongConfiguration, match="has no value"):
        parameters(["today"])


def test_a_recipe_runs_by_its_name(home: Home, invoke: Invoke) -> None:
    done = invoke(
        "sql", "--recipe", "called-off", "--param", "today=2023-12-01", "--format", "jsonl", "--home", home.root
    )
    assert done.exit_code == 0, done.stderr
    assert {json.loads(line)["status"] for line in done.stdout.splitlines()} <= {"cancelled", "postponed"}


def test_an_unknown_recipe_is_told_with_those_that_there_are(home: Home, invoke: Invoke) -> None:
    done = invoke("sql", "--recipe", "nothing", "--home", home.root)
    assert done.exit_code == 2
    assert "called-off" in done.stderr


def test_at_the_prompt_queries_and_commands_are_answered_and_errors_do_not_end_it(
    home: Home, capsys: pytest.CaptureFixture[str]
) -> None:
    ask(
        home, "select 1 as one;\r.tables\r.columns meetings\rselect * from meting;\r.nothing\rselect 2 as two;\r.quit\r"
    )
    out, err = capsys.readouterr()
    assert "one\n1\n" in out
    assert "two\n2\n" in out
    assert "fact_event" in out
    assert "start_date" in out
    assert "there is no command .nothing" in err
    assert "Did you mean" in err
    assert "1 rows" in err


def test_the_prompt_ends_with_the_input(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    ask(home, "\x04")
    assert ".help says what can be done here" in capsys.readouterr().err


def test_a_query_goes_on_until_its_semicolon() -> None:
    assert not is_complete("select 1")
    assert is_complete("select 1\n  + 2;")
    assert is_complete(".tables")


def test_names_of_tables_and_columns_are_completed() -> None:
    meetings = DescribedTable("meetings", True, "", (DescribedColumn("place_name", "VARCHAR", "", ""),))
    found = completer([meetings], ["events_as_of"])

    def complete(text: str) -> list[str]:
        return [each.text for each in found.get_completions(Document(text, len(text)), CompleteEvent())]

    assert complete("select * from mee") == ["meetings"]
    assert complete("select place_") == ["place_name"]
    assert complete("select * from events_") == ["events_as_of"]


def test_ctrl_c_stops_a_query_at_once(home: Home) -> None:
    forever = "SELECT count(*) FROM range(100000000) a, range(100000000) b"
    process = subprocess.Popen(
        [sys.executable, "-m", "cli.main", "sql", forever, "--home", str(home.root)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    time.sleep(4)
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=20)
    assert process.returncode == 130
    assert "Interrupted" in told


def test_a_read_only_home_has_a_prompt_without_history(tmp_path: Path) -> None:
    from prompt_toolkit.history import FileHistory, InMemoryHistory

    from cli.prompt import _history

    assert isinstance(_history(tmp_path / "sql_history"), FileHistory)
    assert isinstance(_history(tmp_path / "missing" / "sql_history"), InMemoryHistory)

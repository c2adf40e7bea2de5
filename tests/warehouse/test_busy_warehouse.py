"""One writer at a time: others wait, then are told who holds the warehouse."""

import os
import subprocess
import sys
from collections.abc import Iterator

import pytest
from diplomacy import MONDAY, TUESDAY, article, put

from schemas.errors import WarehouseBusy
from warehouse.home import Home
from warehouse.known import KnownExtractions
from warehouse.loader import load_pending
from warehouse.lock import writing
from warehouse.publish import publish

OPEN_IT = """
import duckdb, sys
connection = duckdb.connect(sys.argv[1])
print("open", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def other_program(home: Home) -> Iterator[subprocess.Popen[str]]:
    """Another program that has the loader's database open, as a curious user's would."""
    put(home, [article()])
    load_pending(home, MONDAY)
    with subprocess.Popen(
        [sys.executable, "-c", OPEN_IT, str(home.warehouse_file)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout
        assert process.stdout.readline() == "open\n"
        yield process


def test_who_waits_in_vain_is_told_the_holder_and_its_purpose(home: Home) -> None:
    put(home, [article()])
    with (
        writing(home, "loading", MONDAY),
        pytest.raises(WarehouseBusy, match=rf"process {os.getpid()} on .* \(loading, since 2023-07-10"),
    ):
        load_pending(home, TUESDAY, wait_seconds=0.2)


def test_publishing_and_looking_up_wait_for_the_same_lock(home: Home) -> None:
    with writing(home, "loading", MONDAY):
        with pytest.raises(WarehouseBusy, match="loading"):
            publish(home, MONDAY, wait_seconds=0)
        with pytest.raises(WarehouseBusy, match="loading"):
            KnownExtractions(home, "first", MONDAY, wait_seconds=0)


def test_the_lock_is_free_again_after_the_block_and_after_an_error(home: Home) -> None:
    with pytest.raises(ZeroDivisionError), writing(home, "failing", MONDAY):
        raise ZeroDivisionError
    with writing(home, "loading", MONDAY, wait_seconds=0):
        pass


def test_another_program_that_has_the_database_open_is_named(home: Home, other_program: subprocess.Popen[str]) -> None:
    with pytest.raises(WarehouseBusy, match=rf"warehouse\.duckdb is open in process {other_program.pid}") as raised:
        load_pending(home, TUESDAY, wait_seconds=0)
    assert "published" in raised.value.remedy


def test_what_was_extracted_is_known_from_the_lake_and_from_the_warehouse(home: Home) -> None:
    old, new = article("old"), article("new")
    put(home, [old])
    load_pending(home, MONDAY)
    put(home, [article("in the lake only")])
    known = KnownExtractions(home, "first", MONDAY)
    split = known.split([old, new, article("in the lake only"), article("old", "Wang met nobody.")])
    assert split.due == [new, article("old", "Wang met nobody.")]
    assert split.known_count == 2
    assert KnownExtractions(home, "second", MONDAY).split([old]).due == [old]

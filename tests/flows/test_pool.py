"""A process that dies or hangs costs the article that did it, not the package and not the run."""

from collections.abc import Iterator

import pytest

from flows.pool import outcomes
from schemas.errors import ChanceryError, DamagedData
from tests.flows.pool_tasks import dies_at_once, letters

DIED = "ended its process (exit code -9)"
HUNG = "took longer than 1 seconds"


def test_every_package_is_worked_on_once() -> None:
    assert sorted(outcomes(["ab", "c", "de"], letters, 2)) == [["A", "B"], ["C"], ["D", "E"]]


def test_an_article_that_kills_the_process_is_set_aside_with_the_reason() -> None:
    assert sorted(outcomes(["axb", "cd"], letters, 2)) == [["A", DIED, "B"], ["C", "D"]]


def test_an_article_that_hangs_is_set_aside_with_the_reason() -> None:
    assert list(outcomes(["az"], letters, 1)) == [["A", HUNG]]


def test_several_in_one_package_cost_no_more_than_themselves() -> None:
    assert list(outcomes(["xaxb"], letters, 1)) == [[DIED, "A", DIED, "B"]]


def test_what_a_task_raises_is_raised_to_the_caller() -> None:
    with pytest.raises(DamagedData, match="a letter is damaged") as raised:
        list(outcomes(["a", "!"], letters, 2))
    assert raised.value.remedy == "Write another."


def test_a_process_that_never_gets_to_an_article_ends_the_run_with_advice() -> None:
    with pytest.raises(ChanceryError, match="before its first article") as raised:
        list(outcomes(["ab"], dies_at_once, 1))
    assert "--processes 1" in raised.value.remedy


def test_no_more_packages_are_taken_than_there_are_processes() -> None:
    taken: list[str] = []

    def packages() -> Iterator[str]:
        for name in "abcdef":
            taken.append(name)
            yield name

    found = outcomes(packages(), letters, 2)
    next(found)
    assert len(taken) <= 3
    assert sorted(map("".join, found))[-1] == "F"

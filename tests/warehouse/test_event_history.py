"""What was known when: the steps of event_history, and the macros that ask for a day."""

from datetime import date

import pytest

import seeds
from flows.pipeline import run
from warehouse.home import Home
from warehouse.query import query


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    home = Home.open(tmp_path_factory.mktemp("seeds"))
    run([str(seeds.articles_folder())], home)
    return home


def test_as_of_a_day_only_what_was_published_until_then_is_known(home: Home) -> None:
    def status(day: str) -> list[dict[str, str]]:
        sql = (
            "SELECT DISTINCT status FROM events_as_of($day) WHERE place_name = 'Jakarta' AND kind = 'meeting' "
            "AND participant_names LIKE '%Blinken%' ORDER BY 1"
        )
        return query(home, sql, {"day": day}).to_pylist()

    assert status("2023-07-11") == []
    assert status("2023-07-12") == [{"status": "scheduled"}]
    assert {"status": "occurred"} in status("2023-07-13")


def test_what_changed_since_a_day_became_known_after_it(home: Home) -> None:
    rows = query(home, "SELECT min(known_date) AS first FROM changed_since(DATE '2023-07-13')").to_pylist()
    assert rows == [{"first": date(2023, 7, 14)}]

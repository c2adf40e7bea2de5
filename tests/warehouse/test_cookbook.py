"""Every recipe of the cookbook runs on the sample articles, quickly, and stands in docs/cookbook.md."""

import time
from datetime import date
from pathlib import Path

import pytest

import seeds
from flows.pipeline import run
from warehouse.cookbook import Recipe, recipe_named, recipes
from warehouse.home import Home
from warehouse.query import query

DOCS = Path(__file__).parents[2] / "docs"
TODAY = date(2023, 7, 14)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    home = Home.open(tmp_path_factory.mktemp("seeds"))
    run([str(seeds.articles_folder())], home)
    return home


def test_there_are_at_least_fifteen() -> None:
    assert len(recipes()) >= 15
    assert len({recipe.name for recipe in recipes()}) == len(recipes())


@pytest.mark.parametrize("recipe", recipes(), ids=lambda recipe: recipe.name)
def test_it_gives_rows_and_stands_in_the_page(home: Home, recipe: Recipe) -> None:
    page = (DOCS / "cookbook.md").read_text(encoding="utf-8")
    assert recipe.question in page
    assert recipe.sql in page
    found = query(home, recipe.sql, {"today": TODAY})
    header = page.split(f"$ chancery sql --recipe {recipe.name} ")[1].splitlines()[1]
    assert header.split() == found.column_names
    assert found.num_rows > 0


@pytest.mark.parametrize("recipe", recipes(), ids=lambda recipe: recipe.name)
def test_its_rows_have_an_order(home: Home, recipe: Recipe) -> None:
    assert "ORDER BY" in recipe.sql.rpartition(")")[2] or "ORDER BY" in recipe.sql.splitlines()[-1]


def test_it_is_quick(home: Home) -> None:
    """A thousand times the articles are measured by `make bench-volume`."""
    started = time.monotonic()
    for recipe in recipes():
        query(home, recipe.sql, {"today": TODAY})
    assert time.monotonic() - started < 10


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


def test_a_recipe_that_there_is_not_is_told_with_those_that_there_are() -> None:
    with pytest.raises(Exception, match="there is no recipe 'nonsense'"):
        recipe_named("nonsense")

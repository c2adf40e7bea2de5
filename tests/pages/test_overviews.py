"""What the timeline, the map and the matrix count."""

from newsroom import HEBREW
from opened import Data

from pages.places import capitals, cities_named
from pages.projection import WIDTH, on_map
from pages.world import land


def test_months_are_counted_by_kind_and_standing(data: Data) -> None:
    assert data("timeline") == [
        ["2023-07", "incident", "held", 1],
        ["2023-07", "meeting", "held", 1],
        ["2023-08", "visit", "announced", 1],
    ]


def test_countries_meet_by_their_people_and_a_visit_goes_to_a_country(data: Data) -> None:
    assert data("relations")["countries"] == [
        ["CHN", "USA", "meeting", "held", 1],
        ["JPN", "USA", "visit", "announced", 1],
    ]


def test_people_meet_in_meetings_not_in_incidents(data: Data) -> None:
    (pair,) = data("relations")["people"]
    assert [pair[1], pair[3], *pair[4:]] == ["Antony Blinken", "Wang Yi", 1, 0, 0, "2023-07-13"]
    assert HEBREW not in pair


def test_a_place_is_where_its_city_is(data: Data) -> None:
    placed = data("map")
    assert {(name, country, tuple(names)) for name, country, _, _, names in placed["spots"]} == {
        ("Jakarta", "IDN", ("Jakarta",)),
        ("New York City", "USA", ("New York City",)),
    }
    assert sorted(count[1:] for count in placed["counts"]) == [
        ["meeting", "held", 2023, 1],
        ["visit", "announced", 2023, 1],
    ]


def test_a_city_is_known_by_its_other_names_in_its_country_alone() -> None:
    found = cities_named([("UA", "kiev"), ("UA", "jakarta"), ("GB", "boston")])
    assert {key: city.name for key, city in found.items()} == {("UA", "kiev"): "Kyiv", ("GB", "boston"): "Boston"}
    assert 52 < found["GB", "boston"].latitude < 54


def test_each_country_has_its_capital() -> None:
    assert [capitals()[code].name for code in ("ID", "FR", "AU")] == ["Jakarta", "Paris", "Canberra"]


def test_the_map_keeps_to_its_frame() -> None:
    x, y = on_map(0, 0)
    assert (round(x), round(on_map(90, 0)[1])) == (WIDTH // 2, 0)
    assert [round(on_map(0, side)[0]) for side in (-180, 180)] == [0, WIDTH]
    assert on_map(50, 10)[1] < y < on_map(-50, 10)[1]


def test_land_is_drawn_as_points() -> None:
    assert land().count("M") == land().count("h0") > 1500

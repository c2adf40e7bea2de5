"""Country codes: ISO 3166-1 alpha-3, and XKX for Kosovo, which ISO leaves to its users."""

import unicodedata
from functools import cache
from typing import Annotated

import pycountry
from pydantic import AfterValidator

OTHER_NAMES = {
    "Britain": "GBR", "UK": "GBR", "U.K.": "GBR", "England": "GBR", "Scotland": "GBR", "US": "USA", "U.S.": "USA",
    "America": "USA", "Russia": "RUS", "Iran": "IRN", "Syria": "SYR", "South Korea": "KOR", "North Korea": "PRK",
    "Vietnam": "VNM", "Laos": "LAO", "Turkey": "TUR", "Ivory Coast": "CIV", "Palestine": "PSE", "UAE": "ARE",
    "DR Congo": "COD", "Congo": "COD", "Venezuela": "VEN", "Bolivia": "BOL", "Tanzania": "TZA", "Taiwan": "TWN",
    "Moldova": "MDA", "Kosovo": "XKX", "Brunei": "BRN", "Cape Verde": "CPV", "Burma": "MMR", "Holland": "NLD",
    "Czech Republic": "CZE", "North Macedonia": "MKD", "Macedonia": "MKD", "Swaziland": "SWZ",
    "Vatican": "VAT", "Gaza Strip": "PSE",
    "Czech": "CZE", "Republic of Ireland": "IRL", "Vatican City": "VAT", "Holy See": "VAT", "East Timor": "TLS",
    "Republic of the Congo": "COG", "Democratic Republic of the Congo": "COD", "DRC": "COD", "Macau": "MAC",
}  # fmt: skip
"""Names of countries in news and in lists that ISO 3166 writes in another way."""

# Countries whose name in ISO 3166 is not the one in use; the first of their other names is.
_NAMED_OTHERWISE = frozenset(
    "RUS IRN SYR KOR PRK VNM LAO TUR CIV PSE COD VEN BOL TZA TWN MDA XKX BRN CPV VAT COG MKD".split()
)


@cache
def country_codes() -> frozenset[str]:
    """Every code that a record may carry, such as "CHN"."""
    return frozenset(country.alpha_3 for country in pycountry.countries) | {"XKX"}


def country_named(text: str) -> str | None:
    """The code of the country that a list calls so: by its code, or by a name in English; None where there is none."""
    if text in country_codes():
        return text
    return _names().get(_plain(text))


@cache
def country_name(code: str) -> str | None:
    """The name of a country as news write it ("Russia", "South Korea"); None for what is no code."""
    for name, each in OTHER_NAMES.items():
        if each == code and code in _NAMED_OTHERWISE:
            return name
    country = pycountry.countries.get(alpha_3=code)
    return getattr(country, "common_name", country.name) if country else None


@cache
def _names() -> dict[str, str]:
    names: dict[str, str] = {}
    shorter: dict[str, set[str]] = {}
    for country in pycountry.countries:
        for field in ("alpha_2", "name", "common_name", "official_name"):
            if name := getattr(country, field, None):
                names[_plain(name)] = country.alpha_3
                # "Bolivia, Plurinational State of", but not "Korea, Republic of".
                shorter.setdefault(_plain(name.partition(",")[0]), set()).add(country.alpha_3)
    alone = {name: code for name, (code, *others) in shorter.items() if not others}
    return alone | names | {_plain(name): code for name, code in OTHER_NAMES.items()}


def _plain(name: str) -> str:
    """Without case, accents and what stands in brackets; "Korea, South" as "south korea"."""
    name = name.partition("(")[0].strip()
    first, comma, rest = name.partition(", ")
    if comma:
        name = f"{rest} {first}"
    letters = unicodedata.normalize("NFKD", name.replace("&", "and")).encode("ascii", "ignore").decode()
    return letters.casefold().strip().removeprefix("the ")


def _known(code: str) -> str:
    if code not in country_codes():
        raise ValueError(f"{code!r} is no ISO 3166-1 alpha-3 code (three capitals, such as CHN; Kosovo: XKX)")
    return code


CountryCode = Annotated[str, AfterValidator(_known)]

"""Country codes: ISO 3166-1 alpha-3, and XKX for Kosovo, which ISO leaves to its users."""

from functools import cache
from typing import Annotated

import pycountry
from pydantic import AfterValidator


@cache
def country_codes() -> frozenset[str]:
    """Every code that a record may carry, such as "CHN"."""
    return frozenset(country.alpha_3 for country in pycountry.countries) | {"XKX"}


def _known(code: str) -> str:
    if code not in country_codes():
        raise ValueError(f"{code!r} is no ISO 3166-1 alpha-3 code (three capitals, such as CHN; Kosovo: XKX)")
    return code


CountryCode = Annotated[str, AfterValidator(_known)]

"""The countries that a stretch of text names, by name or adjective."""

import re

from spacy.tokens import Span

from extraction.actors import CountryLink
from extraction.gazetteer import Gazetteer
from schemas.vocabulary import Inference

LONGEST_NAME = 5  # words


def country_links(window: Span, gazetteer: Gazetteer) -> list[CountryLink]:
    """The countries that a stretch of text names, in order; longest names first."""
    links, i, doc = [], window.start, window.doc
    while i < window.end:
        for length in range(min(LONGEST_NAME, window.end - i), 0, -1):
            span = doc[i : i + length]
            name = span.text
            code = gazetteer.country_by_name.get(name) or gazetteer.country_by_adjective.get(name)
            if code is None and length == 1 and span.text in ("U.S", "U.K"):
                code = {"U.S": "USA", "U.K": "GBR"}[span.text]
            if code is None and length == 1:
                links += _joined_countries(span, gazetteer)
            if code:
                links.append(CountryLink(code, Inference.COUNTRY_NAME, span.start_char, span.end_char))
                i += length - 1
                break
        i += 1
    return links


def _joined_countries(token: Span, gazetteer: Gazetteer) -> list[CountryLink]:
    """Both countries of "U.S.-Russia" and "Israeli–Palestinian"."""
    links, offset = [], token.start_char
    parts = re.split("[-–—]", token.text)
    if len(parts) < 2:
        return []
    for part in parts:
        code = gazetteer.country_by_name.get(part) or gazetteer.country_by_adjective.get(part)
        if code is None:
            return []
        links.append(CountryLink(code, Inference.COUNTRY_NAME, offset, offset + len(part)))
        offset += len(part) + 1
    return links

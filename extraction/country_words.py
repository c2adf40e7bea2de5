"""The countries that a stretch of text names, by name or adjective."""

import re

from spacy.tokens import Span

from extraction.actors import CountryLink
from extraction.gazetteer import Gazetteer
from schemas.vocabulary import Inference

LONGEST_NAME = 5  # words
_JOINED = re.compile("[-–—]")


def country_links(window: Span, gazetteer: Gazetteer) -> list[CountryLink]:
    """The countries that a stretch of text names, in order; longest names first."""
    links: list[CountryLink] = []
    doc, end, free = window.doc, window.end, window.start
    for i, token in enumerate(window, window.start):
        if i < free:
            continue
        text = token.text
        if text not in gazetteer.country_beginnings:
            if len(text) > 1 and _JOINED.search(text):
                links += _joined_countries(doc[i : i + 1], gazetteer)
            continue
        for length in range(min(LONGEST_NAME, end - i), 0, -1):
            span = doc[i : i + length]
            name = span.text
            code = gazetteer.country_by_name.get(name) or gazetteer.country_by_adjective.get(name)
            if code is None and length == 1 and span.text in ("U.S", "U.K"):
                code = {"U.S": "USA", "U.K": "GBR"}[span.text]
            if code is None and length == 1:
                links += _joined_countries(span, gazetteer)
            if code:
                links.append(CountryLink(code, Inference.COUNTRY_NAME, span.start_char, span.end_char))
                free = i + length
                break
    return links


def _joined_countries(token: Span, gazetteer: Gazetteer) -> list[CountryLink]:
    """Both countries of "U.S.-Russia" and "Israeli–Palestinian"."""
    links, offset = [], token.start_char
    parts = _JOINED.split(token.text)
    if len(parts) < 2:
        return []
    for part in parts:
        code = gazetteer.country_by_name.get(part) or gazetteer.country_by_adjective.get(part)
        if code is None:
            return []
        links.append(CountryLink(code, Inference.COUNTRY_NAME, offset, offset + len(part)))
        offset += len(part) + 1
    return links

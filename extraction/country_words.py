"""The countries that a stretch of text names, by name or adjective."""

import re
from collections.abc import Sequence

from spacy.tokens import Span, Token

from extraction.actors import CountryLink
from extraction.gazetteer import Gazetteer
from schemas.vocabulary import Inference

LONGEST_NAME = 5  # words
_JOINED = re.compile("[-–—]")


def country_links(window: Span, gazetteer: Gazetteer) -> list[CountryLink]:
    """The countries that a stretch of text names, in order; longest names first."""
    links: list[CountryLink] = []
    doc, free = window.doc, 0
    tokens = list(window)
    for number, token in enumerate(tokens):
        if number < free:
            continue
        text, i = token.text, token.i
        if text not in gazetteer.country_beginnings:
            if len(text) > 1 and _JOINED.search(text):
                links += _joined_countries(doc[i : i + 1], gazetteer)
            continue
        for length, name in _beginnings(tokens[number : number + LONGEST_NAME]):
            code = gazetteer.country_by_name.get(name) or gazetteer.country_by_adjective.get(name)
            if code is None and length == 1 and name in ("U.S", "U.K"):
                code = {"U.S": "USA", "U.K": "GBR"}[name]
            if code is not None:
                span = doc[i : i + length]
                links.append(CountryLink(code, Inference.COUNTRY_NAME, span.start_char, span.end_char))
                free = number + length
                break
            if length == 1:
                links += _joined_countries(doc[i : i + 1], gazetteer)
    return links


def _beginnings(tokens: Sequence[Token]) -> list[tuple[int, str]]:
    """The texts of the first words, the longest first, each with its number of words; a span's own text costs a look
    at each of its tokens, anew for each length."""
    found, before = [], ""
    for length, token in enumerate(tokens, 1):
        text = token.text
        found.append((length, before + text))
        before += text + token.whitespace_
    return found[::-1]


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

"""The time that a count covers: "in two months", "this year", "since 2018"."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from spacy.tokens import Token

from extraction.dates import DateKind, find
from extraction.dates.words import NUMBER, number_value

_FARTHEST = 110
"""Characters after the counted noun in which the time may stand."""
_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365, "decade": 3650, "century": 36500, "centurie": 36500}
_BOUNDS = r"(?:the (?:past|last) |more than |less than |nearly |almost |over |about |around |just |at least |only )*"
_LENGTH = re.compile(
    rf"\b(?:in|within|over|for) {_BOUNDS}(?:(?P<count>{NUMBER}|an?) |(?:past|last) )"
    r"(?P<unit>day|week|month|year|decade|century|centurie)s?\b",
    re.IGNORECASE,
)
_VAGUE = re.compile(
    r"\b(?:(?:in|for) (?:(?:many|several|some|recent) )?(?:years|months|decades|weeks)"
    r"|in (?:[\w'’]+ ){0,3}history|ever)\b",
    re.IGNORECASE,
)
_THIS = re.compile(r"\bthis (?P<unit>week|month|year)\b", re.IGNORECASE)
_YEAR = re.compile(r"\bin (?P<year>(?:19|20)\d\d)\b")
_SINCE = re.compile(r"\bsince\b", re.IGNORECASE)


@dataclass(frozen=True)
class Period:
    """A length in days, or a first day, and the character after its words."""

    days: int | None = None
    since: date | None = None
    end_char: int = 0


def period_after(noun: Token, published: date | None) -> Period | None:
    """The time told in the rest of the sentence after the counted noun, with no comma between."""
    begin = noun.idx + len(noun)
    text = noun.doc.text[begin : min(begin + _FARTHEST, noun.sent.end_char)]
    text = re.split(r"[,;.](?=\s|$)", text, maxsplit=1)[0]
    found = [match for pattern in (_LENGTH, _THIS, _SINCE, _YEAR, _VAGUE) if (match := pattern.search(text))]
    if not found:
        return None
    match = min(found, key=lambda m: m.start())
    if match.re is _LENGTH:
        count = number_value(match["count"]) if match["count"] else 1
        return Period(days=count * _DAYS[match["unit"].lower()], end_char=begin + match.end())
    if match.re is _VAGUE:
        return Period(end_char=begin + match.end())
    if match.re is _THIS:
        since = _start_of(match["unit"].lower(), published)
        return Period(since=since, end_char=begin + match.end()) if since else None
    if match.re is _YEAR:
        return Period(since=date(int(match["year"]), 1, 1), end_char=begin + match.end())
    return _since(text, match.end(), begin, published)


def _start_of(unit: str, published: date | None) -> date | None:
    if published is None:
        return None
    if unit == "week":
        return published - timedelta(days=published.weekday())
    return published.replace(day=1) if unit == "month" else published.replace(month=1, day=1)


def _since(text: str, position: int, begin: int, published: date | None) -> Period | None:
    """The day that the words after "since" tell ("since 2018", "since the war ended in 1994")."""
    rest = text[position:]
    for expression in find(rest, published):
        if expression.kind is DateKind.DATE and expression.start is not None:
            return Period(since=expression.start, end_char=begin + position + expression.end_char)
    end = begin + position + len(rest.rstrip(" .\n"))
    return Period(end_char=end)

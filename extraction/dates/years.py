"""Years, decades and centuries told by number, and the numbers of four digits that are no years."""

import re

from extraction.dates.interval import century, decade, years
from extraction.dates.meaning import Fixed, Meaning
from extraction.dates.ranges import Range
from extraction.dates.reading import DIGITS, Rule, Source, rule
from extraction.dates.words import DASH, ORDINAL, ORDINAL_WORDS, YEAR, ordinal_value

_FIRST_PLAIN_YEAR = 1900
_LAST_PLAIN_YEAR = 2100

_BEFORE_CHRIST = r"(?: (?:b\.?c\.?e?\b\.?|ante christum))"
_LEADS_TO_YEAR = re.compile(
    r"(?:\b(?:in|since|circa|ca\.|year|years|until|till|before|during|from|by|throughout|fiscal|fy|mid-?|"
    r"early|late|summer|winter|spring|autumn|fall|after|between|around|about|back in|as of|"
    r"(?<!total )(?<!force )(?<!number )(?<!group )(?<!army )(?<!crew )(?<!average )(?<!some )of)[ ]?(?:the )?|\()$"
)
_STRONG_LEAD = re.compile(r"\b(?:in|since|until|during|early|late) $")
_NO_YEAR_BEFORE = re.compile(
    r"(?:[$€£¥#]|[\w.,:/]|\d[-/]|\b(?:flight|no\.?|nos\.?|number|resolution|article|page|room|section|rule|act|law|"
    r"order|decree|bill|boeing|airbus|highway|route|channel|km|us\$|usd|eur|gbp|rs\.?|at|some|about|nearly|almost|over|"
    r"than|least|most|roughly|approximately|only|up to|another|these|those|all|killed|killing|injured|wounded)[ ]?)$"
)
_COUNTED_AFTER = re.compile(
    r"(?:[ -](?P<qualified>(?:more|other|additional|armed|of the|of them|or so|[a-z]+ed|american|russian|us|u\.s\.|"
    r"british|israeli|palestinian|new|foreign|local|young|european|chinese|french|ukrainian) )?"
    r"(?:people|persons|troops|soldiers|men|women|children|police|policemen|officers|members|workers|employees|"
    r"jobs|homes|houses|buildings|refugees|migrants|dead|deaths|victims|casualties|wounded|injured|tons|tonnes|miles|"
    r"km|kms|kilometres|kilometers|metres|meters|feet|dollars|euros|pounds|points|votes|seats|years|months|weeks|days|"
    r"hours|hrs|minutes|gmt|utc|local time|percent|others|civilians|fighters|militants|rebels|protesters|"
    r"demonstrators|students|pupils|cases|tests|tanks|aircraft|planes|ships|vehicles|cars|rockets|missiles|shells|"
    r"prisoners|inmates|detainees|residents|villagers|families|passengers|delegates|guests|copies|square|acres|"
    r"hectares|barrels|litres|liters|mw|kg|kilograms|grams|volts|rpm|cc|guns|rounds|pages|words|times|hostages|"
    r"companies|schools|villages|pilgrims|volunteers|supporters|followers|sailors|marines|peacekeepers|personnel)\b"
    r"|[ ]?[%°]|,\d|:\d|\.\d|-\d{2}-\d{2}\b)"
)


def _read_year(source: Source, match: re.Match[str]) -> Meaning | None:
    """A bare number of four digits: from 1900 to 2100 unless it counts or numbers something."""
    number = int(match["year"])
    before = source.lowered[max(0, match.start() - 16) : match.start()]
    counted = _COUNTED_AFTER.match(source.lowered, match.end())
    if counted and not (counted["qualified"] and number >= _FIRST_PLAIN_YEAR and _STRONG_LEAD.search(before)):
        return None
    if _LEADS_TO_YEAR.search(before) and not _follows_flight_number(before):
        return Fixed(years(number, number)) if number <= _LAST_PLAIN_YEAR else None
    if not _FIRST_PLAIN_YEAR <= number <= _LAST_PLAIN_YEAR or _NO_YEAR_BEFORE.search(before):
        return None
    return Fixed(years(number, number))


def _follows_flight_number(before: str) -> bool:
    return before.rstrip().endswith(("flight", "resolution"))


def _read_before_christ(source: Source, match: re.Match[str]) -> Meaning | None:
    return Fixed(None)


def _read_years(source: Source, match: re.Match[str]) -> Meaning | None:
    """ "1955-1957", "2010-11": the second number may leave out the century."""
    first = int(match["year"])
    last_digits = match["last"]
    last = int(last_digits) if len(last_digits) == 4 else first // 100 * 100 + int(last_digits)
    before = source.lowered[max(0, match.start() - 16) : match.start()]
    is_year = 1000 <= first < last <= _LAST_PLAIN_YEAR and last - first < 200
    if not is_year or _COUNTED_AFTER.match(source.lowered, match.end()) or re.search(r"[\w$€£.,:/-]$", before):
        return None
    return Range(Fixed(years(first, first)), Fixed(years(last, last)), match.span("year"), match.span("last"))


def _read_decade(source: Source, match: re.Match[str]) -> Meaning | None:
    number = int(match["year"])
    if number < 100:
        number += 1900 if number >= 20 else 2000
    return Fixed(decade(number)) if number % 10 == 0 else None


def _read_short_decade(source: Source, match: re.Match[str]) -> Meaning | None:
    """ "80s" behind "the 70s and", "early" and the like; "in his 80s" is an age."""
    is_led = re.search(
        r"(?:s and|s or|\b(?:early|late|mid)[- ](?:to[- ]late[- ])?)[ ]?'?$",
        source.lowered[max(0, match.start() - 14) : match.start()],
    )
    return _read_decade(source, match) if is_led else None


def _read_century(source: Source, match: re.Match[str]) -> Meaning | None:
    if match["bc"]:
        return Fixed(None)
    return Fixed(century(ordinal_value(match["ordinal"])))


RULES: tuple[Rule, ...] = (
    rule(DIGITS, rf"(?P<year>{YEAR})", _read_year),
    rule(DIGITS, rf"\d{{1,4}}(?:{DASH}\d{{1,4}})?{_BEFORE_CHRIST}", _read_before_christ),
    rule(DIGITS, rf"(?P<year>{YEAR}){DASH}(?P<last>\d{{4}}|\d\d)", _read_years),
    rule(f"{DIGITS} the", r"(?:the )?(?P<year>[12]\d\d0)'?s(?: b\.?c\.?e?)?", _read_decade),
    rule("the", r"(?:the )'?(?P<year>[2-9]0)'?s", _read_decade),
    rule(DIGITS, r"(?P<year>[2-9]0)'?s", _read_short_decade),
    rule(
        [DIGITS, "the", *ORDINAL_WORDS],
        rf"(?:the )?(?P<ordinal>{ORDINAL})[-\x20]century(?P<bc>{_BEFORE_CHRIST})?",
        _read_century,
    ),
    rule("the", rf"the year (?P<year>{YEAR})", _read_year),
    rule("fiscal fy", rf"(?:fiscal(?: year)?|fy) ?(?P<year>{YEAR})", _read_year),
)

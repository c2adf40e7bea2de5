"""Expressions of time that fix no days: vague words, durations, recurrences and times of day."""

import re

from extraction.dates.counted import COUNT_STARTS
from extraction.dates.expression import DateKind
from extraction.dates.meaning import Meaning, NoDate, iso_duration
from extraction.dates.reading import DIGITS, Rule, Source, rule
from extraction.dates.words import DAY_PART, NUMBER, WEEKDAY_NUMBERS, number_value

_UNIT = (
    r"(?P<unit>seconds?|minutes?|hours?|days?|weeks?|weekends?|fortnights?|months?|quarters?|years?|decades?|"
    r"centur(?:y|ies))"
)
_PLURAL = r"(?P<unit>seconds|minutes|hours|days|weeks|weekends|months|quarters|years|decades|centuries)"
_APPROXIMATELY = (
    r"(?:(?:just|about|some|around|nearly|almost|over|under|more than|less than|at least|up to|only|exactly|roughly) )?"
)
_ZONE = r"(?:utc|gmt|est|edt|cst|cdt|pst|pdt|cet|cest|bst|msk|jst|ist|local time|local|eastern|hours|z)"
_ZONED = rf" (?:\({_ZONE}(?: ?[+-] ?\d+)?\)|{_ZONE})"
_FULL_WEEKDAYS = [name for name in WEEKDAY_NUMBERS if name.endswith("day")]
_SOME = r"(?P<some>several|many|a few|few|some|a couple of|a number of|dozens of)"
_VAGUE_STARTS = (
    "recently recent soon shortly in the more very lately some over during within at a days weeks months years decades"
)
_VAGUE = (
    r"(?:more |very |most )?recently|(?:very )?(?:soon|shortly)(?! (?:after|before|as|[a-z]+ed)\b)|lately|recent|"
    r"(?:in |over |during )?(?:the )?recent (?:days|weeks|months|years|decades|times)|"
    r"(?:in|over|within|during) the (?:coming|next few|next several|past few|last few|following|next) "
    r"(?:days|weeks|months|years)|the (?:coming|following) (?:days|weeks|months|years)|"
    r"(?:in )?the (?:near|foreseeable|distant) (?:future|term)|some ?day|some ?time (?:ago|later|soon)|"
    r"(?:days|weeks|months|years|decades) (?:later|earlier)|"
    r"(?:at )?(?:a|some) (?:later|future|earlier) (?:date|time|stage|point)|in due course"
)
_NOT_BEFORE_UNITS = (
    r"(?! (?:\w+ )?(?:days?|weeks?|weekends?|months?|years?|quarters?|decades?|century|centuries|hours?|few|several|\d|"
    r"two|three|four|five|six|seven|eight|nine|ten)\b)"
)
_LOOSE = (
    r"(?:right )?now|currently|current|nowadays|these days|presently|present day|at (?:the moment|present)|"
    rf"(?:in )?the (?:future|long term|short term|present|past{_NOT_BEFORE_UNITS})|(?:for )?the time being"
)
_LAST_UNIT = re.compile(r"(day|week|month|year|decade)s$")
_RATE_BEFORE = re.compile(r"(?:\d|\b(?:once|twice|hundred|thousand|million|billion|percent|per cent|[a-z]{3,}s)) $")
_LENGTH_BEFORE = re.compile(
    r"\b(?:for|in|within|over|after|during|throughout|last(?:ed|s|ing)?|took|takes?|spent|spend|than|nearly|almost|"
    r"about|of|is|was|to|next|past|and|from|with|every|by|the|just|only) $"
)


def _read_vague(source: Source, match: re.Match[str]) -> Meaning | None:
    words = match.group()
    if words == "soon" and source.lowered.endswith("as ", 0, match.start()):
        return None
    unit = _LAST_UNIT.search(words)
    return NoDate(duration=iso_duration(None, unit.group(1)) if unit else None, is_relative=True)


def _read_loose(source: Source, match: re.Match[str]) -> Meaning | None:
    return NoDate(DateKind.LOOSE, is_relative=True)


def _singular(unit: str) -> str:
    return "century" if unit.startswith("centur") else unit.removesuffix("s")


def _read_duration(source: Source, match: re.Match[str]) -> Meaning | None:
    """ "three years", "several weeks", "two-day", "years" behind a word that measures."""
    groups = match.groupdict()
    if not groups.get("count"):
        before = source.lowered[max(0, match.start() - 12) : match.start()]
        is_long = match.group().endswith("long")
        if not groups.get("some") and not is_long and not _LENGTH_BEFORE.search(before):
            return None
        return NoDate(DateKind.DURATION, iso_duration(None, _singular(match["unit"])))
    return NoDate(DateKind.DURATION, iso_duration(number_value(match["count"]), _singular(match["unit"])))


def _read_one_unit(source: Source, match: re.Match[str]) -> Meaning | None:
    """ "A year": a length of time behind "for" and the like, a rate behind a number or a noun."""
    before = source.lowered[max(0, match.start() - 12) : match.start()]
    duration = iso_duration(1, match["unit"])
    if _LENGTH_BEFORE.search(before):
        return NoDate(DateKind.DURATION, duration)
    return NoDate(DateKind.SET, duration) if _RATE_BEFORE.search(before) else None


def _read_set(source: Source, match: re.Match[str]) -> Meaning | None:
    unit = match.groupdict().get("unit")
    return NoDate(DateKind.SET, iso_duration(1, _singular(unit)) if unit else None)


_ADVERBS = {
    "daily": "day",
    "weekly": "week",
    "monthly": "month",
    "yearly": "year",
    "annually": "year",
    "hourly": "hour",
}


def _read_adverb(source: Source, match: re.Match[str]) -> Meaning | None:
    return NoDate(DateKind.SET, iso_duration(1, _ADVERBS[match.group()]))


def _read_clock(source: Source, match: re.Match[str]) -> Meaning | None:
    groups = match.groupdict()
    hour, minute = int(groups["hour"]), int(groups.get("minute") or 0)
    if groups.get("half", "") and groups["half"].startswith("p") and hour < 12:
        hour += 12
    if hour > 24 or minute > 59 or source.lowered[match.start() - 1 : match.start()] in (":", ".", "$", ",", "-"):
        return None
    return NoDate(DateKind.TIME, clock=f"{hour:02}:{minute:02}", is_relative=True)


RULES: tuple[Rule, ...] = (
    rule(_VAGUE_STARTS, _VAGUE, _read_vague),
    rule("now currently current nowadays these presently the in at for present right", _LOOSE, _read_loose),
    rule(
        COUNT_STARTS | {"at", "up", "under"},
        rf"{_APPROXIMATELY}(?:{_SOME}|(?P<count>{NUMBER}))"
        rf"(?: (?:more|consecutive|full|long|whole|straight|additional|working|trading))? {_UNIT}",
        _read_duration,
    ),
    rule(
        COUNT_STARTS,
        rf"(?P<count>{NUMBER})[-\x20](?P<unit>second|minute|hour|day|week|month|year|decade)(?:[-\x20]?(?:long|old))?",
        _read_duration,
    ),
    rule("seconds minutes hours days weeks months years decades centuries", rf"{_PLURAL}(?:-long)?", _read_duration),
    rule("a an", r"(?:an?|half an?) (?P<unit>minute|hour|day|week|month|year|decade|century)", _read_one_unit),
    rule("every each per", rf"(?:every|each|per) (?:other )?{_UNIT}", _read_set),
    rule("every each", rf"(?:every|each) (?:{'|'.join(_FULL_WEEKDAYS)}|{DAY_PART})s?", _read_set),
    rule([f"{name}s" for name in _FULL_WEEKDAYS], rf"(?:{'|'.join(_FULL_WEEKDAYS)})s", _read_set),
    rule("daily weekly monthly yearly annually hourly", r"[a-z]+", _read_adverb),
    rule(
        DIGITS,
        rf"(?P<hour>\d{{1,2}})(?:[:.](?P<minute>\d\d))? ?(?P<half>[ap]\.?m\b\.?)(?:{_ZONED})?",
        _read_clock,
    ),
    rule(DIGITS, rf"(?P<hour>\d{{1,2}}):(?P<minute>\d\d)(?::\d\d)?(?:{_ZONED})?", _read_clock),
    rule(DIGITS, rf"(?P<hour>\d\d)(?P<minute>\d\d) {_ZONE}", _read_clock),
)

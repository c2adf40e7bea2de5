"""Holidays on fixed or computable days, and days that everybody calls by name."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

from extraction.dates.absolute import OF_YEAR, in_year, year_of
from extraction.dates.interval import Interval, day, single
from extraction.dates.meaning import Fixed, Meaning
from extraction.dates.reading import DIGITS, Rule, Source, rule
from extraction.dates.yearly import Yearly

Instance = Callable[[int], Interval | None]


def easter_sunday(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous algorithm of 1876, as in Meeus 1991)."""
    golden = year % 19
    century, rest = divmod(year, 100)
    leap, leap_rest = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap - correction + 15) % 30
    quarter, quarter_rest = divmod(rest, 4)
    weekday = (32 + 2 * leap_rest + 2 * quarter - epact - quarter_rest) % 7
    shift = (golden + 11 * epact + 22 * weekday) // 451
    month, day_before = divmod(epact + weekday - 7 * shift + 114, 31)
    return date(year, month, day_before + 1)


def _fixed(month: int, day_of_month: int) -> Instance:
    return partial(_fixed_day, month=month, day_of_month=day_of_month)


def _fixed_day(year: int, *, month: int, day_of_month: int) -> Interval | None:
    return day(year, month, day_of_month)


def _from_easter(days: int) -> Instance:
    return partial(_day_from_easter, days=days)


def _day_from_easter(year: int, *, days: int) -> Interval | None:
    return single(easter_sunday(year) + timedelta(days=days)) if 1583 <= year < 9999 else None


def _nth(position: int, weekday: int, month: int) -> Instance:
    return partial(_nth_weekday, position=position, weekday=weekday, month=month)


def _nth_weekday(year: int, *, position: int, weekday: int, month: int) -> Interval | None:
    """The `position`th (or, for -1, the last) weekday of a month."""
    if position > 0:
        first = date(year, month, 1)
        return single(first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (position - 1)))
    last = date(year, month, 31)
    return single(last - timedelta(days=(last.weekday() - weekday) % 7))


_HOLIDAYS: dict[str, Instance] = {
    "christmas": _fixed(12, 25),
    "christmas day": _fixed(12, 25),
    "christmas eve": _fixed(12, 24),
    "boxing day": _fixed(12, 26),
    "new year": _fixed(1, 1),
    "new year's": _fixed(1, 1),
    "new year's day": _fixed(1, 1),
    "new year's eve": _fixed(12, 31),
    "epiphany": _fixed(1, 6),
    "valentine's day": _fixed(2, 14),
    "international women's day": _fixed(3, 8),
    "st. patrick's day": _fixed(3, 17),
    "st patrick's day": _fixed(3, 17),
    "april fools' day": _fixed(4, 1),
    "earth day": _fixed(4, 22),
    "anzac day": _fixed(4, 25),
    "may day": _fixed(5, 1),
    "juneteenth": _fixed(6, 19),
    "the fourth of july": _fixed(7, 4),
    "bastille day": _fixed(7, 14),
    "halloween": _fixed(10, 31),
    "all saints' day": _fixed(11, 1),
    "armistice day": _fixed(11, 11),
    "veterans day": _fixed(11, 11),
    "easter": _from_easter(0),
    "easter sunday": _from_easter(0),
    "easter monday": _from_easter(1),
    "good friday": _from_easter(-2),
    "palm sunday": _from_easter(-7),
    "ash wednesday": _from_easter(-46),
    "ascension day": _from_easter(39),
    "pentecost": _from_easter(49),
    "whit monday": _from_easter(50),
    "martin luther king day": _nth(3, 0, 1),
    "martin luther king jr. day": _nth(3, 0, 1),
    "presidents day": _nth(3, 0, 2),
    "presidents' day": _nth(3, 0, 2),
    "memorial day": _nth(-1, 0, 5),
    "labor day": _nth(1, 0, 9),
    "columbus day": _nth(2, 0, 10),
    "thanksgiving": _nth(4, 3, 11),
    "thanksgiving day": _nth(4, 3, 11),
}

_EVENTS = {
    "d-day": Fixed(day(1944, 6, 6)),
    "9/11": Fixed(day(2001, 9, 11)),
}

_NEEDS_LEAD = {"christmas", "easter", "thanksgiving", "new year", "new year's", "halloween", "epiphany", "pentecost"}
_LEAD = re.compile(r"\b(?:on|at|before|after|by|until|till|since|for|over|during|this|last|next|around|the|of|past) $")
_NO_HOLIDAY_AFTER = re.compile(
    r"(?:'s)? (?:island|tree|part(?:y|ies)|market|gift|present|card|carol|dinner|lunch|turkey|egg|bunny|lights?|song|"
    r"message|address|speech|greeting|shopping|sales?|season|rising|offensive|honou?rs?)"
)
_ATTACKS_AFTER = re.compile(
    r"(?:'s)? (?:(?:terror(?:ist)?|al[- ]qaeda|suicide) )?(?:attack|hijack|terror|strike|bombing)"
)
_STEPS = {"last": -1, "next": 1}
_ATTACKS_BEFORE = re.compile(r"\b(?:since|after|before|until|on|post-?|pre-?|following) ?$")


def _read_holiday(source: Source, match: re.Match[str]) -> Meaning | None:
    name = match["name"]
    if not source.is_capitalised(match.start("name")) and not name.startswith("the "):
        return None
    year = year_of(match)
    is_led = match["step"] is not None or _LEAD.search(source.lowered[max(0, match.start() - 8) : match.start()])
    is_common_word = name in _NEEDS_LEAD and year is None
    if is_common_word and (not is_led or _NO_HOLIDAY_AFTER.match(source.lowered, match.end())):
        return None
    if year is None and match["step"] in _STEPS:
        return Yearly(_HOLIDAYS[name], step=_STEPS[match["step"]])
    return in_year(_HOLIDAYS[name], year)


def _read_event(source: Source, match: re.Match[str]) -> Meaning | None:
    """ "9/11" is a date where the attacks are meant, and not in "9/11 memorial"."""
    if match.group() == "9/11":
        before = source.lowered[max(0, match.start() - 12) : match.start()]
        is_noun = re.match(
            r"(?:'s)? (?:memorial|museum|commission|victim|famil|report|fund|anniversary)",
            source.lowered[match.end() : match.end() + 14],
        )
        if is_noun or not (_ATTACKS_AFTER.match(source.lowered, match.end()) or _ATTACKS_BEFORE.search(before)):
            return None
    return _EVENTS[match.group()]


def _read_september_11(source: Source, match: re.Match[str]) -> Meaning | None:
    """ "September 11" without a year is 2001 where attacks follow."""
    return _EVENTS["9/11"] if _ATTACKS_AFTER.match(source.lowered, match.end()) else None


_NAMES = "|".join(re.escape(name).replace(r"\ ", " ") for name in sorted(_HOLIDAYS, key=len, reverse=True))
_FIRST_WORDS = {re.split(r"[\s'.-]", name)[0] for name in _HOLIDAYS}

RULES: tuple[Rule, ...] = (
    rule(
        {*_FIRST_WORDS, "this", "last", "next"},
        rf"(?:(?P<step>this|last|next) )?(?P<name>{_NAMES})(?:{OF_YEAR})?",
        _read_holiday,
    ),
    rule({DIGITS, "d"}, r"9/11|d-day", _read_event),
    rule({"september", "sept", "sep"}, r"(?:september|sept?\.?) 11(?:th)?(?:, 2001)?", _read_september_11),
)

"""The words of the calendar, and the pieces of regular expressions made of them."""

import re

MONTH_NUMBERS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"),
            ("february", "feb"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sept", "sep"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}

WEEKDAY_NUMBERS = {
    name: number
    for number, names in enumerate(
        (
            ("monday", "mon"),
            ("tuesday", "tues", "tue"),
            ("wednesday", "wed"),
            ("thursday", "thurs", "thur", "thu"),
            ("friday", "fri"),
            ("saturday", "sat"),
            ("sunday", "sun"),
        )
    )
    for name in names
}

SEASON_MONTHS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
"""The first month of each season in the northern hemisphere."""

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
NUMBER_WORDS = {word: value for value, word in enumerate(_UNITS) if value} | {
    word: 10 * value for value, word in enumerate(_TENS, start=2)
}

_ORDINAL_UNITS = (
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
ORDINAL_WORDS = {word: value for value, word in enumerate(_ORDINAL_UNITS) if value} | {
    f"twenty-{word}": 20 + value for value, word in enumerate(_ORDINAL_UNITS[:10]) if value
}

_NUMBER_WORD = "|".join(sorted(NUMBER_WORDS, key=len, reverse=True))
_MONTH_NAMES = sorted(MONTH_NUMBERS, key=len, reverse=True)
_WEEKDAY_NAMES = sorted(WEEKDAY_NUMBERS, key=len, reverse=True)

_WHOLE_MONTHS = [name for name in _MONTH_NAMES if len(name) > 4 or name in ("may", "june", "july")]
_SHORT_MONTHS = [name for name in _MONTH_NAMES if name not in _WHOLE_MONTHS]
_WHOLE_WEEKDAYS = [name for name in _WEEKDAY_NAMES if name.endswith("day")]
_SHORT_WEEKDAYS = [name for name in _WEEKDAY_NAMES if name not in _WHOLE_WEEKDAYS]

# Only an abbreviation takes a dot with it: "Jul. 13", but "in July."
MONTH = rf"(?:(?:{'|'.join(_WHOLE_MONTHS)})\b|(?:{'|'.join(_SHORT_MONTHS)})\b\.?)"
WEEKDAY = rf"(?:(?:{'|'.join(_WHOLE_WEEKDAYS)})\b|(?:{'|'.join(_SHORT_WEEKDAYS)})\b\.?)"
FULL_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
ORDINAL_SUFFIX = r"(?:(?:<sup>)?(?:st|nd|rd|th)\b(?:</sup>)?)"
DAY = rf"(?:(?:0?[1-9]|[12]\d|3[01])(?!\d|[.,:]\d){ORDINAL_SUFFIX}?)"
YEAR = r"(?:[12]\d{3}(?!\d|,\d{3}|\.\d))"
DASH = r"(?:\x20?--?\x20?)"
_HUNDREDS = rf"(?:(?:an?|{'|'.join(_UNITS[1:10])})[-\x20]hundred(?:[-\x20]and)?[-\x20])"
NUMBER = rf"(?:\d{{1,3}}(?!\d|[.,:]\d)|{_HUNDREDS}?(?:{_NUMBER_WORD})(?:[-\x20](?:{'|'.join(_UNITS[1:10])}))?\b)"
ORDINAL = rf"(?:\d{{1,2}}{ORDINAL_SUFFIX}|(?:{'|'.join(sorted(ORDINAL_WORDS, key=len, reverse=True))})\b)"
SEASON = r"(?:spring|summer|autumn|fall|winter)"
DAY_PART = r"(?:morning|midday|noon|afternoon|evening|night|lunchtime)"


def month_number(name: str) -> int:
    """1 to 12 for a month's name or abbreviation, with or without its dot."""
    return MONTH_NUMBERS[name.lower().rstrip(".")]


def weekday_number(name: str) -> int:
    """0 (Monday) to 6 for a weekday's name or abbreviation."""
    return WEEKDAY_NUMBERS[name.lower().rstrip(".")]


def number_value(words: str) -> int:
    """The value of a cardinal in digits or words ("twenty-one"), or of "a", "an"; 1 to 999."""
    lowered = words.lower().strip()
    if lowered.isdecimal():
        return int(lowered)
    if lowered in ("a", "an", "the"):
        return 1
    hundreds, _, rest = lowered.rpartition("hundred")
    words_of_rest = [word for word in re.split(r"[-\s]+", rest) if word not in ("", "and")]
    hundred = 100 * number_value(hundreds.strip("- ")) if hundreds else 0
    return hundred + sum(NUMBER_WORDS[word] for word in words_of_rest)


def ordinal_value(words: str) -> int:
    """The value of an ordinal in digits ("21st") or words ("twenty-first")."""
    digits = re.match(r"\d+", words)
    return int(digits.group()) if digits else ORDINAL_WORDS[words.lower()]


def day_value(words: str) -> int:
    """The day of the month of "13", "13th" or "03"."""
    digits = re.match(r"\d+", words)
    if digits is None:
        raise ValueError(f"no day of the month in {words!r}")
    return int(digits.group())

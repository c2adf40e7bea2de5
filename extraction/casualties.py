"""Numbers of killed and injured beside a trigger ("killing at least 12 people and injuring 30")."""

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Span

from extraction.actors import Actor
from extraction.draft import Characters, Trigger

_NUMBER = (
    r"(?P<number>\d{1,3}(?:,\d{3})+|\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|"
    r"fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|a|an|another)"
)
_HEDGE = (
    r"(?:at\s+least|about|around|some|more\s+than|over|nearly|almost|up\s+to|an\s+estimated|approximately|"
    r"as\s+many\s+as)"
)
_WORDS = r"(?:\s+(?!and\b|,|people\s+and)[\w’'-]+){0,6}?"
_INCLUDING = r"(?:,\s+(?:including|among\s+them|most\s+of\s+them|mostly|many\s+of\s+them)[^.;]{0,80}?,)?"
_OWNED = r"(?:(?:all|the|its|his|her|their|both|of)\s+)*"
_KILL_PASSIVE = (
    r"(?:(?:are|were|was|is|been|being|reported|confirmed|left)\s+)?"
    r"(?:killed|dead|die|died|dies|slain|lost\s+their\s+lives)"
)
_INJURE_ACTIVE = r"(?:injur(?:es|ed|ing)|wound(?:s|ed|ing)|hurt(?:s|ing)?)"
_INJURE_PASSIVE = r"(?:(?:are|were|was|is|been|being|others)\s+)*(?:injured|wounded|hurt|hospitali[sz]ed)"

_KILLED = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b(?:kill(?:s|ed|ing)?(?:\s+of)?|(?:shoots?|shot|shooting)\s+dead)\s+{_OWNED}(?:{_HEDGE}\s+)?{_NUMBER}\b",
        rf"\b(?:{_HEDGE}\s+)?{_NUMBER}{_WORDS}{_INCLUDING}\s+{_KILL_PASSIVE}\b",
        rf"\bdeath\s+toll\b[^.]{{0,120}}?\bto\s+(?:{_HEDGE}\s+)?{_NUMBER}\b",
        rf"\b(?:the\s+)?deaths?\s+of\s+{_OWNED}(?:{_HEDGE}\s+)?{_NUMBER}\b",
        rf"\b(?:{_HEDGE}\s+)?{_NUMBER}\s+(?:deaths|fatalities)\b",
        rf"\b(?:leaves|leaving|left)\s+(?:{_HEDGE}\s+)?{_NUMBER}{_WORDS}\s+dead\b",
        rf"\bclaim(?:s|ed|ing)?\s+(?:the\s+lives\s+of\s+)?(?:{_HEDGE}\s+)?{_NUMBER}\b",
    )
)
_INJURED = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b{_INJURE_ACTIVE}\s+(?:{_HEDGE}\s+)?{_NUMBER}\b",
        rf"\b(?:{_HEDGE}\s+)?{_NUMBER}{_WORDS}\s+{_INJURE_PASSIVE}\b",
        rf"\b(?:{_HEDGE}\s+)?{_NUMBER}\s+injuries\b",
    )
)
_WORD_VALUES = dict(
    zip(
        [
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
            "thirty",
            "forty",
            "fifty",
            "sixty",
            "seventy",
            "eighty",
            "ninety",
            "a",
            "an",
            "another",
        ],
        (*range(1, 21), 30, 40, 50, 60, 70, 80, 90, 1, 1, 1),
        strict=True,
    )
)


_KILLING = ("assassinat", "murder", "kill", "behead", "lynch")


def killed_one(trigger: Trigger, targets: Sequence[Actor]) -> tuple[int, Characters] | None:
    """1 where a single person is said to be killed ("the assassination of X", "shot dead a policeman")."""
    words = trigger.words.text.lower()
    if not words.startswith(_KILLING) and not words.endswith(" dead"):
        return None
    people = [a for a in targets if a.sort == "person" or a.name.lower().startswith(("a ", "an "))]
    if len(targets) != 1 or len(people) != 1:
        return None
    return 1, Characters(people[0].start, people[0].end)


def killed(sentence: Span) -> tuple[int, Characters] | None:
    """The number of killed that the sentence states, with its characters; None for "dozens" and for nothing."""
    return next(_numbers(sentence, _KILLED), None)


def injured(sentence: Span) -> tuple[int, Characters] | None:
    """The number of injured that the sentence states, with its characters."""
    return next(_numbers(sentence, _INJURED), None)


def _numbers(sentence: Span, patterns: tuple[re.Pattern[str], ...]) -> Iterator[tuple[int, Characters]]:
    text = sentence.text  # spaCy makes it anew each time
    for pattern in patterns:
        for match in pattern.finditer(text):
            word = match["number"].lower()
            value = _WORD_VALUES.get(word)
            if value is None:
                value = int(word.replace(",", ""))
            if 1900 <= value <= 2100 and "," not in word:
                continue  # a year
            yield value, Characters(sentence.start_char + match.start(), sentence.start_char + match.end())

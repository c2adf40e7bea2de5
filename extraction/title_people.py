"""Whom a title names with an office: "Readout of President Biden's Call with ...", "Statement by Minister X on ...".

Such articles go on with "the President" or "I" and never name him again.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass

from extraction.name_spans import LONGEST_TITLE, NAME_SUFFIXES

# Words that lead to whoever says "I" in the text.
_SPOKEN = re.compile(r"^(?:Joint )?(?:Statement|Remarks|Message|Letter|Address|Speech)\b[^,:;]*? (?:by|from|of) ")
# More than one speaks: questions and answers, and marks of who says what.
_SEVERAL_VOICES = re.compile(r"^(?:Q |Q: |[A-Z][A-Z .’'-]{5,}: )", re.MULTILINE)
_PARTICLES = frozenset("al bin ibn ben van von de del della di da dos la le bint el".split())


@dataclass(frozen=True)
class Titled:
    """A name and the office before it."""

    name: str
    office: str


def titled_people(title: str, titles: Collection[str]) -> list[Titled]:
    """The people whom the title names behind one of the `titles` (in lower case), in order."""
    words, found, i = re.sub(r"[’']s?\b", " | ", title).replace(",", " ,").split(), [], 0
    while i < len(words):
        length = _office_at(words, i, titles)
        end = _name_end(words, i + length) if length else i
        if length and end > i + length:
            name = " ".join(words[i + length : end]).replace(" ,", ",")
            found.append(Titled(name, " ".join(words[i : i + length])))
            i = end
        else:
            i += 1
    return found


def speaker(title: str, text: str, titles: Collection[str]) -> Titled | None:
    """Who says "I" in the text: the only one by whom the title says that it is, unless several speak."""
    lead = _SPOKEN.match(title)
    if lead is None or _SEVERAL_VOICES.search(text):
        return None
    found = titled_people(title[lead.end() :], titles)
    is_first = bool(found) and title[lead.end() :].startswith(found[0].office)
    joint = len(found) > 1 and re.search(rf"{re.escape(found[0].name)}\S* (?:and|&) ", title) is not None
    return found[0] if is_first and not joint else None


def _office_at(words: list[str], i: int, titles: Collection[str]) -> int:
    """How many words from here on are an office."""
    for length in range(min(LONGEST_TITLE, len(words) - i), 0, -1):
        if " ".join(words[i : i + length]).lower() in titles and words[i][:1].isupper():
            return length
    return 0


def _name_end(words: list[str], start: int) -> int:
    """Where the capitals after an office end; "Jr." after a comma belongs to them."""
    end = start
    while end < len(words) and (_is_name_word(words[end]) or (end > start and words[end] in _PARTICLES)):
        end += 1
    if end + 1 < len(words) and words[end] == "," and words[end + 1] in NAME_SUFFIXES:
        end += 2
    return end if end - start <= 5 else start


def _is_name_word(word: str) -> bool:
    return word[:1].isupper() and not (word.isupper() and len(word) > 2) and word not in _NO_NAMES


_NO_NAMES = frozenset(
    "Call Calls Meeting Meetings Visit Travel Trip Before After On Of In At To And With During Statement Remarks "
    "Following Announces Approves Amends Designates Nominates Signs Issues Hosts Joins Convenes Meets Speaks".split()
)

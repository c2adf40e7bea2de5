"""The text as the readers see it, what a reader finds, and the table of readers by first word."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from extraction.dates.expression import Part
from extraction.dates.meaning import Meaning

_SAME_LENGTH = str.maketrans(
    {
        "\u2018": "'",
        "\u2019": "'",
        "\u2010": "-",
        "\u2011": "-",
        "\u2012": "-",
        "\u2013": "-",
        "\u2014": "-",
        "\u2212": "-",
        "\u00a0": " ",
        "\u2009": " ",
        "\u202f": " ",
        "\r": " ",
        "\t": " ",
        # These match i, s and k without regard to case, but no table of words holds them.
        "\u0130": "i",
        "\u0131": "i",
        "\u017f": "s",
        "\u212a": "k",
    }
)
_JOINS_NAMES = frozenset("/-=_&%@#.")
_SOFT_BREAK = re.compile(r"(?<=[^\n])\n(?=[a-z0-9(])")


@dataclass(frozen=True, slots=True)
class Source:
    """A text, and the same in lower case with plain quotes, hyphens and spaces, of the same length."""

    text: str
    lowered: str

    def is_capitalised(self, position: int) -> bool:
        return self.text[position : position + 1].isupper()

    def is_inside_name(self, position: int) -> bool:
        """True behind a character that joins words in addresses and names of files."""
        return self.text[position - 1 : position] in _JOINS_NAMES if position else False


@dataclass(frozen=True, slots=True)
class Reading:
    """An expression that a reader recognised: its characters and its meaning."""

    start: int
    end: int
    meaning: Meaning
    part: Part | None = None
    clock: str | None = None
    parts: tuple["Reading", ...] = ()


Reader = Callable[[Source, "re.Match[str]"], Meaning | None]
"""Gives the meaning of a match, or None where the words are no expression of time after all."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One form: the words it can begin with, its pattern, and who reads it."""

    first_words: frozenset[str]
    pattern: re.Pattern[str]
    read: Reader


RuleTable = dict[str, tuple[Rule, ...]]
DIGITS = "0"
"""The first word of every rule that begins with a digit."""


def source_of(text: str) -> Source:
    """Fold a text for matching; every character stays where it is."""
    is_plain = text.isascii() and "\t" not in text and "\r" not in text
    folded = text if is_plain else text.translate(_SAME_LENGTH)
    if "\n" in folded:
        folded = _SOFT_BREAK.sub(" ", folded)
    lowered = folded.lower()
    if len(lowered) != len(text):
        lowered = "".join(low if len(low := character.lower()) == 1 else character for character in folded)
    return Source(text, lowered)


def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern over folded text: a space stands for up to three, and the match ends with a word."""
    return re.compile(f"(?:{_spaced(pattern)})(?!\\w)")


def opening(pattern: str) -> re.Pattern[str]:
    """Like `compiled`, for words that need others behind them."""
    return re.compile(_spaced(pattern))


def _spaced(pattern: str) -> str:
    return pattern.replace(" ?", "\\x20{0,3}").replace(" ", "\\x20{1,3}")


def rule(first_words: str | Iterable[str], pattern: str, read: Reader) -> Rule:
    """A rule from its first words (a space-separated string or several words) and its pattern."""
    words = first_words.split() if isinstance(first_words, str) else first_words
    return Rule(frozenset(words), compiled(pattern), read)


def table_of(*groups: Iterable[Rule]) -> RuleTable:
    """Rules by the first word of what they read."""
    table: dict[str, list[Rule]] = {}
    for group in groups:
        for each in group:
            for word in each.first_words:
                table.setdefault(word, []).append(each)
    return {word: tuple(rules) for word, rules in table.items()}

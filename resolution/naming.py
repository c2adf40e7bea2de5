"""How far two names can be of one person: stricter than for participants of one event, where much else has to agree."""

import re
from enum import IntEnum
from functools import lru_cache
from itertools import pairwise

from rapidfuzz.distance import DamerauLevenshtein

from resolution.spelling import PARTICLES, words


class Fit(IntEnum):
    """How one name fits another, from least to most."""

    NONE = 0
    PART = 1
    """The family name alone, or another single word that can stand for the whole."""
    VARIANT = 2
    """Two words in common or nearly so: "Joseph Biden", "Joe Biden"; "Vučić" and "Vucic" with the given name."""
    FULL = 3
    """The same name, in whatever order and transliteration."""


# Titles that articles and lists put before a name.
_TITLES = re.compile(
    r"^(?:(?:president|prime|minister|king|queen|prince|princess|crown|emperor|emir|sultan|sheikh|shaikh|sayyid|seyed|"
    r"pope|ayatollah|grand|sir|lord|baroness|dame|mr|mrs|ms|dr|prof|general|gen|field|marshal|lieutenant|lt|maj|"
    r"major|colonel|col|admiral|adm|captain|capt|senator|sen|rep)\.? )+(?=\S)",
    re.IGNORECASE,
)
# States whose people are written with the family name first, and those where articles use both orders.
_FIRST = frozenset({"CHN", "KOR", "PRK", "MAC"})
_FIRST_OR_LAST = frozenset({"JPN", "TWN", "HKG", "SGP", "MYS", "KHM"})
_SHORTEST_WORD = 5
_FATHER = re.compile(r"\b(?:bin|bint|ibn)\s+\S+$", re.IGNORECASE)
# Short forms in English that are not the beginning of the name, in the plainest spelling.
_NICKNAMES = {
    "joe": ("josef",), "bil": ("wiliam",), "bob": ("robert",), "jim": ("james",), "tom": ("thomas",),
    "ted": ("edward",), "dik": ("richard",), "mike": ("michael",), "tony": ("antony", "anthony"),
    "liz": ("elizabeth",), "jak": ("john",), "chuk": ("charles",), "kate": ("katherine", "catherine"),
    "steve": ("stephen", "stefen"), "jef": ("jefrey",),
}  # fmt: skip
_BETWEEN_WORDS = re.compile(r"[\s‐-―-]+")
# Letters that are no accented ones to Unicode.
_LETTERS = str.maketrans("łŁøØđĐıħ", "lLoOdDih")
# Beyond what makes names alike in general (resolution/spelling.py).
_TRANSLITERATIONS = (("x", "ks"), ("gh", "g"))


@lru_cache(maxsize=200_000)
def without_title(name: str) -> str:
    """The name without titles before it and additions behind it ("..., Baron Malloch-Brown", "Jr.")."""
    bare = name.partition(",")[0]
    return re.sub(r"\s+(?:jr|sr)\.?$", "", _TITLES.sub("", bare), flags=re.IGNORECASE).strip() or name


@lru_cache(maxsize=200_000)
def name_words(name: str) -> tuple[str, ...]:
    """The words that tell whose name it is, titles left out, in their plainest spelling."""
    written = [part for part in _BETWEEN_WORDS.split(without_title(name).translate(_LETTERS)) if words(part)]
    # "Lee" is no "le": a particle is told by how it is written.
    telling = [part for part in written if part.casefold() not in PARTICLES and len(words(part)[0]) > 1]
    return tuple(_plainer(word) for part in telling or written for word in words(part))


@lru_cache(maxsize=500_000)
def fit(name: str, full: str, country: str | None) -> Fit:
    """How the name fits the full name of somebody of that country."""
    ours, theirs = name_words(name), name_words(full)
    if words(name) == words(full) or _same_words(ours, theirs):
        return Fit.FULL
    if len(ours) == 1:
        return Fit.PART if ours[0] in _standing_alone(full, country) else Fit.NONE
    if len(theirs) == 1:
        return Fit.NONE
    return Fit.VARIANT if _is_variant(ours, theirs) else Fit.NONE


@lru_cache(maxsize=100_000)
def keys_of(name: str) -> frozenset[str]:
    """By what names that fit each other find each other: each pair that fits at all has a key in common, so that nobody
    is compared with every other John."""
    telling = name_words(name)
    whole = {"".join(telling), " ".join(sorted(telling)), " ".join(words(name))}
    if len(telling) == 1:
        return frozenset({*whole, f"{telling[0]} alone"})
    first, last = telling[0], telling[-1]
    given = {first[:1], *(full[:1] for full in _NICKNAMES.get(first, ()))}
    pairs = {f"{one} {two}" for one, two in pairwise(telling)}
    spelled = {f"{last}, {letter}" for letter in given} | {f"{last}, _{first[1:3]}"}
    misspelled = {f"{first} {last[:3]}_", f"{first} _{last[-3:]}"}
    return frozenset(whole | pairs | spelled | misspelled)


def keys_of_full(name: str) -> frozenset[str]:
    """The keys of a full name, with those by which a single word of it finds it."""
    telling = name_words(name)
    return keys_of(name) | {f"{telling[0]} alone", f"{telling[-1]} alone"}


def _plainer(word: str) -> str:
    for written, plain in _TRANSLITERATIONS:
        word = word.replace(written, plain)
    return word[:-2] + "y" if word.endswith("ei") and len(word) > 3 else word


def _same_words(ours: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    if len(ours) > 1 and sorted(ours) == sorted(theirs):
        return True
    # "Amir-Abdollahian" and "Amirabdollahian".
    return len(ours) + len(theirs) > 2 and "".join(ours) == "".join(theirs)


@lru_cache(maxsize=200_000)
def _standing_alone(full: str, country: str | None) -> tuple[str, ...]:
    """The words of a full name that articles use for the whole. The name of a father is none: "bin Salman"."""
    theirs = name_words(full)
    if len(theirs) > 1 and _FATHER.search(full):
        return ()
    if country in _FIRST:
        return theirs[:1]
    return (theirs[0], theirs[-1]) if country in _FIRST_OR_LAST else theirs[-1:]


def _is_variant(ours: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    shorter, longer = sorted((ours, theirs), key=len)
    starts = range(len(longer) - len(shorter) + 1)
    if any(longer[start : start + len(shorter)] == shorter for start in starts):
        return True
    if not set(shorter[1:-1]) <= set(longer[1:-1]):
        return _is_misspelt(shorter, longer)
    if shorter[-1] == longer[-1]:
        return shorter[0] == longer[0] or _short_for(shorter[0], longer[0])
    return _is_misspelt(shorter, longer)


def _is_misspelt(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether some words are spelled in another way, while the others are the same."""
    if len(one) != len(other):
        return False
    differing = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    return len(differing) < len(one) and all(_nearly(a, b) for a, b in differing)


def _short_for(one: str, other: str) -> bool:
    """ "Joe" and "Joseph", "Steve" and "Steven", "Antony" and "Anthony"; not "Maria" and "Mario"."""
    shorter, longer = sorted((one, other), key=len)
    if _is_pair(one, other):
        return False
    is_begun = len(shorter) > 2 and longer.startswith(shorter)
    return is_begun or longer in _NICKNAMES.get(shorter, ()) or _nearly(shorter, longer)


def _nearly(one: str, other: str) -> bool:
    if min(len(one), len(other)) < _SHORTEST_WORD or _is_pair(one, other):
        return False
    return DamerauLevenshtein.distance(one, other) <= 1


def _is_pair(one: str, other: str) -> bool:
    """Whether the two are a man's and a woman's form of one name: "Ivanov", "Ivanova"; "Mario", "Maria"."""
    shorter, longer = sorted((one, other), key=len)
    is_feminine = longer in (shorter + "a", shorter + "e")
    return is_feminine or (one[:-1] == other[:-1] and {one[-1:], other[-1:]} == {"a", "o"})

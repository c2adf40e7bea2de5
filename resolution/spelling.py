"""Names as they are compared: without case, accents, punctuation and the variants of transliteration."""

import re
import unicodedata
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
# What is left of "Zelenskyy", "Zelensky" and "Zelenskiy" is the same; of "Mohammed", "Muhammad" and "Mohamed" too.
_VARIANTS = (
    (re.compile(r"['’ʼʻ`]"), ""),
    (re.compile(r"([^\W\d_])\1+"), r"\1"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"kh"), "h"),
    (re.compile(r"ck|q"), "k"),
    (re.compile(r"sch"), "sh"),
    (re.compile(r"(?<=\w{2}[^aeiou])(?:iy|ij|yi|yy|ii|ie|ey|i|j)$"), "y"),
    (re.compile(r"^(?:mo|mu)h?am[ae][dt]$"), "mohamed"),
    (re.compile(r"ou"), "u"),
)
# Parts of names that many people share.
PARTICLES = frozenset("al el bin ibn ben van von der den de da di du la le dos abu abd the of".split())
_GENERATIONS = frozenset(("jr", "sr"))


@lru_cache(maxsize=200_000)
def words(name: str) -> tuple[str, ...]:
    """The words of a name in their order, each in its plainest spelling; "Al-Sisi" gives "al" and "sisi"."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode() or name
    return tuple(_plainest(word) for word in _WORD.findall(plain.casefold()))


@lru_cache(maxsize=200_000)
def telling_words(name: str) -> tuple[str, ...]:
    """The words of a name that tell whose it is: no particles, initials or "Jr.", unless there is nothing else."""
    every = words(name)
    return tuple(word for word in every if len(word) > 1 and word not in PARTICLES | _GENERATIONS) or every


def _plainest(word: str) -> str:
    for pattern, replacement in _VARIANTS:
        word = pattern.sub(replacement, word)
    return word

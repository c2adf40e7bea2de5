"""When two names name the same actor or place."""

import re
import unicodedata

# Words that say what somebody is, not who: "President Xi" is "Xi".
_TITLES = frozenset(
    "president vice deputy prime minister foreign secretary chancellor governor gov ambassador advisor adviser "
    "senator sen general gen colonel col captain king queen prince princess emir sheikh sultan pope sir lord "
    "mr mrs ms dr the of".split()
)

_FULL_FORMS = {
    re.compile(rf"(?<![a-z.])(?:{short})(?![a-z])"): full
    for short, full in (
        (r"u\.?s\.?a?\.?|united states of america|america", "united states"),
        (r"u\.?k\.?|great britain|britain", "united kingdom"),
        (r"u\.?n\.?", "united nations"),
        (r"e\.?u\.?", "european union"),
    )
}

_WORD = re.compile(r"[a-z0-9]+(?:[.'-][a-z0-9]+)*")


def same_name(one: str, other: str) -> bool:
    """True where the words of one name contain the other's ("Wang", "Wang Yi"), or half of all words are shared.

    Case, accents and titles do not count. A name without a word in Latin letters or digits equals none.
    """
    mine, yours = name_words(one), name_words(other)
    if not mine or not yours:
        return False
    shared = len(mine & yours)
    return shared == min(len(mine), len(yours)) or 2 * shared >= len(mine | yours)


def name_words(name: str) -> frozenset[str]:
    """The words of a name in plain lower case, without titles unless it has nothing else."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    for short, full in _FULL_FORMS.items():
        plain = short.sub(full, plain)
    words = frozenset(_WORD.findall(plain))
    return words - _TITLES or words

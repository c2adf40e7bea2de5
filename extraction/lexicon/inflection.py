"""The forms of English verbs and nouns, so that the lexicon lists lemmas only.

Regular spelling rules are those of any English grammar; exceptions stand in irregular_verbs.csv.
"""

import re
from collections.abc import Mapping

_VOWELS = "aeiou"
# Stressed last syllable of consonant, vowel, consonant doubles its last letter; of longer verbs only these do.
_DOUBLING = frozenset({"defer", "rebel", "abet", "commit", "permit", "regret", "control", "patrol", "expel"})
_UNSTRESSED_L = re.compile(r"[aeiou][^aeiou]+[aeiou]l$")
_ONE_SYLLABLE_CVC = re.compile(r"^[^aeiou]*[aeiou][bdgklmnprt]$")


def verb_forms(lemma: str, irregular: Mapping[str, tuple[frozenset[str], frozenset[str]]]) -> dict[str, str]:
    """Each form of the verb with the tag family it belongs to.

    Returns {form: "base" | "third" | "past" | "participle" | "gerund"}; where past and participle are spelled
    alike the form is listed as "past". `irregular` gives (past forms, participles) by lemma.
    """
    forms = {_gerund(lemma): "gerund", _third(lemma): "third", lemma: "base"}
    if _UNSTRESSED_L.search(lemma):  # "cancelled" here, "canceled" there
        forms |= {lemma + "led": "past", lemma + "ling": "gerund"}
    past, participle = irregular.get(lemma, (frozenset({_past(lemma)}), frozenset({_past(lemma)})))
    forms |= dict.fromkeys(participle, "participle")
    forms |= dict.fromkeys(past, "past")
    forms[lemma] = "base"
    return forms


def plural(noun: str) -> str:
    """The regular plural; a noun that ends in s is taken to be plural already."""
    if noun.endswith(("s", "x", "ch", "sh")):
        return noun if noun.endswith("s") else noun + "es"
    if noun.endswith("y") and noun[-2:-1] not in _VOWELS:
        return noun[:-1] + "ies"
    return noun + "s"


def _doubles(lemma: str) -> bool:
    return bool(_ONE_SYLLABLE_CVC.match(lemma)) or lemma in _DOUBLING


def _third(lemma: str) -> str:
    if lemma in ("have", "be"):
        return {"have": "has", "be": "is"}[lemma]
    if lemma.endswith(("s", "x", "ch", "sh", "o")):
        return lemma + "es"
    if lemma.endswith("y") and lemma[-2] not in _VOWELS:
        return lemma[:-1] + "ies"
    return lemma + "s"


def _past(lemma: str) -> str:
    if lemma.endswith("e"):
        return lemma + "d"
    if lemma.endswith("y") and lemma[-2] not in _VOWELS:
        return lemma[:-1] + "ied"
    return lemma + lemma[-1] + "ed" if _doubles(lemma) else lemma + "ed"


def _gerund(lemma: str) -> str:
    if lemma.endswith("ie"):
        return lemma[:-2] + "ying"
    if lemma.endswith("e") and not lemma.endswith(("ee", "oe")) and lemma != "be":
        return lemma[:-1] + "ing"
    return lemma + lemma[-1] + "ing" if _doubles(lemma) else lemma + "ing"

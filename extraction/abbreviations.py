"""Full names from short ones: "PKK" stands for the "Kurdistan Workers' Party (PKK)" that the article has told of.

The codebook wants the fullest form that the article gives (docs/codebook.md, "Participants").
"""

import re
from collections.abc import Iterable, Mapping

from spacy.tokens import Doc

_LONGEST_NAME = 9  # words
_SMALL = frozenset({"of", "for", "the", "and", "in", "on", "to", "de", "del", "la", "al"})
_WORD = r"[A-Z][\w'’.&-]*"
_RUN = rf"{_WORD}(?: (?:{_WORD}|{'|'.join(sorted(_SMALL))}))*"
_BRACKETED = re.compile(rf"({_RUN})[”\"]? \(([A-Z][A-Za-z0-9.&-]{{1,9}})\)")
_REVERSED = re.compile(rf"\b([A-Z][A-Z.&-]{{1,9}}) \(({_RUN})\)")


def full_names(doc: Doc) -> dict[str, str]:
    """Every abbreviation that the text explains in brackets, with the name whose initials it has; where it comes from
    another language, with the body that the brackets follow."""
    text, found = doc.text, dict[str, str]()
    pairs = [(m[2], m[1]) for m in _BRACKETED.finditer(text)] + [(m[1], m[2]) for m in _REVERSED.finditer(text)]
    for short, run in pairs:
        name = _abbreviated(run, short)
        if name is not None:
            found.setdefault(short, name)
    for body in doc.ents:
        after = doc[body.end : body.end + 3]
        is_bracketed = len(after) == 3 and (after[0].text, after[2].text) == ("(", ")") and after[1].text.isupper()
        if is_bracketed and body.label_ in ("ORG", "NORP") and len(body) > 1 and len(after[1]) > 1:
            found.setdefault(after[1].text, without_article(body.text))
    return found


def fullest(names: Iterable[str], text: str) -> str | None:
    """The longest of several names of one body that the text uses."""
    used = [name for name in names if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text)]
    return max(map(without_article, used), key=len, default=None)


def without_article(name: str) -> str:
    """ "Taliban" of "the Taliban"."""
    return name.removeprefix("the ").removeprefix("The ")


def completed(name: str, explained: Mapping[str, str]) -> str:
    """The full name for an abbreviation that the text explains; any other name as it is."""
    return explained.get(name, name)


def _abbreviated(run: str, short: str) -> str | None:
    """The shortest end of a run of capitalized words whose initials the abbreviation has, the first of them first."""
    letters = [letter for letter in short if letter.isupper()]
    words = run.split()[-_LONGEST_NAME:]
    for start in range(len(words) - 2, -1, -1):
        if words[start].lower() in _SMALL or words[start][0] != letters[0]:
            continue
        initials = [part[0] for word in words[start:] for part in word.split("-") if part and part[0].isupper()]
        if _is_subsequence(letters, initials) and 2 * len(letters) >= len(initials):
            return " ".join(words[start:])
    return None


def _is_subsequence(letters: list[str], initials: list[str]) -> bool:
    rest = iter(initials)
    return all(letter in rest for letter in letters)

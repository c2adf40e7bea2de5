"""Fixed phrases in a document: where one of them stands, the longest first."""

import re
from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

from spacy.tokens import Doc

T = TypeVar("T")


class Wording(Generic[T]):
    """Phrases with what each stands for. Built once a process."""

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        """Each entry is a phrase in any case, hyphens free-standing or not; of two alike the first counts."""
        found: dict[str, dict[tuple[str, ...], T]] = {}
        for phrase, meaning in entries:
            words = tuple(_tokenized(phrase))
            found.setdefault(words[0], {}).setdefault(words, meaning)
        self._by_first = {first: sorted(phrases.items(), key=lambda p: -len(p[0])) for first, phrases in found.items()}

    def at(self, doc: Doc, i: int, end: int) -> tuple[int, T] | None:
        """(the token after it, what it stands for) of the longest phrase that begins at token `i`."""
        for words, meaning in self._by_first.get(doc[i].lower_, ()):
            after = i + len(words)
            if after <= end and all(doc[i + n].lower_ == word for n, word in enumerate(words)):
                return after, meaning
        return None

    def within(self, doc: Doc, start: int, end: int) -> Iterator[tuple[int, int, T]]:
        """(first token, token after it, what it stands for) of every phrase in a stretch, none inside another."""
        i = start
        while i < end:
            found = self.at(doc, i, end)
            if found is None:
                i += 1
            else:
                yield i, *found
                i = found[0]


def _tokenized(phrase: str) -> list[str]:
    """The words of a phrase as the tokenizer splits them: hyphens and possessives stand alone."""
    return re.sub(r"(['’]s?\b|(?<=s)['’](?=\s|$)|-)", r" \1 ", phrase.lower()).split()

"""Members of a list that the parse loses: "the leaders of A, B, and C", "X, along with Y and Z"."""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from extraction.names import People
from extraction.phrases import Phrases, bare
from extraction.syntax import SUBJECTS, is_verb

_SEPARATORS = frozenset({",", "and", "&", ";", "alongside"})
_JOINING = (("as", "well", "as"), ("along", "with"), ("together", "with"), ("accompanied", "by"))
_TITLE_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "POS", "HYPH"})
_LONGEST_TITLE = 12  # tokens between a separator and the next name


class Lists:
    """Follows lists of people or states through the text, whatever the parse says."""

    def __init__(self, phrases: Phrases, people: People) -> None:
        self._phrases, self._people, self._doc = phrases, people, phrases.doc

    def others(self, token: Token) -> Iterator[Token]:
        """The heads of the further members after the one that the token heads."""
        if self._people.at(token) is not None:
            yield from self._people_after(token, self._person_range(token.i)[1])
        elif self._is_state(token):
            entity = self._phrases.entity(token)
            yield from self._states_after(entity.end if entity is not None else token.i + 1, token.sent.end)

    def _people_after(self, token: Token, end: int) -> Iterator[Token]:
        limit = token.sent.end
        while (start := self._past_separator(end, limit)) is not None:
            following = self._next_person(start, limit)
            if following is None:
                return
            first, end = self._person_range(following)
            head = self._doc[first:end].root
            if head.dep_ in SUBJECTS and head.head.i > head.i and head.head != token.head and is_verb(head.head):
                return  # "met A, President B said"
            yield head

    def _next_person(self, start: int, limit: int) -> int | None:
        """The first token of the next name, behind nothing but its office."""
        for i in range(start, min(limit, start + _LONGEST_TITLE)):
            if i in self._people.by_token:
                return i
            token = self._doc[i]
            if token.tag_ not in _TITLE_TAGS and token.lower_ not in ("of", "the", "for", "to", "his", "her", "their"):
                return None
        return None

    def _states_after(self, end: int, limit: int) -> Iterator[Token]:
        while (start := self._past_separator(end, limit)) is not None:
            if start < limit and self._doc[start].lower_ == "the":
                start += 1
            if start >= limit or not self._is_state(self._doc[start]):
                return
            entity = self._phrases.entity(self._doc[start])
            head, end = (entity.root, entity.end) if entity is not None else (self._doc[start], start + 1)
            if head.dep_ in SUBJECTS or (end < limit and self._doc[end].tag_ == "POS"):
                return
            yield head

    def _is_state(self, token: Token) -> bool:
        entity = self._phrases.entity(token)
        if entity is None or entity.label_ != "GPE":
            return False
        return bare(entity).removeprefix("the ") in self._phrases.gazetteer.country_by_name

    def _past_separator(self, i: int, limit: int) -> int | None:
        """The token after the commas and conjunctions at `i`; None where there are none."""
        start = i
        while i < limit:
            joining = next((len(j) for j in _JOINING if _words(self._doc, i, len(j)) == j), 0)
            if self._doc[i].lower_ in _SEPARATORS:
                i += 1
            elif joining:
                i += joining
            else:
                break
        return i if i > start and i < limit else None

    def _person_range(self, i: int) -> tuple[int, int]:
        person = self._people.by_token[i]
        return next(((s, e) for s, e in person.mentions if s <= i < e), (i, i + 1))


def _words(doc: Doc, start: int, length: int) -> tuple[str, ...]:
    return tuple(token.lower_ for token in doc[start : start + length])

"""Lists of people or states that the parse loses: "leaders of A, B, and C", "X, along with Minister Y and Z".

A list is read from the text: names with nothing between them but separators, offices and descriptions. Commas alone
do not make a list ("met A, President B said"): its last two members are joined by a conjunction.
"""

from collections.abc import Iterator
from functools import cached_property

from spacy.tokens import Doc, Token

from extraction.names import People
from extraction.phrases import Phrases, bare
from extraction.syntax import SUBJECTS, is_verb

_SEPARATORS = frozenset({",", ";", "&", "and", "alongside"})
_JOINING = (("as", "well", "as"), ("along", "with"), ("together", "with"), ("accompanied", "by"))
_CONJUNCTIONS = frozenset({"and", "&", "alongside"})
_TITLE_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "POS", "HYPH"})
_TITLE_WORDS = frozenset({"of", "the", "for", "to", "his", "her", "their", "then"})
_LONGEST_TITLE = 14  # tokens between a separator and the next name


class Lists:
    """Finds the other members of a list by the head of one."""

    def __init__(self, phrases: Phrases, people: People) -> None:
        self._phrases, self._people, self._doc = phrases, people, phrases.doc

    def others(self, token: Token) -> list[Token]:
        """The heads of the other members of the list that the token's name stands in, in order."""
        start = self._start_of(token)
        return [head for head in self._list_of.get(start, ()) if self._start_of(head) != start]

    def person_after(self, i: int) -> Token | None:
        """The head of the name that follows here behind nothing but its office ("met with | Prime Minister X")."""
        if i >= len(self._doc):
            return None
        first = self._next_name(i, self._doc[i].sent.end, states=False)
        return None if first is None else self._head(first)

    @cached_property
    def _list_of(self) -> dict[int, list[Token]]:
        """The heads of each list, by the first token of every member."""
        lists: dict[int, list[Token]] = {}
        for start in self._starts():
            if start not in lists:
                members = self._from(start)
                if len(members) > 1:
                    lists |= {self._start_of(head): members for head in members}
        return lists

    def _starts(self) -> Iterator[int]:
        names = {start for person in self._people.people for start, _ in person.mentions}
        names |= {ent.start for ent in self._doc.ents if self._is_state(ent.root)}
        yield from sorted(names)

    def _from(self, start: int) -> list[Token]:
        """The members of the list that begins here, up to its last conjunction."""
        members, joined = [self._head(start)], 1
        end, limit = self._end_of(start), self._doc[start].sent.end
        is_person = start in self._people.by_token
        while (following := self._next_member(end, limit, not is_person)) is not None:
            first, is_last = following
            head = self._head(first)
            if self._opens_clause(head, members):
                break
            members.append(head)
            end = self._end_of(first)
            joined = len(members) if is_last else joined
        return members[:joined]

    def _next_member(self, end: int, limit: int, states: bool) -> tuple[int, bool] | None:
        """Where the next name begins, and whether a conjunction led to it."""
        start = self._past_separator(end, limit)
        if start is None:
            return None
        first = self._next_name(start, limit, states)
        if first is None and not states and self._doc[start - 1].text == ",":
            # An office told after the name: "A, Chancellor of B, and C".
            start = self._past_separator(self._past_title(start, limit), limit)
            first = self._next_name(start, limit, states) if start is not None else None
        if first is None or start is None:
            return None
        between = {t.lower_ for t in self._doc[end:start]}
        return first, bool(between & _CONJUNCTIONS or between & {"along", "together", "well", "accompanied"})

    def _next_name(self, start: int, limit: int, states: bool) -> int | None:
        """The first token of the next name, behind nothing but an office; of states, behind an article."""
        if states:
            i = start + 1 if start < limit and self._doc[start].lower_ == "the" else start
            return i if i < limit and self._is_state(self._doc[i]) else None
        i = self._past_title(start, limit)
        return i if i < limit and i in self._people.by_token else None

    def _past_title(self, start: int, limit: int) -> int:
        i = start
        while i < min(limit, start + _LONGEST_TITLE) and i not in self._people.by_token and self._is_title(i):
            i += 1
        return i

    def _is_title(self, i: int) -> bool:
        token = self._doc[i]
        if token.lower_ == "and":  # "Administrator for Response and Recovery"
            return self._doc[i - 1].tag_ in ("NNP", "NNPS") and i + 1 not in self._people.by_token
        return token.tag_ in _TITLE_TAGS or token.lower_ in _TITLE_WORDS

    def _opens_clause(self, head: Token, members: list[Token]) -> bool:
        """ "met A, and President B said": B is the subject of a clause of its own."""
        if head.dep_ not in SUBJECTS or not is_verb(head.head) or head.head.i < head.i:
            return False
        return not any(m.head == head.head or m.head == head or m.dep_ in SUBJECTS for m in members)

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

    def _is_state(self, token: Token) -> bool:
        entity = self._phrases.entity(token)
        if entity is None or entity.label_ != "GPE" or self._phrases.is_container(token):
            return False
        return bare(entity).removeprefix("the ") in self._phrases.gazetteer.country_by_name

    def _head(self, start: int) -> Token:
        return self._doc[start : self._end_of(start)].root

    def _start_of(self, token: Token) -> int:
        if (person := self._people.at(token)) is not None:
            return next((s for s, e in person.mentions if s <= token.i < e), token.i)
        entity = self._phrases.entity(token)
        return entity.start if entity is not None else token.i

    def _end_of(self, start: int) -> int:
        """The end of the name, with the country that it is told to be of ("Prime Minister X of Italy")."""
        if (person := self._people.by_token.get(start)) is not None:
            end = next((e for s, e in person.mentions if s <= start < e), start + 1)
            return self._phrases.past_country_of(end)
        entity = self._phrases.entity(self._doc[start])
        return entity.end if entity is not None else start + 1


def _words(doc: Doc, start: int, length: int) -> tuple[str, ...]:
    return tuple(token.lower_ for token in doc[start : start + length])

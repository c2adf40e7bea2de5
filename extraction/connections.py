"""Which events two words of a sentence belong to: the way up the parse from connecting words to what they hang on,
and down to what they lead to."""

from collections.abc import Collection, Mapping

from spacy.tokens import Doc, Token

from extraction.draft import Draft
from extraction.syntax import children, is_verb, surface_subjects
from schemas.vocabulary import IncidentType, Kind

Sort = tuple[Kind, IncidentType | None]
"""What an event is: kind, and the type of an incident."""

_DEEPEST = 3
"""Steps from a preposition's object down to an event that it may stand for ("after the end of the talks")."""
_NOMINAL = frozenset({"prep", "pobj", "compound", "poss", "conj", "nmod", "amod"})
_POINTING = frozenset({"the", "this", "that", "these", "those"})
# Verbs that say of their subject only when or why it is ("the raid came after").
_COPULAS = frozenset("be is was are were been comes came come occurred occurs happened happens takes took".split())


class EventWords:
    """The tokens that tell of each event of a document."""

    def __init__(self, doc: Doc, events: list[Draft], nouns: Mapping[str, Collection[Sort]]) -> None:
        """`nouns` can name an event, of the sorts given with each."""
        self.doc, self.events, self._nouns = doc, events, nouns
        self.by_token: dict[int, list[int]] = {}
        for number, event in enumerate(events):
            for i in sorted(event.mentions):
                self.by_token.setdefault(i, []).append(number)
        self._told = sorted(self.by_token)
        self.sentences = list({doc[i].sent.start: doc[i].sent for i in sorted(self.by_token)}.values())

    def at(self, token: Token) -> list[int]:
        """The numbers of the events that the token tells of."""
        return self.by_token.get(token.i, [])

    def meant_by(self, token: Token) -> list[int]:
        """The events that the token tells of; of a bare "the meeting", "this attack", the last told of that sort."""
        if found := self.at(token):
            return found
        sorts = self._nouns.get(token.lower_)
        is_bare = token.i > 0 and token.nbor(-1).lower_ in _POINTING and not children(token, "prep", "poss", "relcl")
        if sorts is None or not is_bare:
            return []
        for i in reversed(self._told):
            if i < token.i:
                same = [n for n in self.by_token[i] if (self.events[n].kind, self.events[n].incident_type) in sorts]
                if same:
                    return same
        return []

    def above(self, token: Token) -> list[int]:
        """The events of the nearest words over the token that tell of any, within its clause."""
        current = token
        while current.head != current:
            current = current.head
            if found := self.meant_by(current):
                return found
            if is_verb(current):
                if current.lower_ in _COPULAS:
                    return [n for subject in surface_subjects(current) for n in self.below(subject)]
                if current.dep_ not in ("xcomp", "pcomp", "conj"):
                    return []
        return []

    def below(self, token: Token) -> list[int]:
        """The events that the token, or a noun close under it, tells of."""
        level = [token]
        for _ in range(_DEEPEST):
            for each in level:
                if found := self.meant_by(each):
                    return found
            level = [child for each in level for child in each.children if child.dep_ in _NOMINAL]
        return []


def led_to(last: Token) -> Token | None:
    """What the last of some connecting words leads to: the object of a preposition, the clause after "after"."""
    if last.dep_ == "mark":
        return last.head
    objects = children(last, "pobj", "pcomp", "dobj", "ccomp")
    if objects:
        return objects[0]
    after = last.doc[last.i + 1] if last.i + 1 < len(last.doc) else None
    # "on the sidelines of": the parse may hang the object elsewhere; the next noun phrase is meant.
    if after is None or after.sent.start != last.sent.start:
        return None
    return after if after.dep_ in ("pobj", "dobj") else after.head if after.head.i > last.i else None


def phrase_end(head: Token) -> int:
    """The token after a noun phrase: with what "of", "on", "to", "for" and brackets add to it, without clauses."""
    doc, end = head.doc, head.i + 1
    is_quoted = any(token.text in ("“", '"') for token in doc[head.left_edge.i : head.i])
    while end < head.sent.end:
        token = doc[end]
        if is_quoted and token.text in ("”", '"'):
            return end + 1
        if token.text == "(" and end + 2 < head.sent.end and doc[end + 2].text == ")":
            end += 3
        elif token.lower_ in ("of", "on", "to", "for") and token.dep_ == "prep" and children(token, "pobj"):
            noun = children(token, "pobj")[0]
            if noun.ent_type_ in ("DATE", "TIME"):
                break
            end = noun.i + 1
        elif token.dep_ == "pobj" or token.tag_ == "POS" or (token.tag_[:2] == "NN" and doc[end - 1].tag_ == "POS"):
            end += 1
        else:
            break
    return end

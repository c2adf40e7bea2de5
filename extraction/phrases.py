"""Noun phrases: where they begin, which named entity and which countries belong to them."""

from spacy.tokens import Doc, Span, Token

from extraction.actors import Actor, CountryLink
from extraction.country_words import country_links
from extraction.gazetteer import Gazetteer
from extraction.names import People
from extraction.syntax import children, conjuncts
from schemas.vocabulary import Inference

_MODIFIERS = frozenset(
    "amod compound nummod nmod poss quantmod advmod det npadvmod punct case".split()
)  # fmt: skip
_DETERMINERS = frozenset({"the", "its", "their", "his", "her", "our", "my", "these", "those", "both", "such"})
# "at least four militants" are "four militants": a bound is no part of who they are.
_BOUNDS = frozenset(
    "at least about around nearly almost approximately some over roughly reportedly up to as many".split()
)  # fmt: skip
_LONGEST_BODY = 8  # tokens of "of the Iranian national team" behind "members"
_NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS"})


class Phrases:
    """Answers questions about the noun phrases of one document."""

    def __init__(self, doc: Doc, gazetteer: Gazetteer, people: People) -> None:
        self.doc, self.gazetteer, self.people = doc, gazetteer, people
        self._entity_of: dict[int, Span] = {i: ent for ent in doc.ents for i in range(ent.start, ent.end)}

    def entity(self, token: Token) -> Span | None:
        """The named entity that the token is part of."""
        return self._entity_of.get(token.i)

    def left(self, token: Token) -> int:
        """The first token of the modifiers before a noun, clauses left out."""
        first, doc = token.i, self.doc
        while first > token.sent.start:
            before = doc[first - 1]
            inside = before.dep_ in _MODIFIERS or (before.dep_ in ("conj", "cc") and before.head.i >= first - 3)
            governed = before.head.i >= first - 1 and before.head.i <= token.i
            if not inside or not governed or before.text in (",", ";", "“", '"', "(") or before.is_space:
                break
            first -= 1
        while first < token.i and doc[first].dep_ in ("punct", "cc", "case"):
            first += 1
        return first

    def described(self, token: Token, last: Token | None = None) -> Span:
        """The words that describe people: from the first modifier to the noun, without articles and bounds, and with
        the body that they belong to ("members of the White Helmets")."""
        first, end = self.left(token), (last or token).i + 1
        while first < token.i and self._is_loose(self.doc[first]):
            first += 1
        return self.doc[first : max(end, self._end_of_body(last or token))]

    def _is_loose(self, token: Token) -> bool:
        return token.lower_ in _DETERMINERS or token.lower_ in _BOUNDS

    def _end_of_body(self, token: Token) -> int:
        """Where "of the White Helmets", "of the Iranian team" after the noun ends."""
        for of in children(token, "prep"):
            if of.lower_ not in ("of", "from") or of.i != token.i + 1:
                continue
            for pobj in children(of, "pobj"):
                entity = self.entity(pobj)
                end = entity.end - (entity[-1].tag_ == "POS") if entity is not None else pobj.i + 1
                if self.people.at(pobj) is None and end - of.i <= _LONGEST_BODY and pobj.tag_ in _NOUN_TAGS:
                    return end
        return 0

    def is_container(self, token: Token) -> bool:
        """True for the state after a city ("Dubai, the United Arab Emirates"): part of the place, no actor."""
        entity, doc = self.entity(token), self.doc
        if entity is None or entity.label_ != "GPE":
            return False
        i = entity.start - 1
        if i > 0 and doc[i].lower_ == "the":
            i -= 1
        if i < 1 or doc[i].text != "," or (before := self.entity(doc[i - 1])) is None:
            return False
        name = bare(before)
        return before.label_ in ("GPE", "LOC", "FAC") and name not in self.gazetteer.country_by_name

    def past_country_of(self, end: int) -> int:
        """The end of "of Italy", "of the Republic of Korea" after a name; the given end where there is no such."""
        doc = self.doc
        if end + 1 >= len(doc) or doc[end].lower_ not in ("of", "from"):
            return end
        i = end + 1 + (doc[end + 1].lower_ == "the")
        entity = self.entity(doc[i]) if i < len(doc) else None
        return entity.end if entity is not None and entity.label_ == "GPE" else end

    def countries(self, token: Token) -> list[CountryLink]:
        """The countries that a noun's modifiers name: adjectives, compounds, possessives, "of"."""
        found: list[CountryLink] = []
        for child in token.children:
            if child.dep_ in ("amod", "compound", "nmod", "poss") and child.i < token.i:
                for conjunct in conjuncts(child):
                    found += self.links_at(conjunct)
            elif child.dep_ == "prep" and child.lower_ in ("of", "from"):
                for pobj in children(child, "pobj"):
                    for conjunct in conjuncts(pobj):
                        found += self.links_at(conjunct)
        if not found:
            found = country_links(self.doc[self.left(token) : token.i], self.gazetteer)
        return list({link.code: link for link in reversed(found)}.values())[::-1]

    def links_at(self, token: Token) -> list[CountryLink]:
        """The countries that this word, or the name that it is part of, tells."""
        entity = self.entity(token)
        if entity is not None and self.people.at(token) is None:
            links = country_links(entity, self.gazetteer)
            if links:
                return links
            if code := self.gazetteer.country_by_seat.get(bare(entity)):
                return [CountryLink(code, Inference.CAPITAL, entity.start_char, entity.end_char)]
        return country_links(self.doc[token.i : token.i + 1], self.gazetteer)

    def state(self, link: CountryLink, token: Token, delegation: bool = False) -> Actor:
        """A state, named by its country, at the words that tell it."""
        name = self.gazetteer.display_name.get(link.code, link.code)
        start = link.start if link.start is not None else token.idx
        end = link.end if link.end is not None else token.idx + len(token)
        return Actor(name, "government", start, end, link, is_delegation=delegation)


def bare(span: Span) -> str:
    """The text of an entity without possessive, article and closing quotes."""
    text = span.text.rstrip("'’\"”")
    for ending in ("'s", "’s"):
        text = text.removesuffix(ending)
    return text


def without_determiner(text: str) -> str:
    """The phrase without an article or possessive before it."""
    first, _, rest = text.partition(" ")
    return rest if rest and first.lower() in _DETERMINERS else text


def characters(phrase: Span) -> tuple[int, int]:
    """Start and end of a phrase in the text."""
    return phrase.start_char, phrase.end_char

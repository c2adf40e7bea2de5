"""Holders of offices that are not named where they are mentioned: "the French president", "the minister"."""

from collections.abc import Iterator

from spacy.tokens import Span, Token

from extraction.actors import Actor, CountryLink
from extraction.bodies import Bodies
from extraction.country_words import country_links
from extraction.lexicon.models import Lexicon
from extraction.names import Person
from extraction.phrases import Phrases
from extraction.syntax import children
from schemas.vocabulary import Inference

_LONGEST_OFFICE = 4  # words


class Offices:
    """Finds who is meant by an office."""

    def __init__(self, phrases: Phrases, bodies: Bodies, lexicon: Lexicon) -> None:
        self._phrases, self._bodies, self._offices = phrases, bodies, lexicon.offices

    def is_office(self, token: Token) -> bool:
        """True for a noun that names the holder of an office, in the singular or plural."""
        word = token.lower_
        heads = self._offices.heads
        return word in heads or (word.endswith("s") and word[:-1] in heads)

    def is_title(self, entity: Span) -> bool:
        """ "National Security Advisor", "Supreme" of "Supreme Leader": an office that the model takes for a body."""
        doc, titles = entity.doc, self._offices.titles
        if entity.label_ != "ORG" or self._bodies.known(entity.text):
            return False
        if entity.text.casefold() in titles or entity[-1].lower_ in self._offices.heads:
            return True
        return entity.end < len(doc) and f"{entity[-1].lower_} {doc[entity.end].lower_}" in titles and len(entity) == 1

    def names_holder(self, preposition: Token) -> bool:
        """ "of" that leads from an office over its country or body to the name ("President of Peru Ollanta Humala")."""
        doc = self._phrases.doc
        if preposition.lower_ not in ("of", "for", "to") or preposition.i + 1 >= len(doc):
            return False
        following = doc[preposition.i + 1 : preposition.i + 4]
        if preposition.lower_ != "for" and country_links(following, self._phrases.gazetteer):
            return True
        entities = [self._phrases.entity(t) for t in following]
        return any(entity is not None and entity.label_ == "ORG" for entity in entities)

    def holders(self, token: Token) -> Iterator[Actor | Person]:
        """The holder of an office: of which country, or the only person of the article with that office."""
        links = self._phrases.countries(token)
        plural = token.tag_ in ("NNS", "NNPS")
        if body := self._bodies.beside(token):
            yield body
        elif links and not plural:
            yield self._named_holder(token, links[0]) or self._holder(token, links[0])
        elif links:
            yield from (self._phrases.state(link, token, delegation=True) for link in links)
        elif code := self._fixed(token):
            start, end = token.idx, token.idx + len(token)
            link = CountryLink(code, Inference.OFFICE, start, end)
            holders = self._phrases.people.with_office(token.text)
            yield holders[0] if len(holders) == 1 else Actor(token.text, "person", start, end, link, token.text)
        elif not plural and not any(child.lower_ in ("a", "an", "former") for child in token.children):
            holder = self._only_holder(token)
            if holder is not None:
                yield holder

    def _only_holder(self, token: Token) -> Person | None:
        """The one person who holds the office; of several the first that the title names, else the one whose state the
        article does not say."""
        for office in self._names_of(token):
            holders = self._phrases.people.with_office(office)
            if len(holders) > 1 and (of_title := [p for p in self._phrases.people.of_title if p in holders]):
                return of_title[0]  # "Readout of the President's call with President X": the one whose article it is
            if len(holders) > 1:
                holders = [p for p in holders if p.country is None or p.country.inference is Inference.CONTEXT]
            if len(holders) == 1:
                return holders[0]
        return None

    def _named_holder(self, token: Token, link: CountryLink) -> Person | None:
        """The person of the article who holds that office of that country."""
        for office in self._names_of(token):
            holders = [p for p in self._phrases.people.with_office(office) if p.country and p.country.code == link.code]
            if len(holders) == 1:
                return holders[0]
        return None

    def _names_of(self, token: Token) -> Iterator[str]:
        """The office in its longest known form, then in its own word ("vice president" is never "president")."""
        doc = self._phrases.doc
        for length in range(_LONGEST_OFFICE, 1, -1):
            words = doc[max(token.sent.start, token.i + 1 - length) : token.i + 1].text.casefold()
            if words in self._offices.titles or words in self._offices.heads:
                yield words
                return
        yield token.lower_

    def _fixed(self, token: Token) -> str | None:
        """The state of an office that only one state has ("the Pope")."""
        return next((code for code, offices in self._offices.fixed.items() if token.lower_ in offices), None)

    def _holder(self, token: Token, link: CountryLink) -> Actor:
        office = self._phrases.doc[self._phrases.left(token) : token.i + 1]
        gazetteer = self._phrases.gazetteer
        words = [
            t
            for t in office
            if t.text not in gazetteer.country_by_adjective
            and t.text not in gazetteer.country_by_name
            and t.tag_ not in ("DT", "POS", "PRP$", "CD")
        ]
        title = " ".join(t.text for t in words[-3:]) or token.text
        if token.i + 2 < len(self._phrases.doc) and token.nbor().lower_ == "of":
            title += self._portfolio(token)
        name = f"{title[0].upper()}{title[1:]} of {gazetteer.display_name.get(link.code, link.code)}"
        return Actor(name, "person", *(office.start_char, office.end_char), link, title)

    def _portfolio(self, token: Token) -> str:
        """ " of State", " of Foreign Affairs" after "Secretary", "Minister"."""
        of = token.nbor()
        for pobj in children(of, "pobj"):
            words = self._phrases.doc[of.i : pobj.i + 1]
            if len(words) <= 3 and not self._phrases.links_at(pobj) and pobj.tag_ in ("NNP", "NNPS"):
                return f" {words.text}"
        return ""

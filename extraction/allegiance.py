"""The country of people and things where the text does not say it beside them, but plainly implies it.

Well-known holders of high offices carry their state in their name; whoever is told without a country in an article
about one country belongs to that one; an article that names its own state's officials without their country does so
with all of them ("National Security Advisor Jake Sullivan met Israeli Minister ...").
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from spacy.tokens import Doc, Span

from extraction.actors import Actor, CountryLink
from extraction.country_words import country_links
from extraction.gazetteer import Gazetteer
from extraction.lexicon.models import Lexicon, plain
from extraction.names import People, Person
from extraction.phrases import bare
from extraction.syntax import entities_in
from schemas.vocabulary import Inference

# Whose country cannot be told from where they are: those who come from elsewhere or from nobody knows where.
_STRANGERS = tuple(
    "gunm gunw milit attacker assail suspect bomber terror jihad extrem pirate hijack kidnap robber bandit individual "
    "touris foreign migra refugee pilgrim mercen perpetrator intruder infiltrat smuggler traffick immigra hacker "
    "unknown unidentified hostage diplomat ambassador envoy peacekeep others crew shooter".split()
)  # fmt: skip
_WHERE = frozenset({"in", "at", "near", "across", "outside", "throughout"})
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii"})


class Allegiance:
    """Knows the countries that one document implies."""

    def __init__(self, doc: Doc, lexicon: Lexicon, gazetteer: Gazetteer, people: People) -> None:
        self._doc, self._gazetteer, self._people = doc, gazetteer, people
        self._lexicon = lexicon
        self.only = _only(self._told(doc[:]))
        self._of_sentence: dict[int, CountryLink | None] = {}

    def settle(self, people: Iterable[Person]) -> None:
        """Give people without a country the one that the article implies."""
        unsettled = [person for person in people if person.country is None]
        for person in unsettled:
            person.country = self._by_name(person)
        home = {p.country.code: p.country for p in people if p.country and p.country.inference is Inference.OFFICE}
        for person in unsettled:
            if person.country is None and person.office and len(home) == 1:
                person.country = replace(next(iter(home.values())), inference=Inference.CONTEXT)
            if person.country is None:
                person.country = self.only

    def of(self, actor: Actor) -> Actor:
        """The actor with the country of where it is told to be, where it has none of its own."""
        if actor.country is not None or actor.sort == "person":
            return actor
        is_known = actor.name.casefold() in self._lexicon.organization_by_name
        if is_known or any(word.startswith(_STRANGERS) for word in re.split(r"[\s-]+", actor.name.casefold())):
            return actor
        link = self.only
        if link is None and actor.sort != "organization":
            link = self._near(actor)
        return replace(actor, country=link) if link is not None else actor

    def _by_name(self, person: Person) -> CountryLink | None:
        code = self._state_of(plain(person.name).replace(",", "").split(), bool(person.office))
        if code is None:
            return None
        if not person.mentions:  # only the title names them
            return CountryLink(code, Inference.OFFICE)
        start, end = min(person.mentions)
        span = self._doc[start:end]
        return CountryLink(code, Inference.OFFICE, span.start_char, span.end_char)

    def _state_of(self, words: list[str], has_office: bool) -> str | None:
        """The state of a well-known holder so called; the surname is enough where news uses it alone, and beside an
        office with a first name that begins alike ("President Joseph R. Biden, Jr.")."""
        words = [word for word in words if word.rstrip(".") not in _SUFFIXES]
        states, surnames = self._lexicon.offices.state_of_holder, self._lexicon.offices.holders_of_surname
        if not words:
            return None
        for name in (" ".join(words), f"{words[0]} {words[-1]}", " ".join(words[:2])):
            if name in states:
                return states[name]
        if not has_office and len(words) > 1:
            return None
        alike = [h for h in surnames.get(words[-1], ()) if len(words) == 1 or h[:2] == words[0][:2]]
        codes = {states[holder] for holder in alike}
        return codes.pop() if len(codes) == 1 else None

    def _near(self, actor: Actor) -> CountryLink | None:
        """The one country that the sentence of the actor names by itself or by a place."""
        span = self._doc.char_span(actor.start, actor.end, alignment_mode="expand")
        if span is None:
            return None
        sentence = span.sent
        if sentence.start not in self._of_sentence:
            told = self._told(sentence)
            self._of_sentence[sentence.start] = _only(told) or _only([link for link in told if self._is_where(link)])
        return self._of_sentence[sentence.start]

    def _is_where(self, link: CountryLink) -> bool:
        """True for a country or city that the sentence is set in ("in Ukraine")."""
        span = self._doc.char_span(link.start or 0, link.end or 0, alignment_mode="expand")
        root = span.root if span is not None else None
        return root is not None and root.dep_ == "pobj" and root.head.lower_ in _WHERE

    def _told(self, window: Span) -> list[CountryLink]:
        """The countries that a stretch of text names, by their names, adjectives, capitals and cities."""
        links = country_links(window, self._gazetteer)
        codes = {link.code for link in links}
        for ent in entities_in(window):
            if ent.label_ not in ("GPE", "LOC", "FAC") or ent.start in self._people.by_token:
                continue
            place = self._gazetteer.place(bare(ent), frozenset(codes))
            if place is not None and place.country:
                codes.add(place.country)
                links.append(CountryLink(place.country, Inference.GAZETTEER, ent.start_char, ent.end_char))
        return links


def _only(links: list[CountryLink]) -> CountryLink | None:
    if len({link.code for link in links}) != 1:
        return None
    return replace(links[0], inference=Inference.CONTEXT)

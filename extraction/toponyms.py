"""What the place names of an article mean: which words name a place, in which country it lies, what it is part of.

The parser's names are one witness among several. A name that stands before its container ("Ed Daein, East
Darfur") or that a list of places knows after "in" is a place whatever the model called it.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property

from spacy.tokens import Doc, Span, Token

from extraction.actors import CountryLink
from extraction.draft import Characters, PlaceFinding
from extraction.gazetteer import Gazetteer
from extraction.names import People, country_links
from extraction.placewords import (
    BEFORE_PLACE,
    PLACE_LABELS,
    PLACE_NOUNS,
    REFERRING,
    SITE_NOUNS,
    SUFFIXES,
    is_water,
    place_name,
)
from extraction.syntax import entities_in
from schemas.vocabulary import Inference


def _first_token(span: Span) -> int:
    return span.start


def _token_number(pair: tuple[int, Span]) -> int:
    return pair[0]


def _link_start(link: CountryLink) -> int:
    return link.start or 0


class Toponyms:
    """The place names of one document."""

    def __init__(self, doc: Doc, gazetteer: Gazetteer, people: People, bodies: frozenset[str], title: str = "") -> None:
        self._doc, self._gazetteer, self._people, self._bodies = doc, gazetteer, people, bodies
        self.title_countries = gazetteer.countries_in(title)

    # Made when first asked for: most articles tell of no event.

    @cached_property
    def links(self) -> list[CountryLink]:
        """The countries that the text names, in order."""
        return country_links(self._doc[:], self._gazetteer)

    @cached_property
    def named(self) -> list[Span]:
        """The names of places, in order."""
        return sorted([*self._labelled(), *self._unlabelled()], key=lambda span: span.start)

    @cached_property
    def _hint(self) -> frozenset[str]:
        return frozenset(link.code for link in self.links) or self.title_countries

    @cached_property
    def _at(self) -> dict[int, Span]:
        return {i: span for span in self.named for i in range(span.start, span.end)}

    @cached_property
    def _by_root(self) -> list[tuple[int, Span]]:
        return sorted(((span.root.i, span) for span in self.named), key=_token_number)

    @cached_property
    def _references(self) -> dict[int, Span]:
        return self._referring()

    def at(self, token: Token) -> Span | None:
        """The place name that the token is part of."""
        return self._at.get(token.i) or self._references.get(token.i)

    def mentions(self, start: int, end: int) -> Iterator[tuple[Token, Span]]:
        """The words from token `start` to `end` that stand for a place, each with the name it stands for.

        Names come before words that refer to them. An article has many events: each looks only at its own part.
        """
        for pairs in (self._by_root, list(self._references.items())):
            first = bisect_left(pairs, start, key=_token_number)
            last = bisect_left(pairs, end, key=_token_number)
            for i, span in pairs[first:last]:
                yield self._doc[i], span

    def finding(self, ent: Span) -> PlaceFinding:
        """The name as a place, with its country where it can be told."""
        name = place_name(ent)
        containers = self.containers(ent)
        country = next((link for outer in reversed(containers) if (link := self._link(outer))), None)
        if (site := self._city_of_site(ent, containers)) is not None:
            return site
        where = Characters(ent.start_char, ent.start_char + len(name))
        hint = frozenset({country.code}) if country is not None else self._hint
        entry = self._gazetteer.place(self._with_suffix(ent, name), hint)
        if entry is None and country is None:
            # A name that no list knows: a city in it may tell, or the words around it.
            return PlaceFinding(name, where, self._country_within(ent) or self._country_around(ent))
        if country is not None and (entry is None or entry.country != country.code):
            return PlaceFinding(name, where, country)
        if entry is None or entry.country is None:
            return PlaceFinding(name if entry is None else entry.name, where, None)
        link = CountryLink(entry.country, entry.inference, where.start, where.end)
        return PlaceFinding(entry.name, where, link)

    def main_country(self) -> CountryLink | None:
        """The country that the article is about: the only one it names, the one it names most, or its title's."""
        counts = Counter(link.code for link in self.links).most_common(2)
        if len(counts) == 1 or (counts and counts[0][1] >= 2 * counts[1][1]):
            first = next(link for link in self.links if link.code == counts[0][0])
            return replace(first, inference=Inference.CONTEXT)
        if len(self.title_countries) == 1:
            return CountryLink(next(iter(self.title_countries)), Inference.CONTEXT)
        located = self._countries_of_cities()
        return next(iter(located.values())) if len(located) == 1 else None

    def last_country(self, before: int, since: int = 0) -> CountryLink | None:
        """The country that was named last between these characters, by name or adjective."""
        found = bisect_left(self.links, before, key=_link_start)
        last = self.links[found - 1] if found else None
        return last if last is not None and (last.start or 0) >= since else None

    def names_one_country(self) -> bool:
        """True where the text names a single country."""
        return len({link.code for link in self.links}) == 1

    def _countries_of_cities(self) -> dict[str, CountryLink]:
        """The countries that the article's cities and provinces lie in."""
        found: dict[str, CountryLink] = {}
        for ent in self.named:
            name = place_name(ent)
            entry = None if self._gazetteer.is_country(name) else self._gazetteer.place(name, self._hint)
            if entry is not None and entry.country:
                found.setdefault(
                    entry.country, CountryLink(entry.country, Inference.CONTEXT, ent.start_char, ent.end_char)
                )
        return found

    def country_of(self, link: CountryLink, is_direct: bool = False) -> PlaceFinding:
        """The country itself as the place ("an arrest by a state, without a place: that state")."""
        start = link.start if link.start is not None else 0
        end = link.end if link.end is not None else start + 1
        name = self._gazetteer.display_name.get(link.code, link.code)
        return PlaceFinding(name, Characters(start, end), link, is_direct)

    def innermost(self, ent: Span) -> Span:
        """Of "Royak, Dalgopol Municipality, Bulgaria" the village: the first name of the chain that `ent` ends."""
        sentence_start = ent.sent.start
        for earlier in reversed(self.named[: bisect_left(self.named, ent.start, key=_first_token)]):
            if earlier.start < sentence_start:
                break  # a chain stays in its sentence
            if ent in self.containers(earlier):
                return self.innermost(earlier)
        return ent

    def containers(self, ent: Span) -> list[Span]:
        """What the place is said to lie in, from the inside out: "Kuriga, Chikun, Kaduna State"."""
        found: list[Span] = []
        inner = ent
        while (outer := self._next_container(inner)) is not None and len(found) < 4:
            found.append(outer)
            inner = outer
        return found

    def _next_container(self, ent: Span) -> Span | None:
        doc, i = self._doc, ent.end
        if i < len(doc) and doc[i].text in SUFFIXES:
            i += 1
        if i + 1 >= ent.sent.end or doc[i].lower_ not in (",", "in", "("):
            return None
        is_listed = doc[i].text == ","
        i += 1
        while i < ent.sent.end and doc[i].lower_ in ("the", "in", "southern", "northern", "eastern", "western"):
            i += 1
        outer = self._at.get(i) if i < ent.sent.end else None
        if outer is None or outer.start > i:
            return None
        return outer if self._can_contain(outer, ent, is_listed) else None

    def _can_contain(self, outer: Span, inner: Span, is_listed: bool) -> bool:
        """Does the name that follows tell where the first one lies, or is it the next of a list of places?"""
        outer_name, inner_name = place_name(outer), place_name(inner)
        if is_water(inner):
            return False
        if self._gazetteer.is_country(inner_name):
            # Georgia is a state of the United States where these follow it.
            return bool(self._gazetteer.countries_of(outer_name) & self._gazetteer.federations_of(inner_name))
        if is_listed and self._ends_list(outer):
            return False
        inside = self._gazetteer.countries_of(inner_name)
        outside = self._gazetteer.countries_of(outer_name)
        if not inside or not outside or inside & outside:
            return True
        # "In Geneva, Russia said" is no place in Russia; a Central Region may well be in Ghana.
        return self._gazetteer.is_region(outer_name) and not self._gazetteer.is_large(inner_name)

    def _ends_list(self, span: Span) -> bool:
        """ "Warsaw, Krakow and Gdansk": what another place follows with "and" is in a list."""
        doc, i = self._doc, span.end
        if i < len(doc) - 1 and doc[i].text == ",":
            i += 1
        return (
            i < len(doc) - 1
            and doc[i].lower_ in ("and", "or")
            and i + 1 in self._at
            and not self._gazetteer.is_country(place_name(span))
        )

    def _city_of_site(self, ent: Span, containers: list[Span]) -> PlaceFinding | None:
        """The city of "Lido Beach in Mogadishu" and of "Dublin Castle"."""
        words = [token.lower_ for token in ent]
        if words[-1] not in SITE_NOUNS or len(words) < 2 or self._gazetteer.place(place_name(ent)) is not None:
            return None
        for outer in containers:
            if not self._gazetteer.is_country(place_name(outer)):
                return self.finding(outer)
        start = ent.start + (words[0] == "the")
        city = self._doc[start : ent.end - 1]
        known = self._gazetteer.place(city.text, self._hint) if len(city) else None
        if known is not None and known.country and known.country in self._hint | {known.country}:
            return PlaceFinding(
                known.name,
                Characters(city.start_char, city.end_char),
                CountryLink(known.country, known.inference, city.start_char, city.end_char),
            )
        return None

    def _link(self, ent: Span) -> CountryLink | None:
        name = place_name(ent)
        entry = self._gazetteer.place(self._with_suffix(ent, name), self._hint)
        if entry is None or entry.country is None:
            return None
        return CountryLink(entry.country, entry.inference, ent.start_char, ent.start_char + len(name))

    def _with_suffix(self, ent: Span, name: str) -> str:
        """ "Niger State" is not Niger: the word after the name counts where the gazetteer knows the whole."""
        following = self._doc[ent.end].text if ent.end < len(self._doc) else ""
        if following in SUFFIXES:
            longer = f"{name} {following}"
            if self._gazetteer.place(longer) is not None:
                return longer
        return name

    def _labelled(self) -> list[Span]:
        return [ent for ent in self._doc.ents if self._is_place(ent)]

    def _is_place(self, ent: Span) -> bool:
        name = place_name(ent)
        if name in self._bodies:
            return False
        if ent.label_ in PLACE_LABELS:
            return self._people.at(ent.root) is None
        if ent.label_ in ("ORG", "PERSON", "NORP", "EVENT", "PRODUCT"):
            known = self._gazetteer.place(name)
            is_person = self._people.at(ent.root) is not None
            if known is not None and not is_person and name not in self._gazetteer.country_by_adjective:
                return True
            return self._stands_in_place(ent) and self._is_before_container(ent)
        return False

    def _unlabelled(self) -> list[Span]:
        """Capitalized words after "in" that the model passed over and a list of places knows."""
        found, doc = [], self._doc
        for before in doc[:-1]:
            if before.lower_ not in BEFORE_PLACE and before.lower_ != "of":
                continue
            token = doc[before.i + 1]
            if token.ent_type_ or not token.text[:1].isupper() or not token.tag_.startswith("NN"):
                continue
            end = token.i + 1
            while end < token.sent.end and doc[end].tag_ in ("NNP", "NNPS") and not doc[end].ent_type_:
                end += 1
            span = doc[token.i : end]
            if self._stands_in_place(span) and self._gazetteer.place(span.text, self._hint) is not None:
                found.append(Span(doc, span.start, span.end, "GPE"))
        return found

    def _referring(self) -> dict[int, Span]:
        """ "to the country", "in the city": the place of that sort that was named last."""
        found: dict[int, Span] = {}
        for token in self._doc:
            if token.lower_ not in REFERRING or token.i < 2 or token.dep_ != "pobj" or token.i in self._at:
                continue
            if not any(child.lower_ in ("the", "this", "that") for child in token.children if child.i < token.i):
                continue
            if any(child.lower_ == "of" or child.dep_ in ("relcl", "appos") for child in token.children):
                continue
            wants_country = token.lower_ in ("country", "nation")
            before = [
                span
                for span in self.named
                if span.end <= token.i
                and span.label_ in PLACE_LABELS
                and self._gazetteer.is_country(place_name(span)) == wants_country
            ]
            if before:
                found[token.i] = before[-1]
        return found

    def _stands_in_place(self, span: Span) -> bool:
        if span.start == 0:
            return False
        before = self._doc[span.start - 1]
        if before.lower_ == "of" and before.i > 0:
            return self._doc[before.i - 1].lower_ in PLACE_NOUNS
        return before.lower_ in BEFORE_PLACE

    def _is_before_container(self, ent: Span) -> bool:
        doc, i = self._doc, ent.end
        if i + 1 >= ent.sent.end or doc[i].text != ",":
            return False
        following = next(entities_in(doc[i + 1 : ent.sent.end]), None)
        return (
            following is not None
            and following.start == i + 1
            and self._gazetteer.place(place_name(following)) is not None
        )

    def _country_within(self, ent: Span) -> CountryLink | None:
        """China for "Shanghai Pudong International Airport": what is named for a large city mostly lies there."""
        first = ent.start + (ent[0].lower_ == "the")
        for end in range(ent.end - 1, first, -1):
            words = self._doc[first:end]
            entry = self._gazetteer.place(words.text, self._hint)
            if entry is not None and entry.country and self._gazetteer.is_large(words.text):
                return CountryLink(entry.country, Inference.GAZETTEER, words.start_char, words.end_char)
        return None

    def _country_around(self, ent: Span) -> CountryLink | None:
        """For a place that no list knows: the country named nearest in its sentence, else the article's main one."""
        if is_water(ent):
            return None  # seas belong to nobody
        sentence = ent.sent
        first = bisect_left(self.links, sentence.start_char, key=_link_start)
        last = bisect_left(self.links, sentence.end_char, key=_link_start)
        nearby = self.links[first:last]
        if nearby:
            nearest = min(nearby, key=lambda link: abs((link.start or 0) - ent.start_char))
            return replace(nearest, inference=Inference.CONTEXT)
        return self.main_country()

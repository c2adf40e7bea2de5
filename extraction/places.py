"""Where an event takes place: the place named beside its trigger, with its country.

Only a place that stands in a position of place counts ("in", "at", "near", the object of a visit): the origin of
a person and the country of an office are no places of the event.
"""

from dataclasses import replace

from spacy.tokens import Doc, Span, Token

from extraction.actors import CountryLink
from extraction.draft import Characters, PlaceFinding, Trigger
from extraction.gazetteer import Gazetteer
from extraction.names import People, country_links
from extraction.syntax import children, conjuncts, objects
from schemas.vocabulary import Inference, Kind

_PLACE_PREPOSITIONS = frozenset(
    "in at near outside inside off across around over within on throughout along".split()
)  # fmt: skip
_DESTINATION_PREPOSITIONS = frozenset({"to", "in", "at", "for", "into"})
_PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
_PLACE_NOUNS = frozenset(
    "city town village province state region district capital island airport base area suburb resort port county "
    "territory governorate neighborhood neighbourhood coast mountains river camp square palace house "
    "headquarters".split()
)  # fmt: skip
FAR = 99
# Steps in the parse within which a place belongs to the event: further off it is the place of something else.
_REACH = {Kind.MEETING: 5, Kind.VISIT: 5, Kind.INCIDENT: 7}


class PlaceFinder:
    """Finds places in one document."""

    def __init__(self, doc: Doc, gazetteer: Gazetteer, people: People, bodies: frozenset[str]) -> None:
        self._doc, self._gazetteer, self._people, self._bodies = doc, gazetteer, people, bodies
        self._named = [ent for ent in doc.ents if self._is_place(ent)]
        links = country_links(doc[:], gazetteer)
        self._countries = frozenset(link.code for link in links)
        self._links = links

    def of_visit(self, trigger: Trigger, prepositions: tuple[str, ...]) -> list[PlaceFinding]:
        """The destinations of a visit, in the order of the text."""
        found: list[PlaceFinding] = []
        heads: list[Token] = []
        if trigger.is_verb and "object" in prepositions:
            heads += objects(trigger.head)
        anchors = [trigger.head, *([trigger.support] if trigger.support else [])]
        for anchor in anchors:
            for prep in children(anchor, "prep", "dative", "prt"):
                if prep.lower_ in prepositions and prep.lower_ in _DESTINATION_PREPOSITIONS | {"of"}:
                    heads += children(prep, "pobj")
        for head in heads:
            for token in conjuncts(head):
                if place := self.at(token):
                    found.append(place)
        if not found and trigger.is_verb and "object" in prepositions:
            found += self._right_after(trigger)
        return _without_containers(found)

    def _right_after(self, trigger: Trigger) -> list[PlaceFinding]:
        """The place that stands right after "visits", where the parse went astray."""
        end = trigger.words.end
        return [
            self.finding(ent) for ent in self._named if ent.start in (end, end + 1) and ent.sent == trigger.words.sent
        ]

    def of_event(self, trigger: Trigger) -> PlaceFinding | None:
        """The place of a meeting or an incident: the nearest place of its clause, else of its sentence."""
        sentence = trigger.words.sent
        best: tuple[int, int, Span] | None = None
        for ent in self._named:
            if ent.start < sentence.start or ent.end > sentence.end or not self._in_place_position(ent.root):
                continue
            distance = _tree_distance(ent.root, trigger)
            rank = (distance, abs(ent.start - trigger.words.start), ent)
            if best is None or rank[:2] < best[:2]:
                best = rank
        if best is not None and best[0] <= _REACH[trigger.frame.kind]:
            return self.finding(best[2])
        return self._place_struck(trigger) or self._place_before(trigger)

    def _place_struck(self, trigger: Trigger) -> PlaceFinding | None:
        """Haiti in "an earthquake struck Haiti": the object of what the event does."""
        verb = trigger.head.head if trigger.head.dep_ == "nsubj" else None
        if trigger.is_verb or verb is None:
            return None
        return next((place for token in children(verb, "dobj") if (place := self.at(token))), None)

    def at(self, token: Token) -> PlaceFinding | None:
        """The place that a noun phrase names, by itself or in its modifiers ("the city of Homs")."""
        for ent in self._named:
            if ent.start <= token.i < ent.end:
                return self.finding(ent)
        for child in token.subtree:
            if child.dep_ in ("appos", "compound", "pobj", "poss", "nmod") and abs(child.i - token.i) < 8:
                for ent in self._named:
                    if ent.start <= child.i < ent.end and self._people.at(child) is None:
                        return self.finding(ent)
        return None

    def finding(self, ent: Span) -> PlaceFinding:
        """The entity as a place, with its country where it can be told."""
        name = _place_name(ent)
        where = Characters(ent.start_char, ent.start_char + len(name))
        entry = self._gazetteer.place(self._with_suffix(ent, name), self._countries)
        following = self._container_after(ent)
        if following is not None and (entry is None or entry.country != following.code):
            country: CountryLink | None = following
            shown = name if entry is None else entry.name
        elif entry is not None and entry.country:
            country, shown = CountryLink(entry.country, entry.inference, where.start, where.end), entry.name
        else:
            # A sea or a continent has no country; a name that no list knows may be told by the words around it.
            country, shown = (self._country_around(ent), name) if entry is None else (None, entry.name)
        return PlaceFinding(shown, where, country)

    def only_country(self) -> CountryLink | None:
        """The one country that the article names; None where there are several or none."""
        if len(self._countries) != 1:
            return None
        return replace(self._links[0], inference=Inference.CONTEXT)

    def _with_suffix(self, ent: Span, name: str) -> str:
        """ "Niger State" is not Niger: the word after the name counts where the gazetteer knows the whole."""
        following = self._doc[ent.end].text if ent.end < len(self._doc) else ""
        if following in ("State", "Province", "Region", "Oblast", "Governorate", "County", "District", "Strip"):
            longer = f"{name} {following}"
            if self._gazetteer.place(longer) is not None:
                return longer
        return name

    def country_of(self, link: CountryLink, is_direct: bool = False) -> PlaceFinding:
        """The country itself as the place ("an arrest by a state, without a place: that state")."""
        start = link.start if link.start is not None else 0
        end = link.end if link.end is not None else start + 1
        return PlaceFinding(
            self._gazetteer.display_name.get(link.code, link.code), Characters(start, end), link, is_direct
        )

    def _is_place(self, ent: Span) -> bool:
        name = _place_name(ent)
        if name in self._bodies:
            return False
        if ent.label_ in _PLACE_LABELS:
            return self._people.at(ent.root) is None
        if ent.label_ in ("ORG", "PERSON", "NORP", "EVENT", "PRODUCT"):
            known = self._gazetteer.place(name)
            return (
                known is not None
                and self._people.at(ent.root) is None
                and name not in self._gazetteer.country_by_adjective
            )
        return False

    def _in_place_position(self, token: Token) -> bool:
        """After a preposition of place, or in apposition to or list with something that is."""
        while token.dep_ in ("appos", "conj", "compound", "npadvmod", "nmod") and token.head != token:
            if (
                token.head.lower_ in _PLACE_NOUNS
                or token.dep_ in ("appos", "conj")
                or token.head.ent_type_ in _PLACE_LABELS
            ):
                token = token.head
            else:
                break
        if token.dep_ != "pobj":
            return False
        preposition = token.head
        if preposition.lower_ in _PLACE_PREPOSITIONS:
            return True
        if preposition.lower_ == "of":
            noun = preposition.head
            return noun.lower_ in _PLACE_NOUNS or noun.lower_ in (
                "part",
                "north",
                "south",
                "east",
                "west",
                "outskirts",
                "center",
                "centre",
                "streets",
            )
        return preposition.lower_ == "to" and preposition.head.lower_ in ("visit", "trip", "travel", "close")

    def _place_before(self, trigger: Trigger) -> PlaceFinding | None:
        """The place in "the Kabul bombing", "the Jakarta meetings"."""
        if trigger.is_verb:
            return None
        for child in trigger.head.children:
            if child.dep_ in ("compound", "nmod", "poss", "amod") and child.i < trigger.head.i:
                for ent in self._named:
                    if ent.start <= child.i < ent.end and _place_name(ent) not in self._gazetteer.country_by_name:
                        return self.finding(ent)
        return None

    def _container_after(self, ent: Span) -> CountryLink | None:
        """The country in "Jeddah, Saudi Arabia" and "Ellabell, Georgia, United States"."""
        i, last = ent.end, None
        doc = ent.doc
        for _ in range(3):
            if i + 1 >= ent.sent.end or doc[i].text not in (",", "in", "(") or not doc[i + 1].text[:1].isupper():
                break
            following = next((e for e in doc.ents if e.start == i + 1), None)
            if following is None or following.label_ not in _PLACE_LABELS:
                break
            entry = self._gazetteer.place(_place_name(following))
            if entry is None or entry.country is None:
                break
            last = CountryLink(
                entry.country,
                entry.inference,
                following.start_char,
                following.start_char + len(_place_name(following)),
            )
            i = following.end
        return last

    def _country_around(self, ent: Span) -> CountryLink | None:
        """For a place that no list knows: the country named nearest in its sentence, else the article's only one."""
        sentence = ent.sent
        nearby = [
            link
            for link in self._links
            if link.start is not None and sentence.start_char <= link.start < sentence.end_char
        ]
        if nearby:
            nearest = min(nearby, key=lambda link: abs((link.start or 0) - ent.start_char))
            return replace(nearest, inference=Inference.CONTEXT)
        return self.only_country()


def _place_name(ent: Span) -> str:
    text = ent.text.removeprefix("the ").removeprefix("The ") if ent.text[:4].lower() == "the " else ent.text
    for ending in ("'s", "’s", "'", "’"):
        text = text.removesuffix(ending)
    return text


def _without_containers(places: list[PlaceFinding]) -> list[PlaceFinding]:
    """Drops the country after its city ("Jeddah, Saudi Arabia" is one place)."""
    kept: list[PlaceFinding] = []
    for place in places:
        previous = kept[-1] if kept else None
        is_container = (
            previous is not None and previous.country and place.country and previous.country.code == place.country.code
        )
        if is_container and place.country is not None and place.country.inference is Inference.COUNTRY_NAME:
            continue
        kept.append(place)
    return kept


def _tree_distance(token: Token, trigger: Trigger) -> int:
    """Steps in the parse between the place and the trigger, or the verb that carries it."""
    up = {ancestor.i: depth for depth, ancestor in enumerate([token, *token.ancestors])}
    best = FAR
    for anchor in {trigger.head, trigger.clause}:
        for depth, ancestor in enumerate([anchor, *anchor.ancestors]):
            if ancestor.i in up:
                best = min(best, depth * 2 + up[ancestor.i])
                break
    return best

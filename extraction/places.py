"""Where an event takes place: the place named beside its trigger, with its country.

Only a place that stands in a position of place counts ("in", "at", "near", the object of a visit): the origin of
a person and the country of an office are no places of the event.
"""

from spacy.tokens import Span, Token

from extraction.actors import CountryLink
from extraction.background import REACTIONS
from extraction.draft import PlaceFinding, Trigger
from extraction.gazetteer import Gazetteer
from extraction.names import People
from extraction.placewords import LANDS, PLACE_LABELS, PLACE_NOUNS, is_water, place_name
from extraction.syntax import children, conjuncts, objects
from extraction.toponyms import Toponyms
from schemas.vocabulary import IncidentType, Inference, Kind

_PLACE_PREPOSITIONS = frozenset(
    "in at near outside inside off across around over within on throughout along between".split()
)
# "talks on Ukraine", "a meeting over Syria": with meetings these name the topic.
_TOPIC_PREPOSITIONS = frozenset({"on", "over", "across", "around", "between"})
_DESTINATION_PREPOSITIONS = frozenset({"to", "in", "at", "for", "into"})
_NAMES = frozenset({"PERSON", "GPE", "NORP", "ORG"})
_ASIDE = 4
FAR = 99
# Steps in the parse within which a place belongs to the event: further off it is the place of something else.
_REACH = {Kind.MEETING: 5, Kind.VISIT: 5, Kind.INCIDENT: 9}
# A place inside a clause of its own belongs to what that clause tells ("to discuss the war in X").
_BESIDE = 2  # steps: "the Kabul bombing in the diplomatic quarter"
_CITY_STATES = frozenset({"Singapore", "Monaco", "Hong Kong", "Macau"})
_CLAUSES = frozenset({"relcl", "acl", "advcl", "ccomp", "pcomp", "xcomp"})
_FILLERS = frozenset(
    "in at the to be being held hosted is was were will scheduled set due taking place that which on for , city of "
    "capital".split()
)
_MOTION = ("visit", "trip", "travel", "close", "invit", "welcom", "return", "fly", "flies", "flew", "go", "went", "com")
_STRIKES_PLACES = frozenset(
    {IncidentType.ARMED_ATTACK, IncidentType.SEIZURE, IncidentType.DISASTER, IncidentType.CLASH, IncidentType.OTHER}
)


class PlaceFinder:
    """Finds the places of the events of one document."""

    def __init__(self, toponyms: Toponyms, gazetteer: Gazetteer, people: People) -> None:
        self._toponyms, self._gazetteer, self._people = toponyms, gazetteer, people
        self.main_country, self.country_of = toponyms.main_country, toponyms.country_of
        self.names_one_country = toponyms.names_one_country

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
        if not found:
            found += self._towards(trigger)
        return _without_containers(found)

    def _towards(self, trigger: Trigger) -> list[PlaceFinding]:
        """The White House in "hosted X and his delegation at the White House", wherever the parse hangs it."""
        sentence = trigger.words.sent
        for token, ent in self._toponyms.mentions(trigger.words.end, sentence.end):
            if token.dep_ == "pobj":
                is_towards = token.head.lower_ in ("to", "at", "in")
                if is_towards and _tree_distance(token, trigger) <= _REACH[Kind.VISIT]:
                    return [self._toponyms.finding(self._toponyms.innermost(ent))]
        return []

    def _right_after(self, trigger: Trigger) -> list[PlaceFinding]:
        """The place that stands right after "visits", where the parse went astray."""
        end = trigger.words.end
        return [
            self._toponyms.finding(ent)
            for ent in self._toponyms.named
            if ent.start in (end, end + 1) and ent.sent == trigger.words.sent
        ]

    def of_event(self, trigger: Trigger) -> PlaceFinding | None:
        """The place of a meeting or an incident: the nearest place of its clause, else of its sentence."""
        if (struck := self._place_struck(trigger)) is not None:
            return struck
        sentence = trigger.words.sent
        near = [
            (distance, abs(token.i - trigger.words.start), ent)
            for token, ent in self._toponyms.mentions(sentence.start, sentence.end)
            if not ent.start <= trigger.head.i < ent.end
            if self._in_place_position(token, ent, trigger.frame.kind)
            if (distance := _tree_distance(token, trigger)) <= _REACH[trigger.frame.kind]
        ]
        before = self._place_before(trigger)
        if before is not None and not any(distance <= _BESIDE for distance, _, _ in near):
            return before
        if not near:
            return self._land_told(trigger)
        near.sort(key=lambda candidate: candidate[:2])
        return self._most_exact([ent for _, _, ent in near])

    def _land_told(self, trigger: Trigger) -> PlaceFinding | None:
        """Nigeria in "near the Nigerian coast", Syria in "Syrian officials ... protests in the country"."""
        sentence, kind = trigger.words.sent, trigger.frame.kind
        for token in sentence:
            if token.dep_ != "pobj" or token.head.lower_ not in _PLACE_PREPOSITIONS or token.lower_ not in LANDS:
                continue
            if kind is Kind.MEETING and token.head.lower_ in _TOPIC_PREPOSITIONS:
                continue
            if _tree_distance(token, trigger) > _REACH[kind]:
                continue
            if (link := self._land_at(token)) is not None:
                return self.country_of(link)
        return None

    def _land_at(self, noun: Token) -> CountryLink | None:
        """The country that an adjective before the noun tells, or of "the country" the one named last."""
        doc, first = noun.doc, noun.left_edge.i
        if noun.lower_ in ("country", "nation"):
            is_known = doc[first].lower_ == "the" and first == noun.i - 1
            if not is_known or children(noun, "prep"):
                return None
            last = self._toponyms.last_country(noun.idx, since=noun.sent.start_char)
            return last or self.main_country() or self._toponyms.last_country(noun.idx)
        links = [link for link in self._toponyms.links if link.start is not None]
        return next((link for link in links if doc[first].idx <= (link.start or 0) < noun.idx), None)

    def _most_exact(self, ranked: list[Span]) -> PlaceFinding:
        """The first place; where that is a country, a place within it that is named too ("Egypt's capital Cairo")."""
        found = [self._toponyms.finding(self._toponyms.innermost(ent)) for ent in ranked]
        first = found[0]
        if first.country is None or not self._gazetteer.is_country(first.name):
            return first
        inside = (place for place in found[1:] if place.country and place.country.code == first.country.code)
        return next((place for place in inside if not self._gazetteer.is_country(place.name)), first)

    def of_posting(self, trigger: Trigger) -> PlaceFinding | None:
        """The place that people are withdrawn from ("pulls its staff from Havana")."""
        anchors = [trigger.head, *objects(trigger.head)] if trigger.is_verb else [trigger.head]
        for anchor in anchors:
            for preposition in children(anchor, "prep"):
                if preposition.lower_ in ("from", "in", "to"):
                    for token in children(preposition, "pobj"):
                        if place := self.at(token):
                            return place
        return None

    def _place_struck(self, trigger: Trigger) -> PlaceFinding | None:
        """Haiti in "an earthquake struck Haiti", Mosul in "captured Mosul": the object is the place itself."""
        if trigger.frame.type not in _STRIKES_PLACES:
            return None
        if (bombarded := self._object_of_noun(trigger)) is not None:
            return bombarded
        verb = trigger.head if trigger.is_verb else trigger.head.head if trigger.head.dep_ == "nsubj" else None
        if verb is None:
            return None
        for token in objects(verb) if trigger.is_verb else children(verb, "dobj"):
            ent = self._toponyms.at(token)
            if ent is not None and not self._gazetteer.is_country(place_name(ent)):
                return self._toponyms.finding(self._toponyms.innermost(ent))
            if not trigger.is_verb and (place := self.at(token)):
                return place
        return None

    def _object_of_noun(self, trigger: Trigger) -> PlaceFinding | None:
        """Tripoli in "the bombardment of Tripoli"."""
        if trigger.is_verb:
            return None
        for preposition in children(trigger.head, "prep"):
            for token in children(preposition, "pobj") if preposition.lower_ == "of" else []:
                if (ent := self._toponyms.at(token)) is not None:
                    return self._toponyms.finding(self._toponyms.innermost(ent))
        return None

    def at(self, token: Token) -> PlaceFinding | None:
        """The place that a noun phrase names, by itself or in its modifiers ("the city of Homs")."""
        if (ent := self._toponyms.at(token)) is not None:
            return self._toponyms.finding(self._toponyms.innermost(ent))
        for child in token.subtree:
            if child.dep_ in ("appos", "compound", "pobj", "poss", "nmod") and abs(child.i - token.i) < 8:
                ent = self._toponyms.at(child)
                if ent is not None and self._people.at(child) is None:
                    return self._toponyms.finding(self._toponyms.innermost(ent))
        return None

    def _in_place_position(self, token: Token, ent: Span, kind: Kind) -> bool:
        """After a preposition of place, or in apposition to or list with something that is."""
        if kind is Kind.MEETING and is_water(ent):
            return False
        if token.dep_ in ("compound", "nmod") and any(child.lower_ == "of" for child in token.head.children):
            return False  # "the Black Sea resort of Sochi"
        while token.dep_ in ("appos", "conj", "compound", "npadvmod", "nmod", "poss") and token.head != token:
            if (
                token.head.lower_ in PLACE_NOUNS
                or token.dep_ in ("appos", "conj", "poss")
                or token.head.ent_type_ in PLACE_LABELS
            ):
                token = token.head
            else:
                break
        if token.dep_ != "pobj":
            return False
        preposition = token.head
        if preposition.lower_ in _PLACE_PREPOSITIONS:
            if preposition.lower_ == "between" and self._gazetteer.is_country(place_name(ent)):
                return False  # "tensions between Russia and Ukraine": these are sides
            return not (kind is Kind.MEETING and preposition.lower_ in _TOPIC_PREPOSITIONS)
        if preposition.lower_ == "of":
            return preposition.head.lower_ in PLACE_NOUNS
        return preposition.lower_ == "to" and preposition.head.lower_.startswith(_MOTION)

    def _place_before(self, trigger: Trigger) -> PlaceFinding | None:
        """The place in "the Kabul bombing", "the Jakarta meetings"."""
        if trigger.is_verb:
            return None
        for token in trigger.head.doc[trigger.head.left_edge.i : trigger.head.i]:
            if token.dep_ in ("compound", "nmod", "poss", "amod") and not self._people.at(token):
                ent = self._toponyms.at(token)
                if ent is not None and self._is_no_actor(place_name(ent)):
                    return self._toponyms.finding(ent)
        return None

    def _is_no_actor(self, name: str) -> bool:
        """A city before a noun is where it happened; a state before it did it, unless the state is a city."""
        return not self._gazetteer.is_country(name) or name in _CITY_STATES


def _without_containers(places: list[PlaceFinding]) -> list[PlaceFinding]:
    """Drops the country after its city ("Jeddah, Saudi Arabia" is one place)."""
    kept: list[PlaceFinding] = []
    for place in places:
        previous = kept[-1] if kept else None
        if previous is not None and previous.name == place.name:
            continue
        is_container = (
            previous is not None and previous.country and place.country and previous.country.code == place.country.code
        )
        if is_container and place.country is not None and place.country.inference is Inference.COUNTRY_NAME:
            continue
        kept.append(place)
    return kept


def _is_in_name(token: Token) -> bool:
    """True for "of Italy" in "met Prime Minister Meloni of Italy in Apulia": the parse hangs the place on the name."""
    if token.ent_type_ in _NAMES:
        return True
    return token.dep_ == "prep" and token.head.ent_type_ in _NAMES


def _follows_closely(token: Token, trigger: Trigger) -> bool:
    """ "the summit to be held in Vilnius", "the talks on Monday in Doha": whatever the parse makes of it."""
    if trigger.is_verb or not trigger.words.end < token.i < trigger.words.end + 9:
        return False
    between = token.doc[trigger.words.end : token.i]
    if not any(word.lower_ in ("in", "at") for word in between[-3:]):
        return False
    return all(word.lower_ in _FILLERS or word.ent_type_ in ("DATE", "TIME", "GPE") for word in between)


def _tree_distance(token: Token, trigger: Trigger) -> int:
    """Steps in the parse between the place and the trigger, or the verb that carries it."""
    if _follows_closely(token, trigger):
        return 0
    up: dict[int, int] = {}
    cost, current = 0, token
    while True:
        up[current.i] = cost
        if current.head == current:
            break
        is_aside = current.dep_ in _CLAUSES and not (current.dep_ in ("acl", "relcl") and current.head == trigger.head)
        cost += _ASIDE if is_aside else 0 if _is_in_name(current) else 1
        current = current.head
    best = FAR
    for anchor in {trigger.head, trigger.clause}:
        for depth, ancestor in enumerate([anchor, *anchor.ancestors]):
            if ancestor.dep_ == "prep" and ancestor.lower_ in REACTIONS and ancestor.i not in up:
                break  # "protest in Belgrade against the arrest": that is where the protest is
            if ancestor.i in up:
                best = min(best, depth * 2 + up[ancestor.i])
                break
    return best

"""The actors behind a noun: people, states, bodies, groups and things, with their countries.

`ActorFinder.actors(token)` takes the head of a noun phrase and returns everybody it names, conjuncts included:
"Russian and Ukrainian delegations" gives Russia and Ukraine, "President Xi Jinping" gives Xi Jinping.
`ActorFinder.mentions()` lists the actors of a whole document or of a stretch of it, phrase by phrase.
"""

from collections.abc import Iterable, Iterator

from spacy.tokens import Doc, Span, Token

from extraction.actors import Actor, CountryLink
from extraction.allegiance import Allegiance
from extraction.bodies import Bodies
from extraction.described import Described
from extraction.gazetteer import Gazetteer
from extraction.introduced import NOUNS, Introduced
from extraction.lexicon.models import Lexicon
from extraction.lists import Lists
from extraction.names import People, Person
from extraction.offices import Offices
from extraction.phrases import Phrases, bare
from extraction.referents import PRONOUNS, SPEAKING, Referents
from extraction.syntax import children, conjuncts

_INDEFINITE = frozenset(
    "other several many some various numerous world regional foreign more".split()
)  # fmt: skip
_STANDING_FOR_OTHERS = PRONOUNS | SPEAKING | {"two", "pair"}
_NAMED_LABELS = frozenset({"GPE", "ORG", "NORP", "LOC", "FAC"})


class ActorFinder:
    """Finds actors in one document."""

    def __init__(self, doc: Doc, lexicon: Lexicon, gazetteer: Gazetteer, people: People) -> None:
        self._doc, self._lexicon, self._gazetteer, self._people = doc, lexicon, gazetteer, people
        self._allegiance = Allegiance(doc, lexicon, gazetteer, people)
        self._allegiance.settle(people.people)
        self._phrases = Phrases(doc, gazetteer, people)
        self._bodies = Bodies(self._phrases, lexicon)
        self._offices = Offices(self._phrases, self._bodies, lexicon)
        self._nouns = Described(self._phrases, self._bodies, lexicon)
        self._lists = Lists(self._phrases, people)
        self._introduced = Introduced(self._phrases, people, self._offices, self._lists, lexicon)
        self._referents = Referents(self._phrases, self._bodies, self.actors)

    def actors(self, head: Token, describe: bool = False) -> list[Actor]:
        """Everybody that the noun phrase of `head` names, in the order of the text.

        With `describe`, people are taken as described ("15 Cuban diplomats"), as incidents need it; without, a
        delegation or officials stand for their state, as meetings and visits need it.
        """
        found: list[Actor] = []
        for token in self._members(head):
            for actor in self._of_head(token, describe):
                if all(actor.key != other.key for other in found):
                    found.append(actor)
        return found

    def mentions(self, describe: bool, window: Span | None = None) -> list[tuple[Token, Actor]]:
        """Every actor mention of the document, or of a stretch of it, with the head of its noun phrase, in the order of
        the text.

        No conjunct is expanded: each noun phrase speaks for itself. Adjectives of states count as their states;
        pronouns and bare offices appear where they can be resolved. `describe` is as for `actors`.
        """
        found: dict[tuple[int, int, str], tuple[Token, Actor]] = {}
        for token in self._doc if window is None else window:
            for actor in self._mentioned(token, describe):
                found.setdefault((actor.start, actor.end, actor.key), (token, actor))
        return sorted(found.values(), key=lambda pair: (pair[0].i, pair[1].start))

    def owners(self, token: Token) -> list[Actor]:
        """The states that a thing belongs to ("Chinese naval operations")."""
        return [self._phrases.state(link, token) for link in self.countries(token)]

    def described_people(self, head: Token) -> list[Actor]:
        """People by any common noun, where only people can be meant ("arrested two arsonists")."""
        return [
            self._allegiance.of(self._nouns.people(token))
            for token in conjuncts(head)
            if token.tag_ in ("NN", "NNS") and self.entity(token) is None
        ]

    def is_known(self, name: str) -> bool:
        """True for a body or group of the lexicon."""
        return self._bodies.known(name) is not None

    def is_thing(self, token: Token) -> bool:
        """True for a noun for what is hit but is nobody ("flotilla", "embassy")."""
        return self._nouns.is_structure(token)

    def is_civilian(self, actor: Actor) -> bool:
        """True for described people who do not fight."""
        return actor.is_described and self._nouns.is_unarmed(actor.name)

    def named_in(self, head: Token) -> Iterator[Actor]:
        """The bodies, buildings and people named within a noun phrase ("a Libyan Airlines plane")."""
        stack = [head]
        while stack:
            token = stack.pop()
            entity = self.entity(token)
            if (person := self._people.at(token)) is not None:
                yield self._person(person, token)
            elif entity is not None and entity.label_ in ("ORG", "FAC"):
                yield from self._bodies.named(token, entity)
            elif entity is None and (body := self._bodies.unlabelled(token)) is not None:
                yield body
                continue
            stack.extend(c for c in token.children if c.dep_ in ("compound", "nmod", "poss", "appos"))
            stack.extend(p for of in children(token, "prep") if of.lower_ == "of" for p in children(of, "pobj"))

    def person_after(self, i: int) -> Token | None:
        """The head of the name that begins at this token or follows it behind nothing but an office."""
        return self._lists.person_after(i)

    def list_of(self, token: Token) -> list[Token]:
        """The heads of the other members of the list of names that the token stands in, by the text."""
        return self._lists.others(token)

    def people_in(self, window: Span) -> list[Actor]:
        """The people whom a stretch of text names, each once, in order."""
        found: dict[str, Actor] = {}
        for token in window:
            if (person := self._people.at(token)) is not None and person.name not in found:
                found[person.name] = self._person(person, token)
        return list(found.values())

    def listed(self, words: Span) -> Actor | None:
        """Whom or what words of a list of attendees name, which no model has labelled: a person behind a title, or a
        body ("Mayor Becky Daggett", "Coalition Against Domestic Violence")."""
        return self._introduced.listed(words, self._allegiance.only)

    def states_of_adjective(self, token: Token) -> Iterator[Actor]:
        """The states that an adjective before a noun stands for ("Israeli" in "Israeli airstrike")."""
        for link in self._phrases.links_at(token):
            yield self._phrases.state(link, token)

    def is_city(self, entity: Span) -> bool:
        """True for a city: before an event noun it is the place ("the Seoul summit"), not who takes part."""
        name = bare(entity)
        if name in self._gazetteer.country_by_name or name in self._gazetteer.country_by_adjective:
            return False
        return entity.label_ in ("GPE", "LOC", "FAC") or name in self._gazetteer.country_by_seat

    def entity(self, token: Token) -> Span | None:
        """The named entity that the token is part of."""
        return self._phrases.entity(token)

    def countries(self, token: Token) -> list[CountryLink]:
        """The countries that a noun's modifiers name: adjectives, compounds, possessives, "of"."""
        return self._phrases.countries(token)

    def _members(self, head: Token) -> list[Token]:
        """The heads of a list, by the parse and by the text."""
        members = [token for token in conjuncts(head) if not self._phrases.is_container(token)]
        for token in list(members):
            for member in (token, *(named for named, _ in self._introduced.people_of(token))):
                members += [other for other in self._lists.others(member) if other not in members]
        return members

    def _of_head(self, token: Token, describe: bool) -> Iterable[Actor]:
        described = describe and self._is_described(token)
        found = [self._nouns.people(token)] if described else self._of_phrase(token)
        return (self._allegiance.of(actor) for actor in found)

    def _mentioned(self, token: Token, describe: bool) -> Iterable[Actor]:
        """What the token mentions as head of its own phrase, or as the adjective of a state."""
        if (person := self._people.at(token)) is not None:
            start, end = self._range(person, token)
            return [self._person(person, token)] if token == self._doc[start:end].root else []
        entity = self.entity(token)
        if (entity is not None and entity.root != token) or self._phrases.is_container(token):
            return []
        if token.dep_ in ("amod", "compound", "nmod") and token.head.i > token.i:
            if entity is None and (body := self._bodies.unlabelled(token)) is not None:
                return [body]
            is_body = entity is not None and entity.label_ == "ORG" and not self._offices.is_title(entity)
            return list(self._bodies.named(token, entity) if is_body and entity else self.states_of_adjective(token))
        if token.tag_ in NOUNS or token.lower_ in _STANDING_FOR_OTHERS:
            return self._of_head(token, describe)
        return list(self.states_of_adjective(token)) if token.tag_ == "JJ" else []

    def _of_phrase(self, token: Token) -> Iterator[Actor]:
        """Whom the phrase of one head names, conjuncts left out."""
        if named := self._introduced.people_of(token):
            yield from (self._person(person, at) for at, person in named)
            return
        entity = self.entity(token)
        if (person := self._introduced.described_by(token)) is not None:
            yield self._person(person, token.head)
        elif token.lower_ in SPEAKING:
            yield from self._resolved([self._people.speaker] if self._people.speaker else [], token)
        elif token.lower_ in PRONOUNS:
            yield from self._resolved(self._referents.pronoun(token), token)
        elif others := self._referents.leaders_of_delegation(token) or self._owner_of_organ(token):
            yield from others
        elif several := self._referents.several(token):
            yield from self._resolved(several, token)
        elif entity is not None and self._offices.is_title(entity):
            yield from self._resolved(self._offices.holders(token), token)
        elif entity is not None and (entity.label_ in _NAMED_LABELS or self._is_body(entity)):
            yield from self._bodies.named(token, entity)
        elif self._offices.is_office(token):
            yield from self._resolved(self._offices.holders(token), token)
        elif entity is None and (body := self._bodies.unlabelled(token)) is not None:
            yield body
        elif token.tag_ == "NNP" and entity is None and (name := self._introduced.unlabelled(token)) is not None:
            yield name
        else:
            yield from self._nouns.common_noun(token)

    def _is_body(self, entity: Span) -> bool:
        """ "Communist Party", which the model takes for a person."""
        return entity.label_ == "PERSON" and entity[-1].lower_ in self._lexicon.actors.bodies

    def _owner_of_organ(self, token: Token) -> list[Actor]:
        """The state whose "forces", "government" a possessive pronoun claims ("Israel says its forces ...")."""
        organs = self._lexicon.actors.state_organs
        if token.lower_ not in organs.by_name and token.lower_ not in organs.by_country:
            return []
        owners = [child for child in children(token, "poss") if child.lower_ in ("its", "their")]
        found = [a for o in owners for a in self._referents.pronoun(o) if isinstance(a, Actor)]
        return [actor for actor in found if actor.sort == "government" and actor.name_is_country]

    def _is_described(self, token: Token) -> bool:
        if self._introduced.described_by(token) is not None:
            return False
        return self._nouns.is_people(token) and not self._introduced.people_of(token)

    # People -----------------------------------------------------------------------------------------------

    def _resolved(self, found: Iterable[Actor | Person], token: Token) -> Iterator[Actor]:
        for actor in found:
            yield self._person(actor, token, resolved=True) if isinstance(actor, Person) else actor

    def _person(self, person: Person, token: Token, resolved: bool = False) -> Actor:
        first, last = (token.i, token.i + 1) if resolved else self._range(person, token)
        span = self._doc[first:last]
        return Actor(
            person.name,
            "person",
            span.start_char,
            span.end_char,
            person.country,
            person.office,
            is_resolved=resolved,
        )

    @staticmethod
    def _range(person: Person, token: Token) -> tuple[int, int]:
        return next((m for m in person.mentions if m[0] <= token.i < m[1]), (token.i, token.i + 1))


def is_indefinite(token: Token) -> bool:
    """True for collectives that name nobody ("other leaders", "several countries")."""
    return any(child.lower_ in _INDEFINITE for child in token.children)

"""The actors behind a noun: people, states, bodies, groups and things, with their countries.

`ActorFinder.actors(token)` takes the head of a noun phrase and returns everybody it names, conjuncts included:
"Russian and Ukrainian delegations" gives Russia and Ukraine, "President Xi Jinping" gives Xi Jinping.
"""

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc, Span, Token

from extraction.actors import Actor, CountryLink
from extraction.gazetteer import Gazetteer
from extraction.lexicon.models import Lexicon, Organization
from extraction.names import People, Person, country_links
from extraction.syntax import children, clause_head, conjuncts, surface_subjects
from schemas.vocabulary import Inference

_QUANTITIES = frozenset(
    "hundreds thousands dozens scores tens group groups number crowd crowds members member millions majority team "
    "teams pair".split()
)  # fmt: skip
_MODIFIERS = frozenset(
    "amod compound nummod nmod poss quantmod advmod det npadvmod punct case".split()
)  # fmt: skip
_PHRASE_LABELS = frozenset({"compound", "nmod", "appos", "conj", "flat", "dep"})
_INDEFINITE = frozenset(
    "other several many some various numerous world regional foreign more".split()
)  # fmt: skip
_PERSONAL = frozenset({"he", "she", "him", "her", "his"})
_PLURAL = frozenset({"they", "them", "their", "both"})
_PRONOUNS = _PERSONAL | _PLURAL | {"it", "its"}
_DELEGATIONS = frozenset(
    "delegation delegations delegate delegates envoys team mission negotiators negotiator inspectors officials "
    "representatives leaders ministers lawmakers".split()
)  # fmt: skip


class ActorFinder:
    """Finds actors in one document."""

    def __init__(self, doc: Doc, lexicon: Lexicon, gazetteer: Gazetteer, people: People) -> None:
        self._doc, self._lexicon, self._gazetteer, self._people = doc, lexicon, gazetteer, people
        self._entity_of: dict[int, Span] = {i: ent for ent in doc.ents for i in range(ent.start, ent.end)}
        self._organizations: dict[str, Organization] = {}
        for organization in lexicon.organizations:
            for name in (organization.name, *organization.aliases):
                self._organizations[name.casefold()] = organization

    def actors(self, head: Token, describe: bool = False) -> list[Actor]:
        """Everybody that the noun phrase of `head` names, in the order of the text.

        With `describe`, people are taken as described ("15 Cuban diplomats"), as incidents need it; without, a
        delegation or officials stand for their state, as meetings and visits need it.
        """
        found: list[Actor] = []
        for token in conjuncts(head):
            described = describe and self._is_described(token)
            for actor in (
                [self._described(token, self._doc[self._left(token) : token.i + 1])]
                if described
                else self._of_phrase(token)
            ):
                if all(actor.key != other.key for other in found):
                    found.append(actor)
        return found

    def owners(self, token: Token) -> list[Actor]:
        """The states that a thing belongs to ("Chinese naval operations")."""
        return [self._state(link, token) for link in self.countries(token)]

    def described_people(self, head: Token) -> list[Actor]:
        """People by any common noun, where only people can be meant ("arrested two arsonists")."""
        return [
            self._described(token, self._doc[self._left(token) : token.i + 1])
            for token in conjuncts(head)
            if token.tag_ in ("NN", "NNS") and self.entity(token) is None
        ]

    def states_of_adjective(self, token: Token) -> Iterator[Actor]:
        """The states that an adjective before a noun stands for ("Israeli" in "Israeli airstrike")."""
        for link in self._links_at(token):
            yield self._state(link, token)

    def is_city(self, entity: Span) -> bool:
        """True for a city: before an event noun it is the place ("the Seoul summit"), not who takes part."""
        name = _bare(entity)
        if name in self._gazetteer.country_by_name or name in self._gazetteer.country_by_adjective:
            return False
        return entity.label_ in ("GPE", "LOC", "FAC") or name in self._gazetteer.country_by_seat

    def entity(self, token: Token) -> Span | None:
        """The named entity that the token is part of."""
        return self._entity_of.get(token.i)

    def _of_phrase(self, token: Token) -> Iterator[Actor]:
        if self._people.at(token) or self._introduces_people(token):
            named = [self._person(person.name, t) for t, person in self._people_in_phrase(token)]
            if named:
                yield from named
                return
        if token.lower_ in _PRONOUNS:
            yield from self._pronoun(token)
        elif (entity := self.entity(token)) is not None and entity.label_ in (
            "GPE",
            "ORG",
            "NORP",
            "LOC",
            "FAC",
        ):
            yield from self._named(token, entity)
        elif self._is_office(token):
            yield from self._office_holders(token)
        elif token.tag_ == "NNP" and self.entity(token) is None and (name := self._unlabelled_name(token)) is not None:
            yield name
        else:
            yield from self._common_noun(token)

    def _unlabelled_name(self, token: Token) -> Actor | None:
        """Two to four capitalized words that the model gave no label: in these positions, a person."""
        first = token.i
        while (
            first > token.sent.start and self._doc[first - 1].tag_ == "NNP" and self._doc[first - 1].head.i <= token.i
        ):
            if first - 1 in self._entity_of or self._is_office(self._doc[first - 1]) or token.i - first >= 3:
                break
            first -= 1
        phrase = self._doc[first : token.i + 1]
        words = [t.lower_ for t in phrase]
        if len(phrase) < 2 or words[-1] in self._lexicon.actors.state_organs.by_name or self._is_office(token):
            return None
        if any(w in self._lexicon.actors.structures or w in self._lexicon.offices.titles for w in words):
            return None
        return Actor(phrase.text, "person", phrase.start_char, phrase.end_char)

    # People -----------------------------------------------------------------------------------------------

    def _person(self, name: str, token: Token, resolved: bool = False) -> Actor:
        person = next(p for p in self._people.people if p.name == name)
        if resolved:
            start, end = token.idx, token.idx + len(token)
        else:
            first, last = next((m for m in person.mentions if m[0] <= token.i < m[1]), (token.i, token.i + 1))
            span = self._doc[first:last]
            start, end = span.start_char, span.end_char
        return Actor(name, "person", start, end, person.country, person.office, is_resolved=resolved)

    def _introduces_people(self, token: Token) -> bool:
        """An office or a description can stand before the names it describes ("the two ministers, A and B")."""
        return self._is_office(token) or token.tag_ in ("NNS", "NN", "NNP", "NNPS")

    def _people_in_phrase(self, token: Token) -> list[tuple[Token, Person]]:
        """The people of a noun phrase, wherever the parse hangs them: "President A and Prime Minister B" often
        comes out as one long compound. A path that leaves the phrase (a clause, "with", "for") ends the search."""
        found: dict[str, tuple[Token, Person]] = {}
        including = [
            inner
            for child in children(token, "prep")
            if child.lower_ == "including"
            for inner in children(child, "pobj")
        ]
        stack = [token, *including]
        while stack:
            current = stack.pop(0)
            if person := self._people.at(current):
                found.setdefault(person.name, (current, person))
            for child in current.children:
                if child.dep_ in _PHRASE_LABELS and self._stays_in_phrase(child, current):
                    stack.append(child)
                elif child.dep_ == "prep" and self._is_office(current) and self._names_holder(child):
                    stack.extend(children(child, "pobj"))
        return sorted(found.values(), key=lambda pair: pair[0].i)

    def _stays_in_phrase(self, child: Token, head: Token) -> bool:
        """ "the Biden administration" is no mention of Biden; "President Biden" is."""
        if child.dep_ in ("compound", "nmod") and self._people.at(child) and not self._people.at(head):
            return self._is_office(head) or head.lower_ in self._lexicon.offices.titles
        return True

    def _names_holder(self, preposition: Token) -> bool:
        """ "of" that leads from an office over its country or body to the name ("President of Peru Ollanta Humala")."""
        if preposition.lower_ not in ("of", "for", "to") or preposition.i + 1 >= len(self._doc):
            return False
        if self._starts_with_country(preposition):
            return True
        return any(
            self._entity_of[i].label_ == "ORG"
            for i in range(preposition.i + 1, min(preposition.i + 4, len(self._doc)))
            if i in self._entity_of
        )

    def _starts_with_country(self, preposition: Token) -> bool:
        following = self._doc[preposition.i + 1 : preposition.i + 4]
        return preposition.lower_ in ("of", "to") and bool(country_links(following, self._gazetteer))

    def _pronoun(self, token: Token) -> Iterator[Actor]:
        """He, she, it or they: the subject of the verb of saying above, else of the sentence before, else the only
        person nearby. A pronoun that fits nobody or several stays unresolved."""
        for candidate in self._antecedents(token):
            actors = [self._as_pronoun(actor, token) for actor in self.actors(candidate)]
            fitting = [a for a in actors if a.sort == "person"] if token.lower_ in _PERSONAL else actors
            if fitting and (token.lower_ in _PLURAL) == (len(fitting) > 1):
                yield from fitting
                return
        if token.lower_ in _PERSONAL:
            nearby = {p.name for i in range(token.sent.start, token.i) if (p := self._people.by_token.get(i))}
            if len(nearby) == 1:
                yield self._person(nearby.pop(), token, resolved=True)

    def _antecedents(self, token: Token) -> Iterator[Token]:
        """Subjects that a pronoun can stand for, the likeliest first; pronouns themselves left out."""
        verb = clause_head(token)
        while verb.head != verb:
            verb = clause_head(verb.head)
            yield from (t for t in surface_subjects(verb) if t.i < token.i and t.tag_ != "PRP" and t != token)
        if token.sent.start > 0:
            previous = self._doc[token.sent.start - 1].sent
            yield from (t for t in surface_subjects(previous.root) if t.tag_ != "PRP")

    @staticmethod
    def _as_pronoun(actor: Actor, token: Token) -> Actor:
        return replace(actor, start=token.idx, end=token.idx + len(token), is_resolved=True)

    # Offices ----------------------------------------------------------------------------------------------

    def _is_office(self, token: Token) -> bool:
        word = token.lower_
        heads = self._lexicon.offices.heads
        return word in heads or (word.endswith("s") and word[:-1] in heads)

    def _office_holders(self, token: Token) -> Iterator[Actor]:
        """The unnamed holder of an office: of which country, or the only person of the article with that office."""
        links = self.countries(token)
        plural = token.tag_ in ("NNS", "NNPS")
        if body := self._body_beside(token):
            yield body
        elif links and not plural:
            yield self._holder(token, links[0])
        elif links:
            yield from (self._state(link, token, delegation=True) for link in links)
        elif code := self._fixed_office(token):
            start, end = token.idx, token.idx + len(token)
            yield Actor(token.text, "person", start, end, CountryLink(code, Inference.OFFICE, start, end), token.text)
        elif not plural:
            holders = self._people.with_office(token.text)
            if len(holders) == 1:
                yield self._person(holders[0].name, token, resolved=True)

    def _fixed_office(self, token: Token) -> str | None:
        """The state of an office that only one state has ("the Pope")."""
        fixed = self._lexicon.offices.fixed
        return next((code for code, offices in fixed.items() if token.lower_ in offices), None)

    def _holder(self, token: Token, link: CountryLink) -> Actor:
        office = self._doc[self._left(token) : token.i + 1]
        words = [
            t for t in office if t.text not in self._gazetteer.country_by_adjective and t.tag_ not in ("DT", "POS")
        ]
        words = [t for t in words if t.text not in self._gazetteer.country_by_name]
        title = " ".join(t.text for t in words[-3:]) or token.text
        name = f"{title[0].upper()}{title[1:]} of {self._gazetteer.display_name.get(link.code, link.code)}"
        return Actor(name, "person", office.start_char, office.end_char, link, title)

    def _body_beside(self, token: Token) -> Actor | None:
        """NATO in "NATO foreign ministers", the EU in "leaders of the EU"."""
        beside = children(token, "compound", "nmod", "poss", "amod")
        beside += [pobj for of in children(token, "prep") if of.lower_ == "of" for pobj in children(of, "pobj")]
        for child in beside:
            entity = self.entity(child)
            if entity is not None and entity.text.casefold() in self._organizations:
                return self._organization(child, entity)
        return None

    # Names that are no people -----------------------------------------------------------------------------

    def _named(self, token: Token, entity: Span) -> Iterator[Actor]:
        name = _bare(entity)
        if code := self._gazetteer.country_by_name.get(name):
            yield self._state(
                CountryLink(code, Inference.COUNTRY_NAME, entity.start_char, entity.start_char + len(name)),
                token,
            )
        elif name.casefold() in self._organizations:
            yield self._organization(token, entity)
        elif code := self._gazetteer.country_by_seat.get(name):
            yield self._state(
                CountryLink(code, Inference.CAPITAL, entity.start_char, entity.start_char + len(name)), token
            )
        elif entity.label_ == "NORP":
            yield from self._people_of_country(token, entity)
        elif organ := self._organ(token, entity):
            yield organ
        elif entity.label_ == "FAC":
            yield Actor(name, "structure", entity.start_char, entity.start_char + len(name))
        elif entity.label_ == "ORG":
            link = next(iter(country_links(entity, self._gazetteer)), None) or next(iter(self.countries(token)), None)
            yield Actor(name, "organization", entity.start_char, entity.start_char + len(name), link)

    def _people_of_country(self, token: Token, entity: Span) -> Iterator[Actor]:
        link = next(iter(country_links(entity, self._gazetteer)), None)
        if link and token.tag_ in ("NNS", "NNPS"):
            phrase = self._doc[self._left(token) : token.i + 1]
            yield Actor(phrase.text, "group", phrase.start_char, phrase.end_char, link)
        elif link is None and token.tag_ in ("NNPS", "NNP"):
            yield Actor(_bare(entity), "organization", entity.start_char, entity.end_char)

    def _organization(self, token: Token, entity: Span) -> Actor:
        name = _bare(entity)
        known = self._organizations[name.casefold()]
        start, end = entity.start_char, entity.start_char + len(name)
        link = CountryLink(known.country, Inference.GAZETTEER, start, end) if known.country else None
        if link is None and known.kind != "organization":
            link = next(iter(self.countries(token)), None)
        return Actor(name, known.kind.value, start, end, link)

    def _organ(self, token: Token, entity: Span) -> Actor | None:
        """ "Egyptian Army", "Philippine government", "Trump administration" as a named entity."""
        if link := self._leader_government(token):
            return self._state(link, token)
        last = entity[-1].lower_ if entity[-1].tag_ != "POS" else entity[-2].lower_ if len(entity) > 1 else ""
        organs = self._lexicon.actors.state_organs
        links = country_links(entity, self._gazetteer) or self.countries(token)
        if last in organs.by_country and links:
            return self._state(links[0], token)
        if last in organs.by_name:
            phrase = self._doc[min(self._left(token), entity.start) : entity.end]
            name = _without_determiner(_bare(phrase))
            return Actor(
                name,
                "government",
                phrase.end_char - len(name),
                phrase.end_char,
                links[0] if links else None,
                office=last,
            )
        return None

    # Common nouns -----------------------------------------------------------------------------------------

    def _common_noun(self, token: Token) -> Iterator[Actor]:
        word, actors = token.lower_, self._lexicon.actors
        pair = f"{self._doc[token.i - 1].lower_} {word}" if token.i else word
        if word in _QUANTITIES and (inner := self._counted(token)):
            phrase = self._doc[self._left(token) : inner.i + 1]
            sort = "group" if inner.lower_ in actors.groups or self._people_noun(inner) else None
            if sort:
                yield self._described(token, phrase)
                return
        links = self.countries(token)
        if not links and (link := self._leader_government(token)):
            yield self._state(link, token)
        elif (body := self._body_beside(token)) and {word, pair} & actors.state_organs.by_country:
            yield body
        elif links and {word, pair} & actors.state_organs.by_country:
            yield from (self._state(link, token, delegation=word in _DELEGATIONS) for link in links)
        elif word in actors.state_organs.by_name or pair in actors.state_organs.by_name:
            yield from self._organ_by_name(token, links)
        elif word in actors.groups or pair in actors.groups or self._people_noun(token):
            yield self._described(token, self._doc[self._left(token) : token.i + 1])
        elif (
            word in actors.structures
            or (word.endswith("s") and word[:-1] in actors.structures)
            or pair in actors.structures
        ):
            phrase = self._doc[self._left(token) : token.i + 1]
            yield Actor(_without_determiner(phrase.text), "structure", *_characters(phrase), next(iter(links), None))

    def _is_described(self, token: Token) -> bool:
        return (
            token.lower_ in self._lexicon.actors.groups
            and self.entity(token) is None
            and not self._people_in_phrase(token)
        )

    def _people_noun(self, token: Token) -> bool:
        word = token.lower_
        return (word.endswith("s") and word[:-1] in self._lexicon.actors.groups) or word.removesuffix(
            "s"
        ) in self._lexicon.offices.titles

    def _organ_by_name(self, token: Token, links: list[CountryLink]) -> Iterator[Actor]:
        phrase = self._doc[self._left(token) : token.i + 1]
        name = _without_determiner(phrase.text)
        sort = "group" if token.lower_ in self._lexicon.actors.groups and not links else "government"
        if token.lower_ in ("rebels", "militia", "militias", "opposition", "separatists", "insurgents"):
            sort = "group"
        yield Actor(name, sort, *_characters(phrase), next(iter(links), None), office=token.lower_)  # type: ignore[arg-type]

    def _described(self, token: Token, phrase: Span) -> Actor:
        links = country_links(phrase, self._gazetteer)
        name = _without_determiner(phrase.text)
        return Actor(name, "group", *_characters(phrase), next(iter(links), None))

    def _counted(self, token: Token) -> Token | None:
        for of in children(token, "prep"):
            if of.lower_ == "of":
                for pobj in children(of, "pobj"):
                    return pobj
        return None

    def _state(self, link: CountryLink, token: Token, delegation: bool = False) -> Actor:
        name = self._gazetteer.display_name.get(link.code, link.code)
        start = link.start if link.start is not None else token.idx
        end = link.end if link.end is not None else token.idx + len(token)
        return Actor(name, "government", start, end, link, is_delegation=delegation)

    def countries(self, token: Token) -> list[CountryLink]:
        """The countries that a noun's modifiers name: adjectives, compounds, possessives, "of"."""
        found: list[CountryLink] = []
        for child in token.children:
            if child.dep_ in ("amod", "compound", "nmod", "poss") and child.i < token.i:
                for conjunct in conjuncts(child):
                    found += self._links_at(conjunct)
            elif child.dep_ == "prep" and child.lower_ in ("of", "from"):
                for pobj in children(child, "pobj"):
                    for conjunct in conjuncts(pobj):
                        found += self._links_at(conjunct)
        if not found:
            found = country_links(self._doc[self._left(token) : token.i], self._gazetteer)
        return list({link.code: link for link in reversed(found)}.values())[::-1]

    def _leader_government(self, token: Token) -> CountryLink | None:
        """The United States in "the Trump administration"."""
        code = self._lexicon.actors.leader_governments.get(token.lower_)
        if code is None or not any(child.tag_ == "NNP" for child in children(token, "compound", "nmod", "poss")):
            return None
        return CountryLink(code, Inference.OFFICE, token.idx, token.idx + len(token))

    def _links_at(self, token: Token) -> list[CountryLink]:
        entity = self.entity(token)
        if entity is not None and self._people.at(token) is None:
            links = country_links(entity, self._gazetteer)
            if links:
                return links
            if code := self._gazetteer.country_by_seat.get(_bare(entity)):
                return [CountryLink(code, Inference.CAPITAL, entity.start_char, entity.end_char)]
        return country_links(self._doc[token.i : token.i + 1], self._gazetteer)

    def _left(self, token: Token) -> int:
        """The first token of the modifiers before a noun, clauses left out."""
        first = token.i
        while first > token.sent.start:
            before = self._doc[first - 1]
            inside = before.dep_ in _MODIFIERS or (before.dep_ in ("conj", "cc") and before.head.i >= first - 3)
            governed = before.head.i >= first - 1 and before.head.i <= token.i
            if not inside or not governed or before.text in (",", ";", "“", '"', "("):
                break
            first -= 1
        while first < token.i and self._doc[first].dep_ in ("punct", "cc", "case"):
            first += 1
        return first


def _appositions(token: Token) -> Iterator[Token]:
    for child in token.children:
        if child.dep_ == "appos":
            yield from conjuncts(child)
        elif child.dep_ in ("compound", "nmod") and child.i > token.i:
            yield child


def _bare(span: Span) -> str:
    """The text of an entity without possessive, article and closing quotes."""
    text = span.text.rstrip("'’\"”")
    for ending in ("'s", "’s"):
        text = text.removesuffix(ending)
    return text


def _without_determiner(text: str) -> str:
    for determiner in ("the ", "The ", "its ", "Its ", "their ", "Their ", "his ", "her "):
        text = text.removeprefix(determiner)
    return text


def _characters(phrase: Span) -> tuple[int, int]:
    return phrase.start_char, phrase.end_char


def is_indefinite(token: Token) -> bool:
    """True for collectives that name nobody ("other leaders", "several countries")."""
    return any(child.lower_ in _INDEFINITE for child in token.children)

"""People and things that are described, not named: "two soldiers", "thousands of protesters", "a checkpoint"."""

from collections.abc import Iterator

from spacy.tokens import Token

from extraction.actors import Actor
from extraction.bodies import Bodies
from extraction.country_words import country_links
from extraction.lexicon.models import Lexicon
from extraction.phrases import Phrases, characters, without_determiner
from extraction.syntax import children

_QUANTITIES = frozenset(
    "hundreds thousands dozens scores tens group groups number crowd crowds majority team teams pair millions "
    "majority handful gang".split()
)  # fmt: skip
_DELEGATIONS = frozenset(
    "delegation delegations delegate delegates envoys team mission negotiators negotiator inspectors officials "
    "representatives leaders ministers lawmakers".split()
)  # fmt: skip
_ARTICLES = ("a ", "an ", "A ", "An ")
_ARMED = tuple(
    "soldier troop polic officer force fighter militant gunm rebel insurgent guard militia protest demonstrat rioter "
    "cartel gang hitm terror jihad guerr separat commando marine ranger tribesm supporter fan".split()
)  # fmt: skip


class Described:
    """Reads common nouns."""

    def __init__(self, phrases: Phrases, bodies: Bodies, lexicon: Lexicon) -> None:
        self._phrases, self._bodies = phrases, bodies
        self._actors, self._titles = lexicon.actors, lexicon.offices.titles

    def is_people(self, token: Token) -> bool:
        """True for a noun for people that names nobody."""
        word = token.lower_
        return self._phrases.entity(token) is None and bool(singulars(word) & self._actors.groups)

    def is_structure(self, token: Token) -> bool:
        """True for a noun for what is hit but is nobody."""
        return bool(singulars(token.lower_) & self._actors.structures)

    def is_unarmed(self, name: str) -> bool:
        """True for a description of people who bear no arms."""
        words = name.casefold().split()
        return not any(word.startswith(_ARMED) for word in words)

    def people(self, token: Token, last: Token | None = None) -> Actor:
        """People as the text describes them."""
        phrase = self._phrases.described(token, last)
        link = next(iter(country_links(phrase, self._phrases.gazetteer)), None)
        return Actor(without_determiner(phrase.text), "group", *characters(phrase), link, is_described=True)

    def common_noun(self, token: Token) -> Iterator[Actor]:
        """What a common noun stands for: its state, an organ, a body, people or a thing; often nothing."""
        word, actors = token.lower_, self._actors
        pair = f"{self._phrases.doc[token.i - 1].lower_} {word}" if token.i else word
        inner = self._counted(token) if word in _QUANTITIES else None
        if inner is not None and (inner.lower_ in actors.groups or self._is_people_noun(inner)):
            yield self.people(token, inner)
            return
        links = self._phrases.countries(token)
        organs = actors.state_organs
        if not links and (link := self._bodies.leader_government(token)):
            yield self._phrases.state(link, token)
        elif {word, pair} & organs.by_country and (body := self._bodies.beside(token)):
            yield body
        elif {word, pair} & organs.by_country and links:
            yield from (self._phrases.state(link, token, delegation=word in _DELEGATIONS) for link in links)
        elif {word, pair} & organs.by_name:
            yield self._bodies.organ_by_name(token, links)
        elif {word, pair} & actors.groups or self._is_people_noun(token):
            yield self.people(token)
        elif (singulars(word) | singulars(pair)) & actors.structures:
            yield self._thing(token)

    def _thing(self, token: Token) -> Actor:
        phrase = self._phrases.described(token)
        links = self._phrases.countries(token)
        name = phrase.text
        for article in _ARTICLES:
            name = name.removeprefix(article)
        link = next(iter(links), None)
        return Actor(without_determiner(name), "structure", *characters(phrase), link, is_described=True)

    def _is_people_noun(self, token: Token) -> bool:
        word = token.lower_
        single = singulars(word) - {word}
        return bool(single & self._actors.groups) or word.removesuffix("s") in self._titles

    def _counted(self, token: Token) -> Token | None:
        """The noun that a quantity counts ("thousands of protesters")."""
        for of in children(token, "prep"):
            if of.lower_ == "of":
                for pobj in children(of, "pobj"):
                    return pobj
        return None


def singulars(word: str) -> frozenset[str]:
    """The word and what it can be the regular plural of ("churches", "refineries", "buses")."""
    found = {word}
    for ending, single in (("s", ""), ("es", ""), ("ies", "y")):
        if word.endswith(ending) and len(word) > len(ending) + 1:
            found.add(word.removesuffix(ending) + single)
    return frozenset(found)

"""Who is meant by pronouns and by "both sides", "the two leaders": where only one reading fits, else nobody."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from spacy.tokens import Span, Token

from extraction.actors import Actor
from extraction.bodies import Bodies
from extraction.country_words import country_links
from extraction.names import Person
from extraction.phrases import Phrases, bare
from extraction.syntax import children, clause_head, entities_in, subjects, surface_subjects

PERSONAL = frozenset({"he", "she", "him", "her", "his", "himself", "herself"})
PLURAL = frozenset({"they", "them", "their", "both", "themselves"})
PRONOUNS = PERSONAL | PLURAL | {"it", "its", "itself"}
SPEAKING = frozenset({"i", "me", "my"})
_PEOPLE = frozenset(
    "leaders presidents ministers secretaries premiers men officials counterparts diplomats principals heads "
    "two pair duo".split()
)  # fmt: skip
_STATES = frozenset("countries nations sides states governments parties neighbors neighbours delegations".split())
_NUMBERS = {"two": 2, "both": 2, "three": 3, "four": 4}
_LEADING = frozenset({"led", "leads", "leading", "lead", "headed", "heads", "heading"})
_REACH = 6  # sentences back in which a pair may have been named


class Referents:
    """Resolves what stands for actors named before. `actors` names the actors of another noun phrase."""

    def __init__(self, phrases: Phrases, bodies: Bodies, actors: Callable[[Token], Iterable[Actor]]) -> None:
        self._phrases, self._bodies, self._actors = phrases, bodies, actors
        self._being_resolved: set[int] = set()

    def pronoun(self, token: Token) -> list[Actor | Person]:
        """He, she, it or they: the subject of the verb above, else of the sentence before, else the only person
        nearby. A pronoun that fits nobody or several stays unresolved."""
        if token.i in self._being_resolved:
            return []  # "the state and its forces": what "its" stands for must not ask what "its" stands for
        self._being_resolved.add(token.i)
        try:
            return list(self._resolve(token))
        finally:
            self._being_resolved.remove(token.i)

    def _resolve(self, token: Token) -> Iterator[Actor | Person]:
        for candidate in self._antecedents(token):
            fitting = [a for a in self._actors(candidate) if _fits(a, token.lower_)]
            if fitting and (token.lower_ in PLURAL) == (len(fitting) > 1):
                yield from (_at(actor, token) for actor in fitting)
                return
        if token.lower_ in PERSONAL:
            yield from self._only_person_nearby(token)
        elif token.lower_ in ("they", "both"):
            yield from self.several(token)

    def leaders_of_delegation(self, token: Token) -> list[Actor]:
        """Who leads a delegation: "a delegation led by X", or "the delegation" after "X led a delegation".

        The codebook names a delegation by its people where the article does.
        """
        if token.lower_ not in ("delegation", "delegations"):
            return []
        for verb in children(token, "acl", "relcl"):
            if verb.lower_ in _LEADING:
                return [a for head in subjects(verb) for a in self._actors(head) if a.sort == "person"]
        if not any(child.lower_ in ("the", "this", "his", "her") for child in children(token, "det", "poss")):
            return []
        for earlier in self._phrases.doc[: token.i]:
            if earlier.lower_ == "delegation" and earlier.dep_ == "dobj" and earlier.head.lower_ in _LEADING:
                return [a for head in subjects(earlier.head) for a in self._actors(head) if a.sort == "person"]
        return []

    def several(self, token: Token) -> list[Actor | Person]:
        """The people or states that "the two leaders", "both countries" stand for."""
        wanted = self._how_many(token)
        if wanted is None:
            return []
        people: list[Actor | Person] = list(self._people_before(token, wanted)) if token.lower_ not in _STATES else []
        if not people and token.lower_ not in _PEOPLE:
            return list(self._states_before(token, wanted))
        return people

    def _how_many(self, token: Token) -> int | None:
        """How many the phrase speaks of: two where it does not say; None where it is no such phrase."""
        if token.lower_ in ("they", "both"):
            return 2
        if token.lower_ not in _PEOPLE | _STATES:
            return None
        modifiers = [child for child in token.children if child.i < token.i]
        if any(child.lower_ not in ("the", "these", "those", *_NUMBERS) for child in modifiers):
            return None
        numbers = [_NUMBERS[child.lower_] for child in modifiers if child.lower_ in _NUMBERS]
        if numbers:
            return numbers[0]
        is_bare = not any(child.lower_ == "of" for child in children(token, "prep"))
        definite = any(child.lower_ in ("the", "these") for child in modifiers)
        return 2 if definite and is_bare and token.lower_ in ("leaders", "sides", "pair", "two", "presidents") else None

    def _people_before(self, token: Token, wanted: int) -> Iterator[Person]:
        for sentence, end in self._sentences_before(token):
            found = {
                p.name: p for i in range(sentence.start, end) if (p := self._phrases.people.by_token.get(i)) is not None
            }
            if len(found) == wanted:
                yield from found.values()
                return
            if len(found) > wanted:
                return

    def _states_before(self, token: Token, wanted: int) -> Iterator[Actor]:
        for sentence, end in self._sentences_before(token):
            found = {a.key: a for a in self._states_in(self._phrases.doc[sentence.start : end])}
            if len(found) == wanted:
                yield from (_at(actor, token) for actor in found.values())
                return
            if len(found) > wanted:
                return

    def _states_in(self, window: Span) -> Iterator[Actor]:
        if not len(window):
            return
        for link in country_links(window, self._phrases.gazetteer):
            yield self._phrases.state(link, window[0])
        for entity in entities_in(window):
            if self._bodies.known(bare(entity)):
                yield self._bodies.organization(entity.root, entity)

    def _sentences_before(self, token: Token) -> Iterator[tuple[Span, int]]:
        """The sentence of the token up to it, then the sentences before, the nearest first."""
        sentence, end = token.sent, token.i
        for _ in range(_REACH):
            yield sentence, end
            if sentence.start == 0:
                return
            sentence = self._phrases.doc[sentence.start - 1].sent
            end = sentence.end

    def _only_person_nearby(self, token: Token) -> Iterator[Person]:
        for sentence, end in list(self._sentences_before(token))[:2]:
            people = self._phrases.people.by_token
            found = {p.name: p for i in range(sentence.start, end) if (p := people.get(i)) is not None}
            if len(found) == 1:
                yield from found.values()
            if found:
                return

    def _antecedents(self, token: Token) -> Iterator[Token]:
        """Subjects that a pronoun can stand for, the likeliest first; pronouns themselves left out."""
        verb = clause_head(token)
        if token.dep_ == "poss" or token.dep_ in ("pobj", "dobj"):
            yield from (t for t in surface_subjects(verb) if t.i < token.i and t.tag_ != "PRP")
        while verb.head != verb:
            verb = clause_head(verb.head)
            yield from (t for t in surface_subjects(verb) if t.i < token.i and t.tag_ != "PRP" and t != token)
        if token.sent.start > 0:
            previous = self._phrases.doc[token.sent.start - 1].sent
            yield from (t for t in surface_subjects(previous.root) if t.tag_ != "PRP")


def _fits(actor: Actor, pronoun: str) -> bool:
    if pronoun in PERSONAL:
        return actor.sort == "person"
    return pronoun in PLURAL or actor.sort != "person"


def _at(actor: Actor, token: Token) -> Actor:
    return replace(actor, start=token.idx, end=token.idx + len(token), is_resolved=True)

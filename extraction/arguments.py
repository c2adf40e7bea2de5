"""Fills the roles of a frame from the positions that the lexicon names."""

from collections.abc import Iterator

from spacy.tokens import Token

from extraction.actors import Actor
from extraction.culprits import Culprits
from extraction.draft import Trigger
from extraction.lexicon.index import LexiconIndex
from extraction.mentions import ActorFinder, is_indefinite
from extraction.positions import Positions, fallen_in, owners_of, struck_by_accident
from extraction.syntax import children, prepositional, surface_subjects
from schemas.vocabulary import IncidentType, Kind, Role

# Acts that whoever "has" them suffers, as the noun in "her arrest", "his assassination".
_SUFFERED = frozenset({IncidentType.ARREST, IncidentType.ABDUCTION, IncidentType.EXPULSION, IncidentType.ARMED_ATTACK})
_SUFFERED_NOUNS = frozenset(
    "arrest detention capture abduction kidnapping expulsion murder killing assassination poisoning shooting "
    "stabbing".split()
)
_REACH_WITH = 8  # tokens between a trigger and the preposition that leads to the other side


class ArgumentFinder:
    """Finds who takes part in an event, and as what."""

    def __init__(self, finder: ActorFinder, index: LexiconIndex) -> None:
        self._finder, self._positions, self._culprits = finder, Positions(index), Culprits(finder)

    def arguments(self, trigger: Trigger) -> list[tuple[Role, Actor]]:
        """(role, actor) for every role of the frame, each actor once; the first role found wins."""
        found: list[tuple[Role, Actor]] = []
        for told in (self._in_positions, self._of_type, self._elsewhere):
            for role, actor in told(trigger, frozenset(role for role, _ in found)):
                if self._fits(actor, role, trigger) and all(actor.key != other.key for _, other in found):
                    found.append((role, actor))
        return _settled(found, trigger)

    def _in_positions(self, trigger: Trigger, _: frozenset[Role]) -> Iterator[tuple[Role, Actor]]:
        """Who stands where the frame says."""
        for role in Role:
            for position in trigger.frame.positions(role):
                for actor in self.at(trigger, position):
                    yield _role_of(role, position, actor, trigger), actor

    def _of_type(self, trigger: Trigger, _: frozenset[Role]) -> Iterator[tuple[Role, Actor]]:
        """Who stands where only incidents of some types have somebody."""
        if trigger.frame.type is IncidentType.CLASH:
            for token in fallen_in(trigger.head):
                sides = self._finder.actors(token, describe=True)
                yield from ((Role.PERPETRATOR, side) for side in sides if not self._finder.is_civilian(side))
        elif trigger.frame.type is IncidentType.ACCIDENT:
            yield from ((Role.TARGET, actor) for actor in self._wrecked(trigger))
        elif trigger.frame.kind is Kind.INCIDENT and not trigger.is_verb and trigger.frame.positions(Role.TARGET):
            yield from ((Role.TARGET, actor) for actor in self._hit_before_noun(trigger))

    def _elsewhere(self, trigger: Trigger, roles: frozenset[Role]) -> Iterator[tuple[Role, Actor]]:
        """Who is told away from the trigger, where nobody beside it has the role."""
        if trigger.frame.positions(Role.PERPETRATOR) and Role.PERPETRATOR not in roles:
            yield from ((Role.PERPETRATOR, actor) for actor in self._culprits.of(trigger))
        if trigger.frame.kind is Kind.MEETING and not trigger.is_verb:
            yield from ((Role.PARTICIPANT, actor) for actor in self._other_side(trigger))

    def at(self, trigger: Trigger, position: str) -> Iterator[Actor]:
        """The actors that stand at one position of the trigger."""
        is_incident = trigger.frame.kind is Kind.INCIDENT
        named = False
        for token in self.tokens_at(trigger, position):
            if is_indefinite(token) and not is_incident:
                continue
            found = self._finder.actors(token, describe=is_incident)
            if not found and position == "against":
                # "against President X's decision", "against the Chinese embassy's work"
                found = [a for owner in owners_of(token) for a in self._finder.actors(owner)]
                found = found or self._finder.owners(token)
            if not found and position == "object" and trigger.frame.human_target:
                found = self._finder.described_people(token)
            named = named or bool(found)
            yield from found
        if position == "with" and not named:
            yield from self._named_after(trigger, position)
        if position == "compound":
            yield from self._before_noun(trigger)

    def tokens_at(self, trigger: Trigger, position: str) -> Iterator[Token]:
        """The heads of the noun phrases at one position of the trigger."""
        return self._positions.at(trigger, position)

    def _named_after(self, trigger: Trigger, preposition: str) -> list[Actor]:
        """Who is named after the next such preposition, where the parse has hung it elsewhere or lost the phrase."""
        words = trigger.words
        for token in words.doc[words.end : min(words.end + _REACH_WITH, words.sent.end)]:
            if token.lower_ == preposition:
                found = [a for head in children(token, "pobj") for a in self._finder.actors(head)]
                named = self._finder.person_after(token.i + 1) if not found else None
                return self._finder.actors(named) if named is not None else found
        return []

    def _wrecked(self, trigger: Trigger) -> list[Actor]:
        """The named bodies and buildings that an accident hits ("a Libyan Airlines plane", "fire at Cork Airport")."""
        named = [a for token in struck_by_accident(trigger) for a in self._finder.named_in(token)]
        return [a for a in named if a.sort in ("organization", "structure", "person") or a.office]

    def _hit_before_noun(self, trigger: Trigger) -> Iterator[Actor]:
        """What is hit, named before the noun: "the Gaza flotilla raid", "Sony hack"."""
        for token in children(trigger.head, "compound", "nmod"):
            if self._finder.is_thing(token):
                yield from self._finder.actors(token, describe=True)
            elif trigger.frame.type is IncidentType.CYBERATTACK:
                found = self._finder.actors(token)
                yield from (a for a in found if a.sort == "organization" and not self._finder.is_known(a.name))

    def _other_side(self, trigger: Trigger) -> list[Actor]:
        """The subject of the clause around a meeting "with" somebody of which nothing else tells the other side."""
        if not any(True for _ in prepositional(trigger.head, "with")):
            return []
        if len({a.key for p in trigger.frame.positions(Role.PARTICIPANT) for a in self.at(trigger, p)}) != 1:
            return []
        for verb in trigger.clause.ancestors:
            if verb.tag_.startswith("VB"):
                heads = [token for token in surface_subjects(verb) if not is_indefinite(token)]
                found = [a for head in heads for a in self._finder.actors(head)]
                if found:
                    return [a for a in found if a.sort in ("person", "government", "organization")]
        return []

    def _before_noun(self, trigger: Trigger) -> Iterator[Actor]:
        """States and bodies named before the noun: "Iran nuclear talks", "a U.S. drone attack"."""
        words = trigger.words
        start = words.start
        while start > words.sent.start and self._modifies(words.doc[start - 1]):
            start -= 1
        i = start
        while i < words.start:
            token = words.doc[i]
            entity = self._finder.entity(token)
            if entity is not None:
                if token.dep_ != "poss" and token.lower_ not in ("'s", "’s") and not self._finder.is_city(entity):
                    is_incident = trigger.frame.kind is Kind.INCIDENT
                    between = words.doc[entity.end : words.start]
                    if not is_incident or not any(self._finder.is_thing(t) for t in between):
                        yield from self._named_before(entity[-1], is_incident)
                i = entity.end
            else:
                if trigger.frame.kind is Kind.INCIDENT and token.dep_ in ("compound", "nmod") and token.tag_ == "NNS":
                    yield from (a for a in self._finder.actors(token, describe=True) if a.sort == "group")
                i += 1

    def _named_before(self, token: Token, only_known: bool) -> Iterator[Actor]:
        """With `only_known`, no body that the lexicon does not know: "Novichok attack", "DDoS attacks"."""
        named = [a for a in self._finder.actors(token) if a.sort in ("government", "organization", "group")]
        if only_known:
            named = [a for a in named if a.sort != "organization" or self._finder.is_known(a.name)]
        yield from named or self._finder.states_of_adjective(token)

    @staticmethod
    def _modifies(token: Token) -> bool:
        return token.tag_ in (
            "NN",
            "NNP",
            "NNPS",
            "NNS",
            "JJ",
            "HYPH",
            "POS",
            "CC",
            "VBG",
            "CD",
            "VBN",
        ) or token.text in ("-", "–", "—", "’s")

    def _fits(self, actor: Actor, role: Role, trigger: Trigger) -> bool:
        frame = trigger.frame
        if actor.start < trigger.words.end_char and trigger.words.start_char < actor.end:
            return False  # "the Global Summit" is the event, not who takes part
        if frame.kind is not Kind.INCIDENT and (actor.is_described or actor.sort == "structure"):
            return False  # Taliban and Hamas meet and travel; "gunmen" only appear in incidents
        if role is Role.PERPETRATOR and actor.sort == "structure" and "structure" not in frame.only_actors:
            return False  # "a tanker is struck": things do nothing to anybody
        if frame.only_actors and not (role is Role.TARGET and frame.type is IncidentType.PROTEST):
            sorts = {actor.sort, "delegation"} if actor.is_delegation else {actor.sort}
            return bool(sorts & frame.only_actors)
        return True


def _role_of(role: Role, position: str, actor: Actor, trigger: Trigger) -> Role:
    """Who owns an arrest or a murder suffered it: "her arrest"; a state that owns one did it: "Iran's attack"."""
    suffers = actor.sort in ("person", "group") and trigger.frame.type in _SUFFERED
    if role is Role.PERPETRATOR and position == "possessive" and suffers and trigger.head.lower_ in _SUFFERED_NOUNS:
        return Role.TARGET
    return role


def _settled(found: list[tuple[Role, Actor]], trigger: Trigger) -> list[tuple[Role, Actor]]:
    """What the codebook says of the parts as a whole."""
    if trigger.frame.kind is not Kind.MEETING:
        return found
    if trigger.is_verb and all(role is Role.HOST for role, _ in found):
        return [(Role.PARTICIPANT, actor) for _, actor in found]  # "the Council convenes": nobody is hosted
    return found

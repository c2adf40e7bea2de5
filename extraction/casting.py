"""Who takes part, where weights decide: every mention near the trigger is weighed, whatever position it stands in."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from spacy.tokens import Doc, Token

from extraction.actors import Actor
from extraction.draft import Draft
from extraction.mentions import ActorFinder
from extraction.part_cues import first_of_list, part_cues
from extraction.weights import NONE, Weights
from schemas.vocabulary import ROLES_BY_KIND, IncidentType, Kind, Role

LEAST = 0.5
"""A part is given from this likelihood on: more often right than wrong."""
LEAST_SAID = 0.1
"""From this likelihood on, whom words call host or mediator is one."""
LEAST_ALONE = 0.33
"""From this likelihood on, a part is given that nobody else has. From 0.25 to 0.35 the names F1 of `dev` is the same
within half a point."""

_SAID = frozenset({Role.HOST, Role.MEDIATOR})


def keep_to_codebook(event: Draft) -> None:
    """What docs/codebook.md says of participants as a whole: a state takes part only where no person of it has that
    part, and accidents and disasters hit only who or what is named."""
    served = {(role, a.country.code) for role, a in event.actors if a.sort == "person" and a.country is not None}
    by_nobody = event.incident_type in (IncidentType.ACCIDENT, IncidentType.DISASTER)
    event.actors = [
        (role, actor)
        for role, actor in event.actors
        if not (actor.name_is_country and actor.country is not None and (role, actor.country.code) in served)
        and not (by_nobody and (actor.is_described or actor.sort == "group"))
    ]


def complete(event: Draft) -> None:
    """Nobody meets alone, no visit is without a visitor, and most violence is by somebody against somebody: where too
    few are likely to take part, the likeliest of the others do."""
    for likelihood, role, actor in sorted(event.unlikely, key=lambda u: (-u[0], u[2].start, u[2].key)):
        if likelihood > LEAST_ALONE and _is_open(event, role):
            event.add_actor(role, actor)


def _least(by_rule: Role | None) -> float:
    return LEAST_SAID if by_rule in _SAID else LEAST


def _is_open(event: Draft, role: Role) -> bool:
    """Has nobody that part yet? Of those who meet, has there been one at most?"""
    if event.kind is Kind.MEETING:
        return len(event.actors) < 2
    return role is not Role.HOST and not event.keys(role)


class Casting:
    """Gives the actors of one document their parts."""

    def __init__(self, doc: Doc, finder: ActorFinder, beside: Mapping[int, range]) -> None:
        """`beside`: the tokens of phrases for events on whose sidelines others are (extraction/occasions.py)."""
        self._doc, self._finder, self._beside = doc, finder, beside
        self._mentions: dict[tuple[int, bool], list[tuple[Token, Actor]]] = {}

    def weighed(self, draft: Draft) -> Iterator[tuple[Token, Actor, set[str]]]:
        """The mentions in the sentence of the trigger and the two beside it, each with its cues."""
        by_rule = {actor.key: role for role, actor in draft.actors}
        near = list(self._near(draft))
        roles_of_list: dict[int, dict[str, Role]] = defaultdict(dict)
        for token, actor in near:
            if actor.key in by_rule:
                roles_of_list[self._list_of(token)][actor.key] = by_rule[actor.key]
        for token, actor in near:
            of_others = {role for key, role in roles_of_list[self._list_of(token)].items() if key != actor.key}
            yield token, actor, part_cues(draft, token, actor, by_rule.get(actor.key), of_others)

    def _list_of(self, token: Token) -> int:
        """The first token of the list that the mention is in, by the text where it tells, else by the parse."""
        return min(other.i for other in (first_of_list(token), *self._finder.list_of(token)))

    def cast(self, draft: Draft, weights: Weights) -> None:
        """Give a part to everybody who is more likely than not to have one, in the order of the text; the others are
        kept as unlikely."""
        by_rule = {actor.key: role for role, actor in draft.actors}
        best: dict[str, tuple[float, Role, Actor]] = {}
        for _, actor, cues in self.weighed(draft):
            chances = weights.chances(cues)
            allowed = {role: chances.get(role.value, 0.0) for role in ROLES_BY_KIND[draft.kind]}
            role = max(sorted(allowed), key=lambda r: allowed[r])
            likelihood = 1 - chances[NONE]
            if likelihood > best.get(actor.key, (0.0,))[0]:
                best[actor.key] = likelihood, self._role(draft, actor, role, by_rule.get(actor.key)), actor
        found = sorted(best.values(), key=lambda b: (b[2].start, b[2].key))
        likely = {each for each in found if each[0] > _least(by_rule.get(each[2].key))}
        draft.actors = [(role, actor) for likelihood, role, actor in found if (likelihood, role, actor) in likely]
        draft.unlikely = [each for each in found if each not in likely and each[0] > LEAST_ALONE]

    def _role(self, draft: Draft, actor: Actor, likeliest: Role, by_rule: Role | None) -> Role:
        """The part of somebody who has one: the likeliest, unless words say who hosts or mediates, which weights have
        seen too few of; and who fights is a side of the clash."""
        if by_rule in _SAID:
            return by_rule
        fights = draft.incident_type is IncidentType.CLASH and actor.sort != "structure"
        return Role.PERPETRATOR if fights and not self._finder.is_civilian(actor) else likeliest

    def _near(self, draft: Draft) -> Iterator[tuple[Token, Actor]]:
        sentence = draft.trigger.words.sent
        first = self._doc[sentence.start - 1].sent.start if sentence.start else 0
        last = self._doc[sentence.end].sent.end if sentence.end < len(self._doc) else len(self._doc)
        inside = draft.trigger.words
        seen: set[tuple[int, int, str]] = set()
        for token, actor in self._between(first, last, draft.kind is Kind.INCIDENT):
            if actor.is_resolved and token.sent.start != sentence.start:
                continue
            if actor.start < inside.end_char and inside.start_char < actor.end:
                continue
            if self._beside.get(token.i) != draft.beside and token.sent.start == sentence.start:
                continue
            seen.add((actor.start, actor.end, actor.key))
            yield token, actor
        for _, actor in draft.actors:
            if (actor.start, actor.end, actor.key) not in seen:
                span = self._doc.char_span(actor.start, actor.end, alignment_mode="expand")
                if span is not None and self._beside.get(span.root.i) == draft.beside:
                    yield span.root, actor

    def _between(self, first: int, last: int, describe: bool) -> Iterator[tuple[Token, Actor]]:
        """The mentions of the sentences from token `first` to `last`. Most sentences of an article are never asked."""
        while first < last:
            sentence = self._doc[first].sent
            if (first, describe) not in self._mentions:
                self._mentions[first, describe] = self._finder.mentions(describe, sentence)
            yield from self._mentions[first, describe]
            first = sentence.end

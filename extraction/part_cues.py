"""What speaks for and against an actor's having a part in an event: the cues of one mention beside one trigger."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from spacy.tokens import Token

from extraction.actors import Actor
from extraction.draft import Draft
from extraction.encoder import part_cues as opinion_cues
from extraction.syntax import is_passive, is_verb
from schemas.vocabulary import ROLES_BY_KIND, Role

_LONGEST_PATH = 5
_WORDS_BETWEEN = 4
# Labels of words that stand before the head of their noun phrase.
_INSIDE = frozenset({"compound", "nmod", "amod", "poss"})


def part_cues(
    draft: Draft, mention: Token, actor: Actor, role_by_rule: Role | None, roles_of_list: AbstractSet[Role]
) -> set[str]:
    """The cues of one mention. `role_by_rule` is the part that the frame's positions give this actor, if any;
    `roles_of_list` those that they give to the other members of the list that the mention stands in."""
    sort = (draft.incident_type or draft.kind).value
    return {
        *_of_rules(draft, actor, role_by_rule, sort),
        *_of_list(draft, role_by_rule, roles_of_list, sort),
        *_of_actor(draft, mention, actor, sort),
        *_of_path(draft, mention, sort),
        *_of_standing(draft, mention, sort),
        *_of_distance(draft, mention, sort),
        *opinion_cues(draft.opinion, mention.i, ROLES_BY_KIND[draft.kind]),
    }


def _of_rules(draft: Draft, actor: Actor, role_by_rule: Role | None, sort: str) -> Iterator[str]:
    yield f"rule={role_by_rule}"
    yield f"{sort}:rule={role_by_rule}"
    yield f"{draft.trigger.frame.id}:rule={role_by_rule}"
    taken = sorted({role.value for role, other in draft.actors if other.key != actor.key})
    yield f"{sort}:others={','.join(taken)}"
    yield f"{sort}:rule={role_by_rule}:others={','.join(taken)}"
    yield f"sound={draft.is_sound}:rule={role_by_rule}"


def _of_list(draft: Draft, role_by_rule: Role | None, roles_of_list: AbstractSet[Role], sort: str) -> Iterator[str]:
    for role in sorted(roles_of_list):
        yield f"list has={role}"
        yield f"{draft.kind}:list has={role}:rule={role_by_rule}"
        yield f"{sort}:list has={role}"


def _of_actor(draft: Draft, mention: Token, actor: Actor, sort: str) -> Iterator[str]:
    kind = draft.kind.value
    yield f"actor={actor.sort}"
    yield f"{sort}:actor={actor.sort}"
    yield f"{kind}:described={actor.is_described}"
    yield f"{kind}:resolved={actor.is_resolved}"
    yield f"{kind}:office={actor.office is not None}"
    yield f"head={mention.lower_}"
    yield f"{kind}:head tag={mention.tag_}{mention.ent_type_}"
    if actor.is_described:
        yield f"{sort}:head={mention.lower_}"
    place = draft.place
    if place is not None:
        at_place = place.where.start < actor.end and actor.start < place.where.end
        yield f"{kind}:is place={at_place}"
        if place.country is not None and actor.country is not None:
            yield f"{sort}:at home={place.country.code == actor.country.code}:{actor.sort}"
    if actor.country is not None and actor.name_is_country:
        served = any(
            other.key != actor.key and other.country is not None and other.country.code == actor.country.code
            for _, other in draft.actors
        )
        yield f"{kind}:state of another={served}"


def _of_path(draft: Draft, mention: Token, sort: str) -> Iterator[str]:
    trigger = draft.trigger
    frame, kind = trigger.frame.id, draft.kind.value
    voice = "passive" if trigger.is_verb and is_passive(trigger.head) else "verb" if trigger.is_verb else "noun"
    path = _path(mention, trigger.head)
    yield f"{kind}:{voice}:path={path}"
    yield f"{sort}:{voice}:path={path}"
    yield f"{frame}:{voice}:path={path}"
    if trigger.support is not None:
        over = _path(mention, trigger.support)
        yield f"{kind}:support path={over}"
        yield f"{sort}:{trigger.support.lower_}:support path={over}"
    yield f"{kind}:{voice}:dep={mention.dep_}"
    yield f"governor={mention.head.lower_}"
    yield f"{sort}:governor={mention.head.lower_}"
    if mention.dep_ == "pobj":
        yield f"{kind}:preposition={mention.head.lower_}:{mention.head.head.lower_}"
        yield f"{sort}:preposition={mention.head.lower_}"
    yield f"{kind}:led by={_lead(mention)}"


def _of_standing(draft: Draft, mention: Token, sort: str) -> Iterator[str]:
    """Where the list that the mention is a member of stands, and under which verb: of "two X and a Y were killed in
    the strike", Y stands where X does, and the strike is below what happened to both."""
    trigger = draft.trigger
    head = first_of_list(mention)
    governor = head.head
    behind = head.dep_ == "pobj"
    standing = f"{governor.lower_}:{stem(governor.head)}" if behind else f"{head.dep_}:{stem(governor)}"
    yield f"stands={standing}"
    yield f"{draft.kind}:stands={standing}"
    yield f"{sort}:stands={standing}"
    yield f"{sort}:as={head.dep_}"
    above, below = [head, *head.ancestors], [trigger.clause, *trigger.clause.ancestors]
    common = next((token for token in above if token in below), None)
    if common is None:
        return
    up = [_label(token) for token in above[: above.index(common)]]
    down = [_label(token) for token in reversed(below[: below.index(common)])]
    if len(up) + len(down) <= _LONGEST_PATH:
        shape = "^".join(up) + "|" + "v".join(down)
        yield f"{draft.kind}:way={shape}"
        yield f"{sort}:way={shape}"
        yield f"{draft.kind}:{stem(common)}:way={shape}"
        yield f"{sort}:{stem(common)}:up={'^'.join(up)}"


def first_of_list(mention: Token) -> Token:
    """The first member of the list that the mention is in, by the parse; itself where there is no list."""
    head = mention
    while head.dep_ in ("conj", "appos") and head.head != head and not is_verb(head.head):
        head = head.head
    return head


def stem(word: Token) -> str:
    """The word without the ending of its form, roughly: cues need to know alike, not to be English."""
    text = word.lower_
    for ending in ("ing", "ed", "es", "s"):
        if text.endswith(ending) and len(text) - len(ending) >= 3:
            text = text[: -len(ending)]
            break
    return text.removesuffix("e")


def _path(mention: Token, anchor: Token) -> str:
    """The labels from the mention up to where the two meet, and down to the anchor; prepositions by name."""
    up = [mention, *mention.ancestors]
    down = [anchor, *anchor.ancestors]
    common = next((token for token in up if token in down), None)
    if common is None:
        return "apart"
    rising = [_label(token) for token in up[: up.index(common)]]
    falling = [_label(token) for token in reversed(down[: down.index(common)])]
    if len(rising) + len(falling) > _LONGEST_PATH:
        return "long"
    return "^".join(rising) + "|" + "v".join(falling)


def _lead(mention: Token) -> str:
    """The two words before the noun phrase that the mention is in, and whether it heads it: who is named in "on the
    sidelines of the ASEAN talks" is where one meets, not whom."""
    head = mention
    while head.dep_ in _INSIDE and head.head.i > mention.i:
        head = head.head
    start = head.left_edge.i
    before = " ".join(token.lower_ for token in mention.doc[max(mention.sent.start, start - 2) : start])
    return f"{before}:{'head' if head is mention else 'inside'}"


def _label(token: Token) -> str:
    return f"{token.dep_}:{token.lower_}" if token.dep_ in ("prep", "agent") else token.dep_


def _of_distance(draft: Draft, mention: Token, sort: str) -> Iterator[str]:
    words, kind = draft.trigger.words, draft.kind.value
    before = mention.i < words.start
    steps = words.start - mention.i if before else mention.i - words.end + 1
    side = "before" if before else "after"
    if mention.sent.start == words.sent.start:
        near = min(steps, 3) if steps < 3 else 4 if steps < 8 else 8 if steps < 16 else 16
        yield f"{kind}:{side}={near}"
        yield f"{sort}:{side}"
        if steps <= _WORDS_BETWEEN:
            left, right = (mention.i + 1, words.start) if before else (words.end, mention.i)
            between = " ".join(token.lower_ for token in words.doc[left:right])
            yield f"{kind}:{side}:between={between}"
            yield f"{sort}:{side}:between={between}"
    else:
        yield f"{kind}:other sentence {side}"
        yield f"{sort}:other sentence {side}"
    first = words.doc[mention.sent.start]
    yield f"{kind}:opens sentence={mention.i - first.i < 4}:{side}"

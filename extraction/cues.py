"""What speaks for and against an event at a candidate: the cues that learned/events.csv has weights for.

A cue is a short readable string ("carrier=hold"), so that the file can be read as a table of reasons. The weights are
learned (docs/extraction.md, "The weights"); which cues there are is decided here, by what tells events from
other uses of the same words: the frame's own conditions, syntax, neighbours, arguments, and what stood before.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from extraction.draft import Draft, Trigger
from extraction.syntax import objects, surface_subjects
from extraction.triggers import Candidate
from schemas.vocabulary import Basis

_ENTITY_LABELS = ("PERSON", "GPE", "ORG", "NORP", "DATE", "CARDINAL")
_NEIGHBOURS = (-2, -1, 1, 2)


class CueReader:
    """Reads the cues of the candidates of one document."""

    def __init__(self, candidates: Sequence[Candidate]) -> None:
        self._strong = Counter(_sentence_and_kind(c) for c in candidates if c.fits and not c.trigger.frame.weak)
        self._before: Counter[tuple[str, str]] = Counter()

    def cues(self, candidate: Candidate, draft: Draft | None, holds: bool) -> set[str]:
        """The cues of the next candidate, in order of the text.

        `draft` is what the rules make of it, if anything; `holds` says whether they find enough to call it an event.
        """
        found = {
            *_of_words(candidate),
            *_of_syntax(candidate),
            *_of_neighbours(candidate),
            *_of_sentence(candidate),
            *self._of_others(candidate),
        }
        if draft is not None:
            found.update(_of_draft(candidate, draft))
            found.add(f"holds={holds}")
            found.add(f"{_sort(candidate)}:holds={holds}:sound={draft.is_sound}")
        self._before.update(_likenesses(candidate))
        return found

    def _of_others(self, candidate: Candidate) -> Iterator[str]:
        for likeness in _likenesses(candidate):
            name, value = likeness
            label = f"{value}:" if name in ("kind", "sort") else ""
            yield f"{label}same {name} before={min(3, self._before[likeness])}"
        itself = candidate.fits and not candidate.trigger.frame.weak
        yield f"strong trigger beside={self._strong[_sentence_and_kind(candidate)] > itself}"


def _sentence_and_kind(candidate: Candidate) -> tuple[int, str]:
    return candidate.trigger.words.sent.start, candidate.trigger.frame.kind.value


def _likenesses(candidate: Candidate) -> tuple[tuple[str, str], ...]:
    """What an earlier candidate can have in common with this one."""
    frame = candidate.trigger.frame
    return (
        ("kind", frame.kind.value),
        ("sort", _sort(candidate)),
        ("frame", frame.id),
        ("word", candidate.trigger.head.lower_),
    )


def frame_cue(trigger: Trigger) -> str:
    """The cue of the frame itself: every frame that was learned from has a weight for it."""
    return f"frame={trigger.frame.id}:{_part(trigger)}"


def _part(trigger: Trigger) -> str:
    return "verb" if trigger.is_verb else "noun"


def _sort(candidate: Candidate) -> str:
    """The incident type, or the kind."""
    frame = candidate.trigger.frame
    return (frame.type or frame.kind).value


def _of_words(candidate: Candidate) -> Iterator[str]:
    trigger = candidate.trigger
    part = _part(trigger)
    yield f"word={trigger.head.lower_}"
    yield f"trigger={trigger.words.text.lower()}"
    yield frame_cue(trigger)
    yield f"sort={_sort(candidate)}"
    yield f"tag={trigger.head.tag_}:{part}"
    if trigger.frame.weak:
        yield "weak"
    if candidate.is_quoted:
        yield "quoted"


def _of_syntax(candidate: Candidate) -> Iterator[str]:
    trigger, sort = candidate.trigger, _sort(candidate)
    head, kind = trigger.head, trigger.frame.kind.value
    yield f"dep={head.dep_}"
    yield f"{kind}:dep={head.dep_}{head.tag_}"
    yield f"governor={head.head.lower_}"
    yield f"{sort}:governor={head.head.lower_}"
    yield f"governor tag={head.head.tag_}"
    for child in head.children:
        yield f"child={child.dep_}:{child.lower_}"
        yield f"child dep={child.dep_}"
        yield f"{kind}:child entity={child.dep_}:{child.ent_type_}"
        if child.dep_ == "prep":
            for inner in child.children:
                if inner.dep_ == "pobj":
                    yield f"after={child.lower_}:{inner.lower_}"
                    yield f"{kind}:entity after={child.lower_}:{inner.ent_type_}"
    if head.dep_ == "pobj":
        yield f"preposition={head.head.lower_}"
        yield f"{kind}:preposition={head.head.lower_}"
        yield f"governs preposition={head.head.head.lower_}"
    if head.dep_ in ("xcomp", "ccomp", "advcl", "relcl", "acl"):
        yield f"clause={head.dep_}:{head.head.lower_}"
    if trigger.support is not None:
        yield "carried"
        yield f"carrier={trigger.support.lower_}"
    if trigger.is_verb:
        yield from _of_verb(head, trigger.frame.id, sort)


def _of_verb(verb: Token, frame: str, sort: str) -> Iterator[str]:
    for found in objects(verb)[:2]:
        yield f"object={found.lower_}"
        yield f"object entity={found.ent_type_}"
        yield f"{frame}:object={found.lower_}"
        yield f"{sort}:object entity={found.ent_type_ or found.tag_}"
    for found in surface_subjects(verb)[:2]:
        yield f"subject={found.lower_}"
        yield f"{sort}:subject entity={found.ent_type_ or found.tag_}"
    if not objects(verb):
        yield f"{sort}:no object"


def _of_neighbours(candidate: Candidate) -> Iterator[str]:
    words, sort, kind = candidate.trigger.words, _sort(candidate), candidate.trigger.frame.kind.value
    sentence = words.sent
    for distance in _NEIGHBOURS:
        i = words.start + distance if distance < 0 else words.end - 1 + distance
        token = words.doc[i] if sentence.start <= i < sentence.end else None
        word = token.lower_ if token is not None else ""
        yield f"{distance:+}={word}"
        if abs(distance) == 1:
            yield f"{sort}:{distance:+}={word}"
        yield f"{kind}:{distance:+} tag={token.tag_ + token.ent_type_ if token is not None else ''}"


def _of_sentence(candidate: Candidate) -> Iterator[str]:
    sentence, kind = candidate.trigger.words.sent, candidate.trigger.frame.kind.value
    labels = {token.ent_type_ for token in sentence}
    for label in _ENTITY_LABELS:
        yield f"{kind}:{label} in sentence={label in labels}"
    number = 0
    for other in sentence.doc.sents:
        if other.start >= sentence.start or number == 6:
            break
        number += 1
    yield f"sentence={number}"
    yield f"{kind}:sentence={number}"


def _of_draft(candidate: Candidate, draft: Draft) -> Iterator[str]:
    sort, kind, frame = _sort(candidate), draft.kind.value, candidate.trigger.frame.id
    yield f"fits={candidate.fits}"
    yield f"{sort}:fits={candidate.fits}"
    yield f"{frame}:fits={candidate.fits}"
    yield f"sound={draft.is_sound}"
    yield f"{sort}:sound={draft.is_sound}"
    yield f"background={draft.is_background}"
    yield f"{kind}:background={draft.is_background}"
    yield f"status={draft.status.status}"
    yield f"{sort}:status={draft.status.status}"
    for role, count in Counter(role for role, _ in draft.actors).items():
        yield f"{sort}:{role}={min(count, 2)}"
    for role, actor in draft.actors:
        yield f"{sort}:{role} is {actor.sort}"
    if not draft.actors:
        yield f"{sort}:nobody"
    yield f"{kind}:placed={draft.place is not None}"
    yield f"{sort}:placed={draft.place is not None}"
    yield f"{kind}:dated={draft.time.basis}"
    yield f"stated date={draft.time.basis is Basis.STATED}"

"""How the events of an article stand to each other: one during, after, or in response to another."""

from collections.abc import Iterator

from spacy.tokens import Token

from extraction.connections import EventWords, led_to
from extraction.draft import Characters, RelationFinding
from extraction.lexicon.detail_index import DetailIndex
from extraction.lexicon.details import Connection
from extraction.syntax import children, is_verb, objects, subjects
from schemas.vocabulary import Kind

_STRENGTH = {"response_to": 0, "during": 1, "follows": 2}


def add_relations(words: EventWords, index: DetailIndex) -> None:
    """Give each event its relations to others of the document; of two to the same event the more telling stays."""
    found: dict[tuple[int, int], RelationFinding] = {}
    for first, second, finding in _found(words, index):
        known = found.get((first, second))
        if first != second and (known is None or _STRENGTH[finding.type] < _STRENGTH[known.type]):
            found[first, second] = finding
    for (first, second), finding in sorted(found.items(), key=lambda item: item[0]):
        if (second, first) not in found or first > second:
            words.events[first].relations.append(finding)


def _found(words: EventWords, index: DetailIndex) -> Iterator[tuple[int, int, RelationFinding]]:
    for sentence in words.sentences:
        for start, after, connections in index.connecting_words.within(words.doc, sentence.start, sentence.end):
            yield from _by_words(words, start, after, connections)
        for token in sentence:
            for particle, connection in index.connecting_verbs.get(token.lower_, ()):
                yield from _by_verb(words, token, particle, connection)
    yield from _by_grammar(words)


def _by_words(
    words: EventWords, start: int, after: int, connections: list[Connection]
) -> Iterator[tuple[int, int, RelationFinding]]:
    first, last = words.doc[start], words.doc[after - 1]
    target = led_to(last)
    if target is None:
        return
    top = target if last.dep_ == "mark" else first
    where = Characters(first.idx, last.idx + len(last))
    for second in words.below(target):
        for number in words.above(top):
            yield from _fitting(words, number, second, connections, where)


def _by_verb(
    words: EventWords, verb: Token, particle: str, connection: Connection
) -> Iterator[tuple[int, int, RelationFinding]]:
    """ "The raid followed the attack", "talks built on a summit"."""
    if not is_verb(verb):
        return
    targets = objects(verb)
    if particle:
        targets = [
            noun for prep in children(verb, "prep") if prep.lower_ == particle for noun in children(prep, "pobj")
        ]
    where = Characters(verb.idx, verb.idx + len(verb))
    for subject in subjects(verb):
        for target in targets:
            for first in words.below(subject):
                for second in words.below(target):
                    yield from _fitting(words, first, second, [connection], where)


def _fitting(
    words: EventWords, first: int, second: int, connections: list[Connection], where: Characters
) -> Iterator[tuple[int, int, RelationFinding]]:
    """The relation of the first connection whose conditions the two events meet."""
    for connection in connections:
        one, other = (second, first) if connection.is_reversed else (first, second)
        event, to = words.events[one], words.events[other]
        if connection.only and event.incident_type not in connection.only:
            continue
        if connection.of not in (None, event.kind) or connection.to not in (None, to.kind):
            continue
        yield one, other, RelationFinding(connection.type, to, where)
        return


def _by_grammar(words: EventWords) -> Iterator[tuple[int, int, RelationFinding]]:
    """ "visits France to meet", "visited Oslo, meeting", "visited Oslo, where he met": the meeting is on the visit."""
    for i, numbers in words.by_token.items():
        verb = words.doc[i]
        over: list[int] = []
        where = [child for child in verb.children if child.lower_ == "where"]
        if is_verb(verb) and verb.dep_ in ("advcl", "xcomp") and not children(verb, "mark", "nsubj"):
            over = words.at(verb.head)
        elif is_verb(verb) and verb.dep_ == "relcl" and where:
            over = words.above(verb)
        span = Characters(where[0].idx, where[0].idx + len(where[0])) if where else None
        for first in numbers:
            for second in over:
                if words.events[first].kind is Kind.MEETING and words.events[second].kind is Kind.VISIT:
                    yield first, second, RelationFinding("during", words.events[second], span)

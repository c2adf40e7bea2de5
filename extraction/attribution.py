"""Who says that an event is so: "officials said", "according to the ministry", "reportedly"."""

from spacy.tokens import Token

from extraction.connections import EventWords
from extraction.draft import Characters
from extraction.lexicon.detail_index import DetailIndex
from extraction.syntax import children, is_verb

_SAID = frozenset({"ccomp", "xcomp", "oprd", "advcl", "parataxis"})
_LONGEST = 25
"""Tokens; a source described at greater length is left to its verb."""
_LONGEST_SOURCE = 16


def add_attributions(words: EventWords, index: DetailIndex) -> None:
    """Give each event the nearest words that say who says so: a source first, then a mere "reportedly"."""
    sources = _sources(words, index)
    for number, event in enumerate(words.events):
        mentions = sorted(event.mentions, key=lambda i: (i not in (event.trigger.head.i, event.trigger.clause.i), i))
        tokens = [words.doc[i] for i in mentions]
        event.attribution = (
            next((found for token in tokens if (found := _governing(token, index)) is not None), None)
            or sources.get(number)
            or next((found for token in tokens if (found := _hedged(token, index)) is not None), None)
        )


def _governing(token: Token, index: DetailIndex) -> Characters | None:
    """The nearest verb of saying over the token, with who says it."""
    below = token
    for verb in token.ancestors:
        if is_verb(verb):
            if verb.lower_ in index.reporting and below.dep_ in _SAID and _is_content(below, verb):
                return _saying(verb)
            accused = below.dep_ == "prep" and below.lower_ in ("of", "for")
            if verb.lower_ in index.accusing and accused:
                return _saying(verb)
        below = verb
    return None


def _is_content(clause: Token, verb: Token) -> bool:
    """False for "said after the attack", "said when he met": the clause only says when."""
    if clause.dep_ == "advcl":
        return False
    return clause.dep_ != "xcomp" or bool(children(verb, "auxpass", "nsubjpass"))


def _saying(verb: Token) -> Characters:
    """From the source to the verb, whichever comes first; the verb alone where it has no source of its own."""
    doc = verb.doc
    auxiliaries = [child for child in children(verb, "aux", "auxpass") if child.i < verb.i]
    first = min([verb, *auxiliaries], key=lambda t: t.i)
    start, end = first.i, verb.i + 1
    for subject in children(verb, "nsubj"):
        edges = (subject.left_edge.i, subject.right_edge.i + 1)
        if edges[1] <= verb.i and verb.i - edges[0] <= _LONGEST:
            start = min(start, edges[0])
        elif edges[0] > verb.i and edges[1] - verb.i <= _LONGEST:
            end = max(end, edges[1])
    while doc[start].is_punct or doc[start].is_space:
        start += 1
    return Characters(doc[start].idx, doc[end - 1].idx + len(doc[end - 1]))


def _sources(words: EventWords, index: DetailIndex) -> dict[int, Characters]:
    """ "according to the ministry": by the number of the events that it stands for."""
    found: dict[int, Characters] = {}
    for sentence in words.sentences:
        for start, after, _ in index.sources.within(words.doc, sentence.start, sentence.end):
            phrase, last = words.doc[start], words.doc[after - 1]
            nouns = children(last, "pobj")
            end = min(nouns[0].right_edge.i + 1, after + _LONGEST_SOURCE, sentence.end) if nouns else after
            while end > after and (words.doc[end - 1].is_punct or words.doc[end - 1].is_space):
                end -= 1
            if end == after:
                continue
            where = Characters(phrase.idx, words.doc[end - 1].idx + len(words.doc[end - 1]))
            inside = range(start, end)
            of_sentence = [
                n for i in range(sentence.start, sentence.end) if i not in inside for n in words.by_token.get(i, ())
            ]
            for number in words.above(phrase) or of_sentence:
                found.setdefault(number, where)
    return found


def _hedged(token: Token, index: DetailIndex) -> Characters | None:
    """ "reportedly" beside the token."""
    for child in token.children:
        if child.lower_ in index.details.attribution.adverbs and child.dep_ == "advmod":
            return Characters(child.idx, child.idx + len(child))
    return None



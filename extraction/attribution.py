"""Who says that an event is so: "officials said", "according to the ministry", "reportedly"."""

from spacy.tokens import Token

from extraction.connections import EventWords
from extraction.draft import Characters
from extraction.lexicon.detail_index import DetailIndex
from extraction.syntax import children, is_verb

_SAID = frozenset({"ccomp", "xcomp", "oprd", "parataxis"})
# From an event up to the clause that is said: other ways, such as "since the invasion", take the event for granted.
_WAYS_UP = frozenset("nsubj nsubjpass dobj attr conj xcomp oprd compound nmod appos agent pobj pcomp".split())
_ASSERTING = frozenset({"in", "by", "of", "during", "at", "as"})
_LONGEST = 25
"""Tokens; a source described at greater length is left to its verb."""
_LONGEST_SOURCE = 16


def add_attributions(words: EventWords, index: DetailIndex) -> None:
    """Give each event the nearest words that say who says so: a source first, then a mere "reportedly"."""
    sources = _sources(words, index)
    for number, event in enumerate(words.events):
        tokens = [event.trigger.head, event.trigger.clause]
        event.attribution = (
            next((found for token in tokens if (found := _governing(token, index)) is not None), None)
            or sources.get(number)
            or next((found for token in tokens if (found := _hedged(token, index)) is not None), None)
        )


def _governing(token: Token, index: DetailIndex) -> Characters | None:
    """The nearest verb of saying over the token, with who says it; "they believed" gives way to a named source."""
    below, of_pronoun = token, None
    for verb in token.ancestors:
        if below == token and (found := _reported(token, verb, index)) is not None:
            return found
        is_accusing = verb.lower_ in index.accusing and below.dep_ == "prep" and below.lower_ in ("of", "for")
        if children(verb, "neg"):
            break
        if is_verb(verb) and (is_accusing or (verb.lower_ in index.reporting and _is_content(below, verb))):
            if not any(subject.tag_ == "PRP" for subject in children(verb, "nsubj")):
                return _saying(verb)
            of_pronoun = of_pronoun or _saying(verb)
        elif not (_leads_up(below)):
            break
        below = verb
    return of_pronoun


def _reported(event: Token, verb: Token, index: DetailIndex) -> Characters | None:
    """ "An explosion is reported", "the army confirms an air strike"."""
    if event.dep_ == "nsubjpass" and verb.lower_ in index.reporting:
        return _saying(verb)
    if event.dep_ == "dobj" and verb.lower_ in index.naming and children(verb, "nsubj"):
        return _saying(verb)
    return None


def _leads_up(token: Token) -> bool:
    """True where what the token hangs on asserts it too."""
    if token.dep_ == "prep":
        return token.lower_ in _ASSERTING
    return token.dep_ in _WAYS_UP or token.dep_ in _SAID


def _is_content(clause: Token, verb: Token) -> bool:
    """True where the clause is what is said; an infinitive is where it is said of somebody ("is said to have")."""
    return clause.dep_ in _SAID and (clause.dep_ != "xcomp" or bool(children(verb, "auxpass", "nsubjpass")))


def _saying(verb: Token) -> Characters:
    """From the source to the verb, whichever comes first; the verb alone where it has no source of its own."""
    doc = verb.doc
    auxiliaries = [child for child in children(verb, "aux", "auxpass") if child.i < verb.i]
    first = min([verb, *auxiliaries], key=lambda t: t.i)
    start, end = first.i, verb.i + 1
    for subject in (token for token in children(verb, "nsubj") if token.tag_ not in ("WDT", "WP")):
        edges = (subject.left_edge.i, subject.right_edge.i + 1)
        if edges[1] <= verb.i and verb.i - edges[0] <= _LONGEST:
            # "Nuclear tests: North Korea warns": a heading is no part of the source.
            headings = [token.i + 1 for token in doc[edges[0] : subject.i] if token.text == ":"]
            start = min(start, max([edges[0], *headings]))
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
            if not nouns or nouns[0].lower_ in index.details.attribution.no_sources:
                continue
            end = min(_end_of_source(nouns[0], start == sentence.start), after + _LONGEST_SOURCE, sentence.end)
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
                if sentence.start <= words.events[number].trigger.head.i < sentence.end:
                    found.setdefault(number, where)
    return found


def _end_of_source(noun: Token, is_first: bool) -> int:
    """The token after the phrase, up to a clause with "which" or "who"; up to a comma where it opens the sentence."""
    ends = [
        token.i
        for token in noun.subtree
        if token.i > noun.i and (token.tag_ in ("WDT", "WP") or (is_first and token.text == ","))
    ]
    return min([noun.right_edge.i + 1, *ends])


def _hedged(token: Token, index: DetailIndex) -> Characters | None:
    """ "reportedly", "alleged" beside the token."""
    words = index.details.attribution
    for child in token.children:
        is_adverb = child.lower_ in words.adverbs and child.dep_ == "advmod"
        if is_adverb or (child.lower_ in words.adjectives and child.dep_ == "amod"):
            return Characters(child.idx, child.idx + len(child))
    return None

"""The larger event in which or for which an event takes place: "on the sidelines of the UN General Assembly"."""

from spacy.tokens import Doc, Token

from extraction.connections import EventWords, led_to, phrase_end
from extraction.draft import Characters
from extraction.lexicon.detail_index import DetailIndex
from schemas.vocabulary import Kind


def add_occasions(words: EventWords, index: DetailIndex) -> None:
    """Give each event of the document the first occasion that is told of it; words that always lead to one go before
    those that lead to one only with certain nouns."""
    found = [lead for s in words.sentences for lead in index.leads.within(words.doc, s.start, s.end)]
    for start, after, is_certain in sorted(found, key=lambda lead: (not lead[2], lead[0])):
        head = led_to(words.doc[after - 1])
        if head is None or head.i < after or not (is_certain or _is_occasion(words.doc[start], head, words, index)):
            continue
        last = words.doc[phrase_end(head) - 1]
        for number in _owners(words, index, words.doc[start], head, is_certain):
            event = words.events[number]
            event.occasion = event.occasion or Characters(words.doc[start].idx, last.idx + len(last))


def beside(doc: Doc, index: DetailIndex) -> dict[int, range]:
    """The noun phrases beside whose events others take place ("on the sidelines of the G20 talks"): from each of their
    tokens to the whole phrase."""
    found: dict[int, range] = {}
    for _, after, _ in index.leads_beside.within(doc, 0, len(doc)):
        head = led_to(doc[after - 1])
        if head is not None and head.i >= after:
            phrase = range(after, _past_abbreviation(doc, phrase_end(head)))
            found.update(dict.fromkeys(phrase, phrase))
    return found


def _past_abbreviation(doc: Doc, end: int) -> int:
    """Past "Leaders Meeting" in "the Asia-Pacific Economic Cooperation (APEC) Leaders Meeting": the parse cuts it."""
    after = end
    while doc[end - 1].text == ")" and after < len(doc) and doc[after].tag_ in ("NNP", "NNPS"):
        after += 1
    return after


def _is_occasion(lead: Token, head: Token, words: EventWords, index: DetailIndex) -> bool:
    with_modifier = f"{head.nbor(-1).lower_} {head.lower_}"
    if index.occasion_nouns & {head.lower_, with_modifier} or (lead.lower_ in index.leads_to_events and words.at(head)):
        return True
    first = head.left_edge.i
    return any(token.lower_ in index.occasion_names for token in words.doc[first : head.i + 1])


def _owners(words: EventWords, index: DetailIndex, first: Token, head: Token, is_certain: bool) -> list[int]:
    """The events that the leading words hang on; not the occasion itself ("at the meeting")."""
    if first.lower_ == "to" and first.dep_ == "aux":
        return words.at(first.head.head) if first.head.dep_ in ("advcl", "xcomp", "acl", "relcl") else []
    inside = () if is_certain else range(first.i + 1, head.i + 1)
    itself = {n for i in inside for n in words.at(words.doc[i])}
    if first.lower_ in index.leads_to_events:  # "met at a conference": told as one, the conference is still where
        itself = {n for n in itself if words.events[n].trigger.head.i > first.i}
    owners = [n for n in words.above(first) if n not in itself]
    if first.lower_ == "for":  # "arrested for illegal assembly" is a charge
        owners = [n for n in owners if words.events[n].kind is not Kind.INCIDENT]
    return owners

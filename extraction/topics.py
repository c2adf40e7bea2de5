"""What an event is about: the topics that the words beside it name, or the sentences that tell what was discussed."""

from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from extraction.draft import Characters, Draft, TopicFinding
from extraction.lexicon.detail_index import DetailIndex
from extraction.names import People
from extraction.syntax import children, is_verb, surface_subjects
from schemas.vocabulary import Kind

_TALKS = frozenset({Kind.MEETING, Kind.VISIT})
# Sentences without an agenda verb between one that tells of a meeting and one that tells what was discussed.
_LONGEST_PAUSE = 2
# Who "discussed" something at the meeting told before, beside those with a name.
_SPEAKERS = frozenset(
    "they he she both leaders sides ministers presidents participants parties officials delegations two president "
    "minister counterparts principals negotiators attendees countries nations secretary chancellor".split()
)  # fmt: skip
_PREMODIFIERS = frozenset({"compound", "amod", "nmod", "nummod", "punct"})
_THROUGH = frozenset("prep pobj dobj pcomp attr oprd conj npadvmod appos nsubj nsubjpass dative advmod".split())


class TopicFinder:
    """The topics of the events of one document."""

    def __init__(self, doc: Doc, words: DetailIndex, people: People, events: list[Draft]) -> None:
        self._doc, self._words, self._people, self._events = doc, words, people, events
        self._beside = words.details.topics.beside
        self._agendas: list[list[tuple[int, int]]] = [[] for _ in events]
        self._read_agendas()

    def topics(self, number: int) -> list[TopicFinding]:
        """The topics of the event with that number, in the order of the text, each with its first words."""
        event = self._events[number]
        regions = [region for i in sorted(event.mentions) for region in self._around(self._doc[i], event.kind)]
        found: dict[str, TopicFinding] = {}
        for start, end in sorted([*regions, *self._agendas[number]]):
            for first, after, topic in self._words.topic_words.within(self._doc, start, end):
                if topic is not None and not self._is_part_of_name(first, after):
                    where = Characters(self._doc[first].idx, self._doc[after - 1].idx + len(self._doc[after - 1]))
                    known = found.get(topic)
                    if known is None or where.start < known.where.start:
                        found[topic] = TopicFinding(topic, where)
        return sorted(found.values(), key=lambda finding: (finding.where.start, finding.topic))

    def _around(self, token: Token, kind: Kind) -> Iterator[tuple[int, int]]:
        """Stretches of the token's sentence in which a word tells what the event is about."""
        if not is_verb(token):
            yield _premodifiers(token)
        for child in token.children:
            if is_verb(child) and child.i > token.i and self._leads_to_matter(child, kind):
                yield child.i, child.right_edge.i + 1
        if kind in _TALKS:
            yield from self._agenda_clauses(token.sent)
        words = self._words
        prepositions = words.topic_prepositions if kind in _TALKS else words.incident_prepositions
        for start, after, _ in prepositions.within(self._doc, token.i + 1, token.sent.end):
            preposition = self._doc[start]
            if preposition.dep_ == "prep" and self._belongs_to(preposition, token):
                yield after, preposition.right_edge.i + 1

    def _leads_to_matter(self, verb: Token, kind: Kind) -> bool:
        """ "talks aimed at", "met to discuss", "protesters demanding"."""
        if kind is Kind.INCIDENT:
            return verb.lower_ in self._words.demands and verb.dep_ in ("acl", "advcl", "xcomp", "relcl", "ccomp")
        if verb.dep_ in ("acl", "relcl") and verb.lower_ in self._words.aims:
            return True
        is_purpose = any(child.lower_ == "to" and child.dep_ == "aux" for child in verb.children)
        return verb.dep_ in ("advcl", "xcomp", "acl", "relcl") and is_purpose

    def _belongs_to(self, preposition: Token, token: Token) -> bool:
        """True where the preposition hangs on the event's words, with no other clause between."""
        current = preposition
        while current.head != current:
            current = current.head
            if current == token:
                return True
            if is_verb(current) or current.dep_ not in _THROUGH:
                return False
        return False

    def _agenda_clauses(self, sentence: Span) -> Iterator[tuple[int, int]]:
        """ "with the debt crisis topping the agenda"."""
        for start, _, _ in self._words.agenda_nouns.within(self._doc, sentence.start, sentence.end):
            verb = next((t for t in self._doc[start].ancestors if is_verb(t)), None)
            if verb is not None:
                described = verb.head.left_edge.i if verb.dep_ == "acl" else verb.left_edge.i
                yield (described, verb.right_edge.i + 1)

    def _is_part_of_name(self, first: int, after: int) -> bool:
        """ "trade minister", "Department of Energy", a person's name."""
        doc = self._doc
        if any(i in self._people.by_token for i in range(first, after)):
            return True
        if after < len(doc) and doc[after].lower_ in self._beside:
            return True
        before = first - 1
        if before > 0 and doc[before].lower_ == "the":
            before -= 1
        return before > 0 and doc[before].lower_ in ("of", "for") and doc[before - 1].lower_ in self._beside

    def _read_agendas(self) -> None:
        """Who is told to discuss something does so at the meeting, or on the visit, that was told last."""
        talks = {i: n for n, event in enumerate(self._events) if event.kind in _TALKS for i in event.mentions}
        if not talks:
            return
        current, pause = None, 0
        for sentence in self._doc.sents:
            said = [region for verb in sentence if (region := self._said(verb)) is not None]
            told = [talks[i] for i in range(sentence.start, sentence.end) if i in talks and not _is_in(i, said)]
            if told:
                meetings = [n for n in told if self._events[n].kind is Kind.MEETING]
                current, pause = (meetings or told)[0], 0
            elif not said:
                pause += 1
            if current is None or pause > _LONGEST_PAUSE:
                continue
            if said:
                pause = 0
                self._agendas[current] += said

    def _said(self, verb: Token) -> tuple[int, int] | None:
        """What stands after a verb of discussing whose subject may have met."""
        if verb.lower_ not in self._words.agenda_verbs or not is_verb(verb):
            return None
        if not any(self._is_speaker(subject) for subject in surface_subjects(verb)):
            return None
        return verb.i + 1, max((child.right_edge.i + 1 for child in verb.children if child.i > verb.i), default=verb.i)

    def _is_speaker(self, token: Token) -> bool:
        return token.lower_ in _SPEAKERS or self._people.at(token) is not None or token.ent_type_ in ("GPE", "PERSON")


def _premodifiers(noun: Token) -> tuple[int, int]:
    """From the first word that describes the noun to the noun itself ("nuclear talks")."""
    first = min((child.left_edge.i for child in children(noun, *_PREMODIFIERS) if child.i < noun.i), default=noun.i)
    return first, noun.i + 1


def _is_in(i: int, regions: list[tuple[int, int]]) -> bool:
    return any(start <= i < end for start, end in regions)

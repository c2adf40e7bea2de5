"""What an event is about: the topics that the words beside it name, or the sentences that tell what was discussed."""

from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from extraction.draft import Characters, Draft, TopicFinding
from extraction.lexicon.index import LexiconIndex
from extraction.names import People
from extraction.syntax import children, is_verb, objects, surface_subjects
from schemas.vocabulary import IncidentType, Kind

_TALKS = frozenset({Kind.MEETING, Kind.VISIT})
# Incidents that somebody means to say something with, or that are justified by something; an attack is about nothing.
_MOTIVATED = frozenset(
    {
        IncidentType.PROTEST,
        IncidentType.SANCTION,
        IncidentType.EXPULSION,
        IncidentType.ARREST,
        IncidentType.CLASH,
    }
)
# Sentences without an agenda verb between one that tells of a meeting and one that tells what was discussed.
_LONGEST_PAUSE = 2
# Who "discussed" something at the meeting told before, beside those with a name.
_SPEAKERS = frozenset(
    "they he she both leaders sides ministers presidents participants parties officials delegations two president "
    "minister counterparts principals negotiators attendees countries nations secretary chancellor".split()
)  # fmt: skip
_FINITE = frozenset({"VB", "VBP", "VBZ", "VBD"})
_LONGEST = 30
"""Tokens after a preposition or verb that still tell the matter."""
_PREMODIFIERS = frozenset({"compound", "amod", "nmod", "nummod", "punct"})
_THROUGH = frozenset("prep pobj dobj pcomp attr oprd conj npadvmod appos nsubj nsubjpass dative advmod".split())


class TopicFinder:
    """The topics of the events of one document."""

    def __init__(self, doc: Doc, index: LexiconIndex, people: People, events: list[Draft]) -> None:
        """The events' occasions must be known."""
        self._doc, self._words, self._people, self._events = doc, index.details, people, events
        self._event_nouns = index.event_nouns
        self._told = {i for event in events for i in event.mentions}
        self._topics = index.details.details.topics
        self._agendas: list[list[tuple[int, int]]] = [[] for _ in events]
        self._read_agendas()

    def topics(self, number: int) -> list[TopicFinding]:
        """The topics of the event with that number, in the order of the text, each with its first words."""
        event = self._events[number]
        words = event.trigger.words
        own = [(words.start, words.end)] if event.kind in _TALKS else []
        regions = own + [region for i in sorted(event.mentions) for region in self._around(self._doc[i], event)]
        found: dict[str, TopicFinding] = {}
        for start, end in sorted([*regions, *self._agendas[number]]):
            for first, after, topic in self._words.topic_words.within(self._doc, start, end):
                where = Characters(self._doc[first].idx, self._doc[after - 1].idx + len(self._doc[after - 1]))
                if topic is None or self._is_something_else(first, after) or _is_inside(where, event):
                    continue
                known = found.get(topic)
                if known is None or where.start < known.where.start:
                    found[topic] = TopicFinding(topic, where)
        return sorted(found.values(), key=lambda finding: (finding.where.start, finding.topic))

    def _around(self, token: Token, event: Draft) -> Iterator[tuple[int, int]]:
        """Stretches of the token's sentence in which a word tells what the event is about."""
        is_talk = event.kind in _TALKS
        if not is_talk and event.incident_type not in _MOTIVATED:
            return
        if not is_verb(token):
            first = _premodifiers(token)
            yield first, token.i + 1 if is_talk else event.trigger.words.start
        for child in token.children:
            if is_verb(child) and child.i > token.i and self._leads_to_matter(child, is_talk):
                yield child.i, child.right_edge.i + 1
        if not is_talk and token.lower_ in self._words.demands:  # "protest the new law"
            yield from ((child.left_edge.i, child.right_edge.i + 1) for child in children(token, "dobj"))
        if is_talk:
            yield from self._agenda_clauses(token.sent)
        prepositions = self._words.topic_prepositions if is_talk else self._words.incident_prepositions
        for start, after, _ in prepositions.within(self._doc, token.i + 1, token.sent.end):
            preposition = self._doc[start]
            if preposition.dep_ == "prep" and self._belongs_to(preposition, token):
                yield after, min(preposition.right_edge.i + 1, after + _LONGEST)
        if not is_talk:
            yield from self._charges(token)

    def _charges(self, token: Token) -> Iterator[tuple[int, int]]:
        """ "on bribery charges", "on suspicion of murder", "men accused of smuggling"."""
        for preposition in children(token, "prep"):
            for noun in children(preposition, "pobj") if preposition.lower_ == "on" else ():
                if noun.lower_ in self._topics.charges:
                    yield preposition.i + 1, min(noun.right_edge.i + 1, noun.i + _LONGEST)
        for held in objects(token) if is_verb(token) else ():
            for verb in children(held, "acl", "relcl"):
                if verb.lower_ in self._topics.accusing_words:
                    yield verb.i + 1, min(verb.right_edge.i + 1, verb.i + _LONGEST)

    def _leads_to_matter(self, verb: Token, is_talk: bool) -> bool:
        """ "talks aimed at", "met to discuss", "protesters demanding"; "met to thank" is courtesy."""
        if not is_talk:
            return verb.lower_ in self._words.demands and verb.dep_ in ("acl", "advcl", "xcomp", "relcl", "ccomp")
        if verb.dep_ in ("acl", "relcl") and verb.lower_ in self._words.aims:
            return True
        is_purpose = any(child.lower_ == "to" and child.dep_ == "aux" for child in verb.children)
        is_courtesy = verb.lower_ in self._words.courtesies
        return verb.dep_ in ("advcl", "xcomp", "acl", "relcl") and is_purpose and not is_courtesy

    def _belongs_to(self, preposition: Token, token: Token) -> bool:
        """True where the preposition hangs on the event's words, with no other clause or event between."""
        current = preposition
        while current.head != current:
            current = current.head
            if current == token:
                return True
            if is_verb(current) or current.dep_ not in _THROUGH or current.i in self._told:
                return False
        return False

    def _agenda_clauses(self, sentence: Span) -> Iterator[tuple[int, int]]:
        """ "with the debt crisis topping the agenda"."""
        for start, _, _ in self._words.agenda_nouns.within(self._doc, sentence.start, sentence.end):
            verb = next((t for t in self._doc[start].ancestors if is_verb(t)), None)
            if verb is not None:
                described = verb.head.left_edge.i if verb.dep_ == "acl" else verb.left_edge.i
                yield (described, verb.right_edge.i + 1)

    def _is_something_else(self, first: int, after: int) -> bool:
        """ "to aid", "trade minister", "Department of Energy", a person's name."""
        doc = self._doc
        if after == first + 1 and doc[first].tag_ in _FINITE and doc[first].dep_ not in _PREMODIFIERS:
            return True
        if any(i in self._people.by_token for i in range(first, after)):
            return True
        if after < len(doc) and doc[after].lower_ in self._topics.beside:
            return True
        before = first - 1
        if before > 0 and doc[before].lower_ == "the":
            before -= 1
        return before > 0 and doc[before].lower_ in ("of", "for") and doc[before - 1].lower_ in self._topics.beside

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
                is_aside = current is not None and not meetings and not any(self._is_main(n, sentence) for n in told)
                current, pause = current if is_aside else (meetings or told)[0], 0
            elif not said:
                pause += 1
            if current is None or pause > _LONGEST_PAUSE:
                continue
            if said:
                pause = 0
                self._agendas[current] += said

    def _is_main(self, number: int, sentence: Span) -> bool:
        """True where the sentence has a verb for the event; "during the visit" only says when something else was."""
        return any(is_verb(self._doc[i]) for i in self._events[number].mentions if sentence.start <= i < sentence.end)

    def _said(self, verb: Token) -> tuple[int, int] | None:
        """What stands after a verb of discussing, or of saying where its subject may have met."""
        is_discussing = verb.lower_ in self._words.discussing
        if not (is_discussing or verb.lower_ in self._words.agenda_verbs) or not is_verb(verb):
            return None
        subjects = surface_subjects(verb)
        if not any(self._is_speaker(subject, is_discussing) for subject in subjects):
            return None
        before = [child.left_edge.i for child in children(verb, "advcl") if child.i < verb.i and child.tag_ == "VBG"]
        end = max((child.right_edge.i + 1 for child in verb.children if child.i > verb.i), default=verb.i + 1)
        return min([verb.i + 1, *before]), end

    def _is_speaker(self, token: Token, is_discussing: bool) -> bool:
        """Somebody who may have met, or the meeting itself ("the talks covered"); anybody discusses."""
        if token.lower_ in _SPEAKERS or token.lower_ in self._event_nouns or self._people.at(token) is not None:
            return True
        return token.ent_type_ in ("GPE", "PERSON") or (is_discussing and token.tag_.startswith("NN"))


def _premodifiers(noun: Token) -> int:
    """The first word that describes the noun ("nuclear talks")."""
    return min((child.left_edge.i for child in children(noun, *_PREMODIFIERS) if child.i < noun.i), default=noun.i)


def _is_in(i: int, regions: list[tuple[int, int]]) -> bool:
    return any(start <= i < end for start, end in regions)


def _is_inside(where: Characters, event: Draft) -> bool:
    """True within the name of the occasion: "at the UN Conference on Trade" tells nothing of the talks there."""
    occasion = event.occasion
    return occasion is not None and occasion.start <= where.start and where.end <= occasion.end

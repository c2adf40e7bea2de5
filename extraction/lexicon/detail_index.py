"""The files of details made ready for matching."""

from collections.abc import Callable, Iterable

from extraction.lexicon.details import Connection, Details
from extraction.lexicon.inflection import plural
from extraction.wording import Wording

Forms = Callable[[Iterable[str]], frozenset[str]]


class DetailIndex:
    """The phrases of all details, and the forms of their verbs. Built once a process."""

    def __init__(self, details: Details, forms: Forms) -> None:
        """`forms` gives every form of the verbs with these lemmas."""
        topics, occasions, relations = details.topics, details.occasions, details.relations
        self.details = details
        self.topic_words: Wording[str | None] = Wording(
            (phrase, meaning)
            for topic in topics.topics
            for entries, meaning in ((topic.unless, None), (topic.words, topic.id))
            for entry in entries
            for phrase in (entry, _plural(entry))
        )
        self.agenda_nouns = Wording((word, True) for word in topics.agenda_nouns)
        self.topic_prepositions = Wording((word, True) for word in topics.prepositions)
        self.incident_prepositions = Wording((word, True) for word in topics.incident_prepositions)
        self.aims, self.demands = forms(topics.aims), forms(topics.demands)
        self.discussing, self.courtesies = forms(topics.discussing_verbs), forms(topics.courtesies)
        self.agenda_verbs = forms(topics.agenda_verbs)
        self.leads: Wording[bool] = Wording(
            [
                *((words, True) for words in (*occasions.leads, *occasions.leads_beside)),
                *((words, False) for words in occasions.leads_to_nouns),
            ]
        )
        self.leads_beside = Wording((words, True) for words in occasions.leads_beside)
        self.leads_to_events = occasions.leads_to_events
        self.occasion_names = frozenset(name.casefold() for name in occasions.names)
        self.occasion_nouns = occasions.nouns | {plural(noun) for noun in occasions.nouns}
        by_words: dict[str, list[Connection]] = {}
        self.connecting_verbs: dict[str, list[tuple[str, Connection]]] = {}
        for connection in relations.connections:
            for words in connection.words:
                by_words.setdefault(words, []).append(connection)
            for verb in connection.verbs:
                first, _, particle = verb.partition(" ")
                for form in forms([first]):
                    self.connecting_verbs.setdefault(form, []).append((particle, connection))
        self.connecting_words: Wording[list[Connection]] = Wording(by_words.items())
        attribution = details.attribution
        self.reporting, self.accusing = forms(attribution.verbs), forms(attribution.accusing_verbs)
        self.naming = forms(attribution.naming_verbs)
        self.sources = Wording((phrase, True) for phrase in attribution.phrases)


def _plural(entry: str) -> str:
    *rest, last = entry.split(" ")
    return " ".join([*rest, plural(last)])

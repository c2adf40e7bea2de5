"""What else the events of an article carry, once it is settled which there are: topics, occasions, claims, relations,
and who says so."""

from datetime import date

from spacy.tokens import Doc

from extraction.attribution import add_attributions
from extraction.claims import add_claims
from extraction.connections import EventWords
from extraction.draft import Draft
from extraction.lexicon.index import LexiconIndex
from extraction.names import People
from extraction.occasions import add_occasions
from extraction.relations import add_relations
from extraction.topics import TopicFinder


def add_details(doc: Doc, events: list[Draft], index: LexiconIndex, people: People, published: date | None) -> None:
    """Add to each event what its article says beyond who, when and where."""
    if not events:
        return
    words = EventWords(doc, events, index.event_nouns)
    add_occasions(words, index.details)
    add_attributions(words, index.details)
    add_relations(words, index.details)
    add_claims(words, index, published)
    topics = TopicFinder(doc, index, people, events)
    for number, event in enumerate(events):
        event.topics = topics.topics(number)

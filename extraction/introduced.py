"""People that a noun phrase names: by its head, by what the head introduces, or by capitals without a label."""

from spacy.tokens import Span, Token

from extraction.actors import Actor, CountryLink, Sort
from extraction.lexicon.models import Lexicon
from extraction.lists import Lists
from extraction.names import People, Person
from extraction.offices import Offices
from extraction.phrases import Phrases
from extraction.syntax import children

NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_PHRASE_LABELS = frozenset({"compound", "nmod", "appos", "conj", "flat", "dep"})
_LONGEST_NAME = 4  # words
_LONGEST_BODY = 10  # words
_SMALL = frozenset({"of", "for", "the", "and", "to", "&", "on", "in", "against"})


class Introduced:
    """Finds the people of noun phrases."""

    def __init__(self, phrases: Phrases, people: People, offices: Offices, lists: Lists, lexicon: Lexicon) -> None:
        self._phrases, self._people, self._offices, self._lists = phrases, people, offices, lists
        self._nouns, self._titles = lexicon.actors, lexicon.offices.titles

    def people_of(self, token: Token) -> list[tuple[Token, Person]]:
        """The people of a noun phrase, wherever the parse hangs them: "President A and Prime Minister B" often
        comes out as one long compound. A path that leaves the phrase (a clause, "with", "for") ends the search."""
        if self._people.at(token) is None and not self._offices.is_office(token) and token.tag_ not in NOUNS:
            return []
        found: dict[str, tuple[Token, Person]] = {}
        stack = [token, *_included(token)]
        while stack:
            current = stack.pop(0)
            if person := self._people.at(current):
                found.setdefault(person.name, (current, person))
            for child in current.children:
                if child.dep_ == "appos" and person and not self._people.at(child):
                    continue  # "A, the son of B" describes A
                if child.dep_ in _PHRASE_LABELS and self._stays_in_phrase(child, current):
                    stack.append(child)
                elif child.dep_ == "prep" and self._offices.is_office(current) and self._offices.names_holder(child):
                    stack.extend(children(child, "pobj"))
        if not found and token.tag_ in ("NNP", "NNPS") and self._offices.is_office(token):
            # "Chief of Cabinet Nicolas Posse": the parse hangs the name on the cabinet.
            named = self._lists.person_after(token.i)
            if named is not None and (person := self._people.at(named)):
                found[person.name] = (named, person)
        return sorted(found.values(), key=lambda pair: pair[0].i)

    def described_by(self, token: Token) -> Person | None:
        """Whom a noun describes: the hostage of "Serge X, a hostage seized in Mali" is he."""
        return self._people.at(token.head) if token.dep_ == "appos" and token.tag_ in ("NN", "NNS") else None

    def unlabelled(self, token: Token) -> Actor | None:
        """Two to four capitalized words that the model gave no label: in these positions, a person."""
        first, doc = token.i, token.doc
        while first > token.sent.start and doc[first - 1].tag_ == "NNP" and doc[first - 1].head.i <= token.i:
            is_other = self._phrases.entity(doc[first - 1]) or self._offices.is_office(doc[first - 1])
            if is_other or token.i - first >= _LONGEST_NAME - 1:
                break
            first -= 1
        phrase = doc[first : token.i + 1]
        words = [t.lower_ for t in phrase]
        if len(phrase) < 2 or self._offices.is_office(token):
            return None
        if words[-1] in self._nouns.state_organs.by_name or words[-1] in self._nouns.bodies:
            return None
        if any(w in self._nouns.structures or w in self._titles for w in words):
            return None
        return Actor(phrase.text, "person", phrase.start_char, phrase.end_char)

    def listed(self, words: Span, country: CountryLink | None) -> Actor | None:
        """A person or body by nothing but its capitals, as lists name them: a short name behind a title, if any, is a
        person's, anything longer or with the word for a body is a body."""
        start = words.start
        while start < words.end and (skip := self._title_at(words, start)):
            start += skip
        name = words.doc[start : words.end]
        if not len(name) or len(name) > _LONGEST_BODY or not all(_is_part_of_name(token) for token in name):
            return None
        words_of_bodies = self._nouns.bodies | self._nouns.state_organs.by_name | _SMALL
        is_body = any(t.lower_ in words_of_bodies for t in name) or not 2 <= len(name) <= _LONGEST_NAME
        if is_body and start > words.start:
            return None
        sort: Sort = "organization" if is_body else "person"
        return Actor(name.text, sort, name.start_char, name.end_char, None if is_body else country)

    def _title_at(self, words: Span, start: int) -> int:
        """How many of the words from here on are an office."""
        for length in range(min(_LONGEST_NAME, words.end - start - 1), 0, -1):
            text = words.doc[start : start + length].text.casefold()
            if text in self._titles or (length == 1 and self._offices.is_office(words.doc[start])):
                return length
        return 0

    def _stays_in_phrase(self, child: Token, head: Token) -> bool:
        """ "the Biden administration" is no mention of Biden; "President Biden" is."""
        if child.dep_ in ("compound", "nmod") and self._people.at(child) and not self._people.at(head):
            return self._offices.is_office(head) or head.lower_ in self._titles
        return True


def _included(token: Token) -> list[Token]:
    """A in "officials, including A"."""
    return [p for child in children(token, "prep") if child.lower_ == "including" for p in children(child, "pobj")]


def _is_part_of_name(token: Token) -> bool:
    return token.text[:1].isupper() or token.lower_ in _SMALL

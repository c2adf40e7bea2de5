"""People of an article: full names from partial ones, and each person's office and country.

A bare surname ("Wang") stands for the only full name of the article that has it ("Wang Yi"); the model's
label of a bare surname is wrong as often as not, the name it repeats is a better witness.
"""

import re
from collections import defaultdict
from dataclasses import dataclass, field, replace

from spacy.tokens import Doc, Span, Token

from extraction.actors import CountryLink
from extraction.gazetteer import Gazetteer
from extraction.lexicon.models import Lexicon
from extraction.syntax import is_verb
from schemas.vocabulary import Inference

WINDOW = 14  # tokens before a name that can still be its title and office
_NAME_SUFFIXES = frozenset({"Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV"})
# What offices are of: never the beginning of a name.
_OFFICE_SUBJECTS = frozenset(
    "national security foreign affairs defense defence finance interior justice trade state homeland economic "
    "health energy press political military general principal special senior assistant under".split()
)  # fmt: skip
_OF_WORDS = frozenset({"of", "for", "to"})


@dataclass
class Person:
    """One person of the article, as far as the article tells."""

    name: str
    country: CountryLink | None = None
    office: str | None = None
    mentions: list[tuple[int, int]] = field(default_factory=list)
    """Token ranges."""


class People:
    """The people of one document, by the tokens that mention them."""

    def __init__(self, doc: Doc, lexicon: Lexicon, gazetteer: Gazetteer) -> None:
        self._lexicon, self._gazetteer = lexicon, gazetteer
        self.by_token: dict[int, Person] = {}
        self.people: list[Person] = []
        full = [span for ent in doc.ents if ent.label_ == "PERSON" and (span := self._bare_name(ent))]
        full += self._titled_names(doc, full)
        by_name: dict[str, Person] = {}
        for span in sorted(full, key=lambda s: (-len(s), s.start)):
            self._place(span, by_name)
        self._find_bare_surnames(doc)
        for person in self.people:
            self._describe(person, doc)
        self._share_countries(doc)

    def at(self, token: Token) -> Person | None:
        """The person that the token is part of a mention of."""
        return self.by_token.get(token.i)

    def with_office(self, office: str) -> list[Person]:
        """The people whose office ends with these words ("president")."""
        return [p for p in self.people if p.office and p.office.casefold().endswith(office.casefold())]

    def _bare_name(self, ent: Span) -> Span | None:
        """The entity without titles, possessive and quotes; with a following "Jr."."""
        doc, start, end = ent.doc, ent.start, ent.end
        while start < end and (
            doc[start].lower_ in self._lexicon.offices.titles
            or doc[start].text in self._gazetteer.country_by_adjective
            or (self._gazetteer.country_by_name.get(doc[start].text) and end - start > 2)
            or not doc[start].text[0].isalpha()
        ):
            start += 1
        while end > start and (doc[end - 1].tag_ == "POS" or not doc[end - 1].text[0].isalnum()):
            end -= 1
        if end < len(doc) and doc[end].text in _NAME_SUFFIXES:
            end += 1
        elif end + 1 < len(doc) and doc[end].text == "," and doc[end + 1].text in _NAME_SUFFIXES:
            end += 2
        if start >= end or not any(token.text[0].isupper() for token in doc[start:end]):
            return None
        return doc[start:end]

    def _titled_names(self, doc: Doc, found: list[Span]) -> list[Span]:
        """Capitalized runs right after a title that the model took for none ("President of Peru Ollanta Humala")."""
        taken = {i for span in found for i in range(span.start, span.end)}
        names = []
        for token in doc:
            start = token.i + 1
            if token.lower_ not in self._lexicon.offices.titles or not token.text[0].isupper() or start >= len(doc):
                continue
            if doc[start].lower_ == "of" and start + 1 < len(doc) and self._is_country(doc[start + 1]):
                start += 2
            end = start
            while end < len(doc) and end not in taken and doc[end].tag_ == "NNP" and not self._is_name_end(doc[end]):
                end += 1
            if 1 <= end - start <= 4 and (end - start > 1 or doc[end - 1].ent_type_ in ("", "PERSON")):
                names.append(doc[start:end])
        return names

    def _is_name_end(self, token: Token) -> bool:
        titles = self._lexicon.offices.titles
        following = f"{token.lower_} {token.nbor().lower_}" if token.i + 1 < len(token.doc) else ""
        if self._is_country(token) or self._is_office_word(token) or token.lower_ in titles or following in titles:
            return True
        return token.ent_type_ == "ORG" or token.lower_ in _OFFICE_SUBJECTS

    def _place(self, span: Span, by_name: dict[str, Person]) -> None:
        """Add a mention to the person of that name, or to the only longer name that contains it."""
        words = {t.lower_ for t in span if t.text[0].isalnum()}
        person = by_name.get(span.text)
        if person is None:
            holders = [p for p in self.people if words <= {w.strip(",").lower() for w in p.name.split()}]
            person = holders[0] if len(holders) == 1 else None
        if person is None:
            person = Person(span.text)
            by_name[span.text] = person
            self.people.append(person)
        self._mention(person, span.start, span.end)

    def _mention(self, person: Person, start: int, end: int) -> None:
        person.mentions.append((start, end))
        for i in range(start, end):
            self.by_token[i] = person

    def _find_bare_surnames(self, doc: Doc) -> None:
        """Capitalized words that repeat one part of exactly one full name, whatever the model called them."""
        owners: dict[str, set[str]] = defaultdict(set)
        by_name = {person.name: person for person in self.people}
        for person in self.people:
            parts = [w for w in person.name.replace(",", "").split() if w not in _NAME_SUFFIXES]
            if len(parts) > 1:
                for part in (parts[0], parts[-1]):
                    owners[part].add(person.name)
        for token in doc:
            if token.i in self.by_token or token.tag_ not in ("NNP", "NNPS") or len(owners[token.text]) != 1:
                continue
            if token.text in self._gazetteer.country_by_name or _inside_longer_name(token):
                continue
            self._mention(by_name[next(iter(owners[token.text]))], token.i, token.i + 1)

    def _describe(self, person: Person, doc: Doc) -> None:
        """Office and country from the words around each mention; the first that tells wins."""
        for start, end in sorted(person.mentions):
            office, country = self._before(doc, start)
            after_office, after_country = self._after(doc, end)
            person.office = person.office or office or after_office
            person.country = person.country or country or after_country
        if person.country is None and person.office:
            self._country_of_fixed_office(person, doc)

    def _before(self, doc: Doc, start: int) -> tuple[str | None, CountryLink | None]:
        """ "US Secretary of State" before "Antony Blinken": the office and the country."""
        first = start
        sentence_start = doc[start].sent.start if start < len(doc) else 0
        while first > max(sentence_start, start - WINDOW) and self._may_be_title(doc, first - 1):
            first -= 1
        window = doc[first:start]
        office = self._office(window)
        country = self._last_country(window)
        if office is None and country is not None and not self._touches(window, country):
            country = None
        return office, country

    def _share_countries(self, doc: Doc) -> None:
        """Officials named in one breath serve one state: "President Xi, along with ... Foreign Minister Qin Gang"."""
        for person in self.people:
            if person.country is None and person.office:
                start = min(person.mentions)[0]
                before = [p for i in range(doc[start].sent.start, start) if (p := self.by_token.get(i)) and p.country]
                joined = doc[max(doc[start].sent.start, start - 8) : start]
                if before and any(t.lower_ in ("and", ",") for t in joined) and not any(is_verb(t) for t in joined):
                    person.country = before[-1].country and replace(before[-1].country, inference=Inference.CONTEXT)

    def _may_be_title(self, doc: Doc, i: int) -> bool:
        token = doc[i]
        if i in self.by_token:
            return False
        if token.lower_ in _OF_WORDS:
            return i > 0 and self._is_office_word(doc[i - 1])
        return token.tag_ in ("NN", "NNS", "NNP", "NNPS", "JJ", "POS") or token.lower_ in ("the", "-", "’s")

    def _is_office_word(self, token: Token) -> bool:
        offices = self._lexicon.offices
        word = token.lower_.removesuffix("s")
        return word in offices.titles or word in offices.heads

    def _office(self, window: Span) -> str | None:
        """The words of the window from its first office word on, without the country."""
        hits = [t.i for t in window if self._is_office_word(t)]
        if not hits:
            return None
        doc, first = window.doc, hits[0]
        while (
            first > window.start and doc[first - 1].tag_ in ("NN", "NNP", "JJ") and not self._is_country(doc[first - 1])
        ):
            first -= 1
        return doc[first : window.end].text.strip(" ,")

    def _is_country(self, token: Token) -> bool:
        return (
            token.text in self._gazetteer.country_by_adjective
            or token.text in self._gazetteer.country_by_name
            or token.ent_type_ in ("GPE", "NORP")
        )

    def _last_country(self, window: Span) -> CountryLink | None:
        return max(country_links(window, self._gazetteer), key=lambda link: link.start or 0, default=None)

    @staticmethod
    def _touches(window: Span, country: CountryLink) -> bool:
        return country.end is not None and window.end_char - country.end <= 1 and len(window) <= 2

    def _after(self, doc: Doc, end: int) -> tuple[str | None, CountryLink | None]:
        """ ", the Prime Minister of Greece," or " of Sweden" after a name."""
        if end + 1 < len(doc) and doc[end].lower_ == "of":
            links = country_links(doc[end + 1 : min(end + 6, doc[end].sent.end)], self._gazetteer)
            near = [link for link in links if link.start is not None and link.start - doc[end].idx <= 8]
            return None, near[0] if near else None
        if end + 1 < len(doc) and doc[end].text == ",":
            stop = end + 1
            limit = min(doc[end].sent.end, end + WINDOW)
            while stop < limit and doc[stop].text not in (",", ".", ";", "and") and not doc[stop].tag_.startswith("VB"):
                stop += 1
            window = doc[end + 1 : stop]
            if len(window) and not any(i in self.by_token for i in range(window.start, window.end)):
                office = self._office(window)
                if office:
                    return office, next(iter(country_links(window, self._gazetteer)), None)
        return None, None

    def _country_of_fixed_office(self, person: Person, doc: Doc) -> None:
        office = (person.office or "").casefold()
        for code, offices in self._lexicon.offices.fixed.items():
            if any(office.endswith(fixed) for fixed in offices):
                start, _ = min(person.mentions)
                person.country = CountryLink(code, Inference.OFFICE, *_office_characters(doc, start, office))
                return


def country_links(window: Span, gazetteer: Gazetteer) -> list[CountryLink]:
    """The countries that a stretch of text names, by name or adjective, in order; longest names first."""
    links, i, doc = [], window.start, window.doc
    while i < window.end:
        for length in range(min(5, window.end - i), 0, -1):
            span = doc[i : i + length]
            name = span.text
            code = gazetteer.country_by_name.get(name) or gazetteer.country_by_adjective.get(name)
            if code is None and length == 1 and span.text in ("U.S", "U.K"):
                code = {"U.S": "USA", "U.K": "GBR"}[span.text]
            if code is None and length == 1:
                links += _joined_countries(span, gazetteer)
            if code:
                links.append(CountryLink(code, Inference.COUNTRY_NAME, span.start_char, span.end_char))
                i += length - 1
                break
        i += 1
    return links


def _joined_countries(token: Span, gazetteer: Gazetteer) -> list[CountryLink]:
    """Both countries of "U.S.-Russia" and "Israeli–Palestinian"."""
    links, offset = [], token.start_char
    parts = re.split("[-–—]", token.text)
    if len(parts) < 2:
        return []
    for part in parts:
        code = gazetteer.country_by_name.get(part) or gazetteer.country_by_adjective.get(part)
        if code is None:
            return []
        links.append(CountryLink(code, Inference.COUNTRY_NAME, offset, offset + len(part)))
        offset += len(part) + 1
    return links


def _office_characters(doc: Doc, name_start: int, office: str) -> tuple[int | None, int | None]:
    before = doc[max(0, name_start - WINDOW) : name_start].text
    at = before.casefold().rfind(office)
    if at < 0:
        return None, None
    offset = doc[max(0, name_start - WINDOW)].idx + at
    return offset, offset + len(office)


def _inside_longer_name(token: Token) -> bool:
    """True where the word is part of a longer name ("Biden" in "Biden Institute")."""
    ents = [ent for ent in token.doc.ents if ent.start <= token.i < ent.end]
    return bool(ents) and len(ents[0]) > 1 and ents[0].label_ != "PERSON"

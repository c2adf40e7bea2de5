"""People of an article: full names from partial ones, and each person's office and country.

A bare surname ("Wang") stands for the only full name of the article that has it ("Wang Yi"); the model's
label of a bare surname is wrong as often as not, the name it repeats is a better witness.
"""

from collections import defaultdict
from dataclasses import dataclass, field, replace

from spacy.tokens import Doc, Span, Token

from extraction.actors import CountryLink
from extraction.country_words import country_links
from extraction.gazetteer import Gazetteer
from extraction.lexicon.models import Lexicon
from extraction.name_spans import NAME_SUFFIXES, NameSpans, without_nickname
from extraction.syntax import is_verb
from extraction.title_people import Titled, speaker, titled_people
from extraction.titles import WINDOW, TitleReader
from schemas.vocabulary import Inference

__all__ = ["People", "Person", "country_links"]


_SHORT_FORM = 4  # letters


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

    def __init__(self, doc: Doc, lexicon: Lexicon, gazetteer: Gazetteer, title: str = "") -> None:
        self._lexicon, self._gazetteer = lexicon, gazetteer
        self.by_token: dict[int, Person] = {}
        self.people: list[Person] = []
        spans = NameSpans(lexicon, gazetteer)
        by_name: dict[str, Person] = {}
        for span in sorted(spans.find(doc), key=lambda s: (-len(s), s.start)):
            self._place(span, by_name)
        self._find_bare_surnames(doc)
        titles = TitleReader(doc, spans, gazetteer, self.by_token)
        for person in self.people:
            self._describe(person, doc, titles)
        self._share_countries(doc)
        self.of_title = [self._titled(each) for each in titled_people(title, lexicon.offices.titles)]
        said_by = speaker(title, doc.text, lexicon.offices.titles)
        self.speaker = self._titled(said_by) if said_by is not None else None
        """Who says "I"."""
        self.by_name = {person.name: person for person in self.people}

    def at(self, token: Token) -> Person | None:
        """The person that the token is part of a mention of."""
        return self.by_token.get(token.i)

    def with_office(self, office: str) -> list[Person]:
        """The people who hold this office ("president": no vice or former president)."""
        return [p for p in self.people if p.office and _is_office(p.office.casefold(), office.casefold())]

    def _place(self, span: Span, by_name: dict[str, Person]) -> None:
        """Add a mention to the person of that name, or to the only longer name that contains it."""
        name = without_nickname(" ".join(span.text.split()))
        words = _words(name)
        person = by_name.get(name)
        if person is None:
            holders = [p for p in self.people if words <= _words(p.name) or _is_same_person(name, p.name)]
            person = holders[0] if len(holders) == 1 else None
        if person is None:
            person = Person(name)
            by_name[name] = person
            self.people.append(person)
        self._mention(person, span.start, span.end)

    def _titled(self, titled: Titled) -> Person:
        """The person whom the title names, who may be nowhere named in the text."""
        words = _words(titled.name)
        same = [p for p in self.people if words <= _words(p.name) or _is_same_person(titled.name, p.name)]
        if len(same) != 1:
            same = [Person(titled.name)]
            self.people.append(same[0])
        same[0].office = same[0].office or titled.office
        return same[0]

    def _mention(self, person: Person, start: int, end: int) -> None:
        person.mentions.append((start, end))
        for i in range(start, end):
            self.by_token[i] = person

    def _find_bare_surnames(self, doc: Doc) -> None:
        """Capitalized words that repeat one part of a full name, whatever the model called them.

        Where two people share it ("Trump"), the one named last before.
        """
        owners: dict[str, list[Person]] = defaultdict(list)
        for person in self.people:
            parts = [w for w in person.name.replace(",", "").split() if w not in NAME_SUFFIXES]
            if len(parts) > 1:
                # Of three names and more each can be the surname: "Rodrigo Chaves Robles", "Luiz Inácio Lula da Silva".
                for part in {parts[0], *(p for p in parts[1:] if len(p) > 2 and p[0].isupper())}:
                    owners[part].append(person)
        inside = {i for ent in doc.ents if len(ent) > 1 and ent.label_ != "PERSON" for i in range(ent.start, ent.end)}
        for token in doc:
            if token.i in self.by_token or token.tag_ not in ("NNP", "NNPS") or token.text not in owners:
                continue
            # "Biden Institute" is no mention of Biden.
            if token.text in self._gazetteer.country_by_name or token.i in inside:
                continue
            candidates = owners[token.text]
            if len(candidates) > 1:
                candidates = [max(candidates, key=lambda p: _last_before(p, token.i))]
            self._mention(candidates[0], token.i, token.i + 1)

    def _describe(self, person: Person, doc: Doc, titles: TitleReader) -> None:
        """Office and country from the words around each mention; the first that tells wins."""
        for start, end in sorted(person.mentions):
            office, country = titles.before(start)
            after_office, after_country = titles.after(end)
            person.office = person.office or office or after_office
            person.country = person.country or country or after_country
        if person.country is None and person.office:
            self._country_of_fixed_office(person, doc)

    def _share_countries(self, doc: Doc) -> None:
        """Officials named in one breath serve one state: "President Xi, along with ... Foreign Minister Qin Gang"."""
        for person in self.people:
            if person.country is None and person.office and person.mentions:
                start = min(person.mentions)[0]
                before = [p for i in range(doc[start].sent.start, start) if (p := self.by_token.get(i)) and p.country]
                joined = doc[max(doc[start].sent.start, start - 8) : start]
                if before and any(t.lower_ in ("and", ",") for t in joined) and not any(is_verb(t) for t in joined):
                    person.country = before[-1].country and replace(before[-1].country, inference=Inference.CONTEXT)

    def _country_of_fixed_office(self, person: Person, doc: Doc) -> None:
        office = (person.office or "").casefold()
        for code, offices in self._lexicon.offices.fixed.items():
            if any(f" {fixed} " in f" {office} " for fixed in offices):
                start, _ = min(person.mentions)
                person.country = CountryLink(code, Inference.OFFICE, *_office_characters(doc, start, office))
                return


def _last_before(person: Person, i: int) -> int:
    return max((start for start, _ in person.mentions if start < i), default=-1)


def _words(name: str) -> set[str]:
    return {word.strip(",").lower() for word in name.split()}


def _is_same_person(shorter: str, longer: str) -> bool:
    """ "Joe Biden" and "Joseph R. Biden, Jr.": one surname, and first names that begin alike."""
    a, b = ([w for w in name.replace(",", "").split() if w not in NAME_SUFFIXES] for name in (shorter, longer))
    if len(a) < 2 or len(b) < 2 or a[-1] != b[-1] or len(a[0]) < 3:
        return False
    # "Joe" shortens "Joseph"; "Herman" and "Helena" are two.
    is_short = min(len(a[0]), len(b[0])) <= _SHORT_FORM
    return a[0][:2] == b[0][:2] if is_short else a[0][:3] == b[0][:3]


def _is_office(held: str, asked: str) -> bool:
    held = held.removeprefix("the ")
    if held == asked or held.startswith((f"{asked} of ", f"{asked} for ")):
        return True
    before = held.removesuffix(asked).split() if held.endswith(f" {asked}") else []
    return bool(before) and not any(w in ("vice", "deputy", "former", "ex", "assistant", "acting") for w in before)


def _office_characters(doc: Doc, name_start: int, office: str) -> tuple[int | None, int | None]:
    before = doc[max(0, name_start - WINDOW) : name_start].text
    at = before.casefold().rfind(office)
    if at < 0:
        return None, None
    offset = doc[max(0, name_start - WINDOW)].idx + at
    return offset, offset + len(office)

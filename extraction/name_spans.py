"""The stretches of a document that are people's names: what the model found, mended by what stands around it.

The model cuts names at initials, particles and nicknames ("J. Blinken" of "Antony J. Blinken"), takes titles into
them ("Majesty King Abdullah"), and calls names after a title or beside an office bodies or places.
"""

import re
from collections import Counter
from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from extraction.gazetteer import Gazetteer
from extraction.lexicon.models import Lexicon

NAME_SUFFIXES = frozenset({"Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV", "VI", "VIII"})
# What offices are of: never the beginning of a name.
OFFICE_SUBJECTS = frozenset(
    "national security foreign affairs defense defence finance interior justice trade state homeland economic "
    "health energy press political military general principal special senior assistant under labor labour commerce "
    "treasury agriculture transportation education environment culture information planning recovery response "
    "external housing urban veterans small armed forces cabinet staff science technology industry tourism religious "
    "women children youth human social public international global cyber emerging technologies cooperation "
    "development".split()
)  # fmt: skip
LONGEST_TITLE = 4  # words
_LONG_SURNAME = 5  # letters: shorter ones are often words or given names
_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "poss", "conj"})
_INITIAL = re.compile(r"^[A-Z]\.?$")
_PARTICLE_NAME = re.compile(r"^(?:[Aa]l|[Ee]l|[Aa]s|[Aa]n|[Aa]r|[Aa]d|[Aa]sh|[Aa]z|[Aa]t|bin|ul|ur)-[A-Z]")
_PARTICLES = frozenset("al bin ibn ben abu van von de del della di da dos el la le bint".split())
_QUOTES = frozenset({'"', "“", "”", "``", "''"})
_NICKNAME = re.compile(r"\s*[\"“(][^\"”)]*[\"”)]?\s*")


class NameSpans:
    """Finds full names and bare surnames that the text or the model marks as people's."""

    def __init__(self, lexicon: Lexicon, gazetteer: Gazetteer) -> None:
        self._titles, self._heads = lexicon.offices.titles, lexicon.offices.heads
        self._bodies = lexicon.actors.bodies | lexicon.actors.structures | lexicon.actors.state_organs.by_name
        self._known = lexicon.organization_by_name
        self._surnames = lexicon.offices.holders_of_surname
        self._gazetteer = gazetteer

    def find(self, doc: Doc) -> list[Span]:
        """The names of a document, none overlapping another."""
        found = [span for ent in doc.ents if ent.label_ == "PERSON" for span in self._of_entity(ent)]
        taken = {i for span in found for i in range(span.start, span.end)}
        for span in (*self._after_titles(doc, taken), *self._beside_offices(doc, taken), *self._of_holders(doc, taken)):
            if not taken.intersection(range(span.start, span.end)):
                taken.update(range(span.start, span.end))
                found.append(span)
        return list(_joined(sorted((self._grown(span, taken) for span in found), key=lambda s: s.start)))

    def is_office_word(self, token: Token) -> bool:
        """True for a word that names an office or its holder, in the singular or plural."""
        word = token.lower_
        return any(w in self._titles or w in self._heads for w in (word, word.removesuffix("s")))

    def is_country(self, token: Token) -> bool:
        """True for the name of a state or place, or its adjective."""
        return (
            token.text in self._gazetteer.country_by_adjective
            or token.text in self._gazetteer.country_by_name
            or token.ent_type_ in ("GPE", "NORP")
        )

    def _of_entity(self, ent: Span) -> Iterator[Span]:
        """The entity in pieces, cut where a line ends, and in lists where the next item begins."""
        start = ent.start
        for i in range(ent.start, ent.end + 1):
            if i == ent.end or ent.doc[i].is_space or _begins_item(ent.doc[i]):
                if i > start and (span := self._bare(ent.doc[start:i])) is not None:
                    yield span
                start = i + 1

    def _bare(self, span: Span) -> Span | None:
        """The name without titles, possessive and quotes."""
        doc, start, end = span.doc, span.start, span.end
        while start < end and (skip := self._no_name(doc, start, end)):
            start += skip
        while end > start and (doc[end - 1].tag_ == "POS" or not doc[end - 1].text[0].isalnum()):
            end -= 1
        if start >= end or not any(token.text[0].isupper() for token in doc[start:end]):
            return None
        if doc[end - 1].lower_ in self._bodies or doc[start:end].text.casefold() in self._known:
            return None  # "Communist Party"
        if end - start == 1 and doc[start].lower_ in OFFICE_SUBJECTS:
            return None
        return doc[start:end]

    def _no_name(self, doc: Doc, start: int, end: int) -> int:
        """How many of the next tokens are a title, a country or no word."""
        for length in range(min(LONGEST_TITLE, end - start), 0, -1):
            if doc[start : start + length].text.casefold() in self._titles:
                return length
        token = doc[start]
        foreign = token.text in self._gazetteer.country_by_adjective
        state = token.text in self._gazetteer.country_by_name and end - start > 2
        return int(foreign or state or token.lower_ in self._heads or not token.text[0].isalpha())

    def _after_titles(self, doc: Doc, taken: set[int]) -> Iterator[Span]:
        """Capitalized runs right after a title that the model took for none ("President of Peru Ollanta Humala")."""
        for token in doc:
            start = token.i + 1
            if token.lower_ not in self._titles or not token.text[0].isupper() or start >= len(doc):
                continue
            if doc[start].lower_ in ("of", "for") and start + 1 < len(doc):
                start = self._past_country(doc, start + 1) or self._past_portfolio(doc, start + 1) or start
            end = start
            cut = start < len(doc) and doc[start].ent_iob_ == "I"  # the label runs over from the portfolio
            while end < len(doc) and end not in taken and doc[end].tag_ == "NNP" and not self._ends_name(doc, end, cut):
                end += 1
            if end < len(doc) and end in taken and end > start:
                continue  # the words before a name that the model found
            single = end - start == 1 and self._may_be_surname(doc[start], token)
            if single or 2 <= end - start <= 4:
                yield doc[start:end]

    def _past_country(self, doc: Doc, start: int) -> int | None:
        first = start + 1 if doc[start].lower_ == "the" else start
        for length in range(min(5, len(doc) - first), 0, -1):
            if doc[first : first + length].text in self._gazetteer.country_by_name:
                return first + length
        return None

    def _past_portfolio(self, doc: Doc, start: int) -> int | None:
        """Behind "Foreign Affairs", "Defence and Security" of a minister."""
        end = start
        while end < len(doc) and (doc[end].lower_ in OFFICE_SUBJECTS or (end > start and doc[end].lower_ == "and")):
            end += 1
        return end if start < end < len(doc) else None

    def _may_be_surname(self, token: Token, title: Token) -> bool:
        if token.ent_type_ in ("", "PERSON"):
            return True
        # "President Tinubu", "Mr. Finer": the title outweighs the model's guess of a place or body.
        return (
            title.lower_ in self._heads
            and token.text.casefold() not in self._known
            and token.text not in self._gazetteer.country_by_seat
            and token.i + 1 < len(token.doc)
            and token.nbor().tag_ not in ("NNP", "NNPS", "POS")
            and token.nbor().lower_ != "of"
        )

    def _ends_name(self, doc: Doc, i: int, mislabelled: bool = False) -> bool:
        token = doc[i]
        pair = doc[i : i + 2].text.casefold()
        if self.is_office_word(token) or pair in self._titles or token.lower_ in self._bodies:
            return True
        if token.text in self._gazetteer.country_by_name or token.text in self._gazetteer.country_by_adjective:
            return True
        if token.ent_type_ in ("GPE", "NORP", "ORG") and not mislabelled:
            # One word with such a label may be a surname; a longer run is what the label says.
            alone = token.ent_iob_ == "B" and (i + 1 == len(doc) or doc[i + 1].ent_iob_ != "I")
            return not alone or token.text.casefold() in self._known
        return token.lower_ in OFFICE_SUBJECTS

    def _beside_offices(self, doc: Doc, taken: set[int]) -> Iterator[Span]:
        """Names set beside an office, whatever the model called them ("the President of Chile, Gabriel Boric")."""
        for token in doc:
            if token.dep_ != "appos" or token.tag_ != "NNP" or token.i in taken or not self.is_office_word(token.head):
                continue
            start = token.i
            while start - 1 > token.head.i and doc[start - 1].tag_ == "NNP" and doc[start - 1].head == token:
                start -= 1
            words = doc[start : token.i + 1]
            is_name = 2 <= len(words) <= 4 and doc[start - 1].text == "," and self._bare(words) == words
            if is_name and not any(self._is_state(t) for t in words):
                yield words

    def _of_holders(self, doc: Doc, taken: set[int]) -> Iterator[Span]:
        """Surnames that news uses alone, of holders of the highest offices ("Zelenskyy visits Paris")."""
        for token in doc:
            known = token.tag_ == "NNP" and token.lower_ in self._surnames and len(token) >= _LONG_SURNAME
            if not known or token.i in taken or token.dep_ not in _ARGUMENTS or not _stands_alone(token):
                continue
            if self._gazetteer.place(token.text) is None:
                yield doc[token.i : token.i + 1]

    def _is_state(self, token: Token) -> bool:
        return (
            token.text in self._gazetteer.country_by_name
            or token.text in self._gazetteer.country_by_adjective
            or token.lower_ in OFFICE_SUBJECTS
        )

    def _grown(self, span: Span, taken: set[int]) -> Span:
        """The name with what the model left outside: what stands before an initial, what follows in capitals."""
        doc, start, end = span.doc, span.start, span.end
        while start > doc[span.start].sent.start and start - 1 not in taken and self._leads(doc, start):
            start -= 1
        while (step := self._follows(doc, start, end, taken)) and end - start < 7:
            end += step
        if end < len(doc) and doc[end].text in NAME_SUFFIXES:
            end += 1
        elif end + 1 < len(doc) and doc[end].text == "," and doc[end + 1].text in NAME_SUFFIXES:
            end += 2
        return doc[start:end]

    def _leads(self, doc: Doc, start: int) -> bool:
        first, before = doc[start], doc[start - 1]
        cut = _INITIAL.match(first.text) or first.lower_.split("-")[0] in _PARTICLES or first.lower_ in _PARTICLES
        return bool(cut) and before.tag_ == "NNP" and not self._ends_name(doc, start - 1)

    def _follows(self, doc: Doc, start: int, end: int, taken: set[int]) -> int:
        """How many of the following tokens belong to the name."""
        if end >= len(doc):
            return 0
        if doc[end].text in _QUOTES:
            open_quote = sum(t.text in _QUOTES for t in doc[start:end]) % 2 == 1
            step = 1 if open_quote else 3 if end + 2 < len(doc) and doc[end + 2].text in _QUOTES else 0
            rest = end + step
            return step + 1 if step and rest < len(doc) and _is_name_word(doc[rest]) and doc[end - 1].i >= start else 0
        if end not in taken and _PARTICLE_NAME.match(doc[end].text):
            return 1  # "al-Hadi", whatever the tagger made of it
        if end + 1 < len(doc) and _is_name_word(doc[end]) and _PARTICLE_NAME.match(doc[end + 1].text):
            return 2
        if end in taken or not _is_name_word(doc[end]) or doc[end].ent_type_ not in ("", "PERSON"):
            return 0
        joined = doc[end].head.i in range(start, end) or any(t.head.i == end for t in doc[start:end])
        return int(joined and not self._ends_name(doc, end) and not self._runs_into_body(doc, end))

    def _runs_into_body(self, doc: Doc, i: int) -> bool:
        """True where the capitals run on to a body or thing ("Biden Institute", "Obama White House")."""
        while i < len(doc) and doc[i].tag_ in ("NNP", "NNPS", "NN", "NNS"):
            if doc[i].lower_ in self._bodies or doc[i].ent_type_ in ("ORG", "FAC", "GPE", "LAW", "EVENT"):
                return True
            i += 1
        return False


def without_nickname(text: str) -> str:
    """ "Matiu "Matt" Ratana" as "Matiu Ratana"."""
    return _NICKNAME.sub(" ", text).strip(" ,")


def _begins_item(token: Token) -> bool:
    """A dash that stands free, a bullet or a number: no part of a name."""
    return token.is_digit or token.text in ("•", "|") or (token.text in ("-", "–", "—") and _stands_free(token))


def _stands_free(token: Token) -> bool:
    return bool(token.whitespace_) and token.i > 0 and bool(token.nbor(-1).whitespace_ or token.nbor(-1).is_space)


def _stands_alone(token: Token) -> bool:
    """No word of a longer name."""
    doc, i = token.doc, token.i
    beside = [doc[n] for n in (i - 1, i + 1) if 0 <= n < len(doc)]
    inside = token.ent_iob_ == "I" or (token.ent_iob_ == "B" and i + 1 < len(doc) and doc[i + 1].ent_iob_ == "I")
    return not inside and not any(word.tag_ in ("NNP", "NNPS") for word in beside)


def _is_name_word(token: Token) -> bool:
    return token.tag_ == "NNP" and any(c.isupper() for c in token.text) and not token.is_space


def _joined(spans: list[Span]) -> Iterator[Span]:
    """Two pieces side by side are one name ("José Adolfo", "Macías Villamar"), unless each also stands alone."""
    times = Counter(span.text for span in spans)
    current: Span | None = None
    for span in spans:
        if current is not None and span.start <= current.end:
            apart = span.start == current.end and times[current.text] > 1 and len(current) > 1
            if not apart:
                if span.end > current.end:
                    current = span.doc[current.start : span.end]
                continue
        if current is not None:
            yield current
        current = span
    if current is not None:
        yield current

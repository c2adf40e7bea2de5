"""What the words around a name say of the person: office and country, before the name and after it."""

from collections.abc import Container

from spacy.tokens import Doc, Span, Token

from extraction.actors import CountryLink
from extraction.country_words import country_links
from extraction.gazetteer import Gazetteer
from extraction.name_spans import NameSpans
from schemas.vocabulary import Inference

WINDOW = 14  # tokens beside a name that can still be its title and office
_LINKS = frozenset({"of", "for", "to"})
_NOUNS = ("NN", "NNS", "NNP", "NNPS", "JJ", "POS")
_ENDS = frozenset({",", ".", ";", "(", ")", "—", "–"})


class TitleReader:
    """Reads offices and countries beside names. `taken` holds the tokens that are people's names."""

    def __init__(self, doc: Doc, spans: NameSpans, gazetteer: Gazetteer, taken: Container[int]) -> None:
        self._doc, self._spans, self._gazetteer, self._taken = doc, spans, gazetteer, taken

    def before(self, start: int) -> tuple[str | None, CountryLink | None]:
        """ "US Secretary of State" before "Antony Blinken", "Bolivia's interior minister," before a name."""
        doc = self._doc
        if start >= len(doc):
            return None, None
        end = start
        if start > 1 and doc[start - 1].text == "," and self._spans.is_office_word(doc[start - 2]):
            end = start - 1
        first = end
        while first > max(doc[start].sent.start, end - WINDOW) and self._may_be_title(first - 1):
            first -= 1
        window = doc[first:end]
        office = self._office(window)
        country = max(country_links(window, self._gazetteer), key=lambda link: link.start or 0, default=None)
        if country is None:
            country = self._seat(window)
        if office is None and country is not None and not self._describes(window, country):
            country = None
        return office, country

    def after(self, end: int) -> tuple[str | None, CountryLink | None]:
        """ ", the Prime Minister of Greece," or " of Sweden" or ", a French hostage" after a name."""
        doc = self._doc
        if end + 1 >= len(doc):
            return None, None
        if doc[end].lower_ == "of":
            links = country_links(doc[end + 1 : min(end + 6, doc[end].sent.end)], self._gazetteer)
            near = [link for link in links if link.start is not None and link.start - doc[end].idx <= 8]
            return None, near[0] if near else None
        if doc[end].text not in (",", "("):
            return None, None
        window = self._apposition(end + 1)
        if not len(window) or any(i in self._taken for i in range(window.start, window.end)):
            return None, None
        office = self._office(window)
        country = next(iter(country_links(window, self._gazetteer)), None)
        if office is None and window[0].tag_ != "DT" and not (country and len(window) <= 2):
            return None, None
        return office, country

    def _apposition(self, start: int) -> Span:
        """The words after a comma up to where the description ends."""
        doc, stop = self._doc, start
        limit = min(doc[start].sent.end, start + WINDOW)
        while stop < limit and doc[stop].text not in _ENDS and not doc[stop].tag_.startswith("VB"):
            if doc[stop].lower_ == "and" and not self._joins_portfolio(stop):
                break
            if doc[stop].tag_ in ("WDT", "WP"):
                break
            stop += 1
        return doc[start:stop]

    def _joins_portfolio(self, i: int) -> bool:
        """ "and" inside an office ("Secretary of Housing and Urban Development")."""
        doc = self._doc
        if i + 1 >= len(doc) or doc[i - 1].tag_ not in _NOUNS or doc[i + 1].tag_ not in ("NNP", "NNPS", "JJ"):
            return False
        if i + 1 in self._taken or i - 1 in self._taken or self._spans.is_country(doc[i - 1]):
            return False
        near = doc[max(0, i - 5) : i + 4]
        return any(t.lower_ in ("of", "for") for t in near[:6]) or any(
            self._spans.is_office_word(t) for t in doc[i + 1 : i + 4]
        )

    def _may_be_title(self, i: int) -> bool:
        token = self._doc[i]
        if i in self._taken or token.is_space:
            return False
        if token.lower_ in _LINKS:
            return i > 0 and self._is_before_link(i)
        if token.lower_ == "and":
            return i > 0 and self._joins_portfolio(i)
        return token.tag_ in _NOUNS or token.lower_ in ("the", "-", "’s", "'s", "&")

    def _is_before_link(self, i: int) -> bool:
        """An office stands before "of": "Minister of", "Deputy Advisor for"."""
        return self._spans.is_office_word(self._doc[i - 1])

    def _office(self, window: Span) -> str | None:
        """The words of the window from its first office word on, without the country."""
        hits = [t.i for t in window if self._spans.is_office_word(t)]
        if not hits:
            return None
        doc, first = window.doc, hits[0]
        while first > window.start and self._belongs_to_office(doc[first - 1]):
            first -= 1
        return doc[first : window.end].text.strip(" ,")

    def _belongs_to_office(self, token: Token) -> bool:
        return token.tag_ in ("NN", "NNP", "JJ") and not self._spans.is_country(token)

    def _seat(self, window: Span) -> CountryLink | None:
        """The state by its capital or by another name ("Beijing's foreign minister")."""
        for token in window:
            code = self._gazetteer.country_by_seat.get(token.text)
            if code and token.ent_type_ == "GPE":
                return CountryLink(code, Inference.CAPITAL, token.idx, token.idx + len(token))
        return None

    @staticmethod
    def _describes(window: Span, country: CountryLink) -> bool:
        """ "Iranian general Soleimani", "Chinese Wang": the country belongs to the name only where it is this close."""
        if country.end is None:
            return False
        between = [t for t in window if t.idx >= country.end]
        return len(between) <= 2 and all(t.tag_ in ("NN", "JJ") for t in between)

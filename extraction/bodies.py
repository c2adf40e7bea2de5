"""States, organizations and groups that are named, and the organs of states."""

from collections.abc import Iterator

from spacy.tokens import Span, Token

from extraction.abbreviations import completed, full_names, fullest
from extraction.actors import Actor, CountryLink, Sort
from extraction.country_words import country_links
from extraction.lexicon.models import Lexicon, Organization
from extraction.phrases import Phrases, bare, characters, without_determiner
from extraction.syntax import children
from schemas.vocabulary import Inference

_ARMED = frozenset({"rebels", "militia", "militias", "opposition", "separatists", "insurgents"})


class Bodies:
    """Reads the names and nouns that stand for states and bodies."""

    def __init__(self, phrases: Phrases, lexicon: Lexicon) -> None:
        self._phrases, self._lexicon = phrases, lexicon
        self._known = lexicon.organization_by_name
        self._explained = full_names(phrases.doc)
        self._fullest: dict[str, str] = {}

    def known(self, name: str) -> Organization | None:
        """The body of the lexicon that is called so."""
        return self._known.get(name.casefold()) or self._known.get(without_determiner(name).casefold())

    def named(self, token: Token, entity: Span) -> Iterator[Actor]:
        """What a named entity that is no person stands for."""
        name, gazetteer = bare(entity), self._phrases.gazetteer
        short = without_determiner(name)
        start = entity.start_char + len(name) - len(short)
        end = start + len(short)
        if code := gazetteer.country_by_name.get(name) or gazetteer.country_by_name.get(short):
            yield from self._twin(token, entity)
            yield self._phrases.state(CountryLink(code, Inference.COUNTRY_NAME, start, end), token)
        elif self.known(name):
            yield self.organization(token, entity)
        elif code := gazetteer.country_by_seat.get(short):
            yield self._phrases.state(CountryLink(code, Inference.CAPITAL, start, end), token)
        elif entity.label_ == "NORP":
            yield from self._nationals(token, entity)
        elif organ := self._organ(token, entity):
            yield organ
        elif entity.label_ == "FAC":
            yield Actor(short, "structure", start, end)
        elif entity.label_ in ("ORG", "PERSON") and short[:1].isupper() and entity[-1].lower_ != "of":
            short = short.removesuffix(" and").removesuffix(" &")
            link = next(iter(country_links(entity, gazetteer)), None)
            link = link or next(iter(self._phrases.countries(token)), None)
            yield Actor(completed(short, self._explained), "organization", start, end, link)

    def _full_name(self, known: Organization, name: str) -> str:
        """The fullest form that the article gives of a body of the lexicon."""
        if known.name not in self._fullest:
            text = self._phrases.doc.text
            self._fullest[known.name] = fullest((known.name, *known.aliases), text) or name
        return max(name, self._fullest[known.name], key=len)

    def _twin(self, token: Token, entity: Span) -> Iterator[Actor]:
        """North Korea in "North and South Korea"."""
        doc, first = entity.doc, entity.start
        if first < 2 or len(entity) < 2 or doc[first - 1].lower_ != "and":
            return
        name = f"{doc[first - 2].text} {doc[first + 1 : entity.end].text}"
        if code := self._phrases.gazetteer.country_by_name.get(name):
            word = doc[first - 2]
            yield self._phrases.state(CountryLink(code, Inference.COUNTRY_NAME, word.idx, word.idx + len(word)), token)

    def beside(self, token: Token) -> Actor | None:
        """NATO in "NATO foreign ministers", the EU in "leaders of the EU"."""
        nearby = children(token, "compound", "nmod", "poss", "amod")
        nearby += [pobj for of in children(token, "prep") if of.lower_ == "of" for pobj in children(of, "pobj")]
        for child in nearby:
            entity = self._phrases.entity(child)
            if entity is not None and self.known(bare(entity)):
                return self.organization(child, entity)
        return None

    def organization(self, token: Token, entity: Span) -> Actor:
        """A body of the lexicon, under the fullest name that the text gives it."""
        name = bare(entity)
        known = self.known(name)
        short = without_determiner(name)
        start = entity.start_char + len(name) - len(short)
        end = start + len(short)
        code = known.country if known else None
        link = CountryLink(code, Inference.GAZETTEER, start, end) if code else None
        if link is None and known is not None and known.kind != "organization":
            link = next(iter(self._phrases.countries(token)), None)
        full = self._full_name(known, short) if known else short
        return Actor(completed(full, self._explained), known.kind.value if known else "organization", start, end, link)

    def organ_by_name(self, token: Token, links: list[CountryLink]) -> Actor:
        """An organ that keeps its name ("Lebanese army", "police")."""
        phrase = self._phrases.described(token)
        sort: Sort = "group" if token.lower_ in self._lexicon.actors.groups and not links else "government"
        if token.lower_ in _ARMED:
            sort = "group"
        return Actor(
            without_determiner(phrase.text), sort, *characters(phrase), next(iter(links), None), office=token.lower_
        )

    def unlabelled(self, token: Token) -> Actor | None:
        """A body that the model gave no label: capitals that end in the word for one ("Kenya Airways")."""
        doc, first = token.doc, token.i
        if token.tag_ not in ("NNP", "NNPS") or token.lower_ not in self._lexicon.actors.bodies:
            return None
        while first > token.sent.start and self._continues_body(doc[first - 1], token):
            first -= 1
        words = doc[first : token.i + 1]
        if len(words) < 2:
            return None
        link = next(iter(country_links(words, self._phrases.gazetteer)), None)
        return Actor(words.text, "organization", *characters(words), link)

    def _continues_body(self, before: Token, head: Token) -> bool:
        if self._phrases.people.at(before) is not None or not before.text[0].isupper():
            return False
        return (
            before.tag_ in ("NNP", "NNPS", "JJ")
            and before.dep_ in ("compound", "amod", "nmod", "poss")
            and (before.i < before.head.i <= head.i)
        )

    def leader_government(self, token: Token) -> CountryLink | None:
        """The United States in "the Trump administration"."""
        code = self._lexicon.actors.leader_governments.get(token.lower_)
        if code is None or not any(child.tag_ == "NNP" for child in children(token, "compound", "nmod", "poss")):
            return None
        return CountryLink(code, Inference.OFFICE, token.idx, token.idx + len(token))

    def _nationals(self, token: Token, entity: Span) -> Iterator[Actor]:
        link = next(iter(country_links(entity, self._phrases.gazetteer)), None)
        if link and (token.tag_ in ("NNS", "NNPS") or _is_one_person(token)):
            phrase = self._phrases.described(token)
            yield Actor(phrase.text, "group", *characters(phrase), link, is_described=True)
        elif link is None and token.tag_ in ("NNPS", "NNP"):
            yield Actor(bare(entity), "organization", entity.start_char, entity.end_char)

    def _organ(self, token: Token, entity: Span) -> Actor | None:
        """ "Egyptian Army", "Philippine government", "Trump administration" as a named entity."""
        if link := self.leader_government(token):
            return self._phrases.state(link, token)
        # "Government of" is cut off from the name of its state.
        is_cut = entity[-1].tag_ == "POS" or entity[-1].lower_ == "of"
        last = entity[-1].lower_ if not is_cut else entity[-2].lower_ if len(entity) > 1 else ""
        organs = self._lexicon.actors.state_organs
        links = country_links(entity, self._phrases.gazetteer) or self._phrases.countries(token)
        if entity[-1].lower_ == "of" and not links:
            links = country_links(entity.doc[entity.end : entity.end + 3], self._phrases.gazetteer)
        if last in organs.by_country and links:
            return self._phrases.state(links[0], token)
        if last in organs.by_name:
            phrase = self._phrases.doc[min(self._phrases.left(token), entity.start) : entity.end]
            name = without_determiner(bare(phrase))
            link = links[0] if links else None
            sort: Sort = "group" if last in _ARMED else "government"
            return Actor(name, sort, phrase.end_char - len(name), phrase.end_char, link, office=last)
        return None


def _is_one_person(token: Token) -> bool:
    """ "one Palestinian", "a Frenchman": somebody of that nation, not the adjective of something."""
    single = any(child.lower_ in ("a", "an", "one", "another") for child in children(token, "det", "nummod"))
    return single and token.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj", "conj") and token.tag_ in ("NN", "NNP")

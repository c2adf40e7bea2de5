"""Whom mentions mean: one actor for a person, a state or a body, across all articles.

What is linked follows from the set of mentions and the reference alone: any order gives the same links. First everybody
who is named in full; then, with what that tells, those named by a part of a name or by an office.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from resolution.actor_ids import Meant, identified
from resolution.identities import People, Person, people_of
from resolution.mentions import Sort, sort_of
from resolution.naming import Fit, name_words
from resolution.posts import post_of
from resolution.tenures import ReferenceTenures, Sighting, Sightings
from schemas.actor import Linked, LinkReason, Mention
from schemas.office import OfficeHolding

# How sure a link of each reason is, set by hand; docs/actors.md has what a sample says of them.
CONFIDENCE = {
    LinkReason.STATE: 0.99,
    LinkReason.REFERENCE_NAME: 0.97,
    LinkReason.FULL_NAME: 0.9,
    LinkReason.NAME_AND_OFFICE: 0.9,
    LinkReason.SAME_ARTICLE: 0.9,
    LinkReason.OFFICE_HELD: 0.9,
    LinkReason.NAME_VARIANT: 0.85,
    LinkReason.NAME_IN_OFFICE: 0.8,
    LinkReason.BODY_NAME: 0.8,
    LinkReason.REFERENCE_NAME_ELSEWHERE: 0.75,
    LinkReason.ONLY_BEARER: 0.65,
    LinkReason.OFFICE_LEARNED: 0.65,
}
# What a link loses where the country is not said, or where the reference is no longer sure who holds an office.
_DOUBT = 0.15
# How far from their time in office people of the reference are still those whom a family name alone means.
_ABOUT = timedelta(days=5 * 365)
_MONTHS = timedelta(days=60)

_FORMER = re.compile(r"\b(?:former|ex|late)\b", re.IGNORECASE)
_TELLS_NOTHING = frozenset(
    "the and for mrs sir lord lady dame prince princess sheikh leader former senior top chief head acting".split()
)


@dataclass(frozen=True, slots=True)
class _Choice:
    """A person and why, or nobody and why not."""

    person: Person | None
    reason: LinkReason
    is_doubtful: bool = False


def link(reference: Mapping[str, OfficeHolding], mentions: Sequence[Mention]) -> Linked:
    """Link the mentions with actors; `reference` are its rows by their ids, and may be empty."""
    sorts = [sort_of(mention) for mention in mentions]
    named = [mention for mention, sort in zip(mentions, sorts, strict=True) if sort is Sort.PERSON]
    linker = _Linker(people_of(reference, named))
    linker.read(named)
    generic = {mention.name for mention in mentions if mention.name[:1].islower()}
    meant = []
    for mention, sort in zip(mentions, sorts, strict=True):
        if sort is Sort.STATE:
            meant.append(Meant(f"state|{mention.country}", LinkReason.STATE, CONFIDENCE[LinkReason.STATE]))
        elif sort is Sort.BODY and (person := linker.taken_for_body(mention)):
            meant.append(_meant(person))
        elif sort is Sort.BODY and mention.name[:1].lower() + mention.name[1:] not in generic:
            words = " ".join(sorted(name_words(mention.name)))
            key = f"body|{words}|{mention.country or ''}"
            meant.append(Meant(key, LinkReason.BODY_NAME, CONFIDENCE[LinkReason.BODY_NAME]))
        elif sort is Sort.PERSON:
            meant.append(_meant(linker.by_name(mention)))
        elif sort is Sort.OFFICE:
            meant.append(_meant(linker.by_office(mention)))
        else:
            meant.append(Meant(None, LinkReason.DESCRIBED, 0.0))
    return identified(mentions, meant)


def _meant(choice: _Choice) -> Meant:
    if choice.person is None:
        return Meant(None, choice.reason, 0.0)
    confidence = CONFIDENCE[choice.reason] - (_DOUBT if choice.is_doubtful else 0.0)
    return Meant(choice.person, choice.reason, round(confidence, 2))


class _Linker:
    """Whom mentions of people mean, given everybody who is known."""

    def __init__(self, people: People) -> None:
        self._people = people
        self._reference = ReferenceTenures(people.all)
        self._fits: dict[str, dict[Fit, list[Person]]] = {}
        self._sure: dict[tuple[str, str | None], _Choice | None] = {}
        self._seen = Sightings(())
        self._in_article: dict[str, list[tuple[Person, str | None, str | None]]] = defaultdict(list)

    def read(self, mentions: Iterable[Mention]) -> None:
        """Take note of everybody who is named in full: when, in which article, by what office."""
        sightings = []
        for mention in mentions:
            person = self._in_full(mention).person
            if person is None:
                continue
            post = post_of(mention.office, mention.country)
            self._in_article[mention.article_id].append((person, mention.country, post))
            if mention.published:
                words = _office_words(mention.office or "")
                sightings.append(Sighting(person, mention.published, (mention.country, post) if post else None, words))
        self._seen = Sightings(sightings)

    def by_name(self, mention: Mention) -> _Choice:
        """Whom a name means."""
        choice = self._in_full(mention)
        return choice if choice.reason is not LinkReason.UNKNOWN_NAME else self._in_part(mention)

    def by_office(self, mention: Mention) -> _Choice:
        """Whom an office means: who is called by it in the same article, who held it then, whom others call by it."""
        post = post_of(mention.name, mention.country) or post_of(mention.office, mention.country)
        if post is None:
            return _Choice(None, LinkReason.UNKNOWN_HOLDER)
        here = _each_once(
            person
            for person, country, own in self._in_article[mention.article_id]
            if own == post and country == mention.country
        )
        if len(here) == 1:
            return _Choice(here[0], LinkReason.SAME_ARTICLE)
        if mention.published is None:
            return _Choice(None, LinkReason.UNKNOWN_HOLDER)
        held, is_sure = self._reference.holders((mention.country, post), mention.published)
        if held:
            return self._only(held, LinkReason.OFFICE_HELD, is_doubtful=not is_sure)
        learned = self._seen.holders((mention.country, post), mention.published)
        return self._only(learned, LinkReason.OFFICE_LEARNED) if learned else _Choice(None, LinkReason.UNKNOWN_HOLDER)

    def taken_for_body(self, mention: Mention) -> _Choice | None:
        """Somebody in office whom the extractor took for a body, by the full name; None where it is a body."""
        if mention.published is None or len(name_words(mention.name)) < 2:
            return None
        full = [person for person in self._fitting(mention)[Fit.FULL] if _is_of(mention, person)]
        found = [person for person in full if self._reference.holds(person, mention.published)]
        return _Choice(found[0], LinkReason.REFERENCE_NAME, is_doubtful=True) if len(found) == 1 else None

    def _in_full(self, mention: Mention) -> _Choice:
        """Whom a full name means; UNKNOWN_NAME where it is a part of a name."""
        form = (mention.name, mention.country)
        if form not in self._sure:
            self._sure[form] = self._in_full_by_name(mention)
        if choice := self._sure[form] or self._elsewhere(mention, self._fitting(mention)[Fit.FULL]):
            return choice
        level, found = self._bearers(mention)
        if len(found) > 1:
            return self._by_evidence(mention, found) or _Choice(None, LinkReason.AMBIGUOUS)
        return self._named(mention, level, found)

    def _in_full_by_name(self, mention: Mention) -> _Choice | None:
        """Whom a full name means in any article, for most names do; None where article, day or office decide."""
        level, found = self._bearers(mention)
        if len(found) > 1 or self._may_be_elsewhere(mention, self._fitting(mention)[Fit.FULL]):
            return None
        return self._named(mention, level, found)

    def _bearers(self, mention: Mention) -> tuple[Fit, list[Person]]:
        """Those whom the full name fits best, of that country as far as possible."""
        for level in (Fit.FULL, Fit.VARIANT):
            found = [person for person in self._fitting(mention)[level] if _is_of(mention, person)]
            if found:
                return level, [person for person in found if mention.country in person.countries] or found
        return Fit.NONE, []

    def _named(self, mention: Mention, level: Fit, found: Sequence[Person]) -> _Choice:
        if not found:
            return _Choice(None, LinkReason.UNKNOWN_NAME)
        return _Choice(found[0], _name_reason(found[0], level), mention.country not in found[0].countries)

    def _may_be_elsewhere(self, mention: Mention, full: Sequence[Person]) -> bool:
        """Whether the reference knows somebody of the name, though nobody of the country that the article says."""
        listed = [person for person in full if person.holdings]
        return bool(listed) and not any(mention.country in person.countries for person in listed)

    def _elsewhere(self, mention: Mention, full: Sequence[Person]) -> _Choice | None:
        """Somebody of the reference who is in office, though the article seems to put them into another country: no
        namesake, as long as no other office is said and nobody of that country is known by the name."""
        if mention.published is None or mention.country is None or len(name_words(mention.name)) < 2:
            return None
        if not self._may_be_elsewhere(mention, full):
            return None
        day, post = mention.published, post_of(mention.office, mention.country)
        found = [person for person in full if self._reference.holds(person, day)]
        if len(found) != 1 or (post and not self._reference.holds(found[0], day, post)):
            return None
        return _Choice(found[0], LinkReason.REFERENCE_NAME_ELSEWHERE)

    def _in_part(self, mention: Mention) -> _Choice:
        """Whom a part of a name means: who holds the office that is said, who is named in full in the same article,
        then who fits by time."""
        found = [person for person in self._fitting(mention)[Fit.PART] if _is_of(mention, person)]
        if mention.country is not None:
            found = [person for person in found if mention.country in person.countries]
        if not found:
            return self._holder_elsewhere(mention)
        holders = self._holding(mention, found)
        if len(holders) == 1:
            return _Choice(holders[0], LinkReason.NAME_AND_OFFICE, mention.country is None)
        here = _each_once(
            person for person, _, _ in self._in_article[mention.article_id] if any(person is other for other in found)
        )
        if len(here) == 1:
            return _Choice(here[0], LinkReason.SAME_ARTICLE)
        return self._by_evidence(mention, found) or self._only_bearer(mention, found)

    def _holder_elsewhere(self, mention: Mention) -> _Choice:
        """The only one in the world with that part of a name who holds such a post, where nobody of the country that
        the article seems to say has the name at all."""
        day = mention.published
        held = [
            person
            for person in self._fitting(mention)[Fit.PART]
            if day
            and any(
                country and (post := post_of(mention.office, country)) and self._reference.holds(person, day, post)
                for country in person.countries
            )
        ]
        if len(held) != 1:
            return _Choice(None, LinkReason.UNKNOWN_NAME)
        return _Choice(held[0], LinkReason.NAME_AND_OFFICE, is_doubtful=True)

    def _by_evidence(self, mention: Mention, found: Sequence[Person]) -> _Choice | None:
        """The one among several of that name who holds the office that is said, or who holds one at all; None where
        that tells nothing."""
        day = mention.published
        if day is None:
            return None
        is_doubtful = mention.country is None
        if holders := self._holding(mention, found):
            return self._only(holders, LinkReason.NAME_AND_OFFICE, is_doubtful)
        if _FORMER.search(mention.office or ""):
            return None
        held = [person for person in found if self._reference.holds(person, day) and self._agrees(mention, person)]
        if len(held) != 1 or post_of(mention.office, mention.country):
            return _Choice(None, LinkReason.AMBIGUOUS) if len(held) > 1 else None
        others = [person for person in found if person is not held[0] and self._seen.is_near(person, day)]
        if others and not self._seen.is_near(held[0], day):
            return _Choice(None, LinkReason.AMBIGUOUS)
        return _Choice(held[0], LinkReason.NAME_IN_OFFICE, is_doubtful or bool(others))

    def _holding(self, mention: Mention, found: Sequence[Person]) -> list[Person]:
        """Those who hold the post that is said, by the reference; where it knows none, by what articles call them."""
        day = mention.published
        if day is None or not mention.office:
            return []
        held, called = [], []
        for person in found:
            for country in {mention.country} if mention.country else person.countries:
                post = post_of(mention.office, country)
                if post and self._reference.holds(person, day, post):
                    held.append(person)
                elif post and any(person is other for other in self._seen.holders((country, post), day)):
                    called.append(person)
        return _each_once(held or called)

    def _agrees(self, mention: Mention, person: Person) -> bool:
        """Whether an office that is said does not speak against the person: "journalist" is no prime minister."""
        said = _office_words(mention.office or "")
        known = {word for row in person.holdings.values() for word in _office_words(row.office)}
        return not said or not known.isdisjoint(said) or self._seen.is_called(person, said)

    def _only_bearer(self, mention: Mention, found: Sequence[Person]) -> _Choice:
        """The only one known by the name in that country, if in the news or in office about then."""
        if len(found) > 1:
            return _Choice(None, LinkReason.AMBIGUOUS)
        day, person = mention.published, found[0]
        if day is None or mention.country is None:
            return _Choice(None, LinkReason.UNKNOWN_NAME)
        is_other = _FORMER.search(mention.office or "") and self._reference.holds(person, day)
        if is_other or not self._agrees(mention, person):
            return _Choice(None, LinkReason.UNKNOWN_NAME)
        if self._seen.is_near(person, day, _MONTHS) or self._reference.holds(person, day, within=_ABOUT):
            return _Choice(person, LinkReason.ONLY_BEARER)
        return _Choice(None, LinkReason.UNKNOWN_NAME)

    def _only(self, found: Sequence[Person], reason: LinkReason, is_doubtful: bool = False) -> _Choice:
        return _Choice(found[0], reason, is_doubtful) if len(found) == 1 else _Choice(None, LinkReason.AMBIGUOUS)

    def _fitting(self, mention: Mention) -> dict[Fit, list[Person]]:
        """Who has the name, by how well it fits, whatever the country."""
        if mention.name not in self._fits:
            fits: dict[Fit, list[Person]] = {level: [] for level in Fit}
            for person in self._people.candidates(mention.name):
                fits[person.fit(mention.name)].append(person)
            self._fits[mention.name] = fits
        return self._fits[mention.name]


def _is_of(mention: Mention, person: Person) -> bool:
    """Whether the country speaks against the two being one: that of either may not be known, or be none."""
    return mention.country is None or mention.country in person.countries or None in person.countries


def _office_words(office: str) -> frozenset[str]:
    """The words of an office that tell it from others; none of "Mr." or "leader"."""
    return frozenset(re.findall(r"\w{3,}", office.casefold())) - _TELLS_NOTHING


def _name_reason(person: Person, level: Fit) -> LinkReason:
    if level is Fit.VARIANT:
        return LinkReason.NAME_VARIANT
    return LinkReason.REFERENCE_NAME if person.holdings else LinkReason.FULL_NAME


def _each_once(people: Iterable[Person]) -> list[Person]:
    return list({id(person): person for person in people}.values())

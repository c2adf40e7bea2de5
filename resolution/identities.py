"""The people that are known: those of the reference, and those whose full names articles have.

Everything is a function of the sets of rows and mentions, whatever their order.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from resolution.naming import Fit, fit, keys_of, keys_of_full, name_words
from schemas.actor import Mention
from schemas.office import OfficeHolding

Form = tuple[str, str | None]
"""A name as articles write it, and the country."""


@dataclass(eq=False, slots=True)
class Person:
    """One person: under which names, of which countries, in which offices of the reference."""

    names: list[str]
    countries: frozenset[str | None]
    holdings: dict[str, OfficeHolding] = field(default_factory=dict)
    """By their ids; empty for those whom articles alone know."""
    key: tuple[str, ...] = field(init=False)
    """By what people are sorted."""

    def __post_init__(self) -> None:
        self.key = (self.names[0], *sorted(country or "" for country in self.countries), *sorted(self.holdings))

    @property
    def wikidata_id(self) -> str | None:
        """The smallest, should the reference give several."""
        return min((h.wikidata_id for h in self.holdings.values() if h.wikidata_id), default=None)

    def fit(self, name: str) -> Fit:
        """How well the name fits any of the person's."""
        country = next(iter(self.countries)) if len(self.countries) == 1 else None
        best = Fit.NONE
        for known in self.names:
            best = max(best, fit(name, known, country))
            if best is Fit.FULL:
                break
        return best


class People:
    """All people, found by their names."""

    def __init__(self, people: Iterable[Person]) -> None:
        self.all = sorted(people, key=lambda person: person.key)
        self._by_key: dict[str, list[Person]] = defaultdict(list)
        for person in self.all:
            for key in sorted({key for name in person.names for key in keys_of_full(name)}):
                self._by_key[key].append(person)

    def candidates(self, name: str) -> list[Person]:
        """Those whom the name may fit: all of them, and a few others."""
        found = {id(person): person for key in keys_of(name) for person in self._by_key.get(key, ())}
        return sorted(found.values(), key=lambda person: person.key)


def people_of(reference: Mapping[str, OfficeHolding], mentions: Sequence[Mention]) -> People:
    """Everybody whom the reference knows (its rows by their ids) or whom mentions of people name in full."""
    listed = People(_listed(reference))
    forms: dict[Form, int] = defaultdict(int)
    for mention in mentions:
        forms[mention.name, mention.country] += 1
    unknown = [form for form in sorted(forms, key=str) if not _is_listed(form, listed)]
    return People([*listed.all, *_learned(unknown, forms)])


def _is_listed(form: Form, listed: People) -> bool:
    name, country = form
    return any(
        person.fit(name) >= Fit.VARIANT and (country is None or country in person.countries or None in person.countries)
        for person in listed.candidates(name)
    )


def _listed(reference: Mapping[str, OfficeHolding]) -> list[Person]:
    """The people of the reference: one Wikidata id is one person; without ids, one name of one country is."""
    groups: dict[str, dict[str, OfficeHolding]] = defaultdict(dict)
    owner: dict[tuple[str, str], str] = {}
    for holding_id, row in sorted(reference.items()):
        if row.wikidata_id:
            groups[row.wikidata_id][holding_id] = row
    for group, rows in groups.items():
        for row in rows.values():
            # Of namesakes with different ids, rows without one can be of either: they are people of their own.
            key = (_same_name(row.name), row.country or "")
            owner[key] = group if owner.get(key, group) == group else ""
    for holding_id, row in sorted(reference.items()):
        if not row.wikidata_id:
            key = (_same_name(row.name), row.country or "")
            groups[owner.get(key) or f"{key[0]}|{key[1]}"][holding_id] = row
    return _with_international(
        Person(_names(rows.values()), frozenset(row.country for row in rows.values()), rows)
        for _, rows in sorted(groups.items())
    )


def _with_international(people: Iterable[Person]) -> list[Person]:
    """Who goes from an office of a state to one of an international body stays the same, if nobody else has it."""
    by_name: dict[str, list[Person]] = defaultdict(list)
    for person in people:
        by_name[_same_name(person.names[0])].append(person)
    found: list[Person] = []
    for same in by_name.values():
        international = [person for person in same if person.countries == {None}]
        if len(same) == 2 and len(international) == 1:
            one, other = same
            holdings = one.holdings | other.holdings
            found.append(Person(_names(holdings.values()), one.countries | other.countries, holdings))
        else:
            found += same
    return found


def _names(rows: Iterable[OfficeHolding]) -> list[str]:
    """The names of a person: those of the rows first, then the aliases; each once, sorted."""
    every = list(rows)
    names = sorted({row.name for row in every})
    return names + sorted({alias for row in every for alias in row.aliases} - set(names))


def _same_name(name: str) -> str:
    return " ".join(sorted(name_words(name)))


def _learned(forms: Sequence[Form], counts: Mapping[Form, int]) -> Iterator[Person]:
    """People out of full names: variants of one name in one country are one, unless they fit several that differ."""
    by_country: dict[str | None, list[str]] = defaultdict(list)
    for name, country in forms:
        if len(name_words(name)) > 1:
            by_country[country].append(name)
    known: dict[str, set[str | None]] = defaultdict(set)
    for country, names in by_country.items():
        if country is not None:
            for name in names:
                known[_same_name(name)].add(country)
    for country, names in sorted(by_country.items(), key=str):
        # A name without a country is that of whoever has it, where that is only one.
        own = [name for name in names if country is not None or len(known[_same_name(name)]) != 1]
        for cluster in _clusters(own, country):
            first, *others = sorted(cluster, key=lambda name: (-counts[name, country], -len(name), name))
            yield Person([first, *sorted(others)], frozenset({country}))


def _clusters(names: Sequence[str], country: str | None) -> list[list[str]]:
    """The names that are variants of each other. One that fits two which do not fit each other stays alone; a part of
    both is nobody's."""
    by_key: dict[str, list[str]] = defaultdict(list)
    for name in sorted(names):
        for key in keys_of(name):
            by_key[key].append(name)
    near: dict[str, set[str]] = {
        name: {
            other
            for key in keys_of(name)
            for other in by_key[key]
            if other != name and fit(name, other, country) >= Fit.VARIANT
        }
        for name in sorted(names)
    }
    clear = {name for name, others in near.items() if all(others - {one} <= near[one] for one in others)}
    seen = {name for name in near if name not in clear and _is_part_of_all(name, near[name])}
    clusters = []
    for name in sorted(names):
        if name in seen:
            continue
        # Among names without ambiguity, to be near is to be near to all.
        cluster = {name} | ({other for other in near[name] if other in clear} if name in clear else set())
        cluster -= seen
        seen |= cluster
        clusters.append(sorted(cluster))
    return clusters


def _is_part_of_all(name: str, others: Iterable[str]) -> bool:
    return all(set(name_words(name)) < set(name_words(other)) for other in others)

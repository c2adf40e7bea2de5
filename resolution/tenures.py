"""Who held which post when: by the reference, and by what articles call people."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from resolution.identities import Person
from resolution.posts import post_of

Post = tuple[str | None, str]
"""A country, and a post of it."""

# Offices of which there may be several: who holds one is in office.
_NO_POST = ""
# How long after the day up to which a list is known to hold an office without an end is still taken to be held.
_GRACE = timedelta(days=365)
# How near in time two articles must be for the holder whom one names to be the one whom the other means.
_NEAR = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Tenure:
    """One person in one post from day to day; `sure_until` is the last day of which the reference is sure."""

    person: Person
    start: date
    end: date
    sure_until: date


class ReferenceTenures:
    """The posts of the reference."""

    def __init__(self, people: Iterable[Person]) -> None:
        self._of_post: dict[Post, list[Tenure]] = defaultdict(list)
        self._of_person: dict[int, list[tuple[str, Tenure]]] = defaultdict(list)
        starts: dict[Post, list[tuple[date, Person]]] = defaultdict(list)
        told = [
            ((row.country, post_of(row.office, row.country) or _NO_POST), person, row)
            for person in people
            for _, row in sorted(person.holdings.items())
        ]
        for key, person, row in told:
            if row.start and key[1] != _NO_POST:
                starts[key].append((row.start, person))
        for key, person, row in told:
            if row.start:
                # Who follows ends an office whose end nobody told.
                follows = min(
                    (day for day, other in starts[key] if day > row.start and other is not person), default=None
                )
                known = row.end or row.as_of or row.start
                end = row.end or min(filter(None, (follows, known + _GRACE)))
                tenure = Tenure(person, row.start, end, min(end, max(known, row.start)))
                self._of_post[key].append(tenure)
                self._of_person[id(person)].append((key[1], tenure))

    def holders(self, post: Post, day: date) -> tuple[list[Person], bool]:
        """Who holds the post on that day, and whether the reference is sure of it. On a day of change there are two."""
        held = [tenure for tenure in self._of_post.get(post, ()) if tenure.start <= day <= tenure.end]
        return _each_once(tenure.person for tenure in held), all(day <= tenure.sure_until for tenure in held)

    def holds(self, person: Person, day: date, post: str | None = None, within: timedelta = timedelta()) -> bool:
        """Whether the person holds the post, or any, on a day or not longer than `within` away from it."""
        return any(
            (post is None or post == held) and tenure.start - within <= day <= tenure.end + within
            for held, tenure in self._of_person.get(id(person), ())
        )


@dataclass(frozen=True, slots=True)
class Sighting:
    """An article of that day names the person in full, and by an office: what post that is, and its words."""

    person: Person
    day: date
    post: Post | None
    office_words: frozenset[str]


class Sightings:
    """When articles name whom in full, and by what office."""

    def __init__(self, seen: Iterable[Sighting]) -> None:
        self._days: dict[int, list[date]] = defaultdict(list)
        self._posts: dict[Post, list[tuple[date, Person]]] = defaultdict(list)
        self._called: dict[int, set[str]] = defaultdict(set)
        for each in seen:
            self._days[id(each.person)].append(each.day)
            self._called[id(each.person)] |= each.office_words
            if each.post:
                self._posts[each.post].append((each.day, each.person))
        for days in self._days.values():
            days.sort()
        for told in self._posts.values():
            told.sort(key=lambda each: (each[0], each[1].key))

    def is_near(self, person: Person, day: date, within: timedelta = _NEAR) -> bool:
        """Whether an article of about that day names the person."""
        days = self._days.get(id(person), [])
        at = bisect_left(days, day - within)
        return at < len(days) and days[at] <= day + within

    def is_called(self, person: Person, office_words: frozenset[str]) -> bool:
        """Whether articles call the person by an office with one of the words."""
        return not self._called.get(id(person), set()).isdisjoint(office_words)

    def holders(self, post: Post, day: date) -> list[Person]:
        """Whom articles of about that day call by the post."""
        told = self._posts.get(post, [])
        at = bisect_left(told, day - _NEAR, key=lambda each: each[0])
        found = []
        while at < len(told) and told[at][0] <= day + _NEAR:
            found.append(told[at][1])
            at += 1
        return _each_once(found)


def _each_once(people: Iterable[Person]) -> list[Person]:
    return list({id(person): person for person in people}.values())

"""Events and changes in words."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

# More names than these make a title unreadable.
_NAMED = 4
# What stands between an incident and what it hits; "on" where nothing is said here.
_HITS = {
    "abduction": "of",
    "arrest": "of",
    "border_violation": "of",
    "clash": "with",
    "coup": "against",
    "espionage": "against",
    "expulsion": "of",
    "protest": "against",
    "sanction": "against",
    "seizure": "of",
    "accident": "involving",
    "disaster": "affecting",
    "other": "involving",
}
_MEETINGS = {"phone": "Phone call", "video": "Video call"}
# What a status was, and what it is now.
_WAS = {"occurred": "was said to have taken place", "ongoing": "was said to be under way"}
_IS = {"occurred": "has taken place", "ongoing": "is under way"}
_WORDS = {"postponed": "put off", "cancelled": "called off"}


class Actor(NamedTuple):
    """Who takes part in an event, and in which role."""

    actor_id: str
    name: str
    role: str
    country: str | None
    kind: str


class State(NamedTuple):
    """What of an event can change from one publishing to the next."""

    status: str
    start: date | None
    end: date | None
    place: str | None
    killed: int | None
    injured: int | None


def title(kind: str, incident_type: str | None, channel: str | None, place: str | None, actors: Sequence[Actor]) -> str:
    """An event in one line, without its status and its days: "Meeting of Antony Blinken and Wang Yi, Jakarta"."""
    if not actors:
        return f"{_what(kind, incident_type, channel)}, nobody named{f', {place}' if place else ''}"
    if kind == "visit":
        return _visit(place, actors)
    if kind == "meeting":
        who, mediators = _names(actors, "participant", "host"), _names(actors, "mediator")
        words = [f"of {who}" if who else "", f"through {mediators}" if mediators else ""]
    else:
        hit, doer = _names(actors, "target"), _names(actors, "perpetrator")
        words = [f"{_HITS.get(incident_type or '', 'on')} {hit}" if hit else "", f"by {doer}" if doer else ""]
    said = " ".join(word for word in (_what(kind, incident_type, channel), *words) if word)
    return f"{said}, {place}" if place else said


def _what(kind: str, incident_type: str | None, channel: str | None) -> str:
    if kind == "meeting":
        return _MEETINGS.get(channel or "", "Meeting")
    if kind == "visit" or incident_type in (None, "other"):
        return kind.capitalize()
    return incident_type.replace("_", " ").capitalize()


def _visit(place: str | None, actors: Sequence[Actor]) -> str:
    visitors, hosts = _names(actors, "visitor"), _names(actors, "host")
    words = ["Visit", f"of {visitors}" if visitors else "", f"to {place}" if place else ""]
    return " ".join(word for word in words if word) + (f", received by {hosts}" if hosts else "")


def listed(names: Sequence[str], most: int = _NAMED) -> str:
    """ "A", "A and B", "A, B and C"; of more than `most` names the first ones, and how many others."""
    if len(names) > most:
        names = [*names[: most - 1], f"{len(names) - most + 1} others"]
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def changes(before: State, now: State) -> str:
    """What has become different, such as "was scheduled, has taken place; now in Jakarta, before without a place"."""
    said = []
    if before.status != now.status:
        was = _WAS.get(before.status, f"was {_WORDS.get(before.status, before.status)}")
        said.append(f"{was}, {_IS.get(now.status, f'is {_WORDS.get(now.status, now.status)}')}")
    if (before.start, before.end) != (now.start, now.end):
        said.append(f"now {_dated(now)}, before {_dated(before)}")
    if before.place != now.place:
        said.append(f"now {_placed(now)}, before {_placed(before)}")
    for word, old, new in (("killed", before.killed, now.killed), ("injured", before.injured, now.injured)):
        if old != new:
            said.append(f"{'no number' if new is None else new} {word}, before {'none stated' if old is None else old}")
    return "; ".join(said)


def _dated(state: State) -> str:
    return f"dated {days(state.start, state.end)}" if state.start else "without a date"


def _placed(state: State) -> str:
    return f"in {state.place}" if state.place else "without a place"


def days(start: date | None, end: date | None) -> str:
    """ "2023-07-13", "2023-07-16 to 2023-07-19", "no date"."""
    if start is None:
        return "no date"
    return str(start) if end is None or start == end else f"{start} to {end}"


def counted(count: int, one: str, many: str | None = None) -> str:
    """ "1 event", "12,345 events"."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def _names(actors: Sequence[Actor], *roles: str) -> str:
    return listed(list(dict.fromkeys(actor.name for actor in actors if actor.role in roles)))

"""Tellings in a line each, as an article would have them."""

from dataclasses import replace
from datetime import date
from typing import Any

from schemas.telling import Location, Party, Telling
from schemas.vocabulary import ActorKind, Basis, Channel, IncidentType, Kind, Precision, Role, Status

_STATES = {"China": "CHN", "United States": "USA", "Russia": "RUS", "Ukraine": "UKR", "Turkey": "TUR"}
_PEOPLE = {
    "Antony Blinken": "USA", "Blinken": "USA", "Joe Biden": "USA", "Wang Yi": "CHN", "Wang": "CHN",
    "Xi Jinping": "CHN", "Sergei Lavrov": "RUS", "Narendra Modi": "IND", "Fumio Kishida": "JPN",
    "Anthony Albanese": "AUS", "Jake Sullivan": "USA",
}  # fmt: skip
_PLACES = {"Jakarta": "IDN", "Indonesia": "IDN", "Beijing": "CHN", "Vienna": "AUT", "Kharkiv": "UKR", "Odesa": "UKR"}


def meeting(article: str, *who: str, **fields: Any) -> Telling:
    """A meeting that the article of that name tells of; by default held on 13 July 2023 and told the same day."""
    return _telling(Kind.MEETING, article, who, Role.PARTICIPANT, **({"channel": Channel.UNKNOWN} | fields))


def visit(article: str, *who: str, **fields: Any) -> Telling:
    """Likewise a visit."""
    return _telling(Kind.VISIT, article, who, Role.VISITOR, **fields)


def attack(article: str, *targets: str, **fields: Any) -> Telling:
    """Likewise an armed attack."""
    fields = {"incident_type": IncidentType.ARMED_ATTACK} | fields
    return _telling(Kind.INCIDENT, article, targets, Role.TARGET, **fields)


def _telling(kind: Kind, article: str, who: tuple[str, ...], role: Role, **fields: Any) -> Telling:
    on = fields.pop("on", "2023-07-13")
    published = date.fromisoformat(fields.pop("published", "2023-07-13"))
    where = fields.pop("at", None)
    start, end = _days(on)
    months = start and end and (end - start).days > 6
    told = Telling(
        record_id=f"{article}-{kind}-{fields.pop('number', 0)}",
        article_id=article,
        published=published,
        kind=kind,
        status=Status.OCCURRED,
        incident_type=None,
        channel=None,
        parties=tuple(_party(name, role) for name in who),
        locations=(Location(where, _PLACES.get(where)),) if where else (),
        start=start,
        end=end,
        precision=Precision.UNKNOWN if start is None else Precision.MONTH if months else Precision.DAY,
        basis=Basis.NONE if start is None else Basis.STATED,
    )
    return replace(told, **fields)


def _days(on: str | None) -> tuple[date | None, date | None]:
    if on is None:
        return None, None
    first, _, last = on.partition("..")
    return date.fromisoformat(first), date.fromisoformat(last or first)


def _party(name: str, role: Role) -> Party:
    if name in _STATES:
        return Party(name, role, _STATES[name], ActorKind.GOVERNMENT)
    if name[:1].islower():
        return Party(name, role, None, ActorKind.GROUP)
    return Party(name, role, _PEOPLE.get(name), ActorKind.PERSON)

"""Published events beside the annotated ones: what each says of status, dates and place."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from evaluation.coded_event import CodedEvent
from evaluation.comparison import Field, Pair
from evaluation.told_events import Told

CHECKED = (Field.STATUS, Field.DATE, Field.COUNTRY, Field.PLACE)


@dataclass(frozen=True)
class CanonicalFigures:
    """The events that several articles tell, and the share of them with each field right; null where there are none."""

    events: int
    accuracy: Mapping[Field, float | None]


def canonical_figures(
    told: Iterable[Told], annotated: Mapping[str, CodedEvent], published: Mapping[str, CodedEvent]
) -> CanonicalFigures:
    """Hold each annotated event that several paired records tell of against the published one that most of them are in.

    `annotated` are by name, `published` by id. Fields agree as those of records do (docs/evaluation.md).
    """
    homes: dict[str, Counter[str]] = {}
    for each in told:
        if each.event_id:
            homes.setdefault(each.event, Counter())[each.event_id] += 1
    checks = [
        Pair(annotated[name], published[_largest(event_ids)]).checks
        for name, event_ids in homes.items()
        if event_ids.total() > 1
    ]
    accuracy = {field: sum(each[field] for each in checks) / len(checks) if checks else None for field in CHECKED}
    return CanonicalFigures(len(checks), accuracy)


def _largest(event_ids: Counter[str]) -> str:
    return min(event_ids, key=lambda event_id: (-event_ids[event_id], event_id))

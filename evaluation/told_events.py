"""Annotated records beside the events that their counterparts were put into: figures, wrong merges and wrong splits."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from evaluation.clustering import Shares, b_cubed, pairwise
from evaluation.coded_event import CodedEvent
from evaluation.comparison import Comparison


@dataclass(frozen=True)
class Told:
    """An annotated record of an article, and the event that its counterpart was put into; null where it was missed."""

    article_id: str
    gold: CodedEvent
    event_id: str | None

    @property
    def event(self) -> str:
        """The event of the world that it tells of."""
        return self.gold.event or ""


@dataclass(frozen=True)
class Resolution:
    """The annotated records of some articles, and the events of the records that nothing annotated answers to."""

    told: tuple[Told, ...]
    false_event_ids: tuple[str, ...]


@dataclass(frozen=True)
class ResolutionFigures:
    """`aligned` figures are over the annotated records that have a counterpart; in `all` ones those that were missed
    count as being alone: they cost recall.

    `events` are the annotated events, `found_events` those that the counterparts were put into, `false` the records
    without an annotated counterpart, `false_joined` those of them that are in an event with an aligned record.
    """

    records: int
    aligned: int
    events: int
    found_events: int
    b_cubed: Shares
    pairwise: Shares
    b_cubed_of_all: Shares
    pairwise_of_all: Shares
    false: int
    false_joined: int

    def as_json(self) -> dict[str, Any]:
        """Plain values, each pair of shares with p, r and f1."""
        return {
            name: {"p": value.precision, "r": value.recall, "f1": value.f1} if isinstance(value, Shares) else value
            for name, value in vars(self).items()
        }


@dataclass(frozen=True)
class Mistake:
    """One wrong merge (an event that holds records of several real ones) or wrong split (the other way round).

    `name` is the event that is wrong; `parts` are the records by what they should, or should not, be told apart by.
    """

    name: str
    parts: Mapping[str, Sequence[Told]]


def resolution(comparisons: Iterable[Comparison], event_ids: Mapping[str, str]) -> Resolution:
    """The annotated records with their events, given the event of each predicted record by its id."""
    told: list[Told] = []
    false: list[str] = []
    for comparison in comparisons:
        article_id = comparison.article_id
        told += [Told(article_id, pair.gold, _event_id(pair.predicted, event_ids)) for pair in comparison.pairs]
        told += [Told(article_id, event, None) for event in comparison.missed]
        false += [found for event in comparison.spurious if (found := _event_id(event, event_ids))]
    return Resolution(tuple(told), tuple(false))


def resolution_figures(found: Resolution) -> ResolutionFigures:
    """The figures of these records together."""
    gold = {number: each.event for number, each in enumerate(found.told)}
    events = {number: each.event_id for number, each in enumerate(found.told) if each.event_id}
    aligned = {number: gold[number] for number in events}
    taken = set(events.values())
    return ResolutionFigures(
        records=len(gold),
        aligned=len(aligned),
        events=len(set(gold.values())),
        found_events=len(taken),
        b_cubed=b_cubed(aligned, events),
        pairwise=pairwise(aligned, events),
        b_cubed_of_all=b_cubed(gold, events),
        pairwise_of_all=pairwise(gold, events),
        false=len(found.false_event_ids),
        false_joined=sum(event_id in taken for event_id in found.false_event_ids),
    )


def wrong_merges(told: Iterable[Told]) -> Iterator[Mistake]:
    """Each event that holds records of several real ones, the most of them first."""
    by_event_id: dict[str, dict[str, list[Told]]] = defaultdict(lambda: defaultdict(list))
    for each in told:
        if each.event_id:
            by_event_id[each.event_id][each.event].append(each)
    yield from _mistakes(by_event_id)


def wrong_splits(told: Iterable[Told]) -> Iterator[Mistake]:
    """Each real event whose records were put into several, the most of them first."""
    by_event: dict[str, dict[str, list[Told]]] = defaultdict(lambda: defaultdict(list))
    for each in told:
        if each.event_id:
            by_event[each.event][each.event_id].append(each)
    yield from _mistakes(by_event)


def _mistakes(groups: Mapping[str, Mapping[str, list[Told]]]) -> Iterator[Mistake]:
    wrong = [Mistake(name, parts) for name, parts in groups.items() if len(parts) > 1]
    yield from sorted(wrong, key=lambda each: (-_strayed(each.parts), each.name))


def _strayed(parts: Mapping[str, Sequence[Told]]) -> int:
    """How many records would have to go for the largest part to be alone."""
    sizes = Counter({name: len(records) for name, records in parts.items()})
    return sizes.total() - max(sizes.values())


def _event_id(event: CodedEvent, event_ids: Mapping[str, str]) -> str | None:
    return event_ids.get(event.record_id or "")

"""The annotated and the predicted events of an article, paired one to one, with what is right in each pair."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from evaluation.agreement import is_exact, same_dates, same_participants, same_place, shared_participants, similarity
from evaluation.assignment import best_pairs
from evaluation.coded_event import CodedEvent, Events
from schemas.vocabulary import Kind


class Field(StrEnum):
    """What is checked on a pair. `TYPE` and `KILLED` are those of incidents, `CHANNEL` that of meetings."""

    STATUS = "status"
    DATE = "date"
    COUNTRY = "country"
    PLACE = "place"
    TYPE = "type"
    KILLED = "killed"
    CHANNEL = "channel"


@dataclass(frozen=True)
class Pair:
    """An annotated event and the predicted one that is taken for it."""

    gold: CodedEvent
    predicted: CodedEvent

    @property
    def checks(self) -> dict[Field, bool]:
        """Each field that its kind has, and whether it is right."""
        gold, predicted = self.gold, self.predicted
        checks = {
            Field.STATUS: gold.status is predicted.status,
            Field.DATE: same_dates(gold, predicted),
            Field.COUNTRY: gold.country == predicted.country,
            Field.PLACE: same_place(gold, predicted),
        }
        if gold.kind is Kind.INCIDENT:
            checks[Field.TYPE] = gold.incident_type is predicted.incident_type
            checks[Field.KILLED] = gold.killed == predicted.killed
        if gold.kind is Kind.MEETING:
            checks[Field.CHANNEL] = gold.channel is predicted.channel
        return checks

    @property
    def shared_names(self) -> int:
        """Participants that are right, with their role."""
        return shared_participants(self.gold, self.predicted)

    @property
    def has_right_participants(self) -> bool:
        """True where none is missing, none too many and every role right."""
        return same_participants(self.gold, self.predicted)

    @property
    def is_exact(self) -> bool:
        """True where the record is right as a whole."""
        return is_exact(self.gold, self.predicted)


@dataclass(frozen=True)
class Comparison:
    """One article: its pairs, the annotated events without a counterpart, and the predicted ones without."""

    article_id: str
    pairs: tuple[Pair, ...]
    missed: tuple[CodedEvent, ...]
    spurious: tuple[CodedEvent, ...]


def compare(gold: Events, predicted: Events) -> Iterator[Comparison]:
    """Compare each article of `gold`. One that is missing from `predicted` counts as having no events there."""
    for article_id, events in gold.items():
        yield compare_article(article_id, events, predicted.get(article_id, ()))


def compare_article(article_id: str, gold: Sequence[CodedEvent], predicted: Sequence[CodedEvent]) -> Comparison:
    """Pair events of the same kind so that the pairs are as alike as possible all together."""
    pairs: list[Pair] = []
    missed: list[CodedEvent] = []
    spurious: list[CodedEvent] = []
    for kind in Kind:
        wanted = [event for event in gold if event.kind is kind]
        found = [event for event in predicted if event.kind is kind]
        chosen = best_pairs([[similarity(one, other) for other in found] for one in wanted])
        pairs += [Pair(wanted[i], found[j]) for i, j in chosen]
        missed += _without(wanted, {i for i, _ in chosen})
        spurious += _without(found, {j for _, j in chosen})
    return Comparison(article_id, tuple(pairs), tuple(missed), tuple(spurious))


def _without(events: list[CodedEvent], taken: set[int]) -> list[CodedEvent]:
    return [event for i, event in enumerate(events) if i not in taken]

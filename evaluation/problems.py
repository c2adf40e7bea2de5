"""What is wrong in a comparison, one problem after another, each with the evidence of the predicted record."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from evaluation.coded_event import CodedEvent
from evaluation.comparison import Comparison, Pair
from schemas.span import Absence, Evidence
from schemas.vocabulary import Kind


class ProblemType(StrEnum):
    """The sorts of error."""

    MISSED = "missed"
    SPURIOUS = "spurious"
    PARTICIPANTS = "wrong participants"
    STATUS = "wrong status"
    DATE = "wrong date"
    COUNTRY = "wrong country"
    PLACE = "wrong place"
    TYPE = "wrong type"
    KILLED = "wrong killed"
    CHANNEL = "wrong channel"


# Which fields of a record's evidence a problem is about, by the beginning of their path.
_FIELDS_OF_EVIDENCE = {
    ProblemType.PARTICIPANTS: ("participants",),
    ProblemType.STATUS: ("status",),
    ProblemType.DATE: ("time",),
    ProblemType.COUNTRY: ("place",),
    ProblemType.PLACE: ("place",),
    ProblemType.TYPE: ("incident_type",),
    ProblemType.KILLED: ("killed",),
    ProblemType.CHANNEL: ("channel",),
}


@dataclass(frozen=True)
class Problem:
    """One error in one article: with both events where a pair has a wrong field, else with the one that is alone."""

    article_id: str
    type: ProblemType
    gold: CodedEvent | None
    predicted: CodedEvent | None

    @property
    def kind(self) -> Kind:
        """The kind of its events."""
        event = self.gold or self.predicted
        assert event is not None  # noqa: S101 - each problem is made with one of them
        return event.kind

    @property
    def confusion(self) -> str | None:
        """For fields with few values, what should be and what is: "scheduled → proposed"."""
        if self.gold is None or self.predicted is None:
            return None
        values = {
            ProblemType.STATUS: (self.gold.status, self.predicted.status),
            ProblemType.TYPE: (self.gold.incident_type, self.predicted.incident_type),
            ProblemType.CHANNEL: (self.gold.channel, self.predicted.channel),
        }.get(self.type)
        return f"{values[0]} → {values[1]}" if values else None

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The predicted record's evidence for the field in question; all of it for a spurious record."""
        return tuple(each for each in self.predicted.evidence if self._is_about(each)) if self.predicted else ()

    @property
    def absences(self) -> tuple[Absence, ...]:
        """Why the field in question is null in the predicted record."""
        return tuple(each for each in self.predicted.absences if self._is_about(each)) if self.predicted else ()

    def _is_about(self, proof: Evidence | Absence) -> bool:
        return proof.field.startswith(_FIELDS_OF_EVIDENCE.get(self.type, ("",)))


def problems(comparisons: Iterable[Comparison]) -> Iterator[Problem]:
    """Every problem, in the order of the articles."""
    for comparison in comparisons:
        article_id = comparison.article_id
        for event in comparison.missed:
            yield Problem(article_id, ProblemType.MISSED, event, None)
        for event in comparison.spurious:
            yield Problem(article_id, ProblemType.SPURIOUS, None, event)
        for pair in comparison.pairs:
            for problem_type in problems_of_pair(pair):
                yield Problem(article_id, problem_type, pair.gold, pair.predicted)


def problems_of_pair(pair: Pair) -> list[ProblemType]:
    """What is wrong in a pair."""
    wrong = [ProblemType[field.name] for field, is_right in pair.checks.items() if not is_right]
    return wrong if pair.has_right_participants else [ProblemType.PARTICIPANTS, *wrong]

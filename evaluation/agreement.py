"""When two events, annotated and predicted, agree in a field, and how much they are alike as a whole."""

from evaluation.coded_event import CodedEvent, CodedParticipant
from evaluation.names import same_name
from schemas.vocabulary import Kind

HALF = 0.5
"""What half means in the definitions: of the days, and of the participants."""


def shared_participants(gold: CodedEvent, predicted: CodedEvent, with_role: bool = True) -> int:
    """How many participants agree, paired one to one in their order.

    Two agree when their names do, or when both are organs of one state; and in their role if asked for.
    """
    open_ones = list(predicted.participants)
    for participant in gold.participants:
        found = next((other for other in open_ones if _same_actor(participant, other, with_role)), None)
        if found is not None:
            open_ones.remove(found)
    return len(predicted.participants) - len(open_ones)


def same_dates(gold: CodedEvent, predicted: CodedEvent) -> bool:
    """True where neither has a date, or at least half of the days that either covers are covered by both."""
    if gold.days is None and predicted.days is None:
        return True
    overlap = _date_overlap(gold, predicted)
    return overlap is not None and overlap >= HALF


def same_place(gold: CodedEvent, predicted: CodedEvent) -> bool:
    """True where the places have the same name, or neither event has one; a gold country also by its code."""
    if gold.place is None or predicted.place is None:
        return gold.place is predicted.place
    return same_name(gold.place.name, predicted.place.name) or gold.place.name == predicted.place.country


def is_exact(gold: CodedEvent, predicted: CodedEvent) -> bool:
    """True where status, dates, country, every participant with its role and an incident's type are all right."""
    return (
        gold.status is predicted.status
        and same_dates(gold, predicted)
        and gold.country == predicted.country
        and same_participants(gold, predicted)
        and (gold.kind is not Kind.INCIDENT or gold.incident_type is predicted.incident_type)
    )


def same_participants(gold: CodedEvent, predicted: CodedEvent) -> bool:
    """True where every participant of either has its counterpart, in the same role."""
    return shared_participants(gold, predicted) == len(gold.participants) == len(predicted.participants)


def similarity(gold: CodedEvent, predicted: CodedEvent) -> float:
    """How much two events of one kind are alike; 0 where they may not be taken for the same one.

    They may where the triggers overlap, or where half of the participants agree and the dates do not contradict.
    """
    same_trigger = _triggers_overlap(gold, predicted)
    participants = _participant_overlap(gold, predicted)
    dates = _date_overlap(gold, predicted)
    if not same_trigger and (participants < HALF or not gold.participants or dates == 0):
        return 0.0
    same_country = gold.country == predicted.country
    same_type = gold.incident_type is predicted.incident_type
    return 2 * same_trigger + 2 * participants + (dates or 0.0) + same_country + 0.5 * same_type


def _same_actor(one: CodedParticipant, other: CodedParticipant, with_role: bool) -> bool:
    if with_role and one.role is not other.role:
        return False
    is_same_state = one.kind == other.kind == "government" and one.country is not None and one.country == other.country
    return is_same_state or same_name(one.name, other.name)


def _participant_overlap(gold: CodedEvent, predicted: CodedEvent) -> float:
    """F1 of the participants, whatever their roles; 1 where neither event has any."""
    together = len(gold.participants) + len(predicted.participants)
    return 2 * shared_participants(gold, predicted, with_role=False) / together if together else 1.0


def _date_overlap(gold: CodedEvent, predicted: CodedEvent) -> float | None:
    """Days in both over days in either; None where one has no date."""
    if gold.days is None or predicted.days is None:
        return None
    (first, last), (other_first, other_last) = gold.days, predicted.days
    in_both = (min(last, other_last) - max(first, other_first)).days + 1
    in_either = (max(last, other_last) - min(first, other_first)).days + 1
    return max(in_both, 0) / in_either


def _triggers_overlap(gold: CodedEvent, predicted: CodedEvent) -> bool:
    one, other = gold.trigger, predicted.trigger
    return one is not None and other is not None and one.start < other.end and other.start < one.end

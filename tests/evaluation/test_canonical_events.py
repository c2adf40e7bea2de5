"""Published events beside the annotated ones."""

from datetime import date

from evaluation.canonical_events import canonical_figures
from evaluation.coded_event import CodedEvent
from evaluation.comparison import Field
from evaluation.told_events import Told


def meeting(day: int, status: str = "occurred", place: str = "Jakarta") -> CodedEvent:
    return CodedEvent.model_validate(
        {"kind": "meeting", "status": status, "start": date(2023, 7, day), "place": {"name": place, "country": "IDN"}}
    )


def told(event: str, event_id: str | None) -> Told:
    return Told("a", CodedEvent.model_validate({"kind": "meeting", "status": "occurred", "event": event}), event_id)


def test_an_event_is_held_against_the_published_one_that_most_of_its_records_are_in() -> None:
    records = [told("jakarta", "e1"), told("jakarta", "e2"), told("jakarta", "e2")]
    published = {"e1": meeting(13), "e2": meeting(12, "scheduled")}
    figures = canonical_figures(records, {"jakarta": meeting(13)}, published)
    assert figures.events == 1
    assert figures.accuracy == {Field.STATUS: 0, Field.DATE: 0, Field.COUNTRY: 1, Field.PLACE: 1}


def test_the_share_is_over_events_however_many_tell_of_them() -> None:
    records = [told("one", "e1")] * 5 + [told("other", "e2")] * 2
    published = {"e1": meeting(13), "e2": meeting(13, "scheduled")}
    figures = canonical_figures(records, {"one": meeting(13), "other": meeting(13)}, published)
    assert (figures.events, figures.accuracy[Field.STATUS]) == (2, 0.5)


def test_events_told_once_and_records_that_were_missed_do_not_count() -> None:
    records = [told("once", "e1"), told("missed", None), told("missed", "e1")]
    figures = canonical_figures(records, {"once": meeting(13), "missed": meeting(13)}, {"e1": meeting(13)})
    assert (figures.events, figures.accuracy[Field.STATUS]) == (0, None)

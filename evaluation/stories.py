"""Stories: articles whose annotated records also say which event of the world each tells of.

A set of stories is a folder with `articles/`, `records.jsonl` (the codebook's form, `event` in each record) and
`events.jsonl` (an event a line: what it is, how it came out, when and where).
"""

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from pydantic import ValidationError

from evaluation.coded_event import CodedEvent, CodedPlace, Events, read_events
from schemas.base import Model
from schemas.errors import WrongConfiguration
from schemas.vocabulary import Kind, Status

PROJECT = Path(__file__).parents[1]
OWN_SETS = {
    "development": PROJECT / "benchmarks" / "stories" / "development",
    "held-out": PROJECT / "benchmarks" / "stories" / "held_out",
    "seeds": PROJECT / "seeds",
}
"""The sets of this project by name. Whoever works on resolution looks at no error of the held-out ones."""


class StoryEvent(Model):
    """An event of the world as all articles of its family leave it."""

    event: str
    family: str
    kind: Kind
    status: Status
    start: date | None
    end: date | None
    place: str | None
    country: str | None
    what: str

    @property
    def coded(self) -> CodedEvent:
        """The event in the form of records, as far as it is described."""
        place = CodedPlace(name=self.place, country=self.country) if self.place else None
        return CodedEvent(kind=self.kind, status=self.status, start=self.start, end=self.end, place=place)


class StorySet(Model):
    """Annotated articles, and the events that their records name."""

    name: str
    articles: Path
    records: Events
    events: dict[str, StoryEvent]


def read_story_set(folder: Path, name: str = "") -> StorySet:
    """The set in a folder; its name is the folder's where none is given.

    Raises WrongConfiguration for a file that is missing or malformed, and where the records and the events do not go
    together: a record without an event, an event that is not described or of another kind, one twice in an article.
    """
    records, events = read_events(folder / "records.jsonl"), _read_story_events(folder / "events.jsonl")
    for article_id, told in records.items():
        _check(article_id, told, events)
    return StorySet(name=name or folder.name, articles=folder / "articles", records=records, events=events)


def _check(article_id: str, told: Sequence[CodedEvent], events: dict[str, StoryEvent]) -> None:
    names = [event.event for event in told]
    for event in told:
        described = events.get(event.event or "")
        if described is None:
            problem = f"event {event.event!r} is not in events.jsonl" if event.event else "a record names no event"
        elif described.kind is not event.kind:
            problem = f"event {event.event!r} is a {described.kind}, its record a {event.kind}"
        elif names.count(event.event) > 1:
            problem = f"event {event.event!r} has two records: later mentions add to the first"
        else:
            continue
        raise WrongConfiguration(f"records.jsonl, article {article_id}: {problem}")


def _read_story_events(path: Path) -> dict[str, StoryEvent]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise WrongConfiguration(
            f"{path} cannot be read: {error}", "Name a folder with articles/, records.jsonl and events.jsonl."
        ) from error
    events: dict[str, StoryEvent] = {}
    for number, line in enumerate(lines, 1):
        try:
            event = StoryEvent.model_validate(json.loads(line))
        except (json.JSONDecodeError, ValidationError) as error:
            raise WrongConfiguration(f"{path}:{number}: this describes no event: {error}") from error
        if event.event in events:
            raise WrongConfiguration(f"{path}:{number}: event {event.event!r} stands here a second time")
        events[event.event] = event
    return events

"""The stories of this project: their annotations keep to the codebook, and their hard cases are there."""

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from cli.predictions import annotated_articles
from evaluation.annotated_records import annotated_records
from evaluation.stories import OWN_SETS, StorySet, read_story_set
from schemas.article import Article
from schemas.countries import country_codes
from schemas.errors import WrongConfiguration
from schemas.vocabulary import Basis, Channel, Kind, Status


@pytest.fixture(scope="module", params=OWN_SETS)
def stories(request: pytest.FixtureRequest) -> StorySet:
    return read_story_set(OWN_SETS[request.param], request.param)


@pytest.fixture(scope="module")
def articles(stories: StorySet) -> dict[str, Article]:
    return {article.article_id: article for article in annotated_articles(stories.articles, stories.records)}


def test_every_annotated_article_is_there_and_makes_valid_records(
    stories: StorySet, articles: dict[str, Article]
) -> None:
    assert list(articles) == list(stories.records)
    for article_id, events in stories.records.items():
        # Validates kinds, roles, countries and dates, and that every trigger stands where it says.
        assert len(annotated_records(articles[article_id], events).records) == len(events)


def test_every_event_is_told_and_ends_as_somebody_tells_it(stories: StorySet) -> None:
    told = [event for events in stories.records.values() for event in events]
    assert {event.event for event in told} == set(stories.events)
    for name, event in stories.events.items():
        records = [each for each in told if each.event == name]
        assert event.country is None or event.country in country_codes(), name
        if event.status is not Status.OCCURRED:
            assert event.status in {each.status for each in records}, name


def test_what_happens_on_a_call_has_no_place_and_what_has_a_place_is_in_person(stories: StorySet) -> None:
    for events in stories.records.values():
        for event in events:
            if event.kind is Kind.MEETING and event.channel in (Channel.PHONE, Channel.VIDEO):
                assert event.place is None, event


def test_dates_fit_what_has_happened(stories: StorySet, articles: dict[str, Article]) -> None:
    for article_id, events in stories.records.items():
        published = articles[article_id].published
        for event in events:
            if published is None or event.start is None or event.end is None:
                continue
            if event.basis is Basis.PUBLICATION:
                assert event.start == event.end == published, (article_id, event)
            if event.status is Status.SCHEDULED:
                assert event.end >= published, (article_id, event)
            if event.status is Status.OCCURRED:
                assert event.start <= published, (article_id, event)


def test_names_of_people_are_those_of_their_article(stories: StorySet, articles: dict[str, Article]) -> None:
    for article_id, events in stories.records.items():
        for participant in (participant for event in events for participant in event.participants):
            if participant.kind in ("person", "group"):
                assert participant.name in articles[article_id].text, (article_id, participant)


def test_articles_are_short_and_each_outlet_is_made_up(stories: StorySet, articles: dict[str, Article]) -> None:
    for article in articles.values():
        assert 60 <= len(article.text.split()) <= 250, article.article_id
        assert article.url is None or ".example." in article.url, article.article_id


@pytest.mark.parametrize("name", ["development", "held-out"])
def test_events_are_told_in_several_articles_and_several_ways(name: str) -> None:
    stories = read_story_set(OWN_SETS[name], name)
    told = Counter(event.event for events in stories.records.values() for event in events)
    assert sum(count > 1 for count in told.values()) >= 12
    assert sum(count == 1 for count in told.values()) >= 5, "events told once are there to be wrongly merged"
    assert {event.kind for event in stories.events.values()} == set(Kind)
    statuses = {event.status for events in stories.records.values() for event in events}
    assert {Status.OCCURRED, Status.SCHEDULED, Status.PROPOSED, Status.POSTPONED} <= statuses


def test_no_event_and_no_article_is_in_two_sets() -> None:
    sets = [read_story_set(folder, name) for name, folder in OWN_SETS.items()]
    for one in sets:
        for other in sets[sets.index(one) + 1 :]:
            assert not set(one.events) & set(other.events)
            assert not set(one.records) & set(other.records)


@pytest.fixture
def folder(tmp_path: Path) -> Callable[..., Path]:
    """A function that writes a set of one article with these events, named in the records and in events.jsonl."""

    def write(told: list[dict[str, object]], described: list[dict[str, object]]) -> Path:
        usual = {"kind": "meeting", "status": "occurred"}
        empty = dict.fromkeys(("start", "end", "place", "country"))
        line = {"id": "a", "events": [usual | event for event in told]}
        (tmp_path / "records.jsonl").write_text(json.dumps(line))
        events = [usual | empty | {"family": "f", "what": "w"} | event for event in described]
        (tmp_path / "events.jsonl").write_text("\n".join(map(json.dumps, events)))
        return tmp_path

    return write


@pytest.mark.parametrize(
    ("told", "described", "problem"),
    [
        ([{}], [{"event": "x"}], "a record names no event"),
        ([{"event": "y"}], [{"event": "x"}], "event 'y' is not in events.jsonl"),
        ([{"event": "x"}, {"event": "x"}], [{"event": "x"}], "event 'x' has two records"),
        ([{"event": "x"}], [{"event": "x", "kind": "visit"}], "event 'x' is a visit, its record a meeting"),
        ([{"event": "x"}], [{"event": "x"}, {"event": "x"}], "event 'x' stands here a second time"),
        ([{"event": "x"}], [{"event": "x", "status": "over"}], "events.jsonl:1: this describes no event"),
    ],
)
def test_records_and_events_that_do_not_go_together_are_refused(
    folder: Callable[..., Path], told: list[dict[str, object]], described: list[dict[str, object]], problem: str
) -> None:
    with pytest.raises(WrongConfiguration, match=problem):
        read_story_set(folder(told, described))


def test_a_folder_without_stories_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WrongConfiguration, match=r"records.jsonl cannot be read"):
        read_story_set(tmp_path)

"""The sample articles can be read as they are, and their annotated records fit them."""

import json
from collections import Counter
from datetime import date
from typing import Any

import pytest

import seeds
from schemas.article import Article
from schemas.countries import country_codes
from schemas.vocabulary import (
    ROLES_BY_KIND,
    ActorKind,
    Channel,
    IncidentType,
    Kind,
    Role,
    Status,
)
from sources.read import read


@pytest.fixture(scope="module")
def articles() -> dict[str, Article]:
    found = list(read([str(seeds.articles_folder())]))
    assert all(isinstance(item, Article) for item in found), found
    return {article.article_id: article for article in found if isinstance(article, Article)}


@pytest.fixture(scope="module")
def events() -> dict[str, list[dict[str, Any]]]:
    lines = seeds.records_file().read_text(encoding="utf-8").splitlines()
    return {line["id"]: line["events"] for line in map(json.loads, lines)}


def test_every_article_has_its_line_of_records(
    articles: dict[str, Article], events: dict[str, list[dict[str, Any]]]
) -> None:
    assert len(articles) >= 14
    assert list(events) == list(articles)


def test_every_format_is_among_the_articles() -> None:
    suffixes = Counter(path.suffix for path in seeds.articles_folder().iterdir())
    assert set(suffixes) == {".txt", ".md", ".html", ".json", ".jsonl"}
    assert suffixes.most_common(1)[0][0] == ".txt"


def test_the_articles_are_short_and_of_two_outlets_that_do_not_exist(articles: dict[str, Article]) -> None:
    for article in articles.values():
        assert 80 <= len(article.text.split()) <= 250, article.article_id
        assert article.source in ("Harbour Wire", "The Meridian")


def test_one_article_has_no_date_and_one_no_records(
    articles: dict[str, Article], events: dict[str, list[dict[str, Any]]]
) -> None:
    assert [i for i, article in articles.items() if article.published is None] == ["undated-tehran-riyadh"]
    assert [i for i, found in events.items() if not found] == ["world-cup-final"]


def test_triggers_stand_where_the_records_say(
    articles: dict[str, Article], events: dict[str, list[dict[str, Any]]]
) -> None:
    for article_id, found in events.items():
        for event in found:
            trigger = event["trigger"]
            there = articles[article_id].text[trigger["start"] : trigger["end"]]
            assert there == trigger["text"], article_id


def test_people_are_named_as_the_article_names_them(
    articles: dict[str, Article], events: dict[str, list[dict[str, Any]]]
) -> None:
    for article_id, found in events.items():
        for event in found:
            for participant in event["participants"]:
                if participant["kind"] == ActorKind.PERSON:
                    assert participant["name"] in articles[article_id].text


def test_the_records_keep_to_the_codebook(events: dict[str, list[dict[str, Any]]]) -> None:
    for event in (event for found in events.values() for event in found):
        kind = Kind(event["kind"])
        Status(event["status"])
        for participant in event["participants"]:
            assert Role(participant["role"]) in ROLES_BY_KIND[kind]
            assert participant["country"] in {None, *country_codes()}
        for place in [event["place"], *event.get("places", [])]:
            assert place is None or place["country"] in country_codes()
        if kind is Kind.MEETING:
            assert event["place"] is None or Channel(event["channel"]) is Channel.IN_PERSON
        if kind is Kind.INCIDENT:
            IncidentType(event["incident_type"])


def test_the_dates_of_the_records_are_real_and_not_taken_from_a_date_that_is_missing(
    articles: dict[str, Article], events: dict[str, list[dict[str, Any]]]
) -> None:
    for article_id, found in events.items():
        published = articles[article_id].published
        for event in found:
            assert (event["start"] is None) == (event["basis"] == "none") == (event["precision"] == "unknown")
            if event["start"]:
                assert date.fromisoformat(event["start"]) <= date.fromisoformat(event["end"])
            if event["basis"] == "publication":
                assert event["start"] == event["end"] == str(published)
            if published and event["start"] and event["status"] == "occurred":
                assert event["start"] <= str(published)
            if published and event["start"] and event["status"] == "scheduled":
                assert event["end"] >= str(published)


def test_every_kind_and_status_that_the_stories_need_occurs(events: dict[str, list[dict[str, Any]]]) -> None:
    occurring = {(event["kind"], event["status"]) for found in events.values() for event in found}
    assert {
        ("meeting", "scheduled"),
        ("meeting", "occurred"),
        ("meeting", "cancelled"),
        ("meeting", "denied"),
        ("meeting", "proposed"),
        ("visit", "postponed"),
        ("visit", "cancelled"),
        ("incident", "occurred"),
    } <= occurring
    types = {event.get("incident_type") for found in events.values() for event in found}
    assert {"cyberattack", "expulsion", "armed_attack", "protest"} <= types

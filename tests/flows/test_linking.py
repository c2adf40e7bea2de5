"""Participants of a warehouse linked with actors: whatever the order and the batches, and from scratch the same."""

import random
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

import seeds
from flows.pipeline import run
from flows.reference_import import import_reference
from flows.resolving import resolve_events
from schemas.article import Article
from schemas.office import OfficeHolding
from schemas.records import ArticleRecords, Meeting, Participant, TimeSpan
from schemas.span import Absence, Evidence, TextSpan
from schemas.vocabulary import AbsenceReason, ActorKind, Basis, Channel, Precision, Role, Status
from warehouse.actor_story import actor_story, find_actors
from warehouse.home import Home
from warehouse.lake import write_articles, write_offices, write_records
from warehouse.loader import load_pending
from warehouse.publish import publish
from warehouse.query import query
from warehouse.rebuild import rebuild

MONDAY = datetime(2023, 7, 10, 8, 0, tzinfo=UTC)
REFERENCE = [
    OfficeHolding(name="Antony Blinken", country="USA", office="Secretary of State", start=date(2021, 1, 26)),
    OfficeHolding(name="Qin Gang", country="CHN", office="Foreign Minister", start=date(2022, 12, 30)),
]
Who = tuple[str, str | None, str | None]
PEOPLE: list[Who] = [
    ("Antony Blinken", "USA", "Secretary of State"),
    ("Blinken", "USA", None),
    ("Secretary of State of United States", "USA", "Secretary of State"),
    ("Qin Gang", "CHN", None),
    ("Foreign minister of China", "CHN", "foreign minister"),
    ("Wang Yi", "CHN", "diplomat"),
    ("Wang", "CHN", None),
    ("Sergei Lavrov", "RUS", "foreign minister"),
    ("Sergey Lavrov", "RUS", None),
    ("Lavrov", None, None),
]


def told(number: int, who: Sequence[Who], on: date) -> ArticleRecords:
    """An article that tells of one meeting, and its record."""
    text = f"{' and '.join(name for name, _, _ in who)} met."
    article = Article(article_id=f"article-{number:03}", text=text, published=on, source="Wire")

    def span(words: str) -> TextSpan:
        return TextSpan(text=words, start=text.index(words), end=text.index(words) + len(words))

    named = [
        (f"participants.{i}.{field}", name)
        for i, (name, country, _) in enumerate(who)
        for field in ("name", "role", *(("country",) if country else ()))
    ]
    record = Meeting(
        record_id=f"record-{number:03}",
        article_id=article.article_id,
        status=Status.OCCURRED,
        trigger=span("met"),
        participants=tuple(
            Participant(name=name, role=Role.PARTICIPANT, country=country, kind=ActorKind.PERSON, office=office)
            for name, country, office in who
        ),
        time=TimeSpan(start=on, end=on, precision=Precision.DAY, basis=Basis.STATED),
        channel=Channel.UNKNOWN,
        evidence=tuple(
            Evidence(field=field, span=span(words)) for field, words in [*named, ("status", "met"), ("time", "met")]
        ),
        absences=(
            *(
                Absence(field=f"participants.{i}.country", reason=AbsenceReason.NOT_STATED)
                for i, (_, country, _) in enumerate(who)
                if not country
            ),
            Absence(field="place", reason=AbsenceReason.NOT_STATED),
            Absence(field="channel", reason=AbsenceReason.NOT_STATED),
        ),
    )
    return ArticleRecords(article=article, extractor="first", records=(record,))


def news(count: int, seed: int) -> list[ArticleRecords]:
    chance = random.Random(seed)  # noqa: S311 - no secret
    return [
        told(number, chance.sample(PEOPLE, 2), date(2023, 5, 1) + timedelta(chance.randrange(100)))
        for number in range(count)
    ]


def put(home: Home, extracted: Sequence[ArticleRecords]) -> None:
    """The articles and records loaded and resolved, as a run does it."""
    write_articles(home, [each.article for each in extracted], MONDAY)
    write_records(home, extracted, MONDAY)
    load_pending(home, MONDAY)
    resolve_events(home, MONDAY)


def links(home: Home) -> list[dict[str, object]]:
    publish(home, MONDAY)
    return (
        query(home, "SELECT * FROM actor_link ORDER BY ALL").to_pylist()
        + query(home, "SELECT * FROM dim_actor ORDER BY ALL").to_pylist()
    )


@pytest.mark.parametrize("seed", range(3))
def test_any_batching_with_the_reference_before_or_after_gives_the_same_links(tmp_path: Path, seed: int) -> None:
    articles = news(30, seed)
    at_once = Home.open(tmp_path / "at-once")
    write_offices(at_once, REFERENCE, MONDAY)
    put(at_once, articles)
    expected = links(at_once)
    chance = random.Random(seed)  # noqa: S311 - no secret
    chance.shuffle(articles)
    in_parts = Home.open(tmp_path / "in-parts")
    for start in range(0, len(articles), 11):
        put(in_parts, articles[start : start + 11])
    write_offices(in_parts, REFERENCE, MONDAY)
    put(in_parts, articles[:1])
    assert links(in_parts) == expected
    in_parts.warehouse_file.unlink()
    rebuild(in_parts, MONDAY)
    resolve_events(in_parts, MONDAY)
    assert links(in_parts) == expected


def test_an_actor_is_one_row_under_all_names_and_tells_its_story(tmp_path: Path) -> None:
    home = Home.open(tmp_path)
    write_offices(home, REFERENCE, MONDAY)
    blinken, short, office, qin = PEOPLE[:4]
    put(home, [told(i, (who, qin), date(2023, 7, i + 1)) for i, who in enumerate((blinken, short, office))])
    publish(home, MONDAY)
    (found,) = find_actors(home, ["blinken"])
    assert (found.record_count, found.identity_code) == (3, "reference")
    story = actor_story(home, found.actor_id, limit=2)
    assert story.event_count == 3
    assert [event.start_date for event in story.events] == [date(2023, 7, 2), date(2023, 7, 3)]
    assert {name.mention_text for name in story.names} == {name for name, _, _ in (blinken, short, office)}
    assert [(each.actor_name, each.event_count) for each in story.company] == [("Qin Gang", 3)]
    assert story.offices[0].start_date == date(2021, 1, 26)
    (redirect,) = query(
        home,
        "SELECT old_actor_id FROM actor_redirect WHERE actor_id = (SELECT actor_id FROM actor_link "
        "WHERE mention_text = 'Blinken') LIMIT 1",
    ).column(0)
    assert actor_story(home, redirect.as_py(), 5).actor_id == found.actor_id


def test_a_home_published_without_linking_shows_bare_names(tmp_path: Path) -> None:
    home = Home.open(tmp_path)
    extracted = news(3, 1)
    write_articles(home, [each.article for each in extracted], MONDAY)
    write_records(home, extracted, MONDAY)
    load_pending(home, MONDAY)
    publish(home, MONDAY)
    assert query(home, "SELECT DISTINCT reason_code, actor_id FROM actor_link").to_pylist() == [
        {"reason_code": "not_tried", "actor_id": None}
    ]
    assert query(home, "SELECT DISTINCT identity_code FROM dim_actor").to_pylist() == [{"identity_code": "name"}]


def test_the_french_foreign_minister_of_march_2023_is_somebody(tmp_path: Path) -> None:
    (tmp_path / "march.jsonl").write_text(
        '{"id": "beijing", "published": "2023-03-15", "text": '
        '"The French foreign minister met her Chinese counterpart Qin Gang in Beijing on Tuesday."}\n'
        '{"id": "berlin", "published": "2023-03-20", "text": '
        '"Colonna met Annalena Baerbock in Berlin on Monday, the French foreign ministry said."}\n'
    )
    home = Home.open(tmp_path / "home")
    import_reference(home, seeds.office_holders_file(), MONDAY)
    run([str(tmp_path / "march.jsonl")], home)
    (colonna,) = find_actors(home, ["Catherine", "Colonna"])
    assert colonna.alias_names == "Colonna; Foreign minister of France"

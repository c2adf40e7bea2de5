"""Events that grow with every run are those that come out when everything is read at once."""

import random
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flows.resolving import Resolved, resolve_events
from schemas.article import Article
from schemas.records import ArticleRecords, Meeting, Participant, Place, TimeSpan
from schemas.span import Absence, Evidence, TextSpan
from schemas.vocabulary import AbsenceReason, ActorKind, Basis, Channel, Precision, Role, Status
from warehouse.database import warehouse
from warehouse.home import Home
from warehouse.lake import write_articles, write_records
from warehouse.loader import load_pending

MONDAY = datetime(2023, 7, 10, 8, 0, tzinfo=UTC)
PEOPLE = {"Blinken": "USA", "Wang": "CHN", "Lavrov": "RUS", "Fidan": "TUR"}
PLACES = {"Jakarta": "IDN", "Vienna": "AUT", "Ankara": "TUR"}


def told(number: int, who: Sequence[str], where: str, on: date, published: date, status: Status) -> ArticleRecords:
    """An article that tells of one meeting, and its record."""
    text = f"{' and '.join(who)} met in {where}."
    article = Article(article_id=f"article-{number:03}", text=text, published=published, source="Wire")

    def span(words: str) -> TextSpan:
        return TextSpan(text=words, start=text.index(words), end=text.index(words) + len(words))

    def proof(field: str, words: str) -> Evidence:
        return Evidence(field=field, span=span(words))

    record = Meeting(
        record_id=f"record-{number:03}-{on}-{status}",
        article_id=article.article_id,
        status=status,
        trigger=span("met"),
        participants=tuple(
            Participant(name=name, role=Role.PARTICIPANT, country=PEOPLE[name], kind=ActorKind.PERSON) for name in who
        ),
        place=Place(name=where, country=PLACES[where]),
        time=TimeSpan(start=on, end=on, precision=Precision.DAY, basis=Basis.STATED),
        channel=Channel.UNKNOWN,
        evidence=(
            *(proof(field, "met") for field in ("status", "time")),
            *(proof(field, where) for field in ("place", "place.country")),
            *(
                proof(f"participants.{i}.{field}", name)
                for i, name in enumerate(who)
                for field in ("name", "role", "country")
            ),
        ),
        absences=(Absence(field="channel", reason=AbsenceReason.NOT_STATED),),
    )
    return ArticleRecords(article=article, extractor="first", records=(record,))


def news(count: int, seed: int) -> list[ArticleRecords]:
    """So many articles on the meetings of two weeks, many of them on the same ones."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    found = []
    for number in range(count):
        on = date(2023, 7, 1) + timedelta(chance.randrange(14))
        status = chance.choice([Status.SCHEDULED, Status.POSTPONED, Status.OCCURRED, Status.OCCURRED])
        told_on = on + timedelta(chance.randrange(3) * (1 if status is Status.OCCURRED else -1))
        found.append(told(number, chance.sample(sorted(PEOPLE), 2), chance.choice(sorted(PLACES)), on, told_on, status))
    return found


def put(home: Home, extracted: Sequence[ArticleRecords], now: datetime = MONDAY) -> Resolved:
    """The articles and records loaded and resolved, as a run does it."""
    write_articles(home, [each.article for each in extracted], now)
    write_records(home, extracted, now)
    load_pending(home, now)
    return resolve_events(home, now)


def events(home: Home) -> dict[str, object]:
    """The event of each record, and what each event of several records is."""
    with warehouse(home) as connection:
        records = connection.execute("SELECT record_id, event_id FROM resolved_record ORDER BY ALL").fetchall()
        known = connection.execute("SELECT * FROM resolved_event ORDER BY event_id").fetchall()
    return {"records": records, "events": known}


@pytest.fixture(scope="module")
def at_once(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[ArticleRecords], dict[str, object]]:
    extracted = news(60, seed=1)
    home = Home.open(tmp_path_factory.mktemp("at-once"))
    summary = put(home, extracted)
    assert summary.new == 60
    assert 15 < summary.events < 50
    return extracted, events(home)


@pytest.mark.parametrize("seed", range(4))
def test_any_order_and_any_batches_give_the_same_events(
    at_once: tuple[list[ArticleRecords], dict[str, object]], tmp_path: Path, seed: int
) -> None:
    extracted, expected = at_once
    chance = random.Random(seed)  # noqa: S311 - no secret
    order = chance.sample(extracted, len(extracted))
    cuts = sorted(chance.sample(range(1, len(order)), seed + 1))
    home = Home.open(tmp_path / "home")
    for number, (start, end) in enumerate(zip([0, *cuts], [*cuts, len(order)], strict=True)):
        put(home, order[start:end], MONDAY + timedelta(hours=number))
    assert events(home) == expected


@pytest.mark.parametrize("seed", range(3))
def test_nor_does_the_order_matter_where_many_records_crowd_under_one_key(
    at_once: tuple[list[ArticleRecords], dict[str, object]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    seed: int,
) -> None:
    extracted, _ = at_once
    of_all_pairs = put(Home.open(tmp_path / "all-pairs"), extracted)
    monkeypatch.setattr("warehouse.resolution_state._NEAR", 3)
    straight = Home.open(tmp_path / "straight")
    assert put(straight, extracted).compared < of_all_pairs.compared
    order = random.Random(seed).sample(extracted, len(extracted))  # noqa: S311 - no secret
    mixed = Home.open(tmp_path / "mixed")
    for number in range(seed + 2):
        put(mixed, order[number :: seed + 2], MONDAY + timedelta(hours=number))
    # A correction and its withdrawal: what was gone comes back.
    other = told(0, ("Lavrov", "Fidan"), "Ankara", date(2023, 7, 5), date(2023, 7, 5), Status.OCCURRED)
    put(mixed, [other], MONDAY + timedelta(days=1))
    put(mixed, [extracted[0]], MONDAY + timedelta(days=2))
    assert events(mixed) == events(straight)


@pytest.mark.slow
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10_000), packages=st.integers(1, 9))
def test_300_articles_in_20_orders_and_batchings_give_the_same_events(
    tmp_path_factory: pytest.TempPathFactory, seed: int, packages: int
) -> None:
    extracted = news(300, seed=7)
    straight = Home.open(tmp_path_factory.mktemp("straight"))
    put(straight, extracted)
    mixed = Home.open(tmp_path_factory.mktemp("mixed"))
    order = random.Random(seed).sample(extracted, len(extracted))  # noqa: S311 - no secret
    for number in range(packages):
        put(mixed, order[number::packages], MONDAY + timedelta(hours=number))
    assert events(mixed) == events(straight)


def test_what_is_known_already_is_not_compared_again(tmp_path: Path) -> None:
    home, extracted = Home.open(tmp_path / "home"), news(30, seed=2)
    put(home, extracted[:29])
    before = events(home)
    assert resolve_events(home, MONDAY).compared == 0
    assert events(home) == before
    assert put(home, extracted[29:], MONDAY + timedelta(hours=1)).compared < 30


def test_an_event_falls_apart_when_the_article_between_is_corrected(tmp_path: Path) -> None:
    who, day = ("Blinken", "Wang"), date(2023, 7, 5)
    planned = told(1, who, "Jakarta", day, date(2023, 7, 1), Status.SCHEDULED)
    put_off = told(2, who, "Jakarta", day, date(2023, 7, 3), Status.POSTPONED)
    held = told(3, who, "Jakarta", day + timedelta(40), date(2023, 8, 14), Status.OCCURRED)
    home = Home.open(tmp_path / "home")
    assert put(home, [planned, put_off, held]).events == 1
    elsewhere = told(2, ("Lavrov", "Fidan"), "Ankara", day, date(2023, 7, 3), Status.POSTPONED)
    changed = put(home, [elsewhere], MONDAY + timedelta(days=1))
    assert (changed.gone, changed.new, changed.events) == (1, 1, 3)


def test_a_crash_leaves_the_events_as_they_were(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home, extracted = Home.open(tmp_path / "home"), news(20, seed=3)
    put(home, extracted[:10])
    before = events(home)
    with monkeypatch.context() as patched:
        patched.setattr("flows.resolving.event_of", _fail)
        patched.setattr("warehouse.resolution_state.ResolutionState.keep_pairs", _fail)
        with pytest.raises(MemoryError):
            put(home, extracted[10:], MONDAY + timedelta(hours=1))
    assert events(home) == before
    put(home, extracted[10:], MONDAY + timedelta(hours=1))
    straight = Home.open(tmp_path / "straight")
    put(straight, extracted)
    assert events(home) == events(straight)


def _fail(*_: object) -> None:
    raise MemoryError

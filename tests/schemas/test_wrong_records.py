"""A wrong record cannot be made: each rule of docs/codebook.md that a model can hold, by the complaint it gives."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

from schemas.article import Article
from schemas.codebook import record_object
from schemas.records import (
    ArticleRecords,
    Incident,
    Meeting,
    Participant,
    Place,
    Record,
    RecordAdapter,
    Relation,
    TimeSpan,
    Visit,
)
from schemas.span import Absence, Evidence, TextSpan
from schemas.vocabulary import (
    AbsenceReason,
    ActorKind,
    Basis,
    Channel,
    IncidentType,
    Inference,
    Precision,
    Role,
    Status,
)

TEXT = "Wang met Blinken in Jakarta on Thursday."
ARTICLE = Article(article_id="a", text=TEXT, published=date(2023, 7, 13))
MET = TextSpan(text="met", start=5, end=8)
THE_DAY = TimeSpan(start=date(2023, 7, 13), end=date(2023, 7, 13), precision=Precision.DAY, basis=Basis.PUBLICATION)
WANG = Participant(name="Wang", role=Role.PARTICIPANT, country="CHN", kind=ActorKind.PERSON)
JAKARTA = Place(name="Jakarta", country="IDN")


def proven(*fields: str) -> tuple[Evidence, ...]:
    return tuple(Evidence(field=field, inference=Inference.CONTEXT) for field in fields)


def meeting(**changes: Any) -> Meeting:
    """A meeting that is right in every field, but for the changes."""
    fields: dict[str, Any] = {
        "record_id": "a-1",
        "article_id": "a",
        "status": Status.OCCURRED,
        "trigger": MET,
        "participants": (WANG,),
        "place": JAKARTA,
        "time": THE_DAY,
        "channel": Channel.IN_PERSON,
        "evidence": proven(
            *(f"topics.{i}" for i in range(len(changes.get("topics", ())))),
            *(f"relations.{i}" for i in range(len(changes.get("relations", ())))),
            "status",
            "time",
            "place",
            "participants.0.name",
            "participants.0.role",
            "participants.0.country",
            "place.country",
            "channel",
        ),
    }
    return Meeting(**(fields | changes))


def bare(kind: type[Visit] | type[Incident], **changes: Any) -> Visit | Incident:
    """A record that knows nothing but its trigger, and says so."""
    absent = ["time", "place", *(["killed", "injured"] if kind is Incident else [])]
    fields: dict[str, Any] = {
        "record_id": "a-1",
        "article_id": "a",
        "status": Status.OCCURRED,
        "trigger": MET,
        "evidence": proven("status", *(["incident_type"] if kind is Incident else [])),
        "absences": tuple(Absence(field=field, reason=AbsenceReason.NOT_STATED) for field in absent),
    }
    return kind(**(fields | changes))


def test_a_meeting_of_which_everything_is_proven_is_a_record() -> None:
    extracted = ArticleRecords(article=ARTICLE, extractor="test", records=(meeting(),))
    assert extracted.records[0].kind == "meeting"


@pytest.mark.parametrize(
    ("make", "complaint"),
    [
        (lambda: TextSpan(text="met", start=5, end=9), "cannot hold 3 characters"),
        (lambda: TextSpan(text="", start=5, end=5), "at least 1 character"),
        (lambda: TextSpan(text="met", start=-3, end=0), "greater than or equal to 0"),
        (lambda: Evidence(field="time"), "neither a span nor an inference"),
        (lambda: TimeSpan(start=date(2023, 7, 13)), "together or not at all"),
        (
            lambda: TimeSpan(
                start=date(2023, 7, 14), end=date(2023, 7, 13), precision=Precision.WEEK, basis=Basis.STATED
            ),
            "before the start",
        ),
        (lambda: TimeSpan(precision=Precision.DAY, basis=Basis.STATED), "go together"),
        (lambda: TimeSpan(start=date(2023, 7, 13), end=date(2023, 7, 13), precision=Precision.DAY), "go together"),
        (lambda: Place(name="Jakarta", country="ID"), "no ISO 3166-1 alpha-3 code"),
        (lambda: Place(name="", country="IDN"), "at least 1 character"),
        (lambda: meeting(participants=(WANG.model_copy(update={"role": Role.TARGET}),)), "a meeting has no target"),
        (lambda: bare(Visit, participants=(WANG,)), "a visit has no participant"),
        (lambda: meeting(places=(Place(name="Bali"), JAKARTA)), "the first of several places is the place"),
        (lambda: bare(Visit, places=(JAKARTA,)), "no first place"),
        (lambda: meeting(confidence=1.5), "less than or equal to 1"),
        (lambda: meeting(status="rumoured"), "Input should be"),
        (lambda: bare(Incident), "incident_type"),
        (lambda: bare(Incident, incident_type=IncidentType.PROTEST, killed=-1), "greater than or equal to 0"),
        (lambda: meeting(evidence=proven("status")), "has a value: give its evidence"),
        (lambda: meeting(place=None), "place is null: say why"),
        (lambda: bare(Visit, topics=("trade",)), "topics.0 has a value: give its evidence"),
        (
            lambda: bare(Visit, absences=(Absence(field="time", reason=AbsenceReason.NOT_STATED),)),
            "place is null: say why",
        ),
        (lambda: meeting(mood="frosty"), "Extra inputs are not permitted"),
    ],
)
def test_what_contradicts_itself_is_refused(make: Callable[[], BaseModel], complaint: str) -> None:
    with pytest.raises(ValidationError, match=complaint):
        make()


@pytest.mark.parametrize(
    ("record", "complaint"),
    [
        (meeting(trigger=TextSpan(text="saw", start=5, end=8)), "the text at 5-8 is not 'saw'"),
        (meeting(occasion=TextSpan(text="Friday", start=30, end=36)), "the text at 30-36 is not 'Friday'"),
        (meeting(article_id="b"), "is of article b"),
        (meeting(relations=(Relation(type="during", record_id="a-9"),)), "points at a record that is not there"),
    ],
)
def test_what_the_article_does_not_say_is_refused(record: Record, complaint: str) -> None:
    with pytest.raises(ValidationError, match=complaint):
        ArticleRecords(article=ARTICLE, extractor="test", records=(record,))


def test_two_records_of_one_id_are_refused() -> None:
    with pytest.raises(ValidationError, match="given twice"):
        ArticleRecords(article=ARTICLE, extractor="test", records=(meeting(), meeting()))


def test_an_article_without_a_date_dates_nothing_by_its_publication() -> None:
    undated = ARTICLE.model_copy(update={"published": None})
    with pytest.raises(ValidationError, match="a publication date that is null"):
        ArticleRecords(article=undated, extractor="test", records=(meeting(),))


@pytest.mark.parametrize("character", ["\x00", "\ud800", "\u202e", "\u2066"])
def test_an_article_holds_no_character_that_harms(character: str) -> None:
    with pytest.raises(ValidationError, match=rf"U\+{ord(character):04X} at 4|as a unicode string"):
        Article(article_id="a", text=f"They{character} met.")


def test_a_record_cannot_be_changed() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        meeting().status = Status.DENIED  # type: ignore[misc]


@pytest.mark.parametrize("record", [meeting(), bare(Visit), bare(Incident, incident_type=IncidentType.PROTEST)])
def test_a_record_reads_back_as_it_was_written(record: Record) -> None:
    assert RecordAdapter.validate_json(record.model_dump_json()) == record


def test_the_codebooks_form_has_the_times_flat_and_nulls_spelt_out() -> None:
    written = record_object(bare(Visit))
    assert (written["kind"], written["start"], written["basis"], written["place"]) == ("visit", None, "none", None)
    assert "channel" not in written
    assert record_object(meeting())["channel"] == "in_person"


def test_the_same_article_with_another_date_or_title_is_another_version() -> None:
    changed = (ARTICLE.model_copy(update=change) for change in ({"published": None}, {"title": "Talks"}, {"text": "x"}))
    assert len({ARTICLE.content_hash, *(article.content_hash for article in changed)}) == 4
    assert ARTICLE.model_copy(update={"origin": "elsewhere.txt"}).content_hash == ARTICLE.content_hash

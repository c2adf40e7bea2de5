"""Keys, passwords and tokens never reach a message or a log."""

import logging
import traceback

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.article import Article
from schemas.errors import BadInput, ChanceryError, SourceUnavailable, WrongConfiguration
from schemas.secrets import without_secrets
from schemas.vocabulary import RejectReason
from sources.rejects import rejected

SECRET = "hJ7+kQ/2xVb9Lm4ZpR8s"  # noqa: S105 - what may not be seen


@pytest.mark.parametrize(
    "text",
    [
        f"s3://AKIAIOSFODNN7EXAMPLE:{SECRET}@bucket/folder does not answer",
        f"s3://bucket/folder?access_key=AKIAIOSFODNN7EXAMPLE&secret_key={SECRET}&region=eu-central-1",
        f"https://user:{SECRET}@news.example.org/feed.xml gave 401",
        f"https://news.example.org/feed.xml?api_key={SECRET}&page=2 gave 401",
        f"https://bucket.example.org/a?X-Amz-Credential=AKIAIOSFODNN7EXAMPLE&X-Amz-Signature={SECRET}",
        f"headers are {{'Authorization': 'Bearer {SECRET}'}}",
        f"Authorization: Bearer {SECRET}",
        f'settings are {{"url": "https://a.example", "token": "{SECRET}"}}',
        f"Input should be a valid string, input_value={{'password': '{SECRET} and more'}}",
        f"sources.yaml, line 3: api_key: {SECRET}",
        f"AWS_SECRET_ACCESS_KEY={SECRET} is not accepted",
    ],
)
def test_a_secret_is_taken_out_of_message_remedy_and_log(text: str, caplog: pytest.LogCaptureFixture) -> None:
    error = SourceUnavailable(text, text)
    try:
        raise error
    except ChanceryError:
        logging.getLogger("flows").exception("the run failed")
        told = traceback.format_exc().replace("raise error", "")
    for shown in (error.message, error.remedy, str(error), repr(error), caplog.text, told):
        assert SECRET not in shown
        assert "AKIAIOSFODNN7EXAMPLE" not in shown
        assert "…" in shown


def test_nor_does_it_reach_the_warehouse_in_the_place_of_an_input() -> None:
    origin = f"https://user:{SECRET}@news.example.org/feed.xml?token={SECRET}"
    assert SECRET not in Article(article_id="talks", text="Wang met Blinken.", origin=origin).origin
    reject = rejected(BadInput(RejectReason.EMPTY, "has no text", ""), origin, excerpt=f'{{"password": "{SECRET}"}}')
    assert SECRET not in reject.model_dump_json()


@pytest.mark.parametrize(
    "text",
    [
        "there is no table meetngs",
        "is no JSON at column 13: Unterminated string",
        "Expecting property name: unexpected token: }",
        "write to desk@example.org",
        "the key of the row is record_id",
        "https://news.example.org/2023/07/13/token-of-friendship?page=2",
        "title is 'Password found in the basic materials of the ministry'",
    ],
)
def test_other_text_stays_as_it_is(text: str) -> None:
    assert without_secrets(text) == text


def test_what_is_around_a_secret_stays() -> None:
    error = WrongConfiguration(f"s3://bucket/folder?secret_key={SECRET}&region=eu-central-1 does not answer")
    assert error.message == "s3://bucket/folder?secret_key=…&region=eu-central-1 does not answer"


@given(st.text())
def test_any_text_can_be_looked_at_twice(text: str) -> None:
    assert without_secrets(without_secrets(text)) == without_secrets(text)

"""The same article has the same id, wherever and however often it is read."""

import pytest

from sources.identity import article_id, canonical_url


@pytest.mark.parametrize(
    "url",
    [
        "https://News.Example.org/a/",
        "https://news.example.org:443/a",
        "https://news.example.org/a#comments",
        "https://news.example.org/a?utm_source=mail&utm_medium=x&fbclid=1",
        "https://reader:secret@news.example.org./a",
        " HTTPS://news.example.org/a ",
    ],
)
def test_addresses_of_the_same_article_are_one(url: str) -> None:
    assert canonical_url(url) == "https://news.example.org/a"
    assert article_id(None, url, "x") == article_id(None, "https://news.example.org/a", "y")


def test_parameters_that_choose_the_article_stay_in_one_order() -> None:
    assert canonical_url("http://example.org/?b=2&a=1&gclid=3") == "http://example.org?a=1&b=2"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://example.org/a?id=1", "https://example.org/a?id=2"),
        ("https://example.org/a", "https://example.org/A"),
        ("https://example.org/a", "https://example.org:8443/a"),
        ("https://example.org/a", "https://example.com/a"),
    ],
)
def test_addresses_of_different_articles_stay_apart(one: str, other: str) -> None:
    assert canonical_url(one) != canonical_url(other)


@pytest.mark.parametrize("url", ["", "example.org/a", "ftp://example.org/a", "https://", "http://example.org:99999/"])
def test_what_is_no_web_address_is_refused(url: str) -> None:
    with pytest.raises(ValueError):
        canonical_url(url)


def test_the_given_id_comes_before_the_address_and_the_address_before_the_text() -> None:
    assert article_id("a", "https://example.org", "They met.") == "a"
    assert article_id(None, "https://example.org", "They met.").startswith("url:")
    assert article_id(None, None, "They met.") == "text:ab226026642c9001"

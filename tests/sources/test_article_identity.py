"""The same article has the same id, wherever and however often it is read."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sources.addresses import canonical_url, page_address, same_site
from sources.identity import article_id

ARTICLE = "https://news.example.org/a"


@pytest.mark.parametrize(
    "url",
    [
        "https://News.Example.org/a/",
        "https://news.example.org:443/a",
        "http://news.example.org/a",
        "http://news.example.org:80/a",
        "https://news.example.org/a#comments",
        "https://news.example.org/a?utm_source=mail&utm_medium=x&fbclid=1",
        "https://reader:secret@news.example.org./a",
        " HTTPS://news.example.org/a ",
        "https://www.news.example.org/a",
        "https://m.news.example.org/a",
        "https://amp.news.example.org/a",
        "https://news.m.example.org/a",
        "https://news.example.org/a/amp/",
        "https://news.example.org/amp/a",
        "https://news.example.org/a.amp",
        "https://news.example.org/a?outputType=amp",
        "https://news.example.org/a?amp",
        "https://news.example.org//a/./b/../index.html",
        "https://news.example.org/%61",
        "https://news.example.org/a;jsessionid=0F3",
        "https://www.google.com/amp/s/news.example.org/a",
        "https://www.google.co.uk/amp/s/amp.news.example.org/a/amp",
        "https://news-example-org.cdn.ampproject.org/c/s/news.example.org/a?usqp=mq331",
        "https://web.archive.org/web/20230713080000/https://news.example.org/a",
        "https://web.archive.org/web/20230713080000id_/http://news.example.org/a#top",
    ],
)
def test_addresses_of_the_same_article_are_one(url: str) -> None:
    assert canonical_url(url) == ARTICLE
    assert article_id(None, url, "x") == article_id(None, ARTICLE, "y")


def test_parameters_that_choose_the_article_stay_in_one_order() -> None:
    assert canonical_url("http://example.org/?b=2&a=1&gclid=3") == "https://example.org?a=1&b=2"


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("https://example.org/übung", "https://example.org/%C3%BCbung"),
        ("https://example.org/%c3%bcbung", "https://example.org/%C3%BCbung"),
        ("https://münchen.example.org/a", "https://xn--mnchen-3ya.example.org/a"),
        ("https://example.org/a%2Fb", "https://example.org/a%2Fb"),
        ("https://example.org/?q=a+b&q=%61", "https://example.org?q=a&q=a+b"),
        ("https://[2001:DB8::1]:8080/a", "https://[2001:db8::1]:8080/a"),
    ],
)
def test_characters_are_written_in_one_way(url: str, canonical: str) -> None:
    assert canonical_url(url) == canonical


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://example.org/a?id=1", "https://example.org/a?id=2"),
        ("https://example.org/a", "https://example.org/A"),
        ("https://example.org/a", "https://example.org:8443/a"),
        ("https://example.org/a", "https://example.com/a"),
        ("https://m.org/a", "https://example.m.org/a"),
        ("https://one.github.io/a", "https://two.github.io/a"),
        ("https://edition.example.org/a", "https://example.org/a"),
        ("https://example.org/amp", "https://example.org/"),
    ],
)
def test_addresses_of_different_articles_stay_apart(one: str, other: str) -> None:
    assert canonical_url(one) != canonical_url(other)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "example.org/a",
        "ftp://example.org/a",
        "https://",
        "http://example.org:99999/",
        "https://exa mple.org/",
        "https://a\\b.org",
    ],
)
def test_what_is_no_web_address_is_refused(url: str) -> None:
    with pytest.raises(ValueError):
        canonical_url(url)


HOSTS = st.sampled_from(
    "example.org www.example.org m.example.co.uk amp.m.example.org www.google.com web.archive.org a.cdn.ampproject.org "
    "localhost 127.0.0.1 [::1] münchen.de one.github.io".split()
)
SEGMENTS = st.sampled_from(
    "a A amp AMP .. . index.html index.amp.html x.amp c s web 2023 https: http: example.org %2F %25".split()
) | st.text(st.characters(exclude_categories=["Cs"]), max_size=4)
PARAMETERS = st.sampled_from("a=1 b=2 a=0 utm_source=x amp outputType=amp %61=%ff x=%25 & = ref=".split()) | st.text(
    st.characters(exclude_categories=["Cs"]), max_size=4
)


@given(
    scheme=st.sampled_from(["http", "https", "HTTP"]),
    host=HOSTS,
    port=st.sampled_from(["", ":80", ":443", ":8080"]),
    path=st.lists(SEGMENTS, max_size=6).map("/".join),
    query=st.lists(PARAMETERS, max_size=4).map("&".join),
)
@example("https", "web.archive.org", "", "amp/web/2023/https:/example.org/a", "")
@example("https", "www.google.com", "", "%61mp/s/example.org/a", "")
def test_a_canonical_address_stays_as_it_is(scheme: str, host: str, port: str, path: str, query: str) -> None:
    url = f"{scheme}://{host}{port}/{path}?{query}"
    try:
        canonical = canonical_url(url)
    except ValueError:
        return
    assert canonical_url(canonical) == canonical


@given(
    path=st.lists(st.text("abcXYZ019-_~.é", min_size=1, max_size=6), min_size=1, max_size=4),
    tracking=st.sampled_from(["", "?utm_source=x", "?fbclid=1&utm_id=2", "#top"]),
    host=st.sampled_from(["example.org", "www.example.org", "m.example.org", "EXAMPLE.org:443"]),
)
def test_what_a_reader_came_by_never_changes_the_id(path: list[str], tracking: str, host: str) -> None:
    plain = "https://example.org/" + "/".join(path)
    other = f"https://{host}/" + "/".join(path) + tracking
    assert article_id(None, other, "x") == article_id(None, plain, "x")


def test_the_given_id_comes_before_the_address_and_the_address_before_the_text() -> None:
    assert article_id("a", "https://example.org", "They met.") == "a"
    assert article_id(None, "https://example.org", "They met.").startswith("url:")
    assert article_id(None, None, "They met.") == "text:ab226026642c9001"


@pytest.mark.parametrize(
    ("fetched", "declared", "taken"),
    [
        (f"{ARTICLE}?page=1", ARTICLE, ARTICLE),
        ("https://m.example.org/a", "https://www.example.org/b", "https://www.example.org/b"),
        (ARTICLE, None, ARTICLE),
        (None, ARTICLE, ARTICLE),
        (None, None, None),
        (ARTICLE, "https://elsewhere.example.com/a", ARTICLE),
        (ARTICLE, "https://news.example.org/", ARTICLE),
        (ARTICLE, "javascript:alert(1)", ARTICLE),
        ("https://one.github.io/a", "https://two.github.io/a", "https://one.github.io/a"),
    ],
)
def test_the_address_that_a_page_declares_is_believed_on_its_own_site_only(
    fetched: str | None, declared: str | None, taken: str | None
) -> None:
    assert page_address(fetched, declared) == taken


def test_hosts_without_a_registered_domain_are_their_own_site() -> None:
    assert same_site("http://localhost:1/a", "http://localhost:2/b")
    assert not same_site("http://127.0.0.1/a", "http://127.0.0.2/a")

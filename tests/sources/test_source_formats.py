"""What each format gives where nothing is wrong."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from schemas.article import Article
from schemas.reject import Reject
from sources.read import read

ReadFile = Callable[[str, bytes | str], list[Article | Reject]]

TEXT = "Foreign ministers met in Geneva on Thursday.\r\n\r\n  They talked for two hours.\n"


def test_a_text_file_is_taken_character_for_character(read_file: ReadFile) -> None:
    (article,) = read_file("talks.txt", TEXT)
    assert isinstance(article, Article)
    assert article.text == TEXT
    assert (article.title, article.published, article.url, article.source) == ("", None, None, "")
    assert article.article_id.startswith("text:")


def test_front_matter_gives_the_fields_and_is_no_part_of_the_text(read_file: ReadFile) -> None:
    head = (
        "---\nid: geneva-talks\ntitle: 'Talks: day one'\npublished: 2023-07-13\nurl: https://example.org/a\n"
        "source: Harbour Wire\nlanguage: en\nmood: grave\n---\n\n"
    )
    (article,) = read_file("talks.md", head + TEXT)
    assert isinstance(article, Article)
    assert article.text == TEXT
    assert article.article_id == "geneva-talks"
    assert article.title == "Talks: day one"
    assert article.published == date(2023, 7, 13)
    assert article.url == "https://example.org/a"
    assert article.source == "Harbour Wire"


def test_front_matter_of_windows_line_ends_is_read_too(read_file: ReadFile) -> None:
    (article,) = read_file("talks.txt", "---\r\nid: a\r\npublished: ~\r\n---\r\n\r\nThey met.")
    assert isinstance(article, Article)
    assert (article.article_id, article.text, article.published) == ("a", "They met.", None)


def test_a_byte_order_mark_is_no_part_of_the_text(read_file: ReadFile) -> None:
    for encoding in ("utf-8-sig", "utf-16", "utf-32"):
        (article,) = read_file("talks.txt", "Wang’s delegation met in Geneva.".encode(encoding))
        assert isinstance(article, Article)
        assert article.text == "Wang’s delegation met in Geneva."


def test_windows_1252_is_recognised_by_its_quotes_and_accents(read_file: ReadFile) -> None:
    text = "The minister’s visit to São Paulo was “useful”, the Élysée said in a short statement. " * 3
    (article,) = read_file("talks.txt", text.encode("cp1252"))
    assert isinstance(article, Article)
    assert article.text == text


def test_a_json_file_holds_one_article_or_many(read_file: ReadFile) -> None:
    (one,) = read_file("one.json", json.dumps({"id": "a", "text": TEXT, "url": None}, indent=2))
    many = read_file("many.json", json.dumps([{"id": 7, "text": "They met."}, {"id": "b", "text": TEXT}]))
    assert isinstance(one, Article)
    assert one.text == TEXT
    assert [a.article_id for a in many if isinstance(a, Article)] == ["7", "b"]
    assert [a.origin.rpartition("/")[2] for a in many] == ["many.json#1", "many.json#2"]


def test_json_lines_name_the_line_as_their_origin(read_file: ReadFile) -> None:
    articles = read_file("news.jsonl", '{"id": "a", "text": "They met."}\n\n{"id": "b", "text": "They left."}')
    assert [article.origin.rpartition("/")[2] for article in articles] == ["news.jsonl:1", "news.jsonl:3"]


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2023-07-13", date(2023, 7, 13)),
        ("2023-07-13T23:30:00Z", date(2023, 7, 13)),
        ("2023-07-13T23:30:00-05:00", date(2023, 7, 13)),
        (" 2023-07-13 18:00:00.5 ", date(2023, 7, 13)),
        ("", None),
        (None, None),
    ],
)
def test_published_is_the_day_as_written_in_its_own_time_zone(
    read_file: ReadFile, written: str | None, day: date | None
) -> None:
    (article,) = read_file("a.json", json.dumps({"text": "They met.", "published": written}))
    assert isinstance(article, Article)
    assert article.published == day


def test_the_default_date_is_for_articles_without_one(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    path.write_text('{"text": "They met."}\n{"text": "They left.", "published": "2020-01-01"}\n')
    articles = [a for a in read([str(path)], published=date(2023, 7, 13)) if isinstance(a, Article)]
    assert [article.published for article in articles] == [date(2023, 7, 13), date(2020, 1, 1)]


PAGE = """<html><head><title>Ministers meet</title>{head}</head><body>
<nav><a href="/">Front page</a></nav>
<article><h1>Ministers meet</h1><p>Foreign ministers of the two countries met in Geneva on Thursday.</p>
<p>They talked for two hours about the border, an official said after the meeting.</p></article>
<footer>Copyright 2019 Harbour Wire</footer></body></html>"""


def test_a_page_gives_its_article_and_what_it_declares_of_it(read_file: ReadFile) -> None:
    head = (
        '<meta property="article:published_time" content="2023-07-13T20:00:00+02:00">'
        '<meta property="og:site_name" content="Harbour Wire">'
        '<link rel="canonical" href="https://example.org/ministers">'
    )
    (article,) = read_file("page.html", PAGE.format(head=head))
    assert isinstance(article, Article)
    assert "met in Geneva on Thursday." in article.text
    assert "Front page" not in article.text
    assert "Copyright" not in article.text
    assert (article.title, article.source) == ("Ministers meet", "Harbour Wire")
    assert (article.published, article.url) == (date(2023, 7, 13), "https://example.org/ministers")


def test_a_page_without_a_date_gets_none_from_its_copyright_notice(read_file: ReadFile) -> None:
    (article,) = read_file("page.htm", PAGE.format(head=""))
    assert isinstance(article, Article)
    assert article.published is None


def test_a_page_is_believed_what_it_says_of_its_encoding(read_file: ReadFile) -> None:
    page = PAGE.format(head='<meta charset="iso-8859-2">').replace("Geneva", "Łódź")
    (article,) = read_file("page.html", page.encode("iso-8859-2"))
    assert isinstance(article, Article)
    assert "met in Łódź on Thursday" in article.text

"""Sources on the web over several runs, against a site of our own: everything once, nobody annoyed, nothing lost."""

import gzip
import itertools
import json
import socket
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from flows.configured import due_sources
from flows.gather import Gathered, gather
from schemas.article import Article
from schemas.errors import SourceUnavailable, WrongConfiguration
from schemas.reject import Reject
from sources.adding import add_source
from sources.configured import open_source, read_settings
from sources.source import Cursor
from tests.sources.web.news_site import NewsSite, Story, news_site
from warehouse.home import Home

PAUSE = 0.03
NOW = datetime(2023, 7, 14, 8, tzinfo=UTC)


@pytest.fixture
def site() -> Iterator[NewsSite]:
    with news_site() as site:
        yield site


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = Home.open(tmp_path / "home")
    access = {"contact": "desk@example.org", "allow_loopback": True, "seconds_between_requests": PAUSE}
    (home.root / "web.yaml").write_text(json.dumps(access))
    (home.root / "sources.d").mkdir()
    return home


def configure(home: Home, url: str, name: str = "wire", kind: str = "feed", **more: object) -> None:
    settings = {"name": name, "kind": kind, "url": url, "title": "Harbour Wire", **more}
    (home.root / "sources.d" / f"{name}.yaml").write_text(json.dumps(settings))


def run(home: Home) -> Gathered:
    """What a run takes into the lake."""
    due = due_sources(home, NOW)
    return gather(due.open(), due.expected, home, "any extractor")


def read(home: Home, cursor: Cursor | None = None, now: datetime = NOW) -> tuple[list[Article | Reject], Cursor]:
    """The items of the one source since `cursor`, and the cursor after them."""
    settings = read_settings(next((home.root / "sources.d").glob("*.yaml")))
    items: list[Article | Reject] = []
    after: Cursor = cursor or {}
    for batch in open_source(settings, home.root).batches(after, now):
        items += batch.items
        after = json.loads(json.dumps(dict(batch.cursor)))
    return items, after


def closed_address() -> str:
    """Where nobody answers."""
    with socket.create_server(("127.0.0.1", 0)) as closed:
        return f"http://127.0.0.1:{closed.getsockname()[1]}"


def texts(items: Sequence[Article | Reject]) -> list[str]:
    return [item.text if isinstance(item, Article) else item.message for item in items]


def test_a_feed_of_two_hundred_is_taken_once_and_then_only_what_is_new_or_changed(site: NewsSite, home: Home) -> None:
    site.stories = [Story(number, is_teaser=number % 10 == 0) for number in range(200)]
    configure(home, f"{site.address}/feed.xml")

    (first,) = run(home).outcomes
    assert (first.taken, first.copies, first.known, first.rejected, first.error) == (200, 0, 0, {}, None)
    asked = site.asked()
    pages = [story.path for story in site.stories if story.is_teaser]
    assert [each.path for each in asked] == ["/robots.txt", "/feed.xml", *pages]
    gaps = [later.at - earlier.at for earlier, later in itertools.pairwise(asked)]
    assert min(gaps) >= PAUSE

    (second,) = run(home).outcomes
    assert (second.taken, second.known, second.rejected) == (0, 0, {})
    assert [(each.path, each.is_conditional, each.status) for each in site.asked()] == [("/feed.xml", True, 304)]

    for number in (3, 10, 150):
        site.stories[number].version = 2
    site.stories += [Story(200, is_teaser=True), Story(201, is_teaser=False)]
    (third,) = run(home).outcomes
    assert (third.taken, third.copies, third.known, third.rejected) == (5, 0, 0, {})
    asked = site.asked()
    assert [each.path for each in asked] == ["/feed.xml", *(site.stories[n].path for n in (10, 150, 200))]
    assert asked[0].is_conditional


def test_an_article_has_what_feed_and_page_say_of_it(site: NewsSite, home: Home) -> None:
    site.stories = [Story(1, is_teaser=True), Story(2, is_teaser=False)]
    configure(home, f"{site.address}/feed.xml")
    (from_page, from_feed), _ = read(home)
    for item, story in ((from_page, site.stories[0]), (from_feed, site.stories[1])):
        assert isinstance(item, Article)
        assert item.text == story.text
        assert (item.title, item.source) == (f"Talks, day {story.number}", "Harbour Wire")
        assert str(item.published) == "2023-07-13"
        assert item.updated == datetime(2023, 7, 13, 11, tzinfo=UTC)
        assert (item.url, item.origin, item.fetched) == (f"{site.address}{story.path}",) * 2 + (NOW,)


def test_a_changed_article_is_a_version_of_the_same(site: NewsSite, home: Home) -> None:
    site.stories = [Story(1, is_teaser=True)]
    configure(home, f"{site.address}/feed.xml")
    (before,), cursor = read(home)
    site.stories[0].version = 2
    (after,), _ = read(home, cursor)
    assert isinstance(before, Article)
    assert isinstance(after, Article)
    assert (after.article_id, after.content_hash != before.content_hash) == (before.article_id, True)
    assert before.updated and after.updated and after.updated > before.updated


def test_what_robots_txt_forbids_is_a_reject_and_is_not_asked_for(site: NewsSite, home: Home) -> None:
    site.stories = [Story(1, is_teaser=True), Story(2, is_teaser=True)]
    site.robots = f"User-agent: chancery\nDisallow: {site.stories[0].path}\n"
    configure(home, f"{site.address}/feed.xml")
    (rejected, taken), cursor = read(home)
    assert isinstance(rejected, Reject)
    assert f"does not let chancery read {site.stories[0].path}" in rejected.message
    assert isinstance(taken, Article)
    assert site.stories[0].path not in [each.path for each in site.asked()]
    assert read(home, cursor)[0] == [], "it is said once"


def test_a_feed_that_robots_txt_forbids_is_not_read(site: NewsSite, home: Home) -> None:
    site.robots = "User-agent: *\nDisallow: /\n"
    configure(home, f"{site.address}/feed.xml")
    with pytest.raises(SourceUnavailable, match=r"does not let chancery read /feed\.xml"):
        read(home)
    assert [each.path for each in site.asked()] == ["/robots.txt"]


def test_a_source_that_breaks_does_not_stop_the_others(site: NewsSite, home: Home) -> None:
    site.stories = [Story(1, is_teaser=False)]
    site.pages["/login"] = b"<html><body><form>Log in</form></body></html>"
    configure(home, f"{site.address}/gone.xml", name="a-gone")
    configure(home, f"{site.address}/login", name="b-login")
    configure(home, "http://10.0.0.1/feed.xml", name="c-inside")
    configure(home, f"{site.address}/feed.xml", name="d-wire")
    gone, login, inside, wire = run(home).outcomes
    assert gone.error and "answers with status 404" in gone.error
    assert login.error and "/login is a web page, not a feed" in login.error
    assert inside.error and "10.0.0.1, which is private" in inside.error
    assert (wire.taken, wire.error) == (1, None)


def test_a_run_that_dies_takes_up_where_its_cursor_was_kept(site: NewsSite, home: Home) -> None:
    site.stories = [Story(number, is_teaser=False) for number in range(15)]
    configure(home, f"{site.address}/feed.xml")
    settings = read_settings(home.root / "sources.d" / "wire.yaml")
    dying = open_source(settings, home.root).batches({}, NOW)
    first = next(dying)
    dying.close()
    assert len(first.items) == 10
    rest, _ = read(home, first.cursor)
    assert texts([*first.items, *rest]) == [story.text for story in site.stories]


def test_a_limited_run_goes_on_where_it_stopped(site: NewsSite, home: Home) -> None:
    site.stories = [Story(number, is_teaser=False) for number in range(15)]
    configure(home, f"{site.address}/feed.xml", limits={"max_articles_per_run": 10})
    assert [run(home).outcomes[0].taken for _ in range(3)] == [10, 5, 0]


def test_a_run_that_takes_too_long_on_a_source_stops_and_the_next_goes_on(site: NewsSite, home: Home) -> None:
    access = {"allow_loopback": True, "seconds_between_requests": 0, "seconds_per_run": 0.001}
    (home.root / "web.yaml").write_text(json.dumps(access))
    site.stories = [Story(number, is_teaser=True) for number in range(3)]
    configure(home, f"{site.address}/feed.xml")
    assert [run(home).outcomes[0].taken for _ in range(4)] == [1, 1, 1, 0]
    for story in site.stories:
        story.version = 2
    assert [run(home).outcomes[0].taken for _ in range(4)] == [1, 1, 1, 0]


def test_a_page_that_is_not_there_yet_is_tried_again_for_two_days_and_then_given_up(
    site: NewsSite, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sources.web.fetching._TRIES", 1)
    site.stories = [Story(1, is_teaser=False)]
    nobody = closed_address()
    site.pages["/feed.xml"] = (site.body("/feed.xml") or b"").replace(b'href="/', f'href="{nobody}/'.encode())
    configure(home, f"{site.address}/feed.xml", full_pages="always")
    cursor: Cursor = {}
    said = []
    for hours in (0, 1, 47, 49, 50):
        items, cursor = read(home, cursor, NOW + timedelta(hours=hours))
        said.append(texts(items))
    assert [len(each) for each in said] == [1, 1, 1, 1, 0]
    assert "cannot be had" in said[0][0]


def test_a_site_that_does_not_answer_is_left_in_peace_and_keeps_nothing_else_from_being_read(
    site: NewsSite, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sources.web.fetching._TRIES", 1)
    nobody = closed_address()
    links = [f"{nobody}/{number}" for number in range(7)] + [f"{site.address}/2023/talks-1"]
    site.stories = [Story(1, is_teaser=True)]
    site.pages["/press"] = "".join(f'<a href="{link}">x</a>' for link in links).encode()
    configure(home, f"{site.address}/press", kind="pages", follow="/")
    outcomes = [run(home).outcomes[0] for _ in range(2)]
    assert [each.taken for each in outcomes] == [0, 1]
    assert [sum(each.rejected.values()) for each in outcomes] == [5, 7]
    assert all(each.error and "cannot be had" in each.error for each in outcomes)


def test_a_site_that_asks_for_quiet_has_it_over_several_runs(site: NewsSite, home: Home) -> None:
    configure(home, f"{site.address}/feed.xml")
    site.busy_seconds = 3600
    settings = read_settings(home.root / "sources.d" / "wire.yaml")
    batches = open_source(settings, home.root).batches({}, NOW)
    cursor = next(batches).cursor
    with pytest.raises(SourceUnavailable, match="asks for a pause of 3600 s"):
        next(batches)
    site.busy_seconds = 0
    site.asked()
    with pytest.raises(SourceUnavailable, match="asks for a pause of 1800 s"):
        read(home, cursor, NOW + timedelta(minutes=30))
    assert site.asked() == []


def test_what_changes_in_links_each_time_makes_no_article_new(site: NewsSite, home: Home) -> None:
    def feed(visit: int) -> bytes:
        items = f"<item><title>Talks</title><link>{site.stories[0].path}?utm_source=feed{visit}</link></item>"
        return f'<rss version="2.0"><channel><title>Wire</title>{items}</channel></rss>'.encode()

    site.stories = [Story(1, is_teaser=True)]
    site.pages[f"{site.stories[0].path}?utm_source=feed1"] = site.body(site.stories[0].path) or b""
    site.pages["/feed.xml"] = feed(1)
    configure(home, f"{site.address}/feed.xml")
    items, cursor = read(home)
    assert texts(items) == [site.stories[0].text]
    site.pages["/feed.xml"] = feed(2)
    assert read(home, cursor)[0] == []


def test_a_sitemap_gives_its_pages_and_again_those_that_changed(site: NewsSite, home: Home) -> None:
    site.stories = [Story(number, is_teaser=False) for number in range(4)]
    site.pages["/index.xml"] = (
        f"<sitemapindex><sitemap><loc>{site.address}/sitemap.xml</loc></sitemap>"
        f"<sitemap><loc>{site.address}/old.xml</loc><lastmod>2020-01-01</lastmod></sitemap>"
        f"<sitemap><loc>{site.address}/gone.xml.gz</loc></sitemap></sitemapindex>"
    ).encode()
    configure(home, f"{site.address}/index.xml", kind="sitemap", include="talks-[123]$")
    (gone, *items), cursor = read(home)
    assert isinstance(gone, Reject)
    assert "/gone.xml.gz: 127.0.0.1 answers with status 404" in gone.message
    assert [item.url for item in items if isinstance(item, Article)] == [
        f"{site.address}{story.path}" for story in site.stories[1:]
    ]
    site.asked()
    site.stories[2].version = 2
    site.pages["/index.xml"] = site.pages["/index.xml"].replace(b"</sitemap><sitemap>", b"</sitemap> <sitemap>")
    site.pages["/gone.xml.gz"] = gzip.compress(b"<urlset></urlset>")
    items, cursor = read(home, cursor)
    assert texts(items) == [site.stories[2].text]
    assert [each.path for each in site.asked()] == ["/index.xml", "/sitemap.xml", "/gone.xml.gz", site.stories[2].path]
    assert read(home, cursor)[0] == []
    assert [(each.path, each.status) for each in site.asked()] == [("/index.xml", 304)]


def test_a_page_that_lists_articles_is_followed(site: NewsSite, home: Home) -> None:
    site.stories = [Story(number, is_teaser=False) for number in range(2)]
    links = "".join(f'<a href="{story.path}#top">{story.number}</a>' for story in site.stories)
    site.pages["/press"] = (
        f"<html><body>{links}<a href='/about'>Us</a><a href='javascript:x()'>x</a></body></html>".encode()
    )
    configure(home, f"{site.address}/press", kind="pages", follow="/2023/")
    items, cursor = read(home)
    assert texts(items) == [story.text for story in site.stories]
    site.asked()
    assert read(home, cursor)[0] == []
    assert [(each.path, each.status) for each in site.asked()] == [("/press", 304)]


def test_a_page_that_is_an_article_is_asked_for_each_time_and_read_when_it_changed(site: NewsSite, home: Home) -> None:
    site.stories = [Story(1, is_teaser=False)]
    configure(home, f"{site.address}{site.stories[0].path}", kind="pages")
    items, cursor = read(home)
    assert len(items) == 1
    assert read(home, cursor)[0] == []
    assert [each.status for each in site.asked()] == [200, 200, 304]
    site.stories[0].version = 2
    items, _ = read(home, cursor)
    assert texts(items) == [site.stories[0].text]


@pytest.mark.parametrize(
    ("address", "name", "kind"),
    [
        ("https://www.example.org/news/feed.xml", "example-org", "feed"),
        ("https://example.org/sitemap-news.xml.gz", "example-org", "sitemap"),
    ],
)
def test_a_source_on_the_web_is_added_by_its_address_alone(tmp_path: Path, address: str, name: str, kind: str) -> None:
    settings = read_settings(add_source(tmp_path, address, None, None, ""))
    assert (settings.name, settings.kind, settings.place) == (name, kind, address)


def test_an_address_that_is_never_fetched_is_not_added(tmp_path: Path) -> None:
    with pytest.raises(WrongConfiguration, match="at port 25, which is not one of the web"):
        add_source(tmp_path, "https://example.org:25/feed", None, None, "")
    assert not list(tmp_path.rglob("*.yaml*"))


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"url": "file:///etc/passwd"}, "url: 'file:///etc/passwd' is no http or https address"),
        ({"url": "https://example.org/", "full_pages": "perhaps"}, "full_pages: "),
        ({"url": "https://example.org/", "kind": "pages", "follow": "("}, "follow: "),
    ],
)
def test_settings_that_do_not_hold_are_named(home: Home, settings: dict[str, str], said: str) -> None:
    configure(home, **{"kind": "feed", **settings})
    with pytest.raises(WrongConfiguration, match=r"wire\.yaml:1: ") as raised:
        read_settings(home.root / "sources.d" / "wire.yaml")
    assert said in raised.value.message


def test_access_that_does_not_hold_is_named(home: Home) -> None:
    configure(home, "https://example.org/")
    (home.root / "web.yaml").write_text("contact: desk@example.org\nallow_everything: true\n")
    with pytest.raises(WrongConfiguration, match=r"web\.yaml:2: allow_everything: "):
        read(home)

"""The pages in a real browser, opened from the file system."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from newsroom import CROSSING, HEBREW, HOSTILE
from opened import Data, Tab

from pages.site import write_site
from warehouse.home import Home

pytestmark = pytest.mark.slow

HOSTILE_ARTICLE = "article.html#hostile%20%3C%26%22'"
TITLES = [
    "Visit of Fumio Kishida to New York City",
    "Meeting of Antony Blinken and Wang Yi, Jakarta",
    f"Armed attack on {HEBREW} by {HOSTILE}",
]


def address(data: Data, kind: str, name: str) -> str:
    """The address of the event or actor of that title or name."""
    entries = data(f"{kind}s-0")
    (key,) = [key for key, each in entries.items() if each.get("title", each.get("name")) == name]
    return f"{kind}.html#{key}"


def every_page(data: Data) -> list[str]:
    return [
        "index.html",
        "events.html",
        "timeline.html",
        "map.html",
        "relations.html",
        "article.html#kishida",
        HOSTILE_ARTICLE,
        address(data, "event", TITLES[1]),
        address(data, "event", TITLES[2]),
        address(data, "actor", "Antony Blinken"),
        address(data, "actor", HOSTILE),
    ]


def titles(page: Any) -> list[str]:
    found: list[str] = page.locator("#list .what > a").all_inner_texts()
    return found


def test_every_page_opens_without_an_error_or_a_request_to_elsewhere(tab: Tab, data: Data) -> None:
    for each in every_page(data):
        page = tab.open(each)
        assert page.locator("h1").count() == 1, each
        assert "Chancery" in page.title()
    assert len(tab.requests) > 30


def test_the_list_has_all_events_the_latest_first(tab: Tab) -> None:
    page = tab.open("events.html")
    assert titles(page) == TITLES[:2] + TITLES[2:]
    page.select_option("#f-order", "oldest")
    tab.until("location.hash.includes('oldest')")
    tab.drawn()
    assert titles(page) == TITLES[::-1]


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ("q=blinken+jakarta", TITLES[1:2]),
        ("q=%22wang+yi%22", TITLES[1:2]),
        ("q=yi+wang+BLINKEN", TITLES[1:2]),
        (f"q={HEBREW}", TITLES[2:]),
        ("q=armed+attack", TITLES[2:]),
        ("kind=visit", TITLES[:1]),
        ("status=held", TITLES[1:]),
        ("status=scheduled", TITLES[:1]),
        ("country=IDN", TITLES[1:2]),
        ("country=JPN", TITLES[:1]),
        ("country=CHN,USA", TITLES[1:2]),
        ("country=JPN,USA", TITLES[:1]),
        ("place=new+york+city", TITLES[:1]),
        ("place=Jakarta|none", TITLES[1:]),
        ("from=2023-08", TITLES[:1]),
        ("to=2023-07", TITLES[1:]),
        ("from=2023-07-13&to=2023-07-13", TITLES[1:2]),
        ("conflict=1", []),
        ("q=nobody", []),
    ],
)
def test_the_address_holds_the_filters(tab: Tab, state: str, expected: list[str]) -> None:
    page = tab.open(f"events.html#{state}")
    tab.until("/^(\\d+ events?|No event)/.test(document.getElementById('found').textContent)")
    assert titles(page) == expected
    counted = {0: "No event has all of this"}.get(len(expected), f"{len(expected)} event")
    assert page.inner_text("#found").startswith(counted)


def test_filters_go_into_the_address_and_can_be_cleared(tab: Tab) -> None:
    page = tab.open("events.html")
    page.get_by_label("Kind").select_option("meeting")
    page.get_by_label("Words").fill("wang")
    tab.until("location.hash === '#q=wang&kind=meeting'")
    page.reload()
    tab.drawn()
    assert titles(page) == TITLES[1:2]
    assert page.get_by_label("Words").input_value() == "wang"
    page.get_by_role("button", name="Clear").click()
    tab.until("location.hash === ''")
    tab.until("document.querySelectorAll('#list li').length === 3")


def test_the_search_at_the_head_leads_to_the_list(tab: Tab) -> None:
    page = tab.open("index.html")
    page.get_by_label("Search events").fill("kishida")
    page.keyboard.press("Enter")
    page.wait_for_url("**/events.html#q=kishida")
    tab.drawn()
    assert titles(page) == TITLES[:1]


def test_links_lead_from_event_to_article_to_event_to_actor(tab: Tab, data: Data) -> None:
    page = tab.open(address(data, "event", TITLES[1]))
    assert page.locator("table tbody tr").count() == 2
    assert page.locator("blockquote mark").all_inner_texts().count("Jakarta") == 2
    page.locator(".side").get_by_role("link", name="held").click()
    page.wait_for_url("**/article.html#held")
    page.get_by_role("link", name="The event").click()
    page.wait_for_url("**/event.html#*")
    page.locator(".facts").get_by_role("link", name="Wang Yi").click()
    page.wait_for_url("**/actor.html#*")
    assert page.locator("h1").inner_text() == "Wang Yi"
    assert page.locator(".list li").count() == 1


def test_the_calendar_leads_to_the_day(tab: Tab) -> None:
    page = tab.open("index.html")
    page.get_by_role("link", name="2023-08-02: 1 announced").click()
    assert page.locator(".day:target").inner_text().startswith("Wednesday, 2023-08-02")


def test_an_old_id_leads_to_the_event(tab: Tab, data: Data) -> None:
    (old,) = [key for key, each in data("events-0").items() if "leads_to" in each]
    page = tab.open(f"event.html#{old}")
    tab.until(f"!location.hash.includes('{old}')")
    page.locator("h1", has_text="Jakarta").wait_for()


@pytest.mark.parametrize("key", ["", "evt-none", "__proto__", "constructor", "%", "</script><img src=x>"])
def test_an_address_of_nothing_says_so(tab: Tab, key: str) -> None:
    page = tab.open(f"event.html#{key}")
    assert page.locator("h1").inner_text() == "Not here"


def test_crossing_and_nested_marks_show_what_each_proves(tab: Tab) -> None:
    page = tab.open("article.html#kishida")
    assert page.locator(".text").inner_text() == CROSSING
    stops = page.locator(".text mark[role]").all()
    lines = {stop.inner_text(): stop.locator(".line").count() for stop in stops}
    assert lines == {
        "Fumio ": 1,
        "Kishida": 2,
        " will ": 1,
        "visit": 2,
        "New York": 2,
        " City": 1,
        "2 August": 1,
    }
    page.locator(".text mark", has_text="Kishida").hover()
    assert page.locator(".panel li").all_inner_texts() == [
        "A participant 1, country",
        "A participant 1, name",
        "A participant 1, role",
        "A status",
    ]
    touched = page.locator(".text mark.touched").all_inner_texts()
    assert touched == ["Fumio ", "Kishida", " will ", "visit"]
    heights = [each.bounding_box()["height"] for each in page.locator(".text mark:has-text('visit') .line").all()]
    assert len(set(heights)) == 2, "lines of marks that cross lie under each other"


def test_marks_can_be_read_with_the_keyboard_alone(tab: Tab) -> None:
    page = tab.open("article.html#kishida")
    page.locator(".text mark").first.focus()
    for key, expected in [
        ("ArrowRight", "Kishida"),
        ("End", "2 August"),
        ("ArrowRight", "Fumio "),
        ("ArrowLeft", "2 August"),
    ]:
        page.keyboard.press(key)
        assert page.evaluate("document.activeElement.textContent") == expected
    assert page.locator(".panel").inner_text() == "A time"
    page.keyboard.press("Enter")
    assert page.locator("mark[aria-pressed=true]").inner_text() == "2 August"
    page.locator(".text mark").first.hover()
    assert page.locator(".panel").inner_text() == "A time", "what is held stays"
    page.keyboard.press("Escape")
    assert page.locator("mark[aria-pressed=true]").count() == 0
    page.keyboard.press("a")
    assert page.locator("[data-record='0']").get_attribute("aria-pressed") == "true"
    assert page.locator("mark.aside").count() == 0, "all marks are of the only record"
    assert page.locator("mark[tabindex='0']").count() == 1


def test_a_page_can_be_used_with_the_keyboard(tab: Tab) -> None:
    page = tab.open("events.html#kind=visit")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    assert page.url.endswith("#kind=visit"), "the jump leaves the state alone"


def test_hostile_text_stays_text(tab: Tab, data: Data) -> None:
    for each in (
        HOSTILE_ARTICLE,
        address(data, "event", TITLES[2]),
        address(data, "actor", HOSTILE),
        "events.html",
        "index.html",
    ):
        page = tab.open(each)
        assert HOSTILE in page.inner_text("main"), each
        assert page.locator("main img, main script, main b[onclick], main i").count() == 0
        assert page.title() != "taken"
    page = tab.open(HOSTILE_ARTICLE)
    assert "<script>document.title = 'taken'</script>" in page.inner_text(".text")
    assert page.locator("a[href^='javascript']").count() == 0
    assert page.locator("h1 bdi").inner_text().endswith(HEBREW)


def test_the_policy_forbids_markup_made_of_text_and_scripts_from_elsewhere(tab: Tab) -> None:
    page = tab.open("events.html")
    for tried in (
        "document.body.innerHTML = '<b>'",
        "document.createElement('script').text = 'window.taken = 1'",
        "document.body.setAttribute('onclick', 'window.taken = 1')",
    ):
        assert page.evaluate(f"() => {{ try {{ {tried} }} catch (error) {{ return error.name; }} }}") == "TypeError"
    assert page.evaluate("chancery.load('../other').catch((error) => error.name)") == "TypeError"
    assert page.evaluate("fetch('https://example.org/').catch((error) => error.name)") == "TypeError"
    assert tab.errors != [], "the browser says what it kept out"
    tab.errors.clear()
    tab.requests.clear()


def test_the_timeline_shows_the_month_of_the_address(tab: Tab) -> None:
    page = tab.open("timeline.html#month=2023-07")
    page.locator(".tracks li").first.wait_for()
    assert page.locator(".tracks .what > a").all_inner_texts() == [TITLES[2], TITLES[1]]
    page.get_by_role("button", name="Month after").click()
    tab.until("location.hash === '#month=2023-08'")
    page.locator(".tracks a", has_text="Kishida").wait_for()
    page.get_by_label("Kind").select_option("meeting")
    page.locator("#found", has_text="No event in this month").wait_for()


def test_the_map_has_a_spot_for_each_place_and_leads_to_its_events(tab: Tab) -> None:
    page = tab.open("map.html")
    assert page.locator("#spots circle").count() == 2
    page.get_by_role("row", name="Jakarta Indonesia").get_by_role("link").click()
    page.wait_for_url("**/events.html#*")
    tab.drawn()
    page.locator("#found", has_text="1 event").wait_for()
    assert titles(page) == TITLES[1:2]


def test_who_meets_whom_leads_to_the_events(tab: Tab) -> None:
    page = tab.open("relations.html")
    assert page.locator("#people li").count() == 1
    page.get_by_label("Status").select_option("announced")
    assert page.locator("#people li").count() == 0
    page.get_by_role("link", name="Japan and United States: 1").click()
    page.wait_for_url("**/events.html#*")
    page.locator("#found", has_text="1 event").wait_for()
    assert titles(page) == TITLES[:1]


@pytest.fixture
def cut(browser: Any, home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Tab]:
    """The same pages with their data cut as finely as can be: as a large warehouse has them."""
    monkeypatch.setattr("pages.site.CHUNK_CHARACTERS", 1)
    monkeypatch.setattr("pages.events.PIECE_EVENTS", 1)
    write_site(home, tmp_path / "cut")
    opened = Tab(browser, tmp_path / "cut")
    yield opened
    opened.context.close()
    assert opened.errors == []


def test_data_in_many_chunks_are_found(cut: Tab, data: Data) -> None:
    assert (cut.folder / "data" / "articles-3.js").exists()
    for each in every_page(data):
        cut.open(each)
        assert cut.page.locator("h1").inner_text() != "Not here", each
    cut.requests.clear()
    page = cut.open("events.html#from=2023-08")
    page.locator("#found", has_text="1 event").wait_for()
    read = [url for url in cut.requests if "list-" in url]
    assert len(read) == 1, "pieces of other days are not read"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(browser: Any, home: Home, data: Data, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    # axe puts its own script into the page, which the policy would keep out.
    tab = Tab(browser, home.pages, color_scheme=scheme, bypass_csp=True)
    for each in every_page(data):
        page = tab.open(each)
        found = axe.Axe().run(page).response["violations"]
        serious = [(v["id"], v["nodes"][0]["html"]) for v in found if v["impact"] in ("serious", "critical")]
        assert serious == [], each
    tab.context.close()


def test_nothing_is_wider_than_a_phone(browser: Any, home: Home, data: Data) -> None:
    tab = Tab(browser, home.pages, viewport={"width": 360, "height": 740})
    for each in every_page(data):
        page = tab.open(each)
        assert page.evaluate("document.scrollingElement.scrollWidth") <= 360, each
    tab.context.close()

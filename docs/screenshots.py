"""Takes the pictures of the pages that README.md and docs/explore.md show. `make screenshots`.

The sample articles are published in two goes, so that the start page has something to tell. Needs Debian's chromium.
"""

import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

import seeds
from flows.pipeline import run
from warehouse.home import Home
from warehouse.query import query

PICTURES = Path(__file__).resolve().parent / "pictures"
# What comes with the second publishing: how the meeting in Jakarta went, and what was said after it.
_LATER = ("2023-07-13", "2023-07-14", "2023-07-19", "2023-11", "2024")
_DESK = {"width": 1200, "height": 860}
_PHONE = {"width": 390, "height": 780}
_PEOPLE = "SELECT actor_id FROM dim_actor WHERE actor_name = 'Antony Blinken'"


def shots(home: Home) -> list[tuple[str, str, dict[str, int], str]]:
    """Name, address, size and colours of each picture."""
    (actor,) = query(home, _PEOPLE).to_pylist()
    return [
        ("start", "index.html", _DESK, "light"),
        ("article", "article.html#jakarta-announced", _DESK, "light"),
        ("map", "map.html", {"width": 1200, "height": 640}, "dark"),
        ("relations", "relations.html", {"width": 1200, "height": 760}, "light"),
        ("phone-events", "events.html#q=Blinken", _PHONE, "light"),
        ("phone-actor", f"actor.html#{actor['actor_id']}", _PHONE, "dark"),
    ]


def published(folder: Path) -> Home:
    """A home into which the sample articles came in two goes."""
    home = Home.open(folder / "home")
    articles = sorted(seeds.articles_folder().iterdir())
    later = [each for each in articles if each.name.startswith(_LATER)]
    for part in ([each for each in articles if each not in later], later):
        run([str(each) for each in part], home)
    return home


def take(browser: Browser, home: Home) -> None:
    """Write the pictures."""
    PICTURES.mkdir(exist_ok=True)
    for name, address, size, scheme in shots(home):
        options: dict[str, Any] = {"viewport": size, "color_scheme": scheme}
        page = browser.new_page(**options)
        page.goto(f"{home.pages.as_uri()}/{address}")
        page.wait_for_timeout(500)
        if name == "article":
            page.locator(".text mark", has_text="Wang Yi").first.click()
        page.screenshot(path=PICTURES / f"{name}.png")
        page.close()


def main() -> None:
    """Publish, and take all pictures."""
    chromium = shutil.which("chromium")
    if chromium is None:
        sys.exit("There is no chromium: apt-get install chromium")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium)
        take(browser, published(Path(folder)))
        browser.close()


if __name__ == "__main__":
    main()

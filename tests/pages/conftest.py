"""A home that was published twice, and its pages."""

import json
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import newsroom
import pytest

from warehouse.home import Home

Data = Callable[[str], Any]


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """First the announcement is published, then that the meeting was held, with a visit and a hostile article."""
    home = Home.open(tmp_path_factory.mktemp("pages") / "home")
    newsroom.publish(home, newsroom.ANNOUNCED)
    newsroom.publish(home, newsroom.HELD, newsroom.kishida(), newsroom.hostile(), hour=1)
    return home


@pytest.fixture(scope="session")
def data(home: Home) -> Data:
    """The value of a chunk of the home's pages."""
    return lambda name: chunk_value(home.pages, name)


def chunk_value(folder: Path, name: str) -> Any:
    text = (folder / "data" / f"{name}.js").read_text(encoding="utf-8")
    return json.loads(text.removeprefix(f'chancery.chunk("{name}",').removesuffix(");\n"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Debian's Chromium, without a window."""
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("there is no chromium: apt-get install chromium")
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: requirements/dev.txt")
    with playwright.sync_playwright() as driver:
        launched = driver.chromium.launch(executable_path=chromium)
        yield launched
        launched.close()


class Tab:
    """A tab of the browser that opens pages of one folder and remembers what it asked for and what went wrong."""

    def __init__(self, browser: Any, folder: Path, **options: Any) -> None:
        self.folder = folder
        self.context = browser.new_context(**options)
        self.page = self.context.new_page()
        self.page.set_default_timeout(15_000)
        self.requests: list[str] = []
        self.errors: list[str] = []
        self.context.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda said: said.type in ("error", "warning") and self.errors.append(said.text))
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("dialog", lambda dialog: (self.errors.append(dialog.message), dialog.dismiss()))

    def open(self, address: str) -> Any:
        """The page at that address of the folder, loaded afresh, once its view is drawn."""
        self.page.goto("about:blank")
        self.page.goto(f"{self.folder.as_uri()}/{address}")
        self.drawn()
        return self.page

    def drawn(self) -> None:
        """Wait until the page has read its data."""
        self.until("!document.querySelector('#view > .notice, #found:empty')")

    def until(self, expression: str) -> None:
        """Wait until the expression holds; Playwright's own way to wait is an `eval`, which the pages forbid."""
        deadline = time.monotonic() + 15
        while not self.page.evaluate(expression):
            assert time.monotonic() < deadline, f"{expression} does not come true in {self.page.url}"
            self.page.wait_for_timeout(20)

    @property
    def strange_requests(self) -> list[str]:
        """Requests to anywhere but the folder."""
        return [url for url in self.requests if not url.startswith((self.folder.as_uri(), "about:blank"))]


@pytest.fixture
def tab(browser: Any, home: Home) -> Iterator[Tab]:
    """A tab on the pages of the home. Whatever a test does, nothing may go wrong and nothing be asked for elsewhere."""
    opened = Tab(browser, home.pages)
    yield opened
    opened.context.close()
    assert opened.errors == []
    assert opened.strange_requests == []

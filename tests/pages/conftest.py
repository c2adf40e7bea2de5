"""A home that was published twice, and its pages."""

import shutil
from collections.abc import Iterator
from typing import Any

import newsroom
import pytest
from opened import Data, Tab, chunk_value

from warehouse.home import Home


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


@pytest.fixture
def tab(browser: Any, home: Home) -> Iterator[Tab]:
    """A tab on the pages of the home. Whatever a test does, nothing may go wrong and nothing be asked for elsewhere."""
    opened = Tab(browser, home.pages)
    yield opened
    opened.context.close()
    assert opened.errors == []
    assert opened.strange_requests == []

"""Pages as tests see them: the data that they are made of, and a tab of a browser."""

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

Data = Callable[[str], Any]
"""Gives the value of a chunk of that name."""


def chunk_value(folder: Path, name: str) -> Any:
    text = (folder / "data" / f"{name}.js").read_text(encoding="utf-8")
    return json.loads(text.removeprefix(f'chancery.chunk("{name}",').removesuffix(");\n"))


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

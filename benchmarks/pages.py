"""What pages of a large warehouse cost: writing them, their size, and how long a browser takes to show each.

    python -m benchmarks.pages --records 125000
    python -m benchmarks.pages --home data

Without a home, an invented one is made first (benchmarks/synthetic_records.py), which takes a while. Needs Debian's
chromium; a page counts as shown when its data are read and drawn. The median of three tries counts.
"""

import argparse
import json
import random
import resource
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from benchmarks.synthetic_records import write_synthetic
from flows.pipeline import load_and_publish
from pages.site import write_site
from warehouse.home import Home

_TRIES = 3
_DRAWN = """() => !document.querySelector('#view > .notice')
    && !/^(Searching|$)/.test(document.getElementById('found')?.textContent ?? 'none')"""


def main() -> None:
    """Measure and print two tables."""
    parser = argparse.ArgumentParser(description="Time the pages of a warehouse.")
    parser.add_argument("--home", type=Path, help="a published home; without one, an invented one is made")
    parser.add_argument("--records", type=int, default=125_000, help="of the invented home")
    options = parser.parse_args()
    chromium = shutil.which("chromium")
    if chromium is None:
        sys.exit("There is no chromium: apt-get install chromium")
    with tempfile.TemporaryDirectory(prefix="chancery-pages-") as folder, sync_playwright() as driver:
        home = Home.at(options.home) if options.home else _invented(Path(folder) / "home", options.records)
        _write(home, Path(folder) / "pages")
        browser = driver.chromium.launch(executable_path=chromium)
        _show(browser, Path(folder) / "pages")
        browser.close()


def _invented(root: Path, records: int) -> Home:
    home = Home.open(root)
    list(write_synthetic(home, records))
    load_and_publish(home)
    return home


def _write(home: Home, folder: Path) -> None:
    began, worked = time.monotonic(), time.process_time()
    site = write_site(home, folder)
    took, work = time.monotonic() - began, time.process_time() - worked
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1000
    print(f"{site.events} events, {site.files} files, {site.bytes / 1e6:.0f} MB")
    print(f"written in {took:.0f} s ({work:.0f} s of work), {memory} MB of memory")
    for name in ("list", "events", "articles", "actors"):
        sizes = [path.stat().st_size for path in (folder / "data").glob(f"{name}-*.js")]
        print(f"{name:10} {len(sizes):6} chunks {sum(sizes) / 1e6:8.1f} MB")


def _show(browser: Browser, folder: Path) -> None:
    print(f"\n{'page':24} {'ms':>6} {'files':>6} {'MB':>6}")
    for name, address in _addresses(folder):
        tries = sorted(_shown(browser, folder, address) for _ in range(_TRIES))
        seconds, count, size = tries[_TRIES // 2]
        print(f"{name:24} {1000 * seconds:6.0f} {count:6} {size / 1e6:6.2f}")


def _addresses(folder: Path) -> list[tuple[str, str]]:
    site = _chunk(folder, "site")
    chosen = random.Random(1)  # noqa: S311 - a page for measuring, no secret

    def some(kind: str) -> str:
        chunk = _chunk(folder, f"{kind}-{chosen.randrange(len(site[kind]))}")
        return chosen.choice([key for key, entry in chunk.items() if "leads_to" not in entry])

    return [
        ("start", "index.html"),
        ("events", "events.html"),
        ("events, a word", "events.html#q=Zhang"),
        ("events, a month", "events.html#from=2015-03&to=2015-03"),
        ("event", f"event.html#{some('events')}"),
        ("article", f"article.html#{some('articles')}"),
        ("actor", f"actor.html#{some('actors')}"),
        ("timeline", "timeline.html"),
        ("map", "map.html"),
        ("who meets whom", "relations.html"),
    ]


def _shown(browser: Browser, folder: Path, address: str) -> tuple[float, int, int]:
    """Seconds until the page is drawn, how many files it read, and their bytes."""
    page = browser.new_page()
    read: list[str] = []
    page.on("request", lambda request: read.append(request.url.removeprefix(f"{folder.as_uri()}/").split("#")[0]))
    began = time.monotonic()
    page.goto(f"{folder.as_uri()}/{address}")
    while not page.evaluate(_DRAWN):
        time.sleep(0.005)
    seconds = time.monotonic() - began
    page.close()
    return seconds, len(read), sum((folder / name).stat().st_size for name in read)


def _chunk(folder: Path, name: str) -> dict[str, Any]:
    text = (folder / "data" / f"{name}.js").read_text(encoding="utf-8")
    value: dict[str, Any] = json.loads(text.removeprefix(f'chancery.chunk("{name}",').removesuffix(");\n"))
    return value


if __name__ == "__main__":
    main()

"""The whole site: pages, their scripts and styles, and the data, as one folder."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

import duckdb
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from pages.actors import told_actors
from pages.articles import told_articles
from pages.changes import news
from pages.chunks import write_chunk, write_keyed
from pages.events import told_events, write_list
from pages.places import map_data
from pages.reading import one, rows
from pages.relations import relations
from pages.start import start_page
from pages.timeline import timeline
from pages.world import land
from schemas.base import Model
from schemas.errors import WrongConfiguration
from warehouse.exports.folder import refuse_what_is_no_export, whole_folder
from warehouse.exports.manifest import MANIFEST
from warehouse.home import Home
from warehouse.lock import writing
from warehouse.packages import SCHEMA_VERSION
from warehouse.query import open_published

START = "index.html"
# The pages, by the names of their templates and in the order of the menu; null where a page is not in it.
PAGES = {
    "index": "Start",
    "events": "Events",
    "timeline": "Timeline",
    "map": "Map",
    "relations": "Who meets whom",
    "event": None,
    "actor": None,
    "article": None,
}


# A chunk is read in a few milliseconds, and the folder of a hundred thousand events still has few files.
CHUNK_CHARACTERS = 150_000
_DATE = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")


class Site(Model):
    """A site that was written: where, how many events it shows, and how large it is."""

    start: Path
    events: int
    files: int
    bytes: int


def publish_site(home: Home, now: datetime, wait_seconds: float = 60.0) -> Site:
    """Write the pages of the published copy beside it.

    Raises ChanceryError where nothing is published yet, WarehouseBusy where another process publishes for longer than
    `wait_seconds`: who publishes clears the folder of what is unfinished.
    """
    open_published(home).close()
    with writing(home, "writing pages", now, wait_seconds):
        return write_site(home, home.pages)


def write_site(home: Home, target: Path) -> Site:
    """Write the pages of the published copy into the folder `target`, which appears whole and replaces earlier pages.

    Raises ChanceryError where nothing is published yet, WrongConfiguration for a folder that holds something else,
    or a copy that an earlier version has published.
    """
    place = target.expanduser().absolute()
    copy = open_published(home)
    try:
        refuse_what_is_no_export(place)
        with whole_folder(place) as folder, _older_copies_told():
            events = _write(home, copy, folder)
            written = [path for path in folder.rglob("*") if path.is_file()]
            size = sum(path.stat().st_size for path in written)
            _write_manifest(folder, len(written), size)
    finally:
        copy.close()
    return Site(start=place / START, events=events, files=len(written), bytes=size)


@contextmanager
def _older_copies_told() -> Iterator[None]:
    try:
        yield
    except (duckdb.CatalogException, duckdb.BinderException) as error:
        raise WrongConfiguration(
            f"the published copy is not of this version: {str(error).splitlines()[0]}", "Run `chancery publish`."
        ) from error


def _write(home: Home, copy: duckdb.DuckDBPyConnection, folder: Path) -> int:
    brought = news(home, copy)
    shown = start_page(copy, brought)
    _write_assets(folder)
    _write_pages(folder, shown)
    site = {
        "as_of": shown["totals"]["as_of"],
        "countries": {row["country_code"]: row["country_name"] for row in rows(copy, "FROM dim_country")},
        "used_countries": one(copy, _USED)["codes"] or [],
        "list": write_list(copy, folder, brought.event_ids),
        "events": write_keyed(folder, "events", told_events(copy), CHUNK_CHARACTERS),
        "articles": write_keyed(folder, "articles", told_articles(copy), CHUNK_CHARACTERS),
        "actors": write_keyed(folder, "actors", told_actors(copy), CHUNK_CHARACTERS),
    }
    write_chunk(folder, "site", site)
    write_chunk(folder, "timeline", timeline(copy))
    write_chunk(folder, "map", map_data(copy))
    write_chunk(folder, "relations", relations(copy))
    return int(shown["totals"]["events"])


_USED = """
SELECT list(DISTINCT country_code ORDER BY country_code) AS codes
FROM (SELECT country_code FROM fact_event UNION ALL SELECT country_code FROM dim_actor) WHERE country_code IS NOT NULL
"""


def _write_pages(folder: Path, shown: dict[str, Any]) -> None:
    environment = Environment(
        loader=PackageLoader("pages"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["thousands"] = lambda number: f"{number:,}"
    environment.filters["dated"] = dated
    menu = [(name, label) for name, label in PAGES.items() if label]
    for name in PAGES:
        page = environment.get_template(f"{name}.html.j2").render(page=name, menu=menu, land=land(), **shown)
        (folder / f"{name}.html").write_text(page, encoding="utf-8")


def dated(text: str) -> Markup:
    """The text as markup, its ISO dates kept from being broken at their hyphens."""
    return Markup(_DATE.sub(r"<time>\g<0></time>", str(escape(text))))  # noqa: S704 - escaped before


def _write_assets(folder: Path) -> None:
    (folder / "assets").mkdir()
    for asset in sorted((files("pages") / "assets").iterdir(), key=lambda each: each.name):
        (folder / "assets" / asset.name).write_bytes(asset.read_bytes())


def _write_manifest(folder: Path, count: int, size: int) -> None:
    """Last, as in exports: a folder without it is unfinished, and one with it may be replaced."""
    text = f'{{"schema_version": {SCHEMA_VERSION}, "format": "pages", "files": {count}, "bytes": {size}}}\n'
    (folder / MANIFEST).write_text(text, encoding="utf-8")

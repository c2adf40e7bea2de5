"""Years of invented news in files of JSON lines and in web archives: the same for the same number of items.

One item in twenty tells of a meeting, the others hold nothing that the extractor looks for, as most news. Some are
printed by a second outlet, some come again in a later version and once more as they first were, and some lines and
pages are no articles at all.
"""

import gzip
import io
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

FIRST_DAY, YEARS = date(2021, 1, 1), 3
_NOUNS = (
    "harvest orchard reservoir bridge tram library theatre museum stadium bakery brewery quarry lighthouse ferry canal "
    "tunnel greenhouse vineyard pasture sawmill foundry archive choir orchestra festival gallery nursery clinic "
    "laboratory telescope glacier meadow lagoon marsh estuary beach hostel kiosk market pavilion playground"
).split()
_ADJECTIVES = (
    "old new narrow wooden stony quiet busy damp sunny northern southern eastern western rural coastal municipal "
    "private popular forgotten colourful expensive modest roomy draughty renovated crowded empty famous"
).split()
_VERBS = (
    "opened shone grew shrank moved leaned sparkled flooded dried froze thawed bloomed faded doubled halved glowed "
    "creaked rusted ripened sagged"
).split()
_PEOPLE = [("Wang Yi", "Foreign Minister"), ("Sergei Lavrov", "Foreign Minister"), ("Narendra Modi", "Prime Minister")]
_HOSTS = [("Antony Blinken", "US Secretary of State"), ("Emmanuel Macron", "French President")]
_CITIES = "Jakarta Rome Geneva Vienna Oslo Cairo Nairobi Lima Hanoi Doha".split()


@dataclass(frozen=True)
class Item:
    """One article of the corpus."""

    id: str
    title: str
    published: date
    text: str

    @property
    def line(self) -> str:
        """As a line of JSON."""
        fields = {"id": self.id, "title": self.title, "published": str(self.published), "text": self.text}
        return json.dumps(fields) + "\n"

    @property
    def page(self) -> bytes:
        """As a web page."""
        paragraphs = "".join(f"<p>{each}</p>" for each in self.text.split("\n\n"))
        return (
            f"<html><head><title>{self.title}</title><meta property='article:published_time' "
            f"content='{self.published}'></head><body><nav>Home News Weather</nav><article><h1>{self.title}</h1>"
            f"{paragraphs}</article></body></html>"
        ).encode()


def write_corpus(folder: Path, items: int) -> None:
    """Half of the items as drops, one file a year and the last of them gzipped, half as a web archive a year."""
    folder.mkdir(parents=True)
    for kind, share in (("wire", items // 2), ("crawl", items - items // 2)):
        made = list(_items(kind, share))
        for year in range(YEARS):
            part = [item for item in made if item.published.year == FIRST_DAY.year + year]
            name = f"{kind}-{FIRST_DAY.year + year}"
            if kind == "crawl":
                _write_archive(folder / f"{name}.warc.gz", part)
            elif year == YEARS - 1:
                with gzip.open(folder / f"{name}.jsonl.gz", "wt", encoding="utf-8", compresslevel=1) as zipped:
                    zipped.writelines(_lines(part))
            else:
                with (folder / f"{name}.jsonl").open("w", encoding="utf-8") as file:
                    file.writelines(_lines(part))


def _lines(items: list[Item]) -> Iterator[str]:
    for number, item in enumerate(items):
        yield item.line
        if number % 200 == 50:
            yield item.line[: len(item.line) // 2] + "\n"  # broken off


def _write_archive(path: Path, items: list[Item]) -> None:
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for number, item in enumerate(items):
            _write_page(writer, item, item.page)
            if number % 200 == 50:
                _write_page(writer, item, b"<html><body><p></p></body></html>")


def _write_page(writer: WARCWriter, item: Item, body: bytes) -> None:
    http = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
    dated = {"WARC-Date": f"{item.published + timedelta(days=1)}T08:00:00Z"}
    address = f"https://news.example.org/{item.id}"
    writer.write_record(
        writer.create_warc_record(
            address, "response", payload=io.BytesIO(body), http_headers=http, warc_headers_dict=dated
        )
    )


def _items(kind: str, count: int) -> Iterator[Item]:
    source = random.Random(f"{kind} {count}")  # noqa: S311 - no secret
    days = YEARS * 365
    for number in range(count):
        day = FIRST_DAY + timedelta(days=number * days // count)
        item = Item(f"{kind}-{number}", _sentence(source), day, _text(source, day, meets=number % 20 == 0))
        if number % 100 == 30:
            corrected = Item(item.id, item.title, day, f"{item.text}\n\nCorrected. {_sentence(source)}")
            yield from (item, corrected, item)
        elif number % 100 == 60:
            yield from (item, Item(f"{item.id}-reprint", item.title, day, item.text))
        else:
            yield item


def _text(source: random.Random, day: date, meets: bool) -> str:
    paragraphs = [" ".join(_sentence(source) for _ in range(5)) for _ in range(4)]
    if meets:
        (guest, office), (host, other) = source.choice(_PEOPLE), source.choice(_HOSTS)
        city = source.choice(_CITIES)
        paragraphs[0] = f"{office} {guest} met {other} {host} in {city} on {day:%A}. {paragraphs[0]}"
    return "\n\n".join(paragraphs)


def _sentence(source: random.Random) -> str:
    one, other = source.choice(_NOUNS), source.choice(_NOUNS)
    middle = f"{source.choice(_ADJECTIVES)} {one} by the {source.choice(_ADJECTIVES)} {other}"
    return f"The {middle} {source.choice(_VERBS)} as the {source.choice(_NOUNS)} {source.choice(_VERBS)}."

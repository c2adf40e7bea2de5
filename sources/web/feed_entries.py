"""RSS, Atom and JSON feeds: the entries in what was sent."""

import io
import json
import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urljoin

import feedparser

from schemas.errors import BadInput
from schemas.vocabulary import RejectReason
from sources.page_encoding import decode_page
from sources.web.entries import FeedEntry, plain
from sources.web.markup import text_of

_JSON_FEED = "https://jsonfeed.org/version/1"
# A feed has its newest twenty to two hundred; one of more is an archive, and read from its beginning all the same.
MOST_ENTRIES = 2_000
_REFERENCE = re.compile(r"&#(?:x([0-9a-f]{1,8})|([0-9]{1,8}))(?![0-9a-f]);?", re.IGNORECASE)
_SURROGATES = range(0xD800, 0xE000)


def feed_entries(data: bytes, content_type: str, address: str) -> list[FeedEntry]:
    """The entries of the feed at `address`, in its order, each once.

    Raises BadInput: `unknown_format` for what is no feed, `too_large` for more entries than any feed has, `binary`,
    `wrong_encoding`, `broken_json`.
    """
    text = decode_page(data, content_type)
    entries = _json_entries(text, address) if text.lstrip()[:1] == "{" else _xml_entries(text, address)
    found = {entry.key or entry.stamp: entry for entry in reversed(list(entries))}
    if len(found) > MOST_ENTRIES:
        raise BadInput(RejectReason.TOO_LARGE, f"has more than {MOST_ENTRIES:,} entries", "Take another of its feeds.")
    return [entry.model_copy(update={"key": key}) for key, entry in reversed(found.items())]


def _xml_entries(text: str, address: str) -> Iterator[FeedEntry]:
    # Entities stand for other text: within the feed, without end, or from a file. No feed needs its own.
    if "<!ENTITY" in text:
        raise BadInput(RejectReason.UNKNOWN_FORMAT, "declares entities, as no feed does", "Look at it in a browser.")
    text = _REFERENCE.sub(_possible, text)
    # As UTF-8, whatever it says of itself: it has been decoded. As a stream: a string could be a path.
    headers = {"content-type": "application/xml; charset=utf-8", "content-location": address}
    parsed = feedparser.parse(io.BytesIO(text.encode("utf-8", "surrogatepass")), response_headers=headers)
    if not parsed.get("version"):  # absent where there was nothing to read
        what = "a web page" if "<html" in text[:2_000].lower() else "something else"
        raise BadInput(
            RejectReason.UNKNOWN_FORMAT,
            f"is {what}, not a feed",
            "Look for the feed's address on the site, or make it a source of the kind pages.",
        )
    for entry in parsed.entries:
        content = "\n".join(text_of(str(part.get("value", ""))) for part in entry.get("content", ()))
        yield FeedEntry(
            key=str(entry.get("id") or plain(str(entry.get("link", "")))),
            link=str(entry.get("link", "")),
            title=text_of(str(entry.get("title", ""))),
            published=_iso(entry.get("published") or entry.get("created")),
            updated=_iso(dict.get(entry, "updated")),  # asked itself, it gives the date of publication instead
            text=content,
            # Without a summary of its own the parser gives the content again.
            summary=text_of(str(entry.get("summary", ""))),
        )


def _possible(reference: re.Match[str]) -> str:
    """The reference to a character, or nothing where there is no such character: the parser would give up."""
    code = int(reference[1], 16) if reference[1] else int(reference[2])
    return "" if code in _SURROGATES or code > 0x10FFFF else reference[0]


def _json_entries(text: str, address: str) -> Iterator[FeedEntry]:
    try:
        feed = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BadInput(RejectReason.BROKEN_JSON, f"is no JSON: {error}", "Look at it in a browser.") from error
    if not isinstance(feed, dict) or not str(feed.get("version", "")).startswith(_JSON_FEED):
        raise BadInput(RejectReason.UNKNOWN_FORMAT, "is JSON, but no JSON feed", "Look at it in a browser.")
    items = feed.get("items")
    for item in items if isinstance(items, list) else ():
        if isinstance(item, dict):
            yield _json_entry(item, address)


def _json_entry(item: Mapping[str, Any], address: str) -> FeedEntry:
    def field(*names: str) -> str:
        values = (item.get(name) for name in names)
        return next((str(value) for value in values if value and isinstance(value, str | int)), "")

    link = field("url", "external_url")
    return FeedEntry(
        key=field("id") or plain(field("url", "external_url")),
        link=urljoin(address, link) if link else "",
        title=field("title"),
        published=_iso(field("date_published")),
        updated=_iso(field("date_modified")),
        text=text_of(field("content_html")) or field("content_text"),
        summary=field("summary"),
    )


def _iso(written: object) -> str:
    """A date of RSS (RFC 822) or of Atom and JSON (RFC 3339) as ISO, in its own zone; empty for what is none."""
    if not isinstance(written, str):
        return ""
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            return read(written.strip()).isoformat()
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
    return ""

"""A news site on a port of its own: a feed, pages, sitemaps and robots.txt, with ETags, and a log of what was asked."""

import hashlib
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from xml.sax.saxutils import escape

SENTENCES = (
    "Foreign Minister Wang Yi met US Secretary of State Antony Blinken in Jakarta on day {n} of the talks. "
    "They spoke about the strait, about grain and about what ship number {n} had carried through it. "
    "Delegation {n} stayed at the hotel by the harbour, and its members said little to those who waited outside."
)


@dataclass(frozen=True)
class Asked:
    """One request, as the site saw it."""

    path: str
    is_conditional: bool
    at: float
    status: int


@dataclass
class Story:
    """One article of the site; with `is_teaser` its feed has only how it begins."""

    number: int
    is_teaser: bool
    version: int = 1

    @property
    def path(self) -> str:
        return f"/2023/talks-{self.number}"

    @property
    def text(self) -> str:
        """Some 1,300 characters, with a number in every sentence: no story is a copy of another."""
        first = self.number * 100 + self.version * 10
        return "\n".join(SENTENCES.format(n=n) for n in range(first, first + 4))

    @property
    def updated(self) -> str:
        return f"2023-07-13T{10 + self.version}:00:00Z"


@dataclass
class NewsSite:
    """The site. What is changed on it is served from then on."""

    address: str = ""
    stories: list[Story] = field(default_factory=list)
    robots: str = "User-agent: *\nDisallow: /private/\n"
    pages: dict[str, bytes] = field(default_factory=dict)
    log: list[Asked] = field(default_factory=list)
    busy_seconds: int = 0

    def asked(self) -> list[Asked]:
        """What was asked since the last time."""
        asked, self.log = self.log, []
        return asked

    def body(self, path: str) -> bytes | None:
        """What is at a path; None where there is nothing."""
        if path in self.pages:
            return self.pages[path]
        if path == "/robots.txt":
            return self.robots.encode()
        if path == "/feed.xml":
            return self._feed()
        if path == "/sitemap.xml":
            return self._sitemap()
        story = next((each for each in self.stories if each.path == path), None)
        return None if story is None else _page(story)

    def _feed(self) -> bytes:
        entries = "".join(self._entry(each) for each in reversed(self.stories))
        return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Harbour Wire</title>{entries}</feed>'.encode()

    def _entry(self, story: Story) -> str:
        paragraphs = "".join(f"<p>{line}</p>" for line in story.text.splitlines())
        content = "" if story.is_teaser else f'<content type="html">{escape(paragraphs)}</content>'
        return (
            f"<entry><id>urn:talks:{story.number}</id><title>Talks, day {story.number}</title>"
            f'<link href="{story.path}"/><published>2023-07-13T08:00:00Z</published><updated>{story.updated}</updated>'
            f"<summary>They met again.</summary>{content}</entry>"
        )

    def _sitemap(self) -> bytes:
        urls = "".join(
            f"<url><loc>{self.address}{each.path}</loc><lastmod>{each.updated}</lastmod></url>" for each in self.stories
        )
        return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'.encode()


def _page(story: Story) -> bytes:
    paragraphs = "".join(f"<p>{line}</p>" for line in story.text.splitlines())
    head = f'<title>Talks, day {story.number}</title><meta property="article:published_time" content="2023-07-13">'
    return f"<html><head>{head}</head><body><nav>Home</nav><article>{paragraphs}</article></body></html>".encode()


@contextmanager
def news_site() -> Iterator[NewsSite]:
    """The site, until the end of the block."""
    site = NewsSite()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            at, body = time.monotonic(), site.body(self.path)
            tag = f'"{hashlib.sha256(body or b"").hexdigest()[:12]}"'
            known = self.headers.get("If-None-Match")
            status = 404 if body is None else 304 if known == tag else 200
            if site.busy_seconds and self.path != "/robots.txt":
                status = 503
            site.log.append(Asked(self.path, known is not None, at, status))
            self.send_response(status)
            self.send_header("ETag", tag)
            if status == 503:
                self.send_header("Retry-After", str(site.busy_seconds))
            self.send_header("Content-Length", str(len(body or b"") if status == 200 else 0))
            self.end_headers()
            if status == 200 and body:
                self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Nothing on standard error."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    site.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()

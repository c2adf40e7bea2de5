"""What is written: chunks, pages, and that nothing of an article is markup."""

import re
import shutil
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import duckdb
import newsroom
import pytest
from newsroom import HOSTILE, NOON
from opened import Data, chunk_value

from pages.changes import Change, News
from pages.chunks import script_of, write_keyed
from pages.site import write_site
from pages.start import lead
from schemas.errors import ChanceryError, WrongConfiguration
from warehouse.home import Home


class Elements(HTMLParser):
    """What a page's elements are, as far as it matters here."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.attributes: set[str] = set()
        self.addresses: list[str] = []
        self.scripts_without_source = 0
        self.policy = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.attributes |= set(given)
        self.addresses += [value for name in ("src", "href") if (value := given.get(name))]
        self.scripts_without_source += tag == "script" and "src" not in given
        if given.get("http-equiv") == "Content-Security-Policy":
            self.policy = given["content"] or ""


def test_a_chunk_can_end_no_script_and_break_no_line() -> None:
    text = script_of("list-0", ["</script>\u2028", date(2023, 7, 13)])
    assert text == 'chancery.chunk("list-0",["\\u003c/script>\\u2028","2023-07-13"]);\n'


def test_entries_are_cut_into_chunks_whose_first_keys_are_known(tmp_path: Path) -> None:
    starts = write_keyed(tmp_path, "events", ((f"evt-{n}", "x" * 40) for n in range(7)), size=100)
    assert starts == ["evt-0", "evt-2", "evt-4", "evt-6"]
    assert list(chunk_value(tmp_path, "events-1")) == ["evt-2", "evt-3"]


def test_the_start_page_tells_what_the_last_publishing_brought(home: Home) -> None:
    page = (home.pages / "index.html").read_text(encoding="utf-8")
    lead = re.sub("<[^>]+>", "", re.search(r'<h1 class="lead">(.*?)</h1>', page)[1])  # type: ignore[index]
    assert re.fullmatch(
        r"Since the publication of \d{4}-\d\d-\d\d \d\d:\d\d UTC, 3 articles came in. 2 events are new; "
        r"of 1 known one something is different now.",
        lead,
    )
    assert "was scheduled, has taken place" in page
    assert 'aria-label="2023-08-02: 1 announced"' in page


@pytest.mark.parametrize(
    ("new", "changed", "told"),
    [(2, 0, "2 events are new."), (0, 1, "Of 1 known one something is different now."), (0, 0, "No event is new.")],
)
def test_what_a_publishing_did_not_bring_is_not_told(new: int, changed: int, told: str) -> None:
    brought = News(
        NOON, 1, tuple(Change(f"n{n}", "") for n in range(new)), tuple(Change("c", "w") for _ in range(changed))
    )
    assert lead({"events": 3}, brought) == f"Since the publication of 2023-07-10 12:00 UTC, 1 article came in. {told}"


def test_a_first_publication_tells_what_there_is(tmp_path: Path) -> None:
    home = Home.open(tmp_path)
    newsroom.publish(home, newsroom.ANNOUNCED)
    page = (home.pages / "index.html").read_text(encoding="utf-8")
    lead = re.sub("<[^>]+>", "", re.search(r'<h1 class="lead">(.*?)</h1>', page)[1])  # type: ignore[index]
    assert lead == "1 article of 1 outlet, published from 2023-07-12 to 2023-07-12, tells of 1 event."
    assert "Told of last" in page


def test_an_empty_warehouse_has_pages(tmp_path: Path) -> None:
    home = Home.open(tmp_path)
    newsroom.publish(home)
    assert "tell of 0 events" in (home.pages / "index.html").read_text(encoding="utf-8")


def test_an_event_has_its_steps_its_sources_and_the_ids_that_lead_to_it(data: Data) -> None:
    events = data("events-0")
    (told,) = [event for event in events.values() if event.get("place") == "Jakarta"]
    assert [(step["status"], step["changes"]) for step in told["steps"]] == [
        ("scheduled", "first"),
        ("occurred", "status"),
    ]
    assert [source["id"] for source in told["sources"]] == ["announced", "held"]
    (old,) = [event for event in events.values() if "leads_to" in event]
    assert events[old["leads_to"]] == told


def test_the_list_says_what_is_new(data: Data) -> None:
    assert {(entry[7], entry[13]) for entry in data("list-0") if "<" not in entry[7]} == {
        ("Meeting of Antony Blinken and Wang Yi, Jakarta", 1),
        ("Visit of Fumio Kishida to New York City", 1),
    }


def test_an_article_has_its_text_cut_for_nested_and_crossing_marks(data: Data) -> None:
    told = data("articles-0")["kishida"]
    (line,) = told["paragraphs"]
    assert "".join(segment[0] for segment in line) == newsroom.CROSSING
    by_words = {
        segment[0]: [{proof[1] for proof in told["marks"][mark][1]} for mark in segment[1:]] for segment in line
    }
    assert {"status"} in by_words["Kishida"]
    assert any("participants.0.name" in fields for fields in by_words["Kishida"]), "the name crosses the status"
    assert any("place" in fields for fields in by_words["New York"])
    assert {"trigger"} in by_words["New York"]
    assert by_words[" City"] != by_words["New York"]


def test_no_page_and_no_script_has_markup_of_an_article(home: Home) -> None:
    for path in home.pages.rglob("*.*"):
        page = path.read_text(encoding="utf-8")
        assert HOSTILE not in page, path.name
        if path.suffix == ".html":
            elements = Elements(page)
            assert elements.scripts_without_source == 0
            assert {name for name in elements.attributes if name.startswith("on") or name == "style"} == set()
            assert [each for each in elements.addresses if re.match("[a-z]+:|//", each)] == []
            assert elements.policy.startswith("default-src 'none'; script-src 'self'; style-src 'self';")


def test_the_same_data_gives_the_same_bytes(home: Home, tmp_path: Path) -> None:
    write_site(home, tmp_path / "one")
    write_site(home, tmp_path / "one")
    there = {path.relative_to(home.pages): path.read_bytes() for path in home.pages.rglob("*.*")}
    again = {path.relative_to(tmp_path / "one"): path.read_bytes() for path in (tmp_path / "one").rglob("*.*")}
    assert there == again


def test_a_folder_with_something_else_in_it_is_left_alone(home: Home, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear all")
    with pytest.raises(WrongConfiguration, match=r"letter\.txt"):
        write_site(home, tmp_path)
    assert (tmp_path / "letter.txt").read_text() == "Dear all"


def test_without_a_publication_there_are_no_pages(tmp_path: Path) -> None:
    with pytest.raises(ChanceryError, match="nothing is published"):
        write_site(Home.at(tmp_path), tmp_path / "pages")


def test_a_copy_of_an_earlier_version_is_to_be_published_anew(home: Home, tmp_path: Path) -> None:
    old = Home.open(tmp_path)
    shutil.copy(home.published_file, old.published_file)
    with duckdb.connect(str(old.published_file)) as copy:
        copy.execute("DROP TABLE event_redirect")
    with pytest.raises(WrongConfiguration, match="not of this version") as raised:
        write_site(old, tmp_path / "pages")
    assert "chancery publish" in raised.value.remedy
    assert not (tmp_path / "pages").exists()


def test_pages_that_are_missing_are_written_by_the_next_run(tmp_path: Path) -> None:
    home = Home.open(tmp_path)
    newsroom.publish(home, newsroom.ANNOUNCED)
    (home.pages / "index.html").unlink()
    newsroom.publish(home, newsroom.ANNOUNCED)
    assert (home.pages / "index.html").exists()

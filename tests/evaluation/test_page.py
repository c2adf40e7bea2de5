"""The HTML page: every span where it belongs, overlaps too, and nothing of an article that a browser would run."""

import re
from datetime import date
from html.parser import HTMLParser
from typing import Any

import pytest

from evaluation.coded_event import CodedEvent
from evaluation.comparison import compare
from evaluation.marked_text import Mark, escaped, marked
from evaluation.page import page
from schemas.article import Article
from schemas.span import TextSpan


def span(text: str, part: str) -> TextSpan:
    start = text.index(part)
    return TextSpan(text=part, start=start, end=start + len(part))


class Reader(HTMLParser):
    """Reads a page back: its elements, whether they nest, and the text of the marks."""

    def __init__(self, page_text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.is_nested = True
        self.texts: dict[str, list[str]] = {}
        self.feed(page_text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        self.is_nested = self.is_nested and bool(self.open) and self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.setdefault(self.open[-1] if self.open else "", []).append(data)


def test_overlapping_spans_are_cut_so_that_marks_never_cross() -> None:
    text = "the meeting of Wang Yi with Blinken"
    marks = [
        Mark(span(text, "meeting of Wang"), "c1", "one"),
        Mark(span(text, "Wang Yi"), "c2", "two"),
        Mark(span(text, "Yi with"), "c3", "three"),
    ]
    assert marked(text, marks) == (
        'the <mark class="c1" title="one">meeting of </mark><mark class="c2" title="one; two">Wang</mark>'
        '<mark class="c2" title="two"> </mark><mark class="c3" title="two; three">Yi</mark>'
        '<mark class="c3" title="three"> with</mark> Blinken'
    )


def test_a_text_with_marks_reads_as_it_did() -> None:
    text = 'He said: "<b>talks</b> & tea" at the C&A — مرحبا بالعالم'
    marks = [Mark(span(text, "<b>talks"), "c0", "x"), Mark(span(text, "talks</b> &"), "c1", "y"),
             Mark(span(text, "مرحبا"), "c2", "z")]  # fmt: skip
    shown = Reader(marked(text, marks))
    assert "".join(data for pieces in shown.texts.values() for data in pieces).count("talks") == 1
    assert {tag for tag, _ in shown.elements} == {"mark"}
    without_marks = re.sub(r"</?mark[^>]*>", "", marked(text, marks))
    assert without_marks == escaped(text)


def test_a_span_that_is_not_verbatim_is_not_marked() -> None:
    assert marked("short", [Mark(TextSpan(text="met", start=1, end=4), "c1", "x")]) == "short"
    assert marked("short", [Mark(TextSpan(text="met", start=90, end=93), "c1", "x")]) == "short"


@pytest.mark.parametrize("control", ["\u202e", "\u2067", "\x00", "\x1b", "\ud800"])
def test_characters_that_steer_the_display_are_spelled_out(control: str) -> None:
    assert escaped(f"a{control}b") == f"a[U+{ord(control):04X}]b"


HOSTILE = "</script><script>alert(1)</script>\"'><img src=x onerror=alert(2)>&lt; שלום עולם"


def hostile_event(text: str, **fields: Any) -> CodedEvent:
    trigger = span(text, "met").model_dump()
    evidence = [{"field": HOSTILE, "span": span(text, "onerror=alert(2)>&lt; שלום").model_dump()}]
    named = {"name": HOSTILE, "role": "participant", "country": '"><script>'}
    return CodedEvent.model_validate(
        {"kind": "meeting", "status": "occurred", "trigger": trigger, "participants": [named], "evidence": evidence,
         "place": {"name": f"\u202e{HOSTILE}", "country": "<b>"}, "absences": []} | fields
    )  # fmt: skip


def test_nothing_in_articles_or_records_becomes_markup() -> None:
    text = f"They met {HOSTILE} again."
    article = Article(article_id=HOSTILE, text=text, title=HOSTILE, published=date(2023, 7, 13))
    gold = {HOSTILE: [hostile_event(text)]}
    predicted = {HOSTILE: [hostile_event(text, status="denied"), hostile_event(text, kind="visit", participants=[])]}
    shown = Reader(page(list(compare(gold, predicted)), [article], HOSTILE))
    assert {tag for tag, _ in shown.elements}.isdisjoint({"script", "img", "a", "b>"})
    assert not [name for _, attributes in shown.elements for name in attributes if name.startswith("on")]
    assert shown.is_nested
    assert shown.open == []


def test_the_page_fetches_nothing_and_runs_nothing() -> None:
    whole = page([], [], "Figures")
    assert "default-src 'none'" in whole
    assert not re.search(r"<(script|link|img|iframe)|https?:|@import|url\(", whole)


def test_right_to_left_text_and_names_keep_their_own_direction() -> None:
    text = "שר החוץ met הנשיא"
    article = Article(article_id="a", text=text, published=date(2023, 7, 13))
    event = CodedEvent.model_validate(
        {"kind": "meeting", "status": "occurred", "trigger": span(text, "met").model_dump(),
         "participants": [{"name": "הנשיא", "role": "participant"}]}
    )  # fmt: skip
    whole = page(list(compare({"a": [event]}, {"a": [event]})), [article], "Figures")
    assert 'dir="auto"' in whole
    assert "<bdi>הנשיא</bdi>" in whole


def test_a_record_and_its_counterpart_have_one_number_and_those_alone_have_their_own() -> None:
    text = "They met. They talked. They fought."

    def event(word: str, **fields: Any) -> CodedEvent:
        trigger = span(text, word).model_dump()
        return CodedEvent.model_validate({"kind": "meeting", "status": "occurred", "trigger": trigger} | fields)

    gold = {"a": [event("met"), event("talked")]}
    predicted = {"a": [event("met", status="denied"), event("fought", kind="incident", incident_type="clash")]}
    article = Article(article_id="a", text=text)
    whole = page(list(compare(gold, predicted)), [article], "Figures")
    assert whole.count('<mark class="c1 framed" title="1 trigger">met</mark>') == 2
    assert whole.count('title="2 trigger">talked</mark>') == 1
    assert whole.count('title="3 trigger">fought</mark>') == 1
    assert [told for told in ("wrong status", "missed", "spurious") if told in whole] == [
        "wrong status", "missed", "spurious",
    ]  # fmt: skip

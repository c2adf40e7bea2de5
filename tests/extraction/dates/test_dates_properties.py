"""What holds for every text and every publication date."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from extraction.dates import find, find_times, resolve, spanned

PIECES = """today yesterday tomorrow on by since until the a last next this past coming early late mid- end of Monday
Tuesday, Sunday July May March 3 13 13th 31 2023 1999 1500 0000 2100 -, – to and between week month year days weeks ago
later earlier in two three several summer Q3 quarter century 19th 1990s '06 12/31/99 3 p.m. 16:00 UTC same that day
following before after Christmas Easter 9/11 will met . , ; ( ) \n İ ſ ı K ² ٣ \u00a0 \ud800 BC first half""".split(" ")
DATES = st.dates(min_value=date(1, 1, 1), max_value=date(9999, 12, 31))
TEXTS = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join))


@settings(max_examples=300, deadline=None)
@given(text=TEXTS, published=st.one_of(st.none(), DATES))
def test_spans_are_verbatim_in_order_and_apart_and_days_in_order(text: str, published: date | None) -> None:
    end = 0
    for each in find_times(text, published):
        assert text[each.start_char : each.end_char] == each.text
        assert end <= each.start_char < each.end_char
        end = each.end_char
        for variant in (each, resolve(each, "past"), resolve(each, "future"), *each.parts):
            assert (variant.start is None) == (variant.end is None)
            assert variant.start is None or variant.end is None or variant.start <= variant.end
            span = spanned(variant, published)
            assert span is None or span.start <= span.end
        if each.is_vague or (published is None and each.is_relative):
            assert each.start is None


@settings(max_examples=100, deadline=None)
@given(day=st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)), published=st.one_of(st.none(), DATES))
def test_a_full_date_does_not_depend_on_the_publication_date(day: date, published: date | None) -> None:
    forms = [f"{day:%B} {day.day}, {day.year}", f"{day.day} {day:%B} {day.year}", day.isoformat()]
    for form in forms:
        (only,) = find(f"They met on {form}.", published)
        assert (only.start, only.end, only.is_relative) == (day, day, False)


@settings(max_examples=100, deadline=None)
@given(published=st.dates(min_value=date(1, 1, 8), max_value=date(9999, 12, 24)), number=st.integers(0, 6))
def test_a_weekday_lies_within_a_week_on_the_side_of_its_tense(published: date, number: int) -> None:
    name = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")[number]
    (only,) = find(f"on {name}", published)
    past, future = resolve(only, "past").start, resolve(only, "future").start
    assert past is not None and future is not None
    assert past.weekday() == future.weekday() == number
    assert timedelta(0) <= published - past < timedelta(7)
    assert timedelta(0) <= future - published < timedelta(7)


@given(published=st.dates(min_value=date(1, 1, 2), max_value=date(9999, 12, 30)))
def test_yesterday_and_tomorrow_are_the_days_beside_the_publication_date(published: date) -> None:
    yesterday, tomorrow = find("yesterday and tomorrow", published)
    assert yesterday.start == published - timedelta(1)
    assert tomorrow.start == published + timedelta(1)


def test_threads_find_what_one_thread_finds() -> None:
    texts = [f"On {day} July 2023 they met; on Monday, 13-Jul-202{day % 4}, last week." for day in range(1, 29)]
    published = date(2023, 7, 13)
    alone = [find(text, published) for text in texts]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda text: find(text, published), texts)) == alone


def test_an_endless_row_of_openings_takes_no_endless_time() -> None:
    started = time.process_time()
    for opening in ("early ", "the end of the ", "late in the early morning of the ", "three days after ", "13, "):
        find(opening * 3000, date(2023, 7, 13))
    assert time.process_time() - started < 10

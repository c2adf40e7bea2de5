"""Words that count from the publication date, Thursday 13 July 2023 unless another is named."""

from datetime import date

import pytest

from extraction.dates import DateExpression, find, resolve, spanned

THURSDAY = date(2023, 7, 13)


def only(text: str, published: date | None = THURSDAY) -> DateExpression:
    """The single expression of a text."""
    found = find(text, published)
    assert len(found) == 1, [each.text for each in found]
    return found[0]


def days(text: str, published: date | None = THURSDAY) -> tuple[str, str, str]:
    """First day, last day and precision of a text's single expression."""
    found = only(text, published)
    return str(found.start), str(found.end), found.precision.value


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("They met today.", "2023-07-13"),
        ("They met yesterday evening.", "2023-07-12"),
        ("They meet tomorrow.", "2023-07-14"),
        ("They met the day before yesterday.", "2023-07-11"),
        ("They met this morning.", "2023-07-13"),
        ("They meet tonight.", "2023-07-13"),
        ("They met last night.", "2023-07-12"),
        ("They met three days ago.", "2023-07-10"),
        ("They met three hours ago.", "2023-07-13"),
        ("They met twenty-five years ago today.", "1998-07-13"),
    ],
)
def test_words_for_a_day(text: str, day: str) -> None:
    assert days(text) == (day, day, "day")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met last month.", ("2023-06-01", "2023-06-30", "month")),
        ("They met last week.", ("2023-07-03", "2023-07-09", "week")),
        ("They meet next week.", ("2023-07-17", "2023-07-23", "week")),
        ("They meet next year.", ("2024-01-01", "2024-12-31", "year")),
        ("They met last quarter.", ("2023-04-01", "2023-06-30", "quarter")),
        ("They met this week.", ("2023-07-10", "2023-07-16", "week")),
        ("They met last weekend.", ("2023-07-08", "2023-07-09", "day")),
        ("They met three weeks ago.", ("2023-06-19", "2023-06-25", "week")),
        ("They met a month ago.", ("2023-06-01", "2023-06-30", "month")),
        ("They will meet in two weeks.", ("2023-07-24", "2023-07-30", "week")),
        ("They met earlier this week.", ("2023-07-10", "2023-07-13", "week")),
        ("They met earlier this month.", ("2023-07-01", "2023-07-13", "month")),
        ("They met earlier this year.", ("2023-01-01", "2023-07-13", "year")),
        ("They will meet later this year.", ("2023-07-13", "2023-12-31", "year")),
        ("They will meet later this week.", ("2023-07-13", "2023-07-16", "week")),
        ("They met over the past three days.", ("2023-07-10", "2023-07-13", "day")),
        ("They will meet over the next two weeks.", ("2023-07-13", "2023-07-27", "week")),
        ("Shells fell overnight.", ("2023-07-12", "2023-07-13", "day")),
        ("They met late last month.", ("2023-06-01", "2023-06-30", "month")),
        ("They will meet this summer.", ("2023-06-01", "2023-08-31", "quarter")),
        ("They met last winter.", ("2022-12-01", "2023-02-28", "quarter")),
    ],
)
def test_periods(text: str, expected: tuple[str, str, str]) -> None:
    assert days(text) == expected


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("They met on Monday.", "2023-07-10"),
        ("They will meet on Monday.", "2023-07-17"),
        ("Talks are scheduled for Monday.", "2023-07-17"),
        ("On Monday, the two will meet.", "2023-07-17"),
        ("He said on Monday the pact will hold.", "2023-07-10"),
        ("Wang Meets Blinken on Thursday", "2023-07-13"),
        ("They met on Thursday.", "2023-07-13"),
        ("They met last Thursday.", "2023-07-06"),
        ("They will meet next Thursday.", "2023-07-20"),
        ("They met on Tuesday night.", "2023-07-11"),
        ("They met late on Tuesday.", "2023-07-11"),
        ("They met on Tuesday of last week.", "2023-07-04"),
        ("They will meet on Tuesday next week.", "2023-07-18"),
        ("The talks should be completed on Monday.", "2023-07-17"),
        ("The town was hit by Monday's quake.", "2023-07-10"),
        ("He has until Monday.", "2023-07-17"),
    ],
)
def test_weekdays_go_by_the_tense_nearby(text: str, day: str) -> None:
    assert days(text) == (day, day, "day")


def test_the_verb_decides_a_weekday_when_the_caller_knows_it() -> None:
    def future(_character: int) -> str:
        return "future"

    assert str(find("Talks on Monday.", THURSDAY, future)[0].start) == "2023-07-17"  # type: ignore[arg-type]


def test_a_weekday_can_be_resolved_by_tense_afterwards() -> None:
    monday = only("talks on Monday")
    assert monday.depends_on_tense
    assert str(resolve(monday, "future").start) == "2023-07-17"
    assert str(resolve(monday, "past").start) == "2023-07-10"
    assert resolve(monday, None) == monday


def test_this_week_ends_with_the_publication_date_when_the_verb_is_past() -> None:
    assert str(resolve(only("They met this week."), "past").end) == "2023-07-13"


def test_on_a_sunday_later_this_week_is_the_week_to_come() -> None:
    assert days("They will meet later this week.", date(2022, 2, 20)) == ("2022-02-21", "2022-02-27", "week")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met in June.", ("2023-06-01", "2023-06-30", "month")),
        ("They met in October.", ("2022-10-01", "2022-10-31", "month")),
        ("They will meet in October.", ("2023-10-01", "2023-10-31", "month")),
        ("They met last October.", ("2022-10-01", "2022-10-31", "month")),
        ("They met in August last year.", ("2022-08-01", "2022-08-31", "month")),
        ("They met on December 11.", ("2022-12-11", "2022-12-11", "day")),
        ("They will meet on August 3.", ("2023-08-03", "2023-08-03", "day")),
        ("It has a July 20 deadline.", ("2023-07-20", "2023-07-20", "day")),
        ("They met on Tuesday, July 11.", ("2023-07-11", "2023-07-11", "day")),
        ("They met in late June.", ("2023-06-01", "2023-06-30", "month")),
        ("They met on New Year's Eve.", ("2022-12-31", "2022-12-31", "day")),
        ("They met last Christmas.", ("2022-12-25", "2022-12-25", "day")),
        ("They will go home next Easter.", ("2024-03-31", "2024-03-31", "day")),
        ("They met on the eve of July 14.", ("2023-07-13", "2023-07-13", "day")),
    ],
)
def test_a_date_without_its_year(text: str, expected: tuple[str, str, str]) -> None:
    assert days(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Protests have gone on since June.", ("2023-06-01", "2023-07-13", "month")),
        ("The summit will last until July 16.", ("2023-07-13", "2023-07-16", "day")),
        ("He plans to visit by the end of November.", ("2023-07-13", "2023-11-30", "month")),
    ],
)
def test_a_preposition_makes_a_span_of_a_date(text: str, expected: tuple[str, str, str]) -> None:
    interval = spanned(only(text), THURSDAY)
    assert interval is not None
    assert (str(interval.start), str(interval.end), interval.precision.value) == expected


def test_a_preposition_that_governs_a_noun_leaves_its_date_alone() -> None:
    expression = only("Protests broke out after Tuesday's attack.")
    interval = spanned(expression, THURSDAY)
    assert interval is not None
    assert str(interval.start) == str(interval.end) == "2023-07-11"


def test_before_a_date_is_no_span() -> None:
    assert spanned(only("They met before July 3."), THURSDAY) is None


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("He is on a three-day visit from Monday.", "2023-07-10", "2023-07-12"),
        ("He arrived on Monday for a two-day visit.", "2023-07-10", "2023-07-11"),
        ("He began a four-day visit to Germany on Sunday.", "2023-07-09", "2023-07-12"),
        ("He will start a two-day trip on July 20.", "2023-07-20", "2023-07-21"),
    ],
)
def test_a_visit_of_several_days(text: str, first: str, last: str) -> None:
    assert days(text) == (first, last, "day")


def test_a_length_told_of_something_else_leaves_the_day_alone() -> None:
    assert days("After a three-day strike he resigned, and on Monday they met.") == ("2023-07-10", "2023-07-10", "day")


@pytest.mark.parametrize(
    "text", ["They met recently.", "They will meet soon.", "Talks in the coming months.", "in recent weeks"]
)
def test_vague_words_have_no_days(text: str) -> None:
    found = only(text)
    assert found.is_vague
    assert found.start is None


@pytest.mark.parametrize(
    "text",
    ["They met yesterday.", "on Monday", "in late June", "on July 13", "last month", "since Friday", "a year ago"],
)
def test_without_a_publication_date_nothing_relative_is_resolved(text: str) -> None:
    found = only(text, None)
    assert found.is_relative
    assert (found.start, found.end, found.precision.value) == (None, None, "unknown")


def test_without_a_publication_date_a_full_date_is_resolved() -> None:
    found = only("on July 13, 2023", None)
    assert not found.is_relative
    assert str(found.start) == "2023-07-13"

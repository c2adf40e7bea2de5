"""Dates that stand in the text with their year, and numbers and names that only look like dates."""

from datetime import date

import pytest

from extraction.dates import DateKind, find, find_times

PUBLISHED = date(2023, 7, 13)


def found(text: str) -> list[tuple[str, str, str, str]]:
    return [(each.text, str(each.start), str(each.end), each.precision.value) for each in find(text, PUBLISHED)]


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("2023-07-13", "2023-07-13", "2023-07-13", "day"),
        ("July 13, 2023", "2023-07-13", "2023-07-13", "day"),
        ("Jul. 13 2023", "2023-07-13", "2023-07-13", "day"),
        ("13 July 2023", "2023-07-13", "2023-07-13", "day"),
        ("the 13th of July 2023", "2023-07-13", "2023-07-13", "day"),
        ("Thursday, July 13, 2023", "2023-07-13", "2023-07-13", "day"),
        ("July 13-15, 2023", "2023-07-13", "2023-07-15", "day"),
        ("13–15 July 2023", "2023-07-13", "2023-07-15", "day"),
        ("July 13 to 15, 2023", "2023-07-13", "2023-07-15", "day"),
        ("July 3, 4 and 5, 2023", "2023-07-03", "2023-07-05", "day"),
        ("July 30 to August 2, 2023", "2023-07-30", "2023-08-02", "day"),
        ("December 30 to January 2, 2023", "2022-12-30", "2023-01-02", "day"),
        ("13/07/2023", "2023-07-13", "2023-07-13", "day"),
        ("07/13/2023", "2023-07-13", "2023-07-13", "day"),
        ("13.07.2023", "2023-07-13", "2023-07-13", "day"),
        ("13-Jul-2023", "2023-07-13", "2023-07-13", "day"),
        ("2023/07/13", "2023-07-13", "2023-07-13", "day"),
        ("July 2023", "2023-07-01", "2023-07-31", "month"),
        ("July of 2023", "2023-07-01", "2023-07-31", "month"),
        ("mid-2019", "2019-01-01", "2019-12-31", "year"),
        ("early 2020", "2020-01-01", "2020-12-31", "year"),
        ("2015-16", "2015-01-01", "2016-12-31", "year"),
        ("the 1990s", "1990-01-01", "1999-12-31", "year"),
        ("the 19th century", "1801-01-01", "1900-12-31", "year"),
        ("the third quarter of 2022", "2022-07-01", "2022-09-30", "quarter"),
        ("Q3 2022", "2022-07-01", "2022-09-30", "quarter"),
        ("the first half of 2021", "2021-01-01", "2021-06-30", "quarter"),
        ("the summer of 2020", "2020-06-01", "2020-08-31", "quarter"),
        ("the first week of July 2023", "2023-07-01", "2023-07-07", "week"),
        ("the third Thursday of November 2023", "2023-11-16", "2023-11-16", "day"),
        ("the week of July 3, 2023", "2023-07-03", "2023-07-09", "week"),
        ("two days after July 3, 2023", "2023-07-05", "2023-07-05", "day"),
        ("Christmas 2022", "2022-12-25", "2022-12-25", "day"),
        ("Good Friday 2023", "2023-04-07", "2023-04-07", "day"),
        ("Thanksgiving 2023", "2023-11-23", "2023-11-23", "day"),
        ("D-Day", "1944-06-06", "1944-06-06", "day"),
    ],
)
def test_a_date_with_its_year(text: str, first: str, last: str, precision: str) -> None:
    assert [each[1:] for each in found(f"It was on {text}, they said.")] == [(first, last, precision)]


@pytest.mark.parametrize(
    "text",
    [
        "2,000 people and 1500 troops fled.",
        "Flight 1978 left with 1990 passengers.",
        "Resolution 2231 cost $2000.",
        "They may meet; the troops march on.",
        "He read it in the Sun and Sat down for a second.",
        "It was the Women's March and the 9/11 memorial.",
        "The first visit in five years lasted for three years.",
        "The 25-year-old stayed for two days.",
        "Easter Island and Black Friday",
        "It happens every Friday, daily and on Sundays.",
        "The summit took place at 16:00 UTC.",
        "April Ryan asked Miss June Smith.",
        "Ratio 24/7, version 1.2.23, score 2-1",
    ],
)
def test_what_only_looks_like_a_date(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize("text", ["the 9/11 attacks", "since 9/11", "the September 11 attacks"])
def test_the_attacks_of_2001(text: str) -> None:
    assert [each[1] for each in found(text)] == ["2001-09-11"]


@pytest.mark.parametrize(
    ("published", "first"),
    [(date(2023, 3, 20), None), (date(2023, 4, 4), "2023-04-03"), (date(2023, 3, 6), "2023-03-04")],
)
def test_a_date_that_has_two_readings_is_the_one_next_to_the_publication_date(
    published: date, first: str | None
) -> None:
    only = find("They met on 03/04/2023.", published)[0]
    assert (str(only.start) if only.start else None) == first


def test_a_month_borrows_the_year_of_the_next() -> None:
    assert [each[1] for each in found("in April and June 1955")] == ["1955-04-01", "1955-06-01"]


def test_a_year_before_christ_is_found_but_has_no_days() -> None:
    assert found("in April 480 BC") == [("April 480 BC", "None", "None", "unknown")]


def test_two_days_joined_by_between_are_one_range() -> None:
    assert found("between May 3 and May 5") == [("May 3 and May 5", "2023-05-03", "2023-05-05", "day")]


def test_a_range_knows_its_ends() -> None:
    (period,) = find("from May 3 to May 5, 2020", PUBLISHED)
    assert [(part.text, str(part.start)) for part in period.parts] == [
        ("May 3", "2020-05-03"),
        ("May 5, 2020", "2020-05-05"),
    ]


def test_durations_sets_and_times_are_found_on_demand() -> None:
    text = "Talks of three days at 6:40 p.m. every week, within several months"
    assert [(each.kind, each.duration, each.clock) for each in find_times(text, PUBLISHED)] == [
        (DateKind.DURATION, "P3D", None),
        (DateKind.TIME, None, "18:40"),
        (DateKind.SET, "P1W", None),
        (DateKind.DURATION, "PXM", None),
    ]


def test_a_time_of_day_joins_its_date() -> None:
    (today,) = find("at 16:00 UTC today", PUBLISHED)
    assert (today.text, today.clock, str(today.start)) == ("16:00 UTC today", "16:00", "2023-07-13")

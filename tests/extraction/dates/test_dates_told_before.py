"""Expressions that count from a date told before them in the text."""

from datetime import date

import pytest

from extraction.dates import find

PUBLISHED = date(2023, 7, 13)


def last(text: str, published: date = PUBLISHED) -> tuple[str, str, str]:
    found = find(text, published)[-1]
    return found.text, str(found.start), str(found.end)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met on July 3. The following day he left.", ("The following day", "2023-07-04", "2023-07-04")),
        ("They met on July 3. Two days later he left.", ("Two days later", "2023-07-05", "2023-07-05")),
        ("They met on July 3. He had come the day before.", ("the day before", "2023-07-02", "2023-07-02")),
        ("They met on July 3 and signed the same day.", ("the same day", "2023-07-03", "2023-07-03")),
        ("They met in May 2019. Later that year he left.", ("Later that year", "2019-01-01", "2019-12-31")),
        (
            "They met in May 2019, and again in June of the same year.",
            ("June of the same year", "2019-06-01", "2019-06-30"),
        ),
        ("They met on May 3, 2019, and again on the 13th.", ("the 13th", "2019-05-13", "2019-05-13")),
        (
            "Sales fell in June from the same month a year ago.",
            ("the same month a year ago", "2022-06-01", "2022-06-30"),
        ),
        ("On 6 August 1945 it fell. On 15 August it was over.", ("15 August", "1945-08-15", "1945-08-15")),
    ],
)
def test_counts_from_the_date_told_last(text: str, expected: tuple[str, str, str]) -> None:
    assert last(text) == expected


def test_such_expressions_are_marked() -> None:
    assert find("On July 3 they met. The following day he left.", PUBLISHED)[-1].is_anaphoric


def test_a_day_does_not_count_from_a_year() -> None:
    assert last("In 1996 he won. The previous day he had met them.") == ("The previous day", "2023-07-12", "2023-07-12")


def test_an_account_of_times_long_past_goes_on_from_date_to_date() -> None:
    text = (
        "On September 1, 1939, the war began. In 1940 it spread. On May 10 the west was attacked. By June 22 it fell. "
        "In 1941 it went on. In June the east was attacked. In December 1941 it was a world war. In 1942, in 1943."
    )
    assert [str(each.start) for each in find(text, PUBLISHED)][:6] == [
        "1939-09-01",
        "1940-01-01",
        "1940-05-10",
        "1940-06-22",
        "1941-01-01",
        "1941-06-01",
    ]


def test_news_that_looks_back_still_counts_from_its_publication_date() -> None:
    assert last("He was jailed in 1996. They met in May.") == ("May", "2023-05-01", "2023-05-31")

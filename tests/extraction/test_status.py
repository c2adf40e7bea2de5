"""Status: what tense, governing words, modifiers and dates say of how far an event has come."""

from collections.abc import Callable
from datetime import date

import pytest

from schemas.records import ArticleRecords
from schemas.vocabulary import Kind, Status

Extract = Callable[..., ArticleRecords]


def status_of(extract: Extract, text: str, kind: Kind) -> Status:
    """The status of the first record of the kind."""
    return next(record.status for record in extract(text, date(2023, 7, 13)).records if record.kind is kind)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        # A verb says nothing of what only stands beside it.
        (
            "The foreign ministers of France and Germany pledge to continue close relations in their first meeting.",
            Status.OCCURRED,
        ),
        # Who stays away leaves the meeting as it was.
        ("President Emmanuel Macron will not attend the summit in Vienna.", Status.SCHEDULED),
        ("President Emmanuel Macron arrives in Vienna to attend the summit.", Status.SCHEDULED),
        ("The foreign ministers of Chad and Niger fly to Rabat for a summit.", Status.SCHEDULED),
        # What is refused, broken off or under way.
        ("Sudan rejects an offer of talks with Ethiopia.", Status.CANCELLED),
        ("Sudan broke off talks with Ethiopia.", Status.CANCELLED),
        ("A summit of the leaders of Chad and Niger gets underway in Rabat.", Status.ONGOING),
        ("Norway says that it is open to talks with Russia.", Status.PROPOSED),
        ("Talks between Iran and Norway are due to resume in Geneva.", Status.SCHEDULED),
        ("Norway called for talks with Russia.", Status.PROPOSED),
        ("Norwegian officials deny that Norway will hold talks with Russia.", Status.DENIED),
    ],
)
def test_meetings(extract: Extract, text: str, status: Status) -> None:
    assert status_of(extract, text, Kind.MEETING) is status


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("French President Emmanuel Macron plans to visit Kenya.", Status.SCHEDULED),
        ("French President Emmanuel Macron has cancelled his plans to visit Kenya.", Status.CANCELLED),
        ("French President Emmanuel Macron turned down an invitation to visit Kenya.", Status.CANCELLED),
        ("French President Emmanuel Macron may cancel his visit to Kenya.", Status.SCHEDULED),
        ("French President Emmanuel Macron praises farmers during a three-day visit to Kenya.", Status.ONGOING),
        ("French President Emmanuel Macron praises farmers on the last day of his visit to Kenya.", Status.ONGOING),
        ("French President Emmanuel Macron visits Kenya this week.", Status.ONGOING),
    ],
)
def test_visits(extract: Extract, text: str, status: Status) -> None:
    assert status_of(extract, text, Kind.VISIT) is status


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Hamas plans to attack the town of Ashkelon in Israel.", Status.PROPOSED),
        ("Chad warns that it will attack rebels in Libya.", Status.PROPOSED),
        ("Japan will impose sanctions on Iran if the talks fail.", Status.PROPOSED),
        ("An attack by rebels leaves six soldiers dead in Chad.", Status.OCCURRED),
        ("Police in Chad break up a protest in the capital N'Djamena.", Status.OCCURRED),
        ("The president and the premier discussed the attack by rebels on the town of Mao in Chad.", Status.OCCURRED),
        ("Soldiers fight wildfires currently burning in Algeria.", Status.ONGOING),
        ("Doctors in Gabon struggle to contain an outbreak of cholera in Libreville.", Status.ONGOING),
        ("Japan is imposing sanctions on Iran.", Status.OCCURRED),
        ("A minister was shot dead by gunmen in Chad two days before the vote of July 20.", Status.OCCURRED),
    ],
)
def test_incidents(extract: Extract, text: str, status: Status) -> None:
    assert status_of(extract, text, Kind.INCIDENT) is status

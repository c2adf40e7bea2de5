"""Counting the killed and injured, in sentences made for it."""

from collections.abc import Callable

import pytest

from schemas.records import ArticleRecords, Incident

Extract = Callable[..., ArticleRecords]


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("Soldiers shot dead three smugglers near Juba.", 3),
        ("Clashes in Chad led to the killing of at least 18 people.", 18),
        ("Seven people, including two nurses, are killed in a bombing in Aden.", 7),
        ("A train crash near Minsk resulted in 14 deaths and 30 injuries.", 14),
        ("A fire in a hotel in Quito resulted in the death of all 33 guests.", 33),
        ("The assassination of Mayor Pedro Campos in Bogota shocked many.", 1),
        ("Dozens of people were killed in a bombing in Aden.", None),
    ],
)
def test_the_killed_are_counted_in_their_many_wordings(extract: Extract, text: str, killed: int | None) -> None:
    incident = next(record for record in extract(text).records if isinstance(record, Incident))
    assert incident.killed == killed

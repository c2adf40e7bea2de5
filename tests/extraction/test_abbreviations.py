"""Bodies have the fullest name that the article gives them."""

from collections.abc import Callable

import pytest

from extraction.abbreviations import fullest
from extraction.mentions import ActorFinder

Find = Callable[[str], ActorFinder]


def names(finder: ActorFinder) -> list[str]:
    return [actor.name for _, actor in finder.mentions(False)]


@pytest.mark.parametrize(
    ("text", "full"),
    [
        (
            "Envoys met the Front for Northern Unity (FNU). On Monday the FNU left the talks.",
            "Front for Northern Unity",
        ),
        ("The UN sent envoys. The United Nations did not say why.", "United Nations"),
        (
            "Members of the Asia-Pacific Economic Cooperation (APEC) met. APEC has 21.",
            "Asia-Pacific Economic Cooperation",
        ),
    ],
)
def test_a_short_name_stands_for_the_full_one(find: Find, text: str, full: str) -> None:
    found = names(find(text))
    assert full in found
    assert not {"FNU", "UN", "APEC"} & set(found)


def test_a_name_that_nothing_explains_stays_as_it_is(find: Find) -> None:
    assert "OPEC" in names(find("OPEC met in Vienna on Monday."))


def test_brackets_with_other_letters_explain_nothing(find: Find) -> None:
    finder = find("Senator Marta Olsen (DF) met the Baltic Shipping Council (Riga). The DF had asked for it.")
    assert "Marta Olsen" in names(finder)
    assert "Marta Olsen" not in [a.name for t, a in finder.mentions(False) if t.text == "DF"]


def test_the_article_before_a_name_is_no_part_of_it() -> None:
    assert fullest(("Taliban", "the Taliban"), "Envoys met the Taliban.") == "Taliban"


def test_a_government_that_is_cut_off_from_its_country_is_that_country(find: Find) -> None:
    assert "Government of" not in names(find("Envoys met Government of India officials in Delhi."))

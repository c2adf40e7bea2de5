"""Whom the noun phrases of a text name: each test one behaviour of the codebook's "Participants"."""

from collections.abc import Callable

import pytest

from extraction.mentions import ActorFinder

Find = Callable[[str], ActorFinder]


def named(finder: ActorFinder, describe: bool = False) -> list[tuple[str, str | None]]:
    """(name, country) of every mention, in the order of the text."""
    return [(a.name, a.country.code if a.country else None) for _, a in finder.mentions(describe)]


def people(finder: ActorFinder) -> dict[str, str | None]:
    return {a.name: a.country.code if a.country else None for _, a in finder.mentions(False) if a.sort == "person"}


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Secretary of State Madeleine K. Albright met King Hussein II of Jordan.", "Madeleine K. Albright", "USA"),
        ("Canadian Minister of Defence Bill “Skip” Graham met reporters.", "Bill Graham", "CAN"),
        ("Sudanese General Abd al-Rahman Siwar al-Dahab met the delegation.", "Abd al-Rahman Siwar al-Dahab", "SDN"),
        ("Kenya's deputy interior minister, Grace Wanjiru, flew to Lagos.", "Grace Wanjiru", "KEN"),
        ("The President of Chile, Ricardo Montoya, met unions.", "Ricardo Montoya", "CHL"),
        ("Anna Berg, the Prime Minister of Sweden, met unions.", "Anna Berg", "SWE"),
        ("Prime Minister Anna Berg of Sweden met unions.", "Anna Berg", "SWE"),
        ("Mexican Minister of External Relations Luz Ortega met unions.", "Luz Ortega", "MEX"),
        ("President Obama met unions.", "Obama", "USA"),
    ],
)
def test_a_person_has_the_full_name_without_titles_and_the_country(
    find: Find, text: str, name: str, country: str
) -> None:
    assert people(find(text))[name] == country


def test_a_list_keeps_its_members_whatever_the_parse_says(find: Find) -> None:
    finder = find(
        "The envoy met Turkish Foreign Minister Ali Demir, Interior Minister Veli Kaya, and Central Bank President "
        "Sema Aydin in Ankara."
    )
    head = next(token for token, actor in finder.mentions(False) if actor.name == "Ali Demir")
    assert [actor.name for actor in finder.actors(head)] == ["Ali Demir", "Veli Kaya", "Sema Aydin"]


def test_who_speaks_in_the_next_clause_is_no_member_of_the_list(find: Find) -> None:
    finder = find("After talks with Chancellor Olaf Scholz, President Emmanuel Macron said he was content.")
    head = next(token for token, actor in finder.mentions(False) if actor.name == "Olaf Scholz")
    assert [actor.name for actor in finder.actors(head)] == ["Olaf Scholz"]


def test_both_koreas_are_named_by_one_phrase(find: Find) -> None:
    assert named(find("North and South Korea resumed talks.")) == [("North Korea", "PRK"), ("South Korea", "KOR")]


def test_the_state_after_a_city_is_a_place_and_no_actor(find: Find) -> None:
    assert ("Kenya", "KEN") not in named(find("Grace Wanjiru spoke in Mombasa, Kenya."))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Two Israeli soldiers were wounded in Hebron.", ("Two Israeli soldiers", "ISR")),
        ("At least four Afghan policemen were wounded.", ("four Afghan policemen", "AFG")),
        ("Police detained seven members of the White Shields in Peru.", ("seven members of the White Shields", "PER")),
        ("Thousands of students marched in Chile.", ("Thousands of students", "CHL")),
        ("Gunmen stormed a bank in Chile.", ("Gunmen", None)),
    ],
)
def test_unnamed_people_are_named_by_what_they_are(find: Find, text: str, expected: tuple[str, str | None]) -> None:
    assert expected in named(find(text), describe=True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Officials of Chile and Peru met on Monday.", [("Chile", "CHL"), ("Peru", "PER")]),
        ("The Trump administration met the unions.", [("United States", "USA")]),
        ("Beijing met the unions.", [("China", "CHN")]),
        ("Hezbollah rebels met the Lebanese army.", [("Lebanese army", "LBN")]),
        ("NATO foreign ministers gathered.", [("NATO", None)]),
    ],
)
def test_bodies_and_states_act_under_their_name(find: Find, text: str, expected: list[tuple[str, str | None]]) -> None:
    found = named(find(text))
    assert [actor for actor in expected if actor in found] == expected


def test_the_state_stands_for_its_forces(find: Find) -> None:
    finder = find("Peru says its forces shot three rebels.")
    forces = next(token for token in finder._doc if token.text == "forces")
    assert [actor.name for actor in finder.actors(forces, describe=True)] == ["Peru"]


def test_two_leaders_are_the_two_people_named_last(find: Find) -> None:
    finder = find("President Anna Berg of Sweden met King Olav of Norway. The two leaders discussed trade.")
    leaders = next(token for token in finder._doc if token.text == "leaders")
    assert [actor.name for actor in finder.actors(leaders)] == ["Anna Berg", "Olav"]


def test_both_countries_are_the_two_states_named_last(find: Find) -> None:
    finder = find("Chile expelled an envoy of Peru. Both countries then called for talks.")
    countries = next(token for token in finder._doc if token.text == "countries")
    assert [actor.name for actor in finder.actors(countries)] == ["Chile", "Peru"]


def test_a_bare_office_is_its_only_holder(find: Find) -> None:
    finder = find("President Anna Berg met Vice President Olga Lind. The Vice President then left.")
    office = [token for token in finder._doc if token.text == "President"][-1]
    assert [actor.name for actor in finder.actors(office)] == ["Olga Lind"]


def test_an_office_of_a_state_without_a_name_stands_for_its_holder(find: Find) -> None:
    assert ("Foreign minister of Chad", "TCD") in named(find("The Chadian foreign minister spoke."))


def test_a_delegation_is_its_leader_where_the_article_names_one(find: Find) -> None:
    finder = find("A Swedish delegation led by Anna Berg arrived on Monday.")
    delegation = next(token for token in finder._doc if token.text == "delegation")
    assert [actor.name for actor in finder.actors(delegation)] == ["Anna Berg"]


def test_officials_without_a_country_serve_the_state_of_the_known_one_beside_them(find: Find) -> None:
    found = people(find("President Joe Biden and Administrator Ann Miller met Foreign Minister Li Na of China."))
    assert found == {"Joe Biden": "USA", "Ann Miller": "USA", "Li Na": "CHN"}


def test_what_an_article_of_one_country_names_belongs_to_it(find: Find) -> None:
    assert ("police", "PER") in named(find("In Peru, police detained a priest."), describe=True)


def test_a_party_is_no_person(find: Find) -> None:
    assert "Communist Party" not in people(find("A bomb exploded at an office of the Communist Party."))


def test_a_pronoun_within_what_it_could_stand_for_is_read_once(find: Find) -> None:
    finder = find("Israel and its forces fell back. The government of Chad and their soldiers said they won.")
    assert ("Israel", "ISR") in named(finder, describe=True)


def test_names_end_where_the_next_item_of_a_list_begins(find: Find) -> None:
    finder = find("They met - Senator Marta Olsen - Senator Nils Aune - Senator Olga Lind in Oslo.")
    assert set(people(finder)) == {"Marta Olsen", "Nils Aune", "Olga Lind"}


@pytest.mark.parametrize("plural", ["churches", "oil refineries", "minibuses", "libraries"])
def test_plurals_are_things_that_are_hit_like_their_singulars(find: Find, plural: str) -> None:
    finder = find(f"A bomb hit two {plural} on Monday.")
    assert f"two {plural}" in [name for name, _ in named(finder, describe=True)]


def test_surnames_of_well_known_holders_need_no_first_name(find: Find) -> None:
    assert people(find("Before the talks Zelenskyy visited Lima."))["Zelenskyy"] == "UKR"


def test_two_people_of_one_surname_are_two(find: Find) -> None:
    text = "Police arrested Herman Olsen on Monday. Prime Minister Hedwig Olsen was told."
    assert set(people(find(text))) == {"Herman Olsen", "Hedwig Olsen"}


def test_one_of_a_nation_is_somebody(find: Find) -> None:
    assert "one Peruvian" in [name for name, _ in named(find("In the raid one Peruvian was wounded."), describe=True)]

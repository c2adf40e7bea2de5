"""Whom mentions mean: hard cases, with and without a reference."""

import random
from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resolution.actors import link
from resolution.naming import Fit, fit, keys_of, keys_of_full
from resolution.posts import post_of
from schemas.actor import IdentityBasis, Linked, LinkReason, Mention
from schemas.office import OfficeHolding
from schemas.vocabulary import ActorKind


def person(
    name: str, country: str | None, on: str | None = "2023-03-15", article: str = "", office: str = ""
) -> Mention:
    """Somebody whom an article of that day mentions, by default an article of its own."""
    day = date.fromisoformat(on) if on else None
    return Mention(article or f"{name} {on}", day, name, country, ActorKind.PERSON, office or None)


def body(name: str, kind: ActorKind, country: str | None = None) -> Mention:
    return Mention(name, date(2023, 3, 15), name, country, kind, None)


def held(name: str, country: str | None, office: str, start: str, end: str = "", **more: str) -> OfficeHolding:
    """A row of the reference, as of 2025."""
    return OfficeHolding(
        name=name,
        country=country,
        office=office,
        start=date.fromisoformat(start),
        end=date.fromisoformat(end) if end else None,
        as_of=date(2025, 1, 1),
        wikidata_id=more.get("wikidata"),
        aliases=tuple(filter(None, [more.get("alias")])),
    )


REFERENCE = (
    held("Jean-Yves Le Drian", "FRA", "Minister of Europe and Foreign Affairs", "2017-05-17", "2022-05-20"),
    held("Catherine Colonna", "FRA", "Foreign Minister", "2022-05-20", "2024-01-11", wikidata="Q273396"),
    held("Wang Yi", "CHN", "Foreign Minister", "2013-03-16", "2022-12-30"),
    held("Qin Gang", "CHN", "Foreign Minister", "2022-12-30", "2023-07-25"),
    held("Wang Yi", "CHN", "Foreign Minister", "2023-07-25"),
    held("Wang Wentao", "CHN", "Minister of Commerce", "2020-12-26"),
    held("Volodymyr Zelenskyy", "UKR", "President", "2019-05-20"),
    held("Antony Blinken", "USA", "Secretary of State", "2021-01-26", "2025-01-20"),
    held("Charles III", "GBR", "King", "2022-09-08", alias="King Charles"),
    held("Donald Trump", "USA", "President", "2017-01-20", "2021-01-20"),
    held("Donald Tusk", "POL", "Prime Minister", "2023-12-13"),
    held("António Guterres", None, "Secretary-General of the United Nations", "2017-01-01"),
)


def linked(mentions: Sequence[Mention], reference: Sequence[OfficeHolding] = REFERENCE) -> Linked:
    return link({row.holding_id: row for row in reference}, mentions)


def whom(mentions: Sequence[Mention], reference: Sequence[OfficeHolding] = REFERENCE) -> list[tuple[str | None, str]]:
    """Name of the actor and reason, for each mention."""
    found = linked(mentions, reference)
    names = {actor.actor_id: actor.name for actor in found.actors}
    return [(names[each.actor_id] if each.actor_id else None, each.reason.value) for each in found.links]


def actors(mentions: Sequence[Mention], reference: Sequence[OfficeHolding] = ()) -> int:
    """How many different actors the mentions are shown as."""
    return len({each.shown_id for each in linked(mentions, reference).links})


@pytest.mark.parametrize(
    ("written", "country", "name"),
    [
        ("Volodymyr Zelensky", "UKR", "Volodymyr Zelenskyy"),
        ("Zelensky", "UKR", "Volodymyr Zelenskyy"),
        ("Blinken", "USA", "Antony Blinken"),
        ("King Charles", "GBR", "Charles III"),
        ("Antonio Guterres", None, "António Guterres"),
        ("Guterres", None, "António Guterres"),
    ],
)
def test_names_of_the_reference_in_other_forms(written: str, country: str | None, name: str) -> None:
    assert whom([person(written, country)])[0][0] == name


def test_an_office_means_who_held_it_then() -> None:
    assert whom([person("Foreign minister of France", "FRA", "2023-03-15", office="foreign minister")]) == [
        ("Catherine Colonna", "office_held")
    ]
    assert whom([person("Foreign minister of France", "FRA", "2021-03-15")]) == [("Jean-Yves Le Drian", "office_held")]
    assert whom([person("Secretary of State of the United States", "USA")]) == [("Antony Blinken", "office_held")]
    assert whom([person("UN secretary-general", None)])[0][0] is None


def test_an_office_that_changes_hands_goes_with_its_holders() -> None:
    days = ("2022-06-01", "2023-03-15", "2024-06-01")
    found = whom([person("Foreign minister of China", "CHN", day) for day in days])
    assert [name for name, _ in found] == ["Wang Yi", "Qin Gang", "Wang Yi"]
    assert (
        len({each.actor_id for each in linked([person("Foreign minister of China", "CHN", d) for d in days]).links})
        == 2
    )


def test_on_the_day_of_change_an_office_is_nobodys() -> None:
    assert whom([person("Foreign minister of China", "CHN", "2023-07-25")]) == [(None, "ambiguous")]


def test_whom_an_article_calls_by_the_office_comes_before_the_reference() -> None:
    news = [
        person("Jane Doe", "FRA", article="one", office="foreign minister"),
        person("Foreign minister of France", "FRA", article="one"),
    ]
    assert whom(news)[1] == ("Jane Doe", "same_article")


def test_who_follows_ends_an_office_whose_end_nobody_told() -> None:
    reference = (
        held("A One", "FRA", "Foreign Minister", "2020-01-01"),
        held("B Two", "FRA", "Foreign Minister", "2022-01-01"),
    )
    assert whom([person("Foreign minister of France", "FRA", "2023-03-15")], reference) == [("B Two", "office_held")]


def test_a_list_is_not_trusted_long_after_its_day() -> None:
    found = linked([person("President of Ukraine", "UKR", day) for day in ("2024-12-01", "2025-12-01", "2026-12-01")])
    assert [each.confidence for each in found.links] == [0.9, 0.75, 0.0]


def test_former_and_deputy_holders_are_not_the_holder() -> None:
    for name in ("Former foreign minister of France", "Deputy foreign minister of France"):
        assert whom([person(name, "FRA")]) == [(None, "unknown_holder")]


def test_a_bare_family_name_of_two_in_office_stays_unlinked() -> None:
    assert whom([person("Wang", "CHN", "2024-06-01")]) == [(None, "ambiguous")]
    assert whom([person("Wang", "CHN", "2024-06-01", office="Foreign Minister")]) == [("Wang Yi", "name_and_office")]
    two = (held("Li Qiang", "CHN", "Premier", "2023-03-11"), held("Li Hui", "CHN", "President", "2023-03-11"))
    assert whom([person("Li", "CHN", "2024-06-01")], two) == [(None, "ambiguous")]
    assert whom([person("Li", "CHN", "2024-06-01", office="Premier")], two) == [("Li Qiang", "name_and_office")]
    in_full = [person("Li", "CHN", "2024-06-01", "one"), person("Li Hui", "CHN", "2024-06-01", "one")]
    assert whom(in_full, two)[0] == ("Li Hui", "same_article")


def test_the_same_family_name_in_two_countries_is_told_apart_by_the_country() -> None:
    reference = (
        held("Lee Hsien Loong", "SGP", "Prime Minister", "2004-08-12"),
        held("Lee Jae-myung", "KOR", "President", "2023-01-01"),
    )
    found = whom([person("Lee", "SGP"), person("Lee", "KOR"), person("Lee", "USA"), person("Lee", None)], reference)
    assert [name for name, _ in found] == ["Lee Hsien Loong", "Lee Jae-myung", None, None]


def test_namesakes_of_one_country_are_told_apart_by_office_and_time() -> None:
    reference = (
        held("John Major", "GBR", "Prime Minister", "1990-11-28", "1997-05-02", wikidata="Q1"),
        held("John Major", "GBR", "Defence Minister", "2022-01-01", wikidata="Q2"),
    )
    mentions = [
        person("John Major", "GBR", "1995-01-01"),
        person("John Major", "GBR", "2023-01-01"),
        person("John Major", "GBR", "2023-01-01", office="Defence Secretary"),
        person("John Major", "GBR", "2010-01-01"),
    ]
    found = linked(mentions, reference)
    ids = {actor.wikidata_id: actor.actor_id for actor in found.actors}
    assert [each.actor_id for each in found.links] == [ids["Q1"], ids["Q2"], ids["Q2"], None]
    assert found.links[3].shown_id not in ids.values()


def test_the_same_full_name_in_two_countries_is_two_people() -> None:
    assert actors([person("Michael Brown", "USA"), person("Michael Brown", "GBR")]) == 2


def test_a_holder_whom_an_article_puts_into_another_country_is_no_namesake_unless_another_office_is_said() -> None:
    in_office = person("Donald Trump", "PAN", "2019-01-01")
    assert whom([in_office]) == [("Donald Trump", "reference_name_elsewhere")]
    assert whom([person("Donald Trump", "PAN", "2023-01-01")])[0][1] == "full_name"
    assert whom([person("Donald Trump", "PAN", "2019-01-01", office="Foreign Minister")])[0][1] == "full_name"


def test_a_part_of_a_name_in_another_country_needs_the_office_too() -> None:
    news = [
        person("Blinken", "GBR", office="Secretary of State"),
        person("Blinken", "GBR"),
        person("Blinken", "GBR", "2026-06-01", office="Secretary of State"),
    ]
    assert [name for name, _ in whom(news)] == ["Antony Blinken", None, None]
    namesake = person("Robert Blinken", "GBR", office="mayor")
    assert whom([*news, namesake])[0][0] != "Antony Blinken"


def test_without_any_reference_names_are_learned_from_articles() -> None:
    news = [
        person("Mohamed Hamdan Dagalo", "SDN", "2023-12-27"),
        person("Mohammed Hamdan Daglo", "SDN", "2023-12-28"),
        person("Dagalo", "SDN", "2024-01-03"),
        person("Abdel Fattah al-Burhan", "SDN", "2023-12-27", office="president"),
        person("Burhan", "SDN", "2024-01-03"),
        person("President of Sudan", "SDN", "2024-01-05"),
        person("Burhan", "SDN", "2025-01-03"),
    ]
    dagalo, burhan = "Mohamed Hamdan Dagalo", "Abdel Fattah al-Burhan"
    found = whom(news, ())
    assert {found[0][0], found[1][0], found[2][0]} == {dagalo} or {found[0][0]} == {found[1][0]}
    assert found[3:] == [
        (burhan, "full_name"), (burhan, "only_bearer"), (burhan, "office_learned"), (None, "unknown_name"),
    ]  # fmt: skip


def test_a_part_that_two_differing_names_have_is_nobodys() -> None:
    news = [person(name, "SDN") for name in ("Mohamed Hamdan Dagalo", "Mohamed Hamdan Saleh", "Mohamed Hamdan")]
    assert [name for name, _ in whom(news, ())] == ["Mohamed Hamdan Dagalo", "Mohamed Hamdan Saleh", None]


def test_states_and_bodies() -> None:
    government, group = ActorKind.GOVERNMENT, ActorKind.GROUP
    assert actors([body("Russia", government, "RUS"), body("Russian Federation", government, "RUS")]) == 1
    assert whom([body("Iran", government, "IRN")], ()) == [("Iran", "state")]
    assert whom([body("security forces", government, "IRN")], ()) == [(None, "described")]
    assert whom([body("Hackers", group)], ()) == [(None, "described")]
    assert whom([body("Three Polish Diplomats", group, "POL")], ()) == [(None, "described")]
    assert whom([body("Baloch Liberation Army", group), body("Gunmen", group), body("gunmen", group)], ()) == [
        ("Baloch Liberation Army", "body_name"), (None, "described"), (None, "described"),
    ]  # fmt: skip


def test_the_id_stays_when_a_reference_is_imported_or_other_spellings_come_in() -> None:
    first = person("Volodymyr Zelensky", "UKR", "2023-01-01")
    (before,) = linked([first], ()).actors
    later = [first, *(person(name, "UKR", "2023-02-01") for name in ("Volodymyr Zelenskyy", "Zelensky"))]
    for reference in ((), REFERENCE):
        (after,) = linked(later, reference).actors
        assert after.actor_id == before.actor_id
        assert after.basis is (IdentityBasis.REFERENCE if reference else IdentityBasis.ARTICLES)


def test_every_link_has_a_reason_and_a_confidence() -> None:
    unlinked = {LinkReason.AMBIGUOUS, LinkReason.UNKNOWN_NAME, LinkReason.UNKNOWN_HOLDER, LinkReason.DESCRIBED}
    for each in linked(_news(random.Random(1), 200)).links:  # noqa: S311 - no secret
        assert (each.actor_id is None) == (each.reason in unlinked)
        assert (each.confidence == 0) == (each.actor_id is None)
        assert 0 <= each.confidence < 1


def _news(chance: random.Random, count: int) -> list[Mention]:
    """Mentions of a few people under many names, offices and countries."""
    names = [
        "Wang Yi", "Wang", "Wang Wentao", "Yi Wang", "Li Hui", "Li", "Joe Biden", "Joseph Biden", "Biden", "Jill Biden",
        "Foreign minister of China", "President of Ukraine", "Zelensky", "Volodymyr Zelensky", "Mohamed Hamdan",
        "Mohamed Hamdan Dagalo", "Mohammed Hamdan Daglo", "Mohamed Hamdan Saleh", "Dagalo",
    ]  # fmt: skip
    found = []
    for _ in range(count):
        day = date(2022, 12, 1).toordinal() + chance.randrange(400)
        found.append(
            Mention(
                f"article-{chance.randrange(count // 2)}",
                chance.choice([None, date.fromordinal(day), date.fromordinal(day)]),
                chance.choice(names),
                chance.choice(["CHN", "UKR", "USA", "SDN", None]),
                chance.choice([ActorKind.PERSON, ActorKind.PERSON, ActorKind.GROUP]),
                chance.choice([None, None, "president", "foreign minister"]),
            )
        )
    return list(dict.fromkeys(found))


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), st.booleans())
def test_any_order_gives_the_same_links(seed: int, with_reference: bool) -> None:
    chance = random.Random(seed)  # noqa: S311 - no secret
    reference = list(REFERENCE) if with_reference else []
    news = _news(chance, 60)
    expected = linked(news, reference)
    chance.shuffle(news)
    chance.shuffle(reference)
    found = linked(news, reference)
    assert set(found.links) == set(expected.links)
    assert found.actors == expected.actors


@pytest.mark.parametrize(
    ("one", "other", "country", "expected"),
    [
        ("Kishida Fumio", "Fumio Kishida", "JPN", Fit.FULL),
        ("Sergey Lavrov", "Sergei Lavrov", "RUS", Fit.FULL),
        ("Hossein Amirabdollahian", "Hossein Amir-Abdollahian", "IRN", Fit.FULL),
        ("Mevlut Cavusoglu", "Mevlüt Çavuşoğlu", "TUR", Fit.FULL),
        ("Joe Biden", "Joseph R. Biden", "USA", Fit.VARIANT),
        ("Abbas Araqchi", "Abbas Araghchi", "IRN", Fit.VARIANT),
        ("Alexandar Vucic", "Aleksandar Vučić", "SRB", Fit.FULL),
        ("Xi", "Xi Jinping", "CHN", Fit.PART),
        ("Jinping", "Xi Jinping", "CHN", Fit.NONE),
        ("Antony", "Antony Blinken", "USA", Fit.NONE),
        ("Jill Biden", "Joe Biden", "USA", Fit.NONE),
        ("Evo Morales", "Juan Evo Morales Ayma", "BOL", Fit.VARIANT),
        ("Cristina Kirchner", "Cristina Fernández de Kirchner", "ARG", Fit.VARIANT),
        ("Kim Yong-hyun", "Kim Joo-hyun", "KOR", Fit.NONE),
        ("Mustafa Mohammed Abu Ara", "Mohammad Mustafa", "PSE", Fit.NONE),
        ("Tom West", "Togo West", "USA", Fit.NONE),
        ("Salman", "Mohammed bin Salman", "SAU", Fit.NONE),
        ("Salman", "King Salman", "SAU", Fit.PART),
        ("Mario Silva", "Maria Silva", "BRA", Fit.NONE),
        ("Ivan Ivanov", "Ivana Ivanova", "BGR", Fit.NONE),
        ("Kim Jong Il", "Kim Jong Un", "PRK", Fit.NONE),
        ("Abdullah bin Zayed", "Mohammed bin Zayed", "ARE", Fit.NONE),
    ],
)
def test_how_names_fit(one: str, other: str, country: str, expected: Fit) -> None:
    assert fit(one, other, country) is expected


@pytest.mark.parametrize(
    ("office", "country", "post"),
    [
        ("Minister of Europe and Foreign Affairs", "FRA", "foreign_minister"),
        ("US secretary of state", "USA", "foreign_minister"),
        ("Secretary of State", "VAT", None),
        ("deputy prime minister and foreign minister", "QAT", "foreign_minister"),
        ("Minister of Foreign Trade", "FRA", None),
        ("president-elect", "USA", None),
        ("Vice President", "USA", "vice_president"),
        ("Senate president", "NGA", None),
        ("President of the Senate", "NGA", None),
        ("Chancellor", "DEU", "prime_minister"),
    ],
)
def test_offices_are_posts_however_they_are_worded(office: str, country: str, post: str | None) -> None:
    assert post_of(office, country) == post


def test_the_office_that_is_said_speaks_against_namesakes_in_the_article_and_in_office() -> None:
    reference = (
        held("Joe Biden", "USA", "President", "2021-01-20", "2025-01-20"),
        held("Shehbaz Sharif", "PAK", "Prime Minister", "2022-04-11"),
    )
    news = [
        person("Biden", "USA", article="one", office="President"),
        person("Jill Biden", "USA", article="one", office="first lady"),
        person("Sharif", "PAK", office="journalist"),
        person("Sharif", "PAK"),
        person("Sharif", "PAK", office="former prime minister"),
    ]
    assert [name for name, _ in whom(news, reference)] == [
        "Joe Biden", "Jill Biden", None, "Shehbaz Sharif", None,
    ]  # fmt: skip


def test_somebody_in_office_whom_the_extractor_took_for_a_body_is_linked_by_the_full_name() -> None:
    news = [
        body("Volodymyr Zelenskyy", ActorKind.ORGANIZATION),
        body("Volodymyr Zelenskyy Foundation", ActorKind.ORGANIZATION),
    ]
    assert whom(news) == [
        ("Volodymyr Zelenskyy", "reference_name"), ("Volodymyr Zelenskyy Foundation", "body_name"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other", "country"),
    [
        ("Ceyhun Bayramov", "Jeyhun Bayramov", "AZE"),
        ("Bill Clinton", "William Clinton", "USA"),
        ("Kishida Fumio", "Fumio Kishida", "JPN"),
        ("Mohsen Rezai", "Mohsen Rezaee", "IRN"),
        ("Evo Morales", "Juan Evo Morales Ayma", "BOL"),
        ("Hossein Amirabdollahian", "Hossein Amir-Abdollahian", "IRN"),
        ("Blinken", "Antony Blinken", "USA"),
        ("Xi", "Xi Jinping", "CHN"),
    ],
)
def test_names_that_fit_find_each_other(one: str, other: str, country: str) -> None:
    assert fit(one, other, country) > Fit.NONE
    assert not keys_of(one).isdisjoint(keys_of_full(other))

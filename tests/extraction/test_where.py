"""Where events happen: one test a rule, in sentences made for it."""

from collections.abc import Callable

import pytest

from schemas.records import ArticleRecords, RecordBase
from schemas.vocabulary import Channel, Kind

Extract = Callable[..., ArticleRecords]


def place(extracted: ArticleRecords, kind: Kind) -> tuple[str, str | None] | None:
    record: RecordBase = next(record for record in extracted.records if record.kind is kind)
    return None if record.place is None else (record.place.name, record.place.country)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # The name is the innermost of a chain, its country that of the outermost.
        ("A bomb exploded in Kalabo, Middle Shabelle, killing four people.", ("Kalabo", "SOM")),
        ("Four people were killed in a shooting in Springdale, Georgia, United States.", ("Springdale", "USA")),
        # A list of places is no chain.
        ("Protesters marched in Warsaw, Berlin and Madrid on Friday.", ("Warsaw", "POL")),
        # The place within the country, where both are named.
        ("Clashes between police and farmers in the Peruvian city of Puno killed three people.", ("Puno", "PER")),
        # A site is told as its city.
        ("A gunman shot two tourists at Pelican Beach in Mombasa.", ("Mombasa", "KEN")),
        # What is struck or bombarded is the place.
        ("An earthquake struck Haiti on Monday, killing 40 people.", ("Haiti", "HTI")),
        ("The army continued its bombardment of Homs on Monday.", ("Homs", "SYR")),
        # Capitals and large cities keep their country beside a small namesake's.
        ("US soldiers were wounded in an attack in Geneva.", ("Geneva", "CHE")),
        # The namesake of a capital, where the article is of its country.
        ("Lebanon charged four men over bomb attacks on a mosque in Tripoli on Monday.", ("Tripoli", "LBN")),
        # A city before the noun is where it was.
        ("A court heard five witnesses of the 2015 Nairobi hotel bombing.", ("Nairobi", "KEN")),
        # What is named for a large city lies in its country.
        ("A cargo plane from Chad caught fire at Shanghai Hongwan Airport.", ("Shanghai Hongwan Airport", "CHN")),
    ],
)
def test_an_incident_is_where_the_words_beside_it_say(
    extract: Extract, text: str, expected: tuple[str, str | None]
) -> None:
    assert place(extract(text), Kind.INCIDENT) == expected


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("French police arrested three men on Monday.", "FRA"),
        ("Israel recalled its ambassador from Chile.", "CHL"),
        ("Chile expelled two Russian diplomats.", "CHL"),
        ("North Korea carried out a nuclear test.", "PRK"),
        ("The generals overthrew President Ali Bongo of Gabon.", "GAB"),
    ],
)
def test_acts_of_states_are_at_home_or_at_the_posting(extract: Extract, text: str, country: str) -> None:
    found = place(extract(text), Kind.INCIDENT)
    assert found is not None
    assert found[1] == country


def test_an_incident_without_words_is_in_the_country_of_the_story(extract: Extract) -> None:
    text = "Kenyan teachers want more pay. Police arrested four men on Monday. Kenya has raised taxes twice."
    assert place(extract(text), Kind.INCIDENT) == ("Kenya", "KEN")


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Twelve Danish sailors were abducted near the Ghanaian coast.", "GHA"),
        ("Norwegian journalists saw Belarusian farmers protest across the country.", "BLR"),
    ],
)
def test_a_state_that_an_adjective_tells_is_a_place_before_a_noun_for_land(
    extract: Extract, text: str, country: str
) -> None:
    found = [record.place.country for record in extract(text).records if record.place is not None]
    assert found == [country]


def test_what_lies_behind_a_story_of_one_country_was_there(extract: Extract) -> None:
    assert place(extract("The Peruvian president apologized for the killing of ten farmers."), Kind.INCIDENT) == (
        "Peru",
        "PER",
    )


def test_the_title_tells_the_country_where_the_text_is_silent(extract: Extract) -> None:
    text = "Gunmen abducted four nurses on Monday."
    assert place(extract(text, title="Somali Civil War"), Kind.INCIDENT) == ("Somalia", "SOM")
    assert place(extract(text), Kind.INCIDENT) is None


def test_the_topic_of_a_meeting_is_not_its_place(extract: Extract) -> None:
    text = (
        "Turkish Foreign Minister Hakan Fidan met Qatari Prime Minister Mohammed Al Thani to discuss the war in Sudan."
    )
    assert place(extract(text), Kind.MEETING) is None
    assert place(extract("Talks between Russia and Iran over Syria began on Monday."), Kind.MEETING) is None


def test_a_place_after_the_counterparts_country_is_that_of_the_meeting(extract: Extract) -> None:
    text = "Lloyd Austin met with Defense Minister Peter Lala of Papua New Guinea in Singapore."
    assert place(extract(text), Kind.MEETING) == ("Singapore", "SGP")


def test_a_meeting_on_a_visit_is_where_the_visit_is(extract: Extract) -> None:
    text = "Chinese Premier Li Qiang travelled to Budapest and met Hungarian Prime Minister Viktor Orban."
    assert place(extract(text), Kind.MEETING) == ("Budapest", "HUN")


def test_who_visits_one_country_met_the_head_of_another_anywhere(extract: Extract) -> None:
    text = "U.S. envoy Steve Witkoff visited Qatar and met Israeli Prime Minister Benjamin Netanyahu."
    assert place(extract(text), Kind.MEETING) is None


def test_who_receives_a_visiting_official_is_at_home(extract: Extract) -> None:
    text = "Indian Foreign Minister Subrahmanyam Jaishankar held talks with visiting Omani minister Badr al-Busaidi."
    found = extract(text)
    assert place(found, Kind.MEETING) == ("India", "IND")
    assert getattr(found.records[0], "channel", None) is Channel.IN_PERSON


def test_the_country_is_the_one_named_last(extract: Extract) -> None:
    text = "Kenya has no coal. Rwandan President Paul Kagame will make a visit to the country."
    assert place(extract(text), Kind.VISIT) == ("Kenya", "KEN")


def test_the_title_tells_that_somebody_spoke_by_phone(extract: Extract) -> None:
    text = "President Joe Biden spoke today with President Emmanuel Macron of France."
    called = extract(text, title="Readout of President Biden's Call with President Macron").records[0]
    assert (getattr(called, "channel", None), called.place) == (Channel.PHONE, None)
    assert getattr(extract(text).records[0], "channel", None) is Channel.UNKNOWN


def test_who_meets_on_the_sidelines_of_a_summit_meets_where_the_summit_is(extract: Extract) -> None:
    text = (
        "The president of Chile met the king of Norway on the sidelines of the African Union summit in Accra on Monday."
    )
    records = [record for record in extract(text).records if record.kind is Kind.MEETING]
    assert {record.place.name for record in records if record.place} == {"Accra"}
    assert len(records) == 2

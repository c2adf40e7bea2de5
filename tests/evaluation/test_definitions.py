"""The definitions of the figures, each by an example."""

import random
from itertools import permutations
from typing import Any

import pytest

from evaluation.agreement import same_dates, same_place, shared_participants, similarity
from evaluation.assignment import best_pairs
from evaluation.coded_event import CodedEvent
from evaluation.comparison import Field, compare, compare_article
from evaluation.figures import figures
from evaluation.names import same_name


def event(**fields: Any) -> CodedEvent:
    return CodedEvent.model_validate({"kind": "meeting", "status": "occurred"} | fields)


def person(name: str, role: str = "participant", country: str | None = None, kind: str = "person") -> dict[str, Any]:
    return {"name": name, "role": role, "country": country, "kind": kind}


def trigger(text: str, start: int) -> dict[str, Any]:
    return {"text": text, "start": start, "end": start + len(text)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Wang", "Wang Yi"),
        ("President Macron", "Emmanuel Macron"),
        ("U.S.", "United States"),
        ("São Tomé", "Sao Tome"),
        ("Ministry of Trade", "Trade Ministry"),
        ("The President", "President"),
    ],
)
def test_the_same_name_in_other_words(one: str, other: str) -> None:
    assert same_name(one, other)
    assert same_name(other, one)


@pytest.mark.parametrize(("one", "other"), [("Wang Yi", "Li Hui"), ("Russia", "US"), ("", "Wang"), ("王毅", "王毅")])
def test_names_that_are_not_the_same(one: str, other: str) -> None:
    assert not same_name(one, other)


def test_a_participant_in_another_role_agrees_only_where_roles_do_not_count() -> None:
    gold = event(participants=[person("Qatar", "host")])
    predicted = event(participants=[person("Qatar", "mediator")])
    assert shared_participants(gold, predicted) == 0
    assert shared_participants(gold, predicted, with_role=False) == 1


def test_two_organs_of_one_state_agree() -> None:
    gold = event(participants=[person("Israel", country="ISR", kind="government")])
    army = event(participants=[person("army", country="ISR", kind="government")])
    person_of_it = event(participants=[person("army", country="ISR")])
    assert shared_participants(gold, army) == 1
    assert shared_participants(gold, person_of_it) == 0


def test_one_predicted_participant_counts_once() -> None:
    gold = event(participants=[person("Wang"), person("Wang Yi")])
    assert shared_participants(gold, event(participants=[person("Wang Yi")])) == 1


@pytest.mark.parametrize(
    ("gold", "predicted", "right"),
    [
        ((None, None), (None, None), True),
        (("2023-06-01", "2023-06-30"), (None, None), False),
        (("2023-06-01", "2023-06-30"), ("2023-06-16", "2023-06-30"), True),
        (("2023-06-01", "2023-06-30"), ("2023-06-17", "2023-06-30"), False),
        (("2023-06-01", None), ("2023-06-01T08:00:00", "2023-06-01"), True),
    ],
)
def test_dates_are_right_from_half_of_the_days(gold: tuple[str, str], predicted: tuple[str, str], right: bool) -> None:
    one, other = event(start=gold[0], end=gold[1]), event(start=predicted[0], end=predicted[1])
    assert same_dates(one, other) is right


def test_a_place_is_right_by_its_name_or_by_the_code_of_the_gold_country() -> None:
    assert same_place(event(place={"name": "Kyiv"}), event(place={"name": "Kyiv, Ukraine"}))
    assert same_place(event(place={"name": "UKR"}), event(place={"name": "Donbas", "country": "UKR"}))
    assert same_place(event(), event())
    assert not same_place(event(), event(place={"name": "Kyiv"}))


def test_events_pair_by_trigger_or_by_participants_whose_dates_do_not_contradict() -> None:
    gold = event(trigger=trigger("met", 10), participants=[person("Wang Yi")], start="2023-07-13")
    assert similarity(gold, event(trigger=trigger("met with", 10))) > 0
    assert similarity(gold, event(trigger=trigger("talks", 90), participants=[person("Wang")])) > 0
    assert similarity(gold, event(participants=[person("Wang")], start="2023-07-14")) == 0
    assert similarity(gold, event(trigger=trigger("talks", 13), start="2023-07-13")) == 0


def test_the_heaviest_assignment_beats_the_greedy_one() -> None:
    assert best_pairs([[3.0, 2.0], [2.0, 0.0]]) == [(0, 1), (1, 0)]
    assert best_pairs([[0.0, 1.0, 5.0]]) == [(0, 2)]
    assert best_pairs([[0.0], [4.0]]) == [(1, 0)]
    assert best_pairs([[0.0]]) == []
    assert best_pairs([]) == []
    assert best_pairs([[]]) == []


@pytest.mark.parametrize(("rows", "columns"), [(1, 4), (3, 3), (4, 2), (4, 5)])
def test_no_other_assignment_is_heavier(rows: int, columns: int) -> None:
    chance = random.Random(rows * columns)  # noqa: S311 - repeatable matrices, no secret
    for _ in range(40):
        weights = [[chance.choice((0.0, 0.5, 1.0, 2.5, 4.0)) for _ in range(columns)] for _ in range(rows)]
        pairs = best_pairs(weights)
        padded = [[*row, *[0.0] * rows] for row in weights]
        heaviest = max(
            sum(padded[i][j] for i, j in enumerate(chosen)) for chosen in permutations(range(columns + rows), rows)
        )
        assert sum(weights[i][j] for i, j in pairs) == heaviest
        assert len({i for i, _ in pairs}) == len({j for _, j in pairs}) == len(pairs)


def test_events_of_different_kinds_never_pair() -> None:
    found = compare_article("a", [event(trigger=trigger("met", 0))], [event(kind="visit", trigger=trigger("met", 0))])
    assert (len(found.pairs), len(found.missed), len(found.spurious)) == (0, 1, 1)


def test_an_article_without_prediction_has_missed_events_and_one_without_gold_is_not_scored() -> None:
    gold = {"a": [event(trigger=trigger("met", 0), participants=[person("Wang")])]}
    (found,) = compare(gold, {"b": [event(trigger=trigger("met", 0))]})
    assert (found.article_id, len(found.missed), len(found.spurious)) == ("a", 1, 0)


def test_the_figures_of_three_articles() -> None:
    pair = {"trigger": trigger("met", 0), "start": "2023-07-13", "participants": [person("Wang"), person("Blinken")]}
    gold = {"a": [event(**pair)], "b": [event(**pair)], "c": [event(**pair)]}
    wrong = {**pair, "status": "scheduled", "participants": [person("Wang")]}
    predicted = {"a": [event(**pair)], "b": [event(**wrong)], "c": [event(kind="visit")]}
    found = figures(compare(gold, predicted))
    assert (found["all"].event.precision, found["all"].event.recall) == (2 / 3, 2 / 3)
    assert (found["meeting"].event.precision, found["meeting"].event.recall) == (1.0, 2 / 3)
    assert (found["all"].names.right, found["all"].names.predicted, found["all"].names.gold) == (3, 3, 6)
    assert found["meeting"].exact.right == 1
    assert found["meeting"].accuracy[Field.STATUS] == 0.5
    assert Field.TYPE not in found["meeting"].accuracy
    assert found["visit"].event.f1 == 0.0

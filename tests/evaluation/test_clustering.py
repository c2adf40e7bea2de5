"""B³ and pairs, on groupings whose figures can be counted by hand."""

import pytest

from evaluation.clustering import Shares, b_cubed, pairwise


def grouped(*groups: str) -> dict[str, str]:
    """Each letter in the group of its word: "abc", "de"."""
    return {item: group for group in groups for item in group}


def shares(figures: Shares) -> tuple[float | None, float | None]:
    return figures.precision, figures.recall


def test_the_example_of_bagga_and_baldwin_in_which_two_small_classes_are_joined() -> None:
    gold = grouped("12345", "67", "89ABC")
    found = grouped("12345", "6789ABC")
    assert shares(b_cubed(gold, found)) == (pytest.approx(16 / 21), 1.0)


def test_the_example_of_bagga_and_baldwin_in_which_the_two_large_classes_are_joined() -> None:
    gold = grouped("12345", "67", "89ABC")
    found = grouped("1234589ABC", "67")
    precision, recall = shares(b_cubed(gold, found))
    assert (precision, recall) == (pytest.approx(7 / 12), 1.0)
    assert precision is not None
    assert precision < 16 / 21, "joining large classes costs more, which counting links does not see"


def test_b_cubed_counts_item_by_item() -> None:
    # a: 2 of the 3 beside it are its own, and 2 of its 2; b likewise; c: 1 of 3, 1 of 2; d: 1 of 1, 1 of 2.
    figures = b_cubed(grouped("ab", "cd"), grouped("abc", "d"))
    assert shares(figures) == (
        pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1) / 4),
        pytest.approx((1 + 1 + 1 / 2 + 1 / 2) / 4),
    )


def test_pairs_are_counted() -> None:
    # Found together: ab, ac, bc. In truth together: ab, cd.
    assert shares(pairwise(grouped("ab", "cd"), grouped("abc", "d"))) == (pytest.approx(1 / 3), 0.5)


def test_the_same_grouping_under_other_names_is_faultless() -> None:
    gold, found = grouped("abc", "de"), {item: f"event-{item in 'abc'}" for item in "abcde"}
    assert (b_cubed(gold, found).f1, pairwise(gold, found).f1) == (1.0, 1.0)


def test_nothing_put_together_is_never_wrong_and_finds_little() -> None:
    gold, alone = grouped("abc", "d"), {item: item for item in "abcd"}
    assert shares(b_cubed(gold, alone)) == (1.0, 0.5)
    assert shares(pairwise(gold, alone)) == (None, 0.0)


def test_everything_put_together_finds_all() -> None:
    gold, one = grouped("abc", "d"), dict.fromkeys("abcd", "all")
    assert shares(b_cubed(gold, one)) == (pytest.approx((3 * 3 / 4 + 1 / 4) / 4), 1.0)
    assert shares(pairwise(gold, one)) == (0.5, 1.0)


def test_an_item_that_was_missed_is_alone_and_costs_recall_only() -> None:
    gold = grouped("abc")
    figures = b_cubed(gold, {"a": "x", "b": "x"})
    assert shares(figures) == (1.0, pytest.approx((2 / 3 + 2 / 3 + 1 / 3) / 3))
    assert shares(pairwise(gold, {"a": "x", "b": "x"})) == (1.0, pytest.approx(1 / 3))


def test_an_item_that_is_in_no_gold_group_is_left_out() -> None:
    found = {"a": "x", "b": "x", "stranger": "x"}
    assert shares(b_cubed(grouped("ab"), found)) == (1.0, 1.0)


def test_nothing_to_judge_has_no_figures() -> None:
    assert (b_cubed({}, {}), pairwise({}, {})) == (Shares(None, None), Shares(None, None))
    assert b_cubed({}, {}).f1 is None

"""Text cut where evidence begins and ends."""

from hypothesis import given
from hypothesis import strategies as st

from pages.highlights import Proof, marks, paragraphs


def proof(start: int, end: int, record: int = 0, field: str = "place") -> Proof:
    return Proof(start, end, record, field, None)


def test_words_that_prove_several_fields_are_one_mark() -> None:
    (mark,) = marks([proof(0, 5, 1, "time"), proof(0, 5, 0, "status"), proof(0, 5, 0, "channel")], 10)
    assert [(each.record, each.field) for each in mark.proofs] == [(0, "channel"), (0, "status"), (1, "time")]


def test_of_nested_marks_the_outer_one_has_the_farther_line() -> None:
    outer, inner = marks([proof(0, 13), proof(4, 8)], 20)
    assert (outer.lane, inner.lane) == (1, 0)
    assert paragraphs("New York City will", [outer, inner]) == [
        [["New ", 0], ["York", 0, 1], [" City", 0], [" will"]],
    ]


def test_crossing_marks_share_the_words_that_both_cover() -> None:
    left, right = marks([proof(0, 8), proof(4, 12)], 12)
    assert {left.lane, right.lane} == {0, 1}
    assert [segment[0] for segment in paragraphs("one two four", [left, right])[0]] == ["one ", "two ", "four"]
    assert [len(segment) - 1 for segment in paragraphs("one two four", [left, right])[0]] == [1, 2, 1]


def test_marks_side_by_side_share_a_line() -> None:
    assert [mark.lane for mark in marks([proof(0, 3), proof(3, 6), proof(8, 9)], 10)] == [0, 0, 0]


def test_a_mark_goes_on_in_the_next_line() -> None:
    marked = marks([proof(2, 7)], 8)
    assert paragraphs("ab c\n\nde", marked) == [[["ab"], [" c", 0]], [["d", 0], ["e"]]]


def test_what_lies_outside_the_text_is_left_out() -> None:
    assert marks([proof(5, 5), proof(-1, 3), proof(4, 11)], 10) == []


spans = st.tuples(st.integers(0, 30), st.integers(1, 12)).map(lambda each: proof(each[0], each[0] + each[1]))


@given(st.text("ab\n ", min_size=30, max_size=40), st.lists(spans, max_size=8))
def test_segments_are_the_text_and_are_covered_by_their_marks(text: str, proofs: list[Proof]) -> None:
    marked = marks(proofs, len(text))
    cut = paragraphs(text, marked)
    assert ["".join(str(segment[0]) for segment in line) for line in cut] == [line for line in text.split("\n") if line]
    covered = dict.fromkeys(range(len(marked)), "")
    for line in cut:
        for words, *numbers in line:
            for number in numbers:
                covered[int(number)] += str(words)
    assert covered == {n: text[m.start : m.end].replace("\n", "") for n, m in enumerate(marked)}


@given(st.lists(spans, max_size=12))
def test_marks_that_overlap_have_different_lines(proofs: list[Proof]) -> None:
    found = marks(proofs, 60)
    for one in found:
        for other in found:
            if one is not other and one.start < other.end and other.start < one.end:
                assert one.lane != other.lane

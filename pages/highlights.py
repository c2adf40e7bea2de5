"""An article's text cut where evidence begins and ends, so that nested and crossing spans can all be shown."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

Segment = list[str | int]
"""A piece of text, then the numbers of the marks that cover it, the one with the outermost lane first."""

_LINES = re.compile(r"[^\n]+")


class Proof(NamedTuple):
    """Words that say a field: of which record of the article, by its number, and how where not by the words alone."""

    start: int
    end: int
    record: int
    field: str
    inference: str | None


class Mark(NamedTuple):
    """A stretch of the text, the line of underlining that it has to itself from 0, and what it proves."""

    start: int
    end: int
    lane: int
    proofs: tuple[Proof, ...]


def marks(proofs: Iterable[Proof], length: int) -> list[Mark]:
    """One mark for each stretch that proves something, in the order of the text; what lies outside of it is left out.

    Marks that overlap have different lanes. Shorter ones come first to the lanes beside the words, so that of nested
    marks the outer one is farther away.
    """
    by_stretch: dict[tuple[int, int], list[Proof]] = defaultdict(list)
    for proof in proofs:
        if 0 <= proof.start < proof.end <= length:
            by_stretch[proof.start, proof.end].append(proof)
    taken: list[Mark] = []
    for (start, end), said in sorted(by_stretch.items(), key=lambda item: (item[0][1] - item[0][0], item[0])):
        beside = {mark.lane for mark in taken if mark.start < end and start < mark.end}
        lane = next(number for number in range(len(beside) + 1) if number not in beside)
        ordered = sorted(said, key=lambda proof: (proof.record, proof.field))
        taken.append(Mark(start, end, lane, tuple(ordered)))
    return sorted(taken, key=lambda mark: (mark.start, -mark.end))


def paragraphs(text: str, marked: Sequence[Mark]) -> list[list[Segment]]:
    """The text's lines, each as segments that no mark begins or ends inside; empty lines are left out.

    Put together, the segments of a line are the line.
    """
    edges = sorted({edge for mark in marked for edge in (mark.start, mark.end)})
    return [_segments(text, line.start(), line.end(), edges, marked) for line in _LINES.finditer(text)]


def _segments(text: str, start: int, end: int, edges: Sequence[int], marked: Sequence[Mark]) -> list[Segment]:
    here = [(number, mark) for number, mark in enumerate(marked) if mark.start < end and start < mark.end]
    cuts = [start, *(edge for edge in edges if start < edge < end), end]
    segments: list[Segment] = []
    for left, right in pairwise(cuts):
        covering = [(number, mark) for number, mark in here if mark.start <= left and right <= mark.end]
        covering.sort(key=lambda item: -item[1].lane)
        segments.append([text[left:right], *(number for number, _ in covering)])
    return segments

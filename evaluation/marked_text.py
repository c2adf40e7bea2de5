"""A text as HTML with spans of it marked, however they overlap; everything in it escaped."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from schemas.span import TextSpan

# Characters that make a text look other than it is (Unicode TR 36, section 2.5).
_DIRECTION_CONTROLS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@dataclass(frozen=True)
class Mark:
    """A span to mark: `label` is shown when pointed at. A framed one stands out, with its tag where it begins."""

    span: TextSpan
    css_class: str
    label: str
    is_framed: bool = False
    tag: str = ""


def marked(text: str, marks: Sequence[Mark]) -> str:
    """The text with its marks. It is cut where any mark begins or ends, so that each piece holds whole marks only.

    A piece under several marks has the class of the shortest, the labels of all, and a frame if any of them has.
    Marks that are not verbatim in the text are left out.
    """
    fitting = [mark for mark in marks if mark.span.is_verbatim_in(text)]
    cuts = sorted({0, len(text), *(cut for mark in fitting for cut in (mark.span.start, mark.span.end))})
    return "".join(_piece(text, start, end, fitting) for start, end in pairwise(cuts))


def escaped(text: str) -> str:
    """Text made safe inside an element or a quoted attribute; control characters are spelled out."""
    return escape("".join(_spelled_out(c) if _steers(c) else c for c in text), quote=True)


def _piece(text: str, start: int, end: int, marks: Sequence[Mark]) -> str:
    over = [mark for mark in marks if mark.span.start <= start and end <= mark.span.end]
    if not over:
        return escaped(text[start:end])
    over.sort(key=lambda mark: -len(mark.span.text))
    tags = "".join(f"<sup>{escaped(mark.tag)}</sup>" for mark in over if mark.tag and mark.span.start == start)
    classes = escaped(over[-1].css_class) + (" framed" if any(mark.is_framed for mark in over) else "")
    labels = escaped("; ".join(dict.fromkeys(mark.label for mark in over)))
    return f'{tags}<mark class="{classes}" title="{labels}">{escaped(text[start:end])}</mark>'


def _steers(character: str) -> bool:
    if character in "\n\t":
        return False
    return character in _DIRECTION_CONTROLS or unicodedata.category(character) in ("Cc", "Cs")


def _spelled_out(character: str) -> str:
    return f"[U+{ord(character):04X}]"

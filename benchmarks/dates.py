"""How well dates are found and resolved, against news and Wikipedia texts with annotated times.

    python -m benchmarks.dates [PATH] [--errors N] [--half even|odd]

PATH is a JSONL file with `id`, `source`, `published`, `text` and `times`: each with `start`, `end`, `text`,
`type` (DATE, TIME, DURATION, SET; TIMEX2 where the type is not annotated) and a TIMEX `value`.

Three measures, each with precision, recall and F1, relaxed (spans overlap) and strict (same characters):

dates   annotated DATEs that have days, against expressions that have days; right: the same first and last day
all     every annotated expression against everything found; right: the same days, duration, or time of day;
        words without days ("recently") must be found and left without days
found   every annotated expression against everything found, spans alone

The news texts (MEANTIME) are annotated in their first six lines only (title, date and four sentences: no
annotation of any document lies behind them), so only what is found there counts; the finder reads the whole text.
"""

import argparse
import json
import re
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from extraction.dates import DateExpression, DateKind, find_times
from extraction.dates.interval import (
    Interval,
    Unit,
    century,
    day,
    decade,
    half,
    month,
    period_of,
    quarter,
    season,
    years,
)

_DEFAULT_PATH = Path(__file__).resolve().parents[1].parent / "shared" / "yardsticks" / "dates.jsonl"
_SEASONS = {"SP": 3, "SU": 6, "FA": 9, "AU": 9, "WI": 12}

_ANNOTATED_LINES = {"MEANTIME (Wikinews), CC BY 4.0": 6}

Meaning = tuple[str, ...]
"""What an expression means, in a form to compare: ("days", first, last), ("lasts", duration), ("vague",)."""


@dataclass(frozen=True)
class Annotation:
    """One expression with its characters and meaning, annotated or found."""

    start: int
    end: int
    text: str
    meaning: Meaning
    kind: str
    also: Meaning | None = None
    """A second reading of what was found: "two years ago" is also annotated as two years."""

    @property
    def has_days(self) -> bool:
        return self.meaning[0] == "days"


@dataclass
class Score:
    """Counts of one measure over some documents."""

    annotated: int = 0
    found: int = 0
    relaxed: int = 0
    strict: int = 0
    misses: list[str] = field(default_factory=list)

    def row(self) -> str:
        """Counts, then precision, recall and F1 in percent, relaxed and strict."""
        cells = [f"{self.annotated:6} {self.found:6}"]
        for right in (self.relaxed, self.strict):
            precision = 100 * right / self.found if self.found else 0.0
            recall = 100 * right / self.annotated if self.annotated else 0.0
            total = self.found + self.annotated
            cells.append(f"{precision:6.1f} {recall:6.1f} {200 * right / total if total else 0.0:6.1f}")
        return "   ".join(cells)


def main() -> None:
    """Print the table for a file, and on demand the first errors."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", nargs="?", type=Path, default=_DEFAULT_PATH)
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="print the first N errors of each source")
    parser.add_argument("--half", choices=("even", "odd"), help="errors of these documents only")
    arguments = parser.parse_args()
    if not arguments.path.is_file():
        parser.error(f"{arguments.path} is no file: give the path of an annotated JSONL file")
    documents = [json.loads(line) for line in arguments.path.read_text(encoding="utf-8").splitlines() if line]
    print(f"{'':38}annot.  found   prec.   rec.     F1 (relaxed)        strict")
    for source in sorted({document["source"] for document in documents}):
        own = [document for document in documents if document["source"] == source]
        _print_source(source, own, arguments.errors, arguments.half)
    _print_speed(documents)


def _print_source(source: str, documents: list[dict[str, object]], errors: int, half_name: str | None) -> None:
    halves = {"all": documents, "even": documents[::2], "odd": documents[1::2]}
    print(source)
    for measure, rules in MEASURES.items():
        for name, chosen in halves.items():
            score = score_documents(chosen, *rules)
            print(f"  {measure:24}{name:12}{score.row()}")
    if errors:
        missed = score_documents(halves[half_name or "all"], *MEASURES["all"]).misses
        print("\n".join(f"    {line}" for line in missed[:errors]))


def score_documents(
    documents: Iterable[dict[str, object]],
    select: Callable[[Annotation], bool],
    same: Callable[[Annotation, Annotation], bool],
) -> Score:
    """Compare what is annotated in documents with what is found, among the expressions that `select` takes."""
    score = Score()
    for document in documents:
        annotated = list(annotations(document))
        expressions = find_times(str(document["text"]), published_of(document))
        end = _annotated_end(document)
        found = [_of_expression(each) for each in _expanded(expressions, annotated) if each.start_char < end]
        _compare([a for a in annotated if select(a)], [f for f in found if select(f)], same, score, document)
    return score


def _annotated_end(document: dict[str, object]) -> int:
    """The character where the annotated part of a document ends."""
    text = str(document["text"])
    lines = text.splitlines(keepends=True)
    return len("".join(lines[: _ANNOTATED_LINES.get(str(document["source"]), len(lines))]))


def annotations(document: dict[str, object]) -> Iterable[Annotation]:
    """The annotated expressions of a document."""
    times = document["times"]
    assert isinstance(times, list)  # noqa: S101 - the file's format
    for each in times:
        kind = each["type"]
        yield Annotation(each["start"], each["end"], each["text"], meaning_of_value(each["value"], kind), kind)


def published_of(document: dict[str, object]) -> date:
    """The publication date, also where it is written day first."""
    written = str(document["published"])
    if re.fullmatch(r"\d\d-\d\d-\d{4}", written):
        written = "-".join(reversed(written.split("-")))
    return date.fromisoformat(written)


def meaning_of_value(value: str, kind: str = "DATE") -> Meaning:
    """The meaning of a TIMEX value. Days before Christ cannot be represented and count as vague."""
    clock = re.search(r"T(\d\d:\d\d)", value)
    if kind in ("TIME", "TIMEX2") and clock:
        return ("clock", clock.group(1))
    if value.startswith("P") and not value.startswith(("PAST", "PRESENT")):
        return ("lasts", value)
    interval = interval_of_value(value)
    return ("days", str(interval.start), str(interval.end)) if interval else ("vague",)


def interval_of_value(value: str) -> Interval | None:
    """The days of a TIMEX value: "2009-07-03", "2009-07", "2009-W31", "2009-Q3", "2009-SU", "200"."""
    written = re.sub(r"T.*$", "", value)
    if re.fullmatch(r"\d\d-\d\d-\d{4}", written):
        written = "-".join(reversed(written.split("-")))
    written = re.sub(r"(?:-XX)+$", "", written)
    for pattern, build in _VALUE_FORMS:
        match = re.fullmatch(pattern, written)
        if match:
            return build(*match.groups())
    return None


def _week(year: str, number: str, weekend: str | None) -> Interval | None:
    try:
        monday = date.fromisocalendar(int(year), int(number), 1)
    except ValueError:
        return None
    return period_of(Unit.WEEKEND if weekend else Unit.WEEK, monday + timedelta(days=1))


_VALUE_FORMS: tuple[tuple[str, Callable[..., Interval | None]], ...] = (
    (r"(\d{4})-(\d\d)-(\d\d)", lambda y, m, d: day(int(y), int(m), int(d))),
    (r"(\d{4})-(\d\d)", lambda y, m: month(int(y), int(m))),
    (r"(\d{4})", lambda y: years(int(y), int(y))),
    (r"(\d{3})", lambda d: decade(10 * int(d))),
    (r"(\d\d)", lambda c: century(int(c) + 1)),
    (r"(\d{4})-W(\d\d)(-WE)?", _week),
    (r"(\d{4})-Q([1-4])", lambda y, q: quarter(int(y), int(q))),
    (r"(\d{4})-H([12])", lambda y, h: half(int(y), int(h))),
    (r"(\d{4})-(SP|SU|FA|AU|WI)", lambda y, s: season(int(y), _SEASONS[s])),
)


def _expanded(found: list[DateExpression], annotated: list[Annotation]) -> Iterable[DateExpression]:
    """A range as its two ends where they are annotated one by one."""
    for each in found:
        inside = [a for a in annotated if a.start < each.end_char and each.start_char < a.end]
        yield from each.parts if each.parts and not any(a.meaning == _meaning(each) for a in inside) else (each,)


def _of_expression(expression: DateExpression) -> Annotation:
    return Annotation(
        start=expression.start_char,
        end=expression.end_char,
        text=expression.text,
        meaning=_meaning(expression),
        kind="TIME" if expression.clock else expression.kind.value,
        also=("lasts", expression.duration) if expression.duration else None,
    )


def _meaning(expression: DateExpression) -> Meaning:
    if expression.clock:
        return ("clock", str(expression.clock))
    if expression.kind in (DateKind.DURATION, DateKind.SET):
        return ("lasts", str(expression.duration))
    if expression.start is None:
        return ("vague",)
    return ("days", str(expression.start), str(expression.end))


def _compare(
    annotated: list[Annotation],
    found: list[Annotation],
    same: Callable[[Annotation, Annotation], bool],
    score: Score,
    document: dict[str, object],
) -> None:
    """Match one to one, exact spans first, and count."""
    score.annotated += len(annotated)
    score.found += len(found)
    open_found = list(found)
    for strict in (True, False):
        for gold in list(annotated):
            match = next((f for f in open_found if _touch(gold, f, strict) and same(gold, f)), None)
            if match is not None:
                open_found.remove(match)
                annotated.remove(gold)
                score.relaxed += 1
                score.strict += strict
    text = str(document["text"])
    for sign, rest in (("-", annotated), ("+", open_found)):
        for each in rest:
            around = f"{text[max(0, each.start - 50) : each.start]}[{each.text}]{text[each.end : each.end + 30]}"
            score.misses.append(f"{sign} {document['published']} {each.kind:8} {each.meaning} {around!r}")


def _touch(gold: Annotation, found: Annotation, strict: bool) -> bool:
    if strict:
        return (gold.start, gold.end) == (found.start, found.end)
    return gold.start < found.end and found.start < gold.end


def _same_meaning(gold: Annotation, found: Annotation) -> bool:
    return gold.meaning in (found.meaning, found.also)


def _any_meaning(gold: Annotation, found: Annotation) -> bool:
    return True


def _is_date_with_days(annotation: Annotation) -> bool:
    return annotation.has_days and annotation.kind in ("DATE", "TIMEX2", "date")


def _is_anything(annotation: Annotation) -> bool:
    return True


MEASURES: dict[str, tuple[Callable[[Annotation], bool], Callable[[Annotation, Annotation], bool]]] = {
    "dates": (_is_date_with_days, _same_meaning),
    "all": (_is_anything, _same_meaning),
    "found": (_is_anything, _any_meaning),
}
"""What each measure compares, and when two expressions agree."""


def _print_speed(documents: list[dict[str, object]]) -> None:
    started = time.perf_counter()
    for document in documents:
        find_times(str(document["text"]), published_of(document))
    seconds = time.perf_counter() - started
    characters = sum(len(str(document["text"])) for document in documents)
    print(f"speed: {1000 * seconds / characters * 2500:.2f} ms per 2,500 characters")


if __name__ == "__main__":
    main()

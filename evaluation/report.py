"""The figures, the errors and the reliability as lines of text."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from evaluation.coded_event import CodedEvent
from evaluation.comparison import Field
from evaluation.figures import ALL, Figures, KindFigures
from evaluation.problems import Problem, ProblemType
from evaluation.reliability import Bin, calibration_error
from schemas.span import Evidence, TextSpan
from schemas.vocabulary import Kind

_COLUMNS = (
    "gold", "found", "P", "R", "event F1", "names F1", "exact F1",
    "status", "date", "country", "place", "type", "channel",
)  # fmt: skip
_ACCURACIES = (Field.STATUS, Field.DATE, Field.COUNTRY, Field.PLACE, Field.TYPE, Field.CHANNEL)
_AROUND = 60  # characters of text before and after a trigger


def figure_lines(found: Figures, articles: int) -> Iterator[str]:
    """The table of figures in percent, a line for each kind and one for all."""
    yield _line(f"{articles} articles", _COLUMNS)
    for name, row in found.items():
        yield _line(name, _cells(row))


def problem_lines(found: Sequence[Problem], texts: Mapping[str, str], examples: int) -> Iterator[str]:
    """How many errors of each sort by kind, and the first `examples` of each sort.

    `texts` are the articles' texts by id, for the words around the triggers; an article may be missing.
    """
    counts = Counter((problem.type, problem.kind) for problem in found)
    yield _line("errors", (*Kind, ALL), 20)
    for problem_type in ProblemType:
        by_kind = [counts[problem_type, kind] for kind in Kind]
        if any(by_kind):
            yield _line(problem_type, [*map(str, by_kind), str(sum(by_kind))], 20)
    for problem_type in ProblemType if examples else ():
        of_type = [problem for problem in found if problem.type is problem_type]
        if of_type:
            yield f"\n{problem_type} ({len(of_type)}){_confusions(of_type)}"
        for problem in of_type[:examples]:
            yield from _problem(problem, texts.get(problem.article_id))


def reliability_lines(bins: Sequence[Bin]) -> Iterator[str]:
    """For each bin of confidence, how many of its records match an annotated one; nothing where none has any."""
    error = calibration_error(bins)
    if error is None:
        return
    yield _line("confidence", ("records", "mean", "matched", "exact", "gap"))
    for each in bins:
        shares = [_percent(share) for share in (each.mean_confidence, each.matched, each.exact, each.gap)]
        yield _line(f"{each.low:.1f} to {each.high:.1f}", [str(each.records), *shares])
    yield f"calibration error {_percent(error)}: the mean gap between confidence and the share that matches"


def describe(event: CodedEvent) -> str:
    """An event on one line."""
    when = "no date" if event.days is None else " to ".join(dict.fromkeys(day.isoformat() for day in event.days))
    where = f"{event.place.name} {event.place.country or ''}".rstrip() if event.place else "no place"
    who = "; ".join(f"{p.name} ({', '.join(filter(None, (p.role, p.country)))})" for p in event.participants)
    kind = event.incident_type or event.channel
    return f"{event.kind}{f'/{kind}' if kind else ''} {event.status}, {when}, {where}: {who or 'nobody'}"


def around(text: str | None, trigger: TextSpan | None) -> str:
    """The words around a trigger on one line, the trigger in brackets."""
    if trigger is None:
        return "(no trigger)"
    if text is None or not trigger.is_verbatim_in(text):
        return f"[{trigger.text}] at {trigger.start}"
    before, after = text[max(0, trigger.start - _AROUND) : trigger.start], text[trigger.end : trigger.end + _AROUND]
    return on_one_line(f"…{before}[{trigger.text}]{after}…")


def describe_evidence(evidence: Evidence) -> str:
    """One piece of evidence: the field, its words, the inference."""
    words = f"“{evidence.span.text}”" if evidence.span else ""
    inference = f"({evidence.inference})" if evidence.inference else ""
    return " ".join(filter(None, (f"{evidence.field}:", words, inference)))


def _problem(problem: Problem, text: str | None) -> Iterator[str]:
    yield f"  {on_one_line(problem.article_id)}"
    for name, event in (("gold", problem.gold), ("predicted", problem.predicted)):
        if event is not None:
            yield f"    {name:9} {on_one_line(describe(event))}"
            yield f"    {'':9} {around(text, event.trigger)}"
    proofs = [*map(describe_evidence, problem.evidence), *(f"{a.field}: null, {a.reason}" for a in problem.absences)]
    if proofs:
        yield f"    {'evidence':9} {on_one_line('; '.join(proofs))}"


def _confusions(of_type: Sequence[Problem]) -> str:
    """The most frequent confusions, where the field has few values."""
    counts = Counter(problem.confusion for problem in of_type if problem.confusion)
    return ": " + ", ".join(f"{what} {count}" for what, count in counts.most_common(5)) if counts else ""


def _cells(row: KindFigures) -> list[str]:
    event = row.event
    shares = (event.precision, event.recall, event.f1, row.names.f1, row.exact.f1)
    accuracies = (row.accuracy.get(field) for field in _ACCURACIES)
    return [str(event.gold), str(event.predicted), *map(_percent, shares), *map(_percent, accuracies)]


def _line(name: str, cells: Sequence[str], width: int = 14) -> str:
    return (name.ljust(width) + "".join(cell.rjust(9) for cell in cells)).rstrip()


def _percent(share: float | None) -> str:
    return "-" if share is None else f"{100 * share:.1f}"


def on_one_line(text: str) -> str:
    """Text of an article made safe for a terminal: no line breaks and no control characters."""
    return "".join(c if c.isprintable() else " " for c in text)

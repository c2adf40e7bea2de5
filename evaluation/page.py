"""One HTML page that shows annotated and predicted records side by side in the text. It needs no script."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from evaluation.coded_event import CodedEvent
from evaluation.comparison import Comparison
from evaluation.figures import figures
from evaluation.marked_text import Mark, escaped, marked
from evaluation.problems import problems_of_pair
from evaluation.report import describe_evidence, figure_lines
from schemas.article import Article

_COLOURS = ("#ffe08a", "#b5e3b5", "#b9d4ff", "#f5bfe0", "#ffcba4", "#bfeeea", "#d9c8ff", "#dfe6a0")

_STYLE = (
    """
body { font: 15px/1.5 system-ui, sans-serif; margin: 1rem auto; max-width: 90rem; padding: 0 1rem; color: #1b1b1b }
pre { overflow-x: auto }
details { border: 1px solid #ccc; border-radius: 6px; margin: .6rem 0; padding: .3rem .8rem }
summary { cursor: pointer; overflow-wrap: anywhere }
.sides { display: grid; grid-template-columns: 1fr 1fr; gap: 1.5rem }
.sides > section { min-width: 0 }
h2 { font-size: 1rem; margin: .5rem 0 }
.text { white-space: pre-wrap; overflow-wrap: anywhere; max-height: 30rem; overflow-y: auto }
mark { background: #eee; padding: 0 1px }
mark.framed { font-weight: bold; outline: 1px solid #555 }
ul { list-style: none; padding: 0 }
li { border-left: 6px solid #eee; padding-left: .6rem; margin: .5rem 0; overflow-wrap: anywhere }
.wrong { color: #a40000; font-weight: bold }
.right { color: #1d6b1d }
.small { font-size: .85em; color: #555 }
"""
    + "\n".join(
        f"mark.c{i} {{ background: {colour} }} li.c{i} {{ border-color: {colour} }}"
        for i, colour in enumerate(_COLOURS)
    )
    + "\n"
)


@dataclass(frozen=True)
class _Numbered:
    """An event with the number that it shares with its counterpart, and what is to be said of it."""

    number: int
    event: CodedEvent
    verdict: str
    is_right: bool


def page(comparisons: Sequence[Comparison], articles: Iterable[Article], title: str) -> str:
    """The page as a string. Articles with errors stand open; those of which the text is not given are left out."""
    by_id = {article.article_id: article for article in articles}
    table = escaped("\n".join(figure_lines(figures(comparisons), len(comparisons))))
    sections = "\n".join(_article(each, by_id[each.article_id]) for each in comparisons if each.article_id in by_id)
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>{escaped(title)}</title>
<style>{_STYLE}</style>
</head>
<body>
<h1>{escaped(title)}</h1>
<pre>{table}</pre>
<p>A record and its counterpart have the same number and colour. Triggers are framed; point at a marked word to see
which field it proves.</p>
{sections}
</body>
</html>
"""


def _article(comparison: Comparison, article: Article) -> str:
    gold, predicted = _numbered(comparison)
    wrong = sum(not each.is_right for each in predicted) + len(comparison.missed)
    told = f'<span class="wrong">{wrong} not exact</span>' if wrong else '<span class="right">all exact</span>'
    date = article.published.isoformat() if article.published else "no date"
    return f"""<details{" open" if wrong else ""}>
<summary><b>{escaped(comparison.article_id)}</b> {escaped(date)} <bdi>{escaped(article.title)}</bdi> {told}</summary>
<div class="sides">
{_side("Annotated", article.text, gold)}
{_side("Predicted", article.text, predicted)}
</div>
</details>"""


def _numbered(comparison: Comparison) -> tuple[list[_Numbered], list[_Numbered]]:
    """The annotated and the predicted events, each with its number."""
    gold, predicted = [], []
    number = count(1)
    for pair in comparison.pairs:
        shared, verdict = next(number), ", ".join(problems_of_pair(pair)) or "right"
        gold.append(_Numbered(shared, pair.gold, "", pair.is_exact))
        predicted.append(_Numbered(shared, pair.predicted, verdict, pair.is_exact))
    gold += [_Numbered(next(number), event, "missed", False) for event in comparison.missed]
    predicted += [_Numbered(next(number), event, "spurious", False) for event in comparison.spurious]
    return gold, predicted


def _side(heading: str, text: str, events: Sequence[_Numbered]) -> str:
    marks = [mark for each in events for mark in _marks(each)]
    cards = "\n".join(map(_card, events)) or "<li>no records</li>"
    return f"""<section>
<h2>{heading}</h2>
<p class="text" dir="auto">{marked(text, marks)}</p>
<ul>
{cards}
</ul>
</section>"""


def _marks(numbered: _Numbered) -> Iterator[Mark]:
    event, colour = numbered.event, _colour(numbered)
    for evidence in event.evidence:
        if evidence.span:
            yield Mark(evidence.span, colour, f"{numbered.number} {describe_evidence(evidence)}")
    if event.trigger:
        yield Mark(event.trigger, colour, f"{numbered.number} trigger", True, str(numbered.number))


def _card(numbered: _Numbered) -> str:
    event = numbered.event
    lines = [f"<b>{numbered.number}</b> {event.kind}{_type(event)} <b>{event.status}</b>{_verdict(numbered)}"]
    lines += [
        f"<bdi>{escaped(p.name)}</bdi> {escaped(' '.join(filter(None, (p.role, p.country))))}"
        for p in event.participants
    ]
    days = dict.fromkeys(day.isoformat() for day in event.days) if event.days else ["no date"]
    place = (
        f"<bdi>{escaped(event.place.name)}</bdi> {escaped(event.place.country or '')}" if event.place else "no place"
    )
    lines.append(f"{escaped(' to '.join(days))}, {place}")
    proofs = [describe_evidence(evidence) for evidence in event.evidence]
    proofs += [f"{absence.field}: null, {absence.reason}" for absence in event.absences]
    if event.confidence is not None:
        proofs.insert(0, f"confidence {event.confidence:.2f}")
    if proofs:
        lines.append(f'<span class="small"><bdi>{"</bdi>; <bdi>".join(map(escaped, proofs))}</bdi></span>')
    return f'<li class="{_colour(numbered)}">{"<br>".join(lines)}</li>'


def _type(event: CodedEvent) -> str:
    kind = event.incident_type or event.channel
    return f"/{kind}" if kind else ""


def _verdict(numbered: _Numbered) -> str:
    if not numbered.verdict:
        return ""
    css_class = "right" if numbered.is_right else "wrong"
    return f' <span class="{css_class}">{escaped(numbered.verdict)}</span>'


def _colour(numbered: _Numbered) -> str:
    return f"c{numbered.number % len(_COLOURS)}"

"""Who is listed as having taken part: "Participants in the meeting included:" with a name a line, or in a sentence.

Communiqués and readouts tell of a meeting in their first sentence and name the rest at their end, away from any words
for the event. A heading that speaks of who was there leads to a list of items, or a sentence goes on with names.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Span

from extraction.actors import Actor
from extraction.draft import Draft
from extraction.mentions import ActorFinder
from schemas.vocabulary import Kind, Role

_ROLES = {Kind.MEETING: Role.PARTICIPANT, Kind.VISIT: Role.VISITOR}
_THERE = r"(?:participants?|attendees|participating|participated|attended|attending|in attendance|speakers|presenters)"
_GATHERING = r"(?:meeting|call|summit|roundtable|session|discussion|convening|conference|event|forum|gathering|talks)"
# A line of its own that ends in a colon, or has nothing but such words: what follows is a list.
_HEADING = re.compile(
    rf"^(?P<heading>[^\n.:]*\b(?:{_THERE}|joined)\b[^\n.:]*|[^\n.:]*\b{_GATHERING} (?:also )?included\b[^\n.:]*)"
    rf":(?:</\w+>|\s)*$|^(?P<bare>(?:[\w-]+ ){{0,3}}{_THERE})$",
    re.IGNORECASE | re.MULTILINE,
)
# Within a sentence: "the meeting included", "participants were", "joining the President on the call were".
_LEAD = re.compile(
    rf"\b(?:(?:participants|attendees|speakers|those (?:attending|present|in attendance))\b[^.\n]{{0,50}}"
    rf"\b(?:includ(?:ed?|ing)|were)|(?:the|this) {_GATHERING} (?:also )?included"
    rf"|joining (?:[^.\n]{{3,60}}) (?:on|at|in|for) the {_GATHERING} (?:was|were)"
    r"|(?:in attendance|also present) were)\b:?",
    re.IGNORECASE,
)
_TRIP = re.compile(r"\b(?:trip|visit|travel\w*|tour)\b", re.IGNORECASE)
_TAG = re.compile(r"<[^>\n]*>")
_ITEM = {"-": re.compile(r"(?:^|(?<=\s))[-–] "), "•": re.compile(r"•"), "1": re.compile(r"(?:^|(?<=\s))\d{1,2}[.)] ")}
_SENTENCE_END = re.compile(r"[.!?][”\"]?\s+(?=[A-Z])")
_LONGEST_HEADING = 20  # words
_LONGEST_ITEM = 30  # words; a longer one is several, set in one line without marks


@dataclass(frozen=True)
class _Attendance:
    """Characters of the words that lead to a list, and of its items."""

    start: int
    end: int
    items: tuple[tuple[int, int], ...]
    is_list: bool
    """One name an item; else the items are a stretch of text in which everybody is named."""


def lists_attendance(text: str) -> bool:
    """Whether the text has words that lead to a list of who was there."""
    return bool(_HEADING.search(text) or _LEAD.search(text))


def add_attendance(doc: Doc, events: Sequence[Draft], finder: ActorFinder) -> None:
    """Give the meetings and visits of a document those who are listed as having been there."""
    for found in (*_lists(doc.text), *_sentences(doc)):
        event = _event_of(doc, found, events)
        if event is None:
            continue
        for start, end in found.items:
            span = doc.char_span(start, end, alignment_mode="contract")
            for actor in _listed(span, finder, found.is_list) if span is not None else ():
                event.add_actor(_ROLES[event.kind], actor)


def prove_listed(doc: Doc, drafts: Sequence[Draft], likelihood: float) -> None:
    """A list of who was there proves that they were somewhere: where no draft of its kind is that likely, the first
    told of those that are nearly the likeliest becomes so."""
    for kind in dict.fromkeys(_kind_of(doc, found) for found in _lists(doc.text)):
        of_kind = [d for d in drafts if d.kind is kind and d.beside is None and not d.is_background]
        most = max((d.likelihood or 0.0 for d in of_kind), default=likelihood)
        if most < likelihood:
            next(d for d in of_kind if (d.likelihood or 0.0) >= most / 2).likelihood = likelihood


def _kind_of(doc: Doc, found: _Attendance) -> Kind:
    return Kind.VISIT if _TRIP.search(doc.text[found.start : found.end]) else Kind.MEETING


def _event_of(doc: Doc, found: _Attendance, events: Sequence[Draft]) -> Draft | None:
    """The event that the leading words name; else the first that the article tells as its news."""
    kind = _kind_of(doc, found)
    of_kind = [e for e in events if e.kind is kind and not e.is_background and e.beside is None]
    span = doc.char_span(found.start, found.end, alignment_mode="expand")
    inside = set(range(span.start, span.end)) if span is not None else set()
    named = [event for event in of_kind if event.mentions & inside]
    return next(iter(named or of_kind), None)


def _lists(text: str) -> Iterator[_Attendance]:
    plain = _TAG.sub(lambda tag: " " * len(tag.group()), text)  # the same length: characters stay where they are
    lines = [(m.start(), m.end()) for m in re.finditer(r"[^\n]+", plain)]
    for n, (start, end) in enumerate(lines):
        start += max((m.end() for m in _SENTENCE_END.finditer(plain[start:end])), default=0)
        heading = _HEADING.match(plain[start:end].strip())
        if heading is None or len(plain[start:end].split()) > _LONGEST_HEADING:
            continue
        if items := tuple(_items(plain, lines[n + 1 :])):
            runs_on = len(items) == 1 and len(plain[slice(*items[0])].split()) > _LONGEST_ITEM
            yield _Attendance(start, end, items, is_list=not runs_on)


def _items(text: str, lines: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The items of the lines after a heading, as long as they go on as they began."""
    if not lines:
        return
    mark = _mark(text, lines[0])
    for start, end in lines:
        line = text[start:end]
        if _mark(text, (start, end)) != mark or (mark is None and line.rstrip().endswith((".", ":", "”", "?"))):
            return
        if mark is None:
            yield start, end
            continue
        cuts = [m.end() for m in _ITEM[mark].finditer(line)]
        for cut, following in zip(cuts, [*(m.start() for m in _ITEM[mark].finditer(line)), len(line)][1:], strict=True):
            yield start + cut, start + following


def _mark(text: str, line: tuple[int, int]) -> str | None:
    """What the line's first item is marked with."""
    words = text[line[0] : line[1]].lstrip()
    return next((mark for mark, pattern in _ITEM.items() if pattern.match(words)), None)


def _sentences(doc: Doc) -> Iterator[_Attendance]:
    text = doc.text  # spaCy makes it anew each time
    for lead in _LEAD.finditer(text):
        span = doc.char_span(lead.start(), lead.end(), alignment_mode="expand")
        if span is not None and (line := text[lead.end() :].split("\n", 1)[0].strip()):
            end = min(span[-1].sent.end_char, text.find(line, lead.end()) + len(line))
            yield _Attendance(lead.start(), lead.end(), ((lead.end(), end),), is_list=False)


def _listed(item: Span, finder: ActorFinder, is_list: bool) -> Iterator[Actor]:
    """Everybody whom a sentence names; of an item, the first person, or the body that it is."""
    people = finder.people_in(item)
    if not is_list:
        yield from people
    elif people:
        yield next((person for person in people if " " in person.name), people[0])
    elif (name := _first_words(item)) is not None and (actor := finder.listed(name)) is not None:
        yield actor


def _first_words(item: Span) -> Span | None:
    """What stands before the item's first comma, bracket or dash."""
    end = next((t.i for t in item if t.text in (",", "(", "–", "—", ":") or t.is_space), item.end)
    words = item.doc[item.start : end]
    return words if len(words) else None

"""Attaches an article's expressions of time to its events (docs/codebook.md, "Time")."""

from datetime import date, timedelta
from typing import Literal

from spacy.tokens import Doc, Token

from extraction.dates import find
from extraction.dates.expression import DateExpression, DateKind, resolve, spanned
from extraction.draft import Characters, TimeFinding, Trigger
from extraction.syntax import children, clause_head
from schemas.vocabulary import Basis, IncidentType, Kind, Precision, Status

_FUTURE = frozenset({Status.SCHEDULED, Status.PROPOSED})
_OPEN = frozenset({Status.OCCURRED, Status.ONGOING, Status.CANCELLED, Status.POSTPONED, Status.DENIED})
_CALLED_OFF = frozenset({Status.CANCELLED, Status.POSTPONED, Status.DENIED})
_PLANNED = frozenset("due set planned scheduled slated expected meant supposed".split())
_ENDS = frozenset("end ends ended ending conclude concludes concluded wound wraps wrapped finished finishes".split())
_PRESENT = frozenset({"VBZ", "VBP"})
_FAR = 6
_NEAR = 2  # what is only "recent" is the noun or verb beside it
# "held since August": the act itself was in August, what lasts is its consequence.
_BEGUN = frozenset({IncidentType.ARREST, IncidentType.ABDUCTION, IncidentType.SEIZURE})
_OUT_OF_CLAUSE = 5
_SUBORDINATE = frozenset({"relcl", "acl", "advcl", "pcomp"})


class TimeFinder:
    """The times of the events of one document."""

    def __init__(self, doc: Doc, published: date | None) -> None:
        self._doc, self._published = doc, published
        self._is_told_in_past = _is_told_in_past(doc)
        self._expressions = [
            (expression, head)
            for expression in find(doc.text, published)
            if expression.kind is DateKind.DATE
            and (head := _head_token(doc, expression)) is not None
            and not _is_dateline(doc, expression)
            and not _is_record_span(head, expression)
        ]

    def time(self, trigger: Trigger, status: Status, others: list[Trigger], is_background: bool) -> TimeFinding:
        """When the event of `trigger` is; `others` are the triggers that may own a nearer expression."""
        planned = self._planned(trigger) if status in _CALLED_OFF else []
        for expression, head in planned or self._attached(trigger, others):
            if self._is_name_of_news(head, expression, trigger, status, is_background):
                continue
            direction = "future" if planned else self._direction(trigger, head, status)
            found = self._finding(resolve(expression, direction), head, trigger)
            if found is not None:
                return found
        return self._without_words(trigger, status, is_background)

    def _is_name_of_news(
        self, head: Token, expression: DateExpression, trigger: Trigger, status: Status, is_background: bool
    ) -> bool:
        """ "The 2007 Climate Change Conference concludes", told in 2007: the year is a name, the event news."""
        if self._published is None or is_background or status in _FUTURE:
            return False
        is_this_year = expression.text == str(self._published.year)
        return is_this_year and _stands_in_phrase(head, trigger)

    def _planned(self, trigger: Trigger) -> list[tuple[DateExpression, Token]]:
        """Of what is called off, the day that it was to be ("which was due to begin on Sunday")."""
        found = []
        for expression, head in self._expressions:
            verb = clause_head(head)
            over = [verb, *verb.ancestors]
            inside = over[: over.index(trigger.head)] if trigger.head in over else []
            words = {token.lower_ for clause in inside for token in (clause, *clause.children)}
            if words & _PLANNED and any(token.dep_ in ("relcl", "acl") for token in inside):
                found.append((expression, head))
        return found

    def _attached(self, trigger: Trigger, others: list[Trigger]) -> list[tuple[DateExpression, Token]]:
        """Expressions of the trigger's sentence that belong to it, the nearest first."""
        sentence = trigger.words.sent
        beside = [t for t in others if t is not trigger and sentence.start <= t.words.start < sentence.end]
        ranked = []
        for expression, head in self._expressions:
            if not sentence.start <= head.i < sentence.end or expression.bound in ("before", "after"):
                continue
            if _is_part_of_name(head, expression, trigger):
                continue
            own = _distance(head, trigger)
            if own > (_NEAR if expression.is_vague else _FAR):
                continue
            if any(_distance(head, other) < own for other in beside):
                continue
            ranked.append((own, abs(head.i - trigger.head.i), expression, head))
        return [(expression, head) for _, _, expression, head in sorted(ranked, key=lambda r: r[:2])]

    def _finding(self, expression: DateExpression, head: Token, trigger: Trigger) -> TimeFinding | None:
        where = Characters(expression.start_char, expression.end_char)
        interval = spanned(expression, self._published)
        if expression.bound == "since" and trigger.frame.type in _BEGUN:
            interval = expression.interval
        if interval is None:
            if expression.is_vague:
                return TimeFinding(where=where, is_vague=True)
            if expression.is_relative and self._published is None:
                return TimeFinding(where=where, needs_publication_date=True)
            return None
        start, end, precision = interval.start, interval.end, interval.precision
        days = self._days_long(trigger)
        if days and start == end and clause_head(head).lower_ in _ENDS:
            start = end - timedelta(days=days - 1)
        elif days and start == end and trigger.frame.kind is Kind.VISIT:
            end = start + timedelta(days=days - 1)
        return TimeFinding(start, end, precision, Basis.STATED, where)

    def _days_long(self, trigger: Trigger) -> int | None:
        """3 in "a three-day visit": the length of what has a day to begin."""
        for child in trigger.head.children:
            if child.dep_ in ("amod", "compound", "nmod") and child.lower_ == "day":
                number = [t for t in child.children if t.lower_ in _NUMBERS or t.like_num]
                if number:
                    word = number[0].lower_
                    return _NUMBERS.get(word) or (int(word) if word.isdigit() else None)
        return None

    def _direction(self, trigger: Trigger, head: Token, status: Status) -> Literal["past", "future"] | None:
        """Which way a weekday or a bare month points. The present tense tells of the future among past tenses ("the
        forum opens on Friday"), and of today in headlines, which leave it to the expression."""
        if status in _FUTURE:
            return "future"
        verb = trigger.clause
        if status is Status.OCCURRED and _stands_in_phrase(head, trigger):
            return "past"
        if self._is_told_in_past and {verb.tag_, clause_head(head).tag_} & _PRESENT:
            return "future"
        if verb.tag_ == "VBN" and any(child.lower_ in ("is", "are", "'s", "’s") for child in children(verb, "auxpass")):
            return None
        return "past" if verb.tag_ in ("VBD", "VBN") else None

    def _without_words(self, trigger: Trigger, status: Status, is_background: bool) -> TimeFinding:
        if status in _FUTURE or is_background:
            return TimeFinding()
        if self._published is None:
            return TimeFinding(needs_publication_date=True)
        return TimeFinding(self._published, self._published, Precision.DAY, Basis.PUBLICATION)


_ORDINALS = frozenset("second third fourth fifth sixth seventh eighth ninth tenth".split())
_RANKS = _ORDINALS | {"first", "only", "last"}
_NUMBERS = {
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
}


def _is_told_in_past(doc: Doc) -> bool:
    """True for wire reports ("met on Friday"), False for headlines and chronicles ("meets in Rome")."""
    tags = [sentence.root.tag_ for sentence in doc.sents]
    return tags.count("VBD") > tags.count("VBZ") + tags.count("VBP")


def _is_dateline(doc: Doc, expression: DateExpression) -> bool:
    """A date that is the whole first line is the article's own ("Monday, October 7, 2019")."""
    if expression.start_char >= 5:
        return False
    first_line = doc.text.lstrip().split("\n", 1)[0].strip()
    return first_line == expression.text and len(first_line) < len(doc.text.strip())


def _is_part_of_name(head: Token, expression: DateExpression, trigger: Trigger) -> bool:
    """The year in "the 2020 presidential election" names the election; it dates no other event."""
    is_bare_year = expression.text.isdigit() and len(expression.text) == 4
    if not is_bare_year or head.dep_ not in ("nummod", "compound", "amod", "nmod") or head.head.i < head.i:
        return False
    return not _stands_in_phrase(head, trigger)


def _stands_in_phrase(head: Token, trigger: Trigger) -> bool:
    """ "the 2015 San Bernardino attack": the year opens the noun phrase of the event itself."""
    return not trigger.is_verb and trigger.head.left_edge.i <= head.i < trigger.words.start


def _is_record_span(head: Token, expression: DateExpression) -> bool:
    """ "the first such meeting since 1979", "their third summit in 2018": how rare it is, not when."""
    before = head.doc[max(head.sent.start, head.i - 12) : head.i]
    if expression.bound == "since" or any(t.lower_ == "since" for t in before):
        return any(t.lower_ in _RANKS or t.tag_ in ("JJS", "RBS") for t in before)
    is_year = expression.precision is Precision.YEAR and head.i > 0 and head.doc[head.i - 1].lower_ == "in"
    return is_year and any(t.lower_ in _ORDINALS for t in before[-7:])


def _head_token(doc: Doc, expression: DateExpression) -> Token | None:
    span = doc.char_span(expression.start_char, expression.end_char, alignment_mode="expand")
    return span.root if span is not None and len(span) else None


def _distance(token: Token, trigger: Trigger) -> int:
    """Steps in the parse from the expression to the trigger or the verb that carries it; clauses count more.

    0 where the expression directly follows the trigger's phrase ("visit to Beijing last month"): there the parse
    hangs it on the verb as often as not.
    """
    head = trigger.head
    if _stands_in_phrase(token, trigger):
        return 0
    if not trigger.is_verb and head.i < token.i <= head.i + 9:
        subtree = {t.i for t in head.subtree} | {t.i for t in token.subtree} | {token.i}
        if all(i in subtree for i in range(head.i + 1, token.i)):
            return 0
    up: dict[int, int] = {}
    cost = 0
    current = token
    while True:
        up[current.i] = cost
        if current.head == current:
            break
        cost += _OUT_OF_CLAUSE if current.dep_ in _SUBORDINATE else 1
        current = current.head
    best = 99
    for anchor in {trigger.head, trigger.clause}:
        cost, current = 0, anchor
        while True:
            if current.i in up:
                best = min(best, cost + up[current.i])
                break
            if current.head == current:
                break
            cost += 3 if current.dep_ in _SUBORDINATE else 1
            current = current.head
    return best

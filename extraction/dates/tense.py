"""Past or future, guessed from the words near an expression; whoever knows the verb knows better."""

import re

from extraction.dates.expression import Direction

_REACH_BEFORE = 140
_REACH_AFTER = 90
_SENTENCE_END = re.compile(r"[.!?;](?=[\s\"'])|\n")
_ABBREVIATION = re.compile(
    r"\b(?:mr|mrs|ms|dr|st|no|vs|u\.s|u\.n|u\.k|[a-z]|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)$"
)

_FUTURE = (
    r"will|would|shall|'ll|won't|(?:has|have) been (?:scheduled|set|planned|called for|invited)|"
    r"(?:is|are) (?:due|set|expected|scheduled|slated|planned|likely|about|bound)|"
    r"(?:is|are) to\b|scheduled|slated|expected|upcoming|forthcoming|"
    r"due (?:in|on|to|for|at|by)|set (?:to|for)|plan(?:s|ned|ning)? (?:to|for|on)|planned|plans|"
    r"going to|looks? forward|"
    r"hop(?:es?|ing) to|intends?|aims?|should|must|may|might|could|can|deadline|ahead of|postponed (?:to|until)|"
    r"delayed (?:to|until)|agreed to|vow(?:s|ed) to|wants?|to (?:be|hold|meet|visit|host|begin|start|open|attend|"
    r"travel|discuss|take|start|run|vote)|invit(?:es|ed)|calls? for"
)
_IRREGULAR_PAST = (
    "was|were|had|did|said|met|told|held|went|came|began|took|gave|made|won|lost|fell|rose|saw|spoke|left|hit|led|"
    "shot|struck|flew|fought|broke|brought|became|got|found|sent|sat|wrote|ran|built|set off|fled|sank|died|"
    "has been|have been|has|have"
)
_CUES = re.compile(
    rf"\b(?:(?P<future>{_FUTURE})|(?<!\bbe )(?<!ly )(?P<past>{_IRREGULAR_PAST}|[a-z]{{2,}}ed))\b|(?P<contracted>'ll)\b"
)
_BEFORE_FUTURE = re.compile(r"\b(?:until|till|by|no later than|through|starting|beginning)(?: the)?(?: at least)? ?$")
_BEFORE_PAST = re.compile(
    r"\b(?:since|back in|as early as|said(?: on| in)?|announced(?: on| in)?|told [a-z]+(?: on| in)?) ?$"
)


def direction_near(lowered: str, start: int, end: int) -> Direction | None:
    """The tense of the cue nearest to the characters `start` to `end`, first before and then behind them.

    `lowered` is the folded text of a `Source`. None where the sentence has no cue.
    """
    before = _before(lowered, start)
    if _BEFORE_PAST.search(before):
        return "past"
    if _BEFORE_FUTURE.search(before) and not lowered.startswith("'s", end):
        return "future"
    cues = list(_CUES.finditer(before))
    nearest = cues[-1] if cues else _CUES.search(_after(lowered, end))
    if nearest is None:
        return None
    return "past" if nearest["past"] else "future"


def _before(lowered: str, start: int) -> str:
    window = lowered[max(0, start - _REACH_BEFORE) : start]
    beginning = 0
    for stop in _SENTENCE_END.finditer(window):
        if not _ABBREVIATION.search(window[: stop.start()]):
            beginning = stop.end()
    return window[beginning:]


def _after(lowered: str, end: int) -> str:
    window = lowered[end : end + _REACH_AFTER]
    for stop in _SENTENCE_END.finditer(window):
        if not _ABBREVIATION.search(window[: stop.start()]):
            return window[: stop.start()]
    return window

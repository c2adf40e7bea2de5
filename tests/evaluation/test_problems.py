"""Errors by type, with the words of the text and the evidence; and the reliability of confidence."""

from typing import Any

import pytest

from evaluation.coded_event import CodedEvent
from evaluation.comparison import Comparison, Pair, compare
from evaluation.problems import ProblemType, problems
from evaluation.reliability import calibration_error, reliability
from evaluation.report import around, problem_lines, reliability_lines
from schemas.span import TextSpan

TEXT = "Wang met Blinken in Jakarta on Thursday. They will meet again."


def event(**fields: Any) -> CodedEvent:
    trigger = {"text": "met", "start": 5, "end": 8}
    return CodedEvent.model_validate({"kind": "meeting", "status": "occurred", "trigger": trigger} | fields)


def test_each_wrong_field_of_a_pair_is_a_problem_of_its_own() -> None:
    gold = event(place={"name": "Jakarta", "country": "IDN"}, channel="in_person")
    predicted = event(status="scheduled", channel="phone", participants=[{"name": "Wang", "role": "participant"}])
    found = list(problems(compare({"a": [gold]}, {"a": [predicted]})))
    assert {problem.type for problem in found} == {
        ProblemType.PARTICIPANTS, ProblemType.STATUS, ProblemType.COUNTRY, ProblemType.PLACE, ProblemType.CHANNEL,
    }  # fmt: skip
    assert next(p.confusion for p in found if p.type is ProblemType.STATUS) == "occurred → scheduled"


def test_an_error_shows_the_words_around_the_trigger_and_the_evidence_of_its_field_only() -> None:
    proofs = [
        {"field": "time", "span": {"text": "Thursday", "start": 31, "end": 39}, "inference": "date_rule"},
        {"field": "status", "inference": "tense"},
    ]
    gold, predicted = event(start="2023-07-13"), event(start="2023-07-06", evidence=proofs)
    found = list(problems(compare({"a": [gold]}, {"a": [predicted]})))
    shown = "\n".join(problem_lines(found, {"a": TEXT}, examples=3))
    assert "wrong date (1)" in shown
    assert "Wang [met] Blinken" in shown.replace("…", "")
    assert "time: “Thursday” (date_rule)" in shown
    assert "tense" not in shown


def test_a_null_field_shows_why_it_is_null() -> None:
    gold = event(place={"name": "Jakarta", "country": "IDN"})
    predicted = event(absences=[{"field": "place", "reason": "not_stated"}, {"field": "time", "reason": "not_stated"}])
    shown = list(problem_lines(list(problems(compare({"a": [gold]}, {"a": [predicted]}))), {}, examples=1))
    assert any(line.endswith("evidence  place: null, not_stated") for line in shown)


def test_no_more_examples_than_asked_for_are_shown_but_all_are_counted() -> None:
    gold = {f"a{i}": [event()] for i in range(5)}
    shown = list(problem_lines(list(problems(compare(gold, {}))), {}, examples=2))
    assert shown[1].split() == ["missed", "5", "0", "0", "5"]
    assert sum(line.startswith("  a") for line in shown) == 2


def test_control_characters_of_a_text_do_not_reach_the_terminal() -> None:
    assert "\x1b" not in around("\x1b[31mWang met Li", TextSpan(text="met", start=10, end=13))


def test_a_trigger_that_is_not_in_the_text_is_shown_without_it() -> None:
    assert around("short", TextSpan(text="met", start=50, end=53)) == "[met] at 50"


def test_reliability_tells_how_often_records_of_a_confidence_match() -> None:
    sure = [Pair(event(), event(confidence=0.95)), Pair(event(), event(confidence=0.9, status="denied"))]
    unsure = [event(confidence=0.32), event(confidence=0.38)]
    bins = reliability([Comparison("a", tuple(sure), (), (*unsure, event()))])
    assert [(b.low, b.records, b.matched, b.exact) for b in bins] == [(0.3, 2, 0.0, 0.0), (0.9, 2, 1.0, 0.5)]
    assert calibration_error(bins) == pytest.approx((0.35 + 0.075) / 2)
    assert any(line.startswith("0.9 to 1.0") for line in reliability_lines(bins))


def test_full_confidence_is_in_the_highest_bin() -> None:
    (only,) = reliability([Comparison("a", (), (), (event(confidence=1.0),))])
    assert (only.low, only.high) == (0.9, 1.0)


def test_records_without_confidence_have_no_reliability() -> None:
    assert reliability([Comparison("a", (), (), (event(),))]) == []
    assert list(reliability_lines([])) == []

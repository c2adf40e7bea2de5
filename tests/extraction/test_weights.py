"""Weights: likelihoods that add up, reasons that can be read, errors that name file and line."""

from pathlib import Path

import pytest

from extraction.encoder import MODEL, VOCABULARY
from extraction.weights import BIAS, LIKELIHOOD, NONE, Calibration, Weights, load_learned
from schemas.errors import WrongConfiguration

WEIGHTS = Weights({BIAS: {"event": -1.0}, "word=met": {"event": 2.5}, "quoted": {"event": -3.0}})


def test_likelihoods_add_up_to_one() -> None:
    chances = WEIGHTS.chances({"word=met", "never seen"})
    assert sum(chances.values()) == pytest.approx(1)
    assert chances["event"] == pytest.approx(0.8176, abs=1e-4)


def test_a_cue_against_an_event_makes_it_less_likely() -> None:
    assert WEIGHTS.chances({"word=met", "quoted"})["event"] < WEIGHTS.chances({"word=met"})["event"]


def test_the_order_of_cues_does_not_matter() -> None:
    weights = Weights({BIAS: {"event": 0.1}, **{f"c{i}": {"event": 10.0**-i} for i in range(12)}})
    cues = [f"c{i}" for i in range(12)]
    assert weights.chances(cues) == weights.chances(reversed(cues))


def test_reasons_are_the_weightiest_cues_first() -> None:
    assert WEIGHTS.reasons({"word=met", "quoted", "never seen"}, "event") == [("quoted", -3.0), ("word=met", 2.5)]


def test_what_is_shipped_loads_and_knows_its_outcomes() -> None:
    learned = load_learned()
    assert set(learned.events.chances(())) == {NONE, "event"}
    assert set(learned.roles.chances(())) == {
        NONE, "participant", "host", "mediator", "visitor", "perpetrator", "target"
    }  # fmt: skip


def test_the_fingerprint_changes_with_a_weight(tmp_path: Path) -> None:
    def written(weight: str) -> Path:
        folder = tmp_path / weight
        folder.mkdir()
        for name in ("events", "roles", "triage"):
            (folder / f"{name}.csv").write_text(f"{BIAS},event,{weight}\n")
        (folder / "confidence.csv").write_text(f"{BIAS},event,0.4\n{LIKELIHOOD},event,1.0\n")
        for name in (MODEL, VOCABULARY):
            (folder / name).write_text("any: it is not read before it is asked")
        return folder

    assert load_learned(written("1.0")).fingerprint != load_learned(written("1.1")).fingerprint


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (f"{BIAS},event,1.0\nword=met,event\n", "events.csv, line 2"),
        (f"{BIAS},event,much\n", "events.csv, line 1"),
        ("word=met,event,1.0\n", "no row (bias)"),
    ],
)
def test_a_table_that_is_none_is_an_error_with_file_and_line(tmp_path: Path, content: str, told: str) -> None:
    (tmp_path / "events.csv").write_text(content)
    (tmp_path / "roles.csv").write_text(f"{BIAS},host,1.0\n")
    with pytest.raises(WrongConfiguration) as raised:
        load_learned(tmp_path)
    assert told in raised.value.message
    assert "--extractor rules" in raised.value.remedy


def test_a_calibration_without_its_slope_is_an_error(tmp_path: Path) -> None:
    for name in ("events", "roles", "triage", "confidence"):
        (tmp_path / f"{name}.csv").write_text(f"{BIAS},event,1.0\n")
    with pytest.raises(WrongConfiguration, match=r"confidence\.csv: no row \(likelihood\)"):
        load_learned(tmp_path)


def test_a_calibration_moves_likelihoods_and_keeps_their_order() -> None:
    calibration = Calibration(bias=0.4, slope=1.0)
    told = [calibration.confidence(likelihood) for likelihood in (0.0, 0.4, 0.8, 1.0)]
    assert told == sorted(told)
    assert told[1] == pytest.approx(0.4987, abs=1e-4)
    assert 0 < told[0] < told[3] < 1


def test_missing_weights_are_a_wrong_configuration(tmp_path: Path) -> None:
    with pytest.raises(WrongConfiguration, match=r"events\.csv"):
        load_learned(tmp_path)

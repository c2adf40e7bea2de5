"""What the tables of the benchmarks are made of."""

import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.memory import PeakMemory
from benchmarks.throughput import Measured, Step, table, write


def _round(bare: float, extraction: float, run: float) -> dict[str, Step]:
    return {
        "bare": Step(seconds=bare),
        "run": Step(seconds=run, extraction=extraction, memory=700),
        "replay": Step(seconds=run / 100),
        "copy": Step(seconds=0.1),
    }


def _measured(*rounds: dict[str, Step], articles: int = 330) -> Measured:
    return Measured(
        corpus="wcep",
        articles=articles,
        characters=1,
        sha256="",
        rounds=list(rounds),
        commit="abc1234",
        machine="",
        processes=2,
        load_average=0.5,
        versions={},
    )


def _row(measured: Measured) -> dict[str, str]:
    heading, _, row = table([measured]).splitlines()
    return dict(zip(*([cell.strip() for cell in line.split("|")] for line in (heading, row)), strict=True))


def test_ratios_are_medians_of_the_rounds_own_ratios() -> None:
    row = _row(_measured(_round(20.0, 10.0, 11.0), _round(90.0, 30.0, 33.0), _round(10.0, 10.0, 12.0)))
    assert (row["times bare"], row["run / extraction"], row["replay / run"]) == ("2.00", "1.10", "0.010")
    assert (row["rounds"], row["memory, MB"], row["articles/s"]) == ("3", "700", "28")


def test_a_step_that_was_left_out_has_empty_cells() -> None:
    row = _row(_measured({"run": Step(seconds=11.0, extraction=10.0, memory=700)}))
    assert (row["bare spaCy, s"], row["times bare"], row["replay / run"]) == ("", "", "")
    assert row["run / extraction"] == "1.10"


def test_a_sample_that_is_measured_again_takes_its_own_place(tmp_path: Path) -> None:
    write(_measured(_round(1.0, 1.0, 1.0), articles=10), tmp_path)
    write(_measured(_round(2.0, 1.0, 1.0), articles=20), tmp_path)
    outcome = write(_measured(_round(3.0, 1.0, 1.0), articles=10), tmp_path)
    assert [(each.articles, each.rounds[0]["bare"].seconds) for each in outcome.measured] == [(10, 3.0), (20, 2.0)]
    assert (tmp_path / "throughput.md").read_text() == table(outcome.measured) + "\n"


@pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc")
def test_memory_is_that_of_a_process_and_those_that_it_starts() -> None:
    child = "x = b'x' * 100_000_000; import time; time.sleep(2)"
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"
    process = subprocess.Popen([sys.executable, "-c", parent])
    with PeakMemory(process.pid) as memory:
        process.wait()
    assert 95 < memory.peak_mb < 200

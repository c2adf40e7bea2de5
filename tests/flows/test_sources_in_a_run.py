"""Several sources in one run: each is told of, none stops the others, and what fails raises an alarm."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from prefect import flow
from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import ArtifactFilter, ArtifactFilterFlowRunId

from flows.account import source_rows, sources_markdown
from flows.alarm import ALARM, alarms, end_state
from flows.gather import SourceOutcome, gather
from flows.ingest_sources import source_steps
from schemas.article import Article
from schemas.errors import BadInput, SourceUnavailable
from schemas.load import PackageKind
from schemas.reject import Reject
from schemas.vocabulary import RejectReason
from sources.rejects import rejected
from sources.source import Batch, Cursor
from warehouse.home import Home
from warehouse.packages import packages
from warehouse.query import query
from warehouse.source_states import SourceStates

NOW = datetime.now(UTC)


class Wire:
    """A source of numbered articles, so many a batch; its cursor is the number of the next."""

    def __init__(self, name: str, count: int, breaks_at: int | None = None) -> None:
        self.name, self._count, self._breaks_at = name, count, breaks_at

    def batches(self, cursor: Cursor, now: datetime) -> Iterator[Batch]:
        start = int(str(cursor.get("next", 0)))
        for number in range(start, self._count):
            if number == self._breaks_at:
                raise SourceUnavailable(f"{self.name} does not answer: 503", "Look whether it is there.")
            yield Batch([self._item(number)], {"next": number + 1})

    def _item(self, number: int) -> Article | Reject:
        if number == 3:
            return rejected(BadInput(RejectReason.EMPTY, "has no text"), f"{self.name}#3")
        return Article(article_id=f"{self.name}-{number}", text=f"Talks number {number} of {self.name}.")


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home.open(tmp_path / "home")


def read(home: Home, *sources: Wire, **expected: int) -> Sequence[SourceOutcome]:
    return gather(sources, expected, home, "reader").outcomes


def test_each_source_is_told_of(home: Home) -> None:
    one, other = read(home, Wire("one", 5), Wire("other", 2))
    assert (one.source, one.taken, one.rejected) == ("one", 4, {"empty": 1})
    assert (other.taken, other.error, other.too_little) == (2, None, None)


def test_a_source_that_breaks_stops_no_other_and_keeps_what_it_gave(home: Home) -> None:
    broken, sound = read(home, Wire("broken", 5, breaks_at=2), Wire("sound", 2))
    assert (broken.taken, broken.error) == (2, "broken does not answer: 503. Look whether it is there.")
    assert (sound.taken, sound.error) == (2, None)
    assert len(packages(home, PackageKind.ARTICLES)) == 4
    (again,) = read(home, Wire("broken", 5))
    assert (again.taken, again.known) == (2, 0), "it goes on where it broke off"


def test_the_same_article_from_two_sources_is_taken_once(home: Home) -> None:
    first, second = read(home, Wire("wire", 2), Wire("wire", 2))
    assert (first.taken, second.taken) == (2, 0)


def test_a_damaged_cursor_is_the_trouble_of_its_source_alone(home: Home) -> None:
    read(home, Wire("one", 1))
    (home.root / "sources" / "one.json").write_text("{")
    one, other = read(home, Wire("one", 2), Wire("other", 2))
    assert one.error is not None
    assert "holds no state of a source" in one.error
    assert other.taken == 2


def test_a_source_is_given_a_day_before_it_gives_too_little(home: Home) -> None:
    (young,) = read(home, Wire("wire", 2), wire=5)
    assert young.too_little is None


def test_a_source_that_gives_less_than_is_expected_is_named(home: Home) -> None:
    SourceStates(home).keep("wire", {"next": 0}, 9, NOW - timedelta(days=2))
    (meagre,) = read(home, Wire("wire", 2), wire=5)
    assert meagre.too_little == "2 new articles in the last 24 hours, at least 5 are expected"
    assert meagre.taken == 2
    (enough,) = read(home, Wire("wire", 2), wire=2)
    assert enough.too_little is None


def test_a_source_that_never_gave_anything_is_named_too(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    (young,) = read(home, Wire("dead", 0), dead=1)
    assert young.too_little is None
    monkeypatch.setattr("flows.gather._now", lambda: NOW + timedelta(days=2))
    (dead,) = read(home, Wire("dead", 0), dead=1)
    assert dead.too_little == "0 new articles in the last 24 hours, at least 1 are expected"


def test_no_name_of_a_source_leads_out_of_its_folder(home: Home) -> None:
    states = SourceStates(home)
    for name in ("../../escaped", "/etc/passwd", ".", "a/b", "ü" * 90):
        states.keep(name, {"at": name}, 0, NOW)
        assert states.state(name).cursor == {"at": name}
    assert {path.parent for path in home.root.rglob("*.json")} == {home.root / "sources"}


HOSTILE = SourceOutcome(
    source="wire|<script>alert(1)</script>\n# [x](http://y)", rejected={"empty": 2}, error="`rm` | *boom*\n| a | b |"
)


def test_what_strangers_wrote_steers_no_page_and_no_table() -> None:
    page = sources_markdown([HOSTILE])
    assert "<script>" not in page
    assert "\n# " not in page
    assert "[x](" not in page
    table = [line for line in page.splitlines() if line.startswith("|")]
    assert len(table) == 3
    assert "\\|" in table[2]
    assert all(
        "<" not in str(cell) and "\n" not in str(cell) for row in source_rows([HOSTILE]) for cell in row.values()
    )


def test_what_is_wrong_is_said_source_by_source() -> None:
    outcomes = [
        SourceOutcome(source="one", error="503"),
        SourceOutcome(source="two", too_little="0 of 5"),
        SourceOutcome(source="three", taken=4),
    ]
    assert alarms(outcomes) == ["one failed: 503", "two gives too little: 0 of 5"]
    page = sources_markdown(outcomes)
    assert "**Failed**; the other sources were read:" in page
    assert "| three | 4 | 0 | 0 | 0 |" in page


@pytest.mark.parametrize(
    ("outcome", "name", "is_failed"),
    [
        (SourceOutcome(source="one"), "Completed", False),
        (SourceOutcome(source="one", error="503"), ALARM, True),
        (SourceOutcome(source="one", too_little="0 of 5"), ALARM, True),
    ],
)
def test_a_run_with_a_source_in_trouble_ends_in_an_alarm(
    prefect: None, outcome: SourceOutcome, name: str, is_failed: bool
) -> None:
    @flow(name="ends")
    def ends() -> Any:
        return end_state([outcome], "4 articles taken")

    state: Any = ends(return_state=True)
    assert (state.name, state.is_failed()) == (name, is_failed)
    assert "4 articles taken" in state.message


def test_the_others_are_published_and_the_run_says_what_broke(prefect: None, home: Home) -> None:
    @flow(name="ingest-sources")
    def ingest_sources(root: str) -> Any:
        return source_steps(lambda: [Wire("broken", 5, breaks_at=1), Wire("sound", 2)], {}, root, "rules", 1)

    state: Any = ingest_sources(str(home.root), return_state=True)
    assert (state.name, state.is_failed()) == (ALARM, True)
    assert state.message.startswith("broken failed: broken does not answer: 503")
    assert len(query(home, "SELECT * FROM dim_article")) == 3
    with get_client(sync_client=True) as client:
        run = state.state_details.flow_run_id
        found = client.read_artifacts(artifact_filter=ArtifactFilter(flow_run_id=ArtifactFilterFlowRunId(any_=[run])))
    kept = {each.key: each for each in found}
    assert set(kept) == {"ingest-summary", "ingest-records", "ingest-sources", "ingest-source-table"}
    assert "| sound | 2 | 0 | 0 | 0 |" in str(kept["ingest-sources"].data)
    assert "broken does not answer" in str(kept["ingest-source-table"].data)

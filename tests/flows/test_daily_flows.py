"""What runs once a day: publishing what others have loaded, and keeping the home in order."""

from pathlib import Path

import pytest

from flows.maintenance import maintain
from flows.pipeline import run
from flows.publishing import publish_home
from schemas.errors import DamagedData
from schemas.load import PackageKind
from warehouse.home import Home
from warehouse.packages import package_folder, packages
from warehouse.query import query

MEETING = "Foreign Minister Wang Yi met US Secretary of State Antony Blinken in Jakarta on Thursday."


@pytest.fixture
def home(tmp_path: Path) -> Home:
    (tmp_path / "talks.txt").write_text(MEETING)
    home = Home.open(tmp_path / "home")
    run([str(tmp_path / "talks.txt")], home)
    return home


def damage(home: Home) -> None:
    (records,) = packages(home, PackageKind.RECORDS)
    (package_folder(home, records.kind, records.load_id) / "records.parquet").write_bytes(b"PAR1")


def test_publishing_loads_what_waits(prefect: None, home: Home) -> None:
    home.warehouse_file.unlink()
    home.published_file.unlink()
    outcome = publish_home(str(home.root))
    assert (outcome["published"], outcome["loaded"], outcome["damaged"]) == (True, 2, [])
    assert len(query(home, "SELECT * FROM meetings")) == 1


def test_publishing_leaves_alone_what_is_up_to_date(prefect: None, home: Home) -> None:
    before = home.published_file.stat().st_mtime_ns
    assert publish_home(str(home.root))["published"] is False
    assert home.published_file.stat().st_mtime_ns == before


def test_maintenance_finds_a_whole_lake_in_order(prefect: None, home: Home) -> None:
    assert maintain(str(home.root)) == {
        "checked": 2,
        "damaged": (),
        "taken_away": (),
        "joined": 0,
        "into": 0,
    }


def test_maintenance_fails_after_its_work_and_names_what_is_damaged(prefect: None, home: Home) -> None:
    damage(home)
    with pytest.raises(DamagedData, match=r"1 damaged package\(s\): the file .*records.parquet is not"):
        maintain(str(home.root))

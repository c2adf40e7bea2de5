"""Keeping a home in order."""

import os
from datetime import UTC, datetime, timedelta

from diplomacy import article, put

from schemas.load import PackageKind
from warehouse.home import Home
from warehouse.packages import package_folder, packages
from warehouse.upkeep import check_lake, take_away_unfinished

NOW = datetime(2023, 7, 20, tzinfo=UTC)


def test_a_lake_whose_packages_are_as_written_is_whole(home: Home) -> None:
    put(home, [article()])
    assert check_lake(home).checked == 2
    assert check_lake(home).damaged == ()


def test_every_damage_is_named_and_hides_no_other(home: Home) -> None:
    put(home, [article("one")])
    put(home, [article("two")])
    first, second = packages(home, PackageKind.RECORDS)
    (package_folder(home, first.kind, first.load_id) / "records.parquet").write_bytes(b"PAR1")
    (package_folder(home, second.kind, second.load_id) / "package.json").write_text("{")
    lake = check_lake(home)
    assert lake.checked == 4
    assert len(lake.damaged) == 2


def test_what_a_killed_writer_left_goes_after_a_day(home: Home) -> None:
    old, young = (home.lake / "articles" / f".unfinished-load={name}-1" for name in ("old", "young"))
    for folder, age in ((old, timedelta(days=2)), (young, timedelta(hours=1))):
        folder.mkdir(parents=True)
        os.utime(folder, ((NOW - age).timestamp(), (NOW - age).timestamp()))
    assert take_away_unfinished(home, NOW) == (old.name,)
    assert young.exists()

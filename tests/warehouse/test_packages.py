"""Packages of the lake: written once, whole or not there, and named where they are damaged."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from diplomacy import MONDAY, TUESDAY, article, put, put_articles, put_records

from schemas.errors import DamagedData, WrongConfiguration
from schemas.load import PackageKind
from warehouse.home import Home
from warehouse.packages import ROWS_A_GROUP, package_folder, packages, read_manifest, verify, write_package


def test_a_package_is_a_folder_of_parquet_with_a_manifest(home: Home) -> None:
    load = put_articles(home, [article()])
    folder = package_folder(home, PackageKind.ARTICLES, load.load_id)
    assert {path.name for path in folder.iterdir()} == {"articles.parquet", "package.json"}
    assert read_manifest(folder) == load
    assert load.rows == {"articles.parquet": 1}
    verify(home, load)


def test_the_same_articles_make_the_same_package_and_leave_the_first_as_it_is(home: Home) -> None:
    first = put_articles(home, [article()], MONDAY)
    second = put_articles(home, [article()], TUESDAY)
    assert second == first
    assert packages(home) == [first]


def test_another_text_date_or_extractor_makes_another_package(home: Home) -> None:
    put(home, [article()])
    put_articles(home, [article(text="Wang met nobody.")])
    put_records(home, [article()], extractor="second")
    assert len(packages(home)) == 4


def test_what_a_killed_writer_leaves_is_no_package(home: Home) -> None:
    unfinished = home.lake / "articles" / ".unfinished-load=abc-1"
    unfinished.mkdir(parents=True)
    (unfinished / "articles.parquet").write_bytes(b"PAR1")
    (home.lake / "articles" / "load=without-manifest").mkdir()
    assert packages(home) == []


def test_a_changed_file_is_damaged_and_named(home: Home) -> None:
    load = put_articles(home, [article()])
    path = package_folder(home, load.kind, load.load_id) / "articles.parquet"
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    with pytest.raises(DamagedData, match=r"articles\.parquet is not what was written") as raised:
        verify(home, load)
    assert "backup" in raised.value.remedy


def test_a_home_in_the_place_of_a_file_is_refused_and_nothing_is_touched(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(WrongConfiguration, match="cannot be used") as raised:
        Home.open(tmp_path / "file" / "home")
    assert "--home" in raised.value.remedy
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_large_file_has_several_row_groups_so_that_all_threads_read_it(home: Home) -> None:
    rows = pa.table({"article_id": [str(number) for number in range(ROWS_A_GROUP + 1)]})
    load = write_package(home, PackageKind.ARTICLES, "large", {"articles": rows}, MONDAY)
    written = pq.read_metadata(package_folder(home, load.kind, load.load_id) / "articles.parquet")
    assert (written.num_rows, written.num_row_groups) == (ROWS_A_GROUP + 1, 2)

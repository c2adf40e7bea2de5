"""A list of office holders goes into the lake, and everything else follows from there."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from flows.reference_import import import_reference
from warehouse.home import Home
from warehouse.loader import load_pending
from warehouse.overview import rejects
from warehouse.packages import packages
from warehouse.publish import publish
from warehouse.query import query
from warehouse.rebuild import rebuild
from warehouse.reference import listed_offices

NOW = datetime(2026, 1, 1, tzinfo=UTC)
LIST = "name,office,country,start,end\nQin Gang,Foreign Minister,China,2022-12-30,\nX,Minister,Atlantis,,\n"
CORRECTED = LIST.replace("2022-12-30,", "2022-12-30,2023-07-25")


def holders(home: Home) -> list[dict[str, object]]:
    return query(home, "SELECT holder_name, end_date::VARCHAR AS until FROM office_holding").to_pylist()


def test_the_same_file_again_changes_nothing(tmp_path: Path) -> None:
    home, path = Home.open(tmp_path / "home"), tmp_path / "list.csv"
    path.write_text(LIST)
    first = import_reference(home, path, NOW)
    assert (first.rows, first.new, first.rejected) == (1, 1, {"invalid_field": 1})
    before = packages(home)
    assert import_reference(home, path, NOW + timedelta(days=1)).new == 0
    assert packages(home) == before
    assert [each.line for each in rejects(home)] == [3]


def test_a_corrected_row_takes_the_place_of_the_earlier_one_also_back_again(tmp_path: Path) -> None:
    home, path = Home.open(tmp_path / "home"), tmp_path / "list.csv"
    for day, content in enumerate((LIST, CORRECTED, LIST, CORRECTED)):
        path.write_text(content)
        import_reference(home, path, NOW + timedelta(days=day))
        until = "2023-07-25" if content == CORRECTED else None
        assert holders(home) == [{"holder_name": "Qin Gang", "until": until}]


def test_rebuild_gives_it_back(tmp_path: Path) -> None:
    home, path = Home.open(tmp_path / "home"), tmp_path / "list.csv"
    path.write_text(CORRECTED)
    import_reference(home, path, NOW)
    before = holders(home)
    home.warehouse_file.unlink()
    rebuild(home, NOW)
    publish(home, NOW)
    assert holders(home) == before != []
    assert load_pending(home, NOW).loaded == []


def test_rows_are_found_by_words_in_any_spelling(tmp_path: Path) -> None:
    home, path = Home.open(tmp_path / "home"), tmp_path / "list.csv"
    path.write_text("name,office,country,aliases\nÉlisabeth Borne,Prime Minister,FRA,Madame B\nA,President,FRA,\n")
    import_reference(home, path, NOW)
    for words in (["elisabeth"], ["france", "prime"], ["Madame"]):
        assert [office.holder_name for office in listed_offices(home, words)] == ["Élisabeth Borne"]
    assert len(listed_offices(home, [])) == 2

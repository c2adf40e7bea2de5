"""Exports as the programs of those who get them read them: rows, types, dates, and no formula that runs."""

import csv
import hashlib
import json
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import duckdb
import icalendar
import openpyxl
import pandas as pd
import polars as pl
import pytest
from diplomacy import MONDAY, article, put

import seeds
from flows.pipeline import run
from schemas.errors import ChanceryError, WrongConfiguration
from warehouse.exports.export import export
from warehouse.exports.formats import ExportFormat
from warehouse.exports.formulas import FORMULA_STARTS, guarded
from warehouse.exports.tables import published_tables, published_views
from warehouse.home import Home
from warehouse.loader import load_pending
from warehouse.publish import publish

# What each type of ours is to pandas, polars and DuckDB.
PANDAS = {
    "VARCHAR": "string",
    "BIGINT": "int64",
    "INTEGER": "int32",
    "DOUBLE": "double",
    "DATE": "date32[day]",
    "BOOLEAN": "bool",
    "TIMESTAMP": "timestamp[us]",
}
POLARS = {
    "VARCHAR": pl.String,
    "BIGINT": pl.Int64,
    "INTEGER": pl.Int32,
    "DOUBLE": pl.Float64,
    "DATE": pl.Date,
    "BOOLEAN": pl.Boolean,
    "TIMESTAMP": pl.Datetime("us"),
}
FORMULAS = ["=cmd|'/c calc'!A1", "+1+1", "-2", "@SUM(A1)", "\tx", "\rx", "plain = text"]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """The sample articles, and one whose title begins like a formula."""
    home = Home.open(tmp_path_factory.mktemp("seeds"))
    run([str(seeds.articles_folder())], home)
    titled = [article(f"formula-{i}").model_copy(update={"title": title}) for i, title in enumerate(FORMULAS)]
    put(home, titled, MONDAY)
    load_pending(home, MONDAY)
    publish(home, MONDAY)
    return home


@pytest.fixture
def copy(home: Home) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(home.published_file), read_only=True) as connection:
        yield connection


@pytest.mark.parametrize("export_format", list(ExportFormat))
def test_the_same_data_gives_the_same_bytes(home: Home, tmp_path: Path, export_format: ExportFormat) -> None:
    contents = []
    for target in (tmp_path / "one", tmp_path / "two"):
        export(home, export_format, target)
        contents.append({path.name: path.read_bytes() for path in target.iterdir()})
    assert contents[0] == contents[1]


@pytest.mark.parametrize("export_format", list(ExportFormat))
def test_the_manifest_tells_rows_bytes_and_hash_of_every_file(
    home: Home, tmp_path: Path, export_format: ExportFormat
) -> None:
    export(home, export_format, tmp_path / "out")
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["format"] == export_format
    assert manifest["schema_version"] >= 3
    files = {path.name for path in (tmp_path / "out").iterdir()} - {"manifest.json"}
    assert {entry["file"] for entry in manifest["files"]} == files
    for entry in manifest["files"]:
        content = (tmp_path / "out" / entry["file"]).read_bytes()
        assert (entry["bytes"], entry["sha256"]) == (len(content), hashlib.sha256(content).hexdigest())


def test_pandas_polars_and_duckdb_read_every_parquet_file_with_its_types(
    home: Home, copy: duckdb.DuckDBPyConnection
) -> None:
    for table in published_tables(copy):
        path = home.exports / f"{table}.parquet"
        columns = [(row[0], row[1]) for row in copy.execute(f'DESCRIBE "{table}"').fetchall()]
        rows = copy.execute(f'SELECT count(*) FROM "{table}"').fetchone()  # noqa: S608
        assert rows

        frame = pd.read_parquet(path, dtype_backend="pyarrow")
        assert (len(frame),) == rows, table
        kinds = {name: str(kind).removesuffix("[pyarrow]") for name, kind in frame.dtypes.items()}
        assert kinds == {name: PANDAS[kind] for name, kind in columns}, table

        frame_of_polars = pl.read_parquet(path)
        assert (frame_of_polars.height,) == rows, table
        assert dict(frame_of_polars.schema) == {name: POLARS[kind] for name, kind in columns}, table

        plain = duckdb.sql(f"DESCRIBE SELECT * FROM '{path}'").fetchall()  # noqa: S608
        assert [(row[0], row[1]) for row in plain] == columns, table
        assert duckdb.sql(f"SELECT count(*) FROM '{path}'").fetchone() == rows, table  # noqa: S608


def test_tableaus_hyper_reads_every_parquet_file(home: Home, copy: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    hyper = pytest.importorskip("tableauhyperapi", reason="Tableau's Hyper API is not installed")
    names = {
        "VARCHAR": "TEXT",
        "BIGINT": "BIG_INT",
        "INTEGER": "INT",
        "DOUBLE": "DOUBLE",
        "DATE": "DATE",
        "BOOLEAN": "BOOL",
    }
    quiet = {"log_config": "", "log_dir": str(tmp_path)}
    with (
        hyper.HyperProcess(telemetry=hyper.Telemetry.DO_NOT_SEND_USAGE_DATA_TO_TABLEAU, parameters=quiet) as process,
        hyper.Connection(process.endpoint) as connection,
    ):
        for table in published_tables(copy):
            source = hyper.escape_string_literal(str(home.exports / f"{table}.parquet"))
            with connection.execute_query(f"SELECT * FROM external({source}, FORMAT => 'parquet')") as result:  # noqa: S608
                kinds = {column.name.unescaped: column.type.tag.name for column in result.schema.columns}
                rows = sum(1 for _ in result)
            wanted = {row[0]: names[row[1]] for row in copy.execute(f'DESCRIBE "{table}"').fetchall()}
            assert kinds == wanted, table
            assert (rows,) == copy.execute(f'SELECT count(*) FROM "{table}"').fetchone(), table  # noqa: S608


def test_csv_is_read_back_with_every_row_and_without_a_formula(
    home: Home, copy: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    export(home, ExportFormat.CSV, tmp_path / "out")
    for table in published_tables(copy):
        with (tmp_path / "out" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            header, *rows = list(csv.reader(file))
        assert header == [row[0] for row in copy.execute(f'DESCRIBE "{table}"').fetchall()]
        assert (len(rows),) == copy.execute(f'SELECT count(*) FROM "{table}"').fetchone(), table  # noqa: S608
        texts = [cell for row in rows for cell in row if not cell.lstrip("+-").replace(".", "").isdigit()]
        assert [text for text in texts if text.startswith(FORMULA_STARTS)] == [], table
    titles = pd.read_csv(tmp_path / "out" / "dim_article.csv")["title"]
    assert set(map(guarded, FORMULAS)) <= set(titles.str.replace("\r\n", "\r"))


def test_json_lines_hold_every_row_and_column(home: Home, copy: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    export(home, ExportFormat.JSONL, tmp_path / "out", ["fact_event", "rejects"])
    rows = [
        json.loads(line) for line in (tmp_path / "out" / "fact_event.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    assert (len(rows),) == copy.execute("SELECT count(*) FROM fact_event").fetchone()
    columns = [row[0] for row in copy.execute("DESCRIBE fact_event").fetchall()]
    assert all(list(row) == columns for row in rows)
    assert "2023-07-13" in {row["start_date"] for row in rows}
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "fact_event.jsonl", "manifest.json", "rejects.jsonl"
    ]  # fmt: skip


def test_openpyxl_reads_every_sheet_with_real_dates_and_a_frozen_header(
    home: Home, copy: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    export(home, ExportFormat.XLSX, tmp_path / "out")
    book = openpyxl.load_workbook(tmp_path / "out" / "chancery.xlsx")
    assert book.sheetnames == published_views(copy)
    for name in book.sheetnames:
        sheet = book[name]
        described = copy.execute(f'DESCRIBE "{name}"').fetchall()
        assert [cell.value for cell in sheet[1]] == [row[0] for row in described]
        assert sheet.freeze_panes == "A2"
        assert (sheet.max_row - 1,) == copy.execute(f'SELECT count(*) FROM "{name}"').fetchone(), name  # noqa: S608
        for number, row in enumerate(described, start=1):
            values = [sheet.cell(line, number).value for line in range(2, sheet.max_row + 1)]
            kinds = {type(value) for value in values if value is not None}
            wanted = {"DATE": {datetime}, "BIGINT": {int}, "DOUBLE": {int, float}}.get(row[1], {str})
            assert kinds <= wanted, (name, row[0])


def test_text_that_looks_like_a_formula_is_text_in_the_workbook(home: Home, tmp_path: Path) -> None:
    export(home, ExportFormat.XLSX, tmp_path / "out", ["dim_article"])
    sheet = openpyxl.load_workbook(tmp_path / "out" / "chancery.xlsx")["dim_article"]
    titles = {row[1].value: row[1] for row in sheet.iter_rows(min_row=2)}
    for formula in FORMULAS[:4]:
        assert titles[formula].data_type == "s"
        assert titles[formula].quotePrefix, formula
    assert not titles[FORMULAS[-1]].quotePrefix


def test_what_a_sheet_cannot_hold_is_refused_with_the_remedy(home: Home, tmp_path: Path) -> None:
    long = Home.open(tmp_path / "long")
    put(long, [article("long", "Wang met Blinken. " + "x" * 40_000)], MONDAY)
    load_pending(long, MONDAY)
    publish(long, MONDAY)
    with pytest.raises(WrongConfiguration, match="dim_article has a text of 40018 characters") as raised:
        export(long, ExportFormat.XLSX, tmp_path / "out", ["dim_article"])
    assert "csv or parquet" in raised.value.remedy
    assert not (tmp_path / "out").exists()


def test_the_calendar_holds_what_was_announced_as_whole_days(
    home: Home, copy: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    export(home, ExportFormat.ICS, tmp_path / "out")
    calendar = icalendar.Calendar.from_ical((tmp_path / "out" / "chancery.ics").read_bytes())
    assert calendar.get("uid") is None, "a random one would change the file each time"
    entries = {str(entry["uid"]): entry for entry in calendar.walk("VEVENT")}
    rows = copy.execute(
        "SELECT event_id, status, start_date, end_date FROM fact_event WHERE kind <> 'incident' "
        "AND start_date IS NOT NULL AND status NOT IN ('occurred', 'denied')"
    ).fetchall()
    assert len(entries) == len(rows) > 5
    meant = {"scheduled": "CONFIRMED", "ongoing": "CONFIRMED", "proposed": "TENTATIVE"}
    for event_id, status, start, end in rows:
        entry = entries[f"{event_id}@chancery"]
        assert type(entry["dtstart"].dt) is date, "a day, not a moment"
        assert (entry["dtstart"].dt, entry["dtend"].dt) == (start, end + timedelta(days=1))
        assert entry["status"] == meant.get(status, "CANCELLED")
        assert entry["dtstamp"].dt.utcoffset() == timedelta(0)


def test_a_meeting_that_is_announced_says_who_and_where(home: Home, tmp_path: Path) -> None:
    export(home, ExportFormat.ICS, tmp_path / "out")
    calendar = icalendar.Calendar.from_ical((tmp_path / "out" / "chancery.ics").read_bytes())
    (found,) = [entry for entry in calendar.walk("VEVENT") if entry.get("location") == "China"]
    assert str(found["summary"]) == "Meeting: John Kerry, Xie Zhenhua"
    assert found["dtstart"].dt == date(2023, 7, 16)
    assert "The Meridian" in found["description"]


def test_a_meeting_that_was_announced_and_held_is_no_appointment(home: Home, tmp_path: Path) -> None:
    export(home, ExportFormat.ICS, tmp_path / "out")
    calendar = icalendar.Calendar.from_ical((tmp_path / "out" / "chancery.ics").read_bytes())
    assert calendar.walk("VEVENT")
    assert "Jakarta, Indonesia" not in {entry.get("location") for entry in calendar.walk("VEVENT")}


def test_an_earlier_export_is_replaced_whole(home: Home, tmp_path: Path) -> None:
    export(home, ExportFormat.CSV, tmp_path / "out")
    export(home, ExportFormat.JSONL, tmp_path / "out", ["rejects"])
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["manifest.json", "rejects.jsonl"]
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_folder_with_other_files_is_left_alone(home: Home, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear all")
    with pytest.raises(WrongConfiguration, match=r"holds files that are no export \(letter.txt\)"):
        export(home, ExportFormat.CSV, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]
    with pytest.raises(WrongConfiguration, match="is a file, not a folder"):
        export(home, ExportFormat.CSV, tmp_path / "letter.txt")


def test_a_table_that_there_is_not_is_told_with_those_that_there_are(home: Home, tmp_path: Path) -> None:
    with pytest.raises(WrongConfiguration, match="there is no table meetngs") as raised:
        export(home, ExportFormat.CSV, tmp_path / "out", ["meetngs"])
    assert "meetings" in raised.value.remedy
    assert not (tmp_path / "out").exists()


def test_without_anything_published_it_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(ChanceryError, match="nothing is published") as raised:
        export(Home.at(tmp_path / "nowhere"), ExportFormat.CSV, tmp_path / "out")
    assert "chancery run" in raised.value.remedy


def test_dyads_are_mutual_for_meetings_and_one_way_for_incidents(copy: duckdb.DuckDBPyConnection) -> None:
    one_way = """
        SELECT kind, count(*) FROM dyads d ANTI JOIN dyads o
            ON o.event_id = d.event_id AND o.source_name = d.target_name AND o.target_name = d.source_name
        GROUP BY kind
    """
    assert [kind for kind, _ in copy.execute(one_way).fetchall()] == ["incident"]
    expelled = (
        "SELECT source_country_code, target_country_code FROM dyads WHERE plover_mode = 'expel' ORDER BY event_date"
    )
    assert copy.execute(expelled).fetchall() == [("GBR", "RUS"), ("RUS", "GBR")]

"""What a run tells of itself: in a line, on a page of the server, in rows."""

from flows.account import record_rows, summary_line, summary_markdown
from flows.pipeline import RunSummary

SUMMARY = RunSummary(
    taken=3,
    known=2,
    rejected={"empty": 1, "broken_json": 2},
    records={"meeting occurred": 4, "visit scheduled": 1},
    damaged=("the file lake/x is not what was written",),
    database="data/published/chancery.duckdb",
    exports="data/published/parquet",
)


def test_the_line_has_every_count() -> None:
    assert summary_line(SUMMARY) == ("3 articles taken, 2 known already, 3 rejected, 5 new records, 1 damaged packages")


def test_the_page_says_what_was_left_and_why() -> None:
    page = summary_markdown(SUMMARY)
    assert "**3** articles taken, **2** known already, **3** rejected; **5** new records." in page
    assert "- broken\\_json: 2" in page
    assert "- the file lake/x is not what was written" in page


def test_a_run_without_trouble_mentions_none() -> None:
    page = summary_markdown(SUMMARY.model_copy(update={"rejected": {}, "damaged": ()}))
    assert "Rejected" not in page
    assert "Damaged" not in page


def test_the_name_of_a_strangers_file_steers_no_page() -> None:
    page = summary_markdown(SUMMARY.model_copy(update={"damaged": ("<script>x</script>\n# [a](http://b)",)}))
    assert "<script>" not in page
    assert "\n# " not in page
    assert "[a](" not in page


def test_records_come_as_rows_by_kind_and_status() -> None:
    assert record_rows(SUMMARY)[0] == {"kind": "meeting", "status": "occurred", "records": 4}

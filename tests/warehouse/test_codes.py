"""CAMEO and PLOVER codes beside our own types, and dyads as users of GDELT and ICEWS know them."""

from collections.abc import Iterator

import duckdb
import pytest
from diplomacy import MONDAY, article, put

import warehouse.codes.mapping as mapping
from schemas.errors import WrongConfiguration
from warehouse.codes.mapping import cameo_codes, cases, code_of, rules
from warehouse.home import Home
from warehouse.loader import load_pending
from warehouse.publish import publish


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    home = Home.open(tmp_path_factory.mktemp("coded"))
    put(home, [article()], MONDAY)
    load_pending(home, MONDAY)
    publish(home, MONDAY)
    with duckdb.connect(str(home.published_file), read_only=True) as connection:
        yield connection


def test_every_case_has_one_rule_and_every_rule_a_case() -> None:
    used = {code_of(case) for case in cases()}
    assert used == set(rules())


@pytest.mark.parametrize(
    ("case", "cameo", "plover"),
    [
        (("meeting", "occurred", "", "in_person", "participant", "person"), "040", "CONSULT"),
        (("meeting", "occurred", "", "phone", "participant", "person"), "041", "CONSULT"),
        (("meeting", "occurred", "", "in_person", "mediator", "person"), "045", "CONSULT"),
        (("meeting", "scheduled", "", "in_person", "participant", "person"), "036", "AGREE"),
        (("visit", "occurred", "", "", "visitor", ""), "042", "CONSULT"),
        (("visit", "occurred", "", "", "host", ""), "043", "CONSULT"),
        (("visit", "cancelled", "", "", "visitor", ""), "161", "SANCTION"),
        (("incident", "occurred", "armed_attack", "", "perpetrator", "government"), "190", "ASSAULT"),
        (("incident", "occurred", "armed_attack", "", "perpetrator", "group"), "180", "ASSAULT"),
        (("incident", "proposed", "sanction", "", "perpetrator", "government"), "1312", "THREATEN"),
        (("incident", "occurred", "disaster", "", "target", ""), None, None),
        (("meeting", "denied", "", "phone", "participant", ""), None, None),
    ],
)
def test_a_case_has_its_codes(case: mapping.Case, cameo: str | None, plover: str | None) -> None:
    rule = code_of(case)
    assert (rule.cameo_code, rule.plover_code) == (cameo, plover)


def test_classes_follow_from_the_root_as_in_gdelt() -> None:
    classes = {code.cameo_code: code.quad_class for code in cameo_codes()}
    assert (classes["042"], classes["138"], classes["163"]) == (1, 3, 4)
    assert all((code.goldstein_score > 0) == (code.quad_class <= 2) for code in cameo_codes())


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("meeting,held,,,,,040,CONSULT,", r"mapping.csv, line 2: status is 'held'"),
        ("meeting,occurred,,,,,049,CONSULT,", r"mapping.csv, line 2: cameo_code 049 is not in cameo.csv"),
        ("meeting,occurred,,,,,040,,", r"mapping.csv, line 2: give a code of both schemes, or of neither"),
        ("meeting,occurred,,,,,040,TALK,", r"mapping.csv, line 2: plover_code is 'TALK'"),
    ],
)
def test_a_wrong_row_is_told_with_file_and_line(monkeypatch: pytest.MonkeyPatch, row: str, told: str) -> None:
    class Folder:
        def __truediv__(self, name: str) -> "Folder":
            return self

        def read_text(self, encoding: str) -> str:
            header = "kind,status,incident_type,channel,source_role,source_kind,cameo_code,plover_code,plover_mode"
            return f"{header}\n{row}\n"

    known = cameo_codes()
    monkeypatch.setattr(mapping, "cameo_codes", lambda: known)
    monkeypatch.setattr(mapping, "files", lambda package: Folder())
    with pytest.raises(WrongConfiguration, match=told):
        rules.__wrapped__()


def test_two_rules_of_the_same_weight_are_told() -> None:
    twice = [*rules(), rules()[0]]
    with pytest.raises(WrongConfiguration, match="two rows for meeting"):
        code_of(("meeting", "occurred", "", "in_person", "participant", ""), twice)


def test_facts_carry_the_codes(copy: duckdb.DuckDBPyConnection) -> None:
    for table in ("fact_record", "fact_event"):
        rows = copy.execute(f"SELECT kind, cameo_code, plover_code FROM {table} ORDER BY kind").fetchall()  # noqa: S608
        assert rows == [("incident", "180", "ASSAULT"), ("meeting", "036", "AGREE"), ("visit", "042", "CONSULT")]


def test_a_visit_without_a_host_has_its_country_on_the_other_side(copy: duckdb.DuckDBPyConnection) -> None:
    rows = copy.execute(
        "SELECT source_name, source_country_code, target_name, target_country_code, cameo_code, quad_class, "
        "article_count FROM dyads WHERE kind = 'visit' ORDER BY cameo_code"
    ).fetchall()
    assert rows == [
        ("Wang", "CHN", "Italy", "ITA", "042", 1, 1),
        ("Italy", "ITA", "Wang", "CHN", "043", 1, 1),
    ]


def test_a_meeting_with_one_participant_is_no_pair(copy: duckdb.DuckDBPyConnection) -> None:
    assert copy.execute("SELECT count(*) FROM dyads WHERE kind = 'meeting'").fetchone() == (0,)


def test_keys_of_the_dyads_lead_somewhere(copy: duckdb.DuckDBPyConnection) -> None:
    for key, parent in (("event_id", "fact_event"), ("cameo_code", "dim_event_code")):
        dangling = copy.execute(f"SELECT {key} FROM dyads ANTI JOIN {parent} USING ({key})").fetchall()  # noqa: S608
        assert dangling == []

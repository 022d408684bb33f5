"""Each trap of the notices is caught by its rule, and by no other when that is switched off.

`CASES` holds for each rule the releases that it is for. One import holds them all.
"""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest
from small_releases import JONES, SMITH, Json, Market, award, market, release, written

from futuregazing.procurement.engine import MACROS
from futuregazing.procurement.finishing import make_tables
from futuregazing.procurement.importing import import_files
from futuregazing.procurement.part_views import MOST_FILES, TooManyFiles, view_parts
from futuregazing.procurement.parts import PartWriter
from futuregazing.procurement.rules import RULES, UnknownRule, names_of_rules
from futuregazing.procurement.rules.overrides import WrongOverride
from futuregazing.procurement.schema import TABLE, part_query

MANY = [{"id": f"GB-CFS-{n}", "name": f"Firm {n} Ltd"} for n in range(100, 110)]
LONG = "Support of the case management system"


def uk(number: str, kind: str, *awards: Json, **fields: Any) -> Json:
    """Return a Find a Tender release of one notice type."""
    one = release(number, *awards, **fields)
    document = {"id": one["id"], "noticeType": kind}
    one["tender"]["documents"] = [document]
    return one | {"ocid": f"ocds-h6vhtk-{number}"}


CASES: dict[str, list[Json]] = {
    "repeated_release": [release("r1", award()), release("r1", award())],
    "printed_twice": [release("r3", award("1", 51_000), award("1", 51_000))],
    "times_hundred": [
        release("h1", award("1", 18_848_731), title="New market hall"),
        release("h2", award("2", 188_487), title="New market hall", date="2025-01-13T09:06:00Z"),
    ],
    "reissued_award": [
        release("i1", award("1", 60_000)),
        release("i1", award("1", 61_000), id="i1-2", date="2025-01-20T09:00:00Z"),
    ],
    "not_awarded": [
        release("n1", award("1", status="cancelled"), award("2", 70_000)),
    ],
    "several_notices": [
        uk("s1", "UK5", award("1", 80_000, date=None, contractPeriod=None), id="s1-5"),
        uk(
            "s1",
            "UK6",
            award("1", 81_000, contractPeriod=None),
            id="s1-6",
            date="2025-01-20T09:00:00Z",
        ),
        uk(
            "s1",
            "UK7",
            award("1", date=None, value=None, contractPeriod=None),
            id="s1-7",
            date="2025-02-03T09:00:00Z",
            contracts=[
                {
                    "id": "c",
                    "awardID": "1",
                    "value": {"amount": 82_000, "currency": "GBP"},
                    "period": {"startDate": "2025-03-01", "endDate": "2027-02-28"},
                }
            ],
        ),
    ],
    "contract_changed": [uk("s2", "UK10", award("1", 83_000))],
    "contract_ended": [uk("s3", "UK11", award("1", 84_000))],
    "foreign_currency": [release("f1", award(value={"amount": 9_000, "currency": "EUR"}))],
    "placeholder": [release("p1", award("1", 1)), release("p2", award("1", 1_234_567_890))],
    "far_below_threshold": [release("p3", award("1", 98)), release("p4", award("1", 100))],
    "same_notice_elsewhere": [
        release("b2", award("1", 91_000), id="11111111-2222-3333-4444-555555555555-1"),
        release("b3", award("1", 92_000), id="11111111-2222-3333-4444-555555555555-2"),
    ],
    "same_contract_elsewhere": [
        release("e1", award("1", 90_000), title=LONG),
        release("e2", award("x", 90_000), title=f"The {LONG.upper()}!")
        | {"ocid": "ocds-h6vhtk-e2"},
    ],
    "implausible": [
        release(
            "j1",
            award("1", 7_620_132_034),
            tender={"value": {"amount": 236_833, "currency": "GBP"}},
        )
    ],
    "ceiling": [release("c1", award("1", 3_000_000, suppliers=MANY))],
    "whole_value_on_each": [
        release(
            "w1",
            award("1", 400_000, title="Desktops for the north"),
            award("2", 400_000, title="Desktops for the south"),
            tender={"value": {"amount": 400_000, "currency": "GBP"}},
        ),
    ],
    "gross_only": [release("g1", award(value={"amountGross": 1_200, "currency": "GBP"}))],
    "far_above_tender": [
        release("a1", award("1", 90_500), tender={"value": {"amount": 1_000, "currency": "GBP"}})
    ],
    "several_suppliers": [release("m1", award("1", 7_500, suppliers=[SMITH, JONES]))],
    "late_publication": [release("l1", award(date="2024-12-13T00:00:00Z"))],
    "dated_after_publication": [release("d1", award(date="2025-01-14T00:00:00Z"))],
    "one_day": [
        release("o1", award(contractPeriod={"startDate": "2025-02-01", "endDate": "2025-02-01"}))
    ],
    "period_unlikely": [
        release("u1", award(contractPeriod={"startDate": "2025-02-01", "endDate": "2024-02-01"}))
    ],
    "extension_inside": [
        release(
            "x1",
            award(
                contractPeriod={
                    "startDate": "2025-02-01",
                    "endDate": "2028-01-31",
                    "maxExtentDate": "2028-01-31",
                }
            ),
        )
    ],
    "extension_unclear": [
        release("x2", award(), tender={"description": "Three years with the option to extend."})
    ],
    "no_supplier": [release("z1", award(suppliers=[]))],
    "supplier_unnamed": [release("z2", award(suppliers=[{"id": "1", "name": "Withheld"}]))],
    "supplier_is_title": [
        release(
            "z3",
            award(suppliers=[{"id": "1", "name": "Development control software"}]),
            title="Development Control Software",
        )
    ],
    "supplier_public": [
        release("z4", award(suppliers=[{"id": "1", "name": "Borchester City Council"}]))
    ],
}
FRAMEWORK = {"techniques": {"hasFrameworkAgreement": True}}
CALL_OFF = {"procurementMethodDetails": "Call-off from a framework agreement"}
NET = {"id": "c", "awardID": "1", "value": {"amount": 1_000, "currency": "GBP"}}
GROSS = award(value={"amountGross": 1_250, "currency": "GBP"})
CHAIRS = award("1", 9_000, title="Chairs for the library", suppliers=[JONES])
TIMES = ("2025-01-09T09:00:00Z", "2025-04-01T09:00:00Z", "2025-07-13T09:00:00Z")
FURTHER = [
    *(release("k1", award()), release("k1", CHAIRS, id="k1-2", date="2025-03-01")),
    release("number", award("1", 7_620_132_034), id="7620132034"),
    release("value", award("1", 7_620_132_035), id="7620132034"),
    release("t1", award("1"), award("2")),
    release("v1", award("1", 250_000), tender=FRAMEWORK),
    release("v2", award("1", 260_000), tender=FRAMEWORK | CALL_OFF),
    release("y1", GROSS, contracts=[NET]),
    *(release("b1", award("1", 60_000)), release("b1", award("1", 60_000))),
    release("b1", award("1", 61_000), id="b1-2", date="2025-01-20T09:00:00Z"),
    *(release("late-1", award(), id=f"1-{n}", date=day) for n, day in enumerate(TIMES)),
    release("late-2", award(), id="2-1", date=TIMES[2], title="Parking permits for visitors"),
]
"""Cases in which a rule must tell apart what only looks alike, or find the first of several."""
FLAG = {rule.name: rule.flag for rule in RULES}


def everything() -> list[Json]:
    return [one for case in CASES.values() for one in case]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Market:
    return market(tmp_path_factory.mktemp("whole"), *everything())


@pytest.fixture(scope="module")
def further(tmp_path_factory: pytest.TempPathFactory) -> Market:
    return market(tmp_path_factory.mktemp("further"), *FURTHER)


def ocids(name: str) -> str:
    return "(" + ", ".join(f"'{one['ocid']}'" for one in CASES[name]) + ")"


def test_every_rule_has_its_case() -> None:
    assert set(CASES) == {rule.name for rule in RULES}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_flags_its_case_and_says_what_it_does_and_why(whole: Market, rule: Any) -> None:
    flagged = whole.rows("award", "ocid", f"list_contains(flags, '{rule.flag}')")
    assert {row[0] for row in flagged} & {one["ocid"] for one in CASES[rule.name]}
    assert rule.what.endswith(".")
    assert rule.why.endswith(".")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_no_other_case_is_caught_by_a_rule(whole: Market, rule: Any) -> None:
    also = {
        "several_suppliers": {"ceiling"},
        "far_above_tender": {"implausible"},
        "extension_unclear": set(),
    }.get(rule.name, set())
    mine = {one["ocid"] for name in {rule.name, *also} for one in CASES[name]}
    flagged = whole.rows("award", "ocid", f"list_contains(flags, '{rule.flag}')")
    assert {row[0] for row in flagged} <= mine


@pytest.mark.parametrize(
    "rule",
    [RULES[0], *(pytest.param(rule, marks=pytest.mark.slow) for rule in RULES[1:])],
    ids=lambda rule: rule.name,
)
def test_a_rule_that_is_switched_off_is_the_one_that_is_missed(tmp_path: Path, rule: Any) -> None:
    without = market(tmp_path, *CASES[rule.name], without=[rule.name])
    assert without.rows("award", "award_key", f"list_contains(flags, '{rule.flag}')") == []


def test_a_rule_that_does_not_exist_cannot_be_switched_off() -> None:
    with pytest.raises(UnknownRule, match="no rule sealing; there are: repeated_release"):
        names_of_rules(["sealing"])


def test_of_a_release_read_twice_one_copy_counts_and_both_have_their_own_key(whole: Market) -> None:
    rows = whole.rows("award", "award_key, kept, duplicate_of", "ocid = 'ocds-b5fd17-r1'")
    key = "cf:ocds-b5fd17-r1:r1-1:1"
    assert rows == [(key, True, None), ("cf:ocds-b5fd17-r1:r1-1~2:1", False, key)]
    assert whole.rows("notice", "notice_key, kept", "ocid = 'ocds-b5fd17-r1'") == [
        ("cf:ocds-b5fd17-r1:r1-1", True),
        ("cf:ocds-b5fd17-r1:r1-1~2", False),
    ]


def test_two_awards_under_one_number_both_count_and_a_copy_of_one_does_not(
    tmp_path: Path,
) -> None:
    one, two = (
        {
            "id": "N1",
            "title": "Supply of protective gowns",
            "organisation": "Ambridge Borough Council",
            "status": "awarded",
            "notice_type": "Contract",
            "published_date": "2020-09-18",
            "awarded_value": value,
            "awarded_supplier": supplier,
        }
        for value, supplier in ((41_040_000, "Weaver Ltd"), (1_915_000, "Surgeon Ltd"))
    )
    for name, rows in (("a.json", [one]), ("b.json", [two, one])):
        (tmp_path / name).write_text(json.dumps({"contracts": rows}), encoding="utf-8")
    import_files([tmp_path / "a.json", tmp_path / "b.json"], tmp_path / "snapshot")
    found = Market(tmp_path / "snapshot")
    assert found.rows("award", "value_gbp", "kept") == [(1_915_000,), (41_040_000,)]
    assert len(found.rows("award", "value_gbp", "NOT kept")) == 1


def test_of_a_pair_as_a_hundred_to_one_the_lower_counts(whole: Market) -> None:
    assert whole.award("h1", "kept, duplicate_of, value_gbp") == (
        False,
        "cf:ocds-b5fd17-h2:h2-1:2",
        Decimal("18848731.00"),
    )
    assert whole.award("h2", "kept, value_gbp") == (True, Decimal("188487.00"))


def test_of_an_award_published_again_the_latest_counts(whole: Market) -> None:
    assert whole.award("i1", "kept, duplicate_of", "i1-1") == (False, "cf:ocds-b5fd17-i1:i1-2:1")
    assert whole.award("i1", "kept, value_gbp", "i1-2") == (True, Decimal("61000.00"))


def test_an_id_used_again_for_another_purchase_is_another_award(further: Market) -> None:
    assert further.rows("award", "kept", "ocid = 'ocds-b5fd17-k1'") == [(True,), (True,)]


def test_a_cancelled_lot_leaves_the_active_award_beside_it(whole: Market) -> None:
    rows = whole.rows("award", "award_id, kept", "ocid = 'ocds-b5fd17-n1'")
    assert rows == [("1", False), ("2", True)]


def test_three_notices_of_one_award_become_one_with_the_best_of_each(whole: Market) -> None:
    columns = "kept, value_gbp, value_basis, award_date, start_date, end_date"
    where = "ocid = 'ocds-h6vhtk-s1' AND notice_type = "
    assert whole.rows("award", columns, where + "'UK6'") == [
        (
            True,
            Decimal("81000.00"),
            "award net",
            dt.date(2025, 1, 6),
            dt.date(2025, 3, 1),
            dt.date(2027, 2, 28),
        )
    ]
    for kind in ("UK5", "UK7"):
        (row,) = whole.rows("award", "kept, duplicate_of", f"{where}'{kind}'")
        assert row == (False, "fts:ocds-h6vhtk-s1:s1-6:1")


def test_placeholders_and_foreign_values_are_no_values_but_stay_as_printed(whole: Market) -> None:
    columns = "value_gbp, value_basis, stated_net"
    assert whole.award("p1", columns) == (None, "none", Decimal("1.00"))
    assert whole.award("p2", columns) == (None, "none", Decimal("1234567890.00"))
    assert whole.award("f1", columns) == (None, "none", Decimal("9000.00"))


REAL = [123_450, 1_111, 99_999, 1_234_567_891, 2.01, 333_333.33, 333_333.68, 1_234_567.5]


@pytest.fixture(scope="module")
def worth(tmp_path_factory: pytest.TempPathFactory) -> Market:
    """An award of each value, in a process numbered for it."""
    told = [release(f"q{real}", award("1", real)) for real in REAL]
    return market(tmp_path_factory.mktemp("worth"), *told)


@pytest.mark.parametrize("real", REAL)
def test_a_value_that_only_resembles_a_placeholder_is_used(worth: Market, real: float) -> None:
    assert worth.award(f"q{real}", "value_basis") == ("award net",)


def test_a_contract_in_two_systems_counts_once_in_the_one_that_says_more(whole: Market) -> None:
    assert whole.award("e1", "kept, duplicate_of") == (
        False,
        "fts:ocds-h6vhtk-e2:e2-1:x",
    )
    assert whole.rows("award", "kept", "ocid = 'ocds-h6vhtk-e2'") == [(True,)]


def test_a_notices_number_typed_as_its_value_is_not_used(further: Market) -> None:
    assert further.award("number", "value_gbp, value_basis, stated_net") == (
        None,
        "none",
        Decimal("7620132034.00"),
    )
    assert further.award("value", "value_basis") == ("award net",)


def test_two_lots_of_one_process_alike_in_all_but_id_both_count(further: Market) -> None:
    counted = "ocid = 'ocds-b5fd17-t1' AND kept AND value_basis <> 'ceiling'"
    assert further.rows("award", "sum(value_gbp)", counted) == [(Decimal("100000.00"),)]


def test_an_award_printed_twice_in_its_release_counts_once(whole: Market) -> None:
    rows = whole.rows("award", "award_id, kept, duplicate_of", "ocid = 'ocds-b5fd17-r3'")
    assert rows == [("1", True, None), ("1#2", False, "cf:ocds-b5fd17-r3:r3-1:1")]


OTHER: dict[str, Json] = {
    "title": {"title": "Lot 2"},
    "value": {"value": {"amount": 1_500, "currency": "GBP"}},
    "supplier": {"suppliers": [JONES]},
}


@pytest.fixture(scope="module")
def differing(tmp_path_factory: pytest.TempPathFactory) -> Market:
    """Three awards of one id, of which the second differs, in a process numbered for how."""
    told = [release(f"r4-{how}", award(), award(**other), award()) for how, other in OTHER.items()]
    return market(tmp_path_factory.mktemp("differing"), *told)


@pytest.mark.parametrize("how", OTHER)
def test_two_awards_of_one_id_in_a_release_that_differ_both_count(
    differing: Market, how: str
) -> None:
    here = f"ocid = 'ocds-b5fd17-r4-{how}'"
    assert differing.rows("award", "award_id, kept", here) == [
        ("1", True),
        ("1#2", True),
        ("1#3", False),
    ]


def test_ceilings_keep_their_value_and_stay_out_of_totals(whole: Market) -> None:
    assert whole.award("c1", "kept, value_gbp, value_basis") == (
        True,
        Decimal("3000000.00"),
        "ceiling",
    )
    rows = whole.rows("award", "value_basis", "ocid = 'ocds-b5fd17-w1'")
    assert rows == [("ceiling",), ("ceiling",)]


def test_a_framework_is_a_ceiling_but_a_call_off_under_it_is_not(further: Market) -> None:
    assert further.award("v1", "route, value_basis") == ("framework", "ceiling")
    assert further.award("v2", "route, value_basis") == ("call-off", "award net")


def test_a_value_with_vat_alone_says_so_and_is_not_divided(whole: Market) -> None:
    assert whole.award("g1", "value_gbp, value_basis, value_net, value_gross") == (
        Decimal("1200.00"),
        "award gross",
        None,
        Decimal("1200.00"),
    )


def test_a_contracts_net_value_goes_before_the_awards_gross_one(further: Market) -> None:
    assert further.award("y1", "value_gbp, value_basis") == (Decimal("1000.00"), "contract net")


def test_an_award_to_several_suppliers_counts_once(whole: Market) -> None:
    where = "award_key = 'cf:ocds-b5fd17-m1:m1-1:1'"
    assert len(whole.rows("award_supplier", "supplier_name", where)) == 2
    assert whole.award("m1", "value_gbp, n_suppliers") == (Decimal("7500.00"), 2)


def test_a_dropped_awards_copy_points_at_the_award_that_is_kept_in_the_end(
    further: Market,
) -> None:
    rows = further.rows("award", "kept, duplicate_of", "ocid = 'ocds-b5fd17-b1'")
    assert rows == [(False, "cf:ocds-b5fd17-b1:b1-2:1")] * 2 + [(True, None)]


def test_what_a_person_decided_goes_over_what_the_rules_decided(tmp_path: Path) -> None:
    file = written(tmp_path / "a.jsonl", *CASES["times_hundred"], *CASES["one_day"])
    decided = [
        ("cf:ocds-b5fd17-h1:h1-1:1", "kept", "true"),
        ("cf:ocds-b5fd17-h1:h1-1:1", "value_gbp", "188487.31"),
        ("cf:ocds-b5fd17-o1:o1-1:1", "end_date", "2027-01-31"),
        ("cf:not-in-this-snapshot:1:1", "kept", "false"),
    ]
    overrides = pd.DataFrame(decided, columns=["award_key", "field", "value"])
    done = import_files([file], tmp_path / "snapshot", overrides=overrides)
    found = Market(tmp_path / "snapshot")
    assert done.book.rules["override"] == 2
    assert found.award("h1", "kept, value_gbp, stated_net") == (
        True,
        Decimal("188487.31"),
        Decimal("18848731.00"),
    )
    assert found.award("o1", "end_date, flags") == (dt.date(2027, 1, 31), ["one_day", "override"])
    again = import_files([file], tmp_path / "snapshot")
    assert again.book.rules["override"] == 0, "without the overrides the tables are made anew"


def test_an_override_of_a_release_that_stands_twice_is_of_the_copy_that_counts(
    tmp_path: Path,
) -> None:
    twice = release("o1", award())
    file = written(tmp_path / "a.jsonl", twice, twice)
    row = {"award_key": "cf:ocds-b5fd17-o1:o1-1:1", "field": "kept", "value": "true"}
    done = import_files([file], tmp_path / "snapshot", overrides=pd.DataFrame([row]))
    assert done.book.rules["override"] == 1
    assert Market(tmp_path / "snapshot").rows("award", "award_key, kept") == [
        (row["award_key"], True),
        ("cf:ocds-b5fd17-o1:o1-1~2:1", False),
    ]


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [("title", "x", "cannot change title"), ("end_date", "soon", "end_date does not fit")],
)
def test_an_override_that_does_not_fit_is_refused(
    tmp_path: Path, field: str, value: str, told: str
) -> None:
    file = written(tmp_path / "a.jsonl", *CASES["one_day"])
    row = {"award_key": "cf:ocds-b5fd17-o1:o1-1:1", "field": field, "value": value}
    with pytest.raises(WrongOverride, match=told):
        import_files([file], tmp_path / "snapshot", overrides=pd.DataFrame([row]))


def test_notices_without_an_ocid_are_not_one_process(tmp_path: Path) -> None:
    """Older exports have no OCID; two purchases of one price are not one tender's value."""
    con = duckdb.connect()
    part = tmp_path / "part"
    part.mkdir()
    con.execute(MACROS)
    writer = PartWriter(con, part, "abc")
    given = {
        "award_key": "'cf:n' || n || ':1'",
        "notice_key": "'cf:n' || n",
        "source": "'cf'",
        "award_id": "'1'",
        "title": "'Purchase of vehicles ' || n",
        "stated_net": "400000",
        "tender_gbp": "400000",
        "route": "'open'",
        "n_suppliers": "1",
        "raw_file": "'abc'",
        "raw_line": "n",
        "raw_no": "1",
    }
    writer.write("award", f"SELECT {part_query(TABLE['award'], given)} FROM range(1, 3) AS r(n)")
    files = view_parts(con, tmp_path, {"abc": "part"})
    (tmp_path / "tables").mkdir()
    make_tables(con, files, tmp_path / "tables")
    rows = duckdb.sql(f"SELECT value_basis, kept FROM '{tmp_path}/tables/award.parquet'").fetchall()
    assert rows == [("award net", True), ("award net", True)]


def test_rows_of_tens_of_thousands_of_files_are_told_apart(tmp_path: Path) -> None:
    con = duckdb.connect()
    con.execute(MACROS)
    writer = PartWriter(con, tmp_path / "part", "039999")
    given = {name: f"'{name}'" for name in ("award_key", "notice_key", "source")}
    given |= {"raw_file": "'039999'", "raw_line": "n", "raw_no": "1"}
    writer.write("award", f"SELECT {part_query(TABLE['award'], given)} FROM range(1, 3) AS r(n)")
    view_parts(con, tmp_path, {f"{n:06}": "part" for n in range(40_000)})
    places = con.execute("SELECT rid FROM part_award ORDER BY 1").fetchall()
    assert len(set(places)) == 2
    with pytest.raises(TooManyFiles, match="at most 524,288 files"):
        view_parts(con, tmp_path, {f"{n:06}": "part" for n in range(MOST_FILES + 1)})


def test_an_award_that_was_published_in_time_and_again_much_later_is_not_late(
    further: Market,
) -> None:
    flag, here = "list_contains(flags, 'late_publication')", "ocid LIKE '%-late-_'"
    assert further.rows("award", f"ocid, {flag}", here) == [
        ("ocds-b5fd17-late-1", False),
        ("ocds-b5fd17-late-1", False),
        ("ocds-b5fd17-late-1", False),
        ("ocds-b5fd17-late-2", True),
    ]


FOUR_YEARS = {"startDate": "2025-04-01", "endDate": "2029-03-31"}


def test_a_framework_told_by_its_title_is_a_ceiling_and_a_call_off_is_none(tmp_path: Path) -> None:
    titles = {
        "k1": ("Standard Network Cabling Framework", 100_000, FOUR_YEARS),
        "k2": ("Call-off 2 from the Network Cabling Framework", 100_000, FOUR_YEARS),
        "k3": ("Cabling of schools - CPC Framework", 101_440, FOUR_YEARS),
        "k4": ("Town Centre Masterplan and Framework", 20_000, FOUR_YEARS | {"endDate": "2026-03"}),
        "k5": ("Network Cabling", 100_000, FOUR_YEARS),
    }
    found = market(tmp_path, *(
        release(number, award(number, pounds, contractPeriod=period), title=title)
        for number, (title, pounds, period) in titles.items()
    ))  # fmt: skip
    assert [found.award(number, "value_basis")[0] for number in titles] == [
        "ceiling",
        *["award net"] * 4,
    ]


def test_who_is_not_named_is_not_taken_for_one_and_the_same(tmp_path: Path) -> None:
    """Alike in title, value and dates, in two systems: only names can tell the awards apart."""
    blank, other, third = ({"id": "x", "name": name} for name in ("—", "Hill Ltd", "Dale Ltd"))
    cases = {
        "no buyer": ({"buyer": None}, {"buyer": None}, [SMITH], [SMITH]),
        "a buyer without letters": ({"buyer": blank}, {"buyer": blank}, [SMITH], [SMITH]),
        "suppliers without letters": ({}, {}, [blank], [blank]),
        "two and two": ({}, {}, [other, other], [third, third]),
    }
    releases = []
    for n, (one, two, mine, theirs) in enumerate(cases.values()):
        title = f"{LONG} of case {n * 1111}"
        releases.append(release(f"q{n}", award("1", 90_000, suppliers=mine), title=title) | one)
        releases.append(
            release(f"q{n}", award("x", 90_000, suppliers=theirs), title=title)
            | {"ocid": f"ocds-h6vhtk-q{n}"}
            | two
        )
    found = market(tmp_path, *releases)
    assert found.rows("award", "count(*)", "kept") == [(2 * len(cases),)]

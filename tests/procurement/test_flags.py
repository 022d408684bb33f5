"""What to mind of a supplier, a code, a buyer or an award's supplier stands in its flags."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import pytest
from small_releases import JONES, SMITH, Json, Market, award, market, release, written

from futuregazing.procurement import outturn, register_headings, spend_rows, text_lines
from futuregazing.procurement.cpv import DIVISIONS, code_flags
from futuregazing.procurement.engine import MACROS
from futuregazing.procurement.flags import FLAGS, flagged
from futuregazing.procurement.importing import import_files
from futuregazing.procurement.money_headings import GROSS, WITH_TIMES
from futuregazing.procurement.printing import outcome
from futuregazing.procurement.resolving import OF_LIST
from futuregazing.procurement.rules import OF_PAYMENTS, RULES
from futuregazing.procurement.schema import TABLE, TABLES, faults
from futuregazing.procurement.spend_layout import ONE_OF_SEVERAL
from futuregazing.procurement.suppliers import is_malformed

POINTER = ("raw_file", "raw_line", "raw_no")
TIDY = (
    *("award", "award_supplier", "contract", "classification"),
    *("buyer", "supplier", "spend", "reject"),
)


def test_every_tidy_table_has_a_key_and_leads_back_to_the_raw_record() -> None:
    assert set(TIDY) <= set(TABLE)
    for table in TABLES:
        assert table.key
        assert all(table.column(name).required for name in POINTER)


def test_every_table_but_the_rejects_has_flags_and_each_of_them_is_described() -> None:
    assert {table.name for table in TABLES if "flags" in table.names} == set(FLAGS)
    assert set(TABLE) - set(FLAGS) == {"reject"}
    for meant in FLAGS.values():
        assert list(meant) == sorted(meant)
        assert all(sentence.endswith(".") for sentence in meant.values())
    assert {rule.flag for rule in RULES} <= set(FLAGS["award"])


def test_each_flag_that_a_reader_of_sheets_gives_is_described() -> None:
    of_file = {text_lines.MARK_MISREAD, text_lines.RETURNS_ALONE}
    given = {
        *(spend_rows.REDACTED, spend_rows.REPEATED, spend_rows.NO_DAY, spend_rows.REFUND, GROSS),
        *(spend_rows.VAT_UNSTATED, spend_rows.OTHER_YEAR, spend_rows.FOREIGN),
        *(spend_rows.NO_HEADINGS, spend_rows.NOT_UTF8),
        *(spend_rows.PART_PENCE, spend_rows.MONTH_ALONE, OF_LIST),
        *(ONE_OF_SEVERAL, *WITH_TIMES.values()),
    }
    of_rules = {rule.flag for rule in OF_PAYMENTS}
    assert set(FLAGS["spend"]) == given | of_file | of_rules
    assert set(FLAGS["outturn"]) == {outturn.TOTAL, outturn.NOT_SENT, outturn.TWICE}
    of_register = {
        *(register_headings.IN_THOUSANDS, register_headings.IN_MILLIONS),
        *(register_headings.OF_A_YEAR, register_headings.FOREIGN),
    }
    assert of_file | of_register <= set(FLAGS["notice"]) & set(FLAGS["award"])


def test_flags_are_those_whose_test_holds_and_none_is_an_empty_list() -> None:
    con = duckdb.connect()
    con.execute(MACROS)
    query = f"SELECT {flagged(b='x > 1', a='x > 2')} FROM (VALUES (1), (2), (3), (NULL)) AS t(x)"
    assert con.execute(query).fetchall() == [([],), (["b"],), (["a", "b"],), ([],)]


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Market:
    return market(tmp_path_factory.mktemp("flags"), *RELEASES)


TITLE = "Maintenance of the swimming pools"
UNKNOWN = {"id": "1", "name": "Withheld"}
POOLS = {"id": "2", "name": TITLE.upper()}
COUNCIL = {"id": "3", "name": "Felpersham City Council"}
VARIOUS = {"id": "4", "name": "Various"}
ITSELF = {"id": "5", "name": "AMBRIDGE BOROUGH COUNCIL"}
PERSON = {"id": "6", "name": "Mrs Snell"}
SHREDDERS = {"id": "10", "name": "Confidential Shredding Ltd"}
IN_CONFIDENCE = {"id": "11", "name": "Commercial in confidence"}
SHOP = {"id": "7", "name": "Mrs Snell's Catering Ltd"}
FORMAL = {"id": "8", "name": ".Caf\u00c3\u00a9 Ltd"}


def numbered(number: str) -> Json:
    """Return a party with a printed company number."""
    return {"id": "9", "name": "Acme Ltd", "identifier": {"scheme": "GB-COH", "id": number}}


def codes(main: Json | None, **fields: Any) -> Json:
    return {"classification": main, **fields}


def cpv(code: str, **fields: str) -> Json:
    return {"scheme": "CPV", "id": code} | fields


RELEASES = [
    release("1", award("1", suppliers=[SMITH, JONES, SMITH])),
    release("2", award("1", suppliers=[UNKNOWN, JONES])),
    release("3", award("1", suppliers=[POOLS]), title=TITLE),
    release("4", award("1", suppliers=[COUNCIL, JONES])),
    release("5", award("1", suppliers=[VARIOUS])),
    release("6", award("1", suppliers=[ITSELF])),
    release("7", award("1", suppliers=[PERSON, SHOP])),
    release("8", award("1", suppliers=[FORMAL])),
    release("9", award("1", suppliers=[numbered("0")]), parties=[numbered("0")]),
    release(
        "10",
        tender=codes(
            cpv("48000000"),
            additionalClassifications=[
                cpv("74000000"),
                cpv("99999999"),
                cpv("4845"),
                {"id": "72212000"},
                {"scheme": "ProClass", "id": "270000"},
                cpv("48450000-7"),
            ],
        ),
    ),
    release(
        "11",
        tender=codes(
            None,
            items=[
                {
                    "relatedLot": "1",
                    "classification": cpv("48450000"),
                    "additionalClassifications": [cpv("48450000"), cpv("72212000")],
                }
            ],
        ),
    ),
    release("16", award("1", suppliers=[SHREDDERS, IN_CONFIDENCE])),
    release("12", buyer={"id": "GB-CFS-2", "name": "Ambridge Borough Council"}),
    release("13", buyer={"id": "1", "name": ".BORSETSHIRE COUNTY COUNCIL"}),
    release("14", buyer={"id": "GB-LAE-DERBY", "name": "Derby"}),
    release("15", buyer={"id": "GB-LAE-DER", "name": "St Anne\u00e2\u20ac\u2122s Council"}),
]


def test_a_flag_that_is_described_nowhere_is_a_fault_of_the_table(
    seen: Market, tmp_path: Path
) -> None:
    con, odd = duckdb.connect(), tmp_path / "buyer.parquet"
    told = f"FROM '{seen.folder}/buyer.parquet' SELECT * REPLACE (['no_id', 'strange'] AS flags)"
    con.execute(f"COPY ({told}) TO '{odd}' (FORMAT parquet)")
    assert faults(con, TABLE["buyer"], seen.folder / "buyer.parquet") == []
    assert faults(con, TABLE["buyer"], odd) == [
        "buyer: flags has one that is not described in 5 rows"
    ]


def of_suppliers(seen: Market, number: str) -> list[list[str]]:
    """Return the flags of the suppliers of an award, in their order; all lack an id but Smith."""
    where = f"award_key LIKE 'cf:ocds-b5fd17-{number}:%'"
    rows = seen.rows("award_supplier", "supplier_no, flags", where)
    return [[flag for flag in flags if flag != "no_id"] for _, flags in rows]


@pytest.mark.parametrize(
    ("number", "flags"),
    [
        ("1", [["several_suppliers"]] * 2 + [["named_twice", "several_suppliers"]]),
        ("2", [["redacted", "several_suppliers", "supplier_unnamed"], ["several_suppliers"]]),
        ("3", [["supplier_is_title"]]),
        ("4", [["several_suppliers", "supplier_public"], ["several_suppliers"]]),
        ("5", [["supplier_unnamed"]]),
        ("6", [["buyer_itself", "supplier_public"]]),
        ("7", [["several_suppliers"]] * 2),
        ("8", [["text_mended"]]),
        ("9", [["number_malformed"]]),
        ("16", [["several_suppliers"], ["redacted", "several_suppliers", "supplier_unnamed"]]),
    ],
)
def test_what_is_true_of_one_supplier_is_flagged_at_that_one(
    seen: Market, number: str, flags: list[list[str]]
) -> None:
    assert of_suppliers(seen, number) == flags


def test_a_supplier_without_an_id_beyond_the_notice_is_flagged_in_the_award(seen: Market) -> None:
    rows = seen.rows("award_supplier", "DISTINCT supplier_name", "list_contains(flags, 'no_id')")
    assert {SMITH["name"], JONES["name"]}.isdisjoint({name for (name,) in rows})
    assert len(rows) == 11


def test_a_rule_switched_off_flags_no_supplier_either(tmp_path: Path) -> None:
    without = market(tmp_path, RELEASES[1], without=["supplier_unnamed"])
    assert of_suppliers(without, "2") == [["several_suppliers"]] * 2


def test_a_code_is_flagged_for_what_it_cannot_tell(seen: Market) -> None:
    where = "notice_key LIKE 'cf:ocds-b5fd17-10:%'"
    assert seen.rows("classification", "scheme, code, flags", where) == [
        ("CPV", "48000000", ["broad"]),
        ("CPV", "4845", ["code_malformed"]),
        ("CPV", "48450000", []),
        ("CPV", "72212000", ["scheme_unstated"]),
        ("CPV", "74000000", ["broad", "not_cpv_2008"]),
        ("CPV", "99999999", ["placeholder"]),
        ("ProClass", "270000", ["not_cpv"]),
    ]


def test_codes_of_a_notice_without_a_main_one_say_so_and_which_are_only_additional(
    seen: Market,
) -> None:
    where = "notice_key LIKE 'cf:ocds-b5fd17-11:%'"
    assert seen.rows("classification", "lot, code, flags", where) == [
        ("1", "48450000", ["no_main_code"]),
        ("1", "72212000", ["additional_of_item", "no_main_code"]),
    ]


def test_a_buyer_is_flagged_for_its_name_and_its_ids(seen: Market) -> None:
    told = seen.rows("buyer", "name, id, flags")
    assert told == [
        (".BORSETSHIRE COUNTY COUNCIL", None, ["all_capitals", "leading_mark", "no_id"]),
        ("Ambridge Borough Council", "1", ["several_ids"]),
        ("Ambridge Borough Council", "2", ["several_ids"]),
        ("Derby", "DERBY", ["id_malformed"]),
        ("St Anne\u2019s Council", "DER", ["text_mended"]),
    ]


def test_a_supplier_is_flagged_for_its_name_and_its_number(seen: Market) -> None:
    rows = seen.rows("supplier", "name, flags", "name NOT LIKE 'Jones%'")
    told = {name: [flag for flag in flags if flag != "no_company_number"] for name, flags in rows}
    assert told == {
        ".Caf\u00e9 Ltd": ["leading_mark", "text_mended"],
        "AMBRIDGE BOROUGH COUNCIL": ["all_capitals"],
        "Acme Ltd": ["number_malformed"],
        "Commercial in confidence": ["redacted", "supplier_unnamed"],
        "Confidential Shredding Ltd": [],
        "Felpersham City Council": [],
        TITLE.upper(): ["all_capitals"],
        "Mrs Snell": ["individual"],
        "Mrs Snell's Catering Ltd": [],
        "Smith Software Limited": [],
        "Various": ["supplier_unnamed"],
        "Withheld": ["redacted", "supplier_unnamed"],
    }


def test_buyers_and_suppliers_lead_to_the_first_record_that_names_them(seen: Market) -> None:
    assert seen.rows("buyer", "DISTINCT raw_line", "id = '1'") == [(1,)]
    assert seen.rows("buyer", "raw_line, raw_no", "name = 'Derby'") == [(15, 0)]
    assert seen.rows("supplier", "raw_line", "name = 'Mrs Snell'") == [(7,)]


NUMBERS = {
    "02174990": False,
    "2174990": False,
    " sc 123456 ": False,
    "IP21143R": False,
    "": False,
    "-": False,
    "0": True,
    "00000000": True,
    "014997267": True,
    "OC 39438": True,
    "Various": True,
}
"""Company numbers as printed, and whether they can be none."""


@pytest.fixture(scope="module")
def firms(tmp_path_factory: pytest.TempPathFactory) -> Market:
    """An award to a firm of its own for each number, on a line of its own."""
    told = []
    for line, printed in enumerate(NUMBERS, 1):
        firm = numbered(printed) | {"name": f"Firm {line} Ltd"}
        told.append(release(str(line), award("1", suppliers=[firm]), parties=[firm]))
    return market(tmp_path_factory.mktemp("firms"), *told)


@pytest.mark.parametrize(("line", "printed"), list(enumerate(NUMBERS, 1)))
def test_a_company_number_that_can_be_none_is_told(firms: Market, line: int, printed: str) -> None:
    malformed = NUMBERS[printed]
    assert is_malformed(printed) is malformed
    (row,) = firms.rows("supplier", "flags", f"raw_line = {line}")
    assert ("number_malformed" in row[0]) is malformed


def test_the_divisions_are_two_digits_in_order_each_once() -> None:
    assert list(DIVISIONS) == sorted(set(DIVISIONS))
    assert all(len(one) == 2 and one.isdecimal() for one in DIVISIONS)


@pytest.mark.parametrize(
    "code", ["48450000", "00000000", "74000000", "4845000", "1.234567", "", "x"]
)
def test_a_code_is_malformed_or_a_placeholder_or_of_another_list_never_two_of_them(
    code: str,
) -> None:
    tests = code_flags("'CPV'", f"'{code}'")
    names = ("code_malformed", "placeholder", "not_cpv_2008")
    told = duckdb.sql("SELECT " + ", ".join(tests[name] for name in names)).fetchall()[0]
    assert sum(told) == (code != "48450000")


def test_the_import_tells_the_flags_of_every_table(tmp_path: Path) -> None:
    done = import_files([written(tmp_path / "a.jsonl", RELEASES[3])], tmp_path / "snapshot")
    told = list(outcome(done))
    at = told.index("Flagged, in rows of award_supplier:")
    assert told[at + 1 : at + 4] == [
        f"  no_id: 1. {FLAGS['award_supplier']['no_id']}",
        f"  several_suppliers: 2. {FLAGS['award_supplier']['several_suppliers']}",
        f"  supplier_public: 1. {FLAGS['award_supplier']['supplier_public']}",
    ]
    report = (tmp_path / "snapshot" / "import_report.csv").read_text(encoding="utf-8")
    assert ",ocds,supplier,flag,no_company_number,2\n" in report

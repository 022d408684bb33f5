from decimal import Decimal

import pandas as pd
import pytest

from futuregazing.measures import register as reg

BLANK = {
    "notice_type": "award",
    "buyer_name": "Anytown Council",
    "buyer_kind": "council",
    "supplier_name": "A Ltd",
    "theme": "planning",
    "value_gbp": None,
    "value_basis": "none",
    "end_date": "",
    "same_contract_as": "",
}


def register_of(**rows: dict[str, object]) -> pd.DataFrame:
    frame = pd.DataFrame([BLANK | row for row in rows.values()], index=list(rows))
    return frame.assign(value_gbp=frame["value_gbp"].astype("float64"))


def test_a_contract_seen_twice_counts_once_and_keeps_both_rows_as_its_evidence():
    register = register_of(
        R1={"notice_type": "decision"},
        R2={"value_gbp": 500.0, "value_basis": "award", "same_contract_as": "R1"},
        R3={},
    )
    once = reg.purchases(register)
    assert list(once.index) == ["R2", "R3"]
    assert once.at["R2", "twins"] == ("R1",)
    assert [ref.row for ref in once.at["R2", "refs"]] == ["R2", "R1"]
    assert reg.how_many(once).text == "2 contracts"


def test_a_twin_that_the_edition_cannot_see_leaves_the_other_standing():
    once = reg.purchases(register_of(R2={"same_contract_as": "R1"}))
    assert list(once.index) == ["R2"]


def test_the_given_register_is_not_changed():
    register = register_of(R1={})
    reg.purchases(register)
    assert "refs" not in register.columns


@pytest.mark.parametrize(
    ("notice_type", "seen_as"),
    [("UK6", "notice"), ("decision", "decision"), ("news", "press report"), ("foi", "disclosure")],
)
def test_decisions_and_press_reports_are_no_notices(notice_type, seen_as):
    once = reg.purchases(register_of(R1={"notice_type": notice_type}))
    assert once.at["R1", "seen_as"] == seen_as


@pytest.mark.parametrize(
    ("row", "flag"),
    [
        ({"value_gbp": 5e9, "value_basis": "framework_ceiling"}, reg.CEILING),
        ({"value_gbp": None, "value_basis": "shared"}, reg.SHARED),
        ({"value_gbp": 0.01, "value_basis": "tender_estimate"}, reg.PLACEHOLDER),
        ({"value_gbp": 1.6e6, "value_basis": "annual"}, reg.YEARLY),
        ({}, reg.NO_VALUE),
        ({"value_gbp": 2.0, "value_basis": "award"}, reg.SAID),
    ],
)
def test_values_that_are_not_a_contracts_worth_are_flagged(row, flag):
    assert reg.purchases(register_of(R1=row)).at["R1", "value_flag"] == flag


def test_an_estimate_of_one_body_that_dwarfs_its_theme_is_a_likely_keying_error():
    estimate = {"value_basis": "tender_estimate", "buyer_kind": "police"}
    once = reg.purchases(
        register_of(
            R1=estimate | {"value_gbp": 714_769_000.0},
            R2=estimate | {"value_gbp": 2_700_000.0},
            R3=estimate | {"value_gbp": 600_000_000.0, "theme": "it_support_services"},
            R4=estimate | {"value_gbp": 350_000_000.0, "theme": "it_support_services"},
        )
    )
    assert list(once["value_flag"]) == [reg.IMPLAUSIBLE, reg.SAID, reg.SAID, reg.SAID]


def test_a_total_holds_one_basis_and_leaves_flagged_values_out():
    once = reg.purchases(
        register_of(
            R1={"value_gbp": 100.0, "value_basis": "award"},
            R2={"value_gbp": 20.0, "value_basis": "award"},
            R3={"value_gbp": 7.0, "value_basis": "contract"},
            R4={"value_gbp": 1.0, "value_basis": "award"},
        )
    )
    total = reg.total_value(once, ["award"])
    assert total is not None
    assert total.value == Decimal(100 + 20)
    assert [ref.row for ref in total.refs] == ["R1", "R2"]


def test_values_of_two_bases_are_never_added():
    once = reg.purchases(register_of(R1={"value_gbp": 100.0, "value_basis": "award"}))
    with pytest.raises(ValueError, match="different things"):
        reg.total_value(once, ["award", "contract"])


def test_no_value_makes_no_total():
    assert reg.total_value(reg.purchases(register_of(R1={})), ["award"]) is None


def test_every_word_of_the_schema_has_a_label():
    from futuregazing.edition.vocabulary import PURCHASE_THEMES
    from futuregazing.tables.schemas import notices

    assert set(reg.THEME_LABELS) == set(PURCHASE_THEMES)
    assert set(reg.VALUE_BASIS_LABELS) == set(notices.VALUE_BASES)
    assert set(reg.BUYER_KIND_LABELS) == set(notices.BUYER_KINDS)
    assert set(reg.PROCEDURE_LABELS) == set(notices.PROCEDURES)

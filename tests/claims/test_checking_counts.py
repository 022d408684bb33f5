"""What a claim counts or adds up is counted again from the rows it cites."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from futuregazing.claims.checking import check_own
from futuregazing.claims.checking.counts import distinct, recount, wilson
from futuregazing.claims.quantity import Quantity, counted
from futuregazing.claims.refs import Ref
from futuregazing.claims.units import Unit
from futuregazing.measures.worked_out import part_of
from futuregazing.tables import load_tables

VALUES = [100.0, 250.0, 400.0, 1000.0]
TABLES = {
    "register": pd.DataFrame(
        {"value_gbp": [*VALUES, None], "same_contract_as": ["", "", "", "", "R4"]},
        index=["R1", "R2", "R3", "R4", "R5"],
    ),
    "figures": pd.DataFrame(
        {"buyer_scope": ["1,200 councils asked"], "definition_note": [""]}, index=["F1"]
    ),
}


def rows(*numbers: int) -> tuple[Ref, ...]:
    return tuple(Ref("register", f"R{n}") for n in numbers)


def pounds(value: float, formula: str, refs: tuple[Ref, ...]) -> Quantity:
    return Quantity(Decimal(str(value)), Unit("GBP"), refs=refs, formula=formula)


RIGHT = {
    "rows one for one": counted(3, "contracts", rows(1, 2, 3)),
    "two rows of one contract": counted(4, "contracts", rows(1, 2, 3, 4, 5)),
    "entries, line by line": counted(5, "entries", rows(1, 2, 3, 4, 5)),
    "a part that cites its whole": part_of(1, 3, "contracts", rows(1, 2, 3)),
    "a part that cites itself": part_of(2, 9, "contracts", rows(1, 2)),
    "a sum": pounds(750, "sum of 3 values", rows(1, 2, 3)),
    "a sum over one contract of two rows": pounds(1100, "sum of 2 values", rows(1, 4, 5)),
    "a median": pounds(325, "median of 4 values", rows(1, 2, 3, 4)),
    "a lower quarter": pounds(212.5, "lower quarter of 4 values", rows(1, 2, 3, 4)),
    "an interval's end": Quantity(
        Decimal("15.0"), Unit("percent"), formula="Wilson interval at 95% for 2 of 4"
    ),
    "a number in the source's words": counted(
        1200, "answers", (Ref("figures", "F1"),), formula="number asked, as the source states it"
    ),
}


@pytest.mark.parametrize("name", sorted(RIGHT))
def test_what_the_rows_give_passes(name: str) -> None:
    found = recount(RIGHT[name].to_json(), TABLES)
    assert found is not None
    assert found.fits, found.told


@pytest.mark.parametrize("step", [1, -1])
@pytest.mark.parametrize("name", sorted(RIGHT))
def test_a_number_one_off_is_caught(name: str, step: int) -> None:
    claim = RIGHT[name].to_json()
    found = recount(claim | {"value": claim["value"] + step}, TABLES)
    assert found is not None
    assert not found.fits


@pytest.mark.parametrize("name", ["rows one for one", "a sum", "a median"])
def test_a_row_lost_from_the_evidence_is_caught(name: str) -> None:
    claim = RIGHT[name].to_json()
    found = recount(claim | {"refs": claim["refs"][:-1]}, TABLES)
    assert found is None or not found.fits
    assert found is not None or name == "a median"


def test_what_the_rows_only_tell_is_not_counted_from_them() -> None:
    themes = counted(2, "themes", rows(1, 2, 3), told_by=True)
    assert themes.formula == "count of themes, told by 3 rows"
    assert recount(themes.to_json(), TABLES) is None
    lost = themes.to_json() | {"refs": [["register", "R1"]]}
    found = recount(lost, TABLES)
    assert found is not None
    assert not found.fits


def test_rows_of_a_second_table_may_stand_beside_those_counted() -> None:
    cited = (*rows(1, 2, 3), Ref("figures", "F1"))
    fits = {n for n in range(1, 7) if _fits(counted(n, "steps", cited))}
    assert fits == {3, 4}


def _fits(claim: Quantity) -> bool:
    found = recount(claim.to_json(), TABLES)
    return found is not None and found.fits


def test_a_count_of_nothing_may_cite_what_was_looked_through() -> None:
    assert recount(counted(0, "contracts", rows(1, 2)).to_json(), TABLES) is None


def test_other_words_are_left_alone() -> None:
    told = counted(24, "months", (), formula="setting opportunities.horizon_months")
    assert recount(told.to_json(), TABLES) is None


def test_rows_that_name_each_other_in_a_chain_are_one_thing() -> None:
    assert distinct(["A", "B", "C", "D"], {"B": "A", "C": "B", "D": ""}) == [["A", "B", "C"], ["D"]]
    assert distinct(["A", "C"], {"A": "B", "C": "B"}) == [["A", "C"]]


def test_the_interval_for_two_of_four_is_the_textbook_s() -> None:
    # Wilson (1927) for 2 of 4 at 95%: 0.1500 to 0.8500
    assert wilson(2, 4) == pytest.approx((15.0036, 84.9964), abs=1e-3)


@given(st.lists(st.integers(1, 5), min_size=1, unique=True), st.integers(1, 9))
def test_only_the_right_count_passes(cited: list[int], said: int) -> None:
    things = len({4 if n == 5 else n for n in cited})
    found = recount(counted(said, "contracts", rows(*cited)).to_json(), TABLES)
    assert found is not None
    assert found.fits == (said == things)


@pytest.fixture(scope="module")
def tables() -> Any:
    return load_tables(None)


def test_a_count_one_off_in_the_report_is_new_and_high(tables: Any) -> None:
    some = tuple(Ref("figures", str(row)) for row in tables["figures"].index[:40])
    right = counted(40, "figures", some)
    checked = check_own([right.to_json()], tables)
    assert (checked.worked_out, checked.in_words) == (1, 0)
    assert "count_and_rows" not in {finding.rule for finding in checked.findings}
    wrong = check_own([replace(right, value=Decimal(41)).to_json()], tables)
    [finding] = [found for found in wrong.findings if found.rule == "count_and_rows"]
    assert finding.alarming
    assert "rows cited: 40, not 41" in finding.arithmetic

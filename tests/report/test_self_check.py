"""A report whose claims contradict their records or themselves is not built."""

from __future__ import annotations

from typing import Any

import pytest
from document_samples import code, number, say, section, show, table, text
from toy_project import make_project

from futuregazing.claims.printed import claims_in
from futuregazing.claims.quantity import growth, quantity
from futuregazing.edition import load_edition
from futuregazing.errors import BuildError
from futuregazing.report.build import build
from futuregazing.report.self_check import require_consistent
from futuregazing.tables import load_tables
from futuregazing.tables.frames import Tables

WRONG_BY_A_DIGIT = """from dataclasses import replace
section.say("Signed by {signed}.", signed=replace(signed, value=signed.value + 1), role="answer")
"""


@pytest.fixture(scope="module")
def tables() -> Tables:
    return load_tables(None)


@pytest.fixture
def told(tables: Tables) -> dict[str, Any]:
    """A claim that says what its record says."""
    return quantity(tables["figures"].loc["FIG0058"].to_dict()).to_json()


@pytest.fixture
def grown(tables: Tables) -> dict[str, Any]:
    """A claim that was worked out from two others."""
    frame = tables["figures"]
    return growth(*(quantity(frame.loc[row].to_dict()) for row in ("FIG0050", "FIG0051"))).to_json()


def report_with(*claims: dict[str, Any]) -> Any:
    parts = [{"kind": "claim", "claim": one} for one in claims]
    return section(code("market_size", 1, say(text("Spent: "), *parts)))


def test_a_report_that_agrees_with_its_records_passes_and_says_how_much_was_checked(
    tables: Tables, told: dict[str, Any], grown: dict[str, Any]
) -> None:
    checked = require_consistent(report_with(told, grown), tables)
    assert (checked.claims, checked.worked_out, checked.in_words) == (4, 1, 0)


def test_a_claim_that_differs_from_its_record_fails_and_names_rule_and_row(
    tables: Tables, told: dict[str, Any]
) -> None:
    wrong = report_with(told | {"value": told["value"] + 1e8})
    with pytest.raises(BuildError, match=r"claim_and_record \(FIG0058\).*value: 2951363984.6, not"):
        require_consistent(wrong, tables)


def test_a_claim_that_its_formula_does_not_give_fails(
    tables: Tables, grown: dict[str, Any]
) -> None:
    with pytest.raises(BuildError, match=r"formula_and_inputs \(FIG0050, FIG0051\).* = 12, not 13"):
        require_consistent(report_with(grown | {"value": 13.0}), tables)


def test_a_wrong_sum_over_no_figure_fails_too(tables: Tables) -> None:
    share = number("60%", unit="percent", value=60.0, formula="2 ÷ 4 × 100", refs=[], inputs=[])
    with pytest.raises(BuildError, match=r"formula_and_inputs \(no figure\).*= 50, not 60"):
        require_consistent(report_with(share["claim"]), tables)


def test_claims_in_the_cells_of_a_table_are_checked_and_each_only_once(
    tables: Tables, told: dict[str, Any]
) -> None:
    wrong = told | {"geography": "Sampleland"}
    rows = [["Sampleton", {"text": "£2.85bn", "value": 1, "refs": [], "claim": wrong}]] * 2
    assembled = section(code("market_size", 1, show(table(rows=rows))))
    assert claims_in(assembled) == [wrong]
    with pytest.raises(BuildError, match="geography: 'Sampleland', not 'UK'"):
        require_consistent(assembled, tables)


@pytest.mark.slow
def test_a_build_stops_at_a_claim_that_differs_from_its_record_and_writes_nothing(
    tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_project(tmp_path / "project", WRONG_BY_A_DIGIT)
    monkeypatch.setenv("FUTUREGAZING_ROOT", str(root))
    with pytest.raises(BuildError, match="claim_and_record"):
        build(load_edition(2022), only=["market_size"], out=root / "made", jobs=1)
    assert not (root / "made").exists()

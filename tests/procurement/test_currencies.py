"""Amounts are summed in one currency, and only pounds are a value."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from small_releases import Json, Market, award, market, release


def contract(id_: str, amount: Any, currency: str | None) -> Json:
    return {"id": id_, "awardID": "1", "value": {"amount": amount, "currency": currency}}


def under(folder: Path, value: Json | None, *contracts: Json) -> Market:
    return market(folder, release("1", award(value=value), contracts=list(contracts)))


COLUMNS = "value_gbp::INT, value_basis, currency, flags"
POUNDS, EUROS = contract("c1", 200_000, "GBP"), contract("c2", 300_000, "EUR")


@pytest.mark.parametrize("contracts", [(POUNDS, EUROS), (EUROS, POUNDS)])
def test_of_contracts_in_two_currencies_those_in_pounds_are_summed(
    tmp_path: Path, contracts: tuple[Json, Json]
) -> None:
    found = under(tmp_path, None, *contracts, contract("c3", 1_000, "gbp "))
    assert found.award("1", COLUMNS) == (201_000, "contract net", "GBP", ["mixed_currency"])


@pytest.mark.parametrize("value", [None, {"currency": "GBP"}])
def test_a_contract_in_euros_is_no_value_whatever_currency_its_award_names(
    tmp_path: Path, value: Json | None
) -> None:
    found = under(tmp_path, value, EUROS)
    assert found.award("1", COLUMNS) == (None, "none", "EUR", ["foreign_currency"])


def test_an_award_in_pounds_keeps_its_value_beside_a_contract_in_euros(tmp_path: Path) -> None:
    found = under(tmp_path, {"amount": 7_000, "currency": "GBP"}, EUROS)
    assert found.award("1", COLUMNS) == (7_000, "award net", "GBP", ["mixed_currency"])


@pytest.mark.parametrize("currency", ["gbp", " GBP", "", None])
def test_pounds_are_pounds_in_whatever_letters(tmp_path: Path, currency: str | None) -> None:
    tender = {"value": {"amount": 9_000, "currency": currency}}
    one = award(value={"amount": 8_000, "currency": currency})
    found = market(tmp_path, release("1", one, tender=tender))
    assert found.award("1", "value_gbp::INT, flags") == (8_000, [])
    assert found.rows("notice", "value_gbp::INT, flags") == [(9_000, [])]

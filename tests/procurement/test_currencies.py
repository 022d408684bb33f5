"""Amounts are summed in one currency, and only pounds are a value."""

from __future__ import annotations

from typing import Any

import pytest
from small_releases import Json, Market, award, market, release


def contract(id_: str, amount: Any, currency: str | None) -> Json:
    return {"id": id_, "awardID": "1", "value": {"amount": amount, "currency": currency}}


COLUMNS = "value_gbp::INT, value_basis, currency, flags"
POUNDS, EUROS = contract("c1", 200_000, "GBP"), contract("c2", 300_000, "EUR")
MORE_POUNDS = contract("c3", 1_000, "gbp ")
LETTERS = {"small": "gbp", "blank": " GBP", "empty": "", "none": None}


def under(number: str, value: Json | None, *contracts: Json) -> Json:
    return release(number, award(value=value), contracts=list(contracts))


def spelt(number: str, currency: str | None) -> Json:
    tender = {"value": {"amount": 9_000, "currency": currency}}
    return release(number, award(value={"amount": 8_000, "currency": currency}), tender=tender)


RELEASES = [
    under("pounds first", None, POUNDS, EUROS, MORE_POUNDS),
    under("euros first", None, EUROS, POUNDS, MORE_POUNDS),
    under("euros alone", None, EUROS),
    under("euros under pounds", {"currency": "GBP"}, EUROS),
    under("euros beside pounds", {"amount": 7_000, "currency": "GBP"}, EUROS),
    *(spelt(number, currency) for number, currency in LETTERS.items()),
]


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Market:
    return market(tmp_path_factory.mktemp("currencies"), *RELEASES)


@pytest.mark.parametrize("number", ["pounds first", "euros first"])
def test_of_contracts_in_two_currencies_those_in_pounds_are_summed(
    found: Market, number: str
) -> None:
    assert found.award(number, COLUMNS) == (201_000, "contract net", "GBP", ["mixed_currency"])


@pytest.mark.parametrize("number", ["euros alone", "euros under pounds"])
def test_a_contract_in_euros_is_no_value_whatever_currency_its_award_names(
    found: Market, number: str
) -> None:
    assert found.award(number, COLUMNS) == (None, "none", "EUR", ["foreign_currency"])


def test_an_award_in_pounds_keeps_its_value_beside_a_contract_in_euros(found: Market) -> None:
    told = found.award("euros beside pounds", COLUMNS)
    assert told == (7_000, "award net", "GBP", ["mixed_currency"])


@pytest.mark.parametrize("number", LETTERS)
def test_pounds_are_pounds_in_whatever_letters(found: Market, number: str) -> None:
    assert found.award(number, "value_gbp::INT, flags") == (8_000, [])
    here = f"ocid = 'ocds-b5fd17-{number}'"
    assert found.rows("notice", "value_gbp::INT, flags", here) == [(9_000, [])]

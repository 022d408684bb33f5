"""The report's own claims: held against their records, their formulas and each other."""

import pytest
from small_ledger import figures_of

from futuregazing.claims.checking import check, check_own
from futuregazing.claims.quantity import growth, quantity
from futuregazing.tables import load_tables


@pytest.fixture(scope="module")
def tables():
    return load_tables(None)


@pytest.fixture
def claim(tables):
    def made(row):
        return quantity(tables["figures"].loc[row].to_dict())

    return made


def test_claims_that_say_what_their_records_say_pass(tables, claim):
    told = [claim(row).to_json() for row in ("FIG0058", "FIG0061", "FIG0062")]
    assert check_own(told, tables) == []


def test_a_claim_with_another_value_than_its_record_is_new_and_high(tables, claim):
    told = claim("FIG0058").to_json() | {"value": 2_951_363_984.6}
    [finding] = check_own([told], tables)
    assert finding.alarming
    assert finding.rule == "claim_and_record"
    assert finding.rows == ("FIG0058",)


@pytest.mark.parametrize("lost", ["qualifier", "basis", "geography", "period"])
def test_a_claim_that_loses_what_its_record_says_is_found(tables, claim, lost):
    told = claim("FIG0066").to_json() | {lost: "something else"}
    [finding] = check_own([told], tables)
    assert lost in finding.arithmetic


def test_a_claim_worked_out_wrongly_is_found(tables, claim):
    right = growth(claim("FIG0050"), claim("FIG0051")).to_json()
    assert check_own([right], tables) == []
    found = check_own([right | {"value": 17.0}], tables)
    assert [finding.rule for finding in found] == ["formula_and_inputs"]
    assert found[0].alarming


def test_claims_that_clash_as_a_known_contradiction_does_are_known(tables, claim):
    told = [claim(row).to_json() for row in ("FIG0196", "FIG0197")]
    [finding] = check_own(told, tables)
    assert (finding.state, finding.treated_in) == ("known", "CX017")


def test_claims_that_clash_with_each_other_are_new(tables):
    figures = figures_of({"value": "1.8"}, {"value": "2.1", "url": "https://example.org/b"})
    small = {name: tables[name] for name in tables} | {"figures": figures}
    told = [quantity(row | {"source_grade": "A"}).to_json() for row in figures.to_dict("records")]
    [finding] = check_own(told, small)
    assert (finding.rule, finding.state) == ("same_claim", "new")
    assert check(small).findings == (finding,)

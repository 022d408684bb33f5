"""The report's own claims: held against their records, their formulas and each other."""

from dataclasses import replace

import pytest
from small_ledger import figures_of

from futuregazing.claims.checking import check, check_own
from futuregazing.claims.quantity import add, counted, growth, quantity, ratio, subtract
from futuregazing.claims.wording import significant
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
    assert check_own(told, tables).findings == ()


def test_a_claim_with_another_value_than_its_record_is_new_and_high(tables, claim):
    told = claim("FIG0058").to_json() | {"value": 2_951_363_984.6}
    [finding] = check_own([told], tables).findings
    assert finding.alarming
    assert finding.rule == "claim_and_record"
    assert finding.rows == ("FIG0058",)


@pytest.mark.parametrize("lost", ["qualifier", "basis", "geography", "period"])
def test_a_claim_that_loses_what_its_record_says_is_found(tables, claim, lost):
    told = claim("FIG0066").to_json() | {lost: "something else"}
    [finding] = check_own([told], tables).findings
    assert lost in finding.arithmetic


def test_a_claim_worked_out_wrongly_is_found(tables, claim):
    right = growth(claim("FIG0050"), claim("FIG0051")).to_json()
    assert check_own([right], tables).findings == ()
    found = check_own([right | {"value": 17.0}], tables).findings
    assert [finding.rule for finding in found] == ["formula_and_inputs"]
    assert found[0].alarming


def test_a_claim_may_say_less_of_its_series_but_not_another(tables, claim):
    told = claim("FIG0088").to_json()
    assert told["series"]
    assert check_own([told | {"series": ""}], tables).findings == ()
    [finding] = check_own([told | {"series": "ANOTHER"}], tables).findings
    assert "series" in finding.arithmetic


def test_an_amount_of_one_year_may_leave_out_that_it_is_a_years(tables, claim):
    told = claim("FIG0276").to_json()
    assert (told["unit"], told["period"]) == ("GBP per year", "FY2011/12")
    assert check_own([told | {"unit": "GBP"}], tables).findings == ()
    [finding] = check_own([told | {"unit": "percent"}], tables).findings
    assert "unit" in finding.arithmetic


def test_an_amount_of_no_one_year_may_not_leave_out_that_it_is_a_years(tables, claim):
    figures = tables["figures"].copy()
    figures.loc["FIG0276", "period_end"] = "FY2013/14"
    small = {name: tables[name] for name in tables} | {"figures": figures}
    told = quantity(figures.loc["FIG0276"].to_dict()).to_json()
    [finding] = check_own([told | {"unit": "GBP"}], small).findings
    assert "unit: 'GBP', not 'GBP per year'" in finding.arithmetic


def test_a_rounded_result_may_differ_by_half_a_unit_of_its_last_figure(tables, claim):
    told = ratio(claim("FIG0058"), claim("FIG0061"), reason="a test").to_json()  # 5.799...
    rounded = told | {"value": round(told["value"], 1)}
    assert check_own([told, rounded], tables).findings == ()
    [finding] = check_own([told | {"value": rounded["value"] + 0.1}], tables).findings
    assert finding.alarming


def test_a_result_that_was_nested_in_another_is_taken_as_it_was_rounded(tables, claim):
    part = add(claim("FIG0061"), claim("FIG0062"), reason="a test")
    coarse = replace(part, value=significant(part.value, 1))
    rest = subtract(claim("FIG0058"), coarse, reason="a test")
    assert check_own([replace(rest, inputs=()).to_json()], tables).alarming
    assert check_own([rest.to_json()], tables).findings == ()


def test_a_formula_that_does_not_hold_its_inputs_is_found(tables, claim):
    told = growth(claim("FIG0050"), claim("FIG0051")).to_json()
    other = claim("FIG0058").to_json()
    found = check_own([told | {"inputs": [*told["inputs"], other]}], tables).findings
    assert "A formula leaves out one of its inputs." in [finding.message for finding in found]


def test_a_formula_in_words_is_counted_and_not_taken_for_checked(tables, claim):
    told = counted(3, "themes", claim("FIG0058").refs, told_by=True).to_json()
    worked = growth(claim("FIG0050"), claim("FIG0051")).to_json()
    checked = check_own([told, worked, worked], tables)
    assert (checked.claims, checked.worked_out, checked.in_words) == (4, 1, 1)


def test_claims_that_clash_as_a_known_contradiction_does_are_known(tables, claim):
    told = [claim(row).to_json() for row in ("FIG0196", "FIG0197")]
    [finding] = check_own(told, tables).findings
    assert (finding.state, finding.treated_in) == ("known", "CX017")


def test_claims_that_clash_with_each_other_are_new(tables):
    figures = figures_of({"value": "1.8"}, {"value": "2.1", "url": "https://example.org/b"})
    no_facts = {"bluelight": tables["bluelight"].iloc[:0]}
    small = {name: tables[name] for name in tables} | no_facts | {"figures": figures}
    told = [quantity(row | {"source_grade": "A"}).to_json() for row in figures.to_dict("records")]
    [finding] = check_own(told, small).findings
    assert (finding.rule, finding.state) == ("same_claim", "new")
    assert check(small).findings == (finding,)

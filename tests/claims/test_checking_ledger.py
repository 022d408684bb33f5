"""How well the rules do on the real ledger: contradictions found, and false alarms raised."""

import csv
from pathlib import Path

import pytest
from editions import each_edition

from futuregazing.claims.checking import check
from futuregazing.edition import load_edition
from futuregazing.tables import load_tables

VERDICTS = Path(__file__).with_name("known_findings.csv")
FOUND_BY_ARITHMETIC = ("CX001", "CX002", "CX003", "CX005", "CX014", "CX016")
NOT_FOUND = {"CX007", "CX029", "CX043", "CX046"}
"""Numeric, with both sides in the ledger, and yet not found; `contradiction_figures` says why."""


@pytest.fixture(scope="module")
def tables():
    return load_tables(None)


@pytest.fixture(scope="module")
def checked(tables):
    return check(tables)


@pytest.fixture(scope="module")
def verdicts():
    with VERDICTS.open(encoding="utf-8", newline="") as file:
        return {f"{row['rule']} {row['rows']}": row["verdict"] for row in csv.DictReader(file)}


@pytest.fixture(scope="module")
def numeric(tables):
    told = tables["contradiction_figures"]
    return set(told[told["numeric"] & told["both_sides"]].index)


@pytest.fixture(scope="module")
def found(checked):
    return {finding.treated_in for finding in checked.findings if finding.state == "known"}


def test_the_rules_find_three_quarters_of_the_numeric_contradictions(numeric, found):
    assert len(numeric & found) / len(numeric) >= 0.75
    assert numeric - found == NOT_FOUND


@pytest.mark.parametrize("contradiction", FOUND_BY_ARITHMETIC)
def test_a_contradiction_that_arithmetic_alone_shows_is_found(found, contradiction):
    assert contradiction in found


def test_every_finding_has_been_judged_against_its_sources(checked, verdicts):
    assert {finding.key for finding in checked.findings} == set(verdicts)


def test_fewer_than_one_finding_in_ten_is_a_false_alarm(checked, verdicts):
    false = [f.key for f in checked.findings if verdicts[f.key] == "false alarm"]
    assert len(false) / len(checked.findings) < 0.1


def test_a_false_alarm_has_an_answer_so_that_it_is_not_raised_again(checked, verdicts):
    states = {f.state for f in checked.findings if verdicts[f.key] == "false alarm"}
    assert states == {"answered"}


def test_nothing_in_the_ledger_is_new_and_high(checked):
    assert checked.alarming == ()


@pytest.mark.parametrize("year", each_edition())
def test_nothing_that_an_edition_knows_is_new_and_high(year):
    assert check(load_tables(load_edition(year).as_of)).alarming == ()


def test_every_answer_still_belongs_to_a_finding(tables, checked):
    used = {f.treated_in for f in checked.findings if f.state == "answered"}
    assert used == set(tables["answers"].index)


def test_every_known_contradiction_has_its_figures_named(tables):
    told = tables["contradiction_figures"]
    assert set(tables["contradictions"].index) <= set(told.index)
    both = told[told["both_sides"]]
    assert (both["side_a"] != "").all()
    assert (both["side_b"] != "").all()
    assert (told.loc[~told["both_sides"], "note"] != "").all()


def test_nine_figures_in_ten_are_held_against_another(checked):
    assert checked.compared / checked.figures >= 0.9

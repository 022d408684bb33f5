"""The way from each published answer to what councils bought in, where sources give it."""

from __future__ import annotations

import pytest
from ledger_rows import figures, ledger

from futuregazing.edition import load_edition
from futuregazing.measures import market_answers, market_bridge
from futuregazing.measures.market import AVERAGE
from futuregazing.tables import load_tables

SETTINGS = load_edition(2027).market_size
STAFF = {
    "metric": "staff_share_of_it_spend",
    "value_text": "44",
    "unit": "percent",
    "measure_basis": "survey_total_cost_incl_staff",
    "year": "FY2008/09",
}
GOVERNMENT = {
    "value_text": "5",
    "measure_basis": "government_total_incl_staff",
    "year": "2024",
    "known_by": "2025-05-31",
}
REVENUE = {
    "value_text": "2.2",
    "measure_basis": "market_estimate_supplier_revenue",
    "year": "2017",
}


def line(**rows):
    (found,) = market_bridge.bridge(ledger(figures(**rows)), SETTINGS).to_dict("records")
    return found


def test_a_step_that_a_staff_share_gives_has_an_amount_and_leaves_the_rest():
    found = line(S=STAFF, G=GOVERNMENT, B={"year": "FY2024/25", "value_text": "2.85"})
    assert found["amount"].text == "£2.2bn"  # 5 × 44%
    assert found["left"].text == "£2.8bn"  # 5 × 56%
    assert found["beside"].text == "£2.85bn"
    assert "another year" in found["amount"].note


def test_a_step_that_nobody_priced_has_none():
    found = line(S=STAFF, R=REVENUE)
    assert found["amount"] is None
    assert found["left"] is None
    assert found["beside"] is None
    assert found["step"].startswith("add equipment")


def test_without_a_staff_share_the_step_is_not_known():
    assert line(G=GOVERNMENT)["amount"] is None


def test_what_was_bought_in_at_another_time_does_not_stand_beside_an_answer():
    assert line(G=GOVERNMENT, B={"year": "FY2019/20"})["beside"] is None


def test_a_year_stands_beside_an_answer_before_an_average_of_several():
    average = {"metric": AVERAGE, "value_text": "1.8", "period_start": "2016"}
    average |= {"period_end": "2021"}
    rows = {"R": REVENUE, "A": average, "B": {"year": "2017", "value_text": "1.7"}}
    assert line(**rows)["beside"].text == "£1.7bn"
    assert line(R=REVENUE, A=average)["beside"].text == "£1.8bn"


@pytest.mark.parametrize("year", [2018, 2022, 2027])
def test_every_answer_but_the_bought_in_one_has_a_line(year: int) -> None:
    edition = load_edition(year)
    tables = load_tables(edition.as_of)
    answers = market_answers.answers(tables, edition.market_size)
    others = answers[answers["label"] != "Bought in"]
    bridge = market_bridge.bridge(tables, edition.market_size)
    assert list(bridge["label"]) == list(others["label"])
    assert str(len(bridge)) in market_bridge.bridge_title(bridge).text


def test_the_answers_say_who_buys_and_when_they_were_published() -> None:
    edition = load_edition(2027)
    answers = market_answers.answers(load_tables(edition.as_of), edition.market_size)
    told = market_bridge.who_where_when(answers)
    assert {"councils", "local authorities"} == set(told["who"])
    dated = {named.text for named in told["published"]}
    assert {"24 November 2009", "May 2025", "27 May 2025"} <= dated
    assert "who" not in answers

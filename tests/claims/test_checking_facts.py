"""Facts on blue light beside figures: which are read, and a rate held against a total."""

import datetime as dt

import pandas as pd
import pytest
from small_ledger import figures_of, ledger, rules_that_speak

from futuregazing.claims.checking import check, check_own
from futuregazing.claims.checking.facts import facts_read
from futuregazing.claims.checking.registry import compared
from futuregazing.claims.refs import Ref
from futuregazing.tables import load_tables

SAVINGS = {"metric": "incident_cost", "unit": "GBP m", "buyer_scope": "police"}
A_YEAR = {"unit": "GBP m per year", "period_start": "2024", "period_end": "2029"}
IN_FOUR = {"period_start": "2026", "period_end": "2029", "url": "https://example.org/b"}


def facts(**cells):
    """Make one fact that states 40 GBP m, in the columns of `bluelight`."""
    row = {
        "fact_id": "BL001",
        "fact": "Savings in one year",
        **{"value": 40.0, "value_text": "40", "unit": "GBP m", "qualifier": "exact"},
        **{"geography": "England", "publisher": "A body", "url": "https://example.org/c"},
        "known_by": "2020-12-31",
    }
    return pd.DataFrame([row | cells]).set_index("fact_id", drop=False)


def readings(**cells):
    row = {
        **{"fact_id": "BL001", "metric": "incident_cost", "measure_basis": "reported_cost"},
        **{"buyer_scope": "police", "period_start": "2019", "period_end": "2019"},
        **{"series_id": "", "why": "a test", "known_by": ""},
    }
    return pd.DataFrame([row | cells]).set_index("fact_id", drop=False)


def tables(fact=None, reading=None, linked=()):
    columns = ["table", "row_id", "relation", "to_table", "to_row"]
    return {
        "figures": figures_of({"value": "1.8"}),
        "bluelight": facts() if fact is None else fact,
        "bluelight_readings": readings() if reading is None else reading,
        "links": pd.DataFrame(linked, columns=columns),
    }


def test_a_fact_is_read_with_its_own_number_and_the_readings_metric():
    [row] = facts_read(tables()).to_dict("records")
    assert (row["figure_id"], row["value_text"], row["unit"]) == ("BL001", "40", "GBP m")
    assert (row["metric"], row["period_end"]) == ("incident_cost", "2019")
    assert (row["definition_note"], row["known_by"]) == ("Savings in one year", "2020-12-31")


@pytest.mark.parametrize(
    "given",
    [
        tables(fact=facts(value=float("nan"), value_text="")),
        tables(fact=facts(unit="")),
        tables(fact=facts().iloc[:0]),
        tables(reading=readings().iloc[:0]),
        tables(linked=[("bluelight", "BL001", "same_as", "figures", "FIG0001")]),
    ],
    ids=["no number", "no unit", "withheld or not yet known", "no reading", "told by a figure"],
)
def test_a_fact_is_not_read(given):
    assert facts_read(given).empty


def test_a_fact_is_read_while_the_figure_that_tells_it_too_is_not_shown():
    given = tables(linked=[("bluelight", "BL001", "same_as", "figures", "FIG0099")])
    assert list(facts_read(given).index) == ["BL001"]


def test_an_edition_reads_the_facts_that_it_knows():
    early, late = (facts_read(load_tables(day)) for day in (dt.date(2021, 12, 31), None))
    assert (early["known_by"] <= "2021-12-31").all()
    assert {"BL005", "BL006"} <= set(early.index)
    assert "BL066" not in early.index
    assert {"BL066", "BL075"} <= set(late.index)


def test_a_finding_names_the_table_of_each_row():
    [finding] = [f for f in check(load_tables(None)).findings if f.treated_in == "CX030"]
    assert finding.rows == ("BL066", "BL075")
    assert finding.refs == (Ref("bluelight", "BL066"), Ref("bluelight", "BL075"))


def test_a_report_that_prints_both_facts_repeats_their_known_contradiction():
    told = [
        {"value": 1.0, "formula": "", "refs": [["bluelight", row]], "inputs": []}
        for row in ("BL066", "BL075")
    ]
    both, one = (check_own(claims, load_tables(None)) for claims in (told, told[:1]))
    assert [(f.rule, f.treated_in) for f in both.findings] == [("rate_and_window", "CX030")]
    assert both.rows == {"BL066", "BL075"}
    assert one.findings == ()


def test_a_rate_that_a_total_over_years_does_not_give_is_found():
    # 400m over four years is 100m a year, not 400m.
    rate, whole = SAVINGS | A_YEAR | {"value": "400"}, SAVINGS | IN_FOUR | {"value": "400"}
    assert "rate_and_window" in rules_that_speak(rate, whole)


def test_a_rate_that_is_really_the_total_of_a_year_is_found_the_other_way_round_too():
    # 120m a year for four years is 480m, not 120m.
    rate, whole = SAVINGS | A_YEAR | {"value": "120"}, SAVINGS | IN_FOUR | {"value": "120"}
    assert "rate_and_window" in rules_that_speak(rate, whole)
    # 2,400m in four years is 600m a year, five times the rate.
    assert "rate_and_window" in rules_that_speak(rate, whole | {"value": "2400"})


@pytest.mark.parametrize("total", ["350", "480", "680"])
def test_a_rate_near_the_yearly_part_of_a_total_passes(total):
    # 87.5m, 120m and 170m a year: within half as much again of 120m.
    rate, whole = SAVINGS | A_YEAR | {"value": "120"}, SAVINGS | IN_FOUR | {"value": total}
    assert "rate_and_window" not in rules_that_speak(rate, whole)


@pytest.mark.parametrize(
    "other",
    [
        {"period_start": "2010", "period_end": "2013"},
        {"buyer_scope": "fire and rescue"},
        {"measure_basis": "reported_cost"},
        {"unit": "GBP m per year"},
        {"metric": "contract_value_mean"},
    ],
    ids=["another time", "other buyers", "another basis", "a rate as well", "no sum"],
)
def test_a_rate_is_not_held_against_what_is_not_its_total(other):
    rate = SAVINGS | A_YEAR | {"value": "400"}
    metric = {"metric": other.get("metric", SAVINGS["metric"])}
    made = compared(ledger(rate | metric, SAVINGS | IN_FOUR | {"value": "400"} | other))
    assert "rate_and_window" not in {rule.name for rule, _ in made}


def test_windows_of_the_same_days_weigh_more_than_windows_that_overlap():
    rate, whole = SAVINGS | A_YEAR | {"value": "400"}, SAVINGS | IN_FOUR | {"value": "400"}
    same = whole | {key: rate[key] for key in ("period_start", "period_end")}
    weights = [
        [
            comparison.finding(rule.name).severity
            for rule, comparison in compared(ledger(rate, one))
            if rule.name == "rate_and_window"
        ]
        for one in (whole, same)
    ]
    assert weights == [["medium"], ["high"]]

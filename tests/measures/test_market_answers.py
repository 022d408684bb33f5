import pandas as pd
import pytest
from ledger_rows import figures, ledger

from futuregazing.edition import load_edition
from futuregazing.measures import market_answers, market_contracts, market_flows, market_peers
from futuregazing.measures.labels import LABELS
from futuregazing.tables import load_tables

SETTINGS = load_edition(2027).market_size
STAFF = {
    "metric": "staff_share_of_it_spend",
    "value_text": "44",
    "unit": "percent",
    "measure_basis": "survey_total_cost_incl_staff",
    "year": "FY2008/09",
}
TOTAL = {
    "value_text": "3.2",
    "qualifier": "forecast",
    "measure_basis": "survey_total_cost_incl_staff",
    "year": "FY2008/09",
}


@pytest.fixture(scope="module")
def in_2027():
    edition = load_edition(2027)
    return load_tables(edition.as_of), edition.market_size


def growth(scope, value, **more):
    given = {"metric": "growth_rate", "buyer_scope": scope, "value_text": value}
    given |= {"unit": "percent (total over period)", "measure_basis": "derived_growth"}
    return given | more


def test_each_kind_of_number_gives_one_answer_in_the_settings_order():
    tables = ledger(
        figures(
            S=TOTAL | {"published_date": "2009-01-26", "known_by": "2009-01-26"},
            OLD={"year": "2019"},
            NEW={"value_text": "2.0"},
        )
    )
    table = market_answers.answers(tables, SETTINGS)
    assert list(table["label"]) == ["Bought in", "Whole cost, staff included"]
    assert table["value"].iloc[0].refs[0].row == "NEW"


def test_a_forecast_made_years_ahead_is_no_answer():
    ahead = TOTAL | {"year": "2016", "known_by": "2011-12-31"}
    assert market_answers.answers(ledger(figures(A=ahead)), SETTINGS).empty


def test_awards_are_told_by_the_total_over_the_longest_time():
    award = {"metric": "contract_awards_value", "measure_basis": "contract_award_value"}
    tables = ledger(
        figures(
            QUARTER=award | {"period_start": "2020-07", "period_end": "2020-09"},
            YEARS=award | {"period_start": "2015", "period_end": "2019-10", "value_text": "3.7"},
        )
    )
    (answer,) = market_answers.answers(tables, SETTINGS)["value"]
    assert answer.text == "£3.7bn"


def test_staff_are_taken_off_a_total_of_their_own_year():
    (sentence,) = market_answers.staff_gap(ledger(figures(S=STAFF, T=TOTAL)), SETTINGS)
    assert "about £1.8bn" in str(sentence)  # 3.2 × 56% = 1.79
    apart = ledger(figures(S=STAFF, T=TOTAL | {"year": "FY2009/10"}))
    assert market_answers.staff_gap(apart, SETTINGS) == []


def test_that_government_counts_staff_is_called_an_inference():
    stated = {"value_text": "5", "measure_basis": "government_total_incl_staff", "year": "2024"}
    tables = ledger(figures(S=STAFF, G=stated, B={"year": "FY2024/25", "value_text": "2.85"}))
    (sentence,) = market_answers.staff_gap(tables, SETTINGS)
    assert "£2.8bn is left, beside £2.85bn" in str(sentence)
    assert "our inference" in str(sentence)


def test_a_total_that_its_own_page_contradicts_is_not_the_market():
    printed = {"metric": "public_sector_it_spend", "buyer_scope": "printed: local government"}
    tables = ledger(figures(P=printed | {"value_text": "19"}, C={"value_text": "2.8"}))
    first, *_ = market_answers.why_not_the_market(tables)
    assert "6.8 times" in str(first)
    assert list(market_answers.misattributed(tables, SETTINGS)["label"]) == [
        "Printed as councils' spending",
        "Councils, bought in",
    ]
    assert market_answers.misattributed(ledger(figures(C={})), SETTINGS).empty


def test_growth_is_set_beside_others_only_within_one_source():
    tables = ledger(
        figures(
            C=growth("local authorities", "15"),
            N=growth("NHS", "81"),
            P=growth("police", "20", url="https://example.org/police"),
        )
    )
    beside = market_peers.growth_beside(tables, SETTINGS)
    assert list(beside["label"]) == ["Councils", "The NHS"]
    assert str(market_peers.growth_title(beside)) == (
        "Councils' technology spending grew more slowly than that of the NHS"
    )
    (apart,) = market_peers.growth_apart(tables, SETTINGS)
    assert str(apart).startswith("Policing is published by itself: 20% in all")


def test_councils_alone_are_compared_with_nobody():
    alone = ledger(figures(C=growth("local authorities", "15")))
    assert market_peers.growth_beside(alone, SETTINGS).empty
    assert market_peers.part_of_public_sector(alone) is None


def test_a_part_of_the_public_sector_needs_one_source_with_both():
    revenue = {"measure_basis": "market_estimate_supplier_revenue", "year": "2017"}
    whole = revenue | {"metric": "public_sector_it_spend", "buyer_scope": "whole public sector"}
    both = figures(C=revenue | {"value_text": "2.2"}, W=whole | {"value_text": "11.58"})
    assert "19%" in str(market_peers.part_of_public_sector(ledger(both)))
    both.loc["W", "url"] = "https://example.org/other"
    assert market_peers.part_of_public_sector(ledger(both)) is None


def test_a_printed_mean_that_its_total_and_count_do_not_give_is_worked_out_anew():
    award = {"measure_basis": "contract_award_value", "year": "2020"}
    tables = ledger(
        figures(
            T=award | {"metric": "contract_awards_value", "value_text": "77.76", "unit": "GBP m"},
            N=award | {"metric": "contract_awards_count", "value_text": "278", "unit": "notices"},
            M=award | {"metric": "contract_value_mean", "value_text": "282781", "unit": "GBP"},
        )
    )
    (row,) = market_contracts.contract_values(tables).to_dict("records")
    assert (row["what"], row["value"].text) == ("Mean, worked out", "£280,000")  # 279,712


def test_social_care_is_set_against_spending_outside_education(in_2027):
    tables, _ = in_2027
    care = market_flows.social_care_share(tables)
    assert round(float(care.value), 1) == 45.4  # (25.2 + 15.6) ÷ 89.8
    assert care.denominator == "net service spending outside education"


def test_the_2027_edition_shows_nineteen_billion_as_the_whole_public_sector(in_2027):
    tables, settings = in_2027
    text = " ".join(str(s) for s in market_answers.why_not_the_market(tables))
    assert "£19bn" in text
    assert "£16.6bn" in text
    table = market_answers.answers(tables, settings)
    assert len(table) >= 5
    assert not any(q.text == "£19bn" for q in table["value"])


def test_in_2022_nothing_is_known_of_it():
    edition = load_edition(2022)
    tables = load_tables(edition.as_of)
    assert market_answers.why_not_the_market(tables) == []
    assert market_answers.misattributed(tables, edition.market_size).empty
    assert market_peers.growth_beside(tables, edition.market_size).empty


def test_every_kind_of_number_has_words():
    from futuregazing.edition.vocabulary import MEASURE_BASES

    assert set(MEASURE_BASES) <= set(LABELS)


def test_the_services_that_the_title_adds_up_stand_out():
    services = pd.DataFrame({"label": ["Education", "Adult social care", "Children's social care"]})
    assert market_flows.social_care(services) == ["Adult social care", "Children's social care"]

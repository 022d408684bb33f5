"""Market size, annual values and spend, on tables small enough to add up by eye."""

import datetime as dt
from decimal import Decimal

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_market import amounts, award, ceiling, small_market

from futuregazing.edition.periods import calendar_year, financial_year
from futuregazing.measures.measured import COUNCILS, Scope, made_in, narrowed
from futuregazing.measures.measured_size import (
    annual_value,
    market_size,
    size_in,
    years_between,
)

SIX = (
    award("a", 100.10, award_date="2023-12-31"),
    award("b", 200.20, award_date="2024-01-01"),
    award("c", 400, award_date="2024-03-31"),
    award("d", 800, award_date="2024-04-01"),
    ceiling("e", 5_000_000, award_date="2024-05-01"),
    award("f", None, award_date="2024-06-01"),
)


def test_a_calendar_year_adds_up_what_may_be_added_and_says_what_it_left_out():
    size = market_size(small_market(SIX))
    # 2024: 200.20 + 400 + 800; the ceiling and the award without a value are left out.
    assert amounts(size, "period") == {"2023": 100.10, "2024": 1400.20}
    assert list(size["n"]) == [1, 5]
    assert list(size["with_value"]) == [1, 3]
    assert size["coverage"].iloc[1] == (
        "5 awards, 3 of them counted; left out: ceiling 1 (£5.00m), no value stated 1"
    )


def test_a_financial_year_begins_on_the_first_of_april():
    size = market_size(small_market(SIX), "financial")
    # FY2023/24: 100.10 + 200.20 + 400; FY2024/25: 800.
    assert amounts(size, "period") == {"FY2023/24": 700.30, "FY2024/25": 800}


def test_awards_without_a_date_or_dated_ahead_stand_on_lines_of_their_own():
    market = small_market(
        [award("a", 1), award("b", 2, award_date=None), award("c", 4, award_date="2026-01-01")]
    )
    size = market_size(market)
    assert [p and str(p) for p in size["period"]] == ["2024", None, None]
    assert [float(v.value) for v in size["value"]] == [1, 2, 4]
    assert int(size["n"].sum()) == len(market.awards)


def test_a_year_that_goes_on_is_not_complete():
    days = [award("a", award_date="2024-12-31"), award("b", award_date="2025-06-30")]
    size = market_size(small_market(days, as_of=dt.date(2025, 6, 30)))
    assert list(size["complete"]) == [True, False]


def test_a_year_of_ceilings_has_no_value_rather_than_nought():
    size = market_size(small_market([ceiling("a", 9_000_000)]))
    assert size["value"].iloc[0] is None
    assert int(size["n"].iloc[0]) == 1


def test_a_number_says_what_it_is_and_points_to_one_row_of_measures():
    market = narrowed(small_market(SIX), COUNCILS)
    q = size_in(market, calendar_year(2024)).quantity
    assert q.text == "£1,400"
    assert (q.basis, q.geography, str(q.period)) == ("measured award value", "England", "2024")
    assert q.scope == "technology awards of councils and combined authorities"
    assert q.vintage == "2025-12-31"
    assert [ref.to_json() for ref in q.refs] == [
        ["measures", "councils.2024-01-01/2024-12-31:market_size"]
    ]
    assert q.formula == "sum of the values of 3 awards"


def test_scope_narrows_by_kind_of_body_and_by_technology():
    market = small_market(
        [
            award("a", 1),
            award("b", 2, body_kind="police"),
            award("c", 4, technology=False),
            award("d", 8, technology=False, adjacent=True),
            award("e", 16, body_kind=None),
        ]
    )
    assert list(narrowed(market, COUNCILS).awards["award_key"]) == ["a"]
    wide = Scope("wide", "councils, adjacent codes too", ("council",), adjacent=True)
    assert list(narrowed(market, wide).awards["award_key"]) == ["a", "d"]
    assert len(narrowed(market, Scope("all", "all", technology=False)).awards) == 5


def test_the_annual_value_divides_by_the_years_and_leaves_out_unknown_lengths():
    market = small_market(
        [
            award("a", 3_000, start_date="2025-02-01", end_date="2028-01-31"),  # three years: 1,000
            award("b", 500, start_date="2024-04-01", end_date="2025-03-31"),  # one year: 500
            award("c", 700, end_date=None),
            award("d", 900, start_date="2024-04-01", end_date="2024-04-01", one_day=True),
            award("e", 50, start_date="2024-04-01", end_date="2024-01-01", period_unlikely=True),
            ceiling("f", 2_000_000),
        ]
    )
    found = annual_value(market)
    assert found.quantity.value == Decimal(1500)
    assert found.quantity.amount == "£1,500 a year"
    assert found.coverage.text == (
        "6 awards, 2 of them counted; left out: ceiling 1 (£2.00m), no start or end 1 (£700), "
        "starts and ends on one day 1 (£900), unlikely period 1 (£50)"
    )


def test_a_contract_shorter_than_a_year_counts_whole_unless_it_is_to_be_multiplied():
    month = small_market([award("a", 310, start_date="2023-01-01", end_date="2023-01-31")])
    assert annual_value(month).quantity.value == Decimal(310)
    # 31 of 365 days: 310 x 365 / 31 = 3,650.
    assert annual_value(month, shortest_years=0).quantity.value == Decimal(3650)


def test_only_contracts_that_run_on_the_day_are_counted_then():
    market = small_market(
        [
            award("a", 100, start_date="2024-01-01", end_date="2024-12-31"),
            award("b", 200, start_date="2024-07-01", end_date="2025-06-30"),
            award("c", 400, start_date="2025-01-01", end_date="2025-12-31"),
        ]
    )
    assert annual_value(market, dt.date(2024, 7, 1)).quantity.value == Decimal(300)
    assert annual_value(market, dt.date(2024, 12, 31)).quantity.value == Decimal(300)
    assert annual_value(market, dt.date(2025, 7, 1)).quantity.value == Decimal(400)


@pytest.mark.parametrize(
    ("first", "last", "years"),
    [
        ("2025-02-01", "2028-01-31", 3),
        ("2024-02-29", "2025-02-28", 1),
        ("2023-01-01", "2023-01-31", 31 / 365),
        ("2024-01-01", "2024-01-31", 31 / 366),
        ("2023-01-01", "2024-07-01", 1 + 183 / 366),
    ],
)
def test_length_in_years_counts_both_ends(first, last, years):
    pair = pd.Series(pd.to_datetime([first, last]))
    assert years_between(pair[:1], pair[1:])[0] == pytest.approx(years, rel=1e-12)


@settings(deadline=None, max_examples=15)
@given(start=st.dates(dt.date(2000, 1, 1), dt.date(2040, 1, 1)), days=st.integers(1, 5000))
def test_length_in_years_is_close_to_the_days(start, days):
    end = start + dt.timedelta(days=days - 1)
    one = pd.Series(pd.to_datetime([start])), pd.Series(pd.to_datetime([end]))
    assert years_between(*one)[0] == pytest.approx(days / 365.25, abs=0.006)


@settings(deadline=None, max_examples=15)
@given(
    st.lists(
        st.tuples(st.integers(0, 10**12), st.dates(dt.date(2015, 1, 1), dt.date(2025, 12, 31))),
        min_size=1,
        max_size=30,
    )
)
def test_the_years_add_up_to_the_whole_to_the_penny(given_awards):
    rows = [
        award(f"a{n}", award_date=day.isoformat()) | {"pence": pence}
        for n, (pence, day) in enumerate(given_awards)
    ]
    market = small_market(rows)
    whole = Decimal(sum(pence for pence, _ in given_awards)) / 100
    for years in ("calendar", "financial"):
        assert sum(v.value for v in market_size(market, years)["value"]) == whole


def test_a_period_holds_both_its_ends():
    market = made_in(small_market(SIX), financial_year(2023))
    assert list(market.awards["award_key"]) == ["a", "b", "c"]

"""Months of award and days to publication, counted by hand."""

import datetime as dt

import pytest
from small_market import award, ceiling, small_market

from futuregazing.measures.measured_timing import complete_years, seasonality, time_to_publication


def test_months_are_of_complete_years_only():
    market = small_market(
        [
            award("a", 10, award_date="2023-01-10"),
            award("b", 20, award_date="2023-12-10"),
            award("c", 30, award_date="2024-01-10"),
            award("d", 40, award_date="2024-11-10"),
            ceiling("e", 2_000_000, award_date="2024-11-11"),
            award("f", 99, award_date="2025-01-10"),
        ],
        as_of=dt.date(2025, 12, 30),
    )
    assert complete_years(market) == (2023, 2024)
    found = seasonality(market).set_index("label")
    assert found["awards"].to_dict() | {} == {
        **dict.fromkeys(found.index, 0),
        "January": 2,
        "November": 2,
        "December": 1,
    }
    assert float(found["value"]["January"].value) == 40
    assert found["share_of_number"]["January"] == pytest.approx(40)
    # By value: January 10 + 30 of 100; November 40 of 100, its ceiling left out.
    assert found["share_of_value"]["November"] == pytest.approx(40)
    assert set(found["years"]) == {2}


def test_a_year_covered_in_part_is_left_out_unless_asked_for():
    market = small_market([award("a", 1, award_date="2023-08-01")])
    assert complete_years(market) == ()
    assert set(seasonality(market)["awards"]) == {0}
    assert set(seasonality(market)["share_of_number"]) == {None}
    assert int(seasonality(market, [2023])["awards"].sum()) == 1


def test_days_to_publication_by_quarters_and_the_late():
    days = ["2024-03-11", "2024-03-12", "2024-03-20", "2024-04-09", "2024-04-10"]
    market = small_market(
        [
            *(award(f"a{n}", published_on=day) for n, day in enumerate(days)),
            award("b", award_date="2024-03-18"),
            award("c", award_date=None),
            award("d", published_on=None),
        ]
    )
    found = time_to_publication(market)
    # 1, 2, 10, 30 and 31 days after 10 March 2024; the last one is late.
    assert found["lower_quarter"].quantity.value == 2
    assert found["median"].quantity.text == "10 days"
    assert found["upper_quarter"].quantity.value == 30
    assert found["late_pct"].quantity.text == "20%"
    assert found["median"].coverage.text == (
        "8 awards, 5 of them counted; left out: dated after publication 1 (£1,000), "
        "no award date 1 (£1,000), no day of publication 1 (£1,000)"
    )


def test_nothing_is_told_of_no_awards():
    assert time_to_publication(small_market()) == {}

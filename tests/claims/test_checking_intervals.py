"""What a printed number can mean."""

import math
from decimal import Decimal

import pytest

from futuregazing.claims.checking.finding import told
from futuregazing.claims.checking.interval import (
    Interval,
    change,
    compounded,
    printed_interval,
    yearly,
)


@pytest.mark.parametrize(
    ("number", "qualifier", "low", "high"),
    [
        ("2.8", "exact", 2.75, 2.85),
        ("19.0", "exact", 18.5, 19.5),  # the zero is the table's, not the source's
        ("800", "exact", 750, 850),
        ("70", "exact", 69.5, 70.5),
        ("30", "nearly", 28.5, 30),
        ("12", "at_least", 12, math.inf),
        ("4", "less_than", -math.inf, 4),
        ("5.0", "approx", 4.5, 5.5),
        ("4.8", "approx", 4.32, 5.28),
        ("8.0", "forecast", 6.8, 9.2),
        ("0", "qualitative", -1, 1),
    ],
)
def test_a_printed_number_means_an_interval(number, qualifier, low, high):
    meant = printed_interval(Decimal(number), qualifier)
    assert (meant.low, meant.high) == (pytest.approx(low), pytest.approx(high))


def test_per_cent_are_printed_to_the_unit_and_counts_are_exact():
    assert printed_interval(Decimal(100), "exact", percent=True) == Interval(99.5, 100.5)
    assert printed_interval(Decimal(278), "exact", counted=True) == Interval(278, 278)
    assert printed_interval(Decimal(3000), "exact", counted=True) == Interval(2500, 3500)


def test_neighbouring_roundings_do_not_meet_but_a_point_at_the_edge_does():
    assert not Interval(18.5, 19.5).meets(Interval(19.5, 20.5))
    assert Interval(99, 101).meets(Interval(100, 100))
    assert Interval(19.5, 20.5).gap(Interval(18.5, 19.5)) > 0


def test_growth_compounds_and_comes_apart_again():
    assert compounded(Interval(15, 15), 5).low == pytest.approx(101.136, abs=0.001)
    assert yearly(Interval(81, 81), 5).low == pytest.approx(12.6, abs=0.01)
    assert change(Interval(20, 20), Interval(26, 26)).low == pytest.approx(30)


def test_an_interval_is_told_in_the_unit_of_its_numbers():
    assert told(Interval(6.6e9, 6.8e9), "GBP") == "GBP 6.6bn to GBP 6.8bn"
    assert told(Interval(12, math.inf)) == "at least 12"
    assert told(Interval(30, 30), "percent") == "30%"

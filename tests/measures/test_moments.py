import datetime as dt

import pytest

from futuregazing.edition.periods import between, calendar_year, financial_year, instant, month
from futuregazing.measures.moments import day_before, later, moments_in, mostly_within


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("from July 2020", ["July 2020"]),
        ("decision 2024-09-16", ["16 September 2024"]),
        ("election 7 May 2026, start 1 April 2027", ["7 May 2026", "1 April 2027"]),
        ("by end 2025", ["December 2025"]),
        ("lines retired by end of 2025", ["December 2025"]),
        ("2021/22", ["FY2021/22"]),
        ("award in 2023", ["2023"]),
        ("not printed", []),
        ("reference 20231 and GBP354m", []),
    ],
)
def test_moments_are_read_at_their_own_grain(words, found):
    assert [str(moment) for moment in moments_in(words)] == found


def test_a_term_ends_at_the_grain_it_counts_from():
    assert later(instant(dt.date(2024, 9, 16)), 36) == instant(dt.date(2027, 9, 16))
    assert later(month(2020, 7), 36) == month(2023, 7)
    assert later(calendar_year(2023), 60) == calendar_year(2028)
    assert later(financial_year(2021), 24) == financial_year(2023)


def test_half_a_year_from_a_year_may_fall_in_two():
    assert later(calendar_year(2023), 6) == between(dt.date(2023, 7, 1), dt.date(2024, 6, 30))


def test_a_term_from_a_first_day_ends_the_day_before():
    assert day_before(instant(dt.date(2027, 4, 1))) == instant(dt.date(2027, 3, 31))
    assert day_before(month(2027, 4)) == month(2027, 4)


def test_a_coarse_moment_counts_only_if_most_of_it_lies_ahead():
    ahead = between(dt.date(2026, 11, 23), dt.date(2028, 11, 22))
    assert mostly_within(calendar_year(2028), ahead)
    assert not mostly_within(calendar_year(2026), ahead)
    assert mostly_within(instant(dt.date(2026, 11, 23)), ahead)
    assert not mostly_within(instant(dt.date(2026, 11, 22)), ahead)

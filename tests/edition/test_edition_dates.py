"""Days and months, at the ends of months above all."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from futuregazing.edition import add_months, format_date
from futuregazing.edition.dates import last_day, months_between
from futuregazing.errors import UserError

days = st.dates(date(1990, 1, 1), date(2090, 12, 31))


def test_a_day_is_printed_as_prose_has_it() -> None:
    assert format_date(date(2021, 12, 31)) == "31 December 2021"
    assert format_date(date(2025, 2, 4)) == "4 February 2025"


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 11, 22), 24, date(2028, 11, 22)),
        (date(2021, 12, 31), 24, date(2023, 12, 31)),
        (date(2023, 1, 31), 1, date(2023, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2024, 3, 31), -1, date(2024, 2, 29)),
        (date(2024, 1, 15), -1, date(2023, 12, 15)),
        (date(2024, 12, 1), 1, date(2025, 1, 1)),
        (date(2024, 5, 6), 0, date(2024, 5, 6)),
    ],
)
def test_months_are_added_within_the_calendar(day: date, months: int, expected: date) -> None:
    assert add_months(day, months) == expected


@given(days, st.integers(-600, 600))
def test_adding_months_lands_in_the_month_counted_to(day: date, months: int) -> None:
    later = add_months(day, months)
    assert later.year * 12 + later.month == day.year * 12 + day.month + months
    assert later.day == day.day or (later + timedelta(days=1)).day == 1


@given(days, st.integers(0, 600))
def test_months_between_counts_what_was_added(day: date, months: int) -> None:
    assert months_between(day, add_months(day, months)) == months


@given(days, days)
def test_whole_months_never_reach_beyond_the_end(first: date, second: date) -> None:
    start, end = sorted((first, second))
    months = months_between(start, end)
    assert add_months(start, months) <= end < add_months(start, months + 1)


@given(days)
def test_the_last_day_is_followed_by_the_first(day: date) -> None:
    assert (last_day(day.year, day.month) + timedelta(days=1)).day == 1
    assert last_day(day.year, day.month).month == day.month


@pytest.mark.parametrize("months", [12 * 9000, -12 * 9000])
def test_months_that_lead_out_of_the_calendar_are_refused(months: int) -> None:
    with pytest.raises(UserError, match="outside the calendar"):
        add_months(date(2026, 1, 31), months)

import datetime as dt

import pytest

from futuregazing.tables.dates import CLOSED, first_day, known_by_dates, last_day, parse_day


@pytest.mark.parametrize(
    ("printed", "first", "last"),
    [
        ("2021-12-09", "2021-12-09", "2021-12-09"),
        ("2021-12", "2021-12-01", "2021-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2021", "2021-01-01", "2021-12-31"),
        ("2021/22", "2021-04-01", "2022-03-31"),
        ("1999/00", "1999-04-01", "2000-03-31"),
    ],
)
def test_a_coarse_date_spans_its_first_to_its_last_day(printed, first, last):
    assert first_day(printed).isoformat() == first
    assert last_day(printed).isoformat() == last


@pytest.mark.parametrize(
    "printed",
    ["", "2026?", "2021-13", "2021-02-30", "2021/23", "20211209", "2021-W01-1", "December 2021"],
)
def test_what_is_no_date_is_refused(printed):
    with pytest.raises(ValueError, match=r".+"):
        last_day(printed)


def test_a_month_is_not_a_day():
    with pytest.raises(ValueError, match="not a day"):
        parse_day("2021-12")


def test_a_coarse_date_that_ran_past_the_closing_day_may_be_capped_at_it():
    assert known_by_dates("2026") == (dt.date(2026, 12, 31), CLOSED)
    assert known_by_dates("2026-11") == (dt.date(2026, 11, 30), CLOSED)


def test_an_exact_day_after_the_closing_day_is_not_capped():
    assert known_by_dates("2026-12-05") == (dt.date(2026, 12, 5),)

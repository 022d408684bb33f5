"""Periods: what is read, how it is printed, and that no day is lost at either end."""

from __future__ import annotations

import contextlib
import csv
import pickle
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from futuregazing import paths
from futuregazing.edition import (
    Period,
    PeriodError,
    add_months,
    calendar_year,
    financial_year,
    horizon,
    parse_period,
    parse_printed,
)
from futuregazing.edition.periods import between, instant, month, parse_moment, quarter

days = st.dates(date(1990, 1, 1), date(2090, 12, 31))
years = st.integers(1990, 2090)
moments = st.one_of(
    years.map(calendar_year),
    years.map(financial_year),
    st.builds(quarter, years, st.integers(1, 4)),
    st.builds(month, years, st.integers(1, 12)),
    days.map(instant),
)


@pytest.mark.parametrize(
    ("start", "end", "kind", "first", "last", "label"),
    [
        ("2020", "2020", "calendar year", "2020-01-01", "2020-12-31", "2020"),
        ("2016", "2021", "calendar years", "2016-01-01", "2021-12-31", "2016 to 2021"),
        (
            "FY2024/25",
            "FY2024/25",
            "financial year",
            "2024-04-01",
            "2025-03-31",
            "FY2024/25",
        ),
        (
            "FY2018/19",
            "FY2023/24",
            "financial years",
            "2018-04-01",
            "2024-03-31",
            "FY2018/19 to FY2023/24",
        ),
        ("FY1999/00", "FY1999/00", "financial year", "1999-04-01", "2000-03-31", "FY1999/00"),
        (
            "2016-Q1",
            "2021-Q4",
            "quarters",
            "2016-01-01",
            "2021-12-31",
            "January 2016 to December 2021",
        ),
        ("2020-Q2", "2020-Q2", "quarter", "2020-04-01", "2020-06-30", "April to June 2020"),
        ("2021-12", "2021-12", "month", "2021-12-01", "2021-12-31", "December 2021"),
        (
            "2012-04",
            "2014-03",
            "months",
            "2012-04-01",
            "2014-03-31",
            "April 2012 to March 2014",
        ),
        ("2025-01", "2025-02", "months", "2025-01-01", "2025-02-28", "January to February 2025"),
        ("2024-02", "2024-02", "month", "2024-02-01", "2024-02-29", "February 2024"),
        ("2030-07-19", "2030-07-19", "instant", "2030-07-19", "2030-07-19", "19 July 2030"),
        (
            "2026-07-20",
            "2030-07-19",
            "days",
            "2026-07-20",
            "2030-07-19",
            "20 July 2026 to 19 July 2030",
        ),
        ("2018", "2022-06", "mixed", "2018-01-01", "2022-06-30", "2018 to June 2022"),
        ("2018-07", "2019", "mixed", "2018-07-01", "2019-12-31", "July 2018 to 2019"),
        ("2020-02", "2020", "mixed", "2020-02-01", "2020-12-31", "February to December 2020"),
        (
            "2024-10",
            "2026-10-28",
            "mixed",
            "2024-10-01",
            "2026-10-28",
            "October 2024 to 28 October 2026",
        ),
    ],
)
def test_each_spelling_of_the_tables_is_understood(
    start: str, end: str, kind: str, first: str, last: str, label: str
) -> None:
    period = parse_period(start, end)
    assert (period.start.isoformat(), period.end.isoformat()) == (first, last)
    assert period.kind == kind
    assert str(period) == label


@pytest.mark.parametrize(
    ("start", "end", "kind", "label"),
    [
        ("", "2020", "until", "to 2020"),
        ("FY2024/25", "", "from", "from FY2024/25"),
        ("", "  ", "undated", "period not stated"),
    ],
)
def test_an_end_that_is_not_stated_leaves_the_period_without_a_length(
    start: str, end: str, kind: str, label: str
) -> None:
    period = parse_period(start, end)
    assert (period.kind, str(period), period.bounded) == (kind, label, False)
    assert not period.whole_months
    with pytest.raises(PeriodError, match="has no length"):
        _ = period.months
    with pytest.raises(PeriodError, match="has no length"):
        _ = period.days


@pytest.mark.parametrize("text", ["2020/21", "FY2020/21", "FY 2020/21", "2020/2021", " FY2020/21 "])
def test_a_slash_always_means_a_financial_year(text: str) -> None:
    assert parse_moment(text) == financial_year(2020)


NO_PERIODS = (
    *("FY2020/22", "2020/20", "FY2020/2022", "2020-13", "2020-00", "2021-02-29", "2020-Q5", "0000"),
    *("20", "20201", "2020-1", "2020-1-1", "Q1 2020", "yesterday", "nan", "2020,", "２０２０"),
)


@pytest.mark.parametrize("text", NO_PERIODS)
def test_what_is_no_period_is_refused_and_quoted(text: str) -> None:
    with pytest.raises(PeriodError) as caught:
        parse_period(text, "2030")
    assert f"'{text}'" in str(caught.value)


def test_a_period_cannot_end_before_it_starts() -> None:
    with pytest.raises(PeriodError, match="The period from '2021' to '2020-06' ends before"):
        parse_period("2021", "2020-06")
    with pytest.raises(PeriodError, match="1 May 2020 to 30 April 2020"):
        Period(date(2020, 5, 1), date(2020, 4, 30), "days", "wrong")


def test_a_financial_year_ends_on_31_march_and_the_next_begins_the_day_after() -> None:
    assert financial_year(date(2025, 3, 31)) == financial_year(2024)
    assert financial_year(date(2025, 4, 1)) == financial_year(2025)
    assert str(financial_year(date(2025, 3, 31))) == "FY2024/25"
    assert str(financial_year(date(2000, 1, 1))) == "FY1999/00"


@given(days)
def test_every_day_lies_in_exactly_one_financial_year(day: date) -> None:
    period = financial_year(day)
    assert period.contains(day)
    assert not financial_year(period.start.year - 1).contains(day)
    assert not financial_year(period.start.year + 1).contains(day)
    assert (period.months, period.whole_months) == (12, True)


@given(years)
def test_financial_years_follow_each_other_without_gap(year: int) -> None:
    assert financial_year(year).end + timedelta(days=1) == financial_year(year + 1).start


@given(years)
def test_a_leap_day_lengthens_the_year_it_lies_in_by_one(year: int) -> None:
    def leap(number: int) -> bool:
        return number % 4 == 0 and (number % 100 != 0 or number % 400 == 0)

    assert calendar_year(year).days == 365 + leap(year)
    assert financial_year(year).days == 365 + leap(year + 1)


@given(years)
def test_quarters_and_months_tile_the_year(year: int) -> None:
    for parts in (
        [quarter(year, n) for n in range(1, 5)],
        [month(year, n) for n in range(1, 13)],
    ):
        assert sum(part.days for part in parts) == calendar_year(year).days
        assert all(calendar_year(year).contains(part) for part in parts)
        assert not any(a.overlaps(b) for a in parts for b in parts if a is not b)
        assert max(parts) is parts[-1]


@given(moments)
def test_a_moment_is_read_back_from_its_own_spelling(moment: Period) -> None:
    start, end = moment.spelling()
    assert start == end
    assert parse_period(start, end) == moment


@given(moments, moments)
def test_any_span_is_read_back_to_the_same_days(one: Period, other: Period) -> None:
    first, last = sorted((one, other), key=lambda period: (period.end, period.start))
    period = parse_period(first.spelling()[0], last.spelling()[1])
    again = parse_period(*period.spelling())
    assert (again.start, again.end) == (period.start, period.end) == (first.start, last.end)
    if period.kind not in ("mixed", "days"):
        assert again == period
    assert period.contains(first.start)
    assert period.contains(last.end)
    assert not period.contains(last.end + timedelta(days=1))


@given(st.tuples(days, days), st.tuples(days, days))
def test_two_spans_overlap_when_they_share_a_day(
    one: tuple[date, date], other: tuple[date, date]
) -> None:
    a, b = between(*sorted(one)), between(*sorted(other))
    latest_start, earliest_end = max(a.start, b.start), min(a.end, b.end)
    assert a.overlaps(b) == b.overlaps(a) == (latest_start <= earliest_end)
    assert a.contains(b) == (a.contains(b.start) and a.contains(b.end))


def test_periods_that_meet_do_not_overlap() -> None:
    assert not financial_year(2023).overlaps(financial_year(2024))
    assert calendar_year(2024).overlaps(financial_year(2024))
    assert not calendar_year(2024).contains(financial_year(2024))


@pytest.mark.parametrize(
    ("start", "end", "months", "whole"),
    [
        ("2026-07-20", "2030-07-19", 48, True),
        ("2026-07-20", "2030-07-20", 48, False),
        ("2026-07-20", "2030-07-18", 47, False),
        ("2016", "2021", 72, True),
        ("2016-Q1", "2021-Q4", 72, True),
        ("FY2018/19", "FY2023/24", 72, True),
        ("2030-07-19", "2030-07-19", 0, False),
        ("2024-02", "2024-02", 1, True),
    ],
)
def test_length_is_counted_in_whole_months(start: str, end: str, months: int, whole: bool) -> None:
    period = parse_period(start, end)
    assert (period.months, period.whole_months) == (months, whole)


def test_a_horizon_runs_from_the_next_day_to_the_same_day_of_the_month() -> None:
    period = horizon(date(2026, 11, 22), 24)
    assert (period.start, period.end) == (date(2026, 11, 23), date(2028, 11, 22))
    assert str(period) == "23 November 2026 to 22 November 2028"
    assert horizon(date(2023, 1, 31), 1).end == date(2023, 2, 28)


@given(days, st.integers(1, 120))
def test_a_horizon_leaves_out_its_first_day_and_holds_its_last(day: date, months: int) -> None:
    period = horizon(day, months)
    assert not period.contains(day)
    assert period.contains(day + timedelta(days=1))
    assert period.end == add_months(day, months)


def test_a_horizon_of_no_months_is_refused() -> None:
    with pytest.raises(PeriodError, match="expected at least one"):
        horizon(date(2026, 11, 22), 0)


def test_a_period_crosses_processes_and_can_be_a_key() -> None:
    period = parse_period("2016", "2021")
    assert {pickle.loads(pickle.dumps(period)): 1}[period] == 1


@pytest.mark.parametrize(
    ("words", "kind", "label"),
    [
        ("2018 to mid-2022", "mixed", "2018 to mid-2022"),
        ("2021/22", "financial year", "FY2021/22"),
        ("2022-23", "financial year", "FY2022/23"),
        ("2024-09 to 2025-09", "months", "September 2024 to September 2025"),
        ("2026-2029", "calendar years", "2026 to 2029"),
        ("2026–2029", "calendar years", "2026 to 2029"),
        ("2026-", "from", "from 2026"),
        ("2025-11", "month", "November 2025"),
        ("2026-03 to 2030-03-15", "mixed", "March 2026 to 15 March 2030"),
        ("2010-11", "as printed", "2010-11"),
        ("Spending  Review 2025", "as printed", "Spending Review 2025"),
        ("2025 to 2024", "as printed", "2025 to 2024"),
        ("PIN", "as printed", "PIN"),
        ("9999-", "from", "from 9999"),
        ("", "undated", "period not stated"),
    ],
)
def test_printed_words_are_read_where_they_can_be_and_kept_where_not(
    words: str, kind: str, label: str
) -> None:
    period = parse_printed(words)
    assert (period.kind, str(period)) == (kind, label)


def test_half_a_year_ends_with_june() -> None:
    period = parse_printed("2018 to mid-2022")
    assert (period.start, period.end) == (date(2018, 1, 1), date(2022, 6, 30))


@given(st.text(max_size=40))
def test_no_words_of_a_source_can_break_the_reader(words: str) -> None:
    period = parse_printed(words)
    assert period.bounded or period.kind in ("as printed", "undated", "from", "until")


@given(st.text(max_size=20), st.text(max_size=20))
def test_a_cell_is_a_period_or_a_clear_refusal(start: str, end: str) -> None:
    with contextlib.suppress(PeriodError):
        period = parse_period(start, end)
        assert period.start <= period.end


def rows(table: str) -> list[dict[str, str]]:
    with (paths.data() / table).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_period_in_the_figures_table_is_understood() -> None:
    for row in rows("ledger/figures.csv"):
        period = parse_period(row["period_start"], row["period_end"])
        assert period.bounded or "" in (row["period_start"], row["period_end"]), row["figure_id"]


def test_every_date_in_the_register_is_one_day() -> None:
    found = [
        moment
        for row in rows("notices/register.csv")
        for column in ("date_published", "start_date", "end_date", "max_end_date")
        if (moment := parse_moment(row[column])) is not None
    ]
    assert found
    assert {moment.kind for moment in found} == {"instant"}


def test_most_printed_periods_of_the_blue_light_facts_are_read() -> None:
    kinds = [parse_printed(row["period_or_date"]).kind for row in rows("ledger/bluelight.csv")]
    assert kinds.count("as printed") / len(kinds) < 0.2

"""Coarse dates as sources print them, and the last day each may mean.

2021-12-09   a day
2021-12      a month
2021         a year
2025/26      a financial year, which ends on 31 March
"""

from __future__ import annotations

import calendar
import datetime as dt
import re

CLOSED = dt.date(2026, 11, 22)
"""The day the compiled tables were closed. A row without a date was known by then, so the
edition of that day, and later ones, may use it; so may no earlier one."""

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_YEAR = re.compile(r"\d{4}")
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_FINANCIAL_YEAR = re.compile(r"(\d{4})/(\d{2})")


def parse_day(text: str) -> dt.date:
    """Return the day an ISO date names; raise ValueError for anything coarser."""
    if not _DAY.fullmatch(text):
        raise ValueError(f"not a day: {text!r}")
    return dt.date.fromisoformat(text)


def first_day(text: str) -> dt.date:
    """Return the first day that a coarse date may mean; raise ValueError if it is no date."""
    if _YEAR.fullmatch(text):
        return dt.date(int(text), 1, 1)
    if match := _MONTH.fullmatch(text):
        return dt.date(int(match[1]), int(match[2]), 1)
    if match := _FINANCIAL_YEAR.fullmatch(text):
        return _financial_year_end(int(match[1]), int(match[2])).replace(int(match[1]), 4, 1)
    return parse_day(text)


def last_day(text: str) -> dt.date:
    """Return the last day that a coarse date may mean; raise ValueError if it is no date."""
    if _YEAR.fullmatch(text):
        return dt.date(int(text), 12, 31)
    if match := _MONTH.fullmatch(text):
        year, month = int(match[1]), int(match[2])
        return dt.date(year, month, calendar.monthrange(year, month)[1])
    if match := _FINANCIAL_YEAR.fullmatch(text):
        return _financial_year_end(int(match[1]), int(match[2]))
    return parse_day(text)


def known_by_dates(text: str) -> tuple[dt.date, ...]:
    """Return the days that `known_by` may hold beside a date printed as `text`.

    It is the last day of the date. A coarse date whose last day lay ahead when the
    tables were closed was capped at that day.
    """
    last = last_day(text)
    if last > CLOSED and not _DAY.fullmatch(text):
        return (last, CLOSED)
    return (last,)


def _financial_year_end(start: int, end: int) -> dt.date:
    if (start + 1) % 100 != end:
        raise ValueError(f"not a financial year: {start}/{end:02d}")
    return dt.date(start + 1, 3, 31)

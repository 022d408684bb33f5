"""Days and months: what the standard library leaves to be got wrong."""

from __future__ import annotations

import calendar
from datetime import date

from futuregazing.errors import UserError

# Not from `calendar`, whose names follow the locale of the machine.
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def format_date(day: date) -> str:
    """Return the day as prose has it: `31 December 2021`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def last_day(year: int, month: int) -> date:
    """Return the last day of the month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def add_months(day: date, months: int) -> date:
    """Return the day `months` later (earlier if negative), or the last day of a shorter month.

    31 January and one month is 28 (or 29) February. Raises UserError beyond years 1 to 9999.
    """
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    if not date.min.year <= year <= date.max.year:
        raise UserError(f"{months} months from {format_date(day)} lead outside the calendar.")
    return date(year, month, min(day.day, last_day(year, month).day))


def months_between(start: date, end: date) -> int:
    """Return how many whole months lie from `start` to `end`, neither before nor beyond it.

    1 January to 1 February is one month; 31 January to 28 February is one, too.
    """
    months = (end.year - start.year) * 12 + end.month - start.month
    return months if add_months(start, months) <= end else months - 1

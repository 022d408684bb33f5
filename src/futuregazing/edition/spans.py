"""Spans of days that know how they are counted and printed.

A financial year runs from 1 April to 31 March.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, TypeAlias

from futuregazing.edition.dates import MONTHS, add_months, format_date, last_day, months_between
from futuregazing.errors import UserError

FINANCIAL_YEAR_MONTH = 4
MONTHS_IN_YEAR = 12
MONTHS_IN_QUARTER = 3

Kind: TypeAlias = Literal[
    "calendar year",
    "calendar years",
    "financial year",
    "financial years",
    "quarter",
    "quarters",
    "month",
    "months",
    "instant",
    "days",
    "mixed",
    "until",
    "from",
    "as printed",
    "undated",
]


class PeriodError(UserError):
    """Raised when a period is spelt in a way no rule covers, or ends before it starts."""


@dataclass(frozen=True, order=True)
class Period:
    """A span of days, both ends included, that knows how it is counted and printed.

    Periods sort by start, then end. Where an end is not stated (`until`, `from`, `as printed`,
    `undated`) it is the first or last day of the calendar: such a period has no length.
    """

    start: date
    end: date
    kind: Kind
    label: str

    def __post_init__(self) -> None:
        """Refuse a period that ends before it starts."""
        if self.end < self.start:
            found = f"{format_date(self.start)} to {format_date(self.end)}"
            raise PeriodError(f"A period ends before it starts: {found}.")

    def __str__(self) -> str:
        """Return the period as the report prints it."""
        return self.label

    @property
    def bounded(self) -> bool:
        """Whether both ends are stated."""
        return self.start != date.min and self.end != date.max

    @property
    def days(self) -> int:
        """Length in days, both ends counted; raises PeriodError where an end is not stated."""
        self._require_bounds()
        return (self.end - self.start).days + 1

    @property
    def months(self) -> int:
        """Length in whole months; raises PeriodError where an end is not stated.

        20 July 2026 to 19 July 2030 is 48 months.
        """
        self._require_bounds()
        return months_between(self.start, self.end + timedelta(days=1))

    @property
    def whole_months(self) -> bool:
        """Whether the length is a number of months without days left over."""
        return self.bounded and add_months(self.start, self.months) == self.end + timedelta(days=1)

    def contains(self, other: date | Period) -> bool:
        """Tell whether a day, or every day of another period, lies within this one."""
        start, end = (other.start, other.end) if isinstance(other, Period) else (other, other)
        return self.start <= start and end <= self.end

    def overlaps(self, other: Period) -> bool:
        """Tell whether the two periods share a day."""
        return self.start <= other.end and other.start <= self.end

    def spelling(self) -> tuple[str, str]:
        """Return start and end as the tables spell them, such that parsing gives the same days."""
        opened = "" if self.start == date.min else self.start.isoformat()
        closed = "" if self.end == date.max else self.end.isoformat()
        if self.kind not in _SPELL:
            return opened, closed
        spell = _SPELL[self.kind]
        return spell(self.start), spell(self.end)

    def _require_bounds(self) -> None:
        if not self.bounded:
            raise PeriodError(f"'{self.label}' has no length: an end of it is not stated.")


def calendar_year(year: int) -> Period:
    """Return 1 January to 31 December of `year`."""
    return Period(date(year, 1, 1), date(year, 12, 31), "calendar year", str(year))


def financial_year(moment: date | int) -> Period:
    """Return the financial year that holds a day, or that begins in April of a year."""
    begins = moment if isinstance(moment, int) else _financial_start(moment)
    start = date(begins, FINANCIAL_YEAR_MONTH, 1)
    end = date(begins + 1, FINANCIAL_YEAR_MONTH, 1) - timedelta(days=1)
    return Period(start, end, "financial year", f"FY{begins}/{(begins + 1) % 100:02}")


def quarter(year: int, number: int) -> Period:
    """Return a quarter of the calendar year: number 1 is January to March."""
    first = (number - 1) * MONTHS_IN_QUARTER + 1
    start, end = date(year, first, 1), last_day(year, first + MONTHS_IN_QUARTER - 1)
    return Period(start, end, "quarter", span_label(month_label(start), month_label(end)))


def month(year: int, number: int) -> Period:
    """Return one calendar month."""
    start = date(year, number, 1)
    return Period(start, last_day(year, number), "month", month_label(start))


def instant(day: date) -> Period:
    """Return a period of one day."""
    return Period(day, day, "instant", format_date(day))


def horizon(day: date, months: int) -> Period:
    """Return the `months` that follow `day`: from the next day to the same day of the month.

    From 22 November 2026 over 24 months is 23 November 2026 to 22 November 2028.
    """
    if months < 1:
        raise PeriodError(f"A horizon of {months} months was asked for; expected at least one.")
    return between(day + timedelta(days=1), add_months(day, months))


def between(start: date, end: date) -> Period:
    """Return the span from one day to another, both included."""
    if start == end:
        return instant(start)
    return Period(start, end, "days", span_label(format_date(start), format_date(end)))


def _financial_start(day: date) -> int:
    return day.year if day.month >= FINANCIAL_YEAR_MONTH else day.year - 1


def month_label(day: date) -> str:
    """Return the month of a day as prose has it: `December 2021`."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def span_label(first: str, last: str) -> str:
    """Join two labels, dropping the year from the first where both name the same one.

    `January 2025` and `February 2025` make `January to February 2025`.
    """
    head, _, year = first.rpartition(" ")
    shared = bool(head) and year == last.rpartition(" ")[2]
    return f"{head if shared else first} to {last}"


_SPELL: dict[Kind, Callable[[date], str]] = {
    "calendar year": lambda day: str(day.year),
    "calendar years": lambda day: str(day.year),
    "financial year": lambda day: financial_year(day).label,
    "financial years": lambda day: financial_year(day).label,
    "quarter": lambda day: f"{day.year}-Q{(day.month - 1) // MONTHS_IN_QUARTER + 1}",
    "quarters": lambda day: f"{day.year}-Q{(day.month - 1) // MONTHS_IN_QUARTER + 1}",
    "month": lambda day: day.isoformat()[:7],
    "months": lambda day: day.isoformat()[:7],
}

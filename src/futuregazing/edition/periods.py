"""Periods of time as the tables spell them: years, financial years, quarters, months, days.

A financial year runs from 1 April to 31 March and is always spelt with a slash: `FY2024/25`.
A hyphen is a month in the tables (`2011-12` is December 2011) and ambiguous anywhere else.

Spellings understood by `parse_period`, for start and end alike:
`2020`, `FY2024/25` (also `2024/25`), `2016-Q1`, `2021-12`, `2030-07-19`, and empty (not stated).
"""

from __future__ import annotations

import re
from datetime import date

from futuregazing.edition.spans import (
    Kind,
    Period,
    PeriodError,
    between,
    calendar_year,
    financial_year,
    horizon,
    instant,
    month,
    month_label,
    quarter,
    span_label,
)

__all__ = [
    "Kind",
    "Period",
    "PeriodError",
    "between",
    "calendar_year",
    "financial_year",
    "horizon",
    "instant",
    "month",
    "parse_moment",
    "parse_period",
    "quarter",
]

_PLURAL: dict[Kind, Kind] = {
    "calendar year": "calendar years",
    "financial year": "financial years",
    "quarter": "quarters",
    "month": "months",
    "instant": "days",
}

_YEAR = re.compile(r"(\d{4})", re.ASCII)
_FINANCIAL = re.compile(r"(?:FY ?)?(\d{4})/(\d{2}|\d{4})", re.ASCII)
_QUARTER = re.compile(r"(\d{4})-?Q([1-4])", re.ASCII)
_MONTH = re.compile(r"(\d{4})-(\d{2})", re.ASCII)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def parse_period(start: str, end: str) -> Period:
    """Return the period from `start` to `end`, each spelt as in `figures.csv`.

    Like spellings at both ends make one kind (`months`); unlike ones are `mixed`. An empty start
    makes `until`, an empty end `from`, both empty `undated`. Raises PeriodError for a spelling
    that is not understood, or an end before the start.
    """
    first, last = parse_moment(start), parse_moment(end)
    if first is None or last is None:
        return _half_open(first, last)
    if last.end < first.start:
        raise PeriodError(f"The period from '{start}' to '{end}' ends before it starts.")
    if (first.start, first.end) == (last.start, last.end):
        return last
    kind: Kind = _PLURAL[first.kind] if first.kind == last.kind else "mixed"
    return Period(first.start, last.end, kind, _range_label(first, last))


def parse_moment(text: str) -> Period | None:
    """Return the year, financial year, quarter, month or day that `text` spells, None if empty."""
    spelt = text.strip()
    if not spelt:
        return None
    try:
        found = _parse_moment(spelt)
    except ValueError as error:
        raise PeriodError(f"'{text}' is not in the calendar: {error}.") from error
    if found is None:
        raise PeriodError(
            f"'{text}' is not a period; expected one of 2020, FY2024/25, 2016-Q1, 2021-12, "
            "2030-07-19 or nothing."
        )
    return found


def _parse_moment(spelt: str) -> Period | None:
    if found := _YEAR.fullmatch(spelt):
        return calendar_year(int(found[1]))
    if found := _FINANCIAL.fullmatch(spelt):
        return _checked_financial_year(found[1], found[2])
    if found := _QUARTER.fullmatch(spelt):
        return quarter(int(found[1]), int(found[2]))
    if found := _MONTH.fullmatch(spelt):
        return month(int(found[1]), int(found[2]))
    if _DAY.fullmatch(spelt):
        return instant(date.fromisoformat(spelt))
    return None


def _checked_financial_year(first: str, second: str) -> Period:
    """Return the financial year, refusing one that does not end a year after it begins."""
    if int(second) != (int(first) + 1) % 10 ** len(second):
        raise ValueError(f"a financial year ends one year after {first}, not in {second}")
    return financial_year(int(first))


def _half_open(first: Period | None, last: Period | None) -> Period:
    """Return a period of which one end, or neither, is stated."""
    if first is not None:
        return Period(first.start, date.max, "from", f"from {first.label}")
    if last is not None:
        return Period(date.min, last.end, "until", f"to {last.label}")
    return Period(date.min, date.max, "undated", "period not stated")


def _range_label(first: Period, last: Period) -> str:
    """Return the label of the span from one moment to another.

    Quarters, and a month beside the very year it lies in, are told in months: "February 2020 to
    2020" would leave the reader to guess.
    """
    kinds = {first.kind, last.kind}
    within_year = kinds <= {"calendar year", "quarter", "month"} and (
        first.start.year == last.end.year
    )
    if kinds == {"quarter"} or (len(kinds) > 1 and within_year):
        return span_label(month_label(first.start), month_label(last.end))
    return span_label(first.label, last.label)

"""Periods as sources print them, where the tables keep the source's own words.

`bluelight.csv` holds such words: "2018 to mid-2022", "2021/22", "2026-", "Spending Review 2025".
What can be read is read; the rest keeps its words and claims no dates.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from futuregazing.edition.dates import last_day
from futuregazing.edition.periods import Period, PeriodError, parse_period

# In "2010-11" the second number may be a month or the next year: nothing printed tells which.
_HYPHENED = re.compile(r"(\d{4})-(\d{2})", re.ASCII)
_YEARS = re.compile(r"(\d{4}) ?[-–] ?(\d{4})", re.ASCII)
_OPEN = re.compile(r"(.+\d) ?[-–]", re.ASCII)
_SPAN = re.compile(r"(.+?) to (.+)")
_MID_YEAR = re.compile(r"mid-(\d{4})", re.ASCII)
MID_YEAR_MONTH = 6
AS_PRINTED: Final = "as printed"
"""Kind of a period whose words could not be read."""


def parse_printed(text: str) -> Period:
    """Return the period that `text` prints; one that cannot be read is `as printed`, undated."""
    words = " ".join(text.split())
    try:
        return _read(words)
    except PeriodError:
        return _as_printed(words)


def _read(words: str) -> Period:
    """Return the period, or raise PeriodError where the words are no period."""
    if found := _YEARS.fullmatch(words):
        return parse_period(found[1], found[2])
    if found := _OPEN.fullmatch(words):
        return parse_period(_spelt(found[1]), "")
    found = _SPAN.fullmatch(words)
    if found and (middle := _MID_YEAR.fullmatch(found[2])):
        start = parse_period(_spelt(found[1]), _spelt(found[1])).start
        end = last_day(int(middle[1]), MID_YEAR_MONTH)
        return Period(start, end, "mixed", words)
    first, last = (found[1], found[2]) if found else (words, words)
    return parse_period(_spelt(first), _spelt(last))


def _spelt(words: str) -> str:
    """Return a moment in the tables' spelling: `2022-23` is a financial year, `2025-11` a month."""
    found = _HYPHENED.fullmatch(words)
    if found is None or int(found[2]) != (int(found[1]) + 1) % 100:
        return words
    if int(found[2]) <= 12:
        raise PeriodError(f"'{words}' may be a month or a financial year.")
    return f"FY{found[1]}/{found[2]}"


def _as_printed(words: str) -> Period:
    return Period(date.min, date.max, AS_PRINTED if words else "undated", words)

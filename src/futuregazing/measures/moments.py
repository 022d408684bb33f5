"""Moments that stand in words: "from July 2020", "by end 2025", "decision 2024-09-16".

Every moment keeps the grain of its source, a day, month or year, so that nothing worked
out from it reads sharper than it is.
"""

from __future__ import annotations

import datetime as dt
import re

from futuregazing.edition.dates import MONTHS, add_months, last_day
from futuregazing.edition.periods import (
    Period,
    between,
    calendar_year,
    financial_year,
    instant,
    month,
)

_MONTH_NAMES = "|".join(MONTHS)
_MOMENT = re.compile(
    rf"\b(?P<day>\d{{4}}-\d{{2}}-\d{{2}})\b"
    rf"|\b(?P<dayof>\d{{1,2}}) (?P<dayname>{_MONTH_NAMES}) (?P<dayyear>\d{{4}})\b"
    rf"|\b(?P<name>{_MONTH_NAMES}) (?P<year>\d{{4}})\b"
    rf"|\b(?P<first>20\d{{2}})/\d{{2}}\b"
    rf"|\b(?P<alone>20\d{{2}})\b(?![-/]\d)"
)
_END_OF = re.compile(r"\bend(?: of)? $")


def moments_in(text: str) -> list[Period]:
    """Return the moments that a text names, in reading order.

    "by end 2025" is December 2025: the year's end, at the grain of a month.
    """
    found = []
    for match in _MOMENT.finditer(text):
        moment = _moment(match)
        if moment.kind == "calendar year" and _END_OF.search(text[: match.start()]):
            moment = month(moment.end.year, moment.end.month)
        found.append(moment)
    return found


def later(moment: Period, months: int) -> Period:
    """Return the moment `months` later, at the same grain.

    A year and 60 months is a year; a year and six months is the two years it may fall in.
    """
    if moment.kind == "instant":
        return instant(add_months(moment.start, months))
    start, end = add_months(moment.start, months), add_months(moment.end, months)
    if moment.kind == "month":
        return month(start.year, start.month)
    if moment.kind == "financial year" and months % 12 == 0:
        return financial_year(start)
    if moment.kind == "calendar year" and months % 12 == 0:
        return calendar_year(start.year)
    return between(start, last_day(end.year, end.month))


def mostly_within(moment: Period, ahead: Period) -> bool:
    """Tell whether at least half of a coarse moment lies in a period.

    In November 2026 what is due some time in 2026 has probably been.
    """
    if not moment.overlaps(ahead):
        return False
    shared = min(moment.end, ahead.end) - max(moment.start, ahead.start)
    return 2 * (shared.days + 1) >= moment.days


def day_before(moment: Period) -> Period:
    """Return a day's eve; anything coarser stays as it is.

    A term of 36 months from 1 April 2024 ends on 31 March 2027.
    """
    return instant(moment.start - dt.timedelta(days=1)) if moment.kind == "instant" else moment


def _moment(match: re.Match[str]) -> Period:
    if match["day"]:
        return instant(dt.date.fromisoformat(match["day"]))
    if match["dayof"]:
        number = MONTHS.index(match["dayname"]) + 1
        return instant(dt.date(int(match["dayyear"]), number, int(match["dayof"])))
    if match["name"]:
        return month(int(match["year"]), MONTHS.index(match["name"]) + 1)
    if match["first"]:
        return financial_year(int(match["first"]))
    return calendar_year(int(match["alone"]))

"""What an edition may see of a table: the rule `known_by` of its sidecar, applied.

Editions of one day see the same rows whatever else is added to the tables later.
"""

from __future__ import annotations

import datetime as dt

import pandas as pd

from futuregazing.tables.catalogue import TableInfo
from futuregazing.tables.dates import CLOSED
from futuregazing.tables.sidecars import KnownBy, Sidecar

KNOWN_BY = "known_by"


def with_known_by(frame: pd.DataFrame, rule: KnownBy) -> pd.DataFrame:
    """Return the table with its column `known_by`: ISO days, "" where none is shown."""
    days = _days_of(frame, rule)
    for row, day in rule.rows.items():
        days.loc[days.index == row] = day.isoformat()
    return frame.assign(**{KNOWN_BY: days})


def as_of(
    frame: pd.DataFrame, info: TableInfo, sidecar: Sidecar, day: dt.date | None
) -> pd.DataFrame:
    """Return what an edition of that day may see; everything for None.

    Rows known later are left out. So are, before the day the tables were closed, rows
    without a day (unless the table is shown as it is now) and columns written with
    hindsight. Number columns not yet published are empty.
    """
    if day is None:
        return frame
    rule = sidecar.known_by
    unknown = "" if rule.rule == "as they are now" else CLOSED.isoformat()
    effective = frame[KNOWN_BY].where(frame[KNOWN_BY] != "", unknown)
    seen = frame[effective <= day.isoformat()]
    later = [column for column, known in rule.withheld.items() if day < known]
    seen = seen.assign(**{column: _empty(seen[column]) for column in later})
    return seen if day >= CLOSED else seen.drop(columns=list(info.hindsight))


def _days_of(frame: pd.DataFrame, rule: KnownBy) -> pd.Series:
    if rule.rule == "column":
        return frame[KNOWN_BY].copy()
    if rule.rule == "by value":
        days = {value: day.isoformat() if day else "" for value, day in rule.dates.items()}
        return frame[rule.column].map(days).astype("str")
    one = rule.date.isoformat() if rule.date else ""
    return pd.Series(one, index=frame.index, dtype="str")


def _empty(column: pd.Series) -> pd.Series:
    return pd.Series(pd.NA, index=column.index, dtype=column.dtype)

"""Which of several records of a fact to use: by rule, never by a figure's id.

A fact told twice (a write-up beside its original) is used once; of what is left, the latest
period wins, then a level before a bound ("at least"), the better source, the more precise
number.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from futuregazing.claims.quantity import Quantity, quantity
from futuregazing.claims.refs import Named, Ref
from futuregazing.edition.periods import Period, parse_period
from futuregazing.tables.frames import Tables

BY_PRECISION = ("exact", "nearly", "approx", "at_least", "less_than", "at_most")
REPEAT = "repeat_of"
BOUNDS = ("at_least", "more_than", "at_most", "less_than")
"""Qualifiers that bound a number instead of stating it: an old floor, still quoted years later
by a good source, must not stand before a level that another source states."""

COUNCILS = ("local authorities", "councils", "local government")
"""Ways in which sources name all councils; samples of some councils are none of them."""
PRINTED_SCOPE = "printed:"
"""Begins a buyer scope that a source prints but that its other figures contradict."""


def figures(tables: Tables, metrics: Collection[str] = ()) -> pd.DataFrame:
    """Return figure records without repeats, of some metrics or of all.

    A record linked as a repeat is left out only where the edition knows its original.
    """
    frame, links = tables["figures"], tables["links"]
    told = links[(links["relation"] == REPEAT) & links["to_row"].isin(frame.index)]
    kept = frame[~frame.index.isin(told["row_id"])]
    return kept[kept["metric"].isin(set(metrics))] if metrics else kept


def best_first(frame: pd.DataFrame) -> pd.DataFrame:
    """Return figure records, those to be preferred first."""
    records = frame.to_dict("index")
    return frame.loc[sorted(records, key=lambda row: (*_preference(records[row]), str(row)))]


def where(
    frame: pd.DataFrame,
    *metrics: str,
    scope: Iterable[str] = (),
    basis: Iterable[str] = (),
    geography: Iterable[str] = (),
) -> pd.DataFrame:
    """Return the figure records of some metrics; an empty condition leaves all in.

    Args:
        frame: figure records.
        metrics: names in the controlled vocabulary.
        scope: whose money it is (`COUNCILS`, "NHS" ...).
        basis: kinds of number.
        geography: places as the source states them.
    """
    conditions = {
        "metric": metrics,
        "buyer_scope": tuple(scope),
        "measure_basis": tuple(basis),
        "geography": tuple(geography),
    }
    for column, allowed in conditions.items():
        if allowed:
            frame = frame[frame[column].isin(allowed)]
    return frame


def best(frame: pd.DataFrame) -> Quantity | None:
    """Return the quantity of the record to prefer, or None if there is none."""
    return None if frame.empty else quantities(best_first(frame).head(1))[0]


def record_of(frame: pd.DataFrame, q: Quantity) -> dict[str, Any]:
    """Return the record that a published quantity was read from."""
    return records(frame.loc[[q.refs[0].row]])[0]


def named(record: Mapping[str, Any], text: str) -> Named:
    """Return words taken from a figure record, bound to its row."""
    return Named(text, (Ref("figures", str(record["figure_id"])),))


def is_one_year(q: Quantity) -> bool:
    """Tell whether a quantity is about one calendar or financial year."""
    return q.period is not None and q.period.kind in {"calendar year", "financial year"}


def ended(q: Quantity) -> dt.date:
    """Return the last day a quantity is about; the calendar's first if that is not stated."""
    stated = q.period is not None and q.period.end != dt.date.max
    return q.period.end if stated and q.period else dt.date.min


def series_of(frame: pd.DataFrame) -> list[list[Quantity]]:
    """Return the series among figure records, each in order of time; lone ones are left out."""
    grouped: dict[str, list[Quantity]] = {}
    for q in quantities(frame):
        if q.series:
            grouped.setdefault(q.series, []).append(q)
    found = [sorted(points, key=ended) for points in grouped.values() if len(points) > 1]
    return sorted(found, key=lambda points: (ended(points[-1]), points[0].series))


def told_together(
    frame: pd.DataFrame, *, by: Sequence[str] = ("url", "period_start", "period_end")
) -> list[pd.DataFrame]:
    """Return groups of records that one source prints for one period, the latest first."""
    groups = [group for _, group in frame.groupby(list(by), sort=True)]
    return sorted(groups, key=lambda g: (max(map(_ends, records(g))), max(g["known_by"])))[::-1]


def quantities(frame: pd.DataFrame) -> list[Quantity]:
    """Return the quantity of each figure record, in the frame's order."""
    return [quantity(record) for record in records(frame)]


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows as dictionaries by column."""
    return [{str(key): cell for key, cell in row.items()} for row in frame.to_dict("records")]


def period(record: Mapping[Any, Any]) -> Period:
    """Return the time a figure record is about."""
    return parse_period(str(record["period_start"]), str(record["period_end"]))


def as_day(text: str) -> dt.date:
    """Return an ISO day of a table as a date."""
    return dt.date.fromisoformat(text)


def _preference(record: Mapping[Any, Any]) -> tuple[int, bool, str, int, int]:
    """Return a key that sorts the record to prefer first."""
    qualifier = record["qualifier"]
    precision = BY_PRECISION.index(qualifier) if qualifier in BY_PRECISION else len(BY_PRECISION)
    digits = len(str(record["value_text"]).strip("0").replace(".", ""))
    bound = qualifier in BOUNDS
    return (-_ends(record), bound, str(record["source_grade"]), precision, -digits)


def _ends(record: Mapping[Any, Any]) -> int:
    """Return the last day of a record's period as a number; one without an end comes last."""
    end = period(record).end
    return 0 if end == dt.date.max else end.toordinal()

"""Contracts of the register that come to an end inside a horizon.

Ends are of three kinds, never mixed in one list: printed end dates; last possible ends,
where the printed end has passed and an extension may run; and ends worked out from a
printed term ("3+1 years"), which are estimates at the grain of what they count from.
Contracts whose value dwarfs all the others stand apart.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from futuregazing.edition.dates import add_months
from futuregazing.edition.periods import Period, between, horizon, instant, month
from futuregazing.edition.sections import Opportunities
from futuregazing.measures.buyer_names import identified
from futuregazing.measures.moments import day_before, later, moments_in, mostly_within
from futuregazing.measures.register import keep, purchases, records
from futuregazing.tables.frames import Tables

LISTED, MAXIMUM, ESTIMATED = "listed", "last possible end", "estimated"
APART, LAPSED = "apart", "lapsed"
BLOCKS = (LISTED, MAXIMUM, ESTIMATED, APART, LAPSED)
LAPSED_MONTHS = 12

PRINTED = "printed"
IF_EXTENDED = "printed, if extended"
FROM_TERM = "worked out from its term"
FROM_TERM_EXTENDED = "worked out from its term, if extended"


@dataclass(frozen=True)
class End:
    """When a contract ends, how that is known, and how far it may still be extended."""

    block: str
    ends: Period
    how: str
    extendable: Period | None = None


def window(day: dt.date, months: int) -> Period:
    """Return the horizon: the day after `day` to the same day `months` later."""
    return horizon(day, months)


def renewals(tables: Tables, settings: Opportunities, ahead: Period) -> pd.DataFrame:
    """Return the contracts that end within the horizon, earliest first.

    Args:
        tables: the tables as of the edition.
        settings: themes, smallest value, what stands apart, which kinds of end.
        ahead: the horizon.

    Returns:
        Purchases (see `register.purchases`) with the buyer identified and the columns
        `block` (one of `BLOCKS`), `ends` (a period: day, month or year), `how` and
        `extendable` (a period or None).
    """
    chosen = _chosen(purchases(tables["register"]), settings)
    ends = {row["register_id"]: _end(row, settings, ahead) for row in records(chosen)}
    found = keep(chosen, (ends[row] is not None for row in chosen["register_id"]))
    columns = ["block", "ends", "how", "extendable"]
    known = [end for row in found["register_id"] if (end := ends[row])]
    cells = [(end.block, end.ends, end.how, end.extendable) for end in known]
    made = found.join(pd.DataFrame(cells, columns=columns, index=found.index, dtype=object))
    order = sorted(range(len(made)), key=lambda i: (known[i].ends.end, made.index[i]))
    return identified(made.iloc[order], tables)


def block(frame: pd.DataFrame, *names: str) -> pd.DataFrame:
    """Return the contracts of some blocks."""
    return frame[frame["block"].isin(names)]


def estimated_ends(row: Mapping[str, Any]) -> list[Period]:
    """Return the end worked out from a printed term, then that with all extensions.

    It counts from the start date, else from the moment the anchor names, else from the
    month of publication; empty if there is no term or nothing to count from.
    """
    months = _whole(row["term_months"])
    anchor = _anchor(row)
    if not months or anchor is None:
        return []
    extension = _whole(row["extension_months"])
    lengths = [months, months + extension] if extension else [months]
    return [day_before(later(anchor, length)) for length in lengths]


def _chosen(frame: pd.DataFrame, settings: Opportunities) -> pd.DataFrame:
    """Keep the themes asked for, and what is not below the smallest value."""
    if settings.themes:
        frame = frame[frame["theme"].isin(settings.themes)]
    return frame[frame["value_gbp"].isna() | (frame["value_gbp"] >= settings.minimum_value_gbp)]


def _end(row: Mapping[str, Any], settings: Opportunities, ahead: Period) -> End | None:
    """Return how a contract ends within the horizon, or None if it doesn't."""
    found = _printed_end(row, ahead) or _estimated_end(row, settings, ahead)
    found = found or _lapsed_end(row, settings, ahead)
    if found and _stands_apart(row, settings.apart):
        return End(APART, found.ends, found.how, found.extendable)
    return found


def _printed_end(row: Mapping[str, Any], ahead: Period) -> End | None:
    end, last = _day(row["end_date"]), _day(row["max_end_date"])
    if end and ahead.contains(end):
        return End(LISTED, end, PRINTED, last)
    if last and ahead.contains(last):
        return End(MAXIMUM, last, IF_EXTENDED)
    return None


def _estimated_end(row: Mapping[str, Any], settings: Opportunities, ahead: Period) -> End | None:
    if not settings.include_estimated or row["end_date"] or row["max_end_date"]:
        return None
    words = (FROM_TERM, FROM_TERM_EXTENDED)
    ends = estimated_ends(row)
    for how, end in zip(words, ends, strict=False):
        if mostly_within(end, ahead):
            return End(ESTIMATED, end, how, ends[-1] if ends[-1] != end else None)
    return None


def _lapsed_end(row: Mapping[str, Any], settings: Opportunities, ahead: Period) -> End | None:
    end, last = _day(row["end_date"]), _day(row["max_end_date"])
    eve = ahead.start - dt.timedelta(days=1)
    before = between(add_months(ahead.start, -LAPSED_MONTHS), eve)
    if settings.include_lapsed and end and before.contains(end):
        return End(LAPSED, end, PRINTED, last)
    return None


def _stands_apart(row: Mapping[str, Any], words: Iterable[str]) -> bool:
    told = " ".join(str(row[name]) for name in ("subject", "framework", "supplier_name"))
    return any(word.casefold() in told.casefold() for word in words)


def _anchor(row: Mapping[str, Any]) -> Period | None:
    if start := _day(row["start_date"]):
        return start
    if named := moments_in(row["term_anchor"]):
        return named[0]
    if published := _day(row["date_published"]):
        return month(published.start.year, published.start.month)
    return None


def _day(text: str) -> Period | None:
    return instant(dt.date.fromisoformat(text)) if text else None


def _whole(cell: Any) -> int:
    return 0 if cell is None or pd.isna(cell) else int(cell)

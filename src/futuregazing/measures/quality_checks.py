"""Checks that run anew each time an edition is built, and what they found.

The tables are checked as a whole when they are loaded; these look at what the edition holds
once its date has been applied, so that a reader need not trust the loading.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import pandas as pd

from futuregazing.claims.quantity import quantity
from futuregazing.edition.model import Edition
from futuregazing.measures.verdicts import FOR
from futuregazing.tables.catalogue import CATALOGUE
from futuregazing.tables.corrections import WITHHOLD
from futuregazing.tables.frames import Tables

SERIES_SHARE = ("measure_basis", "unit", "geography", "buyer_scope")
ADDRESSES = {"figures": "url", "evidence": "source_url", "bluelight": "url", "predictions": "url"}
PASSED, FAILED = "passed", "failed"


class Found(NamedTuple):
    """What one check looked at and how much of it was wrong."""

    looked_at: int
    noun: str
    faults: int


def run(tables: Tables, edition: Edition) -> pd.DataFrame:
    """Run every check.

    Returns:
        check (what must hold), looked_at, of (what was looked at), faults, result.
    """
    rows = []
    for words, check in CHECKS.items():
        found = check(tables, edition)
        result = FAILED if found.faults else PASSED
        rows.append((words, found.looked_at, found.noun, found.faults, result))
    return pd.DataFrame(rows, columns=["check", "looked_at", "of", "faults", "result"])


def nothing_later(tables: Tables, edition: Edition) -> Found:
    """Look for rows that were known only after the as-of date."""
    days = [day for name in tables.names for day in tables[name]["known_by"]]
    later = sum(day > edition.as_of.isoformat() for day in days)
    return Found(len(days), "rows", later)


def no_hindsight(tables: Tables, edition: Edition) -> Found:
    """Look for columns written with hindsight, which only the current edition may hold."""
    hidden = [
        (name, c) for name in tables.names if name in CATALOGUE for c in CATALOGUE[name].hindsight
    ]
    there = sum(column in tables[name].columns for name, column in hidden)
    return Found(len(hidden), "columns", 0 if edition.current else there)


def rows_once(tables: Tables, edition: Edition) -> Found:
    """Look for row ids that stand twice in a table."""
    del edition
    frames = [tables[name] for name in tables.names]
    return Found(
        sum(map(len, frames)), "rows", sum(int(frame.index.duplicated().sum()) for frame in frames)
    )


def figures_readable(tables: Tables, edition: Edition) -> Found:
    """Look for figures whose value, unit or period cannot be read."""
    del edition
    records = tables["figures"].to_dict("records")
    return Found(len(records), "figures", sum(not _readable(record) for record in records))


def series_alike(tables: Tables, edition: Edition) -> Found:
    """Look for series whose figures differ in kind, unit, place or scope."""
    del edition
    frame = tables["figures"]
    groups = [group for name, group in frame.groupby("series_id") if name]
    unlike = sum(any(group[c].nunique() > 1 for c in SERIES_SHARE) for group in groups)
    return Found(len(groups), "series", unlike)


def addresses(tables: Tables, edition: Edition) -> Found:
    """Look for rows of the ledger without a web address or a publisher."""
    del edition
    cells = [cell for name, column in ADDRESSES.items() for cell in tables[name][column]]
    return Found(len(cells), "rows", sum(not str(cell).startswith("http") for cell in cells))


def both_sides(tables: Tables, edition: Edition) -> Found:
    """Look for contradictions of which one side was not yet known."""
    del edition
    held = {*tables["figures"].index, *tables["bluelight"].index, *tables["evidence"].index}
    withheld = set(tables.corrections.loc[tables.corrections["kind"] == WITHHOLD, "row_id"])
    sides = [set(str(ids).split()) for ids in tables["contradictions"]["record_ids"]]
    return Found(len(sides), "contradictions", sum(not s <= held | withheld for s in sides))


def tests_named(tables: Tables, edition: Edition) -> Found:
    """Look for findings for a prediction that do not say how much of it they test."""
    del edition
    frame = tables["evidence"]
    spoken = frame[frame["supports"] == FOR]
    return Found(len(spoken), "findings", int((spoken["covers"] == "").sum()))


def corrections_stand(tables: Tables, edition: Edition) -> Found:
    """Look for corrections that are not in the tables."""
    del edition
    looked, lost = 0, 0
    for _, row in tables.corrections[tables.corrections["kind"] != WITHHOLD].iterrows():
        frame = tables[row["table"]]
        if row["column"] in frame.columns and row["row_id"] in frame.index:
            cell = frame.at[row["row_id"], row["column"]]
            if isinstance(cell, str):
                looked += 1
                lost += cell != row["corrected"]
    return Found(looked, "corrections", lost)


def _readable(record: dict[object, object]) -> bool:
    try:
        quantity({str(key): cell for key, cell in record.items()})
    except ValueError:
        return False
    return True


Check = Callable[[Tables, Edition], Found]
CHECKS: dict[str, Check] = {
    "No row was known later than the edition's date": nothing_later,
    "No column written with hindsight is in an older edition": no_hindsight,
    "No row stands twice in its table": rows_once,
    "Every figure's value, unit and period can be read": figures_readable,
    "Every series holds one kind of number, one unit, one place, one scope": series_alike,
    "Every figure, finding, fact and prediction has the address of its page": addresses,
    "Every contradiction is told only once both sides are known": both_sides,
    "Every finding for a prediction says whether it tests all of it": tests_named,
    "Every correction stands in the tables": corrections_stand,
}

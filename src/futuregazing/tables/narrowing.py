"""The tables as an earlier edition saw them, made from those of a later one.

Used to tell what changed between two editions. Loading anew would say the same but for one
thing: rows withheld since then stay away. What a later source put right is wrong again, as it
was in print on that day; slips of ours stay mended, as in every edition.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pandas as pd

from futuregazing.tables.catalogue import CATALOGUE, TableInfo
from futuregazing.tables.corrections import applicable, unmade
from futuregazing.tables.frames import Tables
from futuregazing.tables.vintage import as_of


def narrowed(tables: Tables, day: dt.date) -> Tables:
    """Return the tables as of a day before their own; the given ones stay as they are.

    Raises:
        ValueError: the day is later than the tables' own, so that rows would be missing.
    """
    if tables.as_of is not None and day > tables.as_of:
        raise ValueError(f"tables as of {tables.as_of} cannot be seen as of {day}, which is later")
    before = unmade(tables, tables.corrections, day)
    frames = {
        name: as_of(before[name], _still_there(CATALOGUE[name], before[name]), side, day)
        for name, side in tables.sidecars.items()
        if name in before and name in CATALOGUE  # what was measured holds for its day alone
    }
    known = applicable(tables.corrections, day)
    return replace(tables, frames=frames, as_of=day, corrections=known)


def _still_there(info: TableInfo, frame: pd.DataFrame) -> TableInfo:
    """Return a table's description without the columns of hindsight already dropped."""
    return replace(info, hindsight=tuple(c for c in info.hindsight if c in frame.columns))

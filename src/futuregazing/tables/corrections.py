"""The register of corrections, `data/corrections.csv`, and how it is applied.

A table says what was compiled; what we hold to be wrong in it is corrected here, each
with its reason, so that both can be read. `printed` guards a correction: once the table
no longer says it (its compiler or publisher has mended it), loading fails until the
correction is removed or renewed.

Kinds: `compiler slip` and `definition` are our own and apply in every edition;
`publisher error` and `stale` rest on something published later, and apply in editions
from their `known_by` on; `withhold` keeps a row out of print (its `column`, if any, is
what the guard looks at).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import pandas as pd

from futuregazing.tables.catalogue import CATALOGUE, CORRECTIONS
from futuregazing.tables.faults import Fault

WITHHOLD = "withhold"
_ALWAYS = ("compiler slip", "definition")
_FROM_A_DAY = ("publisher error", "stale")
KINDS = (*_ALWAYS, *_FROM_A_DAY, WITHHOLD)
_CELL = ["table", "row_id", "column"]
_FILE = CATALOGUE[CORRECTIONS].file


def correction_faults(frames: Mapping[str, pd.DataFrame], corrections: pd.DataFrame) -> list[Fault]:
    """Return what is wrong with the register: pointers, guards, dates, repeats."""
    faults = [
        Fault(_FILE, str(correction), *told)
        for correction, row in corrections.iterrows()
        for told in (_guard_fault(frames, row), _timing_fault(row))
        if told
    ]
    for correction, row in corrections[corrections.duplicated(_CELL)].iterrows():
        found = f"a second correction of {row['table']} {row['row_id']} {row['column']}"
        faults.append(Fault(_FILE, str(correction), "column", found, "one correction a cell"))
    return faults


def _guard_fault(
    frames: Mapping[str, pd.DataFrame], row: pd.Series[str]
) -> tuple[str, str, str] | None:
    """Return column, found and expected if the correction does not fit its table."""
    name, row_id, column = row["table"], row["row_id"], row["column"]
    if name not in frames:
        return "table", repr(name), "the name of a table"
    if row_id not in frames[name].index:
        return "row_id", repr(row_id), f"a row of {name}"
    if not column and row["kind"] == WITHHOLD:
        return None
    if column not in frames[name].columns:
        return "column", repr(column), f"a column of {name}"
    now = frames[name].at[row_id, column]
    if now != row["printed"]:
        expected = f"{now!r}, as {name} {row_id} now says (remove the correction or renew it)"
        return "printed", repr(row["printed"]), expected
    return None


def _timing_fault(row: pd.Series[str]) -> tuple[str, str, str] | None:
    """Return what is wrong if a correction's kind and its `known_by` do not go together."""
    if row["kind"] in _FROM_A_DAY and not row["known_by"]:
        return "known_by", "nothing", f"the day from which the {row['kind']} was known"
    if row["kind"] in _ALWAYS and row["known_by"]:
        return "known_by", repr(row["known_by"]), f"nothing: a {row['kind']} is mended everywhere"
    return None


def applicable(corrections: pd.DataFrame, day: dt.date | None) -> pd.DataFrame:
    """Return the corrections that an edition of that day makes; all for None."""
    if day is None or corrections.empty:
        return corrections
    return corrections[corrections["known_by"] <= day.isoformat()]


def apply(frames: Mapping[str, pd.DataFrame], corrections: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Return the tables, as text, with the corrections made; the given ones stay as they are."""
    made = dict(frames)
    mends = corrections[corrections["kind"] != WITHHOLD]
    for name, group in mends.groupby("table"):
        frame = made[str(name)].copy()
        for _, row in group.iterrows():
            frame.loc[row["row_id"], row["column"]] = row["corrected"]
        made[str(name)] = frame
    return made


def unmade(
    frames: Mapping[str, pd.DataFrame], corrections: pd.DataFrame, day: dt.date
) -> dict[str, pd.DataFrame]:
    """Return typed tables with the mends that came after a day taken back.

    What a publisher had wrong on that day stood in print then. Our own slips stay mended: no
    edition repeats them. Rows withheld since then stay away, for their fields are not here.
    """
    made = {name: frames[name] for name in frames}
    if corrections.empty:
        return made
    later = corrections[corrections["kind"].isin(_FROM_A_DAY)]
    for _, row in later[later["known_by"] > day.isoformat()].iterrows():
        name, cell = row["table"], (row["row_id"], row["column"])
        if name in made and cell[0] in made[name].index:
            frame = made[name].copy()
            frame.loc[cell] = _as_typed(row["printed"], frame[row["column"]])
            if row["column"] == "value" and "value_text" in frame.columns:
                frame.loc[row["row_id"], "value_text"] = row["printed"]
            made[name] = frame
    return made


def _as_typed(text: str, column: pd.Series[Any]) -> Any:
    """Return a cell's text as the loaded column holds it."""
    if pd.api.types.is_bool_dtype(column):
        return text.lower() == "true" if text else pd.NA
    if pd.api.types.is_numeric_dtype(column):
        return pd.to_numeric(text) if text else pd.NA
    return text


def withhold(
    frames: Mapping[str, pd.DataFrame], corrections: pd.DataFrame
) -> dict[str, pd.DataFrame]:
    """Return the tables without the rows that must not be printed."""
    held = corrections[corrections["kind"] == WITHHOLD]
    made = dict(frames)
    for name, group in held.groupby("table"):
        frame = made[str(name)]
        made[str(name)] = frame[~frame.index.isin(group["row_id"])]
    return made

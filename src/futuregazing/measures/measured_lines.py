"""The measured numbers of an edition as its notebooks read them; no snapshot is needed here.

    if has_measures(section.tables):
        years = lines(section.tables, "market_size.calendar_year")

A build on a snapshot adds two tables to the edition's: `measures`, a row a number (see
`measured_trace`), to which references point, and `measured_lines`, the topics' lines in
order. An edition without a snapshot has neither, and every topic is empty.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from futuregazing.claims.quantity import Quantity
from futuregazing.claims.refs import MEASURES, Named, Ref
from futuregazing.measures.measured_codec import read

LINES = "measured_lines"
COLUMNS = (
    "label",
    "value",
    "n",
    "with_value",
    "left_out",
    "coverage",
    "complete",
    "measure_id",
    "refs",
)
LEFT_OUT = "left out: "
FRAMES = Mapping[str, pd.DataFrame]
Line = Mapping[Any, Any] | pd.Series


def has_measures(tables: FRAMES) -> bool:
    """Tell whether the edition is built on a snapshot."""
    return LINES in tables and bool(len(tables[LINES]))


def lines(tables: FRAMES, topic: str) -> pd.DataFrame:
    """Return the lines of a topic in order; no line where the edition has no snapshot.

    Columns: label (what the line is about; may be hostile text), value (Quantity; None where
    no record has one), n, with_value, left_out (records: asked about, with a value, without),
    coverage (these in words), complete (whether the line's period was over by the as-of date;
    None where that is not asked), measure_id, refs (to it); then the topic's own.
    """
    if LINES not in tables:
        return pd.DataFrame(columns=list(COLUMNS))
    held = tables[LINES]
    own = held[held["topic"] == topic].sort_values("position")
    frame = pd.DataFrame({name: _column(own, name) for name in COLUMNS}, columns=list(COLUMNS))
    frame["value"] = pd.Series([read(text) for text in own["quantity"]], dtype="object")
    frame["complete"] = [None if pd.isna(one) else bool(one) for one in own["complete"]]
    refs = [(Ref(MEASURES, one),) if one else () for one in own["measure_id"]]
    frame["refs"] = pd.Series(refs, dtype="object")
    details = [read(text) for text in own["details"]]
    for name in dict.fromkeys(name for one in details for name, _ in one):
        frame[name] = [dict(one).get(name) for one in details]
    return frame


def line_of(tables: FRAMES, topic: str, name: str) -> pd.Series:
    """Return the one line of a topic that has a name.

    Lines are named by their `part`, those of a topic without this column by their label.
    """
    frame = lines(tables, topic)
    names = frame["part" if "part" in frame else "label"]
    return frame[names == name].iloc[0]


def number(tables: FRAMES, topic: str, name: str) -> Quantity:
    """Return the number of one line of a topic, found as `line_of` does."""
    found: Quantity = line_of(tables, topic, name)["value"]
    return found


def with_value(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the lines that have a value: those a chart can draw."""
    return frame[frame["value"].notna()].reset_index(drop=True)


def covered(line: Line) -> Named:
    """Return a line's coverage for a sentence or a cell: `14 awards, 12 of them counted ...`."""
    return Named(line["coverage"], line["refs"])


def left_out(line: Line) -> Named | None:
    """Return why records of a line are left out, with number and value; None if none is."""
    words = str(line["coverage"]).partition(LEFT_OUT)[2]
    return Named(words, line["refs"]) if words else None


def _column(own: pd.DataFrame, name: str) -> list[object]:
    return list(own[name]) if name in own else [None] * len(own)

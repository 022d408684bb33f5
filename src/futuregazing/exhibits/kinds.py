"""How one kind of number changed, and the other kinds beside it: panels, never one line.

Numbers that count different things crowd one another on one scale and say little. Here
the kind that matters has a large panel with its newest number in figures that are read
at the size of a thumbnail; each other kind has a small grey panel of its own.
"""

from __future__ import annotations

from typing import Unpack

import pandas as pd

from futuregazing.errors import UserError
from futuregazing.exhibits.assembly import (
    Words,
    exhibit,
    meaning_columns,
    nothing_known,
    value_column,
)
from futuregazing.exhibits.bundle import Exhibit, Text, as_text
from futuregazing.exhibits.cells import Column
from futuregazing.exhibits.kinddrawing import draw_kinds
from futuregazing.exhibits.lines import Line, Point, grouped
from futuregazing.exhibits.linewords import line_alt, line_description, line_notes
from futuregazing.exhibits.marks import all_refs, marks, unit_of

GREY_NOTE = (
    "In colour: the newest number and the series that ends with it. In grey: what others count, "
    "or counted otherwise."
)
SCALES_NOTE = "The small panels share one scale; the large panel has its own."


def change_by_kind(
    frame: pd.DataFrame,
    *,
    main: str = "",
    number: object = None,
    when: Text = "",
    label: str = "label",
    value: str = "value",
    unit: str = "",
    **words: Unpack[Words],
) -> Exhibit:
    """Draw one kind of number over time, large, and each other kind in a small panel.

    Args:
        frame: one row a point, as `change` takes it; `label` names the kind of number.
        main: the kind in the large panel; the first of the frame if left out.
        number: the value of `main` that is printed large, one of the frame's; its newest
            if left out.
        when: what stands under the large number; its period if left out.
        label, value: the columns with the kinds and the values.
        unit: unit of values that are plain numbers.
        words: id, title, subtitle and the rest, see `Words`.

    Raises:
        Mismatch: units differ, or points of one series differ in kind and no `reason`
            is given.
        UserError: no row of the frame is of the kind `main`.
    """
    columns = {label: Column("Kind of number"), value: value_column("Value", unit_of([], unit))}
    if frame.empty:
        return nothing_known("change_by_kind", columns, words)
    drawn = marks(frame, label, value, unit=unit)
    shared = unit_of(drawn, unit)
    lines = grouped(drawn, words.get("reason", ""))
    if not lines:
        return nothing_known("change_by_kind", columns, words)
    large, small = _parted(lines, main)
    told = _number(large, number)
    data, meaning = meaning_columns(frame, value)
    meaning.pop("basis", None)
    columns[value] = value_column("Value", shared)
    notes = [GREY_NOTE, *([SCALES_NOTE] if small else []), *line_notes(lines, drawn)]
    return exhibit(
        "change_by_kind",
        draw_kinds(large, small, told, as_text(when) or str(told.period), shared),
        data,
        columns | meaning,
        {**words, "notes": [*words.get("notes", ()), *notes]},
        alt=line_alt([large, *small], words),
        description=line_description([large, *small]),
        refs=all_refs(drawn),
    )


def _parted(lines: list[Line], main: str) -> tuple[Line, list[Line]]:
    """Return the large panel's line, and the others in their order."""
    named = [line for line in lines if line.name == (main or lines[0].name)]
    if not named:
        there = ", ".join(repr(line.name) for line in lines)
        raise UserError(f"no kind of number is called {main!r}; there are {there}")
    return named[0], [line for line in lines if line is not named[0]]


def _number(line: Line, number: object) -> Point:
    """Return the point that is printed large: the one asked for, else the newest.

    Of several for one time it is the first in the frame's order.
    """
    asked = [point for point in line.points if point.mark.source is number]
    given = [point for run in line.runs for point in run]
    return asked[0] if asked else max(given, key=lambda point: point.period.end)

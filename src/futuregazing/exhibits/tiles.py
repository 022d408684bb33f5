"""Regions and nations as equal tiles, each with its number written on it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Unpack

import pandas as pd

from futuregazing.exhibits import style
from futuregazing.exhibits.assembly import (
    Words,
    exhibit,
    meaning_columns,
    nothing_known,
    sentence_of,
    value_column,
)
from futuregazing.exhibits.bundle import Exhibit
from futuregazing.exhibits.cells import Column
from futuregazing.exhibits.house import SHADES
from futuregazing.exhibits.lettering import wrap
from futuregazing.exhibits.marks import (
    Mark,
    all_refs,
    marks,
    require_columns,
    require_one_kind,
    unit_of,
)
from futuregazing.exhibits.paper import Paper

GAP = 5.0
HEIGHT = 64.0
LINE = style.LABEL_PT * style.LEADING
INK_ON = (style.INK, style.INK, style.WHITE, style.WHITE)
"""On each of the four shades, a quarter of the range each."""


def tiles(
    frame: pd.DataFrame,
    *,
    label: str = "region",
    value: str = "value",
    unit: str = "",
    row: str = "tile_row",
    column: str = "tile_col",
    **words: Unpack[Words],
) -> Exhibit:
    """Draw one tile a region, the darker the larger its value, hatched if it is not known.

    Args:
        frame: one row a region: its name, its value (absent: not published) and its
            place in the grid of tiles.
        label, value, row, column: the columns.
        unit: unit of values that are plain numbers.
        words: id, title, subtitle and the rest, see `Words`.

    Raises:
        Mismatch: the values are not of one kind and no `reason` is given.
    """
    columns = {label: Column("Region or nation"), value: value_column("Value", unit_of([], unit))}
    if frame.empty:
        return nothing_known("tiles", columns, words, kind="cartogram")
    require_columns(frame, (row, column))
    drawn = marks(frame, label, value, unit=unit)
    require_one_kind(drawn, "set beside each other", words, free=("geography",))
    data, meaning = meaning_columns(frame, value)
    columns[value] = value_column("Value", unit_of(drawn, unit))
    places = [(int(r), int(c)) for r, c in zip(frame[row], frame[column], strict=True)]
    return exhibit(
        "tiles",
        _draw(drawn, places),
        data,
        columns | meaning,
        words,
        alt=_alt(drawn, words),
        description="; ".join(f"{mark.label}: {mark.text}" for mark in _by_value(drawn)) + ".",
        kind="cartogram",
        refs=all_refs(drawn),
    )


def _draw(drawn: Sequence[Mark], places: Sequence[tuple[int, int]]) -> Paper:
    """Return the drawing: tiles in their places, name above number."""
    first_row, first_column = (min(place[i] for place in places) for i in (0, 1))
    rows = max(place[0] for place in places) - first_row + 1
    across = max(place[1] for place in places) - first_column + 1
    paper = Paper(rows * (HEIGHT + GAP) - GAP)
    width = (paper.width + GAP) / across - GAP
    shades = _shades(drawn)
    for mark, (row, column), shade in zip(drawn, places, shades, strict=True):
        left = (column - first_column) * (width + GAP)
        top = (row - first_row) * (HEIGHT + GAP)
        _tile(paper, mark, (left, top, width), shade)
    return paper


def _shades(drawn: Sequence[Mark]) -> list[int | None]:
    """Return which shade each tile takes: by the quarter of the range its value is in."""
    known = [mark.value for mark in drawn if mark.value is not None]
    low, high = min([0.0, *known]), max(known, default=0.0)
    step = (high - low) / len(SHADES) or 1.0
    return [
        None if mark.value is None else min(len(SHADES) - 1, int((mark.value - low) / step))
        for mark in drawn
    ]


def _tile(paper: Paper, mark: Mark, place: tuple[float, float, float], shade: int | None) -> None:
    """Draw one tile; the hatching of an unknown one leaves its words clear."""
    left, top, width = place
    names = wrap(mark.label, width - 14)
    if shade is None:
        paper.bar(left, top, width, HEIGHT, colour=style.PAPER, edge=style.LEADER)
        paper.bar(
            left,
            top + HEIGHT - 8,
            width,
            8,
            colour=style.PAPER,
            hatch=style.UNKNOWN_HATCH,
            edge=style.LEADER,
        )
        ink, size, bold = style.QUIET, style.LABEL_PT, False
    else:
        # The edge gives the palest tile the contrast that a mark needs.
        paper.bar(left, top, width, HEIGHT, colour=SHADES[shade], edge=style.DARK_BLUE)
        ink, size, bold = INK_ON[shade], style.BIG_PT, True
    paper.block(left + 8, top + 6, names[:2], colour=ink)
    paper.text(left + 8, top + HEIGHT - 17, mark.text, size=size, bold=bold, colour=ink)


def _by_value(drawn: Sequence[Mark]) -> list[Mark]:
    return sorted(drawn, key=lambda m: (m.value is None, -(m.value or 0.0), m.label))


def _alt(drawn: Sequence[Mark], words: Words) -> str:
    known = [mark for mark in _by_value(drawn) if mark.value is not None]
    head = f"Map of {len(drawn)} equal tiles, {sentence_of(words['subtitle'])}. "
    if not known:
        return f"{head}No value is published for any of them."
    told = f"Highest {known[0].label}, {known[0].text}"
    if len(known) > 1:
        told += f"; lowest {known[-1].label}, {known[-1].text}"
    missing = len(drawn) - len(known)
    absent = "No value that counts" if words.get("measured") else "Not published"
    return f"{head}{told}." + (f" {absent} for {missing}." if missing else "")

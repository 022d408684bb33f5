"""Every single value at once: a swarm of dots along one scale, seaborn's, in house style."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Unpack

import pandas as pd

from futuregazing.claims.units import Unit
from futuregazing.exhibits import style
from futuregazing.exhibits.assembly import (
    Words,
    exhibit,
    nothing_known,
    sentence_of,
    value_column,
)
from futuregazing.exhibits.bundle import Exhibit
from futuregazing.exhibits.cells import Column
from futuregazing.exhibits.lettering import shorten, spread, text_width
from futuregazing.exhibits.marks import (
    Mark,
    all_refs,
    axis_text,
    marks,
    require_one_kind,
    unit_of,
    value_text,
)
from futuregazing.exhibits.paper import Paper, house_style
from futuregazing.exhibits.placing import nice_ticks

TOP, BOTTOM, NAME_GAP = 40.0, 22.0, 12.0
LINE = style.LABEL_PT * style.LEADING
EDGE = 30.0
DOT = 6.2
DASHES = (None, (4.0, 2.0))
MULTIPLES_NOTE = "Equal distances on the scale stand for equal multiples, not equal amounts."
FEW_DECADES = 3.0
LOG_FROM = 50.0
"""Where the largest is this many times the smallest, steps on the scale are tenfold."""


def distribution(
    frame: pd.DataFrame,
    *,
    label: str = "label",
    value: str = "value",
    unit: str = "",
    named: int = 3,
    **words: Unpack[Words],
) -> Exhibit:
    """Draw each value as a dot on one scale, with median and mean marked above.

    Args:
        frame: one row a dot.
        label, value: the columns with names and values.
        unit: unit of values that are plain numbers.
        named: how many of the largest are named.
        words: id, title, subtitle and the rest, see `Words`.

    Raises:
        Mismatch: the values are not of one kind and no `reason` is given.
    """
    columns = {label: Column("Name"), value: value_column("Value", unit_of([], unit))}
    if frame.empty:
        return nothing_known("distribution", columns, words)
    drawn = marks(frame, label, value, unit=unit)
    require_one_kind(drawn, "spread out", words)
    known = sorted((m for m in drawn if m.value is not None), key=lambda m: (m.value or 0, m.label))
    if not known:
        return nothing_known("distribution", columns, words)
    shared = unit_of(drawn, unit)
    columns[value] = value_column("Value", shared)
    middles = _middles(known)
    told: Words = words
    if _is_wide(known):
        told = {**words, "notes": [*words.get("notes", ()), MULTIPLES_NOTE]}
    return exhibit(
        "distribution",
        _draw(known, middles, shared, named),
        frame,
        columns,
        told,
        alt=_alt(known, middles, shared, words),
        description="; ".join(f"{mark.label}: {mark.text}" for mark in reversed(known)) + ".",
        refs=all_refs(drawn),
    )


def _middles(known: Sequence[Mark]) -> dict[str, float]:
    """Return median and mean of the values."""
    values = pd.Series([mark.value for mark in known], dtype=float)
    return {"median": float(values.median()), "mean": float(values.mean())}


def _is_wide(known: Sequence[Mark]) -> bool:
    """Tell whether the values need a scale of tenfold steps."""
    values = [float(mark.value or 0) for mark in known]
    return min(values) > 0 and max(values) / min(values) >= LOG_FROM


def _draw(known: Sequence[Mark], middles: Mapping[str, float], unit: Unit, named: int) -> Paper:
    """Return the drawing: the swarm, its median and mean above, its largest named below."""
    values = [float(mark.value or 0) for mark in known]
    wide = _is_wide(known)
    low, high = min([*values, *([] if wide else [0.0])]), max(values)
    ticks = _ticks(low, high, wide=wide)
    room = (min(low, ticks[0]), max(high, ticks[-1]))
    x = _Scale(room, wide, style.points(style.WIDE_MM))
    half = _half_height([x(value) for value in values])
    largest = known[-named:] if named else []
    middle = TOP + half
    bottom = middle + half + NAME_GAP + LINE * len(largest)
    paper = Paper(bottom + BOTTOM, style.WIDE_MM)
    _swarm(paper, values, room, wide=wide, box=(TOP, 2 * half))
    paper.line([EDGE, paper.width - EDGE], [bottom] * 2)
    for tick in ticks:
        at = x(tick)
        paper.line([at, at], [TOP - 6, bottom + 4], colour=style.GRID, order=0)
        paper.text(at, bottom + 13, axis_text(tick, unit), colour=style.QUIET, side="center")
    _middle_lines(paper, x, middles, unit, middle + half)
    _names(paper, x, largest, middle)
    return paper


@dataclass(frozen=True)
class _Scale:
    """Where a value stands across the sheet, evenly or by tenfold steps."""

    room: tuple[float, float]
    wide: bool
    width: float

    def __call__(self, value: float) -> float:
        low, high = self.room
        if self.wide:
            low, high, value = math.log10(low), math.log10(high), math.log10(value)
        return EDGE + (value - low) / (high - low) * (self.width - 2 * EDGE)


def _half_height(places: Sequence[float]) -> float:
    """Return the room that the swarm needs above its middle: half its tallest pile."""
    tallest = max(sum(abs(one - other) < DOT for other in places) for one in places)
    return DOT * (tallest + 3) / 2


def _swarm(
    paper: Paper,
    values: Sequence[float],
    room: tuple[float, float],
    *,
    wide: bool,
    box: tuple[float, float],
) -> None:
    """Let seaborn place the dots, in axes that lie where the scale says."""
    import seaborn

    axes = paper.axes(EDGE, box[0], paper.width - 2 * EDGE, box[1])
    if wide:
        axes.set_xscale("log")
    axes.set_xlim(*room)
    axes.set_axis_off()
    with house_style():
        seaborn.swarmplot(
            x=values, ax=axes, size=DOT, color=style.DARK_BLUE, orient="y", warn_thresh=1.0
        )
    axes.set_ylim(-0.5, 0.5)


def _ticks(low: float, high: float, *, wide: bool) -> list[float]:
    """Return round values from at or below the lowest to at or above the highest.

    Evenly spaced; on a scale of multiples tenfold, with a few between where they are few.
    """
    if not wide:
        return nice_ticks(low, high)
    decades = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
    steps = (1, 2, 5) if math.log10(high / low) < FEW_DECADES else (1,)
    ticks = [step * 10.0**decade for decade in decades for step in steps]
    below = [tick for tick in ticks if tick < low]
    above = [tick for tick in ticks if tick > high]
    return [*below[-1:], *(tick for tick in ticks if low <= tick <= high), *above[:1]]


def _middle_lines(
    paper: Paper, x: _Scale, middles: Mapping[str, float], unit: Unit, end: float
) -> None:
    """Mark median and mean by a line each, with their words above."""
    places = [x(value) for value in middles.values()]
    texts = [f"{name} {value_text(value, str(unit))}" for name, value in middles.items()]
    sizes = [text_width(text, bold=True) + 14 for text in texts]
    centres = spread(places, sizes, 0, paper.width)
    for text, place, centre, dashes in zip(texts, places, centres, DASHES, strict=False):
        paper.line([centre, place], [18, TOP - 8], colour=style.INK, width=0.8)
        paper.line([place, place], [TOP - 8, end], colour=style.INK, width=1.1, dashes=dashes)
        paper.text(centre, 9, text, bold=True, side="center")


def _names(paper: Paper, x: _Scale, largest: Sequence[Mark], middle: float) -> None:
    """Name the largest, one above the other below the swarm, each led to its dot."""
    level = paper.height - BOTTOM - LINE * (len(largest) - 0.5) - 3
    for mark in largest:
        at = x(float(mark.value or 0))
        text = shorten(f"{mark.label}, {mark.text}", paper.width * 0.62)
        left = max(0.0, at - text_width(text) - 6)
        paper.line([at, at], [middle + DOT, level], colour=style.LEADER, width=0.6, order=1)
        paper.text(left, level, text)
        level += LINE


def _alt(known: Sequence[Mark], middles: Mapping[str, float], unit: Unit, words: Words) -> str:
    middle = " and ".join(f"{name} {value_text(v, str(unit))}" for name, v in middles.items())
    return (
        f"Swarm of {len(known)} dots on one scale, {sentence_of(words['subtitle'])}, from "
        f"{known[0].text} to {known[-1].text}, {middle}. Largest: {known[-1].label}."
    )

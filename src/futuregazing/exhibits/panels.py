"""Measures that must not share an axis, side by side: each its own panel, unit and scale."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Unpack

import pandas as pd

from futuregazing.exhibits import style
from futuregazing.exhibits.assembly import (
    Words,
    exhibit,
    meaning_columns,
    nothing_known,
    sentence_of,
)
from futuregazing.exhibits.bundle import Exhibit
from futuregazing.exhibits.cells import Column
from futuregazing.exhibits.dots import define
from futuregazing.exhibits.lettering import widest, wrap
from futuregazing.exhibits.marks import Mark, all_refs, marks, require_columns, require_one_kind
from futuregazing.exhibits.paper import Paper

Groups = Mapping[str, Sequence[Mark]]

GUTTER = 26.0
PAD = 10.0
LINE = style.LABEL_PT * style.LEADING
BAR, ROW = 13.0, 22.0
SINGLE = 34.0
LARGE_PT = 20.0
LABEL_SHARE = 0.42
OWN_SCALES = "Each panel has its own scale: lengths in two panels cannot be compared."


@dataclass(frozen=True, eq=False)
class Panel:
    """One measure: its name and definition as lines, and its marks."""

    name: Sequence[str]
    definition: Sequence[str]
    drawn: Sequence[Mark]

    @property
    def height(self) -> float:
        """Return the height of the panel."""
        head = LINE * (len(self.name) + len(self.definition)) + 2.5 * PAD
        return head + (SINGLE if len(self.drawn) == 1 else ROW * len(self.drawn))


def small_multiples(
    frame: pd.DataFrame,
    *,
    panel: str = "panel",
    label: str = "label",
    value: str = "value",
    unit: str = "",
    definition: str = "definition",
    across: int = 2,
    **words: Unpack[Words],
) -> Exhibit:
    """Draw one panel a measure, each with bars on its own scale, or a single large number.

    Args:
        frame: one row a mark: its panel, its label in the panel (a period, a name) and
            its value; optionally the panel's definition, read from its first row.
        panel, label, value, definition: the columns.
        unit: unit of values that are plain numbers.
        across: panels side by side, two or three.
        words: id, title, subtitle and the rest, see `Words`.

    Raises:
        Mismatch: marks in one panel are not of one kind and no `reason` is given.
    """
    columns = {
        panel: Column("Measure"),
        label: Column("What or when"),
        value: Column("Value", kind="number"),
    }
    if frame.empty:
        return nothing_known("small_multiples", columns, words)
    require_columns(frame, (panel,))
    drawn = marks(frame, label, value, unit=unit)
    groups = _grouped(drawn, panel, words)
    width = (style.points(style.WIDTH_MM) + GUTTER) / across - GUTTER
    panels = [_panel(name, inside, definition, width) for name, inside in groups.items()]
    data, meaning = meaning_columns(frame, value)
    if definition in frame.columns:
        meaning[definition] = Column("Definition", absent="not stated")
    return exhibit(
        "small_multiples",
        _draw(panels, across, width),
        data,
        columns | meaning,
        _with_scales_told(words, panels),
        alt=_alt(groups, words),
        description=_told(groups),
        refs=all_refs(drawn),
    )


def _grouped(drawn: Sequence[Mark], panel: str, words: Words) -> dict[str, list[Mark]]:
    """Return the marks by panel, in first-seen order; raise `Mismatch` for unlike ones in one."""
    groups: dict[str, list[Mark]] = {}
    for mark in drawn:
        groups.setdefault(mark.get(panel), []).append(mark)
    for inside in groups.values():
        require_one_kind(inside, "drawn in one panel", words, if_stated=("series",))
    return groups


def _with_scales_told(words: Words, panels: Sequence[Panel]) -> Words:
    """Return the words, with a note where bars in two panels invite comparing their lengths."""
    if sum(len(panel.drawn) > 1 for panel in panels) < 2:
        return words
    return {**words, "notes": [*words.get("notes", ()), OWN_SCALES]}


def _panel(name: str, inside: Sequence[Mark], definition: str, width: float) -> Panel:
    """Return a panel; one without a definition is defined by what its only number is."""
    said = inside[0].get(definition) or (define(inside[0]) if len(inside) == 1 else "")
    return Panel(wrap(name, width, bold=True), wrap(said, width), inside)


def _draw(panels: Sequence[Panel], across: int, width: float) -> Paper:
    """Return the drawing: panels in rows, each as high as the highest beside it."""
    rows = [panels[i : i + across] for i in range(0, len(panels), across)]
    heights = [max(panel.height for panel in row) for row in rows]
    paper = Paper(sum(heights) + GUTTER * (len(rows) - 1))
    top = 1.0
    for row, height in zip(rows, heights, strict=True):
        for number, panel in enumerate(row):
            _put(paper, panel, (number * (width + GUTTER), top, width))
        top += height + GUTTER
    return paper


def _put(paper: Paper, panel: Panel, place: tuple[float, float, float]) -> None:
    """Draw one panel under a rule: name, definition, and its number or its bars."""
    left, top, width = place
    paper.line([left, left + width], [top, top], colour=style.DARK_BLUE, width=2)
    after = paper.block(left, top + PAD, panel.name, bold=True)
    after = paper.block(left, after, panel.definition, colour=style.QUIET) + PAD
    if len(panel.drawn) > 1:
        _bars(paper, panel.drawn, (left, after, width))
        return
    mark = panel.drawn[0]
    known = mark.value is not None
    size, colour = (LARGE_PT, style.INK) if known else (style.LABEL_PT, style.QUIET)
    paper.text(left, after + 9, mark.text, size=size, bold=known, colour=colour)


def _bars(paper: Paper, drawn: Sequence[Mark], place: tuple[float, float, float]) -> None:
    left, top, width = place
    names = [wrap(mark.label, width * LABEL_SHARE)[:1] for mark in drawn]
    zero = left + max(widest(lines) for lines in names) + 8
    values = [abs(mark.value) for mark in drawn if mark.value is not None]
    room = left + width - zero - widest([mark.text for mark in drawn], bold=True) - 6
    step = room / (max(values, default=0.0) or 1.0)
    for number, (mark, lines) in enumerate(zip(drawn, names, strict=True)):
        middle = top + ROW * (number + 0.5)
        paper.lines(zero - 8, middle, lines, side="right")
        if mark.value is None:
            paper.text(zero + 5, middle, mark.text, colour=style.QUIET)
            continue
        colour = style.BASIS_COLOURS.get(str(mark.meaning("basis")), style.DARK_BLUE)
        paper.bar(zero, middle - BAR / 2, abs(mark.value) * step, BAR, colour=colour)
        paper.text(zero + abs(mark.value) * step + 5, middle, mark.text, bold=True)
    paper.line([zero, zero], [top, top + ROW * len(drawn)], colour=style.DARK_GREY, width=1.0)


def _told(groups: Groups) -> str:
    return " ".join(
        f"{name}: " + "; ".join(f"{mark.label} {mark.text}" for mark in inside) + "."
        for name, inside in groups.items()
    )


def _alt(groups: Groups, words: Words) -> str:
    size = "One panel" if len(groups) == 1 else f"{len(groups)} panels, each with its own scale"
    return f"{size}, {sentence_of(words['subtitle'])}. {_told(groups)}"

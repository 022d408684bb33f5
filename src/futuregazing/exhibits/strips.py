"""How values are spread: mean against median, lowest to highest, one strip a row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Unpack

import pandas as pd

from futuregazing.claims.units import Unit
from futuregazing.errors import UserError
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
from futuregazing.exhibits.lettering import spread as spread_out
from futuregazing.exhibits.lettering import text_width, wrap
from futuregazing.exhibits.marks import (
    Mark,
    all_refs,
    axis_text,
    marks,
    require_one_kind,
    unit_of,
)
from futuregazing.exhibits.paper import Paper
from futuregazing.exhibits.placing import Scale, nice_ticks

NAME_SHARE = 0.3
LINE = style.LABEL_PT * style.LEADING
ROW, ROW_GAP = 58.0, 14.0
Looks = Mapping[str, tuple[str, str]]


@dataclass(frozen=True, eq=False)
class Strip:
    """One row: its name and definition, and its values by what they are ("median")."""

    name: str
    definition: str
    values: Mapping[str, Mark]


def spread(
    frame: pd.DataFrame,
    *,
    values: Mapping[str, str],
    label: str = "label",
    unit: str = "",
    definition: str = "definition",
    **words: Unpack[Words],
) -> Exhibit:
    """Draw two or more values of each row on one strip, joined by a bar.

    Args:
        frame: one row a strip.
        values: what each value is called in the chart, and its column:
            ``{"median": "median", "mean": "mean"}``.
        label, definition: the columns with names and with what is counted (optional).
        unit: unit of values that are plain numbers.
        words: id, title, subtitle and the rest, see `Words`.

    Raises:
        Mismatch: the values are not of one kind and no `reason` is given.
        UserError: fewer than two or more than four values are named.
    """
    if not 2 <= len(values) <= len(style.CATEGORY_COLOURS):
        raise UserError("a spread needs two to four values a row, such as median and mean")
    columns = {label: Column("What is counted")}
    columns |= {key: value_column(name.capitalize(), Unit(unit)) for name, key in values.items()}
    if frame.empty:
        return nothing_known("spread", columns, words)
    by_name = {name: marks(frame, label, key, unit=unit) for name, key in values.items()}
    everything = [mark for drawn in by_name.values() for mark in drawn]
    shared = unit_of(everything, unit)
    require_one_kind(everything, "joined", words)
    strips = []
    for number in range(len(frame)):
        row = {name: drawn[number] for name, drawn in by_name.items()}
        first = next(iter(row.values()))
        known = {name: mark for name, mark in row.items() if mark.value is not None}
        strips.append(Strip(first.label, first.get(definition), known))
    for name, key in values.items():
        columns[key] = value_column(name.capitalize(), shared)
    return exhibit(
        "spread",
        _draw(strips, shared, _looks(values)),
        frame,
        columns,
        words,
        alt=_alt(strips, words),
        description=_told(strips),
        refs=all_refs(everything),
    )


def _looks(names: Iterable[str]) -> Looks:
    """Return colour and marker by what a value is, the same in every strip."""
    looks = zip(style.CATEGORY_COLOURS, style.CATEGORY_MARKERS, strict=False)
    return dict(zip(names, looks, strict=False))


def _draw(strips: Sequence[Strip], unit: Unit, looks: Looks) -> Paper:
    """Return the drawing: names left, strips right, each value named above its mark."""
    known = [mark.value for strip in strips for mark in strip.values.values() if mark.value]
    high = max([0.0, *known])
    ticks = nice_ticks(min([0.0, *known]), high)
    room = style.points(style.WIDTH_MM) * NAME_SHARE
    names = [wrap(strip.name, room, bold=True) for strip in strips]
    said = [wrap(strip.definition, room) for strip in strips]
    heights = [
        max(ROW, LINE * (len(name) + len(words)) + ROW_GAP)
        for name, words in zip(names, said, strict=True)
    ]
    bottom = sum(heights)
    paper = Paper(bottom + 26)
    x = Scale(ticks[0], ticks[-1], room + 34, paper.width - 40)
    for tick in ticks:
        colour = style.FRAME if tick == 0 else style.GRID
        paper.line([x(tick)] * 2, [0, bottom + 4], colour=colour, order=1)
        paper.text(x(tick), bottom + 14, axis_text(tick, unit), colour=style.QUIET, side="center")
    top = 0.0
    for strip, name, words, height in zip(strips, names, said, heights, strict=True):
        start = top + (height - LINE * (len(name) + len(words))) / 2
        after = paper.block(0, start, name, bold=True)
        paper.block(0, after, words, colour=style.QUIET)
        _strip(paper, strip, looks, x, top + height / 2)
        top += height
    return paper


def _strip(paper: Paper, strip: Strip, looks: Looks, x: Scale, middle: float) -> None:
    """Draw one row's bar and marks; names above, values below, none on another."""
    if not strip.values:
        paper.text(x.start + 6, middle, "not published", colour=style.QUIET)
        return
    places = {name: x(mark.value or 0.0) for name, mark in strip.values.items()}
    ends = [min(places.values()), max(places.values())]
    paper.line(ends, [middle] * 2, colour=style.LEADER, width=5)
    widths = [
        max(text_width(name), text_width(mark.text, bold=True)) + 8
        for name, mark in strip.values.items()
    ]
    centres = spread_out(list(places.values()), widths, x.start - 14, paper.width)
    for (name, place), centre in zip(places.items(), centres, strict=True):
        colour, marker = looks[name]
        paper.dot(place, middle, colour=colour, marker=marker, size=10)
        paper.text(centre, middle - 16, name, colour=style.QUIET, side="center")
        paper.text(centre, middle + 17, strip.values[name].text, bold=True, side="center")


def _told(strips: Sequence[Strip]) -> str:
    said = []
    for strip in strips:
        values = ", ".join(f"{name} {mark.text}" for name, mark in strip.values.items())
        said.append(f"{strip.name}: {values or 'not published'}.")
    return " ".join(said)


def _alt(strips: Sequence[Strip], words: Words) -> str:
    size = "One strip" if len(strips) == 1 else f"{len(strips)} strips"
    return f"{size} of values joined by a bar, {sentence_of(words['subtitle'])}. {_told(strips)}"

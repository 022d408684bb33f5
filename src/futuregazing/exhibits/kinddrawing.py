"""The drawing of one kind of number beside others: a large panel, then small grey ones."""

from __future__ import annotations

import datetime as dt
import itertools
import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from futuregazing.claims.quantity import Quantity
from futuregazing.claims.units import Unit
from futuregazing.exhibits import style
from futuregazing.exhibits.lettering import text_width, widest, wrap
from futuregazing.exhibits.linedrawing import (
    Labels,
    grid,
    point_mark,
    time_axis,
    time_scale,
    value_ticks,
)
from futuregazing.exhibits.marks import axis_text
from futuregazing.exhibits.paper import Paper
from futuregazing.exhibits.placing import Box, Scale, along, nice_ticks

if TYPE_CHECKING:
    from futuregazing.exhibits.lines import Line, Point

NUMBER_COLUMN = 138.0
"""Width of the large number and its words, left of the large panel."""
NUMBER_PT, LEAST_NUMBER_PT = 38.0, 20.0
PLOT, SMALL_PLOT = 128.0, 88.0
HEADROOM = 20.0
"""Room over the topmost grid line for a label."""
AXIS = 34.0
YEARS_AXIS = 20.0
GUTTER = 18.0
GAP = 12.0
"""Room between two rows of panels."""
MOST_ACROSS = 3
MOST_ORDERED = 4
LINE = style.LABEL_PT * style.LEADING


def draw_kinds(main: Line, others: Sequence[Line], number: Point, when: str, unit: Unit) -> Paper:
    """Return the drawing: `main` large with `number` in figures, the others small below."""
    rows = _rows(others)
    ticks = _small_ticks(others, unit)
    left = widest([axis_text(tick, unit) for tick in ticks]) + 8
    across = max(map(len, rows), default=1)
    width = (style.points(style.WIDE_MM) - left + GUTTER) / across - GUTTER
    heads = [_heads(row, width) for row in rows]
    below = [LINE * max(map(len, head)) + HEADROOM for head in heads]
    large = HEADROOM + PLOT + AXIS
    paper = Paper(
        large + sum(GAP + head + SMALL_PLOT + YEARS_AXIS for head in below), style.WIDE_MM
    )
    _large_number(paper, main, number, when)
    _large_panel(paper, main, number, unit)
    top = large + GAP
    for row, head, height in zip(rows, heads, below, strict=True):
        plots = [
            Box(left + i * (width + GUTTER), top + height, width, SMALL_PLOT)
            for i in range(len(row))
        ]
        for line, words, plot in zip(row, head, plots, strict=True):
            _small_panel(paper, line, words, (plot, top), (others, ticks))
        for tick in ticks:
            y = Scale(ticks[0], ticks[-1], top + height + SMALL_PLOT, top + height)(tick)
            label = axis_text(tick, unit)
            paper.text(left - 6, y, label, colour=style.QUIET, side="right")
        top += height + SMALL_PLOT + YEARS_AXIS + GAP
    return paper


def _rows(others: Sequence[Line]) -> list[Sequence[Line]]:
    """Return the small panels by rows, as even as can be."""
    if not others:
        return []
    across = math.ceil(len(others) / math.ceil(len(others) / MOST_ACROSS))
    return [others[i : i + across] for i in range(0, len(others), across)]


def _heads(row: Sequence[Line], width: float) -> list[list[str]]:
    return [wrap(line.name, width, bold=True) for line in row]


def _small_ticks(others: Sequence[Line], unit: Unit) -> list[float]:
    """Return the ends of the one scale of all small panels."""
    values = [point.value for line in others for point in line.points]
    if not values:
        return []
    ticks = value_ticks(values, unit, from_zero=True)
    return sorted({ticks[0], 0.0, ticks[-1]})


def _large_number(paper: Paper, main: Line, number: Point, when: str) -> None:
    """Print the kind's name, the number in large figures with its qualifier, and its time."""
    source, text = number.mark.source, number.mark.text
    amount = source.bare if isinstance(source, Quantity) else text
    qualifier = text.removesuffix(amount).strip() if text.endswith(amount) else ""
    colour = style.BASIS_COLOURS.get(str(number.mark.meaning("basis") or ""), style.DARK_BLUE)
    room, size = NUMBER_COLUMN - 12, NUMBER_PT
    while size > LEAST_NUMBER_PT and text_width(amount, size, bold=True) > room:
        size -= 1
    paper.bar(0, HEADROOM, 4, PLOT, colour=colour)
    big: dict[str, float] = {"size": style.BIG_PT}
    names = wrap(main.name, room, style.BIG_PT, bold=True)
    after = paper.block(12, HEADROOM, names, bold=True, **big)
    if qualifier:
        after = paper.block(12, after, [qualifier], **big)
    after = paper.block(12, after + 4, [amount], size=size, bold=True)
    paper.block(12, after + 2, wrap(when, room, style.BIG_PT), colour=style.QUIET, **big)


def _large_panel(paper: Paper, main: Line, number: Point, unit: Unit) -> None:
    """Draw the main kind: what ends with the number in colour, the rest in grey behind it."""
    points = main.points
    ticks = value_ticks([point.value for point in points], unit, from_zero=True, most=3)
    labels = [axis_text(tick, unit) for tick in ticks]
    left = NUMBER_COLUMN + widest(labels) + 20
    plot = Box(left, HEADROOM, paper.width - left, PLOT)
    x = time_scale(points, plot)
    y = Scale(ticks[0], ticks[-1], HEADROOM + PLOT, HEADROOM)
    grid(paper, plot, ticks, labels, y)
    time_axis(paper, points, x, plot)
    colour = style.BASIS_COLOURS.get(str(number.mark.meaning("basis") or ""), style.DARK_BLUE)
    newest = [run for run in main.runs if _ends_with(run, number)]
    taken: list[Box] = []
    for run in sorted(main.runs, key=lambda run: run in newest):
        taken += _run(paper, run, x, y, colour if run in newest else style.FRAME)
    bold = [point for run in newest for point in run]
    rest = [point for point in points if point not in bold]
    tried = []
    for i in range(max(1, len(rest))):
        put = Labels(x, y, _room(plot), list(taken), points)
        for point in dict.fromkeys([number, *bold, *rest[i:], *rest[:i]]):
            strong = point in bold
            put.put(point, bold=strong, colour=style.INK if strong else style.QUIET)
        tried.append(put)
    max(tried, key=lambda put: put.rank).draw(paper)


def _room(plot: Box) -> Box:
    """Return where labels may stand: in the plot and the room over it."""
    return Box(plot.left, plot.top - HEADROOM, plot.width, plot.height + HEADROOM)


def _ends_with(run: Sequence[Point], number: Point) -> bool:
    """Tell whether a run holds the number, or is a series that ends in the number's time."""
    return number in run or (len(run) > 1 and run[-1].period == number.period)


def _run(paper: Paper, run: Sequence[Point], x: Scale, y: Scale, colour: str) -> list[Box]:
    """Draw points that one line joins; return the room they take."""
    xs, ys = [x(point.at) for point in run], [y(point.value) for point in run]
    if len(run) > 1:
        paper.line(xs, ys, colour=colour, width=3.0 if colour != style.FRAME else 1.6)
    taken = along(xs, ys)
    for point in run:
        taken += point_mark(paper, point, x, y, colour, style.CATEGORY_MARKERS[0])
    return taken


def _small_panel(
    paper: Paper,
    line: Line,
    name: Sequence[str],
    place: tuple[Box, float],
    shared: tuple[Sequence[Line], Sequence[float]],
) -> None:
    """Draw one other kind in grey: name, marks with their amounts, and the shared years."""
    (plot, top), (others, ticks) = place, shared
    paper.block(plot.left, top, name, bold=True)
    points = [point for other in others for point in other.points]
    x = _years_scale(points, plot)
    y = Scale(ticks[0], ticks[-1], plot.top + plot.height, plot.top)
    for tick in ticks:
        colour = style.FRAME if tick == 0 else style.GRID
        paper.line([plot.left, plot.left + plot.width], [y(tick)] * 2, colour=colour, order=1)
    for year in _round_years(points):
        at = x(dt.date(year, 7, 1).toordinal())
        foot = plot.top + plot.height
        paper.line([at, at], [foot, foot + 3])
        paper.block(at, foot + 4, [str(year)], colour=style.QUIET, side="center")
    taken: list[Box] = []
    for run in line.runs:
        taken += _run(paper, run, x, y, style.FRAME)
    ends = [plot.left, plot.left + plot.width]
    lines = [box for tick in ticks for box in along(ends, [y(tick)] * 2)]
    newest_first = sorted(line.points, key=lambda point: -point.at)
    tried = [_labels(order, (x, y), taken, lines, plot) for order in _orders(newest_first)]
    max(tried, key=lambda labels: labels.rank).draw(paper)


def _orders(points: Sequence[Point]) -> list[Sequence[Point]]:
    """Return the orders in which few points may look for room, the one given first."""
    return list(itertools.permutations(points)) if len(points) <= MOST_ORDERED else [points]


def _labels(
    points: Sequence[Point],
    scales: tuple[Scale, Scale],
    taken: Sequence[Box],
    lines: Sequence[Box],
    plot: Box,
) -> Labels:
    """Return the labels of points that look for room in this order.

    They lie across a grid line only where there is no other room.
    """
    labels = Labels(*scales, _room(plot), list(taken), points)
    for point in points:
        if not labels.put(point, colour=style.QUIET, off=lines):
            labels.put(point, colour=style.QUIET)
    return labels


def _years_scale(points: Sequence[Point], plot: Box) -> Scale:
    first, last = min(p.at for p in points), max(p.at for p in points)
    if last - first < 1:
        first, last = first - 200, last + 200
    return Scale(first, last, plot.left + 20, plot.left + plot.width - 20)


def _round_years(points: Sequence[Point]) -> list[int]:
    """Return round years within the time of all points; the one year there is if no other."""
    first = dt.date.fromordinal(int(min(point.at for point in points))).year
    last = dt.date.fromordinal(int(max(point.at for point in points))).year
    ticks = [int(tick) for tick in nice_ticks(first, last, 3) if tick == int(tick)]
    return [year for year in ticks if first <= year <= last] or [first]

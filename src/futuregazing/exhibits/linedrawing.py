"""The drawing of lines over time: axes, marks, value labels and names, none on another."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from futuregazing.claims.units import Unit
from futuregazing.exhibits import style
from futuregazing.exhibits.lettering import spread, text_width, widest, wrap
from futuregazing.exhibits.marks import axis_text
from futuregazing.exhibits.paper import Paper
from futuregazing.exhibits.placing import (
    SAME,
    Box,
    Scale,
    along,
    around,
    first_free,
    keeps_order,
    nice_ticks,
)

if TYPE_CHECKING:
    from futuregazing.exhibits.lines import Line, Point

NAME_WIDTH = 118.0
LABEL_HEIGHT = 12.0
TOP, BOTTOM = 24.0, 34.0
KEY = 22.0
"""Room for a line's marker before its name."""
RINGS = 3
EDGE = 26.0
"""Room at both ends of the time axis, so that first and last labels stay on the plot."""
LONG_PERIOD_DAYS = 400
MOST_LABELS = 26
APART = 12.0
"""From a label that is led to its mark to any other mark."""
TOUCHING = 36.0
"""Marks nearer than this are told apart by the order of their labels."""


def draw_lines(lines: Sequence[Line], unit: Unit, *, from_zero: bool, height: float) -> Paper:
    """Return the drawing of `lines` in one unit."""
    points = [point for line in lines for point in line.points]
    ticks = value_ticks([point.value for point in points], unit, from_zero)
    labels = [axis_text(tick, unit) for tick in ticks]
    names = [wrap(line.name, NAME_WIDTH, bold=True) for line in lines] if len(lines) > 1 else []
    height = max(height, sum(map(_name_height, names)) - TOP)
    left = widest(labels) + 10
    paper = Paper(TOP + height + BOTTOM)
    room = max((widest(words, bold=True) for words in names), default=-KEY) + KEY
    right = paper.width - room
    plot = Box(left, TOP, right - left, height)
    x = time_scale(points, plot)
    y = Scale(ticks[0], ticks[-1], TOP + height, TOP)
    grid(paper, plot, ticks, labels, y)
    time_axis(paper, points, x, plot)
    taken = _strokes(paper, lines, x, y)
    if names:
        _names(paper, lines, names, y, plot)
    _values(paper, lines, x, y, taken, plot)
    return paper


def value_ticks(values: Sequence[float], unit: Unit, from_zero: bool, most: int = 5) -> list[float]:
    """Return round values for the axis; none over the whole where shares stay within it."""
    low = min([0.0, *values]) if from_zero else min(values)
    high = max(values)
    ticks = nice_ticks(low, high, most)
    if unit.is_share and high <= 100:
        ticks = [tick for tick in ticks if tick <= 100]
    return ticks


def time_scale(points: Sequence[Point], plot: Box) -> Scale:
    """Return the scale of days, long periods in full, with room for the outermost names."""
    days = [day for point in points for day in (extent(point) or [point.at])]
    first, last = min(days), max(days)
    if last - first < 1:
        first, last = first - 200, last + 200
    ends = sorted(points, key=lambda point: point.at)
    edges = [max(EDGE, text_width(ends[i].axis_label) / 2 + 2) for i in (0, -1)]
    return Scale(first, last, plot.left + edges[0], plot.left + plot.width - edges[1])


def grid(paper: Paper, plot: Box, ticks: Sequence[float], labels: Sequence[str], y: Scale) -> None:
    """Draw the lines of round values, each with its label at the left."""
    for tick, label in zip(ticks, labels, strict=True):
        base = tick == 0 or (tick == ticks[0] and ticks[0] > 0)
        colour, width = (style.FRAME, 1.0) if base else (style.GRID, 0.8)
        ends = [plot.left, plot.left + plot.width]
        paper.line(ends, [y(tick)] * 2, colour=colour, width=width, order=1)
        paper.text(plot.left - 8, y(tick), label, colour=style.QUIET, side="right")


def time_axis(paper: Paper, points: Sequence[Point], x: Scale, plot: Box) -> None:
    """Name the periods under the plot: last and first always, the others where they fit."""
    places = sorted({(point.at, point.axis_label) for point in points})
    bottom = plot.top + plot.height
    wanted = [places[-1], places[0], *places[1:-1]]
    taken: list[Box] = []
    for middle, label in dict.fromkeys(wanted):
        lines = wrap(label, 74)
        width = widest(lines) + 8
        box = Box(x(middle) - width / 2, bottom, width, 10)
        if any(box.overlap(other) for other in taken):
            continue
        taken.append(box)
        paper.line([x(middle)] * 2, [bottom, bottom + 4])
        paper.block(x(middle), bottom + 6, lines[:2], colour=style.QUIET, side="center")


def _strokes(paper: Paper, lines: Sequence[Line], x: Scale, y: Scale) -> list[Box]:
    """Draw lines and marks; return the room they take."""
    from futuregazing.exhibits.lines import colours

    taken: list[Box] = []
    for number, (line, colour) in enumerate(zip(lines, colours(lines), strict=True)):
        marker = style.CATEGORY_MARKERS[number % len(style.CATEGORY_MARKERS)]
        for run in line.runs:
            xs, ys = [x(p.at) for p in run], [y(p.value) for p in run]
            for i in range(len(run) - 1):
                dashes = (4.0, 2.5) if run[i + 1].mark.meaning("qualifier") == "forecast" else None
                paper.line(xs[i : i + 2], ys[i : i + 2], colour=colour, width=2.2, dashes=dashes)
            taken += along(xs, ys)
            for point in run:
                taken += point_mark(paper, point, x, y, colour, marker)
    return taken


def extent(point: Point) -> list[float]:
    """Return the first and last day of a total over years; nothing for a point of one year."""
    if point.running or point.period.days <= LONG_PERIOD_DAYS:
        return []
    return [point.period.start.toordinal(), point.period.end.toordinal()]


def point_mark(
    paper: Paper, point: Point, x: Scale, y: Scale, colour: str, marker: str
) -> list[Box]:
    """Draw a point, a total over years as long as its years; return the room it takes."""
    taken: list[Box] = []
    height = y(point.value)
    if ends := extent(point):
        across = [x(day) for day in ends]
        paper.line(across, [height] * 2, colour=colour, width=1.4, dashes=(1.5, 1.5))
        taken += along(across, [height] * 2)
    paper.dot(x(point.at), height, colour=colour, marker=marker, hollow=point.hollow)
    return [*taken, Box(x(point.at) - 5, height - 5, 10, 10)]


def _names(
    paper: Paper,
    lines: Sequence[Line],
    names: Sequence[Sequence[str]],
    y: Scale,
    plot: Box,
) -> None:
    """Name each line at the right, level with its last point, behind its marker."""
    from futuregazing.exhibits.lines import colours

    middles = spread(
        [y(line.points[-1].value) for line in lines],
        [_name_height(words) for words in names],
        0,
        paper.height,
    )
    edge = plot.left + plot.width
    for number, (words, middle, colour) in enumerate(
        zip(names, middles, colours(lines), strict=True)
    ):
        marker = style.CATEGORY_MARKERS[number % len(style.CATEGORY_MARKERS)]
        paper.dot(edge + 10, middle, colour=colour, marker=marker)
        paper.lines(edge + KEY - 2, middle, words, bold=True)


def _name_height(words: Sequence[str]) -> float:
    return style.LABEL_PT * style.LEADING * len(words) + 5


def _values(
    paper: Paper,
    lines: Sequence[Line],
    x: Scale,
    y: Scale,
    taken: list[Box],
    plot: Box,
) -> None:
    """Label the points, ends first, wherever there is room; the data table has them all."""
    everything = [point for line in lines for point in line.points]
    ends = [point for line in lines for run in line.runs for point in (run[-1], run[0])]
    order = dict.fromkeys([*ends, *everything]) if len(everything) <= MOST_LABELS else ends
    room = Box(plot.left, 0, plot.width, plot.top + plot.height)
    labels = Labels(x, y, room, list(taken), everything)
    for point in order:
        labels.put(point)
    labels.draw(paper)


@dataclass(frozen=True, eq=False)
class Label:
    """A label in its place: the mark it is of, the words, their box and look."""

    mark: tuple[float, float]
    words: str
    box: Box
    bold: bool
    colour: str

    @property
    def leader(self) -> list[tuple[float, float]]:
        """Return the ends of the line that leads to it from its mark; none beside the mark."""
        (px, py), (across, down), box = self.mark, self.box.middle, self.box
        if abs(down - py) > LABEL_HEIGHT * 1.6:
            return [self.mark, (across, box.top if down > py else box.top + box.height)]
        if abs(across - px) > box.width / 2 + LABEL_HEIGHT:
            return [self.mark, (box.left if across > px else box.left + box.width, down)]
        return []

    @property
    def along_leader(self) -> list[Box]:
        """Return the room that the line to it takes."""
        return along([x for x, _ in self.leader], [y for _, y in self.leader])


@dataclass(eq=False)
class Labels:
    """The labels of a plot's points, each put where there is still room.

    Attributes:
        x, y: the plot's scales.
        room: what no label leaves.
        taken: what no label lies on: marks, lines, and the labels put so far.
        points: all points of the plot, whether labelled or not.
        put_so_far: the labels that found room.
    """

    x: Scale
    y: Scale
    room: Box
    taken: list[Box]
    points: Sequence[Point]
    put_so_far: list[Label] = field(default_factory=list)

    def put(
        self, point: Point, *, bold: bool = False, colour: str = style.INK, off: Sequence[Box] = ()
    ) -> bool:
        """Label a point beside its mark, or led to it; tell whether there was room.

        Labels of marks that touch stand in the order of the marks. The label also keeps off
        what `off` names.
        """
        mark = self.x(point.at), self.y(point.value)
        width = text_width(point.mark.text, bold=bold) + 4
        near = [put for put in self.put_so_far if math.dist(put.mark, mark) < TOUCHING]
        places = [
            place
            for place in around(*mark, width, LABEL_HEIGHT, 7, RINGS)
            if all(keeps_order(mark, place, put.mark, put.box) for put in near)
            and self._is_clear(Label(mark, "", place, bold, colour))
        ]
        places.sort(key=lambda place: self._runs_over(Label(mark, "", place, bold, colour)))
        if not places:
            return False
        box, free = first_free(places, [*self.taken, *off], self.room)
        label = Label(mark, point.mark.text, box, bold, colour)
        if free:
            self.put_so_far.append(label)
            self.taken += [box, *label.along_leader]
        return free

    def _is_clear(self, label: Label) -> bool:
        """Tell whether a label is read as its own mark's, and is not led there over another."""
        led = label.along_leader
        if any(step.overlap(put.box) for step in led for put in self.put_so_far):
            return False
        room = APART if led else label.box.away(label.mark) - SAME
        others = [(self.x(point.at), self.y(point.value)) for point in self.points]
        return all(
            label.box.away(other) >= room for other in others if math.dist(other, label.mark) > SAME
        )

    def _runs_over(self, label: Label) -> bool:
        """Tell whether what leads to a label runs over lines or marks on its way."""
        way = [step for step in label.along_leader if step.away(label.mark) > APART]
        return any(step.overlap(other) for step in way for other in self.taken)

    @property
    def rank(self) -> tuple[int, float]:
        """Return how good the labels are: how many, then how near to their marks."""
        away = [math.dist(label.mark, label.box.middle) for label in self.put_so_far]
        return len(away), -sum(away)

    def draw(self, paper: Paper) -> None:
        """Write the labels, with a thin line to those that stand off their marks."""
        for label in self.put_so_far:
            if label.leader:
                xs, ys = [x for x, _ in label.leader], [y for _, y in label.leader]
                paper.line(xs, ys, colour=style.LEADER, width=0.6, order=1)
            x, y = label.box.middle
            paper.text(x, y, label.words, bold=label.bold, colour=label.colour, side="center")

"""How it changed: lines that join only what belongs together, labelled at their ends.

Two points are joined if they carry the same series id and agree in unit, basis, geography,
scope and kind of period. Everything else stands as a mark of its own, so that a
publisher's widened scope never looks like growth.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Unpack

import pandas as pd

from futuregazing.claims.likeness import SAME_FOR_GROWTH, Mismatch, differences
from futuregazing.claims.quantity import Quantity
from futuregazing.edition.dates import MONTHS
from futuregazing.edition.periods import Period
from futuregazing.exhibits import style
from futuregazing.exhibits.assembly import (
    Words,
    exhibit,
    meaning_columns,
    nothing_known,
    value_column,
)
from futuregazing.exhibits.bundle import Exhibit
from futuregazing.exhibits.cells import Column
from futuregazing.exhibits.linedrawing import draw_lines
from futuregazing.exhibits.linewords import line_alt, line_description, line_notes
from futuregazing.exhibits.marks import Mark, all_refs, marks, period_of, unit_of

SHORT_MONTH = 3
MUST_AGREE_TO_JOIN = tuple(name for name in SAME_FOR_GROWTH if name != "series")
"""As for growth, which a line shows; the series has joined the points already."""
EXACT = ("exact", "derived")

_LONG_MONTH = re.compile("|".join(name for name in MONTHS if len(name) > SHORT_MONTH + 1))


@dataclass(frozen=True, eq=False)
class Point:
    """A mark with its place in time."""

    mark: Mark
    period: Period
    series: str
    running: bool = False

    @property
    def at(self) -> float:
        """Return its day number: the middle of its period, the end of a running total's."""
        start, end = self.period.start.toordinal(), self.period.end.toordinal()
        return end if self.running else (start + end) / 2

    @property
    def axis_label(self) -> str:
        """Return its period as the time axis names it, with short months."""
        label = str(self.period)
        if self.running and " to " in label:
            label = "to " + label.split(" to ")[-1]
        return _LONG_MONTH.sub(lambda m: m[0][:3], label)

    @property
    def value(self) -> float:
        """Return its size."""
        return float(self.mark.value or 0.0)

    @property
    def hollow(self) -> bool:
        """Tell whether the source qualifies the number."""
        source = self.mark.source
        return isinstance(source, Quantity) and source.qualifier not in EXACT


@dataclass(frozen=True, eq=False)
class Line:
    """One named line: runs of points that may be joined, in order of time."""

    name: str
    runs: tuple[tuple[Point, ...], ...]

    @property
    def points(self) -> list[Point]:
        """Return all its points in order of time."""
        return sorted((p for run in self.runs for p in run), key=lambda p: (p.at, p.value))


def change(
    frame: pd.DataFrame,
    *,
    label: str = "label",
    value: str = "value",
    unit: str = "",
    from_zero: bool = True,
    height: float = 190.0,
    **words: Unpack[Words],
) -> Exhibit:
    """Draw values over time, one line a name.

    Args:
        frame: one row a point: the line's name, a value, and (unless the value is a
            `Quantity` with a period) a column `period`. A column `series` joins points
            that are not published figures; published ones join by their own series id.
        label, value: the columns with the lines' names and the values.
        unit: unit of values that are plain numbers.
        from_zero: begin the value axis at nought.
        height: height of the plot in points.
        words: id, title, subtitle and the rest, see `Words`.

    Raises:
        Mismatch: units differ, or points of one series differ in kind and no `reason`
            is given.
    """
    columns = {label: Column("Series"), value: value_column("Value", unit_of([], unit))}
    if frame.empty:
        return nothing_known("change", columns, words)
    drawn = marks(frame, label, value, unit=unit)
    shared = unit_of(drawn, unit)
    lines = grouped(drawn, words.get("reason", ""))
    if not lines:
        return nothing_known("change", columns, words)
    data, meaning = meaning_columns(frame, value)
    columns[value] = value_column("Value", shared)
    told: Words = {**words, "notes": [*words.get("notes", ()), *line_notes(lines, drawn)]}
    return exhibit(
        "change",
        draw_lines(lines, shared, from_zero=from_zero, height=height),
        data,
        columns | meaning,
        told,
        alt=line_alt(lines, words),
        description=line_description(lines),
        refs=all_refs(drawn),
    )


def grouped(drawn: Sequence[Mark], reason: str = "") -> list[Line]:
    """Return the marks as lines; each run in a line may be joined, two runs may not."""
    runs: dict[str, dict[str, list[Point]]] = {}
    for number, mark in enumerate(drawn):
        period = period_of(mark)
        if mark.value is None or period is None or not period.bounded:
            continue
        series = _series(mark)
        key = series or f"alone {number}"
        runs.setdefault(mark.label, {}).setdefault(key, []).append(Point(mark, period, series))
    lines = []
    for name, by_series in runs.items():
        joined = [_in_time(points) for points in by_series.values()]
        for points in joined:
            _require_joinable(points, reason)
        lines.append(Line(name, tuple(tuple(points) for points in joined)))
    return lines


def _in_time(points: Sequence[Point]) -> list[Point]:
    """Return one series in order of time; totals all running from one day stand at their ends."""
    starts = {point.period.start for point in points}
    if len(points) > 1 and len(starts) == 1:
        points = [replace(point, running=True) for point in points]
    return sorted(points, key=lambda p: p.at)


def _series(mark: Mark) -> str:
    """Return the id that joins a point: a published figure's own, else the frame's."""
    source = mark.source
    published = isinstance(source, Quantity) and any(r.table == "figures" for r in source.refs)
    if isinstance(source, Quantity) and (source.series or published):
        return source.series
    return mark.get("series")


def _require_joinable(points: Sequence[Point], reason: str) -> None:
    """Raise `Mismatch` for the first two points that one line may not join."""
    for a, b in pairwise(points):
        different = differences(a.mark, b.mark, _fields(a, b), Mark.meaning)
        if different and not reason.strip():
            raise Mismatch(
                f"{a.mark.label}: {a.mark.text} ({a.period}) and {b.mark.text} ({b.period}) cannot "
                f"be joined by a line: they differ in {'; '.join(different)}. Give them different "
                "series, or state a reason, which will be printed as a note."
            )


def _fields(a: Point, b: Point) -> list[str]:
    """Return what two points must agree in; running totals grow longer by their nature."""
    running = a.running and b.running
    return [name for name in MUST_AGREE_TO_JOIN if not (running and name == "period_kind")]


def colours(lines: Sequence[Line]) -> list[str]:
    """Return a colour a line: that of its kind of number where the kinds differ, else in turn.

    Lines of one kind then share its colour, as they do in every chart of the report, and
    are told apart by their markers and names.
    """
    bases = [str(line.points[0].mark.meaning("basis") or "") for line in lines]
    if len(set(bases)) > 1:
        return [style.BASIS_COLOURS.get(basis, style.FRAME) for basis in bases]
    spare = len(lines) - len(style.CATEGORY_COLOURS)
    return [*style.CATEGORY_COLOURS, *([style.FRAME] * max(0, spare))][: len(lines)]

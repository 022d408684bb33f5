"""A headline's editions as a strip of dots: joined where a line may join, broken where not.

The height of a dot means something within one joined run alone; the numbers themselves are in
the list below it, so that the strip is decoration for those who cannot see it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape

from markupsafe import Markup

from futuregazing.report.archive.series import Line, Point

STEP, LEFT, HEIGHT, TOP, BOTTOM = 52, 20, 62, 14, 38
LEVELS = {"up": -1, "down": 1}


def strip_of(line: Line) -> Markup:
    """Return a headline's strip as SVG."""
    points = line.points
    width = 2 * LEFT + STEP * (len(points) - 1)
    drawn = "".join((*_joins(points), *_dots(points)))
    return Markup(
        f'<svg class="strip" viewBox="0 0 {width} {HEIGHT}" width="{width}" height="{HEIGHT}" '
        f'aria-hidden="true" focusable="false">{drawn}</svg>'
    )


def heights(points: Sequence[Point]) -> list[float]:
    """Return the height of each dot: up or down along a joined run, else in the middle."""
    found: list[float] = []
    for run in _runs(points):
        levels = [0]
        for point in run[1:]:
            levels.append(levels[-1] + LEVELS.get(point.direction, 0))
        low, high = min(levels), max(levels)
        middle, span = (TOP + BOTTOM) / 2, BOTTOM - TOP
        found += [middle if low == high else TOP + span * (n - low) / (high - low) for n in levels]
    return found


def _runs(points: Sequence[Point]) -> list[list[Point]]:
    runs: list[list[Point]] = []
    for point in points:
        if point.join in {"joined", "same"} and runs:
            runs[-1].append(point)
        else:
            runs.append([point])
    return runs


def _joins(points: Sequence[Point]) -> Iterator[str]:
    """Yield a line where two points are of one series, two strokes where the series breaks."""
    levels = heights(points)
    for number, point in enumerate(points[1:], start=1):
        x, before, here = LEFT + STEP * number, levels[number - 1], levels[number]
        if point.join == "break":
            middle = x - STEP / 2
            yield f'<path class="gap" d="M{middle - 5:g} 33l4 -14M{middle + 1:g} 33l4 -14"/>'
        else:
            yield f'<path class="{point.join}" d="M{x - STEP} {before:g}L{x} {here:g}"/>'


def _dots(points: Sequence[Point]) -> Iterator[str]:
    for number, (point, y) in enumerate(zip(points, heights(points), strict=True)):
        x = LEFT + STEP * number
        yield f'<circle cx="{x}" cy="{y:g}" r="5"/>'
        yield f'<text x="{x}" y="{HEIGHT - 4}">{escape(str(point.year))}</text>'

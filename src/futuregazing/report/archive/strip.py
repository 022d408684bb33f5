"""A headline's editions as a strip: dots with their numbers, joined where a line may join.

The height of a dot means something within one joined run alone: up or down in that series. Each
number stands over its dot, and all of them, with what they measure, in the table beside it, so
that the strip is decoration for those who cannot see it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from xml.sax.saxutils import escape

from markupsafe import Markup

from futuregazing.report.archive.series import Line, Point

LETTER, BETWEEN, NARROWEST = 7.2, 16, 64
"""How wide a letter of a number is at most, and how far apart two numbers stand at least."""
LINES, TOP, BOTTOM, YEARS, HEIGHT = (14, 30), 48, 72, 98, 104
LEVELS = {"up": -1, "down": 1}


def widest(lines: Iterable[Line]) -> int:
    """Return the width of the widest strip, which all get: what stands beside them lines up."""
    return max((_step(line.points) * len(line.points) for line in lines), default=0)


def strip_of(line: Line, least: int = 0) -> Markup:
    """Return a headline's strip as SVG, at least so wide."""
    points = line.points
    step = _step(points)
    width = max(step * len(points), least)
    drawn = "".join((*_joins(points, step), *_dots(points, step)))
    return Markup(
        f'<svg class="strip" viewBox="0 0 {width} {HEIGHT}" width="{width}" height="{HEIGHT}" '
        f'aria-hidden="true" focusable="false">{drawn}</svg>'
    )


def two_lines(text: str) -> tuple[str, str]:
    """Return a number in two lines as even as its words allow; the first may be empty."""
    words = text.split()
    cuts = [(" ".join(words[:n]), " ".join(words[n:])) for n in range(len(words))]
    return min(cuts, key=lambda cut: max(map(len, cut)), default=("", ""))


def _step(points: Sequence[Point]) -> int:
    longest = max(len(line) for point in points for line in two_lines(point.text))
    return max(NARROWEST, round(longest * LETTER) + BETWEEN)


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


def _joins(points: Sequence[Point], step: int) -> Iterator[str]:
    """Yield a line where two points are of one series, two strokes where the series breaks."""
    levels = heights(points)
    middle = (TOP + BOTTOM) // 2
    for number, point in enumerate(points[1:], start=1):
        x, before, here = step // 2 + step * number, levels[number - 1], levels[number]
        if point.join == "break":
            at, low = x - step // 2, middle + 7
            yield f'<path class="gap" d="M{at - 5} {low}l4 -14M{at + 1} {low}l4 -14"/>'
        else:
            yield f'<path class="{point.join}" d="M{x - step} {before:g}L{x} {here:g}"/>'


def _dots(points: Sequence[Point], step: int) -> Iterator[str]:
    for number, (point, y) in enumerate(zip(points, heights(points), strict=True)):
        x = step // 2 + step * number
        for words, line in zip(two_lines(point.text), LINES, strict=True):
            if words:
                yield f'<text class="value" x="{x}" y="{line}">{escape(words)}</text>'
        yield f'<circle cx="{x}" cy="{y:g}" r="5"/>'
        yield f'<text x="{x}" y="{YEARS}">{escape(str(point.year))}</text>'

"""The lines between regions on the council cartogram."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from futuregazing.exhibits.hexagons import around

if TYPE_CHECKING:
    from futuregazing.exhibits.hexmap import Hexagon

Point = tuple[float, float]


def borders(placed: Sequence[Hexagon]) -> list[list[Point]]:
    """Return the sides between two regions."""
    at = {hexagon.cell: hexagon for hexagon in placed}
    lines = []
    for hexagon in placed:
        for cell in around(hexagon.cell):
            other = at.get(cell)
            if other and other.region != hexagon.region and other.cell > hexagon.cell:
                middle = ((hexagon.x + other.x) / 2, (hexagon.y + other.y) / 2)
                corners = sorted(hexagon.corners, key=lambda c: math.dist(c, middle))
                lines.append((_point(corners[0]), _point(corners[1])))
    return _runs(lines)


def _runs(lines: Sequence[tuple[Point, Point]]) -> list[list[Point]]:
    """Return lines as few long ones, each drawn on from where the last one ended."""
    left: dict[Point, list[Point]] = defaultdict(list)
    for one, other in lines:
        left[one].append(other)
        left[other].append(one)
    runs = []
    # Ends and forks first: what is left after them are rings, which begin anywhere.
    for start in sorted(left, key=lambda point: (len(left[point]) % 2 == 0, point)):
        while left[start]:
            run = [start]
            while left[run[-1]]:
                after = left[run[-1]].pop()
                left[after].remove(run[-1])
                run.append(after)
            runs.append(run)
    return runs


def _point(corner: tuple[float, float]) -> Point:
    """Return a corner as its hexagons share it, whichever of them it was worked out from."""
    return round(corner[0], 6), round(corner[1], 6)

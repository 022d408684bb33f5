"""Where labels go when marks are already there: the first free place beside their mark."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

SAME = 0.5
"""Points: marks no farther apart than this stand in one place."""


@dataclass(frozen=True)
class Scale:
    """A straight scale from values to points on the sheet."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """Return where a value stands."""
        span = (self.high - self.low) or 1.0
        return self.start + (value - self.low) / span * (self.end - self.start)


@dataclass(frozen=True)
class Box:
    """A rectangle on the sheet, y running down."""

    left: float
    top: float
    width: float
    height: float

    def overlap(self, other: Box) -> float:
        """Return the area two boxes share."""
        across = min(self.left + self.width, other.left + other.width) - max(self.left, other.left)
        down = min(self.top + self.height, other.top + other.height) - max(self.top, other.top)
        return max(0.0, across) * max(0.0, down)

    def crosses(self, other: Box) -> bool:
        """Tell whether the boxes meet, though one be no wider than a line."""
        return (
            self.left < other.left + other.width
            and other.left < self.left + self.width
            and self.top < other.top + other.height
            and other.top < self.top + self.height
        )

    def away(self, point: tuple[float, float]) -> float:
        """Return how far a point is from the box; nought inside it."""
        x, y = point
        across = max(self.left - x, 0.0, x - self.left - self.width)
        down = max(self.top - y, 0.0, y - self.top - self.height)
        return math.hypot(across, down)

    @property
    def middle(self) -> tuple[float, float]:
        """Return its middle."""
        return self.left + self.width / 2, self.top + self.height / 2

    def inside(self, other: Box) -> bool:
        """Tell whether this box lies wholly in the other."""
        return (
            self.left >= other.left
            and self.top >= other.top
            and self.left + self.width <= other.left + other.width
            and self.top + self.height <= other.top + other.height
        )


def around(
    x: float, y: float, width: float, height: float, gap: float, rings: int = 1
) -> list[Box]:
    """Return the places a label may take around a mark, the best and nearest first."""
    places = []
    for ring in range(rings):
        reach = gap + ring * height
        across, down = x - width / 2, y - height / 2
        above, below = y - reach - height, y + reach
        right, left = x + reach, x - reach - width
        places += [(across, above), (across, below), (right, down), (left, down)]
        places += [(right, above), (left, above), (right, below), (left, below)]
    return [Box(at, top, width, height) for at, top in places]


def keeps_order(
    mark: tuple[float, float], label: Box, other: tuple[float, float], its_label: Box
) -> bool:
    """Tell whether two labels stand to each other as their marks do.

    Marks that nearly touch are told apart by that alone: the upper one's label is the upper
    one, the left one's the left one.
    """
    sides = (
        (mark[0], other[0], label.left, label.width, its_label.left, its_label.width),
        (mark[1], other[1], label.top, label.height, its_label.top, its_label.height),
    )
    for own, its, start, size, its_start, its_size in sides:
        before, after = start + size <= its_start, its_start + its_size <= start
        if abs(own - its) > SAME and (before if own > its else after):
            return False
    return True


def first_free(places: Sequence[Box], taken: Iterable[Box], within: Box) -> tuple[Box, bool]:
    """Return the first place inside `within` that touches nothing, else the least bad.

    The second value tells whether the place is free.
    """
    obstacles = list(taken)
    best, least = places[0], float("inf")
    for place in places:
        hidden = sum(place.overlap(other) for other in obstacles)
        outside = 0.0 if place.inside(within) else place.width * place.height
        if hidden + outside == 0:
            return place, True
        if hidden + outside < least:
            best, least = place, hidden + outside
    return best, False


def along(xs: Sequence[float], ys: Sequence[float], step: float = 6.0) -> list[Box]:
    """Return small boxes along a line, so that labels keep off it."""
    boxes = []
    for (x0, y0), (x1, y1) in zip(
        zip(xs, ys, strict=True), list(zip(xs, ys, strict=True))[1:], strict=False
    ):
        count = max(1, int(max(abs(x1 - x0), abs(y1 - y0)) / step))
        for i in range(count + 1):
            x, y = x0 + (x1 - x0) * i / count, y0 + (y1 - y0) * i / count
            boxes.append(Box(x - 1, y - 1, 2, 2))
    return boxes


def nice_ticks(low: float, high: float, most: int = 5) -> list[float]:
    """Return round values from at or below `low` to at or above `high`."""
    from matplotlib.ticker import MaxNLocator

    if high <= low:
        high = low + 1
    locator: Any = MaxNLocator(nbins=most, steps=[1, 2, 2.5, 5, 10])
    return [float(tick) for tick in locator.tick_values(low, high)]

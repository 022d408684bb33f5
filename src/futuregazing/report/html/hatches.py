"""Hatchings written as their smallest tile.

Matplotlib draws a hatching as a tile of an inch with every line in it; the lines of a few
points already repeat, so a tile of a sixth of an inch says the same in a quarter of the words.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import lcm
from xml.etree import ElementTree as ET

LEAST = 12
"""Points: a smaller tile would be repeated so often that browsers blur its seams."""
SLANTS = (-1, 1)
_LINE = re.compile(r"M\s*([-\d.]+)[ ,]+([-\d.]+)\s*L\s*([-\d.]+)[ ,]+([-\d.]+)\s*(?=M|$)")


def smallest_tiles(root: ET.Element) -> None:
    """Write each hatching of evenly spaced diagonal lines as its smallest tile.

    Other patterns stay as they are.
    """
    for pattern in root.iter("pattern"):
        path, ground = pattern.find("path"), pattern.find("rect")
        size = pattern.get("width", "")
        if path is None or ground is None or not size.isdigit() or size != pattern.get("height"):
            continue
        spacings = _spacings(path.get("d", ""))
        tile = lcm(LEAST, *spacings.values()) if spacings else 0
        if tile and tile < int(size) and int(size) % tile == 0:
            path.set("d", _lines(spacings, tile))
            for said in ("fill", "stroke-linejoin"):
                path.attrib.pop(said, None)  # lines of two points have neither
            for element, side in ((pattern, tile), (ground, tile + 1)):
                element.set("width", str(side))
                element.set("height", str(side))


def _spacings(outline: str) -> Mapping[int, int]:
    """Return by slant how far its lines lie apart; nothing if it has others than such lines.

    A line of slant s runs where y - s * x is the same, one of them through the tile's corner.
    """
    found = [tuple(map(float, line)) for line in _LINE.findall(outline)]
    if not found or _LINE.sub("", outline).strip():
        return {}
    places: dict[int, list[float]] = defaultdict(list)
    for x0, y0, x1, y1 in found:
        slant = next((s for s in SLANTS if y1 - y0 == s * (x1 - x0) != 0), 0)
        places[slant].append(y0 - slant * x0)
    steps = {slant: _step(sorted(at)) for slant, at in places.items()}
    return steps if 0 not in steps and all(steps.values()) else {}


def _step(places: Sequence[float]) -> int:
    """Return the whole step from each place to the next, nought being one; else 0."""
    steps = {after - before for before, after in pairwise(places)}
    step = steps.pop() if len(steps) == 1 else 0.0
    return int(step) if step and step.is_integer() and places[0] % step == 0 else 0


def _lines(spacings: Mapping[int, int], tile: int) -> str:
    """Return lines from just before the tile to just after it, with those that touch a corner."""
    places = [
        (slant, at)
        for slant, step in spacings.items()
        for at in (range(0, 2 * tile + 1, step) if slant < 0 else range(-tile, tile + 1, step))
    ]
    return "".join(f"M-1 {at - slant}L{tile + 1} {at + slant * (tile + 1)}" for slant, at in places)

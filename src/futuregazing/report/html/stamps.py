"""Shapes drawn once and set many times: a map's hexagons differ in nothing but their place.

A run of like outlines becomes one outline and a line through their places, at each corner of
which the drawing sets the outline as a marker. A map of 361 councils then needs a fourth of
the bytes.
"""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

FEWEST = 6
"""Fewer like shapes are not worth a marker."""
TOLERANCE = 0.11
"""Corners rounded to a tenth of a point may differ by that much."""
STEPS = 10
UNFILLED = frozenset({"", "none"})

_PLAIN = re.compile(r"^[MLz\d\s.,eE+-]*$")
_SHAPE = re.compile(r"M([^Mz]*)z?")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?")

Point = tuple[float, float]


def stamp_alike(root: ET.Element, prefix: str) -> None:
    """Replace, in a drawing, every path of many like shapes by a marker set at their places.

    Args:
        root: a cleaned drawing whose outlines are still absolute.
        prefix: what the markers' ids begin with.
    """
    made: list[ET.Element] = []
    inside_defs = {child for defs in root.iter("defs") for child in defs.iter()}
    for path in [e for e in root.iter("path") if e not in inside_defs]:
        shapes = _shapes(path)
        if shapes and (marker := _marker(path, shapes[0], f"{prefix}.m{len(made)}")) is not None:
            made.append(marker)
            _set_at(path, [shape[0] for shape in shapes], marker.attrib["id"])
    if made:
        defs = ET.Element("defs")
        defs.extend(made)
        root.insert(0, defs)


def _shapes(path: ET.Element) -> list[list[Point]]:
    """Return the corners of a path's closed shapes if they are many and alike, else nothing."""
    outline = path.get("d", "")
    if not _PLAIN.match(outline) or outline.count("z") != outline.count("M"):
        return []
    shapes = [_corners(told) for told in _SHAPE.findall(outline)]
    if len(shapes) < FEWEST or not shapes[0]:
        return []
    model = _relative(shapes[0])
    alike = all(
        len(shape) == len(model)
        and all(
            abs(x - u) < TOLERANCE and abs(y - v) < TOLERANCE
            for (x, y), (u, v) in zip(_relative(shape), model, strict=True)
        )
        for shape in shapes
    )
    return shapes if alike else []


def _corners(told: str) -> list[Point]:
    numbers = [float(number) for number in _NUMBER.findall(told)]
    return list(zip(numbers[::2], numbers[1::2], strict=False))


def _relative(shape: list[Point]) -> list[Point]:
    (left, top), *_ = shape
    return [(x - left, y - top) for x, y in shape]


def _marker(path: ET.Element, shape: list[Point], name: str) -> ET.Element | None:
    """Return a marker that draws a path's first shape as the path does; None if it cannot."""
    if path.get("fill", "") in UNFILLED or {"id", "transform", "clip-path"} & set(path.keys()):
        return None
    marker = ET.Element(
        "marker", {"id": name, "markerUnits": "userSpaceOnUse", "overflow": "visible"}
    )
    outline = " L ".join(f"{x:.2f} {y:.2f}" for x, y in _relative(shape))
    ET.SubElement(marker, "path", {**path.attrib, "d": f"M {outline} z"})
    return marker


def _set_at(path: ET.Element, places: list[Point], name: str) -> None:
    """Make a path an unseen line through some places, marked at each."""
    path.attrib.clear()
    path.set("d", "M " + " L ".join(f"{x:.4f} {y:.4f}" for x, y in places))
    path.set("fill", "none")
    for where in ("marker-start", "marker-mid", "marker-end"):
        path.set(where, f"url(#{name})")

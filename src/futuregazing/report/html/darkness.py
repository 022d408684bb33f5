"""Which drawings may be shown light on dark.

In a dark page the style sheet inverts a drawing and turns its hues back. That keeps every
colour's name and its contrast with the page, but not the contrast of a label that stands on
a half-dark area: dark ink on turquoise would become pale ink on turquoise. A drawing with
such a label keeps its white ground.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from futuregazing.exhibits import house

LEGIBLE = 4.5
"""WCAG 2.2 AA for words."""
PAGE = tuple(byte / 255 for byte in bytes.fromhex(house.PROPERTIES["dark"]["paper"][1:]))
"""The dark page's ground."""
HUES_TURNED = ((-0.574, 1.43, 0.144), (0.426, 0.43, 0.144), (0.426, 1.43, -0.856))
"""`hue-rotate(180deg)` as the CSS filter computes it."""
HALF_CAPITAL = 0.35
DEFAULT_SIZE = 10.0
CORNERS = 3

Colour = tuple[float, float, float]
Box = tuple[float, float, float, float]

_HEX = re.compile(r"^#[0-9a-fA-F]{6}$")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e-?\d+)?")


@dataclass(frozen=True)
class _Area:
    box: Box
    fill: Colour


def bears_darkness(root: ET.Element) -> bool:
    """Tell whether all labels on coloured areas stay legible when the drawing is inverted.

    Args:
        root: a cleaned drawing, without name spaces.
    """
    areas = list(_areas(root))
    for text in root.iter("text"):
        ground = _ground(text, areas)
        ink = _colour(text.get("fill", house.BLACK))
        if ground and ink and contrast(inverted(ink), inverted(ground)) < LEGIBLE:
            return False
    return True


def inverted(colour: Colour) -> Colour:
    """Return a colour as the dark page shows it: inverted, hue turned back, screened."""
    negative = tuple(1 - c for c in colour)
    turned = [sum(f * c for f, c in zip(row, negative, strict=True)) for row in HUES_TURNED]
    shown = [min(max(c, 0.0), 1.0) for c in turned]
    red, green, blue = (1 - (1 - c) * (1 - p) for c, p in zip(shown, PAGE, strict=True))
    return red, green, blue


def contrast(a: Colour, b: Colour) -> float:
    """Return the contrast ratio of two colours as WCAG defines it."""
    dark, light = sorted((_luminance(a), _luminance(b)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: Colour) -> float:
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _areas(root: ET.Element) -> Iterator[_Area]:
    """Yield the filled areas in drawing order, by their bounding boxes."""
    marks = {element.get("id", ""): element for element in root.iter("path")}
    inside_defs = {child for defs in root.iter("defs") for child in defs.iter()}
    for element in root.iter():
        fill = _colour(element.get("fill", ""))
        if fill is None or element in inside_defs:
            continue
        shape, dx, dy = element, 0.0, 0.0
        if element.tag == "use":
            shape = marks.get(element.get("href", "#")[1:], element)
            dx, dy = float(element.get("x", 0)), float(element.get("y", 0))
        for left, top, right, bottom in _boxes(shape):
            yield _Area((left + dx, top + dy, right + dx, bottom + dy), fill)


def _boxes(shape: ET.Element) -> Iterator[Box]:
    """Yield the bounding boxes of a rectangle, a polygon or each outline of a path."""
    if shape.tag == "rect":
        x, y, w, h = (float(shape.get(name, 0)) for name in ("x", "y", "width", "height"))
        yield x, y, x + w, y + h
    elif shape.tag in {"path", "polygon"}:
        for outline in (shape.get("d") or shape.get("points") or "").split("M"):
            numbers = [float(n) for n in _NUMBER.findall(outline)]
            if len(numbers) >= CORNERS * 2 and len(numbers) % 2 == 0:
                xs, ys = numbers[::2], numbers[1::2]
                yield min(xs), min(ys), max(xs), max(ys)


def _ground(text: ET.Element, areas: list[_Area]) -> Colour | None:
    """Return the fill of the last area drawn under the middle of a label's capitals."""
    size = float((_NUMBER.findall(text.get("font-size", "")) or [DEFAULT_SIZE])[0])
    x, y = float(text.get("x", 0)), float(text.get("y", 0)) - HALF_CAPITAL * size
    under = [a for a in areas if a.box[0] <= x <= a.box[2] and a.box[1] <= y <= a.box[3]]
    return under[-1].fill if under else None


def _colour(value: str) -> Colour | None:
    if not _HEX.match(value):
        return None
    red, green, blue = (int(value[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return red, green, blue

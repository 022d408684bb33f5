"""Drawings written shorter: the same picture in half the bytes.

A map of 361 hexagons is mostly coordinates. Written relative to the point before, rounded to
a tenth of a point (less than a pixel on any screen), they weigh half as much; and shapes of
one look that follow each other become one outline. Curves and anything not drawn with plain
absolute moves and lines are left as they are.
"""

from __future__ import annotations

import re
from collections import Counter
from xml.etree import ElementTree as ET

from futuregazing.exhibits import house

STEPS = 10
"""Positions are kept to a tenth of a point."""

SHAPES = frozenset({"path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "use"})
UNSEEN = frozenset({"d", "fill", "stroke-linejoin", "stroke-width", "stroke-linecap"})
"""What a path may state that draws nothing without a colour."""
KEEPS_APART = frozenset({"id", "opacity", "fill-opacity", "stroke-opacity", "transform"})

_DOUBLED = re.compile(r"^#(.)\1(.)\2(.)\3$")
_PLAIN = re.compile(r"^[MLz\d\s.,eE+-]*$")
_TOKEN = re.compile(r"[MLz]|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?")


def hoist_common(root: ET.Element) -> None:
    """Say the commonest size and colour of letters and join of strokes once, on the drawing.

    Whatever stated nothing of its own keeps what it had: black, or the drawing's old join.
    """
    letters = list(root.iter("text"))
    inside_defs = {child for defs in root.iter("defs") for child in defs.iter()}
    shapes = [e for e in root.iter() if e.tag in SHAPES and e not in inside_defs]
    _hoist(root, "font-size", letters, letters, "")
    _hoist(root, "fill", letters, [*letters, *shapes], house.BLACK)
    _hoist(root, "stroke-linejoin", shapes, shapes, root.get("stroke-linejoin", "miter"))


def _hoist(
    root: ET.Element,
    name: str,
    among: list[ET.Element],
    heirs: list[ET.Element],
    default: str,
) -> None:
    """Move the value of `name` that is commonest `among` some elements to the root."""
    stated = Counter(element.get(name, "") for element in among)
    common = max(sorted(stated), key=stated.__getitem__, default="")
    if not common:
        return
    for heir in heirs:
        if default:
            heir.attrib.setdefault(name, default)
        if heir.get(name) == common:
            del heir.attrib[name]
    root.set(name, common)


def unwrap(parent: ET.Element) -> None:
    """Put what groups that say nothing hold in their place, below `parent`."""
    for child in list(parent):
        unwrap(child)
        if child.tag == "g" and not child.attrib:
            at = list(parent).index(child)
            parent.remove(child)
            for i, held in enumerate(child):
                parent.insert(at + i, held)


def shorten(root: ET.Element) -> None:
    """Write places to a tenth of a point, and colours in three digits where those say all."""
    root.set("viewBox", " ".join(_tenth(number) for number in root.attrib["viewBox"].split()))
    for element in root.iter():
        if element.tag in {"text", "use"}:
            for name in {"x", "y"} & set(element.keys()):
                element.set(name, _tenth(element.attrib[name]))
        for name in {"fill", "stroke"} & set(element.keys()):
            element.set(name, _DOUBLED.sub(r"#\1\2\3", element.attrib[name]))


def _tenth(number: str) -> str:
    return f"{float(number):.1f}".removesuffix(".0")


def drop_unseen(parent: ET.Element) -> None:
    """Leave out paths below `parent` that have neither area nor line, such as a plot's ground."""
    for child in list(parent):
        if child.tag == "defs":
            continue
        drop_unseen(child)
        if child.tag == "path" and child.get("fill") == "none" and not set(child.keys()) - UNSEEN:
            parent.remove(child)


def merge_alike(parent: ET.Element) -> None:
    """Join neighbouring paths that differ in their outline only, below and in `parent`.

    See-through ones stay apart: where they overlap, two are darker than one.
    """
    before: ET.Element | None = None
    for child in list(parent):
        merge_alike(child)
        if before is not None and _alike(before, child):
            before.set("d", f"{before.get('d', '')} {child.get('d', '')}")
            parent.remove(child)
        else:
            before = child


def _alike(one: ET.Element, other: ET.Element) -> bool:
    if one.tag != "path" or other.tag != "path" or len(one) or len(other):
        return False
    mine, others = dict(one.attrib), dict(other.attrib)
    outlines = mine.pop("d", ""), others.pop("d", "")
    together = mine == others and not KEEPS_APART & mine.keys()
    return together and all(d.startswith("M") for d in outlines)


def compact(outline: str) -> str:
    """Return a path's outline, shorter where it consists of absolute moves and lines."""
    if not _PLAIN.match(outline):
        return outline
    tokens = _TOKEN.findall(outline)
    written: list[str] = []
    here = start = (0, 0)
    command, i = "", 0
    while i < len(tokens):
        if tokens[i] in "MLz":
            command, i = tokens[i], i + 1
            if command == "z":
                written.append("z")
                here = start
            continue
        if not command or command == "z" or i + 1 >= len(tokens):
            return outline
        there = (_steps(tokens[i]), _steps(tokens[i + 1]))
        written.append(_move(here, there, command))
        start = there if command == "M" else start
        here, i = there, i + 2
        command = "L" if command == "M" else command
    return "".join(written)


def _move(here: tuple[int, int], there: tuple[int, int], command: str) -> str:
    """Return one relative step; level and upright lines need one number only."""
    dx, dy = there[0] - here[0], there[1] - here[1]
    if command == "M":
        return f"m{_number(dx)}{_next(dy)}"
    if dy == 0:
        return f"h{_number(dx)}"
    return f"v{_number(dy)}" if dx == 0 else f"l{_number(dx)}{_next(dy)}"


def _steps(number: str) -> int:
    return round(float(number) * STEPS)


def _number(steps: int) -> str:
    whole, tenths = divmod(abs(steps), STEPS)
    text = f"{whole}.{tenths}" if tenths and whole else f".{tenths}" if tenths else str(whole)
    return f"-{text}" if steps < 0 else text


def _next(steps: int) -> str:
    """Return a number that follows another; a minus sign parts them by itself."""
    text = _number(steps)
    return text if text.startswith("-") else f" {text}"

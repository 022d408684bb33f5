"""Drawings' repeated parts said once: circles as circles, one outline for two strokes."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import groupby
from math import hypot
from xml.etree import ElementTree as ET

CURVES = 8
ROUND = 0.02
LONG = 200
"""A shorter outline is not worth a name."""
SHARED = frozenset({"fill", "font-weight", "font-size", "font-style", "text-anchor"})
LOOKS = ("fill", "stroke", "stroke-width", "fill-opacity", "stroke-opacity")
OVERRULED = frozenset({*LOOKS, "stroke-linejoin"})
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?")


def round_marks(root: ET.Element) -> None:
    """Write every outline of eight arcs around the origin, matplotlib's dot, as a circle."""
    for path in root.iter("path"):
        outline = path.get("d", "")
        if outline.count("C") != CURVES or outline.count("M") != 1 or "L" in outline:
            continue
        numbers = [float(number) for number in _NUMBER.findall(outline)]
        corners = [tuple(numbers[i : i + 2]) for i in range(0, len(numbers), 6)]
        radii = [hypot(x, y) for x, y in corners]
        if max(radii) - min(radii) < ROUND * max(radii):
            path.tag = "circle"
            del path.attrib["d"]
            path.set("r", f"{radii[0]:g}")


def look_once(root: ET.Element) -> None:
    """Say a mark's colours where it is drawn, if all of its uses agree on them."""
    drawn = {e.get("id", ""): e for defs in root.iter("defs") for e in defs.iter() if e.get("id")}
    uses: dict[str, list[ET.Element]] = defaultdict(list)
    for use in root.iter("use"):
        uses[use.get("href", "")[1:]].append(use)
    for name, those in uses.items():
        if name not in drawn or drawn[name].tag not in {"path", "circle"}:
            continue
        for look in LOOKS:
            values = {use.get(look, "") for use in those}
            own = drawn[name].get(look, "")
            if len(values) == 1 and (value := values.pop()) and own in {"", value}:
                drawn[name].set(look, value)
                for use in those:
                    del use.attrib[look]


def unsay_overruled(root: ET.Element) -> None:
    """Leave out of a mark's uses what the mark states itself, for that alone is drawn."""
    drawn = {e.get("id", ""): e for defs in root.iter("defs") for e in defs.iter() if e.get("id")}
    for use in root.iter("use"):
        mark = drawn.get(use.get("href", "")[1:])
        if mark is not None and mark.tag in {"path", "circle"}:
            for name in OVERRULED & set(use.keys()) & set(mark.keys()):
                del use.attrib[name]


def letters_together(parent: ET.Element) -> None:
    """Say once what neighbouring words of a drawing have in common: colour, weight, anchor."""
    for style, run in [(key, list(group)) for key, group in groupby(list(parent), key=_shared)]:
        if len(run) > 1 and style:
            _gather(parent, run)
    for child in parent:
        if child.tag == "g":
            letters_together(child)


def _shared(child: ET.Element) -> tuple[tuple[str, str], ...]:
    """Return what a word states that its neighbours may state too; nothing for what is no word."""
    return tuple(_style(child).items()) if child.tag == "text" and not len(child) else ()


def _style(text: ET.Element) -> dict[str, str]:
    return {name: value for name, value in text.items() if name in SHARED}


def _gather(parent: ET.Element, run: list[ET.Element]) -> None:
    """Put some neighbouring words into a group that states their common style."""
    style = _style(run[0])
    group = ET.Element("g", style)
    parent.insert(list(parent).index(run[0]), group)
    for text in run:
        parent.remove(text)
        group.append(text)
        for name in style:
            del text.attrib[name]


def outline_once(root: ET.Element, prefix: str) -> None:
    """Draw an outline that several paths share, such as a line and its halo, from one source."""
    alike: dict[str, list[ET.Element]] = defaultdict(list)
    inside_defs = {child for defs in root.iter("defs") for child in defs.iter()}
    for path in root.iter("path"):
        if path not in inside_defs and len(path.get("d", "")) >= LONG and path.get("id") is None:
            alike[path.attrib["d"]].append(path)
    shared = [(outline, paths) for outline, paths in alike.items() if len(paths) > 1]
    if not shared:
        return
    defs = ET.Element("defs")
    for number, (outline, paths) in enumerate(shared):
        name = f"{prefix}.o{number}"
        ET.SubElement(defs, "path", {"id": name, "d": outline})
        for path in paths:
            path.tag = "use"
            path.attrib = {"href": f"#{name}", **{k: v for k, v in path.items() if k != "d"}}
    root.insert(0, defs)

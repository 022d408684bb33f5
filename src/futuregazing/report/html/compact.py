"""Outlines written shorter: the same shape in half the bytes.

A map of 361 hexagons is mostly coordinates. Written relative to the point before, rounded to
a tenth of a point (less than a pixel on any screen), they weigh half as much. Curves and
anything not drawn with plain absolute moves and lines are left as they are.
"""

from __future__ import annotations

import re

STEPS = 10
"""Positions are kept to a tenth of a point."""

_PLAIN = re.compile(r"^[MLz\d\s.,eE+-]*$")
_TOKEN = re.compile(r"[MLz]|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?")


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

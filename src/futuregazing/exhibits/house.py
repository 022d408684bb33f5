"""The house style: every colour, typeface and measure of the report, for all its media.

No colour is written anywhere else. Charts take these names through `style`; style sheets and
the cover motif hold marks, `@house(page)` or `@house(white)`, that `filled` replaces; the PDF's
templates take `for_print` as JSON; the workbook takes its sizes and its one colour.

The six hues are the Analysis Function's. Turquoise, orange and light purple are too pale for
words on white: they are for areas and marks.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

DARK_BLUE = "#12436D"
TURQUOISE = "#28A197"
DARK_PINK = "#801650"
ORANGE = "#F46A25"
DARK_GREY = "#3D3D3D"
LIGHT_PURPLE = "#A285D1"

WHITE = "#FFFFFF"
BLACK = "#000000"

INK = "#1F1F1F"
"""Words that carry the finding."""
QUIET = "#595959"
"""Words that explain; 7:1 on white."""
FRAME = "#8A8A8A"
"""Baselines, leaders and outlines; 3.5:1 on white."""
LEADER = "#B5B5B5"
"""Thin lines from a label to its mark; never thick enough to read as data."""
GRID = "#DEDEDE"
"""Grid lines: there if looked for."""
PAPER = "#F3F2F1"
"""Ground of panels and of what is not known."""
PALE_BLUE = "#7D94AD"
"""Bars that stand behind a highlighted one: 3.1:1 on white, as marks need, and quieter than it."""
GREYS = ("#6E6E6E", "#9A9A9A", "#BDBDBD", "#D6D6D6")
"""Parts of a whole past the fourth, which colour no longer tells apart."""
SHADES = ("#DDE6EE", "#A9BFD3", "#46739B", DARK_BLUE)
"""From the smallest quarter of a map's range to the largest; the number is written on each."""

LABEL_PT, HEAD_PT, BIG_PT = 11.0, 12.0, 14.0
"""Type of charts, as large in print."""
LEADING = 1.24
TEXT_WIDTH_MM, MEASURE_MM = 170.0, 132.0
"""Width of the PDF's page inside its margins, and of its lines of prose."""
SHEET_PT, SHEET_TITLE_PT, SHEET_LINE_PT = 12, 16, 16.5
"""Type of the workbook: words, titles, and the height of a line."""

CHART_FAMILIES = "'Source Sans 3', 'Source Sans Pro', 'Segoe UI', Arial, sans-serif"
"""The report's own family, which page and PDF both carry and in which widths are measured;
then the narrowest a reader's machine is likely to have, for charts seen in JupyterLab."""
PAGE_FAMILIES = (
    '"Source Sans 3","Source Sans Pro","Segoe UI",system-ui,-apple-system,Roboto,'
    '"Helvetica Neue",Arial,sans-serif'
)
SLIDES_FAMILIES = '"Source Sans 3","Source Sans Pro","Segoe UI",system-ui,sans-serif'
PAGE_MONO = 'ui-monospace,"SF Mono",Consolas,"DejaVu Sans Mono",monospace'

PAGE_INK, PAGE_QUIET = "#1B2430", "#525D6B"
SLATE, MIST, HAIRLINE, TINT = "#505A62", "#CFDCEA", "#C8CFD6", "#F1F4F7"
PRINT_GREY, PRINT_LINE = "#444444", "#BBBBBB"

PROPERTIES: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "page": {
            "paper": WHITE, "tint": "#F3F5F8", "ink": PAGE_INK, "quiet": PAGE_QUIET,
            "line": "#D8DEE6", "rule": PAGE_INK, "blue": DARK_BLUE, "link": DARK_BLUE,
            "band": DARK_BLUE, "band-ink": WHITE, "band-quiet": MIST, "band-line": "#4D7396",
            "turquoise": TURQUOISE, "orange": ORANGE, "mark": PAGE_QUIET, "glow": "#FFF3C4",
            "shade": "rgb(27 36 48/.2)", "sans": PAGE_FAMILIES, "mono": PAGE_MONO,
            "measure": "40rem", "wide": "47rem",
        },
        "dark": {
            "paper": "#10161D", "tint": "#19212B", "ink": "#E7EBF0", "quiet": "#A9B4C1",
            "line": "#303B48", "rule": "#8996A5", "blue": "#93BFE8", "link": "#A4CAEE",
            "band": "#0B2C49", "band-ink": "#F4F7FA", "band-quiet": "#B7CBDF",
            "band-line": "#345A7D", "turquoise": "#4CC0B6", "orange": "#F88A54",
            "mark": "#A9B4C1", "glow": "#3A3315", "shade": "rgb(0 0 0/.75)",
        },
        "paper": {
            "paper": WHITE, "tint": WHITE, "ink": BLACK, "quiet": PRINT_GREY,
            "line": PRINT_LINE, "rule": BLACK, "blue": DARK_BLUE, "link": DARK_BLUE,
            "band": WHITE, "band-ink": BLACK, "band-quiet": PRINT_GREY, "band-line": PRINT_LINE,
            "orange": ORANGE, "turquoise": TURQUOISE, "mark": PRINT_GREY, "glow": WHITE,
            "measure": "46rem",
        },
        "slides": {
            "paper": WHITE, "tint": TINT, "ink": PAGE_INK, "quiet": SLATE, "line": HAIRLINE,
            "blue": DARK_BLUE, "turquoise": TURQUOISE, "pale": MIST, "sans": SLIDES_FAMILIES,
        },
        "archive": {"pink": DARK_PINK},
        "archivedark": {"pink": "#E58FBB"},
    }
)  # fmt: skip
"""The custom properties of the style sheets: the page, its dark form and its print, the slides,
and what the archive has of its own."""
VALUES: Mapping[str, str] = MappingProxyType(
    {
        "white": WHITE,
        "black": BLACK,
        "turquoise": TURQUOISE,
        "backdrop": "rgb(10 20 30/.5)",
        "shadow": "rgb(0 0 0/.35)",
        "desk": "#E8ECF0",
    }
)
"""What a style sheet or a drawing names outside a property."""

_MARK = re.compile(r"@house\(([a-z]+)\)")
_DOUBLED = re.compile(r"#(.)\1(.)\2(.)\3")


def filled(text: str) -> str:
    """Return a style sheet or drawing with every mark `@house(name)` replaced.

    Raises:
        KeyError: a mark names neither a set of properties nor a value.
    """
    return _MARK.sub(lambda mark: _css(mark[1]), text)


def for_print() -> dict[str, Any]:
    """Return what the PDF's templates take: colours by name, type sizes in points, widths in mm."""
    return {
        "colours": {
            "blue": DARK_BLUE, "turquoise": TURQUOISE, "pink": DARK_PINK, "orange": ORANGE,
            "ink": INK, "quiet": SLATE, "hairline": HAIRLINE, "tint": TINT, "pale": "#B9CBDC",
            "paper": WHITE,
        },
        "points": {"body": 10.2, "small": 8.4, "annex": 8.5, "note": 8.2, "mark": 6.5},
        "millimetres": {"text": TEXT_WIDTH_MM, "measure": MEASURE_MM},
    }  # fmt: skip


def _css(name: str) -> str:
    if name in PROPERTIES:
        return ";".join(f"--{role}:{_short(value)}" for role, value in PROPERTIES[name].items())
    return _short(VALUES[name])


def _short(value: str) -> str:
    """Return a colour as a style sheet writes it: in small letters, three where they double."""
    return _DOUBLED.sub(r"#\1\2\3", value.lower()) if value.startswith("#") else value

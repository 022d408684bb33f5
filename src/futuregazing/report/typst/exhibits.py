"""Figures and tables as the template sets them: words, drawing, column widths' raw material."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from futuregazing.report.typst.cleaning import BREAK_HERE, breakable, web_address
from futuregazing.report.typst.turning import may_turn, turned_columns, turned_rows

Json = dict[str, Any]
PartsOf = Callable[[Any], list[Json]]

PROSE_KINDS = frozenset({"text", "link"})
"""Kinds of column whose cells may break over lines; figures, dates and codes never do."""
ABSENT = "not stated"
NO_ROWS = "None in this edition."
FALLBACK_ASPECT = 0.5
CANDIDATES = 4

_WORD_ENDS = re.compile(rf"[\s{BREAK_HERE}]+|(?<=[-/])")
_VIEW_BOX = re.compile(r"viewBox=\"([^\"]+)\"")


def figure(block: Mapping[str, Any], parts: PartsOf) -> Json:
    """Return a drawn exhibit."""
    return _words(block, parts) | {
        "kind": "figure",
        "svg": block["svg"],
        "width": float(block.get("width_mm") or 170.0),
        "aspect": aspect(block["svg"]),
    }


def aspect(svg: str) -> float:
    """Return the drawing's height over its width."""
    box = _VIEW_BOX.search(svg)
    numbers = [float(n) for n in box[1].replace(",", " ").split()] if box else []
    if len(numbers) != 4 or numbers[2] <= 0 or numbers[3] <= 0:
        return FALLBACK_ASPECT
    return numbers[3] / numbers[2]


def table(block: Mapping[str, Any], parts: PartsOf) -> Json:
    """Return a table with the rows that are printed; a total stays when rows are left out."""
    rows, left_out = _shown_rows(block)
    cells = [
        [_cell(cell, column) for cell, column in zip(row, block["columns"], strict=True)]
        for row in rows
    ]
    columns = _columns(block["columns"], cells)
    total = bool(block.get("total_row")) and bool(rows)
    turned = None
    if may_turn(columns, cells, total):
        other = turned_rows(columns, cells)
        turned = {"columns": _columns(turned_columns(columns, cells), other), "rows": other}
    return _words(block, parts) | {
        "kind": "table",
        "columns": columns,
        "rows": cells,
        "turned": turned,
        "left_out": left_out,
        "total": total,
        "none": NO_ROWS,
    }


def _columns(columns: list[Any], rows: list[list[Json]]) -> list[Json]:
    return [_column(column, [row[n] for row in rows]) for n, column in enumerate(columns)]


def _words(block: Mapping[str, Any], parts: PartsOf) -> Json:
    """Return what every exhibit says around its drawing or rows."""
    label = str(block.get("label", ""))
    return {
        "label": label,
        "slug": block["slug"],
        "title": parts(block["title"]),
        "plain": "".join(part["text"] for part in block["title"]),
        "subtitle": parts(block.get("subtitle")),
        "alt": block.get("alt", ""),
        "notes": [parts(note) for note in block.get("notes") or []],
        "source": parts(block.get("source_parts")),
        "source_word": "Measured by us from" if block.get("measured") else "Source",
        "coverage": parts(block.get("coverage") or []),
        "data": f"{block['slug']}.csv",
    }


def _shown_rows(block: Mapping[str, Any]) -> tuple[list[Any], int]:
    """Return the rows to print and how many the CSV has besides."""
    rows = list(block.get("rows") or [])
    shown = block.get("rows_shown")
    if not shown or shown >= len(rows):
        return rows, 0
    kept = rows[:shown]
    if block.get("total_row"):
        kept.append(rows[-1])
    return kept, len(rows) - len(kept)


def _column(column: Mapping[str, Any], cells: list[Json]) -> Json:
    """Return a column with its longest texts and words, which decide how wide it must be.

    Length in letters only picks the candidates (Typst measures them), so a few are kept.
    """
    heading = breakable(str(column.get("heading") or column["label"]))
    texts = [cell["t"] for cell in cells]
    words = {word for text in texts for word in _WORD_ENDS.split(text)}
    return {
        "heading": heading,
        "heading_words": _longest(set(_WORD_ENDS.split(heading))),
        "texts": _longest(set(texts)),
        "lengths": [len(text) for text in texts],
        "words": _longest(words),
        "verdict": str(column.get("key", "")).startswith("verdict"),
        "marked": any("mark" in cell for cell in cells),
        "right": column.get("align") == "right",
        "prose": column.get("kind", "text") in PROSE_KINDS and column.get("align") != "right",
    }


def _longest(texts: set[str]) -> list[str]:
    return sorted(texts, key=lambda text: (-len(text), text))[:CANDIDATES]


def _cell(cell: Any, column: Mapping[str, Any]) -> Json:
    """Return a cell's text, with its link and mark; what is absent says so."""
    given = cell if isinstance(cell, Mapping) else {"text": cell}
    text = _text(given.get("text"), given.get("value"), column)
    made: Json = {"t": breakable(text)}
    if href := web_address(str(given.get("href") or "")):
        made["href"] = href
    for name in ("mark", "n", "use"):
        if given.get(name):
            made[name] = given[name]
    return made


def _text(text: Any, value: Any, column: Mapping[str, Any]) -> str:
    if isinstance(text, str) and text.strip():
        return text
    number = text if isinstance(text, int | float) and not isinstance(text, bool) else value
    if isinstance(number, int | float) and not isinstance(number, bool):
        grouped = column.get("kind") in {"number", "money", "percent"}
        return f"{number:,}" if grouped else str(number)
    return str(column.get("absent") or ABSENT)

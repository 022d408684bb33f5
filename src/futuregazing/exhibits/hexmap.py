"""The council cartogram: every council as large as every other, so that area never shouts."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Unpack

import pandas as pd

from futuregazing.exhibits import style
from futuregazing.exhibits.assembly import Words, exhibit, nothing_known, sentence_of
from futuregazing.exhibits.bundle import Exhibit
from futuregazing.exhibits.cells import Column, is_absent, refs_in
from futuregazing.exhibits.hexagons import hexagons
from futuregazing.exhibits.hexborders import borders
from futuregazing.exhibits.lettering import spread, wrap
from futuregazing.exhibits.looks import UNKNOWN, draw_key, key_height, looks_of
from futuregazing.exhibits.marks import as_label, require_columns
from futuregazing.exhibits.paper import Paper

Cell = tuple[int, int]

SIDE = 104.0
"""Room for names on either side of the map."""
PITCH = 12.4
LINE = style.LABEL_PT * style.LEADING
EDGE_LINE = 1.3


@dataclass(frozen=True, eq=False)
class Hexagon:
    """One council on the map: its cell, centre on the sheet, region and category."""

    code: str
    name: str
    region: str
    category: str
    cell: Cell
    x: float
    y: float

    @property
    def corners(self) -> list[tuple[float, float]]:
        """Return its six corners, from the top clockwise."""
        radius = PITCH / math.sqrt(3)
        turns = [math.radians(60 * i - 90) for i in range(6)]
        return [(self.x + radius * math.cos(t), self.y + radius * math.sin(t)) for t in turns]


def cartogram(
    frame: pd.DataFrame,
    *,
    category: str = "category",
    name: str = "name",
    order: Sequence[str] = (),
    named: Collection[str] = (),
    quiet: Collection[str] = (),
    **words: Unpack[Words],
) -> Exhibit:
    """Draw one hexagon a council, filled by category.

    Args:
        frame: one row a council, with gss_code, nation, region, centroid_lon,
            centroid_lat, its name and its category (absent: not known). Rows without a
            centroid, the counties, are not drawn and not counted.
        category, name: the columns.
        order: the categories in the order of the key; else the most frequent first.
        named: names (or codes) of councils that the text mentions, to be labelled.
        quiet: categories that stand back ("none"), because the map is about the others.
        words: id, title, subtitle and the rest, see `Words`.

    Raises:
        UserError: more than four categories, or a column is missing.
    """
    columns = {
        "gss_code": Column("Code", kind="code"),
        name: Column("Council"),
        "region": Column("Region or nation"),
        category: Column("Category", absent=UNKNOWN),
    }
    require_columns(frame, columns)
    drawn = frame[frame["centroid_lon"].notna()] if len(frame) else frame
    if drawn.empty:
        return nothing_known("cartogram", columns, words, kind="cartogram")
    counts = _counts(drawn[category], order)
    shown = drawn.sort_values("gss_code")
    return exhibit(
        "cartogram",
        _draw(_placed(shown, name, category), counts, named, quiet),
        shown,
        columns,
        words,
        alt=_alt(counts, len(shown), words),
        description=_description(shown, category, counts),
        kind="cartogram",
        refs=[ref for cell in shown.get("refs", []) for ref in refs_in(cell)],
    )


def _counts(categories: pd.Series[str], order: Sequence[str]) -> dict[str, int]:
    """Return how many councils each category has, in the key's order, unknown last."""
    known = [as_label(value) for value in categories if not is_absent(value)]
    found = pd.Series(known, dtype=object).value_counts()
    by_size = sorted(found.index, key=lambda label: (-int(found[label]), label))
    names = [*(label for label in order if label in found.index)]
    names += [label for label in by_size if label not in names]
    counts = {label: int(found[label]) for label in names}
    unknown = len(categories) - len(known)
    return counts | ({UNKNOWN: unknown} if unknown else {})


def _placed(shown: pd.DataFrame, name: str, category: str) -> list[Hexagon]:
    """Return the councils' hexagons on the sheet, without the room for the key."""
    layout = hexagons(shown)
    left, top = float(layout["x"].min()), float(layout["y"].max())
    across = (float(layout["x"].max()) - left) * PITCH
    start = (style.points(style.WIDE_MM) - across) / 2
    return [
        Hexagon(
            code=str(row["gss_code"]),
            name=as_label(row[name]),
            region=as_label(row["region"]),
            category=UNKNOWN if is_absent(row[category]) else as_label(row[category]),
            cell=(int(column), int(line)),
            x=start + (float(x) - left) * PITCH,
            y=(top - float(y)) * PITCH + PITCH,
        )
        for row, (column, line, x, y) in zip(
            shown.to_dict("records"),
            layout[["column", "row", "x", "y"]].itertuples(index=False, name=None),
            strict=True,
        )
    ]


def _draw(
    placed: Sequence[Hexagon],
    counts: Mapping[str, int],
    named: Collection[str],
    quiet: Collection[str],
) -> Paper:
    """Return the drawing: key, hexagons by category, outlines of regions, names beside."""
    texts = [f"{label}: {number:,}" for label, number in counts.items()]
    down = key_height(texts, style.points(style.WIDE_MM)) + 6
    moved = [replace(hexagon, y=hexagon.y + down) for hexagon in placed]
    paper = Paper(max(hexagon.y for hexagon in moved) + PITCH, style.WIDE_MM)
    looks = looks_of(list(counts), quiet)
    draw_key(paper, texts, list(looks.values()))
    for label, look in looks.items():
        outlines = [hexagon.corners for hexagon in moved if hexagon.category == label]
        paper.shapes(outlines, colour=look.colour, hatch=look.hatch, edge=look.edge)
    paper.strokes(borders(moved), colour=style.WHITE, width=EDGE_LINE + 1.6)
    paper.strokes(borders(moved), colour=style.INK, width=EDGE_LINE)
    _names(paper, moved, named)
    return paper


def _names(paper: Paper, placed: Sequence[Hexagon], named: Collection[str]) -> None:
    """Name regions, and the councils the text mentions, beside the map, each with a leader."""
    labels: list[tuple[str, bool, Hexagon]] = []
    for region in sorted({hexagon.region for hexagon in placed}):
        inside = [hexagon for hexagon in placed if hexagon.region == region]
        x = sum(hexagon.x for hexagon in inside) / len(inside)
        y = sum(hexagon.y for hexagon in inside) / len(inside)
        middle = min(inside, key=lambda h: (math.hypot(h.x - x, h.y - y), h.code))
        labels.append((region, False, middle))
    labels += [(h.name, True, h) for h in placed if h.name in named or h.code in named]
    centre = paper.width / 2
    for at_left in (True, False):
        chosen = [label for label in labels if (label[2].x < centre) == at_left]
        _side_names(paper, chosen, at_left=at_left, placed=placed)


def _side_names(
    paper: Paper,
    labels: Sequence[tuple[str, bool, Hexagon]],
    *,
    at_left: bool,
    placed: Sequence[Hexagon],
) -> None:
    top = min(hexagon.y for hexagon in placed) - PITCH
    blocks = [wrap(text, SIDE - 10, bold=bold) for text, bold, _ in labels]
    middles = spread(
        [hexagon.y for _, _, hexagon in labels],
        [LINE * len(block) + 4 for block in blocks],
        top,
        paper.height,
    )
    edge = SIDE - 6 if at_left else paper.width - SIDE + 6
    leaders = [
        [(edge, middle), (hexagon.x, hexagon.y)]
        for (_, _, hexagon), middle in zip(labels, middles, strict=True)
    ]
    paper.strokes(leaders, colour=style.WHITE, width=2.2)
    paper.strokes(leaders, colour=style.INK, width=0.7)
    place, side = (edge - 4, "right") if at_left else (edge + 4, "left")
    for (_, bold, hexagon), block, middle in zip(labels, blocks, middles, strict=True):
        paper.dot(hexagon.x, hexagon.y, colour=style.INK, size=3.4, order=4)
        paper.lines(place, middle, block, bold=bold, side=side)


def _alt(counts: Mapping[str, int], total: int, words: Words) -> str:
    told = "; ".join(f"{label}: {number}" for label, number in counts.items())
    subject = sentence_of(words["subtitle"])
    return f"Map of {total} equal hexagons, one a council, {subject}. {told}."


def _description(shown: pd.DataFrame, category: str, counts: Mapping[str, int]) -> str:
    """Return, for each category but the largest, its councils by region."""
    largest = max(counts, key=lambda label: counts[label])
    said = [f"{largest}: {counts[largest]} councils."]
    for label in counts:
        if label == largest:
            continue
        rows = [
            row
            for row in shown.to_dict("records")
            if (UNKNOWN if is_absent(row[category]) else as_label(row[category])) == label
        ]
        by_region = pd.Series([as_label(row["region"]) for row in rows]).value_counts().sort_index()
        places = ", ".join(f"{region} {number}" for region, number in by_region.items())
        said.append(f"{label}: {counts[label]} councils ({places}).")
    return " ".join(said)

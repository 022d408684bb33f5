"""Parts of a whole: bars of one hundred per cent, each part labelled beneath itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Unpack

import pandas as pd

from futuregazing.errors import UserError
from futuregazing.exhibits import style
from futuregazing.exhibits.assembly import (
    Words,
    exhibit,
    meaning_columns,
    nothing_known,
    sentence_of,
    value_column,
)
from futuregazing.exhibits.bundle import Exhibit
from futuregazing.exhibits.cells import Column
from futuregazing.exhibits.house import GREYS
from futuregazing.exhibits.lettering import spread, text_width, widest, wrap
from futuregazing.exhibits.marks import Mark, all_refs, marks, require_one_kind, unit_of
from futuregazing.exhibits.paper import Paper

BAR = 30.0
LINE = style.LABEL_PT * style.LEADING
LABEL_WIDTH = 112.0
ROUNDING = 0.6
"""Published shares of one whole may add up to this much more than a hundred."""


@dataclass(frozen=True, eq=False)
class Piece:
    """One part of one bar."""

    name: str
    text: str
    share: float
    colour: str
    hatch: str


def share(
    frame: pd.DataFrame,
    *,
    label: str = "label",
    value: str = "value",
    group: str = "",
    unit: str = "",
    rest: str = "",
    **words: Unpack[Words],
) -> Exhibit:
    """Draw each whole as a bar of full width, cut into its parts.

    Args:
        frame: one row a part: its name and its value, a share of the whole in per cent
            or an amount; with `group`, several wholes, each its own bar.
        label, value, group: the columns.
        unit: unit of values that are plain numbers.
        rest: name of what is left to a hundred per cent. Without it what is left is
            hatched and named "not stated".
        words: id, title, subtitle and the rest, see `Words`.

    Raises:
        Mismatch: the parts of one whole are not of one kind and no `reason` is given.
        UserError: the shares of one whole add up to more than a hundred per cent.
    """
    columns = {label: Column("Part"), value: value_column("Value", unit_of([], unit))}
    if frame.empty:
        return nothing_known("share", columns, words)
    drawn = marks(frame, label, value, unit=unit)
    wholes: dict[str, list[Mark]] = {}
    for mark in drawn:
        wholes.setdefault(mark.get(group) if group else "", []).append(mark)
    looks = _looks(drawn)
    bars = {}
    for name, parts in wholes.items():
        require_one_kind(parts, "parts of one whole", words)
        bars[name] = _pieces(parts, unit_of(parts, unit).is_share, looks, rest)
    data, meaning = meaning_columns(frame, value)
    columns[value] = value_column("Value", unit_of(drawn, unit))
    first = {group: Column("Whole")} if group else {}
    return exhibit(
        "share",
        _draw(bars),
        data,
        first | columns | meaning,
        words,
        alt=_alt(bars, words),
        description=_told(bars),
        refs=all_refs(drawn),
    )


def _looks(drawn: Sequence[Mark]) -> dict[str, tuple[str, str]]:
    """Return colour and hatching by name: one look a name, in all bars."""
    names = list(dict.fromkeys(mark.label for mark in drawn))
    known = [(colour, "") for colour in (*style.CATEGORY_COLOURS, *GREYS)]
    return {name: known[min(i, len(known) - 1)] for i, name in enumerate(names)}


def _pieces(
    parts: Sequence[Mark], in_percent: bool, looks: Mapping[str, tuple[str, str]], rest: str
) -> list[Piece]:
    """Return the parts of one whole with what is missing to a hundred per cent."""
    known = [(part, part.value) for part in parts if part.value is not None]
    total = sum(value for _, value in known)
    if in_percent and total > 100 + ROUNDING:
        raise UserError(
            f"the shares of {', '.join(part.label for part in parts)} add up to {total:g}%, more "
            "than a hundred: their categories overlap. Draw them as a ranking."
        )
    whole = max(total, 100.0) if in_percent else (total or 1.0)
    made = [
        Piece(part.label, part.text, value / whole, *looks[part.label]) for part, value in known
    ]
    missing = 1 - sum(piece.share for piece in made)
    if missing * 100 > ROUNDING:
        look = (style.PALE_BLUE, "") if rest else (style.PAPER, style.UNKNOWN_HATCH)
        text = f"{missing * 100:.3g}%" if rest else ""
        made.append(Piece(rest or "not stated", text, missing, *look))
    return made


def _draw(bars: Mapping[str, Sequence[Piece]]) -> Paper:
    """Return the drawing: for each whole its name, its bar, and its parts' labels."""
    full = style.points(style.WIDTH_MM)
    labels = [_labels(pieces, full) for pieces in bars.values()]
    heads = [wrap(name, full, bold=True) for name in bars]
    heights = [
        LINE * len(head) + (4 if head else 0) + BAR + 12 + LINE * max(map(len, made)) + 12
        for head, made in zip(heads, labels, strict=True)
    ]
    paper = Paper(sum(heights) - 8)
    top = 0.0
    for head, made, pieces, height in zip(heads, labels, bars.values(), heights, strict=True):
        after = paper.block(0, top, head, bold=True) + (4 if head else 0)
        _bar(paper, pieces, made, after)
        top += height
    return paper


def _labels(pieces: Sequence[Piece], full: float) -> list[list[str]]:
    """Return each part's label as lines, narrower where there are many."""
    room = min(LABEL_WIDTH, full / max(1, len(pieces)) - 8)
    widths = [max(room, min(piece.share * full, 190.0)) for piece in pieces]
    excess = (full - 6 * len(pieces)) / sum(widths)
    widths = [width * min(1.0, excess) for width in widths]
    return [
        ([piece.text] if piece.text else []) + wrap(piece.name, width)
        for piece, width in zip(pieces, widths, strict=True)
    ]


def _bar(
    paper: Paper, pieces: Sequence[Piece], labels: Sequence[Sequence[str]], top: float
) -> None:
    """Draw one whole; a label whose part is narrower is led to it by a thin line."""
    left, centres = 0.0, []
    for piece in pieces:
        width = piece.share * paper.width
        paper.bar(left, top, width, BAR, colour=piece.colour, hatch=piece.hatch, edge=style.WHITE)
        if piece.colour == style.PAPER:
            paper.bar(left, top, width, BAR, colour="none", hatch=piece.hatch, edge=style.FRAME)
        centres.append(left + width / 2)
        left += width
    sizes = [max(widest(lines), text_width(lines[0], bold=True)) + 6 for lines in labels]
    places = spread(centres, sizes, -3, paper.width + 3)
    below = top + BAR
    for lines, place, centre in zip(labels, places, centres, strict=True):
        paper.line([centre, centre, place], [below, below + 4, below + 11], colour=style.FRAME)
        after = paper.block(place, below + 12, lines[:1], bold=True, side="center")
        paper.block(place, after, lines[1:], side="center")


def _told(bars: Mapping[str, Sequence[Piece]]) -> str:
    said = []
    for name, pieces in bars.items():
        parts = "; ".join(f"{piece.name}: {piece.text or 'no figure'}" for piece in pieces)
        said.append(f"{name}: {parts}." if name else f"{parts}.")
    return " ".join(said)


def _alt(bars: Mapping[str, Sequence[Piece]], words: Words) -> str:
    size = "One bar" if len(bars) == 1 else f"{len(bars)} bars"
    head = f"{size} of one hundred per cent cut into parts, {sentence_of(words['subtitle'])}. "
    return head + _told(bars)

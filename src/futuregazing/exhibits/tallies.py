"""How many of each: one square an item, so that small numbers look small."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Unpack

import pandas as pd

from futuregazing.claims.refs import Ref, unique_refs
from futuregazing.claims.wording import capitalised
from futuregazing.exhibits import style
from futuregazing.exhibits.assembly import (
    Words,
    exhibit,
    named_in_title,
    nothing_known,
    sentence_of,
)
from futuregazing.exhibits.bundle import Exhibit
from futuregazing.exhibits.cells import Column, is_absent, refs_in
from futuregazing.exhibits.lettering import widest, wrap
from futuregazing.exhibits.looks import UNKNOWN, draw_key, key_height, looks_of
from futuregazing.exhibits.looks import square as draw_square
from futuregazing.exhibits.marks import as_label, require_columns
from futuregazing.exhibits.paper import Paper

Counts = Mapping[str, Mapping[str, int]]

SQUARE, SMALLEST = 14.0, 8.0
NAME_SHARE = 0.34
TOTAL_ROOM = 34.0
GAP = 9.0
LINE = style.LABEL_PT * style.LEADING


def tally(
    frame: pd.DataFrame,
    *,
    group: str = "group",
    category: str = "category",
    order: Sequence[str] = (),
    **words: Unpack[Words],
) -> Exhibit:
    """Draw one square an item, in rows by group, filled by category.

    Args:
        frame: one row an item: its group, its category (absent: not known), optionally
            the `refs` it rests on. Groups stand in first-seen order.
        group, category: the columns.
        order: the categories in the order of the key; else the most frequent first.
        words: id, title, subtitle and the rest, see `Words`. The data table's columns are
            `group`, one a category by its name, and `total`.

    Raises:
        UserError: more than four categories besides what is unclear or not known.
    """
    columns = {"group": Column("Group"), "total": Column("Number", kind="number")}
    if frame.empty:
        return nothing_known("tally", columns, words)
    require_columns(frame, (group, category))
    counts = _counted(frame, group, category)
    names = _ordered(counts, order)
    behind = _behind(frame, group)
    by_category = {name: Column(capitalised(name), kind="number") for name in names}
    data = pd.DataFrame(
        {"group": name, "total": sum(inside.values()), "refs": behind.get(name, ())}
        | {label: inside.get(label, 0) for label in names}
        for name, inside in counts.items()
    )
    return exhibit(
        "tally",
        _draw(counts, names, named_in_title(list(counts), words)),
        data,
        {"group": columns["group"], **by_category, "total": columns["total"]},
        words,
        alt=_alt(counts, names, words),
        description=_told(counts, names),
        refs=[ref for cell in frame.get("refs", []) for ref in refs_in(cell)],
    )


def _counted(frame: pd.DataFrame, group: str, category: str) -> dict[str, dict[str, int]]:
    """Return counts by group and category."""
    counts: dict[str, dict[str, int]] = {}
    for name, value in zip(frame[group], frame[category], strict=True):
        label = UNKNOWN if is_absent(value) else as_label(value)
        inside = counts.setdefault(as_label(name), {})
        inside[label] = inside.get(label, 0) + 1
    return counts


def _behind(frame: pd.DataFrame, group: str) -> dict[str, tuple[Ref, ...]]:
    """Return the rows that the items of each group rest on."""
    rows: dict[str, list[Ref]] = {}
    for name, cell in zip(frame[group], frame.get("refs", []), strict=False):
        rows.setdefault(as_label(name), []).extend(refs_in(cell))
    return {name: unique_refs(refs) for name, refs in rows.items()}


def _ordered(counts: Counts, order: Sequence[str]) -> list[str]:
    """Return the categories as ordered, then the most frequent first, not known last."""
    totals: dict[str, int] = {}
    for inside in counts.values():
        for label, number in inside.items():
            totals[label] = totals.get(label, 0) + number
    given = [label for label in order if label in totals]
    rest = sorted(set(totals) - set(given), key=lambda n: (n == UNKNOWN, -totals[n], n))
    return [*given, *rest]


def _draw(counts: Counts, names: Sequence[str], strong: Collection[str]) -> Paper:
    """Return the drawing: the key with totals, then a row of squares a group, some named boldly."""
    full = style.points(style.WIDTH_MM)
    labels = [wrap(name, full * NAME_SHARE, bold=name in strong) for name in counts]
    left = max(widest(lines, bold=True) for lines in labels) + 12
    longest = max(sum(inside.values()) for inside in counts.values())
    side = max(SMALLEST, min(SQUARE, (full - left - TOTAL_ROOM) / longest))
    per_line = max(1, int((full - left - TOTAL_ROOM) / side + 1e-9))
    heights = [
        max(LINE * len(lines), side * -(-sum(inside.values()) // per_line))
        for lines, inside in zip(labels, counts.values(), strict=True)
    ]
    sums = {name: sum(inside.get(name, 0) for inside in counts.values()) for name in names}
    keys = [f"{name}: {number:,}" for name, number in sums.items()]
    top = key_height(keys, full) + 6
    paper = Paper(top + sum(heights) + GAP * (len(heights) - 1) + 2)
    looks = looks_of(names)
    draw_key(paper, keys, list(looks.values()))
    for (name, inside), lines, height in zip(counts.items(), labels, heights, strict=True):
        items = [looks[kind] for kind in names for _ in range(inside.get(kind, 0))]
        start = top + (height - side * -(-len(items) // per_line)) / 2
        paper.lines(left - 12, top + height / 2, lines, side="right", bold=name in strong)
        for i, look in enumerate(items):
            corner = (left + side * (i % per_line), start + side * (i // per_line))
            draw_square(paper, corner, side, look)
        end = left + side * min(len(items), per_line) + 7
        paper.text(end, top + height / 2, f"{len(items):,}", bold=True)
        top += height + GAP
    return paper


def _told(counts: Counts, names: Sequence[str]) -> str:
    """Return each group's counts, its categories in the order of the key."""
    return " ".join(
        f"{name}: "
        + ", ".join(f"{label} {inside[label]}" for label in names if label in inside)
        + "."
        for name, inside in counts.items()
    )


def _alt(counts: Counts, names: Sequence[str], words: Words) -> str:
    total = sum(sum(inside.values()) for inside in counts.values())
    sums = ", ".join(
        f"{name} {sum(inside.get(name, 0) for inside in counts.values())}" for name in names
    )
    rows = "one row" if len(counts) == 1 else f"{len(counts)} rows"
    return f"{total} squares in {rows}, {sentence_of(words['subtitle'])}. In all: {sums}."

"""Which is largest: horizontal bars from nought, sorted, each labelled at its end."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Unpack

import pandas as pd

from futuregazing.exhibits import style
from futuregazing.exhibits.assembly import (
    Words,
    described,
    exhibit,
    named_in_title,
    nothing_known,
    sentence_of,
    value_column,
)
from futuregazing.exhibits.bundle import Exhibit
from futuregazing.exhibits.cells import Column
from futuregazing.exhibits.lettering import widest, wrap
from futuregazing.exhibits.marks import Mark, all_refs, marks, require_one_kind, unit_of
from futuregazing.exhibits.paper import Paper

LABEL_SHARE = 0.36
"""Most of the width that names may take; longer ones wrap."""
BAR = 15.0
ROW_GAP = 8.0
LABEL_GAP = 8.0


def ranking(
    frame: pd.DataFrame,
    *,
    label: str = "label",
    value: str = "value",
    unit: str = "",
    highlight: Collection[str] = (),
    in_given_order: bool = False,
    rest: str = "",
    bars_shown: int | None = None,
    **words: Unpack[Words],
) -> Exhibit:
    """Draw bars sorted by value, the largest first.

    Args:
        frame: one row a bar: a name, a value (`Quantity`, or a number with `unit`),
            optionally `refs` and `text` (a direct label of one's own).
        label, value: the columns with names and values.
        unit: unit of values that are plain numbers ("GBP", "percent", "contracts").
        highlight: names drawn in full colour while the others step back; if left out,
            those that the title names.
        in_given_order: keep the frame's order (an order of its own, such as sizes).
        rest: the name of what is left over ("Other"): it has no rank, so it stands last
            whatever its value, and it never stands out.
        bars_shown: how many bars are drawn, the first ones; the data always has all.
        words: id, title, subtitle and the rest, see `Words`.

    Raises:
        Mismatch: the values are not of one kind and no `reason` is given.
    """
    columns = {label: Column(label.capitalize()), value: value_column("Value", unit_of([], unit))}
    if frame.empty:
        return nothing_known("ranking", columns, words)
    drawn = marks(frame, label, value, unit=unit)
    require_one_kind(drawn, "ranked", words)
    ranked = [mark.label for mark in drawn if mark.label != rest]
    # Where no bar stands out from the others, all of them stand out from what is left over.
    full = highlight or named_in_title(ranked, words) or ranked
    order = range(len(drawn)) if in_given_order else _by_value(drawn, rest)
    sorted_marks = [drawn[i] for i in order]
    columns[value] = value_column("Value", unit_of(drawn, unit))
    return exhibit(
        "ranking",
        draw_bars(sorted_marks[:bars_shown], full),
        frame.iloc[list(order)],
        columns,
        words,
        alt=_alt(sorted_marks[:bars_shown], words),
        description=described(sorted_marks[:bars_shown]),
        refs=all_refs(drawn),
    )


def draw_bars(drawn: Sequence[Mark], highlight: Collection[str] = ()) -> Paper:
    """Return the drawing: names left, bars from a common nought, values at the ends."""
    full = style.points(style.WIDTH_MM)
    names = [wrap(mark.label, full * LABEL_SHARE) for mark in drawn]
    left = max(widest(lines) for lines in names) + LABEL_GAP
    below = min([0.0] + [mark.value for mark in drawn if mark.value is not None])
    above = max([0.0] + [mark.value for mark in drawn if mark.value is not None])
    right = widest([mark.text for mark in drawn], bold=True) + LABEL_GAP
    room = full - left - right - (right if below < 0 else 0)
    step = room / ((above - below) or 1)
    zero = left + (right if below < 0 else 0) - below * step
    heights = [max(BAR, style.LABEL_PT * style.LEADING * len(lines)) + ROW_GAP for lines in names]
    paper = Paper(sum(heights))
    top = 0.0
    for mark, lines, height in zip(drawn, names, heights, strict=True):
        faded = bool(highlight) and mark.label not in highlight
        _row(paper, mark, lines, (left, zero, top + height / 2, step), faded=faded)
        top += height
    paper.line([zero, zero], [0, paper.height], colour=style.DARK_GREY, width=1.0)
    return paper


def _row(
    paper: Paper,
    mark: Mark,
    lines: Sequence[str],
    place: tuple[float, float, float, float],
    *,
    faded: bool,
) -> None:
    """Draw one bar with its name and value."""
    left, zero, middle, step = place
    paper.lines(left - LABEL_GAP, middle, lines, side="right")
    if mark.value is None:
        paper.text(zero + 5, middle, mark.text, colour=style.QUIET)
        return
    length = mark.value * step
    colour = style.PALE_BLUE if faded else style.DARK_BLUE
    paper.bar(min(zero, zero + length), middle - BAR / 2, abs(length), BAR, colour=colour)
    if length >= 0:
        paper.text(zero + length + 5, middle, mark.text, bold=not faded)
    else:
        paper.text(zero + length - 5, middle, mark.text, bold=not faded, side="right")


def _by_value(drawn: Sequence[Mark], rest: str) -> list[int]:
    """Return positions from the largest value to the smallest, unknown ones last, by name.

    What is left over comes after all of them.
    """

    def rank(i: int) -> tuple[bool, bool, float, str]:
        mark = drawn[i]
        return mark.label == rest, mark.value is None, -(mark.value or 0.0), mark.label

    return sorted(range(len(drawn)), key=rank)


def _alt(drawn: Sequence[Mark], words: Words) -> str:
    """Return what the bars show: how many, the ends, and how many are not known."""
    known = [mark for mark in drawn if mark.value is not None]
    measure = sentence_of(words["subtitle"])
    if not known:
        return f"A list of {len(drawn)} names without a value: {measure}."
    head = f"Bar chart of {len(drawn)} {'bar' if len(drawn) == 1 else 'bars'}, {measure}. "
    told = f"{known[0].label}: {known[0].text}"
    if len(known) > 2:
        told += f", then {known[1].label}: {known[1].text}"
    if len(known) > 1:
        told += f"; last {known[-1].label}: {known[-1].text}"
    missing = len(drawn) - len(known)
    what = "value that counts" if words.get("measured") else "published value"
    return f"{head}{told}." + (f" {missing} without a {what}." if missing else "")

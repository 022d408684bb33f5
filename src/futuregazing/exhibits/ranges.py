"""How far each number could move: its range on one common scale, as times the number itself.

Numbers of different units stand in one chart only as multiples of themselves: what is
compared is how sure they are, never how large. A range of one kind of number is drawn
thick; where other kinds of number reach farther, that is drawn apart and thin.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil, floor, log2
from typing import Any, Unpack

import pandas as pd

from futuregazing.claims.quantity import Mismatch, Quantity
from futuregazing.errors import UserError
from futuregazing.exhibits import style
from futuregazing.exhibits.assembly import Words, exhibit, nothing_known, sentence_of
from futuregazing.exhibits.bundle import Exhibit
from futuregazing.exhibits.cells import Column, is_absent, refs_in
from futuregazing.exhibits.lettering import text_width, widest, wrap
from futuregazing.exhibits.marks import as_label, require_columns, value_text
from futuregazing.exhibits.paper import Paper
from futuregazing.exhibits.placing import Scale

ENDS = ("low", "high", "outer_low", "outer_high")
NAME_SHARE = 0.37
LINE = style.LABEL_PT * style.LEADING
LANE, ROW_GAP, KEY = 15.0, 9.0, 24.0
BEFORE, AFTER, ARROW = 7.0, 8.0, 8.0
NAME_ROOM = style.points(style.WIDTH_MM) * NAME_SHARE
APART = 8.0
FARTHEST = 4.0
"""Doublings to either side that are drawn; what reaches farther ends in an arrow."""
TICKS: Mapping[int, str] = {
    **{-4: "1/16", -3: "1/8", -2: "1/4", -1: "half", 0: "headline"},
    **{1: "double", 2: "4 times", 3: "8 times", 4: "16 times"},
}
INNER, OUTER = style.DARK_BLUE, style.ORANGE


@dataclass(frozen=True, eq=False)
class Range:
    """One row: a number, the range of its own kind, that of all kinds, or None for no wider one."""

    name: Sequence[str]
    label: str
    value: Quantity
    inner: tuple[Quantity, Quantity]
    outer: tuple[Quantity, Quantity] | None
    open_above: bool
    note: str

    @property
    def has_scale(self) -> bool:
        """Tell whether multiples of the number mean anything: nought and below have none."""
        return self.value.value > 0

    @property
    def alone(self) -> bool:
        """Tell whether there is no other value."""
        return self.outer is None and self.inner[0].value == self.inner[1].value

    @property
    def pairs(self) -> list[tuple[Quantity, Quantity]]:
        """Return the ranges drawn, the inner one first."""
        return [self.inner, *([self.outer] if self.outer else [])]

    @property
    def lanes(self) -> int:
        """Return how many lines of marks the row has."""
        return 1 + (self.outer is not None and self.has_scale)

    @property
    def height(self) -> float:
        """Return the height of the row."""
        return max(LANE * self.lanes, LINE * self.lines) + ROW_GAP

    @property
    def lines(self) -> int:
        """Return how many lines name and number take: the number follows where it fits."""
        return len(self.name) + (not self.fits_beside)

    @property
    def fits_beside(self) -> bool:
        """Tell whether the number fits behind the last line of the name."""
        number = text_width(value_words(self.value), bold=True)
        return text_width(self.name[-1]) + APART + number <= NAME_ROOM

    def doublings(self, end: Quantity) -> float:
        """Return how many times the number is doubled to give an end; halved: below nought."""
        if end.value <= 0:
            return -FARTHEST
        return max(-FARTHEST, min(FARTHEST, log2(float(end.value / self.value.value))))

    def told(self) -> str:
        """Return the row in words."""
        said = f"{self.label}: {value_words(self.value)}"
        low, high = self.inner
        if not self.alone:
            said += f", {value_words(low)} to {value_words(high)}"
        said += f", {self.note}" if self.note else ""
        if self.outer is not None:
            a, b = self.outer
            said += f"; other kinds of number: {value_words(a)} to {value_words(b)}"
        return said


def ranges(
    frame: pd.DataFrame,
    *,
    label: str = "label",
    value: str = "value",
    open_above: str = "open_above",
    note: str = "note",
    **words: Unpack[Words],
) -> Exhibit:
    """Draw how far numbers could move, each as multiples of itself.

    Args:
        frame: one row a number, in the order of printing. Quantities `low` and `high` are the
            range among numbers of its own kind, `outer_low` and `outer_high` that of all
            kinds (absent where no other kind is known).
        label, value: the columns with names and numbers.
        open_above: column that tells whether the source sets no upper end (optional).
        note: column with a word or two that stand behind the range (optional).
        words: id, title, subtitle and the rest, see `Words`; `reason` says why kinds of
            number stand together.

    Raises:
        Mismatch: an inner range holds another kind of number, or an outer one does and no
            reason is given, or an end has another unit.
        UserError: a column is missing, or holds no quantity.
    """
    heads = ("Low", "High", "Low, all kinds of number", "High, all kinds of number")
    absent = "no other kind"
    columns = {label: Column("Headline"), value: Column("Number")}
    columns |= {key: Column(head, absent=absent) for key, head in zip(ENDS, heads, strict=True)}
    if frame.empty:
        return nothing_known("ranges", columns, words)
    require_columns(frame, (label, value, *ENDS))
    rows = [_row(row, label, value, (open_above, note)) for row in frame.to_dict("records")]
    for row in rows:
        _require_kinds(row, words.get("reason", ""))
    return exhibit(
        "ranges",
        _draw(rows),
        frame,
        columns,
        words,
        alt=_alt(rows, words),
        description=". ".join(row.told() for row in rows) + ".",
        refs=refs_in([q for row in rows for q in (row.value, *row.inner, *(row.outer or ()))]),
    )


def value_words(q: Quantity) -> str:
    """Return a number with its unit: the rows of this chart share none."""
    return q.text.replace("a forecast", "forecast")


def _row(row: Mapping[Any, Any], label: str, value: str, more: tuple[str, str]) -> Range:
    """Return one row of the frame as a range."""
    name, number = as_label(row[label]), row[value]
    low, high, a, b = (row[end] for end in ENDS)
    if not all(isinstance(q, Quantity) for q in (number, low, high)):
        raise UserError(f"{name!r}: number, low and high must be quantities")
    outer = None if is_absent(a) or is_absent(b) else (a, b)
    is_open, note = (row.get(key) for key in more)
    return Range(
        wrap(name, NAME_ROOM),
        name,
        number,
        (low, high),
        outer,
        not is_absent(is_open) and bool(is_open),
        "" if is_absent(note) else str(note),
    )


def _require_kinds(row: Range, reason: str) -> None:
    """Raise `Mismatch` where a range holds what it may not."""
    for end in (*row.inner, *(row.outer or ())):
        if end.unit.base != row.value.unit.base:
            raise Mismatch(
                f"{row.label}: {end.full} and {row.value.full} are in different units "
                f"({end.unit} and {row.value.unit}): no range joins them."
            )
    for end in row.inner:
        if end.basis != row.value.basis:
            raise Mismatch(
                f"{row.label}: {end.full} is of another kind ({end.basis}) than "
                f"{row.value.full} ({row.value.basis}): put it into the outer range."
            )
    if row.outer and not reason:
        raise Mismatch(
            f"{row.label}: the outer range goes over several kinds of number. State the reason, "
            "which will be printed as a note."
        )


def _draw(rows: Sequence[Range]) -> Paper:
    """Return the drawing: names and numbers left, ranges right, around one line."""
    paper = Paper(KEY + LINE + 8 + sum(row.height for row in rows))
    x = _scale(rows, NAME_ROOM + 14, paper.width)
    _key(paper, any(row.outer for row in rows if row.has_scale))
    _axis(paper, x, KEY + LINE / 2)
    top = KEY + LINE + 8
    for row in rows:
        paper.line([0, paper.width], [top, top], colour=style.GRID, order=1)
        below = paper.block(0, top + (row.height - LINE * row.lines) / 2, row.name)
        beside = text_width(row.name[-1]) + APART if row.fits_beside else 0.0
        number = below - LINE / 2 if row.fits_beside else below + LINE / 2
        paper.text(beside, number, value_words(row.value), bold=True)
        _marks(paper, row, x, top + row.height / 2)
        top += row.height
    return paper


def _scale(rows: Sequence[Range], left: float, right: float) -> Scale:
    """Return the widest scale on which every range and both its labels find room."""
    ends: list[tuple[float, float]] = [(-0.5, left), (0.0, left)]
    limits: list[tuple[float, float]] = [(0.5, right), (0.0, right)]
    for row in rows:
        if not row.has_scale:
            limits.append((0.0, right - AFTER - text_width(_off_scale(row))))
            continue
        for pair in row.pairs:
            low, high = (row.doublings(end) for end in pair)
            ends.append((low, left + BEFORE + text_width(_low_text(row, pair))))
            behind = AFTER + ARROW * row.open_above + text_width(_high_text(row, pair))
            behind += text_width(row.note) + APART if row.note and pair is row.inner else 0.0
            limits.append((high, right - behind))
    step = min((limit - start) / (b - a) for a, start in ends for b, limit in limits if b > a)
    middle = max(start - step * a for a, start in ends)
    low, high = min(a for a, _ in ends), max(b for b, _ in limits)
    return Scale(low, high, middle + step * low, middle + step * high)


def _low_text(row: Range, pair: tuple[Quantity, Quantity]) -> str:
    """Return the label at the lower end; none where it only says the same again."""
    known = {row.value.value} | ({row.inner[0].value} if pair is row.outer else set())
    return "" if pair[0].value in known else value_text(pair[0])


def _high_text(row: Range, pair: tuple[Quantity, Quantity]) -> str:
    """Return the label at the upper end; none where it only says the same again."""
    known = {row.value.value} | ({row.inner[1].value} if pair is row.outer else set())
    said = "" if pair[1].value in known else value_text(pair[1])
    return f"{said} or more".strip() if row.open_above and pair is row.inner else said


def _off_scale(row: Range) -> str:
    """Return the range of a number that has no multiples, in words."""
    low, high = row.inner
    return row.note if row.alone else f"{value_words(low)} to {value_words(high)}, not to scale"


def _key(paper: Paper, outer: bool) -> None:
    """Say what thick and thin mean, each beside a piece of it."""
    said = [("numbers of the headline\u2019s own kind", INNER, 7.0)]
    said += [("other kinds of number too", OUTER, 2.4)] if outer else []
    at = 0.0
    for words, colour, width in said:
        paper.line([at, at + 22], [LINE / 2] * 2, colour=colour, width=width)
        paper.text(at + 28, LINE / 2, words, colour=style.QUIET)
        at += 28 + text_width(words) + 18


def _axis(paper: Paper, x: Scale, middle: float) -> None:
    """Write the multiples above, and draw the line of the number itself."""
    wanted = range(ceil(x.low), floor(x.high) + 1)
    room = widest([TICKS[tick] for tick in wanted]) + 6
    step = max(1, ceil(room / (x(1) - x(0))))
    for tick in wanted:
        if tick % step == 0:
            own = tick == 0
            colour, width = (style.INK, 1.2) if own else (style.GRID, 0.8)
            ys = [middle + 8, paper.height]
            paper.line([x(tick)] * 2, ys, colour=colour, width=width, order=1)
            paper.text(x(tick), middle, TICKS[tick], colour=style.QUIET, side="center")


def _marks(paper: Paper, row: Range, x: Scale, middle: float) -> None:
    """Draw one row's ranges and its own point."""
    if not row.has_scale:
        paper.text(x(0) + AFTER, middle, _off_scale(row), colour=style.QUIET)
        return
    inner = middle - (LANE / 2 if row.lanes > 1 else 0)
    _range(paper, row, row.inner, x, inner, (INNER, 7.0))
    if row.outer is not None:
        _range(paper, row, row.outer, x, middle + LANE / 2, (OUTER, 2.4))
    paper.dot(x(0), inner, colour=INNER, size=6.5, hollow=True)


def _range(
    paper: Paper,
    row: Range,
    pair: tuple[Quantity, Quantity],
    x: Scale,
    y: float,
    look: tuple[str, float],
) -> None:
    """Draw one line from end to end with the values at the ends, an arrow where it goes on."""
    colour, width = look
    ends = [row.doublings(end) for end in pair]
    paper.line([x(end) for end in ends], [y, y], colour=colour, width=width)
    goes_on = ARROW if row.open_above and pair is row.inner else 0.0
    if ends[0] <= -FARTHEST:
        paper.dot(x(ends[0]), y, colour=colour, marker="<", size=8)
    if ends[1] >= FARTHEST or goes_on:
        paper.dot(x(ends[1]) + goes_on / 2, y, colour=colour, marker=">", size=8)
    if low := _low_text(row, pair):
        paper.text(x(ends[0]) - BEFORE, y, low, side="right")
    at = x(ends[1]) + goes_on + AFTER
    if high := _high_text(row, pair):
        paper.text(at, y, high)
        at += text_width(high) + APART
    if row.note and pair is row.inner:
        paper.text(at, y, row.note, colour=style.QUIET)


def _alt(rows: Sequence[Range], words: Words) -> str:
    size = "One number" if len(rows) == 1 else f"{len(rows)} numbers"
    head = f"{size} with the range of each as multiples of itself, {sentence_of(words['subtitle'])}"
    widest_first = sorted(rows, key=lambda row: -_width(row))
    return f"{head}. Widest: {widest_first[0].told()}."


def _width(row: Range) -> float:
    low, high = row.outer or row.inner
    return row.doublings(high) - row.doublings(low) if row.has_scale else 0.0

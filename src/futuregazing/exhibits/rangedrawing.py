"""The drawing of ranges: each number as multiples of itself, all on one scale of doublings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil, floor, log2

from futuregazing.claims.quantity import Quantity
from futuregazing.exhibits import style
from futuregazing.exhibits.lettering import text_width, widest
from futuregazing.exhibits.marks import value_text
from futuregazing.exhibits.paper import Paper
from futuregazing.exhibits.placing import Scale

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
INNER, OUTER = style.DARK_BLUE, style.FRAME
"""Other kinds of number are grey here, as they are beside the market's size."""


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


def value_words(q: Quantity) -> str:
    """Return a number with its unit: the rows of this chart share none."""
    return q.text.replace("a forecast", "forecast")


def draw(rows: Sequence[Range]) -> Paper:
    """Return the drawing: names and numbers left, ranges right, around one line."""
    key = _key_of(rows)
    head = (KEY if key else 0.0) + LINE + 8
    paper = Paper(head + sum(row.height for row in rows))
    x = scale(rows, NAME_ROOM + 14, paper.width)
    _key(paper, key)
    _axis(paper, x, head - 8 - LINE / 2)
    top = head
    for row in rows:
        paper.line([0, paper.width], [top, top], colour=style.GRID, order=1)
        below = paper.block(0, top + (row.height - LINE * row.lines) / 2, row.name)
        beside = text_width(row.name[-1]) + APART if row.fits_beside else 0.0
        number = below - LINE / 2 if row.fits_beside else below + LINE / 2
        paper.text(beside, number, value_words(row.value), bold=True)
        _marks(paper, row, x, top + row.height / 2)
        top += row.height
    return paper


def scale(rows: Sequence[Range], left: float, right: float) -> Scale:
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
    # The multiples above begin and end at or beyond the farthest ends.
    first, last = floor(min(a for a, _ in ends[1:])), ceil(max(b for b, _ in limits[1:]))
    ends.append((first, left + text_width(TICKS[first]) / 2))
    limits.append((last, right - text_width(TICKS[last]) / 2))
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


def _key_of(rows: Sequence[Range]) -> list[tuple[str, str, float]]:
    """Return what thick and thin mean, colour and width: only of bars that are drawn."""
    drawn = [row for row in rows if row.has_scale]
    thick = any(row.inner[0].value != row.inner[1].value or row.open_above for row in drawn)
    thin = any(row.outer for row in drawn)
    said = [("numbers of the headline\u2019s own kind", INNER, 7.0)] if thick else []
    return said + ([("other kinds of number too", OUTER, 2.4)] if thin else [])


def _key(paper: Paper, said: Sequence[tuple[str, str, float]]) -> None:
    """Say what thick and thin mean, each beside a piece of it."""
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

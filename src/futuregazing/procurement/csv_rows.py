"""The rows of a CSV, also where a quotation mark has no partner.

A mark that nothing closes turns all that follows, up to the next mark, into one cell: 500
payments become one. A row that runs over several lines is believed unless one of the further
lines looks like a row itself, with as many cells as the file's rows have and numbers where
theirs stand, or its first and its last would without a mark. Then the mark is left out of
the first line, and the next is read as a row.
"""

from __future__ import annotations

import csv
import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from futuregazing.procurement.delimiters import MARK, delimiter_of

LARGEST_CELL = 1_000_000
"""More in one cell is a mark that nothing closes, whatever reads the file."""

csv.field_size_limit(LARGEST_CELL)  # for all of this process; the module's own is too little

SAMPLE = 200
"""Lines from which it is learnt how many cells a row has, and which of them are numbers."""
MOST_MARKS = 50
"""Marks of one line that are tried as the one without a partner."""
NARROWEST = 3
"""Fewer cells tell nothing: words with a comma look like two."""
MOST = 0.8
"""Share of a column's cells that must be numbers for it to be such a column."""

_NUMBER = re.compile(r"^[^A-Za-z]*\d[^A-Za-z]*$")


def csv_rows(lines: Iterable[str]) -> Iterator[Sequence[str]]:
    """Yield the rows of a CSV's lines; a delimiter is the sign that most of the first share.

    A line in which a mark stands wrong and cannot be left out is a row of one cell.
    """
    ahead = _Ahead(lines)
    first = ahead.beginning()
    shape = _Shape(first, delimiter_of(first))
    while ahead.first(1):
        yield from _until_torn(ahead, shape)


class _Ahead:
    """Lines of which those of the row at hand are held, to be read again in another way."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = iter(lines)
        self._held: deque[str] = deque()
        self._next = 0

    def beginning(self) -> list[str]:
        """Return enough of the first lines to learn from."""
        return self.first(SAMPLE)

    def first(self, number: int) -> list[str]:
        """Return the first so many lines that were not passed by, or as many as there are."""
        self._held.extend(islice(self._lines, max(0, number - len(self._held))))
        return list(islice(self._held, number))

    def onward(self) -> Iterator[str]:
        """Yield the lines that were not passed by, from the first on; one such at a time."""
        self._next = 0
        while True:
            if self._next == len(self._held):
                line = next(self._lines, None)
                if line is None:
                    return
                self._held.append(line)
            self._next += 1
            yield self._held[self._next - 1]

    def pass_by(self, number: int) -> None:
        """Let the first so many lines go."""
        for _ in range(number):
            self._held.popleft()
        self._next -= number


def _until_torn(ahead: _Ahead, shape: _Shape) -> Iterator[Sequence[str]]:
    """Yield rows up to one that is torn, and that one mended."""
    rows = csv.reader(ahead.onward(), delimiter=shape.delimiter)
    passed = 0
    while True:
        try:
            row = next(rows, None)
        except csv.Error:  # a cell beyond all measure
            break
        if row is None:
            return
        lines = ahead.first(rows.line_num - passed)
        if _is_torn(lines, shape):
            break
        if len(lines) == 1 and shape.is_odd(lines[0]) and not shape.fits(row):
            row = shape.mended(lines[0]) or row
        ahead.pass_by(len(lines))
        passed += len(lines)
        yield row
    (line,) = ahead.first(1)
    ahead.pass_by(1)
    yield shape.mended(line) or [line.strip()]


def _is_torn(lines: Sequence[str], shape: _Shape) -> bool:
    """Return whether a row of several lines is several rows."""
    others = lines[1:]
    if any(map(shape.is_row, others)):
        return True
    return bool(others and shape.mended(lines[0]) and shape.mended(lines[-1]))


@dataclass
class _Shape:
    """What the rows of a file look like."""

    lines: Sequence[str]
    """The first of the file."""
    delimiter: str

    def is_row(self, line: str) -> bool:
        """Return whether a line is by itself a row like the others of this file."""
        return self.fits(self._alone(line))

    def mended(self, line: str) -> list[str] | None:
        """Return the row that a line is without the mark that has no partner; None if none."""
        places = [at for at, sign in enumerate(line) if sign == MARK][:MOST_MARKS]
        readings = (self._alone(line[:at] + line[at + 1 :]) for at in places)
        return next((row for row in readings if self.fits(row)), None)

    def fits(self, row: Sequence[str]) -> bool:
        """Return whether a row has as many cells as most, and numbers where they have."""
        width, numbers = self._usual
        return (
            width >= NARROWEST
            and bool(numbers)
            and len(row) == width
            and all(_NUMBER.match(row[at]) for at in numbers)
        )

    @staticmethod
    def is_odd(line: str) -> bool:
        """Return whether one of a line's marks has no partner in it."""
        return line.count(MARK) % 2 == 1

    def _alone(self, line: str) -> list[str]:
        if self.is_odd(line):
            return []
        try:
            return next(csv.reader([line], delimiter=self.delimiter, strict=True), [])
        except csv.Error:
            return []

    @cached_property
    def _usual(self) -> tuple[int, list[int]]:
        """Return how many cells most rows have, and the columns of numbers."""
        rows = [row for line in self.lines if (row := self._alone(line))]
        width = Counter(map(len, rows)).most_common(1)[0][0] if rows else 0
        usual = [row for row in rows if len(row) == width]
        usual = usual[1:] or usual  # the first holds the headings
        shares = [sum(bool(_NUMBER.match(row[at])) for row in usual) for at in range(width)]
        return width, [at for at, n in enumerate(shares) if n >= MOST * len(usual)]

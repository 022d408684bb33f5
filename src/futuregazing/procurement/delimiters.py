"""Which sign stands between a CSV's cells: the one that most of the first lines share.

A description may hold more commas than its line has semicolons; but not the same number on
every line, and none in the headings.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable
from itertools import islice

DELIMITERS = ",;\t|"
MARK = '"'
LINES = 100
"""Lines that are looked at."""


def delimiter_of(lines: Iterable[str]) -> str:
    """Return the delimiter of a CSV's lines, of which the first are enough.

    It is the one that gives the most lines the same number of cells, two at least; of several
    the one that gives more of them.
    """
    whole = [one for one in islice(lines, LINES) if one.strip() and one.count(MARK) % 2 == 0]
    return max(DELIMITERS, key=lambda sign: _agreement(whole, sign))


def _agreement(lines: Iterable[str], delimiter: str) -> tuple[int, int]:
    """Return how many lines have the number of cells that most have, and that number."""
    widths: Counter[int] = Counter()
    for line in lines:
        try:
            widths[len(next(csv.reader([line], delimiter=delimiter), []))] += 1
        except csv.Error:  # a cell beyond all measure
            continue
    return max(((n, width) for width, n in widths.items() if width > 1), default=(0, 0))

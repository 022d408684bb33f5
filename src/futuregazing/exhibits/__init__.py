"""What a notebook shows: sentences with numbers, charts by the question they answer, tables.

Each function takes a tidy frame, one row a mark, and returns an `Exhibit` that carries its
words, drawing, data and source rows to the report. Nothing here imports matplotlib or
seaborn until something is drawn.
"""

from futuregazing.exhibits.bars import ranking
from futuregazing.exhibits.bundle import Exhibit, ExhibitError
from futuregazing.exhibits.cells import Column, Link
from futuregazing.exhibits.dots import compare
from futuregazing.exhibits.lines import change
from futuregazing.exhibits.stacks import share
from futuregazing.exhibits.strips import spread
from futuregazing.exhibits.swarm import distribution
from futuregazing.exhibits.tables import links, table

__all__ = [
    "Column",
    "Exhibit",
    "ExhibitError",
    "Link",
    "change",
    "compare",
    "distribution",
    "links",
    "ranking",
    "share",
    "spread",
    "table",
]

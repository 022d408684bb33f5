"""What a notebook shows: sentences with numbers, charts by the question they answer, tables.

Each function takes a tidy frame, one row a mark, and returns an `Exhibit` that carries its
words, drawing, data and source rows to the report. Nothing here imports matplotlib or
seaborn until something is drawn.
"""

from futuregazing.exhibits.assembly import drawn
from futuregazing.exhibits.bars import ranking
from futuregazing.exhibits.bundle import Exhibit, ExhibitError
from futuregazing.exhibits.cells import Column, Link
from futuregazing.exhibits.covered import AWARDED, COVERED
from futuregazing.exhibits.dots import compare
from futuregazing.exhibits.events import timeline
from futuregazing.exhibits.evidence import evidence_grid
from futuregazing.exhibits.hexmap import cartogram
from futuregazing.exhibits.kinds import change_by_kind
from futuregazing.exhibits.lines import change
from futuregazing.exhibits.months import calendar
from futuregazing.exhibits.panels import small_multiples
from futuregazing.exhibits.paper import Paper
from futuregazing.exhibits.ranges import ranges
from futuregazing.exhibits.stacks import share
from futuregazing.exhibits.strips import spread
from futuregazing.exhibits.swarm import distribution
from futuregazing.exhibits.tables import links, scorecard, table
from futuregazing.exhibits.tallies import tally
from futuregazing.exhibits.tiles import tiles

__all__ = [
    "AWARDED",
    "COVERED",
    "Column",
    "Exhibit",
    "ExhibitError",
    "Link",
    "Paper",
    "calendar",
    "cartogram",
    "change",
    "change_by_kind",
    "compare",
    "distribution",
    "drawn",
    "evidence_grid",
    "links",
    "ranges",
    "ranking",
    "scorecard",
    "share",
    "small_multiples",
    "spread",
    "table",
    "tally",
    "tiles",
    "timeline",
]

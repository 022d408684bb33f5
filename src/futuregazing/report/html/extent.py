"""How many rows of tables a page prints: as many as keep it light. The CSVs in it have all.

A page prints up to sixty rows of a table. Where an edition measures so much that its page would
weigh more than a phone should load, tables of more than twenty-five rows are cut, all at the same
number of rows, until it does not; under each that is cut stands how many rows it has.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from futuregazing.report import weight
from futuregazing.report.blocks import Cell, Exhibit, Row
from futuregazing.report.document import Document

MOST_BYTES = weight.MOST_BYTES["report.html"]


@dataclass(frozen=True)
class Extent:
    """How many rows are printed at most.

    Attributes:
        table: of a table, folded ones included.
        whole: of a drawing's data; so many are printed whole behind it.
        sample: of a drawing's data that are more, such as a map's.
    """

    table: int
    whole: int
    sample: int


WHOLE = Extent(table=60, whole=40, sample=12)
NEVER_CUT = 25
"""A table of no more rows is printed whole on any page: to cut it would save next to nothing."""
EXTENTS = (
    WHOLE, Extent(50, 40, 12), Extent(40, 40, 12), Extent(30, 30, 10), Extent(25, 25, 10),
    Extent(20, 25, 8), Extent(15, 25, 8), Extent(12, 25, 6), Extent(10, 25, 5),
    Extent(8, 25, 4), Extent(6, 25, 3),
)  # fmt: skip
"""From the one that a page keeps if it can to the last, which it takes whatever it weighs."""


def printed_rows(
    exhibit: Exhibit, extent: Extent = WHOLE
) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
    """Return the rows printed at once (the total last) and those folded away."""
    rows, shown = exhibit.rows, exhibit.rows_shown or len(exhibit.rows)
    most = extent.table if len(rows) > NEVER_CUT else NEVER_CUT
    if shown >= len(rows) <= most:
        return rows, ()
    body, total = (rows[:-1], rows[-1:]) if exhibit.total_row else (rows, ())
    shown = min(shown, most)
    return (*body[:shown], *total), body[shown:most]


def data_rows(exhibit: Exhibit, extent: Extent = WHOLE) -> tuple[Row, ...]:
    """Return the rows printed behind a drawing: a map of all councils shows its first ones."""
    rows = exhibit.rows
    if len(rows) <= extent.whole:
        return rows
    return (*rows[: extent.sample], rows[-1]) if exhibit.total_row else rows[: extent.sample]


def only_in_files(
    document: Document, extent: Extent = WHOLE
) -> tuple[dict[tuple[str, int], str], dict[str, list[Cell]]]:
    """Return what only the CSVs of a document hold.

    Returns:
        the uses of marks that no line of the page shows, and the anchor of the exhibit that
        holds them; by that anchor, one cell of each number that the page shows nowhere else,
        to be named under the exhibit.
    """
    held = {
        (cell.mark, cell.use): (exhibit.slug, cell)
        for exhibit in document.exhibits
        for row in _unprinted_rows(exhibit, extent)
        for cell in row
        if cell.mark
    }
    named: dict[str, list[Cell]] = {}
    for entry in document.evidence:
        if all((entry.mark, use.use) in held for use in entry.uses):
            slug, cell = held.pop((entry.mark, entry.uses[0].use))
            named.setdefault(slug, []).append(cell)
    return {use: slug for use, (slug, _) in held.items()}, named


def _unprinted_rows(exhibit: Exhibit, extent: Extent) -> Iterator[Row]:
    if not exhibit.svg:
        printed, folded = printed_rows(exhibit, extent)
        shown = {id(row) for row in (*printed, *folded)}
    else:
        shown = {id(row) for row in data_rows(exhibit, extent)}
    yield from (row for row in exhibit.rows if id(row) not in shown)
